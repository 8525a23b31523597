"""The best allowed sequence of tags: Viterbi over a chain, exact and for many sequences at once."""

from collections.abc import Sequence
from functools import cache

import numpy as np
import numpy.typing as npt

from whoknew.encoder.weights import Floats

Ints = npt.NDArray[np.int64]
FORBIDDEN = np.float32(-1e9)


@cache
def allowed_moves(labels: tuple[str, ...]) -> tuple[Floats, Floats]:
    """BIO rules as numbers to add: transitions [k, k] and starts [k]; I-x only after B-x or I-x."""
    k = len(labels)
    moves = np.zeros((k, k), dtype=np.float32)
    starts = np.zeros(k, dtype=np.float32)
    for j, label in enumerate(labels):
        if label.startswith("I-"):
            starts[j] = FORBIDDEN
            for i, before in enumerate(labels):
                if before[2:] != label[2:] or before == "O":
                    moves[i, j] = FORBIDDEN
    return moves, starts


def best_tags(scores: Floats, transitions: Floats, starts: Floats) -> tuple[Ints, float]:
    """scores [n, k] → tags [n] of the best chain, and its score."""
    n, k = scores.shape
    back = np.zeros((n, k), dtype=np.int64)
    best = scores[0] + starts
    for i in range(1, n):
        step = best[:, None] + transitions  # from, to
        back[i] = step.argmax(axis=0)
        best = step[back[i], np.arange(k)] + scores[i]
    tags = np.zeros(n, dtype=np.int64)
    tags[-1] = int(best.argmax())
    for i in range(n - 1, 0, -1):
        tags[i - 1] = back[i, tags[i]]
    return tags, float(best.max())


def best_spans(scores: Floats, lengths: Ints) -> Ints:
    """BIO tags of many sequences without learned transitions: scores [f, s, k] → tags [f, s].

    Label 0 is O, then B and I by turns; I-x follows only B-x or I-x. Where the best label of every word makes an
    allowed sequence it is the best sequence; the others are decoded exactly. Places at or beyond a sequence's length
    get O.
    """
    f, s = scores.shape[:2]
    beyond = np.arange(s)[None, :] >= lengths[:, None]
    tags: Ints = scores.argmax(axis=2)
    tags[beyond] = 0
    before = np.concatenate([np.zeros((f, 1), dtype=np.int64), tags[:, :-1]], axis=1)
    inside = (tags > 0) & (tags % 2 == 0)
    broken = (inside & (before != tags) & (before != tags - 1)).any(axis=1)
    if broken.any():
        tags[broken] = _repair(scores[broken], beyond[broken])
    return tags


def _repair(scores: Floats, beyond: npt.NDArray[np.bool_]) -> Ints:
    """Viterbi, linear in the number of labels: any move is free but to I-x, which needs the better of two."""
    f, s, _ = scores.shape
    scores = scores.copy()
    scores[beyond] = FORBIDDEN
    scores[beyond, 0] = 0  # beyond the end everything moves to O at no cost
    rows = np.arange(f)
    top = np.zeros((f, s), dtype=np.int64)
    stays = np.zeros((f, s, (scores.shape[2] - 1) // 2), dtype=bool)  # I-x came from I-x, not from B-x
    best = scores[:, 0].copy()
    best[:, 2::2] = FORBIDDEN
    for i in range(1, s):
        begins, insides = best[:, 1::2], best[:, 2::2]
        top[:, i] = best.argmax(axis=1)
        free = best[rows, top[:, i]]
        stays[:, i] = insides >= begins
        step = scores[:, i].copy()
        step[:, 0] += free
        step[:, 1::2] += free[:, None]
        step[:, 2::2] += np.maximum(begins, insides)
        best = step
    tags = np.zeros((f, s), dtype=np.int64)
    at: Ints = best.argmax(axis=1)
    for i in range(s - 1, -1, -1):
        tags[:, i] = at
        is_inside = (at > 0) & (at % 2 == 0)
        kind = np.maximum(at // 2 - 1, 0)
        at = np.where(is_inside, np.where(stays[rows, i, kind], at, at - 1), top[:, i])
    return tags


def spans_of(tags: Sequence[int]) -> list[tuple[int, int, int]]:
    """(first, end, kind) of BIO tags, kind 0 for labels 1 and 2, 1 for 3 and 4, …

    >>> spans_of([0, 1, 2, 2, 3, 1, 0])
    [(1, 4, 0), (4, 5, 1), (5, 6, 0)]
    """
    found: list[tuple[int, int, int]] = []
    begin, kind = -1, -1
    for i, tag in enumerate([*tags, 0]):
        if begin >= 0 and not (tag > 0 and tag % 2 == 0 and tag // 2 - 1 == kind):
            found.append((begin, i, kind))
            begin = -1
        if tag > 0 and begin < 0:
            begin, kind = i, (tag - 1) // 2
    return found
