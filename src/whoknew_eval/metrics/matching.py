"""One-to-one matching of greatest weight, exact: Kuhn and Munkres on each connected component.

Overlap graphs fall into tiny components, so this costs next to nothing on documents.
"""

from collections.abc import Callable, Sequence
from typing import TypeVar

A = TypeVar("A")
B = TypeVar("B")


def match(gold: Sequence[A], found: Sequence[B], weight: Callable[[A, B], float]) -> list[tuple[int, int]]:
    """Pairs (index in gold, index in found) whose weights, all above 0, sum to the most.

    >>> match([1, 2], [2, 1], lambda a, b: float(a == b))
    [(0, 1), (1, 0)]
    """
    weights = {
        (i, j): w for i, one in enumerate(gold) for j, other in enumerate(found) if (w := weight(one, other)) > 0
    }
    return match_weights(weights)


def match_weights(weights: dict[tuple[int, int], float]) -> list[tuple[int, int]]:
    """The matching of greatest total weight in a sparse graph; weights are above 0."""
    pairs: list[tuple[int, int]] = []
    for edges in _components(weights):
        rows = sorted({i for i, _ in edges})
        columns = sorted({j for _, j in edges})
        table = [[weights.get((i, j), 0.0) for j in columns] for i in rows]
        pairs.extend((rows[a], columns[b]) for a, b in assign(table) if table[a][b] > 0)
    return sorted(pairs)


def _components(weights: dict[tuple[int, int], float]) -> list[list[tuple[int, int]]]:
    """Edges by connected component, in order of their first edge."""
    parent: dict[tuple[int, int], tuple[int, int]] = {}

    def root(node: tuple[int, int]) -> tuple[int, int]:
        parent.setdefault(node, node)
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    for i, j in weights:
        parent[root((0, i))] = root((1, j))
    groups: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for i, j in sorted(weights):
        groups.setdefault(root((0, i)), []).append((i, j))
    return list(groups.values())


def assign(table: Sequence[Sequence[float]]) -> list[tuple[int, int]]:
    """The assignment of greatest total weight of a full table, rows to columns (each at most once).

    The Hungarian method with potentials, O(n³) (Kuhn 1955; Munkres 1957).
    """
    if not table:
        return []
    if len(table) > len(table[0]):
        turned = assign([list(column) for column in zip(*table, strict=True)])
        return sorted((b, a) for a, b in turned)
    n, m = len(table), len(table[0])
    rows = [0.0] * (n + 1)
    columns = [0.0] * (m + 1)
    owner = [0] * (m + 1)  # 1-based row that holds the column
    for i in range(1, n + 1):
        owner[0] = i
        j0 = 0
        least = [float("inf")] * (m + 1)
        came = [0] * (m + 1)
        used = [False] * (m + 1)
        while True:
            used[j0] = True
            row, step, j1 = owner[j0], float("inf"), 0
            for j in range(1, m + 1):
                if used[j]:
                    continue
                slack = -table[row - 1][j - 1] - rows[row] - columns[j]
                if slack < least[j]:
                    least[j], came[j] = slack, j0
                if least[j] < step:
                    step, j1 = least[j], j
            for j in range(m + 1):
                if used[j]:
                    rows[owner[j]] += step
                    columns[j] -= step
                else:
                    least[j] -= step
            j0 = j1
            if owner[j0] == 0:
                break
        while j0:
            owner[j0] = owner[came[j0]]
            j0 = came[j0]
    return sorted((owner[j] - 1, j - 1) for j in range(1, m + 1) if owner[j])
