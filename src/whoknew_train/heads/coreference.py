"""Coreference among mentions: a score for each pair (mention, earlier mention), and none (score 0).

The word-level idea of Dobrovolskii (2021): a mention is mostly its head word, here with its two border words;
trained with the marginal likelihood of all true antecedents (Lee et al. 2017).
"""

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from whoknew.encoder.pairing import FEATURES
from whoknew_train.batch import Batch, Vectors
from whoknew_train.heads.pairs import PairScorer, Projections, drop

MENTION, HIDDEN = 192, 160


class CoreferenceHead(nn.Module):
    """Mentions [m, 192] from three words each; pairs with features of form and distance."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.head = nn.Linear(width, MENTION)
        self.start = nn.Linear(width, MENTION)
        self.end = nn.Linear(width, MENTION)
        self.left = Projections(MENTION, HIDDEN)  # the anaphor
        self.right = Projections(MENTION, HIDDEN)  # a candidate before it
        self.features = nn.Embedding(FEATURES, HIDDEN)
        nn.init.normal_(self.features.weight, std=0.02)
        self.pairs = PairScorer(HIDDEN, 1, 0)

    def loss(self, vectors: Vectors, batch: Batch) -> Tensor:
        found = batch.mentions
        x = drop(vectors["reference"], 0.15, self.training)
        mention = F.relu(
            self.head(x)[found.row, found.head]
            + self.start(x)[found.start_row, found.start]
            + self.end(x)[found.end_row, found.end]
        )  # [m, 192]
        left, right = self.left(mention), self.right(mention)
        extra = self.features(found.features).sum(dim=-2)  # [pairs, 160]
        flat = self.pairs(left[found.anaphor], right[found.candidate], extra=extra).float()[:, 0]  # [pairs]
        m = len(found.row)
        scores = torch.full((m, m + 1), -1e4, device=x.device).index_put((found.anaphor, found.candidate), flat)
        none = torch.zeros(m, 1, device=x.device)
        scores = torch.cat([none, scores[:, :m]], dim=1)  # [m, 1 + m]
        gold = torch.cat([found.alone[:, None], found.coreferent], dim=1)  # [m, 1 + m] bool
        total = torch.logsumexp(scores, dim=1)
        right_ones = torch.logsumexp(scores.masked_fill(~gold, -1e4), dim=1)
        return (total - right_ones).mean()
