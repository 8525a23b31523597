"""Predicates, their rolesets and their arguments, for the sentences that a window owns."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from whoknew.encoder.arguments import TRAITS, choose, find_candidates
from whoknew.encoder.forward import Projections
from whoknew.encoder.framing import Rolesets, numbers_of
from whoknew.encoder.pairing import near_bucket
from whoknew.encoder.rescoring import rescorer
from whoknew.encoder.scoring import Pairs, log_softmax, sigmoid
from whoknew.encoder.tags import best_spans, spans_of
from whoknew.encoder.weights import Floats, Weights
from whoknew.encoder.yields import Ints, Sentence

Found = tuple[int, int, int, float]  # label, first, end, probability


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
        self._rescorer = rescorer(weights, "roles")
        self._known: Rolesets | None = None  # older weights have no such counts
        if "rescoring.roles.taken" in weights.heads:
            self._known = Rolesets(weights.heads["rescoring.roles.taken"], weights.heads["rescoring.roles.seen"])
        self._core = frozenset(i for i, name in enumerate(self._names) if name[:3] == "ARG" and name[3:].isdigit())

    def __call__(
        self,
        p: Projections,
        ranges: Sequence[tuple[int, int]],
        sentences: Sequence[Sentence],
        lemmas: dict[int, str],
    ) -> list[FoundFrame]:
        """``ranges``: the sentences' words of the window; ``lemmas`` by word of the window, for every predicate."""
        odds = p["predicates.predicate"][:, 0]
        found: list[FoundFrame] = []
        for (low, high), sentence in zip(ranges, sentences, strict=True):
            words = low + np.nonzero(odds[low:high] > 0)[0]
            if not len(words):
                continue
            scores = self.scores(p, words, low, high)
            rolesets = [self.roleset(p, w, lemmas[w]) for w in words.tolist()]
            if self._rescorer is None:
                given = self.best(scores)
            else:
                given = self._rescored(sentence, words - low, odds[words], scores, self.rows(rolesets))
            for w, roleset, roles in zip(words.tolist(), rolesets, given, strict=True):
                placed = tuple((self._names[kind], low + a, low + b, sure) for kind, a, b, sure in roles)
                found.append(FoundFrame(w, roleset, float(sigmoid(odds[w])), placed))
        return found

    def rows(self, rolesets: Sequence[str]) -> Ints:
        """Their numbers in the vocabulary, -1 for one that it lacks."""
        return np.array([self._rows.get(roleset, -1) for roleset in rolesets], dtype=np.int64)

    def scores(self, p: Projections, words: Ints, low: int, high: int) -> Floats:
        """[q, n, 1 + 2 labels]: log-probabilities of the labels of words [low, high), given each predicate."""
        left = p["predicates.left.linear"][words][:, None]
        right = p["predicates.right.linear"][low:high][None]
        return log_softmax(self._pairs(left, right, near_bucket(np.arange(low, high)[None] - words[:, None])))

    def best(self, scores: Floats) -> list[list[Found]]:
        """By the labels alone."""
        count, n, _ = scores.shape
        tags = best_spans(scores, np.full(count, n))
        return [
            [
                (kind, a, b, float(np.exp(scores[k, np.arange(a, b), tags[k, a:b]].mean())))
                for a, b, kind in spans_of(tags[k].tolist())
            ]
            for k in range(count)
        ]

    def _rescored(
        self, sentence: Sentence, words: Ints, predicates: Floats, scores: Floats, rolesets: Ints
    ) -> list[list[Found]]:
        """By labels and tree, and by what the rolesets are known to take."""
        network = self._rescorer
        assert network is not None
        out: list[list[Found]] = [[] for _ in words]
        candidates = find_candidates(sentence, words.tolist(), predicates.tolist(), scores, network.numbers["paths"])
        if candidates is None:
            return out
        traits = network.traits(candidates.traits)[candidates.stretch] + network.row(TRAITS, candidates.label)
        numbers = candidates.numbers
        if self._known is not None:
            numbers = numbers_of(candidates, self._known, rolesets)
        odds = network.scores(traits, numbers)[:, 0]
        chosen = choose(candidates, odds, network.least, self._core)
        for (q, a, b, label, _), sure in zip(
            chosen, sigmoid(np.array([one[4] for one in chosen])).tolist(), strict=True
        ):
            out[q].append((label, a, b, sure))
        return [sorted(roles, key=lambda role: role[1]) for roles in out]

    def roleset(self, p: Projections, word: int, lemma: str) -> str:
        """The best roleset among those seen with the lemma; sense 01 of a lemma that was never seen."""
        seen = self._senses.get(lemma.lower())
        if not seen:
            return f"{lemma.lower()}.01"
        if len(seen) == 1:
            return seen[0]
        scores = self._rolesets[[self._rows[r] for r in seen]] @ p["predicates.sense"][word]
        return seen[int(scores.argmax())]
