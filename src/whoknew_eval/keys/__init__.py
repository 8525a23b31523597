"""Scoring an analysis against keys made by careful reading: acts, movements, sources, times, relations, status.

One module per layer, each a pure function from key and analysis to :class:`LayerScore`. Keys in ``rules`` may be looked
into; those in ``unseen`` are only ever reported as sums.
"""

from whoknew_eval.keys.layer import LayerScore
from whoknew_eval.keys.score import LAYERS, score_layer

__all__ = ["LAYERS", "LayerScore", "score_layer"]
