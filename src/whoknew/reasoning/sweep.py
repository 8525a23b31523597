"""Who believed what, of everybody at once: one pass over evidence whose order is forced.

Where bounds alone put every piece of evidence of a cell, and of the tellers that it depends on, in one order, the
state of the cell is found by taking the evidence in turn: rule 5 says that a piece replaces what is held unless that
ranks higher. Cells with weak claims, contradicted claims, undated evidence, or times that overlap are left out
(``open``), and so are the cells that depend on them: for these the exact answer has to be asked for. The pass is
linear in the evidence after sorting; it gives the answers that the formulas give (a test compares them).
"""

from typing import NamedTuple

from whoknew.reasoning.facts import ALWAYS, SEEN, TOLD, World
from whoknew.reasoning.lines import Line
from whoknew.reasoning.literals import At

FAR = 1 << 62

Cell = tuple[int, int]
Pair = tuple[int, int, int]


class Beliefs(NamedTuple):
    """``held``: cell -> (sign, rank); ``grounded``: cells with grounded evidence, by sign; ``nested``: (agent, other,
    proposition) -> (sign, rank); ``open`` cells are not decided here, nor pairs of which one side is open."""

    held: dict[Cell, tuple[int, int]]
    grounded: dict[Cell, int]  # bit 1: for it, bit 2: against it
    nested: dict[Pair, tuple[int, int]]
    open: set[Cell]


def sweep(line: Line, at: At, policy: str = "ranked", *, nested: bool = True) -> Beliefs:
    """Beliefs at the end, or at a moment of the clock, on one line."""
    world, order = line.world, line.order
    early, late = order.all_bounds(world.points)
    limit = FAR if at.clock is None else at.clock
    sure = [line.status(atom) is True for atom in range(len(world.atom_record))]
    points, agents, props = world.ev_point, world.ev_agent, world.ev_prop
    firsts = [-FAR if p == ALWAYS else early[p] for p in points]
    pass_ = _Pass(policy, nested)
    waiting = sorted(range(len(points)), key=firsts.__getitem__)
    start, count = 0, len(waiting)
    while start < count:
        number = waiting[start]
        item, end = world.ev_item[number], start + 1
        if item >= 0:  # the evidence of one item comes together: its hearers are each other's company
            while end < count and world.ev_item[waiting[end]] == item and points[waiting[end]] == points[number]:
                end += 1
        first = firsts[number]
        if first > limit:
            break
        point = points[number]
        last = -FAR if point == ALWAYS else late[point]
        company: list[int] = []
        for other in waiting[start:end]:
            cell = (agents[other], props[other])
            if (point != ALWAYS and (first == -FAR or last == FAR or last > limit)) or not all(
                sure[atom] for atom in world.ev_atoms[other]
            ):
                pass_.give_up(cell)
            else:
                company.append(other)
        pass_.take(world, company, first, last)
        start = end
    for kept in world.kept:
        if kept.kind == "unaware":
            pass_.give_up((kept.agent, kept.prop))
    return Beliefs(pass_.held, pass_.grounded, pass_.nested, pass_.open)


class _Pass:
    """The state of a sweep."""

    def __init__(self, policy: str, nested: bool) -> None:
        self.flat, self.wary, self.with_nested = policy == "latest", policy == "sceptical", nested
        self.held: dict[Cell, tuple[int, int]] = {}
        self.grounded: dict[Cell, int] = {}
        self.nested: dict[Pair, tuple[int, int]] = {}
        self.open: set[Cell] = set()
        self.seen: set[Cell] = set()
        self.last: dict[Cell, int] = {}  # the latest that the last evidence of a cell can be
        self.read: dict[Cell, int] = {}  # the latest moment at which somebody's telling drew on the cell
        self.readers: dict[Cell, list[Cell]] = {}

    def give_up(self, cell: Cell) -> None:
        """A cell that is not decided here, and all that drew on it."""
        queue = [cell]
        while queue:
            one = queue.pop()
            if one not in self.open:
                self.open.add(one)
                queue.extend(self.readers.get(one, ()))

    def take(self, world: World, company: list[int], first: int, last: int) -> None:
        """The evidence of one item, at one moment."""
        told: dict[Cell, list[tuple[int, int, int]]] = {}
        for number in company:
            cell = (world.ev_agent[number], world.ev_prop[number])
            sign, kind, teller = world.ev_sign[number], world.ev_kind[number], world.ev_teller[number]
            if first <= self.last.get(cell, -FAR - 1) or first <= self.read.get(cell, -FAR - 1):
                self.give_up(cell)
            self.last[cell] = last
            if kind == TOLD:
                told.setdefault((teller, cell[1]), []).append((cell[0], sign, number))
                continue
            self.seen.add(cell)
            self._accept(cell, sign, 2, True)
            if self.with_nested and kind == SEEN:
                self._together(world, company, number, 2)
        for source, hearers in told.items():
            self._tell(source, hearers, first, last)

    def _tell(self, source: Cell, hearers: list[tuple[int, int, int]], first: int, last: int) -> None:
        teller, prop = source
        if teller >= 0:
            if first <= self.last.get(source, -FAR - 1):
                self.give_up(source)
            self.read[source] = max(last, self.read.get(source, -FAR))
        rank = 1 if source in self.seen else 0
        opinion = self.held.get(source, (0, 0))[0]
        known = self.grounded.get(source, 0)
        shaky = source in self.open
        readers = self.readers.setdefault(source, []) if teller >= 0 else []
        for agent, sign, _ in hearers:
            cell = (agent, prop)
            readers.append(cell)
            if shaky:
                self.give_up(cell)
            taken = self._accept(cell, sign, rank, opinion == sign and bool(known & (1 if sign > 0 else 2)))
            if not self.with_nested or teller < 0:
                continue
            self._hold((teller, agent, prop), sign, 2)
            if taken:
                self._hold((agent, teller, prop), sign, 2)
        if self.with_nested and len(hearers) > 1 and not (self.wary and rank == 0):
            for agent, sign, _ in hearers:
                for other, _, _ in hearers:
                    if agent != other:
                        self._hold((agent, other, prop), sign, rank)

    def _together(self, world: World, company: list[int], number: int, rank: int) -> None:
        agent, prop, sign = world.ev_agent[number], world.ev_prop[number], world.ev_sign[number]
        for other in company:
            if world.ev_prop[other] == prop and world.ev_kind[other] == SEEN and world.ev_agent[other] != agent:
                self._hold((agent, world.ev_agent[other], prop), sign, rank)

    def _accept(self, cell: Cell, sign: int, rank: int, grounded: bool) -> bool:
        known = self.held.get(cell)
        if self.wary and rank == 0:
            return known is not None and known[0] == sign
        if grounded:
            self.grounded[cell] = self.grounded.get(cell, 0) | (1 if sign > 0 else 2)
        if known is None or self.flat or rank >= known[1]:
            self.held[cell] = (sign, rank)
            return True
        return known[0] == sign

    def _hold(self, pair: Pair, sign: int, rank: int) -> None:
        known = self.nested.get(pair)
        if known is None or self.flat or rank >= known[1]:
            self.nested[pair] = (sign, rank)
