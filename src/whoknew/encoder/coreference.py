"""Coreference: for each mention the best earlier mention, or none, across the windows of a document.

Candidates are the last ``REACH`` mentions and the latest ones with the same form or head word, so the cost is
linear in the document's length and what is kept is bounded.
"""

from collections.abc import Sequence

import numpy as np

from whoknew.encoder.pairing import Forms, Ints, describe, features
from whoknew.encoder.scoring import Pairs, product
from whoknew.encoder.weights import Floats, Weights

REACH = 80
KEPT = 2000  # mentions kept for later ones of the same head word


class Coreference:
    """Chains of one document, grown block by block with :meth:`add`."""

    def __init__(self, weights: Weights, forms: Sequence[str], sentence_of: Ints) -> None:
        self._heads = weights.heads
        self._pairs = Pairs(weights, "mentions.pairs")
        self._features = weights.heads["mentions.features.weight"]
        self._forms, self._sentence_of = forms, sentence_of
        self._numbers: dict[str, int] = {}
        self._kept = describe(forms, sentence_of, [])
        self._right: Floats = np.zeros((0, self._features.shape[1] * 2), dtype=np.float32)
        self._chains: list[int] = []  # of kept mentions, by number
        self._order: list[int] = []  # number of each kept mention in the document
        self._next = 0
        self._count = 0

    def add(self, spans: Sequence[tuple[int, int, int]], vectors: Floats) -> tuple[list[int], list[float]]:
        """Mentions (first, end, head: words of the document) in order, with vectors [m, 192] before the relu.

        Returns the chain of each, and the probability of its link (of having none, for a chain's first).
        """
        if not spans:
            return [], []
        mention = np.maximum(vectors, 0)
        heads = self._heads
        left = product(mention, heads["mentions.left.linear.weight"].T) + heads["mentions.left.linear.bias"]
        right = product(mention, heads["mentions.right.linear.weight"].T) + heads["mentions.right.linear.bias"]
        kept = len(self._chains)
        right = np.concatenate([self._right, right])
        order = [*self._order, *range(self._count, self._count + len(spans))]
        forms = self._kept.before(describe(self._forms, self._sentence_of, spans, self._numbers))
        anaphor, candidate = _candidates(forms, np.array(order), kept)
        rows = features(forms, anaphor, candidate, np.array(order))
        extra = self._features.take(rows[:, 0], axis=0)
        for k in range(1, rows.shape[1]):
            extra += self._features.take(rows[:, k], axis=0)
        scores = self._pairs(left[anaphor - kept], right[candidate], extra=extra)[:, 0]
        chains, links = list(self._chains), []
        bounds = np.searchsorted(anaphor, np.arange(kept, len(order) + 1))
        for m in range(kept, len(order)):
            own = slice(bounds[m - kept], bounds[m - kept + 1])
            options = np.concatenate([np.zeros(1, dtype=np.float32), scores[own]])
            odds = np.exp(options - options.max())
            best = int(options.argmax())
            if best == 0:
                chains.append(self._next)
                self._next += 1
            else:
                chains.append(chains[int(candidate[own][best - 1])])
            links.append(float(odds[best] / odds.sum()))
        self._count += len(spans)
        self._keep(right, chains, order, forms)
        return chains[kept:], links

    def _keep(self, right: Floats, chains: list[int], order: list[int], forms: Forms) -> None:
        """Drop what can no longer be a candidate: old mentions that have two later ones of the same head word."""
        seen: dict[int, int] = {}
        chosen: list[int] = []
        heads, kinds = forms.head.tolist(), forms.kind.tolist()
        for m in range(len(order) - 1, -1, -1):
            head = heads[m]
            recent = len(order) - m <= REACH
            if recent or (seen.get(head, 0) < 2 and kinds[m] < 2 and len(chosen) < KEPT):
                chosen.append(m)
                seen[head] = seen.get(head, 0) + 1
        chosen.reverse()
        self._kept = forms.only(np.array(chosen, dtype=np.int64))
        self._right = right[chosen]
        self._chains = [chains[m] for m in chosen]
        self._order = [order[m] for m in chosen]


def _candidates(forms: Forms, order: Ints, kept: int) -> tuple[Ints, Ints]:
    """Pairs (mention, earlier mention) of the new mentions, sorted by the former."""
    m = len(order)
    new = np.arange(kept, m)[:, None]
    old = np.arange(m)[None, :]
    alike = (forms.head[new] == forms.head[old]) | (forms.text[new] == forms.text[old])
    near = order[new] - order[old] <= REACH
    anaphor, candidate = np.nonzero((old < new) & (near | alike))
    return anaphor + kept, candidate
