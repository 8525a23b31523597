"""A simple temporal network: difference constraints between moments, inserted one by one and taken back in order.

An edge ``(u, v, w)`` says ``x[v] - x[u] <= w``. A schedule that satisfies all edges (the potentials) is kept and
repaired by Dijkstra's algorithm at each insertion (Cotton and Maler, "Fast and flexible difference constraint
propagation for DPLL(T)", SAT 2006): O(m + n log n) at worst, and only the nodes that have to move are touched. A
constraint that cannot be added yields the edges of a simple negative cycle and leaves the network as it was.
Node 0 is the origin of time by convention of the callers; the network itself treats all nodes alike.
"""

from heapq import heappop, heappush

from whoknew.reasoning.clock import INFINITY


class Network:
    """Nodes ``0 … n-1``; edges carry a ``tag`` (the claim that states them, or a level of a search)."""

    __slots__ = ("heads", "incoming", "outgoing", "tags", "tails", "values", "weights")

    def __init__(self, nodes: int, schedule: list[int] | None = None) -> None:
        """``schedule`` is where to start: a good guess saves repairs, and any guess is right before the first edge."""
        self.values = [0] * nodes if schedule is None else schedule
        self.outgoing: list[list[int]] = [[] for _ in range(nodes)]
        self.incoming: list[list[int]] = [[] for _ in range(nodes)]
        self.tails: list[int] = []
        self.heads: list[int] = []
        self.weights: list[int] = []
        self.tags: list[int] = []

    def __len__(self) -> int:
        return len(self.values)

    def copy(self) -> "Network":
        """A network of its own with the same edges and schedule."""
        other = Network(0)
        other.values = self.values.copy()
        other.outgoing = [edges.copy() for edges in self.outgoing]
        other.incoming = [edges.copy() for edges in self.incoming]
        other.tails, other.heads = self.tails.copy(), self.heads.copy()
        other.weights, other.tags = self.weights.copy(), self.tags.copy()
        return other

    def add_node(self) -> int:
        """A new unconstrained node; returns its number."""
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
        _, parent = self._dijkstra(start, goal=goal)
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
