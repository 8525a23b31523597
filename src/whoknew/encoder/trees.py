"""Dependency trees from arc scores: the best head of each word where that is a tree, else Chu-Liu/Edmonds.

Exactly one root per sentence (McDonald et al. 2005; the root's arcs are lowered until only one is chosen).
"""

import numpy as np
import numpy.typing as npt

from whoknew.encoder.weights import Floats

Ints = npt.NDArray[np.int64]


def best_tree(scores: Floats) -> Ints:
    """scores [n, n + 1]: dependent × governor, the root last; returns heads [n], n for the root.

    The maximum spanning arborescence with one root arc; ties go to the lower index.
    """
    n = scores.shape[0]
    scores = scores.astype(np.float64)
    scores[np.arange(n), np.arange(n)] = -np.inf
    heads: Ints = scores.argmax(axis=1)
    if (heads == n).sum() == 1 and not _cycle(heads):
        return heads
    if n == 1:
        return np.array([1])
    # One root: any arc from the root is dearer than all differences between the others together.
    finite = scores[np.isfinite(scores)]
    scores[:, n] -= 1 + 2 * n * float(finite.max() - finite.min())
    full = np.full((n + 1, n + 1), -np.inf)  # dependent × governor, the root as node 0
    full[1:, 1:], full[1:, 0] = scores[:, :n], scores[:, n]
    found = _edmonds(full)[1:]
    return np.where(found == 0, n, found - 1)


def _cycle(heads: Ints) -> list[int]:
    """The words of one cycle; empty if there is none. Heads beyond the words are the root."""
    n = len(heads)
    state = [0] * n  # 0 not seen, 1 on the way, 2 done
    for start in range(n):
        path = []
        at = start
        while at < n and state[at] == 0:
            state[at] = 1
            path.append(at)
            at = int(heads[at])
        if at < n and state[at] == 1:
            return path[path.index(at) :]
        for word in path:
            state[word] = 2
    return []


def _edmonds(scores: npt.NDArray[np.float64]) -> Ints:
    """Maximum arborescence of [m, m] (dependent × governor) rooted at node 0; returns heads, 0 for node 0.

    Cycles are contracted one at a time, without recursion: each contraction is remembered and undone in turn.
    """
    undo = []
    nodes = list(range(scores.shape[0]))  # current index → name; names grow with contractions
    while True:
        heads: Ints = scores.argmax(axis=1)
        heads[0] = 0
        cycle = _cycle_from_root(heads)
        if not cycle:
            break
        members = np.array(cycle)
        rest = np.array([i for i in range(len(nodes)) if i not in set(cycle)])
        inner = scores[members, heads[members]]
        entering = scores[members][:, rest] - inner[:, None]  # a member takes its head outside instead
        into, out = entering.argmax(axis=0), scores[rest][:, members].argmax(axis=1)
        size = len(rest) + 1
        smaller = np.full((size, size), -np.inf)
        smaller[:-1, :-1] = scores[np.ix_(rest, rest)]
        smaller[-1, :-1] = entering[into, np.arange(len(rest))]
        smaller[:-1, -1] = scores[rest, members[out]]
        undo.append((members, rest, heads[members], into, out))
        scores, nodes = smaller, [*rest.tolist(), len(nodes)]
    for members, rest, own, into, out in reversed(undo):
        wider = np.zeros(len(rest) + len(members), dtype=np.int64)
        inner_heads = own.copy()
        last = len(rest)
        for k, node in enumerate(rest):
            head = heads[k]
            wider[node] = members[out[k]] if head == last else rest[head]
        entry = int(heads[last])
        inner_heads[into[entry]] = rest[entry]
        wider[members] = inner_heads
        heads = wider
    heads[0] = 0
    return heads


def _cycle_from_root(heads: Ints) -> list[int]:
    shifted = heads.copy()
    shifted[0] = len(heads)
    return _cycle(shifted)
