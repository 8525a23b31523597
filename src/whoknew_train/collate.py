"""Windows of documents → one batch."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor

from whoknew.encoder.pairing import describe, far_bucket, features, near_bucket
from whoknew.encoder.pieces import Pieces
from whoknew.encoder.windows import gather
from whoknew_train.batch import Batch, Cues, Frames, Mentions, empty_cues, empty_frames, empty_mentions
from whoknew_train.items import Item

REACH = 80  # earlier mentions that are candidates, with all that share the form or the head word
MOST_CUES = 48


class Stretch(NamedTuple):
    """Words [start, end) of a document, cut in pieces (perhaps of augmented forms)."""

    item: Item
    pieces: Pieces
    start: int
    end: int

    @property
    def size(self) -> int:
        return int(self.pieces.begin[self.end] - self.pieces.begin[self.start]) + 2


def collate(stretches: Sequence[Stretch], span_count: int) -> Batch:
    """One batch of windows of one corpus."""
    parts = [gather(s.pieces, [(s.start, s.end)]) for s in stretches]
    rows = len(parts)
    t, w = max(p.ids.shape[1] for p in parts), max(p.first.shape[1] for p in parts)
    ids, cases = (np.zeros((rows, t), dtype=np.int64) for _ in range(2))
    mask = np.zeros((rows, t), dtype=bool)
    first, last = (np.zeros((rows, w), dtype=np.int64) for _ in range(2))
    words = np.zeros((rows, w), dtype=bool)
    sentence = np.full((rows, w), -1, dtype=np.int64)
    for row, (s, p) in enumerate(zip(stretches, parts)):
        size, count = p.ids.shape[1], p.first.shape[1]
        ids[row, :size], cases[row, :size], mask[row, :size] = p.ids[0], p.cases[0], p.mask[0]
        first[row, :count], last[row, :count], words[row, :count] = p.first[0], p.last[0], True
        sentence[row, :count] = s.item.sentence_of[s.start : s.end]
    same = (sentence[:, :, None] == sentence[:, None, :]) & words[:, :, None] & words[:, None, :]
    item = stretches[0].item
    return Batch(
        corpus=item.corpus,
        ids=torch.from_numpy(ids),
        cases=torch.from_numpy(cases),
        mask=torch.from_numpy(mask),
        first=torch.from_numpy(first),
        last=torch.from_numpy(last),
        words=torch.from_numpy(words),
        same_sentence=torch.from_numpy(same),
        targets=_targets(stretches, w, span_count),
        span_types=torch.tensor(item.span_types, dtype=torch.long),
        frames=_frames(stretches),
        cues=_cues(stretches, w),
        mentions=_mentions(stretches),
    )


def _targets(stretches: Sequence[Stretch], w: int, span_count: int) -> dict[str, Tensor]:
    rows = len(stretches)
    found: dict[str, Tensor] = {}
    for name in {name for s in stretches for name in s.item.words}:
        fill = 0 if name == "tags" else -1
        grid = np.full((rows, w), fill, dtype=np.int64)
        for row, s in enumerate(stretches):
            values = s.item.words.get(name)
            if values is None:
                continue
            values = values[s.start : s.end]
            if name == "heads":
                inside = (values >= s.start) & (values < s.end)
                values = np.where(values < 0, w, np.where(inside, values - s.start, -1))
            grid[row, : s.end - s.start] = values
        found[name] = torch.from_numpy(grid)
    for name in {name for s in stretches for name in s.item.numbers}:
        numbers = np.full((rows, w), np.nan, dtype=np.float32)
        for row, s in enumerate(stretches):
            if name in s.item.numbers:
                numbers[row, : s.end - s.start] = s.item.numbers[name][s.start : s.end]
        if not np.isnan(numbers).all():
            found[name] = torch.from_numpy(numbers)
    if all(s.item.spans is not None for s in stretches):
        spans = np.zeros((rows, span_count, w, w), dtype=np.float32)
        for row, s in enumerate(stretches):
            for a, b, kind in s.item.spans or ():
                if s.start <= a and b <= s.end:
                    spans[row, kind, a - s.start, b - 1 - s.start] = 1
        found["spans"] = torch.from_numpy(spans)
    return found


class _Row(NamedTuple):
    row: int
    word: int
    start: int  # the sentence's first word in the window
    labels: npt.NDArray[np.int64]
    candidates: tuple[int, ...]
    roleset: int


def _frames(stretches: Sequence[Stretch]) -> Frames:
    rows: list[_Row] = []
    for row, s in enumerate(stretches):
        for number in range(int(s.item.sentence_of[s.start]), int(s.item.sentence_of[s.end - 1]) + 1):
            a, b = s.item.document.sentences[number]
            low, high = max(a, s.start), min(b, s.end)
            for at, sense, tags, options in s.item.frames.get(number, ()):
                if low <= at < high:
                    rows.append(_Row(row, at - s.start, low - s.start, tags[low - a : high - a], options, sense))
    if not rows:
        return empty_frames()
    longest = max(len(r.labels) for r in rows)
    widest = max(len(r.candidates) for r in rows)
    words = np.zeros((len(rows), longest), dtype=np.int64)
    labels = np.full((len(rows), longest), -1, dtype=np.int64)
    candidates = np.zeros((len(rows), widest), dtype=np.int64)
    allowed = np.zeros((len(rows), widest), dtype=bool)
    word = np.array([r.word for r in rows], dtype=np.int64)
    for k, r in enumerate(rows):
        size = len(r.labels)
        words[k] = r.word
        words[k, :size] = np.arange(r.start, r.start + size)
        labels[k, :size] = r.labels
        candidates[k, : len(r.candidates)] = r.candidates
        allowed[k, : len(r.candidates)] = True
    return Frames(
        torch.tensor([r.row for r in rows]),
        torch.from_numpy(word),
        torch.from_numpy(words),
        torch.from_numpy(near_bucket(words - word[:, None])),
        torch.from_numpy(labels),
        torch.from_numpy(candidates),
        torch.from_numpy(allowed),
        torch.tensor([r.roleset for r in rows]),
    )


def _cues(stretches: Sequence[Stretch], w: int) -> Cues:
    rows = []
    for row, s in enumerate(stretches):
        for attribution in s.item.attributions:
            first, last = attribution.cue[0][0], attribution.cue[-1][1] - 1
            if not s.start <= first <= last < s.end:
                continue
            labels = np.zeros(s.end - s.start, dtype=np.int64)
            for label, part in ((5, attribution.content), (1, attribution.source), (3, attribution.cue)):
                for a, b in part:
                    a, b, begun = max(a, s.start), min(b, s.end), a >= s.start
                    if a < b:
                        labels[a - s.start : b - s.start] = label + 1
                        labels[a - s.start] = label if begun else label + 1
            rows.append((row, first - s.start, last - s.start, labels))
    if not rows:
        return empty_cues()
    rows = rows[:MOST_CUES]
    grid = np.full((len(rows), w), -1, dtype=np.int64)
    for k, row_labels in enumerate(r[3] for r in rows):
        grid[k, : len(row_labels)] = row_labels
    begin = np.array([r[1] for r in rows], dtype=np.int64)
    return Cues(
        torch.tensor([r[0] for r in rows]),
        torch.from_numpy(begin),
        torch.tensor([r[2] for r in rows]),
        torch.from_numpy(far_bucket(np.arange(w)[None, :] - begin[:, None])),
        torch.from_numpy(grid),
    )


def _mentions(stretches: Sequence[Stretch]) -> Mentions:
    """Mentions that lie inside one window, when all windows are of one document and in order."""
    item = stretches[0].item
    if not item.mentions or any(s.item is not item for s in stretches):
        return empty_mentions()
    rows, spans, chains = [], [], []
    for m in item.mentions:
        for row, s in enumerate(stretches):
            if s.start <= m.first and m.end <= s.end:
                rows.append((row, m.head - s.start, m.first - s.start, m.end - 1 - s.start))
                spans.append((m.first, m.end, m.head))
                chains.append(m.cluster)
                break
    if len(rows) < 2:
        return empty_mentions()
    count = len(rows)
    forms = describe(item.forms, item.sentence_of, spans)
    anaphor, candidate = np.tril_indices(count, -1)
    alike = (forms.text[anaphor] == forms.text[candidate]) | (forms.head[anaphor] == forms.head[candidate])
    near = alike | (anaphor - candidate <= REACH)
    anaphor, candidate = anaphor[near].astype(np.int64), candidate[near].astype(np.int64)
    chain = np.array(chains)
    coreferent = np.zeros((count, count), dtype=bool)
    coreferent[anaphor, candidate] = chain[anaphor] == chain[candidate]
    grid = torch.tensor(rows)
    row = grid[:, 0]
    return Mentions(
        row,
        grid[:, 1],
        row,
        grid[:, 2],
        row,
        grid[:, 3],
        torch.from_numpy(anaphor),
        torch.from_numpy(candidate),
        torch.from_numpy(features(forms, anaphor, candidate)),
        torch.from_numpy(coreferent),
        torch.from_numpy(~coreferent.any(axis=1)),
    )
