"""World-lines: the largest consistent sets of firm claims, each with the time network of what it accepts (rule 1).

Almost always there is one: everything firm. Where firm claims contradict each other there is one for each largest
consistent set; past ``MAX_LINES`` the contradicting claims are treated as free instead, which keeps every ``certain``
and ``excluded`` sound. Weak claims are free atoms of the search: accepted or not, as long as nothing firm in the line
contradicts them, so that no certain answer ever rests on one.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from whoknew.reasoning.facts import Edge, Exclusion, World
from whoknew.reasoning.muses import Sets, enumerate_sets, shrink
from whoknew.reasoning.network import Network
from whoknew.reasoning.order import Order
from whoknew.reasoning.quick import is_large, quick_clashes, quick_sets
from whoknew.reasoning.search import Formula, Has, Later, Search, conjoin, disjoin

MAX_LINES = 32
CHECKS = 1500  # consistency checks for conflicts
BUDGET = 4000  # steps of one search
QUICK_BUDGET = 200  # the same for the few claims of one suspected contradiction in a large world


@dataclass(slots=True)
class Line:
    """One set of accepted firm claims. ``free`` atoms may be accepted or not; ``out`` ones are not."""

    world: World
    network: Network
    order: Order
    out: frozenset[int] = frozenset()
    free: frozenset[int] = frozenset()
    base: Formula = True
    by_atom: dict[int, list[Exclusion]] = field(default_factory=dict)
    scratch: Network | None = None  # searches add to a copy: the order is asked of the line alone while they run

    def status(self, atom: int) -> bool | None:
        """Whether an atom is accepted on this line; None where it is free."""
        if atom in self.out:
            return False
        return None if self.world.atom_weak[atom] or atom in self.free else True

    def accepting(self, atom: int) -> Iterator[Formula]:
        """What else must hold when a free atom is accepted."""
        for exclusion in self.by_atom.get(atom, ()):
            yield disjoin(self._ways(exclusion, atom))

    def _ways(self, exclusion: Exclusion, atom: int) -> Iterator[Formula]:
        for other in exclusion.atoms:
            status = self.status(other)
            if other != atom and status is not True:
                yield True if status is False else Has(other, False)
        for edge in exclusion.alternatives:
            yield Later(edge)

    def exists(self, formula: Formula, budget: int = BUDGET) -> bool | None:
        """Whether some schedule of this line, with some of its free atoms, satisfies a formula."""
        if isinstance(formula, bool):  # the line itself is consistent
            return formula
        if self.scratch is None:
            self.scratch = self.network.copy()
        return Search(self.scratch, self.accepting, budget).solve(formula, beside=self.base)


Atoms = frozenset[int]


def lines(world: World, without: Atoms = frozenset()) -> tuple[Line, ...]:
    """The world's lines, at least one; ``without`` leaves atoms out, as if nobody had said them."""
    if without:
        return tuple(_lines(world, without))
    found: tuple[Line, ...] | None = world.cache.get("lines")  # type: ignore[assignment]
    if found is None:
        found = world.cache["lines"] = tuple(_lines(world, without))
    return found


def firm_atoms(world: World) -> Atoms:
    """The atoms that are not weak."""
    return frozenset(atom for atom, weak in enumerate(world.atom_weak) if not weak)


def _lines(world: World, without: Atoms) -> Iterator[Line]:
    firm = firm_atoms(world) - without
    network = consistent_network(world, firm)
    if network is not None:
        yield _line(world, firm, network, without=without)
        return
    if is_large(world):
        kept = quick_clashes(world, firm, _guess(world.points, world.edges))[1]
        yield _line(world, kept, free=firm - kept, without=without)
        return
    sets = conflict_sets(world, without)
    if sets.complete and len(sets.largest) <= MAX_LINES:
        suspects = frozenset(_suspects(world, firm))
        for largest in sets.largest:
            yield _line(world, largest | (firm - suspects), without=without)
        return
    free = frozenset(atom for subset in sets.smallest for atom in subset)
    while not consistent(world, firm - free):
        free |= shrink(lambda subset: consistent(world, subset), _suspects(world, firm - free))
    yield _line(world, firm - free, free=free, without=without)


def conflict_sets(world: World, without: Atoms = frozenset()) -> Sets:
    """Smallest inconsistent and largest consistent sets of firm atoms.

    They are enumerated once, for the whole world. With some atoms left out the smallest sets are those that are left
    whole, and the largest follow from them, as far as the enumeration was complete.
    """
    found: Sets | None = world.cache.get("conflict sets")  # type: ignore[assignment]
    if found is None:
        firm = firm_atoms(world)
        if consistent(world, firm):
            found = Sets((), (firm,), True)
        elif is_large(world):
            found = _quick(world, firm)
        else:
            found = enumerate_sets(lambda subset: consistent(world, subset), _suspects(world, firm), budget=CHECKS)
        world.cache["conflict sets"] = found
    if not without:
        return found
    smallest = tuple(subset for subset in found.smallest if not subset & without)
    largest = largest_sets(smallest, frozenset(_suspects(world, firm_atoms(world) - without)), MAX_LINES + 1)
    return Sets(smallest, largest, found.complete)


