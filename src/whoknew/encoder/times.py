"""Time expressions of the sentences that a window owns: their words and type, not what they mean."""

from collections.abc import Sequence

import numpy as np

from whoknew.encoder.calibration import Calibration
from whoknew.encoder.forward import Projections
from whoknew.encoder.scoring import log_softmax
from whoknew.encoder.tags import best_spans, spans_of
from whoknew.encoder.weights import Weights
from whoknew.model.base import Span
from whoknew.model.signals import TimeSignal


class Times:
    """Decoder of time expressions."""

    def __init__(self, weights: Weights) -> None:
        self._kinds = [label[2:] for label in weights.vocabulary.times[1::2]]

    def __call__(self, p: Projections, parts: Sequence[Span], calibrated: Calibration) -> list[TimeSignal]:
        """``parts``: the sentences' words of the window; the findings are words of the document."""
        at = p.window.start
        longest = max(b - a for a, b in parts)
        lengths = np.array([b - a for a, b in parts])
        starts = np.array([a for a, _ in parts])
        words = np.minimum(starts[:, None] + np.arange(longest), (starts + lengths - 1)[:, None])
        scores = log_softmax(p["times.linear"][words])
        tags = best_spans(scores, lengths)
        found = []
        for k, (a, _) in enumerate(parts):
            for first, end, kind in spans_of(tags[k].tolist()):
                sure = float(np.exp(scores[k, np.arange(first, end), tags[k, first:end]].mean()))
                found.append(
                    TimeSignal(
                        first=at + a + first,
                        end=at + a + end,
                        type=self._kinds[kind],  # type: ignore[arg-type]
                        score=calibrated("time", sure),
                    )
                )
        return found
