"""Is there a world-line on which a formula holds? An exact search with a budget of work.

Formulas are in negation normal form over two kinds of literals: time constraints and atoms that are free (weak
claims). ``True`` and ``False`` are folded away while they are built. The search decides one disjunction after another
over the time network, only those that the present schedule breaks, taking constraints back on failure, and jumps back over decisions that had no part in a failure
(conflict-directed backjumping; Prosser 1993), which is what keeps many tellings in open order cheap. Past the budget
the answer is None: not decided.
"""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from whoknew.reasoning.facts import Edge
from whoknew.reasoning.network import Network


class Later(NamedTuple):
    """``x[head] - x[tail] <= weight``."""

    edge: Edge


class Has(NamedTuple):
    """A free atom is accepted, or not."""

    atom: int
    value: bool


class All(NamedTuple):
    parts: tuple["Formula", ...]


class Any(NamedTuple):
    parts: tuple["Formula", ...]


class Lazy(NamedTuple):
    """A part that is built only when the search comes to it."""

    build: Callable[[], "Formula"]


BUDGET = 4000  # steps of one search

Formula = bool | Later | Has | All | Any | Lazy
Levels = frozenset[int]


def conjoin(parts: Iterable[Formula]) -> Formula:
    """All of the parts, folded."""
    kept: list[Formula] = []
    for part in parts:
        if part is False:
            return False
        if part is not True:
            kept.append(part)
    return True if not kept else kept[0] if len(kept) == 1 else All(tuple(kept))


def disjoin(parts: Iterable[Formula]) -> Formula:
    """Any of the parts, folded."""
    kept: list[Formula] = []
    for part in parts:
        if part is True:
            return True
        if part is not False:
            kept.append(part)
    return False if not kept else kept[0] if len(kept) == 1 else Any(tuple(kept))


class SpentError(Exception):
    """The budget of a search ran out."""


class Search:
    """One search over a network that is left as it was found.

    ``accepting`` gives what else has to hold when a free atom is accepted (what it excludes).
    """

    def __init__(self, network: Network, accepting: Callable[[int], Iterable[Formula]], budget: int) -> None:
        self.network, self.accepting, self.budget = network, accepting, budget
        self.taken: dict[int, tuple[bool, int]] = {}
        self.trail: list[int] = []

    def solve(self, formula: Formula, *, beside: Formula = True) -> bool | None:
        """True: a world-line has it; False: none has; None: not decided within the budget.

        ``beside`` are constraints that hold anyway and seldom matter: they are searched only where the schedule found
        without them breaks them.
        """
        if formula is False:
            return False
        if self.satisfied(formula) and self.satisfied(beside):
            return True
        start = len(self.network.tails)
        try:
            if self._run([(formula, -1)], [], 0) is not None:
                return False
            if self.satisfied(beside):
                return True
            self.network.undo(start)
            self.taken.clear()
            self.trail.clear()
            return self._run([(formula, -1), (beside, -1)], [], 0) is None
        except (SpentError, RecursionError):
            return None
        finally:
            self.network.undo(start)
            self.taken.clear()
            self.trail.clear()

    def satisfied(self, formula: Formula) -> bool:
        """Whether the present schedule and choices satisfy a formula as they are (what is built late counts as not)."""
        match formula:
            case bool():
                return formula
            case Later():
                tail, head, weight = formula.edge
                return self.network.values[head] - self.network.values[tail] <= weight
            case Has():
                return self.taken.get(formula.atom, (None,))[0] == formula.value
            case All():
                return all(self.satisfied(part) for part in formula.parts)
            case Any():
                return any(self.satisfied(part) for part in formula.parts)
            case Lazy():
                return False

    def _run(self, agenda: list[tuple[Formula, int]], waiting: list[tuple[Any, int]], level: int) -> Levels | None:
        """None on success, else the levels of the decisions that a failure rests on."""
        open_choices = list(waiting)
        while agenda:
            part, depth = agenda.pop()
            match part:
                case True:
                    pass
                case False:
                    return frozenset((depth,))
                case Later():
                    failed = self._constrain(part.edge, depth)
                    if failed is not None:
                        return failed
                case Has():
                    failed = self._take(part, depth, agenda)
                    if failed is not None:
                        return failed
                case All():
                    agenda.extend((inner, depth) for inner in part.parts)
                case Any():
                    open_choices.append((part, depth))
                case Lazy():
                    agenda.append((part.build(), depth))
        if not open_choices:
            return None
        return self._choose(open_choices, level)

    def _choose(self, choices: list[tuple[Any, int]], level: int) -> Levels | None:
        broken = [index for index, (choice, _) in enumerate(choices) if not self.satisfied(choice)]
        if not broken:
            return None
        number = min(broken, key=lambda index: len(choices[index][0].parts))
        choice, depth = choices.pop(number)
        reasons: set[int] = {depth}
        for part in sorted(choice.parts, key=self._cost):
            mark, taken = len(self.network.tails), len(self.trail)
            failed = self._run([(part, level)], choices, level + 1)
            if failed is None:
                return None
            self.network.undo(mark)
            while len(self.trail) > taken:
                del self.taken[self.trail.pop()]
            if level not in failed:
                return failed
            reasons |= failed
        reasons.discard(level)
        return frozenset(reasons)

    def _cost(self, part: Formula) -> int:
        match part:
            case Later():
                tail, head, weight = part.edge
                values = self.network.values
                return 0 if values[head] - values[tail] <= weight else 2
            case Has():
                return 1
            case _:
                return 3

    def _spend(self) -> None:
        self.budget -= 1
        if self.budget < 0:
            raise SpentError

    def _constrain(self, edge: Edge, depth: int) -> Levels | None:
        self._spend()
        cycle = self.network.add(*edge, -2 - depth)
        if cycle is None:
            return None
        return frozenset(-2 - tag for tag in cycle if tag <= -2)

    def _take(self, part: Has, depth: int, agenda: list[tuple[Formula, int]]) -> Levels | None:
        self._spend()
        known = self.taken.get(part.atom)
        if known is not None:
            return None if known[0] == part.value else frozenset((known[1], depth))
        self.taken[part.atom] = (part.value, depth)
        self.trail.append(part.atom)
        if part.value:
            agenda.extend((needed, depth) for needed in self.accepting(part.atom))
        return None
