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
    into = np.ascontiguousarray(transitions.T)  # to, from
    step = np.empty_like(into)
    for i in range(1, n):
        np.add(into, best, out=step)
        step.argmax(axis=1, out=back[i])
        step.max(axis=1, out=best)
        best += scores[i]
    tag = int(best.argmax())
    tags = [tag]
    for row in reversed(back[1:].tolist()):
        tag = row[tag]
        tags.append(tag)
    return np.array(tags[::-1], dtype=np.int64), float(best.max())


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
        for row in np.nonzero(broken)[0].tolist():
            length = int(lengths[row])
            tags[row, :length] = _best_sequence(scores[row, :length].tolist())
    return tags


def _best_sequence(rows: list[list[float]]) -> list[int]:
    """Viterbi, linear in the number of labels: any move is free but to I-x, which needs the better of B-x and I-x.

    Plain numbers: a step has so few that arrays would cost more than they save.
    """
    labels = range(1, len(rows[0]), 2)
    best = [float(FORBIDDEN) if label and label % 2 == 0 else score for label, score in enumerate(rows[0])]
    came: list[tuple[int, list[bool]]] = []  # by word: the best label before it, and by kind whether I-x came from I-x
    for row in rows[1:]:
        free = max(best)
        stays = [best[b + 1] >= best[b] for b in labels]
        came.append((best.index(free), stays))
        step = [row[0] + free]
        for b, stay in zip(labels, stays, strict=True):
            step += (row[b] + free, row[b + 1] + best[b + 1 if stay else b])
        best = step
    tag = best.index(max(best))
    tags = [tag]
    for top, stays in reversed(came):
        inside = tag > 0 and tag % 2 == 0
        tag = (tag if stays[tag // 2 - 1] else tag - 1) if inside else top
        tags.append(tag)
    return tags[::-1]


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
