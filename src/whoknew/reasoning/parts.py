"""Parts of a world that constrain each other; what lies in different parts is independent.

Claims (atoms) and moments (points) are tied by the constraints of time and by the exclusions that name them. The
origin of time and the clocks of the accounts tie nothing: what hangs on one of them alone can be moved with it, so that
it says nothing of anything else. Parts that touch several of them count as one, since together they fix how the clocks
stand to each other. So the world-lines of a world are the combinations of those of its parts, and a question needs
only the parts of the claims and moments that it is about: the causal slice.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from whoknew.reasoning.facts import Edge, Exclusion, World
from whoknew.reasoning.network import Network

ORIGIN = 0


@dataclass(slots=True)
class Part:
    """Some constraints of a world. ``atoms`` are the claims that take part in any of them, or are asked about."""

    world: World
    key: frozenset[int]  # numbers of the components; empty for the whole world
    edges: list[tuple[Edge, int]] = field(default_factory=list)
    exclusions: list[Exclusion] = field(default_factory=list)
    atoms: frozenset[int] = frozenset()
    schedule: dict[int, int] = field(default_factory=dict)  # where a network of these constraints may start

    @property
    def whole(self) -> bool:
        return not self.key

    def blank(self) -> Network:
        """A network for these constraints, without any yet, at a schedule that needs few repairs."""
        if self.whole:
            first = guess(edge for edge, _ in self.edges)
            return Network(self.world.points, [first.get(point, 0) for point in range(self.world.points)])
        if not self.schedule:
            self.schedule = guess(edge for edge, _ in self.edges)
        return Network.sparse(self.schedule)


def guess(edges: Iterable[Edge]) -> dict[int, int]:
    """A first schedule: every moment at its own earliest bound, or at its latest."""
    lows: dict[int, int] = {}
    highs: dict[int, int] = {}
    for tail, head, weight in edges:
        if head == ORIGIN:
            lows[tail] = max(-weight, lows.get(tail, -weight))
        elif tail == ORIGIN:
            highs[head] = min(weight, highs.get(head, weight))
    found = highs | lows
    found.pop(ORIGIN, None)
    return found


class Components:
    """The components of a world, by union and find; made once for each world.

    World-lines are made of firm claims, and the times that weak ones state bind nothing: for questions they tie
    nothing either, so that the order of the telling does not make one part of a whole account. For tensions they do
    (``loose``).
    """

    def __init__(self, world: World, *, loose: bool = False) -> None:
        self.world, self.count = world, len(world.atom_record)
        edges = [
            (edge, atom)
            for edge, atom in zip(world.edges, world.edge_atom)
            if loose or atom < 0 or not world.atom_weak[atom]
        ]
        clocks: tuple[int, ...] = world.cache.get("clocks", ())  # type: ignore[assignment]
        self.separators = frozenset((ORIGIN, *clocks))
        self._parent = list(range(self.count + world.points + 1))
        self.cross = self.count + world.points  # stands for what touches several clocks
        self._touched: dict[int, set[int]] = {}
        for edge, atom in edges:
            self._tie((atom,) if atom >= 0 else (), edge[:2])
        for exclusion in world.exclusions:
            self._tie(exclusion.atoms, [point for edge in exclusion.alternatives for point in edge[:2]])
        if len(self.separators) > 1:
            self._join_clocks()
        self._edges: dict[int, list[tuple[int, Edge, int]]] = {}
        self._exclusions: dict[int, list[int]] = {}
        self._atoms: dict[int, list[int]] = {}
        for number, (edge, atom) in enumerate(edges):
            self._edges.setdefault(self._of_edge(edge, atom), []).append((number, edge, atom))
        for number, exclusion in enumerate(world.exclusions):
            self._exclusions.setdefault(self.of_atom(exclusion.atoms[0]), []).append(number)
        for atom in range(self.count):
            self._atoms.setdefault(self.of_atom(atom), []).append(atom)
        self._parts: dict[frozenset[int], Part] = {}

    def _find(self, node: int) -> int:
        parent = self._parent
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    def _tie(self, atoms: Iterable[int], points: Iterable[int]) -> None:
        parent, touched, first = self._parent, [], -1
        nodes = list(atoms)
        for point in points:
            if point in self.separators:
                touched.append(point)
            else:
                nodes.append(self.count + point)
        for node in nodes or (self.cross,):
            root = self._find(node)
            if first < 0:
                first = root
            elif root != first:
                parent[root] = first
        if len(self.separators) > 1 and touched:
            self._touched.setdefault(nodes[0] if nodes else self.cross, set()).update(touched)

    def _join_clocks(self) -> None:
        by_root: dict[int, set[int]] = {}
        for node, touched in self._touched.items():
            by_root.setdefault(self._find(node), set()).update(touched)
        for root, touched in by_root.items():
            if len(touched) > 1:
                self._parent[root] = self._find(self.cross)

    def _of_edge(self, edge: Edge, atom: int) -> int:
        if atom >= 0:
            return self.of_atom(atom)
        tail, head, _ = edge
        point = next((point for point in (tail, head) if point not in self.separators), None)
        return self._find(self.cross) if point is None else self._find(self.count + point)

    def of_atom(self, atom: int) -> int:
        """The number of an atom's component."""
        return self._find(atom)

    def scope(self, atoms: Iterable[int], points: Iterable[int] = ()) -> frozenset[int]:
        """The components of some atoms and points. With several accounts that of their clocks is always in it."""
        found = {self._find(atom) for atom in atoms}
        found.update(self._find(self.count + point) for point in points if point >= 0 and point not in self.separators)
        found.add(self._find(self.cross))
        return frozenset(found)

    def part(self, scope: frozenset[int]) -> Part:
        """The part that some components make together, kept."""
        found = self._parts.get(scope)
        if found is None:
            world = self.world
            edges = sorted(entry for component in scope for entry in self._edges.get(component, ()))
            rules = sorted(n for component in scope for n in self._exclusions.get(component, ()))
            found = self._parts[scope] = Part(
                world,
                scope,
                [(edge, atom) for _, edge, atom in edges],
                [world.exclusions[n] for n in rules],
                frozenset(atom for component in scope for atom in self._atoms.get(component, ())),
            )
        return found

    def constrained(self) -> list[Part]:
        """Each component with constraints of its own, in the order of the records."""
        roots = dict.fromkeys((*self._exclusions, *self._edges))
        found = [self.part(frozenset((root,))) for root in roots]
        return sorted(found, key=lambda part: min(part.atoms, default=self.count))


