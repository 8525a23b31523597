"""A layer's score on one article, and the table of layers."""

from collections.abc import Callable

from whoknew.model import Analysis
from whoknew_eval.keys.acts import score_acts
from whoknew_eval.keys.key import Keyed
from whoknew_eval.keys.layer import LayerScore
from whoknew_eval.keys.movements import score_movements
from whoknew_eval.keys.relations import score_relations
from whoknew_eval.keys.sources import score_sources
from whoknew_eval.keys.status import score_status
from whoknew_eval.keys.times import score_times

LAYERS: dict[str, Callable[[Keyed, Analysis], LayerScore]] = {
    "acts": score_acts,
    "movements": score_movements,
    "sources": score_sources,
    "times": score_times,
    "relations": score_relations,
    "status": score_status,
}


def score_layer(layer: str, keyed: Keyed, analysis: Analysis) -> LayerScore:
    """One layer of one article. Raises ``KeyError`` for an unknown layer."""
    return LAYERS[layer](keyed, analysis)
