"""A simple temporal network: difference constraints between moments, inserted one by one and taken back in order.

An edge ``(u, v, w)`` says ``x[v] - x[u] <= w``. A schedule that satisfies all edges (the potentials) is kept and
repaired by Dijkstra's algorithm at each insertion (Cotton and Maler, "Fast and flexible difference constraint
propagation for DPLL(T)", SAT 2006): O(m + n log n) at worst, and only the nodes that have to move are touched. A
constraint that cannot be added yields the edges of a simple negative cycle and leaves the network as it was.
Node 0 is the origin of time by convention of the callers; the network itself treats all nodes alike.
"""

from collections.abc import Iterable
from heapq import heappop, heappush

from whoknew.reasoning.clock import INFINITY
from whoknew.reasoning.facts import Edge


class _Starts(dict[int, int]):
    """A schedule of the few nodes that a network has edges at; any other stands at nought."""

    def __missing__(self, node: int) -> int:
        return 0


class _Lists(dict[int, list[int]]):
    """Edges at the few nodes that have any."""

    def __missing__(self, node: int) -> list[int]:
        found = self[node] = []
        return found


class Network:
    """Nodes ``0 … n-1``; edges carry a ``tag`` (the claim that states them, or a level of a search)."""

    __slots__ = ("heads", "incoming", "outgoing", "tags", "tails", "values", "weights")

    values: list[int] | dict[int, int]
    incoming: list[list[int]] | dict[int, list[int]]
    outgoing: list[list[int]] | dict[int, list[int]]

    def __init__(self, nodes: int, schedule: list[int] | None = None) -> None:
        """``schedule`` is where to start: a good guess saves repairs, and any guess is right before the first edge."""
        self.values = [0] * nodes if schedule is None else schedule
        self.outgoing: list[list[int]] = [[] for _ in range(nodes)]
        self.incoming: list[list[int]] = [[] for _ in range(nodes)]
        self.tails: list[int] = []
        self.heads: list[int] = []
        self.weights: list[int] = []
        self.tags: list[int] = []

    @classmethod
    def sparse(cls, schedule: dict[int, int]) -> "Network":
        """A network of a few of many nodes: its cost is that of its edges. ``schedule`` is copied."""
        made = cls(0)
        made.values, made.outgoing, made.incoming = _Starts(schedule), _Lists(), _Lists()
        return made

    def __len__(self) -> int:
        return len(self.values)

    def copy(self) -> "Network":
        """A network of its own with the same edges and schedule."""
        other = Network(0)
        other.values = _Starts(self.values) if isinstance(self.values, dict) else self.values.copy()
        other.outgoing, other.incoming = _copied(self.outgoing), _copied(self.incoming)
        other.tails, other.heads = self.tails.copy(), self.heads.copy()
        other.weights, other.tags = self.weights.copy(), self.tags.copy()
        return other

    def add_node(self) -> int:
        """A new unconstrained node of a network that is not sparse; returns its number."""
        assert isinstance(self.values, list) and isinstance(self.outgoing, list) and isinstance(self.incoming, list)
        self.values.append(0)
        self.outgoing.append([])
        self.incoming.append([])
        return len(self.values) - 1

    def add(self, tail: int, head: int, weight: int, tag: int = -1) -> list[int] | None:
        """Insert ``x[head] - x[tail] <= weight``. None when consistent, else the tags of a negative cycle."""
        cycle = self._repair(tail, head, weight, tag)
        if cycle is not None:
            return cycle
        edge = len(self.tails)
        self.tails.append(tail)
        self.heads.append(head)
        self.weights.append(weight)
        self.tags.append(tag)
        self.outgoing[tail].append(edge)
        self.incoming[head].append(edge)
        return None

    def extend(self, edges: Iterable[tuple[Edge, int]]) -> list[int] | None:
        """Insert many constraints with their tags; None when consistent, else the tags of a negative cycle, and then
        only those before it are in. What the schedule satisfies already costs no search."""
        values, outgoing, incoming = self.values, self.outgoing, self.incoming
        tails, heads, weights, tags = self.tails, self.heads, self.weights, self.tags
        number = len(tails)
        for (tail, head, weight), tag in edges:
            if values[tail] + weight < values[head]:
                cycle = self._repair(tail, head, weight, tag)
                if cycle is not None:
                    return cycle
            tails.append(tail)
            heads.append(head)
            weights.append(weight)
            tags.append(tag)
            outgoing[tail].append(number)
            incoming[head].append(number)
            number += 1
        return None

    def undo(self, count: int) -> None:
        """Take back the latest edges until ``count`` are left; the schedule stays valid, since it satisfies fewer."""
        while len(self.tails) > count:
            self.tags.pop()
            self.weights.pop()
            self.outgoing[self.tails.pop()].pop()
            self.incoming[self.heads.pop()].pop()

    def _repair(self, tail: int, head: int, weight: int, tag: int) -> list[int] | None:
        values = self.values
        target = values[tail] + weight
        if target >= values[head]:
            return None
        if tail == head:
            return [tag]
        heads, weights, outgoing = self.heads, self.weights, self.outgoing
        best = {head: target}
        parent: dict[int, int] = {}
        queue = [(target - values[head], head)]
        moved: dict[int, int] = {}
        while queue:
            _, node = heappop(queue)
            if node in moved:
                continue
            here = moved[node] = best[node]
            for edge in outgoing[node]:
                other = heads[edge]
                reach = here + weights[edge]
                if other in moved or reach >= best.get(other, values[other]):
                    continue
                if other == tail:
                    parent[other] = edge
                    return self._cycle(parent, tail, head, tag)
                best[other] = reach
                parent[other] = edge
                heappush(queue, (reach - values[other], other))
        for node, value in moved.items():
            values[node] = value
        return None

    def _cycle(self, parent: dict[int, int], tail: int, head: int, tag: int) -> list[int]:
        tags, node = [tag], tail
        while node != head:
            edge = parent[node]
            tags.append(self.tags[edge])
            node = self.tails[edge]
        return tags

    def distances(self, start: int, *, backward: bool = False, skip: int = -1) -> dict[int, int]:
        """Shortest distances from a node (to it when ``backward``), never passing through node ``skip``.

        ``distances(0)[i]`` is the latest that ``x[i] - x[0]`` can be; ``-distances(0, backward=True)[i]`` the earliest.
        """
        return self._dijkstra(start, backward=backward, skip=skip)[0]

    def path(self, start: int, goal: int) -> list[int]:
        """Tags of the edges on one shortest path; empty where there is none."""
        return self._walk(self._dijkstra(start, goal=goal)[1], start, goal)

    def paths(self, start: int, *, backward: bool = False) -> "Paths":
        """Shortest paths from a node to all others, or to it from all others, by one search."""
        return Paths(self, start, self._dijkstra(start, backward=backward)[1], backward)

    def _walk(self, parent: dict[int, int], start: int, goal: int) -> list[int]:
        tags: list[int] = []
        node = goal
        while node != start:
            edge = parent.get(node)
            if edge is None:
                return []
            tags.append(self.tags[edge])
            node = self.tails[edge]
        return tags[::-1]

    def _dijkstra(
        self, start: int, *, backward: bool = False, skip: int = -1, goal: int = -1
    ) -> tuple[dict[int, int], dict[int, int]]:
        values, weights = self.values, self.weights
        links, ends = (self.incoming, self.tails) if backward else (self.outgoing, self.heads)
        sign = -1 if backward else 1
        reduced = {start: 0}  # distances under the potentials: never negative
        parent: dict[int, int] = {}
        done: dict[int, int] = {}
        queue = [(0, start)]
        while queue:
            length, node = heappop(queue)
            if node in done:
                continue
            done[node] = length + sign * (values[node] - values[start])
            if node == goal or (node == skip and node != start):
                continue
            for edge in links[node]:
                other = ends[edge]
                step = length + weights[edge] + sign * (values[node] - values[other])
                if step < reduced.get(other, INFINITY):
                    reduced[other] = step
                    parent[other] = edge
                    heappush(queue, (step, other))
        return done, parent


def _copied(edges: list[list[int]] | dict[int, list[int]]) -> list[list[int]] | dict[int, list[int]]:
    if isinstance(edges, dict):
        return _Lists((node, at.copy()) for node, at in edges.items())
    return [at.copy() for at in edges]


class Paths:
    """The tree of shortest paths of one search."""

    __slots__ = ("_backward", "_network", "_parent", "_start")

    def __init__(self, network: Network, start: int, parent: dict[int, int], backward: bool) -> None:
        self._network, self._start, self._parent, self._backward = network, start, parent, backward

    def tags(self, node: int) -> list[int]:
        """Tags of the edges between the start and a node, in the direction of the edges; empty where there is no way."""
        network, found = self._network, []
        ends = network.heads if self._backward else network.tails
        while node != self._start:
            edge = self._parent.get(node)
            if edge is None:
                return []
            found.append(network.tags[edge])
            node = ends[edge]
        return found if self._backward else found[::-1]
