"""Predicates, their rolesets and their arguments, for the sentences that a window owns."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from whoknew.encoder.forward import Projections
from whoknew.encoder.pairing import near_bucket
from whoknew.encoder.scoring import Pairs, log_softmax, sigmoid
from whoknew.encoder.tags import best_spans, spans_of
from whoknew.encoder.weights import Weights


class FoundFrame(NamedTuple):
    """Words of the window; ``roles`` are (label, first, end, mean probability)."""

    word: int
    roleset: str
    probability: float
    roles: tuple[tuple[str, int, int, float], ...]


class Roles:
    """Decoder of PropBank frames."""

    def __init__(self, weights: Weights) -> None:
        vocabulary = weights.vocabulary
        self._names = [label[2:] for label in vocabulary.roles[1::2]]
        self._senses = vocabulary.senses
        self._rows = {roleset: i for i, roleset in enumerate(vocabulary.rolesets)}
        self._rolesets = weights.heads["predicates.rolesets.weight"]
        self._pairs = Pairs(weights, "predicates.pairs")

    def __call__(
        self, p: Projections, sentences: Sequence[tuple[int, int]], lemmas: dict[int, str]
    ) -> list[FoundFrame]:
        """``sentences``: word ranges of the window; ``lemmas`` by word of the window, for every predicate."""
        odds = p["predicates.predicate"][:, 0]
        chosen = [(w, a, b) for a, b in sentences for w in range(a, b) if odds[w] > 0]
        if not chosen:
            return []
        word, low, high = (np.array(column) for column in zip(*chosen))
        lengths = high - low
        steps = np.arange(int(lengths.max()))
        words = np.minimum(low[:, None] + steps[None, :], high[:, None] - 1)  # [f, s]
        left = p["predicates.left.linear"][word][:, None]
        right = p["predicates.right.linear"][words]
        scores = log_softmax(self._pairs(left, right, near_bucket(words - word[:, None])))
        tags = best_spans(scores, lengths)
        found = []
        for k, w in enumerate(word.tolist()):
            roles = []
            for first, end, kind in spans_of(tags[k, : lengths[k]].tolist()):
                certain = np.exp(scores[k, np.arange(first, end), tags[k, first:end]].mean())
                roles.append((self._names[kind], int(low[k]) + first, int(low[k]) + end, float(certain)))
            found.append(FoundFrame(w, self._roleset(p, w, lemmas[w]), float(sigmoid(odds[w])), tuple(roles)))
        return found

    def _roleset(self, p: Projections, word: int, lemma: str) -> str:
        """The best roleset among those seen with the lemma; sense 01 of a lemma that was never seen."""
        seen = self._senses.get(lemma.lower())
        if not seen:
            return f"{lemma.lower()}.01"
        if len(seen) == 1:
            return seen[0]
        scores = self._rolesets[[self._rows[r] for r in seen]] @ p["predicates.sense"][word]
        return seen[int(scores.argmax())]
