"""Attribution: who is said to say what. Tags in a chain, and for each cue its own source and content.

The tags (source, cue, content) are decoded as one sequence with learned transitions (Lafferty et al. 2001).
The links come from the same pair scorer that roles use: given a cue, every word of the window is labelled, so
contents that nest or overlap, several sources or none all come out of one mechanism.
"""

from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from whoknew_train.batch import Batch, Vectors
from whoknew_train.heads.pairs import PairScorer, Projections, drop

TAGS = 7  # O, then B and I of source, cue, content
HIDDEN = 256
BUCKETS = 33


class AttributionHead(nn.Module):
    """Both readings of the ``attributions`` layer."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.tags = nn.Linear(width, TAGS)
        nn.init.zeros_(self.tags.weight)
        nn.init.zeros_(self.tags.bias)
        self.transitions = nn.Parameter(torch.zeros(TAGS, TAGS))  # from, to
        self.cue = Projections(width, HIDDEN)
        self.cue_end = Projections(width, HIDDEN)
        self.word = Projections(width, HIDDEN)
        self.pairs = PairScorer(HIDDEN, TAGS, BUCKETS)

    def loss(self, vectors: Vectors, batch: Batch) -> Tensor:
        x = drop(vectors["attribution"], 0.15, self.training)
        loss = 2 * chain_loss(self.tags(x).float(), self.transitions, batch.targets["tags"], batch.words)
        return loss + link_loss(self, x, batch)


def link_loss(head: Any, x: Tensor, batch: Batch) -> Tensor:
    """Cross-entropy of every word's label given each cue, for a head with the four parts of the links."""
    cues = batch.cues
    if len(cues.row) == 0:
        return x.new_zeros(())
    left = head.cue(x)[cues.row, cues.first] + head.cue_end(x)[cues.row, cues.last]  # [q, 2h]
    right = head.word(x)[cues.row]  # [q, w, 2h]
    scores = head.pairs(left[:, None], right, cues.bucket).float()  # [q, w, 7]
    return 4 * F.cross_entropy(scores.flatten(0, 1), cues.labels.flatten(), ignore_index=-1)


def chain_loss(scores: Tensor, transitions: Tensor, tags: Tensor, words: Tensor) -> Tensor:
    """Negative log-likelihood of a linear chain per word: scores [b, w, k], tags [b, w], words [b, w] (mask)."""
    alpha = scores[:, 0]  # [b, k]
    for i in range(1, scores.shape[1]):
        step = torch.logsumexp(alpha[:, :, None] + transitions, dim=1) + scores[:, i]
        alpha = torch.where(words[:, i, None], step, alpha)
    total = torch.logsumexp(alpha, dim=1)
    real = words.float()
    gold = (scores.gather(2, tags[..., None])[..., 0] * real).sum(1)
    moves = transitions[tags[:, :-1], tags[:, 1:]] * real[:, 1:]
    return (total - gold - moves.sum(1)).sum() / real.sum()