def _quick(world: World, atoms: Atoms) -> Sets:
    return quick_sets(
        world, atoms, lambda subset: consistent(world, subset, QUICK_BUDGET), _guess(world.points, world.edges)
    )


def tension_sets(world: World, atoms: Atoms) -> Sets:
    """Inconsistent sets of firm and weak atoms of a large world, in one pass."""
    return _quick(world, atoms)


def largest_sets(smallest: tuple[Atoms, ...], atoms: Atoms, limit: int) -> tuple[Atoms, ...]:
    """The largest subsets of ``atoms`` that contain none of the ``smallest`` sets: complements of minimal hitting
    sets, up to ``limit`` of them."""
    hitting: list[Atoms] = [frozenset()]
    for subset in smallest:
        grown = [known for known in hitting if known & subset]
        grown += [known | {atom} for known in hitting if not known & subset for atom in sorted(subset)]
        grown.sort(key=len)
        hitting = []
        for known in dict.fromkeys(grown):
            if not any(other <= known for other in hitting):
                hitting.append(known)
            if len(hitting) > 8 * limit:
                break
    return tuple(atoms - known for known in hitting[:limit])


def _suspects(world: World, atoms: frozenset[int]) -> list[int]:
    """Atoms that can be part of a contradiction, in the order of their records."""
    timed = set(world.edge_atom)
    excluded = {atom for exclusion in world.exclusions for atom in exclusion.atoms}
    return sorted(atom for atom in atoms if atom in timed or atom in excluded)


def network_of(world: World, accepted: frozenset[int]) -> Network | None:
    """The time network of what some atoms state; None where they contradict each other."""
    edges = [(edge, atom) for edge, atom in zip(world.edges, world.edge_atom) if atom < 0 or atom in accepted]
    network = Network(world.points, _guess(world.points, (edge for edge, _ in edges)))
    for edge, atom in edges:
        if network.add(*edge, atom) is not None:
            return None
    return network


def _guess(points: int, edges: Iterable[Edge]) -> list[int]:
    """A first schedule: every moment at its own earliest bound, or at its latest."""
    lows: dict[int, int] = {}
    highs: dict[int, int] = {}
    for tail, head, weight in edges:
        if head == 0:
            lows[tail] = max(-weight, lows.get(tail, -weight))
        elif tail == 0:
            highs[head] = min(weight, highs.get(head, weight))
    return [lows.get(point, highs.get(point, 0)) if point else 0 for point in range(points)]


def consistent(world: World, accepted: frozenset[int], budget: int = BUDGET) -> bool:
    """Whether some world-line has all of these atoms. A search that is not decided counts as consistent, so that
    nothing is called a conflict that is not proved one."""
    return consistent_network(world, accepted, budget) is not None


def consistent_network(world: World, accepted: frozenset[int], budget: int = BUDGET) -> Network | None:
    """The time network of some atoms where a world-line has all of them, else None."""
    network = network_of(world, accepted)
    if network is None:
        return None
    choices: list[Formula] = []
    for exclusion in world.exclusions:
        if all(atom in accepted for atom in exclusion.atoms):
            ways = disjoin(Later(edge) for edge in exclusion.alternatives)
            if ways is False:
                return None
            choices.append(ways)
    if choices and Search(network, lambda _: (), budget).solve(conjoin(choices)) is False:
        return None
    return network


def _line(
    world: World,
    accepted: Atoms,
    network: Network | None = None,
    *,
    free: Atoms = frozenset(),
    without: Atoms = frozenset(),
) -> Line:
    if network is None:
        network = network_of(world, accepted) or Network(world.points)
    out = without | (firm_atoms(world) - accepted - free)
    line = Line(world, network, Order(network), out, free)
    line.by_atom, line.base = _exclusions(world.exclusions, line)
    return line


def _exclusions(exclusions: Iterable[Exclusion], line: Line) -> tuple[dict[int, list[Exclusion]], Formula]:
    by_atom: dict[int, list[Exclusion]] = {}
    base: list[Formula] = []
    for exclusion in exclusions:
        statuses = [line.status(atom) for atom in exclusion.atoms]
        if False in statuses:
            continue
        if None not in statuses:
            base.append(disjoin(_way(line, edge) for edge in exclusion.alternatives))
        for atom, status in zip(exclusion.atoms, statuses):
            if status is None:
                by_atom.setdefault(atom, []).append(exclusion)
    return by_atom, conjoin(base)


def _way(line: Line, edge: tuple[int, int, int]) -> Formula:
    """A constraint, folded where the line's order already decides it."""
    tail, head, weight = edge
    if line.order.distance(tail, head) <= weight:
        return True
    return False if line.order.distance(head, tail) < -weight else Later(edge)
