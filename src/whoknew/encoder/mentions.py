"""Mentions and named entities of one sentence, from the span scores."""

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from whoknew.encoder.forward import Projections
from whoknew.encoder.spans import length_bucket
from whoknew.encoder.weights import Floats, Weights

# Least log-odds where the weights' calibration names none: training sees few positives among all spans, so below one half.
LEAST = {"mention": -0.9, "chain": -2.0, "name": -0.8}


class Found(NamedTuple):
    """A span (words of the window), its type's number in the vocabulary and its log-odds."""

    first: int
    end: int
    type: int
    odds: float


class Spans:
    """Scores all spans of a sentence for all types and chooses among them."""

    def __init__(self, weights: Weights, least: Mapping[str, float] = LEAST) -> None:
        self._least = {**LEAST, **least}
        names = weights.vocabulary.spans
        self._mention = [i for i, name in enumerate(names) if name.startswith("mention:")]
        self._chain = names.index("chain:any")
        self._name = [i for i, name in enumerate(names) if name.startswith("name:")]
        self._types = len(names)
        self._length = weights.heads["spans.length.weight"].T.copy()  # [k, lengths]

    def scores(self, p: Projections, low: int, high: int) -> Floats:
        """[k, n, n]: type × first word × last word; -inf where the last word comes before the first."""
        n, k = high - low, self._types
        start = p["spans.start"][low:high].reshape(n, k, -1).transpose(1, 0, 2)
        end = p["spans.end"][low:high].reshape(n, k, -1).transpose(1, 2, 0)
        scores = start @ end / np.float32(start.shape[2] ** 0.5)
        scores += p["spans.start_prior"][low:high].T[:, :, None]
        scores += p["spans.end_prior"][low:high].T[:, None, :]
        places = np.arange(n)
        extra = places[None, :] - places[:, None]
        scores += self._length[:, length_bucket(np.maximum(extra, 0))]
        scores[:, extra < 0] = -np.inf
        return scores

    def of_mentions(self, scores: Floats) -> Floats:
        """[types + 1, n, n]: the mention types, then chains."""
        return scores[[*self._mention, self._chain]]

    def names(self, scores: Floats) -> list[Found]:
        """Flat named entities, the best first come, in order."""
        return sorted(_choose(_above(scores[self._name], self._name, self._least["name"]), nested=False))

    def mentions(self, scores: Floats) -> list[Found]:
        """Typed mentions, nested but never crossing, one type a span, in order."""
        return sorted(_choose(_above(scores[self._mention], self._mention, self._least["mention"]), nested=True))

    def chained(self, scores: Floats) -> list[Found]:
        """Spans that may belong to a coreference chain; their type is the best mention type."""
        best = np.asarray(self._mention)[scores[self._mention].argmax(axis=0)]
        found = _above(scores[[self._chain]], [self._chain], self._least["chain"])
        kept = _choose(found, nested=True)
        return sorted(f._replace(type=int(best[f.first, f.end - 1])) for f in kept)


def _above(scores: Floats, types: list[int], least: float) -> list[Found]:
    """Spans that score above ``least`` with all types together, each with its best type."""
    best = scores.argmax(axis=0)
    top = np.logaddexp.reduce(scores, axis=0)
    firsts, lasts = np.nonzero(top > least)
    return [
        Found(int(a), int(b) + 1, types[int(best[a, b])], float(top[a, b])) for a, b in zip(firsts, lasts, strict=True)
    ]


def _choose(found: list[Found], nested: bool) -> list[Found]:
    """The best-scored first; later ones that cross (or, when flat, touch) a chosen one are dropped."""
    kept: list[Found] = []
    for span in sorted(found, key=lambda f: (-f.odds, f.first, f.end)):
        for other in kept:
            if span.first < other.end and other.first < span.end:
                inside = other.first <= span.first and span.end <= other.end
                around = span.first <= other.first and other.end <= span.end
                if not nested or not (inside or around):
                    break
        else:
            kept.append(span)
    return kept