def components(world: World, *, loose: bool = False) -> Components:
    """The components of a world, kept with it."""
    key = "loose components" if loose else "components"
    found: Components | None = world.cache.get(key)  # type: ignore[assignment]
    if found is None:
        found = world.cache[key] = Components(world, loose=loose)
    return found


def whole_part(world: World) -> Part:
    """The whole world as one part."""
    found: Part | None = world.cache.get("whole part")  # type: ignore[assignment]
    if found is None:
        found = world.cache["whole part"] = Part(
            world,
            frozenset(),
            list(zip(world.edges, world.edge_atom)),
            world.exclusions,
            frozenset(range(len(world.atom_record))),
        )
    return found


def scope_of(world: World, prop: int) -> frozenset[int]:
    """The components that any answer about a proposition can depend on."""
    index: dict[int, frozenset[int]] | None = world.cache.get("scopes")  # type: ignore[assignment]
    if index is None:
        index = world.cache["scopes"] = _scopes(world)
    return index.get(prop) or components(world).scope(())


def _scopes(world: World) -> dict[int, frozenset[int]]:
    atoms: dict[int, set[int]] = {}
    points: dict[int, set[int]] = {}

    def note(prop: int, needed: Iterable[int], point: int) -> None:
        atoms.setdefault(prop, set()).update(needed)
        points.setdefault(prop, set()).add(point)

    for number, prop in enumerate(world.ev_prop):
        note(prop, world.ev_atoms[number], world.ev_point[number])
    for kept in world.kept:
        note(kept.prop, kept.atoms, kept.point)
    for prop, setters in world.setters.items():
        for setter in setters:
            note(prop, setter.atoms, setter.point)
    for telling in world.tellings:
        note(telling.prop, telling.atoms, telling.point)
        for _, needed in telling.hearers:
            atoms[telling.prop].update(needed)
    for entries in world.said.values():
        for said in entries:
            note(said.prop, said.atoms, -1)
    made = components(world)
    return {prop: made.scope(needed, points[prop]) for prop, needed in atoms.items()}
