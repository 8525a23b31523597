"""Right, found and expected: the counts behind precision, recall and F1, which add up over documents."""

from collections import Counter
from collections.abc import Hashable, Iterable
from typing import NamedTuple


class Counts(NamedTuple):
    """``right`` of ``found`` proposals are right; ``gold`` were to be found."""

    right: int = 0
    found: int = 0
    gold: int = 0

    def plus(self, other: "Counts") -> "Counts":
        """Both together."""
        return Counts(self.right + other.right, self.found + other.found, self.gold + other.gold)

    @property
    def precision(self) -> float:
        """Share of the found that is right, 0 where nothing was found."""
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """Share of the gold that was found, 0 where there is none."""
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall, 0–1."""
        both = self.found + self.gold
        return 2 * self.right / both if both else 0.0


def total(counts: Iterable[Counts]) -> Counts:
    """The sum."""
    summed = Counts()
    for one in counts:
        summed = summed.plus(one)
    return summed


def exact(gold: Iterable[Hashable], found: Iterable[Hashable]) -> Counts:
    """Counts of items that are equal, each matched once (multisets).

    >>> exact([(0, 2), (3, 5)], [(0, 2), (0, 2), (3, 4)])
    Counts(right=1, found=3, gold=2)
    """
    expected, proposed = Counter(gold), Counter(found)
    return Counts(sum((expected & proposed).values()), sum(proposed.values()), sum(expected.values()))
