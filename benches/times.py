"""A time network of 10,000 moments: inserting a claim, and explaining a contradiction, against general libraries.

    python benches/times.py [--nodes N] [--queries N] [--json FILE]

The network is a story: moments in dated bundles, most ordered against a few near ones, all bounded by the clock. What
is measured: adding one more claim to a consistent network and knowing whether it still is consistent (ours keeps a
schedule and repairs it; SciPy, NetworkX and igraph have to look for a negative cycle in the whole graph again), and
for a claim that contradicts the rest, naming the claims of a smallest contradiction (a negative cycle). All are given
the same graph and the same claims, in one run; answers are compared.
"""

import argparse
import json
import random
import resource
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

import igraph
import networkx
import numpy
import scipy
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import NegativeCycleError, bellman_ford

from whoknew.reasoning.network import Network

Edge = tuple[int, int, int]


def story(nodes: int, seed: int = 3) -> tuple[list[Edge], list[int]]:
    """Edges of a consistent network, and a schedule that satisfies them (hidden from the solvers)."""
    rng = random.Random(seed)
    truth = [0, *sorted(rng.randrange(1, 10 * nodes) for _ in range(nodes - 1))]
    edges: list[Edge] = []
    for node in range(1, nodes):
        slack = rng.randrange(1, 2000)
        edges += [(0, node, truth[node] + slack), (node, 0, slack - truth[node])]
        for _ in range(2):
            other = max(1, min(nodes - 1, node + rng.randrange(-40, 41)))
            if truth[other] < truth[node]:
                edges.append((node, other, -1))  # other before node
    return edges, truth


def claims(edges: list[Edge], truth: list[int], count: int, seed: int = 5) -> tuple[list[Edge], list[Edge]]:
    """New claims that agree with the hidden schedule, and claims that contradict the network."""
    rng = random.Random(seed)
    good: list[Edge] = []
    bad: list[Edge] = []
    orders = [edge for edge in edges if edge[2] == -1 and 0 not in edge[:2]]
    while len(good) < count:
        one, other = rng.randrange(1, len(truth)), rng.randrange(1, len(truth))
        if truth[one] < truth[other]:
            good.append((other, one, -1))
    while len(bad) < count:
        tail, head, _ = rng.choice(orders)
        bad.append((head, tail, -1))  # the other way round
    return good, bad


def timed(action: Callable[[Edge], object], given: list[Edge]) -> tuple[list[object], float]:
    """Results, and the median of the seconds that one took."""
    results, seconds = [], []
    for edge in given:
        start = time.process_time()
        results.append(action(edge))
        seconds.append(time.process_time() - start)
    return results, statistics.median(seconds)


class Ours:
    def __init__(self, edges: list[Edge], nodes: int) -> None:
        lows = [0] * nodes
        for tail, head, weight in edges:
            if head == 0:
                lows[tail] = max(lows[tail], -weight)
        self.network = Network(nodes, lows)
        self.edges = list(edges)
        for number, edge in enumerate(edges):
            if self.network.add(*edge, number) is not None:
                raise AssertionError("the network is meant to be consistent")

    def insert(self, edge: Edge) -> bool:
        count = len(self.network.tails)
        consistent = self.network.add(*edge) is None
        self.network.undo(count)
        return consistent

    def explain(self, edge: Edge) -> int:
        cycle = self.network.add(*edge, -1)
        assert cycle is not None
        total = edge[2] + sum(self.edges[tag][2] for tag in cycle if tag >= 0)
        assert total < 0
        return len(cycle)


class SciPy:
    """Bellman–Ford over the whole matrix; it says that there is a negative cycle, not which."""

    def __init__(self, edges: list[Edge], nodes: int) -> None:
        best: dict[tuple[int, int], int] = {}
        for tail, head, weight in edges:
            best[tail, head] = min(weight, best.get((tail, head), weight))
        keys = numpy.array(list(best), dtype=numpy.int64)
        self.place = {key: number for number, key in enumerate(best)}
        self.rows, self.columns, self.nodes = keys[:, 0], keys[:, 1], nodes
        self.weights = numpy.array(list(best.values()), dtype=float)

    def insert(self, edge: Edge) -> bool:
        known = self.place.get(edge[:2])
        rows, columns, weights = self.rows, self.columns, self.weights
        if known is None:
            rows, columns = numpy.append(rows, edge[0]), numpy.append(columns, edge[1])
            weights = numpy.append(weights, float(edge[2]))
        elif edge[2] < weights[known]:
            weights = weights.copy()
            weights[known] = edge[2]
        matrix = csr_matrix((weights, (rows, columns)), (self.nodes, self.nodes))
        try:
            bellman_ford(matrix, indices=0)
        except NegativeCycleError:
            return False
        return True


