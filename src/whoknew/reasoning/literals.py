"""Moments to ask about, and what formulas are made of: whether claims are accepted, and what comes before what."""

from collections.abc import Iterable
from typing import NamedTuple

from whoknew.reasoning.clock import STEP
from whoknew.reasoning.facts import ALWAYS
from whoknew.reasoning.lines import Line
from whoknew.reasoning.search import Formula, Has, Later, conjoin, disjoin


class At(NamedTuple):
    """A moment to ask about: the end of the account, a bound of the clock, or just after the last of some points.

    A step of a replay is a cut through the order that is displayed: of the points ``shown`` those ``past`` have come,
    the others have not. That is the replay's own assumption, which each step says where the order is open or weak.
    """

    points: tuple[int, ...] = ()
    clock: int | None = None
    label: str = ""
    past: frozenset[int] = frozenset()
    shown: frozenset[int] = frozenset()


END = At()


class Literals:
    """Formulas over one line, folded by what it forces."""

    def __init__(self, line: Line) -> None:
        self.line, self.world = line, line.world
        self._orders: dict[tuple[int, int], Formula] = {}

    def have(self, atoms: Iterable[int]) -> Formula:
        """All of the atoms are accepted."""
        return conjoin(self._atom(atom, True) for atom in atoms)

    def lack(self, atoms: Iterable[int]) -> Formula:
        """One of the atoms is not."""
        return disjoin(self._atom(atom, False) for atom in atoms)

    def _atom(self, atom: int, value: bool) -> Formula:
        status = self.line.status(atom)
        return Has(atom, value) if status is None else status == value

    def order(self, first: int, second: int) -> Formula:
        """``first`` is before ``second``. Two moments that are forced to be one count either way."""
        if first in (second, ALWAYS):
            return True
        if second == ALWAYS:
            return False
        known = self._orders.get((first, second))
        if known is None:
            lead, lag = self.line.order.distance(second, first), self.line.order.distance(first, second)
            known = True if lead <= 0 else False if lag <= 0 else Later((second, first, -STEP))
            self._orders[first, second] = known
        return known

    def by(self, point: int, at: At) -> Formula:
        """The point is at or before the moment asked about."""
        if point == ALWAYS or point in at.shown:
            return point == ALWAYS or point in at.past
        if at.clock is not None:
            order = self.line.order
            last, first = order.latest(point), order.earliest(point)
            if last is not None and last <= at.clock:
                return True
            return False if first is not None and first > at.clock else Later((0, point, at.clock))
        return disjoin(self.order(point, other) for other in at.points) if at.points else True

    def after(self, point: int, at: At) -> Formula:
        """The point is after the moment asked about (or at it, in the other order)."""
        if point == ALWAYS or point in at.shown:
            return point != ALWAYS and point not in at.past
        if at.clock is not None:
            order = self.line.order
            last, first = order.latest(point), order.earliest(point)
            if first is not None and first > at.clock:
                return True
            return False if last is not None and last <= at.clock else Later((point, 0, -at.clock - 1))
        if not at.points or point in at.points:
            return False
        return conjoin(self.order(other, point) for other in at.points)
