"""Words that may tell of something that happens, and how sure the text is that it does."""

from collections.abc import Collection, Sequence

import numpy as np

from whoknew.encoder.calibration import Calibration
from whoknew.encoder.forward import Projections
from whoknew.encoder.scoring import product
from whoknew.encoder.weights import Floats, Weights
from whoknew.model.base import Span
from whoknew.model.signals import EventSignal, Word

CLAUSES = frozenset({"root", "ccomp", "xcomp", "advcl", "acl", "csubj", "parataxis"})


class Events:
    """Decoder of triggers and factuality."""

    def __init__(self, weights: Weights) -> None:
        self._heads = weights.heads

    def __call__(
        self,
        p: Projections,
        parts: Sequence[Span],
        words: Sequence[Word],
        predicates: Collection[int],
        calibrated: Calibration,
    ) -> list[EventSignal]:
        """``parts`` and ``predicates`` are words of the window, ``words`` all of the document's, which the findings number."""
        at = p.window.start
        events, happenings, factuality = (self._scalar(p, name) for name in ("events", "happenings", "factuality"))
        found = []
        for a, b in parts:
            for w in range(a, b):
                trigger = max(float(events[w]), float(happenings[w]))
                if trigger > 0 or w in predicates or _heads_clause(words[at + w]):
                    value = calibrated.factuality(float(factuality[w]))
                    score = calibrated.odds("event", float(events[w]))
                    found.append(EventSignal(word=at + w, factuality=value, score=score))
        return found

    def _scalar(self, p: Projections, name: str) -> Floats:
        """One number for each word of the window."""
        hidden = np.maximum(p[f"{name}.hidden"], 0)
        return (product(hidden, self._heads[f"{name}.linear.weight"].T) + self._heads[f"{name}.linear.bias"])[:, 0]


def _heads_clause(word: Word) -> bool:
    """Whether the word heads a clause, and so may be asked whether it happened."""
    return word.upos == "VERB" or (word.upos != "PUNCT" and word.deprel.split(":")[0] in CLAUSES)
