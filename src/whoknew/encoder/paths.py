"""Where a word stands in the tree as seen from a predicate: rows of one embedding table that the roles' scorer adds.

Training and run time share this module. From the predicate one climbs to the lowest node that dominates both and goes down
to the word (the path of Gildea and Jurafsky 2002, cut to what generalises): how many steps up, by which relation the way
down begins, how many steps down and by which relation the word hangs, and whether the word opens or closes that branch.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]

COLUMNS = 4  # rows a pair
UP, DOWN = 4, 5  # classes of steps
DEEPEST = 24  # deeper words are taken to stand at this depth


class Ways(NamedTuple):
    """The ways from the root to each word [n, d] (-1 beyond the word), their lengths and the words' relations [n]."""

    nodes: Ints
    depth: Ints
    labels: Ints


def table_rows(labels: int) -> int:
    """Rows of the table for that many relations; row 0 stands for a tree that is not known and is zero."""
    return 1 + (UP + UP + DOWN) * (labels + 1) + 4 * UP


def ways_of(heads: Sequence[int], labels: Sequence[int]) -> Ways:
    """``heads`` [n]: the governor's place in the same list, -1 for a root; a broken or too deep way is cut short."""
    n = len(heads)
    up = np.array([head if 0 <= head < n else -1 for head in heads], dtype=np.int64).reshape(n)
    climbed = [np.arange(n)]
    while len(climbed) < DEEPEST and (climbed[-1] >= 0).any():
        at = climbed[-1]
        climbed.append(np.where(at >= 0, up[at], -1))
    stack = np.stack(climbed, axis=1) if n else np.zeros((0, 1), dtype=np.int64)  # [n, d] word first
    depth = (stack >= 0).sum(axis=1) - 1
    order = depth[:, None] - np.arange(stack.shape[1])[None, :]
    nodes = np.where(order >= 0, np.take_along_axis(stack, np.maximum(order, 0), axis=1), -1)
    return Ways(nodes, depth, np.array(labels, dtype=np.int64).reshape(n))


def path_rows(ways: Ways, predicate: Ints, words: Ints, labels: int) -> Ints:
    """Rows of the table: predicates [f], words [f, s] → [f, s, 4]; ``labels`` is the number of relations.

    Words of a row stand side by side in the text, as far as the row goes.
    """
    own, other = ways.nodes[predicate][:, None], ways.nodes[words]  # [f, 1, d], [f, s, d]
    same = (own == other) & (own >= 0)
    meet = np.logical_and.accumulate(same, axis=2).sum(axis=2) - 1  # depth of the lowest common node, -1 for none
    meet = np.maximum(meet, 0)
    up = ways.depth[predicate][:, None] - meet
    down = ways.depth[words] - meet
    last = ways.nodes.shape[1] - 1
    below = np.minimum(meet + 1, last)
    branch = np.where(down > 0, np.take_along_axis(other, below[..., None], axis=2)[..., 0], -1)
    near = np.take_along_axis(np.broadcast_to(own, other.shape), below[..., None], axis=2)[..., 0]
    near = np.where(up > 0, near, -1)
    name = np.concatenate([ways.labels, np.array([labels])])  # -1 takes the last: none
    climbs = np.minimum(up, UP - 1)
    size = labels + 1
    first = 1 + climbs * size + name[branch]
    second = 1 + (UP + climbs) * size + name[near]
    third = 1 + (2 * UP + np.minimum(down, DOWN - 1)) * size + ways.labels[words]
    key = np.where(branch >= 0, branch, -2 - words)
    opens = np.ones(key.shape, dtype=np.int64)
    closes = np.ones(key.shape, dtype=np.int64)
    opens[:, 1:] = key[:, 1:] != key[:, :-1]
    closes[:, :-1] = key[:, 1:] != key[:, :-1]
    fourth = 1 + (UP + UP + DOWN) * size + climbs * 4 + opens * 2 + closes
    return np.stack([first, second, third, fourth], axis=2)