class NetworkX:
    def __init__(self, edges: list[Edge], nodes: int) -> None:
        self.graph = networkx.DiGraph()
        self.graph.add_nodes_from(range(nodes))
        for tail, head, weight in edges:
            known = self.graph.get_edge_data(tail, head)
            if known is None or known["weight"] > weight:
                self.graph.add_edge(tail, head, weight=weight)

    def _with(self, edge: Edge, ask: Callable[[], object]) -> object:
        known = self.graph.get_edge_data(*edge[:2])
        before = None if known is None else known["weight"]
        self.graph.add_edge(edge[0], edge[1], weight=edge[2] if before is None else min(before, edge[2]))
        try:
            return ask()
        finally:
            if before is None:
                self.graph.remove_edge(*edge[:2])
            else:
                self.graph[edge[0]][edge[1]]["weight"] = before

    def insert(self, edge: Edge) -> bool:
        return not self._with(edge, lambda: networkx.negative_edge_cycle(self.graph))

    def explain(self, edge: Edge) -> int:
        return len(self._with(edge, lambda: networkx.find_negative_cycle(self.graph, edge[0]))) - 1  # type: ignore[arg-type]


class IGraph:
    """Bellman–Ford in C; raises where there is a negative cycle."""

    def __init__(self, edges: list[Edge], nodes: int) -> None:
        self.graph = igraph.Graph(n=nodes, edges=[edge[:2] for edge in edges], directed=True)
        self.weights = [edge[2] for edge in edges]

    def insert(self, edge: Edge) -> bool:
        self.graph.add_edges([edge[:2]])
        try:
            self.graph.distances(source=[0], weights=[*self.weights, edge[2]])
        except igraph.InternalError:
            return False
        finally:
            self.graph.delete_edges([self.graph.ecount() - 1])
        return True


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--nodes", type=int, default=10_000)
    parser.add_argument("--queries", type=int, default=20)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    edges, truth = story(options.nodes)
    good, bad = claims(edges, truth, options.queries)
    start = time.process_time()
    ours = Ours(edges, options.nodes)
    result: dict[str, object] = {"nodes": options.nodes, "constraints": len(edges)}
    result["ours_build_seconds"] = round(time.process_time() - start, 3)
    result["ours_memory_mb"] = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
    expected, seconds = timed(ours.insert, [*good, *bad])
    assert expected == [True] * len(good) + [False] * len(bad)
    lengths, explaining = timed(ours.explain, bad)
    result |= {"ours_insert_us": round(seconds * 1e6, 1), "ours_explain_us": round(explaining * 1e6, 1)}
    result["ours_explanation_claims"] = statistics.median(int(str(length)) for length in lengths)
    for name, kind in (("scipy", SciPy), ("networkx", NetworkX), ("igraph", IGraph)):
        other = kind(edges, options.nodes)
        few = [*good[: options.queries // 2], *bad[: options.queries // 2]]
        answers, theirs = timed(other.insert, few)
        assert answers == [True] * (len(few) // 2) + [False] * (len(few) // 2), name
        result[f"{name}_insert_ms"] = round(theirs * 1e3, 2)
        result[f"{name}_insert_ratio"] = round(theirs / seconds)
    _, theirs = timed(NetworkX(edges, options.nodes).explain, bad[: max(1, options.queries // 5)])
    result |= {"networkx_explain_ms": round(theirs * 1e3, 1), "networkx_explain_ratio": round(theirs / explaining)}
    print(json.dumps(result, indent=2))
    print(f"SciPy {scipy.__version__}, NetworkX {networkx.__version__}, igraph {igraph.__version__}; medians")
    if options.json:
        options.json.write_text(json.dumps(result, indent=2) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
