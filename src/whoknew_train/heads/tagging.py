"""Heads that label single words: part of speech, lemma script, event trigger, factuality, time expression."""

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from whoknew_train.batch import Batch, Vectors
from whoknew_train.heads.pairs import drop

UNTAUGHT = -3.0  # log-odds at which a trigger or predicate begins, so that a head without its corpus is silent


class TaggingHead(nn.Module):
    """Independent labels per word by cross-entropy over annotated words (target -1 elsewhere)."""

    def __init__(self, layer: str, mix: str, width: int, labels: int) -> None:
        super().__init__()
        self.layer, self.mix = layer, mix
        self.linear = nn.Linear(width, labels)
        nn.init.zeros_(self.linear.weight)
        nn.init.zeros_(self.linear.bias)  # untaught, a head says its first label: O for time expressions

    def loss(self, vectors: Vectors, batch: Batch) -> Tensor:
        target = batch.targets[self.layer]  # [b, w]
        scores = self.linear(drop(vectors[self.mix], 0.1, self.training)).float()
        return F.cross_entropy(scores.flatten(0, 1), target.flatten(), ignore_index=-1)


class ScalarHead(nn.Module):
    """One number per word through a small hidden layer: a trigger's log-odds, or factuality on -3 to 3."""

    def __init__(self, layer: str, mix: str, width: int, hidden: int, kind: str) -> None:
        super().__init__()
        self.layer, self.mix, self.kind = layer, mix, kind
        self.hidden = nn.Linear(width, hidden)
        self.linear = nn.Linear(hidden, 1)
        if kind == "trigger":
            nn.init.constant_(self.linear.bias, UNTAUGHT)

    def forward(self, x: Tensor) -> Tensor:
        return self.linear(F.relu(self.hidden(x))).squeeze(-1)

    def loss(self, vectors: Vectors, batch: Batch) -> Tensor:
        target = batch.targets[self.layer]  # [b, w], NaN where nothing is annotated
        known = ~torch.isnan(target)
        scores = self(drop(vectors[self.mix], 0.1, self.training)).float()[known]
        if self.kind == "trigger":
            return F.binary_cross_entropy_with_logits(scores, target[known])
        return F.smooth_l1_loss(scores, target[known], beta=0.5)
