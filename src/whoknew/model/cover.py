"""Which records lie over a place in the text: intervals sorted once, asked many times."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from typing import Generic, TypeVar

from whoknew.model.base import Span

T = TypeVar("T")


class Cover(Generic[T]):
    """Spans with what they belong to. A question costs the spans that begin within the longest one's length."""

    def __init__(self, pairs: Iterable[tuple[Span, T]]) -> None:
        self.pairs = sorted(pairs, key=lambda pair: pair[0])
        self._starts = [span[0] for span, _ in self.pairs]
        self._longest = max((span[1] - span[0] for span, _ in self.pairs), default=0)

    def over(self, span: Span) -> list[tuple[Span, T]]:
        """All pairs that share a code point with a span, in the order of the text."""
        low = bisect_left(self._starts, span[0] - self._longest)
        high = bisect_right(self._starts, max(span[0], span[1] - 1))
        return [pair for pair in self.pairs[low:high] if pair[0][0] < span[1] and span[0] < pair[0][1]]

    def innermost(self, offset: int) -> T | None:
        """What the shortest span over an offset belongs to; the first of equal ones."""
        found = self.over((offset, offset + 1))
        return min(found, key=lambda pair: pair[0][1] - pair[0][0])[1] if found else None
