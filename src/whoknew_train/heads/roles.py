"""Semantic roles (PropBank): predicates, senses among the rolesets seen with the lemma, arguments per predicate.

Two parts are optional. ``paths`` adds what the reader's own tree says of a word as seen from the predicate. ``context`` looks
over the words beside a word once more: a small convolution over what the scorer found for each, given the same predicate.
"""

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from whoknew.encoder.paths import table_rows
from whoknew_train.batch import Batch, Frames, Vectors
from whoknew_train.heads.pairs import PairScorer, Projections, drop
from whoknew_train.heads.tagging import UNTAUGHT

HIDDEN, SENSE = 256, 128
BUCKETS = 34  # signed distance, clipped
NARROW, WIDE, REACH = 64, 128, 5  # of the convolution: numbers a word, numbers out, words


class RolesHead(nn.Module):
    """Arguments are BIO labels of every word of the sentence, given the predicate."""

    def __init__(
        self, width: int, labels: int, rolesets: int, relations: int = 0, *, hidden: int = HIDDEN, context: bool = False
    ) -> None:
        """``relations``: how many there are in the trees; 0 leaves the paths out."""
        super().__init__()
        self.predicate = nn.Linear(width, 1)
        nn.init.zeros_(self.predicate.weight)
        nn.init.constant_(self.predicate.bias, UNTAUGHT)
        self.sense = nn.Linear(width, SENSE)
        self.rolesets = nn.Embedding(rolesets, SENSE)
        nn.init.normal_(self.rolesets.weight, std=0.05)
        self.left = Projections(width, hidden)  # the predicate
        self.right = Projections(width, hidden)  # a word
        self.pairs = PairScorer(hidden, labels, BUCKETS)
        self.paths = nn.Embedding(table_rows(relations), hidden, padding_idx=0) if relations else None
        if self.paths is not None:
            nn.init.normal_(self.paths.weight, std=0.02)
            with torch.no_grad():
                self.paths.weight[0] = 0
        self.narrow = nn.Linear(hidden, NARROW) if context else None
        self.beside = nn.Linear(REACH * NARROW, WIDE) if context else None
        self.again = nn.Linear(WIDE, labels) if context else None
        if self.again is not None:
            nn.init.zeros_(self.again.weight)
            nn.init.zeros_(self.again.bias)

    def loss(self, vectors: Vectors, batch: Batch) -> Tensor:
        x = drop(vectors["meaning"], 0.15, self.training)
        marks = batch.targets["predicates"]  # [b, w]: 1, 0, NaN where no frames were annotated
        known = ~torch.isnan(marks)
        loss = 2 * F.binary_cross_entropy_with_logits(self.predicate(x)[..., 0].float()[known], marks[known])
        frames = batch.frames
        if len(frames.row) == 0:
            return loss
        scores = self.arguments(x, frames)
        loss = loss + 2 * F.cross_entropy(scores.flatten(0, 1), frames.labels.flatten(), ignore_index=-1)
        sense = self.sense(x)[frames.row, frames.word].float()  # [f, 128]
        candidates = self.rolesets.weight[frames.candidates]  # [f, c, 128]
        logits = (candidates @ sense[..., None])[..., 0].masked_fill(~frames.allowed, -1e4)
        return loss + 0.5 * F.cross_entropy(logits, frames.roleset, ignore_index=-1)

    def arguments(self, x: Tensor, frames: Frames) -> Tensor:
        """Scores of the labels of the words of each predicate's sentence: [f, s, labels]."""
        left = self.left(x)[frames.row, frames.word]  # [f, 2h]
        words = x[frames.row[:, None], frames.words]  # [f, s, d]: the words of the predicate's sentence
        extra = None
        if self.paths is not None:
            paths = self.paths(frames.paths)  # [f, s, 4, h]
            if self.training:  # the trees of training sentences are better than those of new ones
                keep = torch.rand(paths.shape[0], 1, 1, 1, device=x.device) >= 0.1
                keep = keep & (torch.rand(*paths.shape[:3], 1, device=x.device) >= 0.1)
                paths = paths * keep
            extra = paths.sum(dim=2)
        hidden = self.pairs.hidden(left[:, None], self.right(words), frames.bucket, extra)
        hidden = drop(hidden, 0.1, self.training)
        scores: Tensor = self.pairs.output(hidden).float()
        if self.narrow is None or self.beside is None or self.again is None:
            return scores
        narrow = F.relu(self.narrow(hidden)) * (frames.labels >= 0)[..., None]  # [f, s, 64]
        padded = F.pad(narrow, (0, 0, REACH // 2, REACH // 2))
        size = narrow.shape[1]
        around = torch.cat([padded[:, k : k + size] for k in range(REACH)], dim=2)  # [f, s, 5 · 64]
        return scores + self.again(F.relu(self.beside(around))).float()
