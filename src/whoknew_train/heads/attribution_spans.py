"""Attribution by spans, to compare with the chain of tags: every (first, last) of the window scored for each part.

The form is that of the span head (Su et al. 2022): start · end with priors and a number per length. At reading time the
best set of spans that do not overlap is found exactly, by dynamic programming. The links are the same as the shipped head's.
"""

from collections.abc import Sequence

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from whoknew.encoder.spans import LENGTHS, length_bucket
from whoknew.encoder.weights import Floats
from whoknew_train.batch import Batch, Vectors
from whoknew_train.heads.attribution import BUCKETS, HIDDEN, TAGS, link_loss
from whoknew_train.heads.pairs import PairScorer, Projections, drop

PARTS = 3  # source, cue, content
SIZE = 64


class SpanAttributionHead(nn.Module):
    """Spans of the three parts, and for each cue its own source and content."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.start = nn.Linear(width, PARTS * SIZE)
        self.end = nn.Linear(width, PARTS * SIZE)
        self.start_prior = nn.Linear(width, PARTS)
        self.end_prior = nn.Linear(width, PARTS)
        self.length = nn.Embedding(LENGTHS, PARTS)
        nn.init.zeros_(self.length.weight)
        nn.init.constant_(self.start_prior.bias, -2.5)
        nn.init.constant_(self.end_prior.bias, -2.5)
        self.cue = Projections(width, HIDDEN)
        self.cue_end = Projections(width, HIDDEN)
        self.word = Projections(width, HIDDEN)
        self.pairs = PairScorer(HIDDEN, TAGS, BUCKETS)

    def scores(self, x: Tensor) -> Tensor:
        """Log-odds of spans: x [b, w, d] → [b, 3, w, w], first × last word."""
        b, w, _ = x.shape
        start = self.start(x).view(b, w, PARTS, SIZE).transpose(1, 2)
        end = self.end(x).view(b, w, PARTS, SIZE).transpose(1, 2)
        scores = (start @ end.transpose(2, 3)).float() / SIZE**0.5
        scores = scores + self.start_prior(x).float().transpose(1, 2)[..., None]
        scores = scores + self.end_prior(x).float().transpose(1, 2)[..., None, :]
        places = torch.arange(w, device=x.device)
        extra = (places[None, :] - places[:, None]).clamp(min=0).cpu().numpy()
        return scores + self.length(torch.from_numpy(length_bucket(extra)).to(x.device)).float().permute(2, 0, 1)

    def loss(self, vectors: Vectors, batch: Batch) -> Tensor:
        x = drop(vectors["attribution"], 0.15, self.training)
        scores = self.scores(x)
        gold = span_targets(batch.targets["tags"])
        places = torch.arange(x.shape[1], device=x.device)
        allowed = batch.words[:, :, None] & batch.words[:, None, :] & (places[None, :] >= places[:, None])  # [b, w, w]
        loss = F.binary_cross_entropy_with_logits(scores, gold, reduction="none")
        return 2 * (loss * allowed[:, None]).sum() / batch.words.sum() + link_loss(self, x, batch)


def span_targets(tags: Tensor) -> Tensor:
    """The spans that tags [b, w] (O, then B and I of each part) stand for: [b, 3, w, w] of 0 and 1."""
    b, w = tags.shape
    gold = torch.zeros(b, PARTS, w, w, device=tags.device)
    for row, line in enumerate(tags.tolist()):
        begin = 0
        for i in range(1, w + 1):
            inside = i < w and line[i] > 0 and line[i] % 2 == 0 and line[i] in (line[begin], line[begin] + 1)
            if not inside:
                if line[begin] > 0:
                    gold[row, (line[begin] - 1) // 2, begin, i - 1] = 1
                begin = i
    return gold


def best_set(scores: Floats) -> list[tuple[int, int, int]]:
    """The set of spans (first, end, part) without overlap whose log-odds [3, w, w] add up to the most.

    >>> odds = np.full((3, 2, 2), -1.0, dtype=np.float32)
    >>> odds[1, 0, 0], odds[2, 1, 1], odds[2, 0, 1] = 1.0, 1.5, 2.0
    >>> best_set(odds)
    [(0, 1, 1), (1, 2, 2)]
    """
    part = scores.argmax(axis=0)
    top = np.take_along_axis(scores, part[None], axis=0)[0]  # [w, w]
    n = len(top)
    best = np.zeros(n + 1)  # best[i]: of the words before i
    back = np.full(n + 1, -1)
    for end in range(1, n + 1):
        best[end] = best[end - 1]
        reached = best[:end] + top[:end, end - 1]
        first = int(reached.argmax())
        if top[first, end - 1] > 0 and reached[first] > best[end]:
            best[end], back[end] = reached[first], first
    found: list[tuple[int, int, int]] = []
    at = n
    while at > 0:
        first = int(back[at])
        if first < 0:
            at -= 1
        else:
            found.append((first, at, int(part[first, at - 1])))
            at = first
    return found[::-1]


def as_tags(spans: Sequence[tuple[int, int, int]], n: int, sure: float = 0.9) -> Floats:
    """Scores of tags [n, 7] under which the tags of ``spans`` have the probability ``sure``."""
    tags = np.zeros(n, dtype=np.int64)
    for first, end, part in spans:
        tags[first:end] = 2 * part + 2
        tags[first] = 2 * part + 1
    scores = np.full((n, TAGS), np.log((1 - sure) / (TAGS - 1)), dtype=np.float32)
    scores[np.arange(n), tags] = np.log(sure)
    return scores
