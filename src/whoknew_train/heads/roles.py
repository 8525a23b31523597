"""Semantic roles (PropBank): predicates, senses among the rolesets seen with the lemma, arguments per predicate."""

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from whoknew_train.batch import Batch, Vectors
from whoknew_train.heads.pairs import PairScorer, Projections, drop
from whoknew_train.heads.tagging import UNTAUGHT

HIDDEN, SENSE = 256, 128
BUCKETS = 34  # signed distance, clipped


class RolesHead(nn.Module):
    """Arguments are BIO labels of every word of the sentence, given the predicate."""

    def __init__(self, width: int, labels: int, rolesets: int) -> None:
        super().__init__()
        self.predicate = nn.Linear(width, 1)
        nn.init.zeros_(self.predicate.weight)
        nn.init.constant_(self.predicate.bias, UNTAUGHT)
        self.sense = nn.Linear(width, SENSE)
        self.rolesets = nn.Embedding(rolesets, SENSE)
        nn.init.normal_(self.rolesets.weight, std=0.05)
        self.left = Projections(width, HIDDEN)  # the predicate
        self.right = Projections(width, HIDDEN)  # a word
        self.pairs = PairScorer(HIDDEN, labels, BUCKETS)

    def loss(self, vectors: Vectors, batch: Batch) -> Tensor:
        x = drop(vectors["meaning"], 0.15, self.training)
        marks = batch.targets["predicates"]  # [b, w]: 1, 0, NaN where no frames were annotated
        known = ~torch.isnan(marks)
        loss = 2 * F.binary_cross_entropy_with_logits(self.predicate(x)[..., 0].float()[known], marks[known])
        frames = batch.frames
        if len(frames.row) == 0:
            return loss
        left = self.left(x)[frames.row, frames.word]  # [f, 2h]
        words = x[frames.row[:, None], frames.words]  # [f, s, d]: the words of the predicate's sentence
        scores = self.pairs(left[:, None], self.right(words), frames.bucket).float()  # [f, s, labels]
        loss = loss + 2 * F.cross_entropy(scores.flatten(0, 1), frames.labels.flatten(), ignore_index=-1)
        sense = self.sense(x)[frames.row, frames.word].float()  # [f, 128]
        candidates = self.rolesets.weight[frames.candidates]  # [f, c, 128]
        logits = (candidates @ sense[..., None])[..., 0].masked_fill(~frames.allowed, -1e4)
        return loss + 0.5 * F.cross_entropy(logits, frames.roleset, ignore_index=-1)
