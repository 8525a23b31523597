"""World-lines: the largest consistent sets of firm claims, each with the time network of what it accepts (rule 1).

Almost always there is one: everything firm. Where firm claims contradict each other there is one for each largest
consistent set; past ``MAX_LINES`` the contradicting claims are treated as free instead, which keeps every ``certain``
and ``excluded`` sound. Weak claims are free atoms of the search: accepted or not, as long as nothing firm in the line
contradicts them, so that no certain answer ever rests on one. Lines are those of a part (``parts.py``): of the whole
world for what is shown of all of it, of the causal slice for a question.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from whoknew.reasoning.contradictions import (
    MAX_LINES,
    Atoms,
    conflict_sets,
    consistent,
    consistent_network,
    firm_atoms,
    network_of,
    suspects,
)
from whoknew.reasoning.facts import Exclusion, World
from whoknew.reasoning.muses import shrink
from whoknew.reasoning.network import Network
from whoknew.reasoning.order import Order
from whoknew.reasoning.parts import Part, components, whole_part
from whoknew.reasoning.quick import is_large, quick_clashes
from whoknew.reasoning.search import BUDGET, Formula, Has, Later, Search, conjoin, disjoin


@dataclass(slots=True)
class Line:
    """One set of accepted firm claims. ``free`` atoms may be accepted or not; ``out`` ones are not."""

    world: World
    network: Network
    order: Order
    out: frozenset[int] = frozenset()
    free: frozenset[int] = frozenset()
    exclusions: Iterable[Exclusion] = ()
    scratch: Network | None = None  # searches add to a copy: the order is asked of the line alone while they run
    _settled: tuple[dict[int, list[Exclusion]], Formula] | None = None

    def status(self, atom: int) -> bool | None:
        """Whether an atom is accepted on this line; None where it is free."""
        if atom in self.out:
            return False
        return None if self.world.atom_weak[atom] or atom in self.free else True

    @property
    def settled(self) -> tuple[dict[int, list[Exclusion]], Formula]:
        """The exclusions that a free atom brings in, by atom; and what the firm ones ask for anyway. Only a search
        needs them."""
        if self._settled is None:
            self._settled = _exclusions(self.exclusions, self)
        return self._settled

    def accepting(self, atom: int) -> Iterator[Formula]:
        """What else must hold when a free atom is accepted."""
        for exclusion in self.settled[0].get(atom, ()):
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
        return Search(self.scratch, self.accepting, budget).solve(formula, beside=self.settled[1])


def lines(world: World, without: Atoms = frozenset(), part: Part | None = None) -> tuple[Line, ...]:
    """The lines of a part (of the whole world, where none is given), at least one; ``without`` leaves atoms out, as
    if nobody had said them."""
    part = part or whole_part(world)
    kept: dict[tuple[frozenset[int], Atoms], tuple[Line, ...]]
    kept = world.cache.setdefault("lines", {})  # type: ignore[assignment]
    key = (part.key, without & part.atoms)
    found = kept.get(key)
    if found is None:
        if len(kept) >= MOST_KEPT:
            kept.pop(next(iter(kept)))
        found = kept[key] = tuple(_lines(part, key[1]))
    return found


MOST_KEPT = 256  # sets of lines kept with a world: supports ask for the same few again and again


def first_line(world: World) -> Line:
    """One line of the whole world, for what is shown of all of it: the first line of each of its parts, together."""
    found: Line | None = world.cache.get("first line")  # type: ignore[assignment]
    if found is None:
        whole = whole_part(world)
        firm = firm_atoms(whole)
        network = consistent_network(whole, firm)
        if network is not None:
            found = Line(world, network, Order(network), exclusions=whole.exclusions)
        else:
            firsts = [lines(world, part=part)[0] for part in components(world).constrained()]
            left = frozenset(atom for line in firsts for atom in line.out | line.free)
            free = frozenset(atom for line in firsts for atom in line.free)
            found = _line(whole, firm - left, free=free)
        world.cache["first line"] = found
    return found


def _lines(part: Part, without: Atoms) -> Iterator[Line]:
    firm = firm_atoms(part) - without
    if part.whole and not without:  # most worlds have one line: then nothing has to be taken apart
        network = consistent_network(part, firm)
        if network is not None:
            yield Line(part.world, network, Order(network), exclusions=part.exclusions)
            return
    sets = conflict_sets(part, without)  # each component was searched once: nothing is searched again
    if sets.complete and not sets.smallest:
        yield _line(part, firm, without=without)
        return
    if is_large(part):
        kept = quick_clashes(part, firm)[1]
        yield _line(part, kept, free=firm - kept, without=without)
        return
    if sets.complete and len(sets.largest) <= MAX_LINES:
        clashing = frozenset(suspects(part, firm))
        for largest in sets.largest:
            yield _line(part, largest | (firm - clashing), without=without)
        return
    free = frozenset(atom for subset in sets.smallest for atom in subset)
    while not consistent(part, firm - free):
        free |= shrink(lambda subset: consistent(part, subset), suspects(part, firm - free))
    yield _line(part, firm - free, free=free, without=without)


def _line(part: Part, accepted: Atoms, *, free: Atoms = frozenset(), without: Atoms = frozenset()) -> Line:
    network = network_of(part, accepted)
    assert network is not None, "a line is consistent"
    out = without | (firm_atoms(part) - accepted - free)
    return Line(part.world, network, Order(network), out, free, part.exclusions)


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
