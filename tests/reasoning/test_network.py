"""The time network against Bellman–Ford: consistency, distances, negative cycles, undoing."""

from hypothesis import given
from hypothesis import strategies as st

from whoknew.reasoning.network import Network

EDGES = st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6), st.integers(-6, 8)), max_size=24)


def floyd(edges):
    far = 10**9
    table = [[0 if i == j else far for j in range(7)] for i in range(7)]
    for tail, head, weight in edges:
        table[tail][head] = min(table[tail][head], weight)
    for k in range(7):
        for i in range(7):
            for j in range(7):
                if table[i][k] < far and table[k][j] < far:
                    table[i][j] = min(table[i][j], table[i][k] + table[k][j])
    return table, all(table[i][i] >= 0 for i in range(7))


@given(EDGES)
def test_insertion_agrees_with_floyd_warshall(edges):
    network, kept = Network(7), []
    for number, (tail, head, weight) in enumerate(edges):
        cycle = network.add(tail, head, weight, number)
        consistent = floyd([*kept, (tail, head, weight)])[1]
        assert (cycle is None) == consistent
        if cycle is None:
            kept.append((tail, head, weight))
        else:
            loop = [edges[tag] for tag in cycle]
            assert sum(weight for _, _, weight in loop) < 0
            assert all(loop[i][0] == loop[(i + 1) % len(loop)][1] for i in range(len(loop)))
            assert len({tail for tail, _, _ in loop}) == len(loop)
        assert all(network.values[h] - network.values[t] <= w for t, h, w in kept)
    table, _ = floyd(kept)
    for start in range(7):
        ahead, back = network.distances(start), network.distances(start, backward=True)
        for goal in range(7):
            assert ahead.get(goal, 10**9) == table[start][goal]
            assert back.get(goal, 10**9) == table[goal][start]
            tags = network.path(start, goal)
            if tags:
                assert sum(edges[tag][2] for tag in tags) == table[start][goal]


@given(EDGES, EDGES)
def test_undo_restores_what_is_entailed(first, second):
    network = Network(7)
    for tail, head, weight in first:
        network.add(tail, head, weight)
    count, before = len(network.tails), [network.distances(i) for i in range(7)]
    for tail, head, weight in second:
        network.add(tail, head, weight)
    network.undo(count)
    assert [network.distances(i) for i in range(7)] == before
