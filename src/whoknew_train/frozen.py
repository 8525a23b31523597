"""The encoder's word vectors of training documents, read once and kept on disk, to train heads on them alone.

A head is then trained on exactly what it will see at run time: the windows of the run time, and the trees that the
reader itself finds (not those of the treebank). ``vectors.npy`` holds float16 [words, mixes, 384].
"""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import torch

from whoknew.encoder.forward import Projections
from whoknew.encoder.paths import ways_of
from whoknew.encoder.syntax import Syntax
from whoknew.encoder.vocabulary import Vocabulary
from whoknew.encoder.windows import lay_windows
from whoknew_eval.corpora.document import Document
from whoknew_train.batch import Batch, Vectors
from whoknew_train.collate import Stretch, collate
from whoknew_train.floating import FloatWeights
from whoknew_train.items import Item
from whoknew_train.transformer import WIDTH

GROUP = 32  # windows a batch


def encode(weights: FloatWeights, documents: Sequence[Document], mixes: Sequence[str], folder: Path) -> None:
    """Write vectors and trees of the documents, in order; nothing is done where the folder is complete."""
    if (folder / "trees.json").exists():
        return
    folder.mkdir(parents=True, exist_ok=True)
    total = sum(len(d.words) for d in documents)
    kept = np.lib.format.open_memmap(
        folder / "vectors.npy", mode="w+", dtype=np.float16, shape=(total, len(mixes), WIDTH)
    )
    syntax = Syntax(weights)  # type: ignore[arg-type]
    trees = []
    at = 0
    for document in documents:
        heads, deprels = [-1] * len(document.words), ["dep"] * len(document.words)
        pieces = weights.pieces_of(document)
        windows = lay_windows(pieces, document.sentences, weights.limit)
        for p, own in weights.project_with_vectors(pieces, windows, mixes):
            low, high = p.window.first - p.window.start, p.window.last - p.window.start
            kept[at + p.window.first : at + p.window.last] = own[low:high]
            _read_trees(syntax, p, document, heads, deprels)
        trees.append((heads, deprels))
        at += len(document.words)
    kept.flush()
    (folder / "trees.json").write_text(json.dumps(trees))


def _read_trees(syntax: Syntax, p: Projections, document: Document, heads: list[int], deprels: list[str]) -> None:
    """The trees of the sentences that a window owns."""
    for a, b in document.sentences:
        low, high = max(a, p.window.first), min(b, p.window.last)
        if low >= high:
            continue
        forms = [document.text[s:e] for s, e in document.words[low:high]]
        for k, word in enumerate(syntax(p, low - p.window.start, high - p.window.start, forms, low)):
            heads[low + k], deprels[low + k] = word.head, word.deprel


class Frozen:
    """Batches of kept vectors: runs of whole sentences of one document."""

    def __init__(self, items: Sequence[Item], mixes: Sequence[str], folder: Path, vocabulary: Vocabulary) -> None:
        self._mixes, self._span_count = tuple(mixes), len(vocabulary.spans)
        self.vectors = np.load(folder / "vectors.npy", mmap_mode="r")
        trees = json.loads((folder / "trees.json").read_text())
        place = {name: number for number, name in enumerate(vocabulary.deprels)}
        self._parts: list[tuple[Stretch, int]] = []  # with the place of the document's first vector
        self._documents: list[tuple[Item, int]] = []
        at = 0
        for item, (heads, deprels) in zip(items, trees, strict=True):
            item.ways = ways_of(heads, [place[name] for name in deprels])
            for a, b in _runs(item.document.sentences):
                self._parts.append((Stretch(item, None, a, b), at))
            self._documents.append((item, at))
            at += len(item.forms)

    @property
    def batches(self) -> int:
        """How many an epoch has."""
        return -(-len(self._parts) // GROUP)

    def documents(self) -> Sequence[tuple[Item, int]]:
        """The documents, each with the place of its first vector."""
        return self._documents

    def epoch(self, random: np.random.Generator) -> Iterator[tuple[Batch, Vectors]]:
        """Every run once, those of like length together, in random order."""
        sizes = np.array([s.end - s.start for s, _ in self._parts])
        order = np.argsort(sizes + random.random(len(sizes)) * 12)
        groups = [order[i : i + GROUP] for i in range(0, len(order), GROUP)]
        for k in random.permutation(len(groups)):
            yield self._batch([self._parts[int(i)] for i in groups[k]])

    def _batch(self, parts: Sequence[tuple[Stretch, int]]) -> tuple[Batch, Vectors]:
        batch = collate([stretch for stretch, _ in parts], self._span_count)
        width = batch.words.shape[1]
        grid = np.zeros((len(parts), width, len(self._mixes), WIDTH), dtype=np.float32)
        for row, (stretch, at) in enumerate(parts):
            grid[row, : stretch.end - stretch.start] = self.vectors[at + stretch.start : at + stretch.end]
        return batch, {mix: torch.from_numpy(grid[:, :, k].copy()) for k, mix in enumerate(self._mixes)}


def _runs(sentences: Sequence[tuple[int, int]], most: int = 60) -> list[tuple[int, int]]:
    """Sentences joined while they are short."""
    runs: list[tuple[int, int]] = []
    for a, b in sentences:
        if runs and runs[-1][1] == a and b - runs[-1][0] <= most:
            runs[-1] = (runs[-1][0], b)
        else:
            runs.append((a, b))
    return runs
