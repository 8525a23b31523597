"""Time expressions as in TempEval-3 (UzZaman et al. 2013): strict and relaxed spans, value on overlap-matched ones."""

from collections.abc import Sequence
from typing import NamedTuple

from whoknew_eval.metrics.counts import Counts
from whoknew_eval.metrics.matching import match


class Expression(NamedTuple):
    """Character span, TIMEX3 value, modifier."""

    span: tuple[int, int]
    value: str
    mod: str = ""


class TimeCounts(NamedTuple):
    """Counts of identical spans, of overlapping ones, of those with the same value, and with the same modifier too."""

    strict: Counts = Counts()
    relaxed: Counts = Counts()
    value: Counts = Counts()
    value_and_mod: Counts = Counts()

    def plus(self, other: "TimeCounts") -> "TimeCounts":
        """Both together."""
        return TimeCounts(*(a.plus(b) for a, b in zip(self, other, strict=True)))


def shared(a: tuple[int, int], b: tuple[int, int]) -> int:
    """How many characters two spans share."""
    return max(0, min(a[1], b[1]) - max(a[0], b[0]))


def pair_times(gold: Sequence[Expression], found: Sequence[Expression]) -> list[tuple[int, int]]:
    """One-to-one pairs by overlap; identical spans are preferred to longer overlaps."""
    return match(gold, found, lambda a, b: shared(a.span, b.span) + 1000 * (a.span == b.span))


def time_counts(gold: Sequence[Expression], found: Sequence[Expression]) -> TimeCounts:
    """Counts over a document."""
    pairs = [(gold[i], found[j]) for i, j in pair_times(gold, found)]

    def counts(right: int) -> Counts:
        return Counts(right, len(found), len(gold))

    return TimeCounts(
        counts(sum(a.span == b.span for a, b in pairs)),
        counts(len(pairs)),
        counts(sum(a.value == b.value for a, b in pairs)),
        counts(sum(a.value == b.value and a.mod == b.mod for a, b in pairs)),
    )
