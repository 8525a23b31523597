"""Which order the constraints force: bounds against the origin, and shortest paths between moments, on demand.

A shortest path either passes through the origin, and then its length is the sum of two bounds, or it does not, and
then it stays among the few moments that are ordered against each other: both are cheap, so that no table of all pairs
is ever made.
"""

from whoknew.reasoning.clock import INFINITY
from whoknew.reasoning.network import Network

FAR = INFINITY


class Order:
    """Questions about one consistent network; distances are computed once and kept."""

    __slots__ = ("_down", "_near", "_up", "network")

    def __init__(self, network: Network) -> None:
        self.network = network
        self._up = network.distances(0)
        self._down = network.distances(0, backward=True)
        self._near: dict[int, dict[int, int]] = {}

    def latest(self, point: int) -> int | None:
        """The latest that a moment can be; None where nothing bounds it."""
        return self._up.get(point)

    def earliest(self, point: int) -> int | None:
        """The earliest that a moment can be; None where nothing bounds it."""
        value = self._down.get(point)
        return None if value is None else -value

    def all_bounds(self, points: int) -> tuple[list[int], list[int]]:
        """Earliest and latest of every moment; ``-FAR`` and ``FAR`` where nothing bounds it."""
        up, down = self._up, self._down
        return [-down.get(p, FAR) for p in range(points)], [up.get(p, FAR) for p in range(points)]

    def distance(self, start: int, goal: int) -> int:
        """The most that ``x[goal] - x[start]`` can be; ``FAR`` where nothing bounds it."""
        if start == goal:
            return 0
        near = self._near.get(start)
        if near is None:
            near = self._near[start] = self.network.distances(start, skip=0)
        down, up = self._down.get(start), self._up.get(goal)
        through = FAR if down is None or up is None else down + up
        return min(through, near.get(goal, FAR))

    def forced(self, first: int, second: int, *, strict: bool = False) -> bool:
        """Whether ``first`` is at or before ``second`` (before it, when strict) in every schedule."""
        return (first == second and not strict) or self.distance(second, first) <= (-1 if strict else 0)

    def possible(self, first: int, second: int) -> bool:
        """Whether some schedule has ``first`` at or before ``second``."""
        return first == second or self.distance(first, second) >= 0
