"""Stretches of a sentence that its tree offers: each word with some of its dependents, from the inside out.

An argument, a mention or a content is nearly always such a stretch (95 in 100 arguments of the development data by
the reader's own trees, 99 by the treebank's).
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
NOTHING, OTHER = -1, -2  # no dependent was left out; the stretch is none of the tree's
MOST = 6  # dependents tried on each side
LONGEST = 5  # steps of a path


class Tree:
    """One sentence: ``heads`` are words of the sentence, -1 for its root; ``relations`` by number."""

    def __init__(self, heads: Sequence[int], relations: Sequence[int]) -> None:
        n = len(heads)
        self.heads, self.relations = list(heads), list(relations)
        self.dependents: list[list[int]] = [[] for _ in range(n)]
        roots: list[int] = []
        for word, head in enumerate(heads):
            (self.dependents[head] if head >= 0 else roots).append(word)
        self.depth = [0] * n
        self._names = [str(relation) for relation in self.relations]
        self._paths: dict[tuple[int, int], str] = {}  # arguments and claims ask for the same ones
        self._starts: dict[int, list[tuple[int, int, int]]] = {}
        self._ends: dict[int, list[tuple[int, int, int]]] = {}
        self._left_out: dict[int, tuple[dict[int, int], dict[int, int]]] = {}
        self._stretches: dict[int, list[tuple[int, int, int, int, int, int, int]]] = {}
        order = list(roots)
        for word in order:  # grows while it is walked
            for below in self.dependents[word]:
                self.depth[below] = self.depth[word] + 1
                order.append(below)
        self.low, self.high = list(range(n)), list(range(1, n + 1))
        for word in reversed(order):
            head = heads[word]
            if head >= 0:
                self.low[head] = min(self.low[head], self.low[word])
                self.high[head] = max(self.high[head], self.high[word])

    def starts(self, word: int) -> list[tuple[int, int, int]]:
        """(first word, the next dependent left out or NOTHING, how many are left out), from the word outwards."""
        kept = self._starts.get(word)
        if kept is None:
            left = [d for d in self.dependents[word] if d < word]
            kept = [(word, left[-1] if left else NOTHING, len(left))]
            kept += [(self.low[left[i]], left[i - 1] if i else NOTHING, i) for i in range(len(left) - 1, -1, -1)]
            kept = self._starts[word] = kept if len(kept) <= MOST else [*kept[: MOST - 1], kept[-1]]
        return kept

    def ends(self, word: int) -> list[tuple[int, int, int]]:
        """The same with ends (half-open) to the right."""
        kept = self._ends.get(word)
        if kept is None:
            right = [d for d in self.dependents[word] if d > word]
            last = len(right) - 1
            kept = [(word + 1, right[0] if right else NOTHING, len(right))]
            kept += [(self.high[d], right[i + 1] if i < last else NOTHING, last - i) for i, d in enumerate(right)]
            kept = self._ends[word] = kept if len(kept) <= MOST else [*kept[: MOST - 1], kept[-1]]
        return kept

    def left_out(self, word: int) -> tuple[dict[int, int], dict[int, int]]:
        """The next dependent that is left out, by where a stretch of the word begins, and by where it ends."""
        kept = self._left_out.get(word)
        if kept is None:
            sides = self.starts(word)[::-1], self.ends(word)[::-1]  # of equal places the first counts
            before, after = ({at: out for at, out, _ in side} for side in sides)
            kept = self._left_out[word] = before, after
        return kept

    def stretches(self, words: Sequence[int]) -> Ints:
        """[c, 7]: word, first, end, left out on the left, on the right, and how many of them on each side."""
        rows: list[tuple[int, int, int, int, int, int, int]] = []
        for word in words:
            own = self._stretches.get(word)
            if own is None:
                ends = self.ends(word)
                own = self._stretches[word] = [
                    (word, a, b, left, right, i, j) for a, left, i in self.starts(word) for b, right, j in ends
                ]
            rows += own
        return np.array(rows, dtype=np.int64).reshape(-1, 7)

    def head_of(self, first: int, end: int) -> int:
        """The word of a stretch whose governor is outside; the first such."""
        heads = self.heads
        return next((i for i in range(first, end) if not first <= heads[i] < end), first)

    def path(self, start: int, end: int) -> str:
        """Relations up from ``start`` and down to ``end``, by number; ``far`` past ``LONGEST`` steps."""
        kept = self._paths.get((start, end))
        if kept is None:
            kept = self._paths[start, end] = self._path(start, end)
        return kept

    def _path(self, start: int, end: int) -> str:
        up: list[str] = []
        down: list[str] = []
        heads, depth, names = self.heads, self.depth, self._names
        for _ in range(LONGEST):
            if start == end:
                break
            if depth[start] >= depth[end]:
                up.append(names[start])
                start = heads[start]
            else:
                down.append(names[end])
                end = heads[end]
        if start != end:
            return "far"
        down.reverse()
        return "^".join(up) + "/" + "v".join(down)


class Sentence(NamedTuple):
    """A tree with its words' numbers, padded so that what lies outside can be looked up as well."""

    tree: Tree
    relations: Ints  # [n + 2]; the last two stand for OTHER and NOTHING
    parts: Ints  # [n + 1] parts of speech; the last stands for what is past either end


def make_sentence(
    heads: Sequence[int], relations: Sequence[int], parts: Sequence[int], sizes: tuple[int, int]
) -> Sentence:
    """``sizes``: how many relations and parts of speech there are."""
    return Sentence(
        Tree(heads, relations),
        np.array([*relations, sizes[0] + 1, sizes[0]], dtype=np.int64),
        np.array([*parts, sizes[1]], dtype=np.int64),
    )
