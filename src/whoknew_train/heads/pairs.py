"""The scorer of ordered pairs of words that five heads share.

hidden(i, j) = relu(A l_i + B r_j + C l_i · D r_j + E[bucket]), scores = O hidden + o; the product term lets
the two words interact, as a biaffine form does, at a fraction of its cost.
"""

import torch
from torch import Tensor, nn
from torch.nn import functional as F


class Projections(nn.Module):
    """The two projections of one side of a pair: [..., width] → [..., 2 · hidden] (sum part, product part)."""

    def __init__(self, width: int, hidden: int) -> None:
        super().__init__()
        self.linear = nn.Linear(width, 2 * hidden)

    def forward(self, x: Tensor) -> Tensor:
        return self.linear(x)


class PairScorer(nn.Module):
    """Scores of pairs from projected sides; ``buckets`` is the number of rows of the distance table (0: none)."""

    def __init__(self, hidden: int, labels: int, buckets: int) -> None:
        super().__init__()
        self.output = nn.Linear(hidden, labels)
        self.table = nn.Embedding(buckets, hidden) if buckets else None
        if self.table is not None:
            nn.init.normal_(self.table.weight, std=0.02)

    def forward(self, left: Tensor, right: Tensor, bucket: Tensor | None = None, extra: Tensor | None = None) -> Tensor:
        """left, right [..., 2h], broadcast against each other; bucket [...]; returns [..., labels]."""
        a, c = left.chunk(2, dim=-1)
        b, d = right.chunk(2, dim=-1)
        hidden = a + b + c * d
        if bucket is not None and self.table is not None:
            hidden = hidden + F.embedding(bucket, self.table.weight).to(hidden.dtype)
        if extra is not None:
            hidden = hidden + extra.to(hidden.dtype)
        return self.output(F.relu(hidden))


def drop(x: Tensor, rate: float, training: bool) -> Tensor:
    """Drop features, the same ones for all words of a window: x [b, w, d]."""
    if not training or rate == 0.0:
        return x
    keep = torch.rand(x.shape[0], 1, x.shape[2], device=x.device) >= rate
    return x * (keep.to(x.dtype) / (1.0 - rate))
