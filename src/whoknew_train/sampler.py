"""Batches: which corpus comes next, and which windows of it.

Corpora are drawn by the shares of the config. Inside a corpus documents come in random order, each once an
epoch, cut in windows of varying length, so that windows differ between epochs. Windows of a document with
coreference stay together, in order; others are pooled by length, which saves padding.
"""

from collections.abc import Iterator, Sequence

import numpy as np
from tokenizers import Tokenizer

from whoknew.encoder.pieces import Pieces, cut
from whoknew.encoder.windows import LIMIT
from whoknew_train.augment import vary
from whoknew_train.batch import Batch
from whoknew_train.collate import Stretch, collate
from whoknew_train.items import Item

ROOM = 1440  # pieces a batch, padding included
WHOLE = 1760  # the same where the windows of a document stay together: a GUM document fits
POOL = 24  # batches whose windows are sorted by length together


class Sampler:
    """An endless, seeded stream of batches."""

    def __init__(
        self,
        items: dict[str, list[Item]],
        shares: dict[str, float],
        tokenizer: Tokenizer,
        span_count: int,
        seed: int,
        limit: int = LIMIT,
    ) -> None:
        missing = {name for name, share in shares.items() if share > 0} - set(items)
        if missing:
            raise ValueError(f"shares for corpora that are not loaded: {sorted(missing)}")
        self._random = np.random.default_rng(seed)
        self._names = sorted(name for name, share in shares.items() if share > 0)
        total = sum(shares[name] for name in self._names)
        self._shares = [shares[name] / total for name in self._names]
        self._tokenizer, self._span_count, self._limit = tokenizer, span_count, limit
        self._streams = {name: self._stream(items[name]) for name in self._names}

    def __iter__(self) -> Iterator[Batch]:
        while True:
            name = self._names[int(self._random.choice(len(self._names), p=self._shares))]
            yield collate(next(self._streams[name]), self._span_count)

    def _stream(self, items: Sequence[Item]) -> Iterator[list[Stretch]]:
        pool: list[Stretch] = []
        while True:
            for k in self._random.permutation(len(items)):
                item = items[int(k)]
                if not item.forms:
                    continue
                stretches = self._windows(item)
                while stretches and item.mentions:
                    group, stretches = _fill(stretches, WHOLE)
                    yield group
                pool.extend(stretches)
                if sum(s.size for s in pool) > POOL * ROOM:
                    yield from self._drain(pool)
                    pool = []

    def _drain(self, pool: list[Stretch]) -> list[list[Stretch]]:
        pool = sorted(pool, key=lambda s: s.size)
        groups = []
        while pool:
            group, pool = _fill(pool)
            groups.append(group)
        return [groups[int(k)] for k in self._random.permutation(len(groups))]

    def _windows(self, item: Item) -> list[Stretch]:
        """Consecutive windows of whole sentences; now and then one begins inside a sentence, as context does."""
        forms, breaks = vary(item.forms, item.breaks, self._random)
        pieces = cut(self._tokenizer, forms, breaks)
        limit = self._limit - int(self._random.integers(0, self._limit // 4))
        stretches: list[Stretch] = []
        start = 0
        for a, b in item.document.sentences:
            while b - start > 0 and _size(pieces, start, b) > limit:
                end = a if a > start else max(start + 1, _reach(pieces, start, limit))
                if self._random.random() < 0.25:  # read on into the sentence that does not fit
                    end = max(end, min(b, _reach(pieces, start, self._limit)))
                stretches.append(Stretch(item, pieces, start, end))
                start = end if self._random.random() < 0.2 else max(a, start + 1) if end > a > start else end
        if start < len(forms):
            stretches.append(Stretch(item, pieces, start, len(forms)))
        return stretches


def _size(pieces: Pieces, a: int, b: int) -> int:
    return int(pieces.begin[b] - pieces.begin[a]) + 2


def _reach(pieces: Pieces, start: int, limit: int) -> int:
    """The last word end such that the window still fits."""
    return int(np.searchsorted(pieces.begin, pieces.begin[start] + limit - 2, side="right")) - 1


def _area(group: Sequence[Stretch]) -> int:
    return len(group) * max(s.size for s in group)


def _fill(stretches: list[Stretch], room: int = ROOM) -> tuple[list[Stretch], list[Stretch]]:
    """As many as fit in one batch, and the rest."""
    count = 1
    while count < len(stretches) and _area(stretches[: count + 1]) <= room:
        count += 1
    return stretches[:count], stretches[count:]
