"""Quotation marks written as two apostrophes: two words of the text, but one mark, which no content divides."""

from collections.abc import Iterable, Sequence

from whoknew.model.base import Span

APOSTROPHE = "'"


def doubled_marks(forms: Sequence[str], words: Sequence[Span]) -> frozenset[int]:
    """Words that make one mark with the next: apostrophes that touch, paired from the left.

    ``words`` are character spans. A run of three is a mark and a lone apostrophe.

    >>> sorted(doubled_marks(["'", "'", "Go", "'"], [(0, 1), (1, 2), (2, 4), (4, 5)]))
    [0]
    """
    found: set[int] = set()
    for i in range(len(forms) - 1):
        if forms[i] == forms[i + 1] == APOSTROPHE and words[i][1] == words[i + 1][0] and i - 1 not in found:
            found.add(i)
    return frozenset(found)


def whole_marks(ranges: Iterable[Span], doubled: frozenset[int]) -> tuple[Span, ...]:
    """Word ranges, widened where an end divides a mark.

    >>> whole_marks([(1, 3)], frozenset({0, 2}))
    ((0, 4),)
    """
    return tuple((a - (a - 1 in doubled), b + (b - 1 in doubled)) for a, b in ranges)
