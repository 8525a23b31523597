"""Windows over a document: whole sentences that a window owns, with context before and after.

Where windows begin and end depends on the document's words alone, and each is run alone: int8 scales are taken run by run,
so the same text always gives the same numbers.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from whoknew.encoder.pieces import CLS, PAD, SEP, Pieces

LIMIT = 192  # pieces a window, [CLS] and [SEP] included
OWN = 150  # pieces of owned sentences, where they are short enough
LEFT = 24  # pieces of context before
RIGHT = 24  # pieces of context behind, at most


class Window(NamedTuple):
    """Words [start, end) are read; the findings on words [first, last) are this window's."""

    start: int
    end: int
    first: int
    last: int


class Arrays(NamedTuple):
    """One batch of the encoder; words beyond a window's own number point at its [CLS]."""

    ids: npt.NDArray[np.int64]  # [b, t]
    cases: npt.NDArray[np.int64]  # [b, t]
    mask: npt.NDArray[np.bool_]  # [b, t]
    first: npt.NDArray[np.int64]  # [b, w] each word's first piece
    last: npt.NDArray[np.int64]  # [b, w] and its last


def lay_windows(pieces: Pieces, sentences: Sequence[tuple[int, int]], limit: int = LIMIT) -> list[Window]:
    """Windows that together own every word of every sentence exactly once, in order.

    ``limit`` is another size than the shipped one, for comparisons; what a window owns and sees around it shrinks with it.
    """
    begin, room = pieces.begin, limit - 2
    own, before, behind = (size * limit // LIMIT for size in (OWN, LEFT, RIGHT))
    total = len(begin) - 1
    owned: list[tuple[int, int]] = []
    for first, last in sentences:
        for a, b in _split(begin, first, last, room):
            if owned and owned[-1][1] == a and begin[b] - begin[owned[-1][0]] <= own:
                owned[-1] = (owned[-1][0], b)
            else:
                owned.append((a, b))
    windows = []
    for a, b in owned:
        spare = room - int(begin[b] - begin[a])
        left = int(np.searchsorted(begin, begin[a] - min(before, spare), side="left"))
        left = min(left, a)
        seen = min(begin[left] + room, begin[b] + behind)
        right = int(np.searchsorted(begin, seen, side="right")) - 1
        windows.append(Window(left, max(b, min(right, total)), a, b))
    return windows


def _split(begin: npt.NDArray[np.int64], first: int, last: int, room: int) -> list[tuple[int, int]]:
    """A sentence in parts of at most ``room`` pieces (one part, nearly always)."""
    parts = []
    while begin[last] - begin[first] > room:
        middle = max(first + 1, int(np.searchsorted(begin, begin[first] + room, side="right")) - 1)
        parts.append((first, middle))
        first = middle
    if last > first:
        parts.append((first, last))
    return parts


def gather(pieces: Pieces, spans: Sequence[tuple[int, int]]) -> Arrays:
    """The arrays of a batch from word ranges of one document."""
    sizes = [int(pieces.begin[b] - pieces.begin[a]) + 2 for a, b in spans]
    rows, width, words = len(spans), max(sizes), max(b - a for a, b in spans)
    ids = np.full((rows, width), PAD, dtype=np.int64)
    cases = np.zeros((rows, width), dtype=np.int64)
    mask = np.zeros((rows, width), dtype=bool)
    first = np.zeros((rows, words), dtype=np.int64)
    last = np.zeros((rows, words), dtype=np.int64)
    for row, ((a, b), size) in enumerate(zip(spans, sizes)):
        low, high = pieces.begin[a], pieces.begin[b]
        ids[row, 0], ids[row, size - 1] = CLS, SEP
        ids[row, 1 : size - 1] = pieces.ids[low:high]
        cases[row, 1 : size - 1] = pieces.cases[low:high]
        mask[row, :size] = True
        first[row, : b - a] = pieces.first[a:b] - low + 1
        last[row, : b - a] = pieces.last[a:b] - low + 1
    return Arrays(ids, cases, mask, first, last)
