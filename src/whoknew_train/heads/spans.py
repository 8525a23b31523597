"""Spans by type: mentions, mentions of coreference chains, and named entities, one bilinear form for each type.

Every pair of words of a sentence is scored for every type (Yu, Bohnet and Poesio 2020, in the cheap factored
form of Su et al. 2022), so spans nest freely. A type is learned only where its layer was annotated.
"""

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from whoknew.encoder.spans import LENGTHS, length_bucket
from whoknew_train.batch import Batch, Vectors
from whoknew_train.heads.pairs import drop

SIZE = 40


class SpanHead(nn.Module):
    """score(type, i, j) = start_i · end_j / √size + one number per start, end and length."""

    def __init__(self, width: int, types: int) -> None:
        super().__init__()
        self.types = types
        self.start = nn.Linear(width, types * SIZE)
        self.end = nn.Linear(width, types * SIZE)
        self.start_prior = nn.Linear(width, types)
        self.end_prior = nn.Linear(width, types)
        self.length = nn.Embedding(LENGTHS, types)
        nn.init.zeros_(self.length.weight)
        nn.init.constant_(self.start_prior.bias, -2.5)
        nn.init.constant_(self.end_prior.bias, -2.5)

    def loss(self, vectors: Vectors, batch: Batch) -> Tensor:
        x = drop(vectors["reference"], 0.15, self.training)
        b, w, _ = x.shape
        start = self.start(x).view(b, w, self.types, SIZE).transpose(1, 2)  # [b, k, w, 40]
        end = self.end(x).view(b, w, self.types, SIZE).transpose(1, 2)
        types = batch.span_types  # indices of the annotated types, [m]
        scores = (start[:, types] @ end[:, types].transpose(2, 3)).float() / SIZE**0.5  # [b, m, w, w]
        scores = scores + self.start_prior(x).float().transpose(1, 2)[:, types, :, None]
        scores = scores + self.end_prior(x).float().transpose(1, 2)[:, types, None, :]
        places = torch.arange(w, device=x.device)
        bucket = torch.from_numpy(length_bucket((places[None, :] - places[:, None]).clamp(min=0).cpu().numpy())).to(
            x.device
        )
        scores = scores + self.length(bucket).float().permute(2, 0, 1)[types]
        allowed = batch.same_sentence & (places[None, :] >= places[:, None])  # [b, w, w]
        loss = F.binary_cross_entropy_with_logits(scores, batch.targets["spans"][:, types], reduction="none")
        return (loss * allowed[:, None]).sum() / batch.words.sum()
