"""Semantic roles with predicted predicates: F1 of (predicate, first, end, label) without V and C-V; rolesets apart."""

from collections.abc import Sequence
from typing import NamedTuple

from whoknew_eval.metrics.counts import Counts, exact

_PREDICATE = frozenset({"V", "C-V"})


class Predicate(NamedTuple):
    """A predicate's word, roleset, and arguments (first, end, label) in words."""

    word: int
    roleset: str
    args: tuple[tuple[int, int, str], ...]


class RoleCounts(NamedTuple):
    """Counts of arguments, of predicates, and of rolesets on the predicates that both sides have."""

    arguments: Counts = Counts()
    predicates: Counts = Counts()
    rolesets: Counts = Counts()

    def plus(self, other: "RoleCounts") -> "RoleCounts":
        """Both together."""
        return RoleCounts(*(a.plus(b) for a, b in zip(self, other, strict=True)))


def role_counts(gold: Sequence[Predicate], found: Sequence[Predicate]) -> RoleCounts:
    """Counts over a document. Roleset accuracy is ``rolesets.recall``: of gold predicates found, those sensed right."""
    senses = {p.word: p.roleset for p in gold}
    shared = [p for p in found if p.word in senses]
    right = sum(senses[p.word] == p.roleset for p in shared)
    return RoleCounts(
        exact(_arguments(gold), _arguments(found)),
        exact({p.word for p in gold}, {p.word for p in found}),
        Counts(right, len(shared), len(shared)),
    )


def _arguments(predicates: Sequence[Predicate]) -> set[tuple[int, int, int, str]]:
    return {(p.word, *arg) for p in predicates for arg in p.args if arg[2] not in _PREDICATE}
