"""Dependency trees: deep biaffine arcs (Dozat and Manning 2017) and labels of the chosen arcs by pairs."""

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from whoknew_train.batch import Batch, Vectors
from whoknew_train.heads.pairs import PairScorer, Projections, drop

ARC, LABEL = 256, 128


class ParsingHead(nn.Module):
    """Arcs inside a sentence; the root is a column of its own."""

    def __init__(self, width: int, labels: int) -> None:
        super().__init__()
        self.dependent = nn.Linear(width, ARC)
        self.governor = nn.Linear(width, ARC)
        self.bilinear = nn.Linear(ARC, ARC)
        nn.init.zeros_(self.bilinear.weight)
        self.root = nn.Linear(ARC, 1)
        self.prior = nn.Linear(ARC, 1)
        self.label_dependent = Projections(width, LABEL)
        self.label_governor = Projections(width, LABEL)
        self.root_governor = nn.Parameter(torch.randn(width) * 0.02)
        self.labels = PairScorer(LABEL, labels, 0)

    def arcs(self, x: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """x [b, w, d] → dependents [b, w, 256] (bilinear map applied), governors [b, w, 257], root [b, w].

        A governor's last column is its prior, to be multiplied with a dependent's constant 1.
        """
        dependent = drop(F.relu(self.dependent(x)), 0.25, self.training)
        governor = drop(F.relu(self.governor(x)), 0.25, self.training)
        return (
            self.bilinear(dependent),
            torch.cat([governor, self.prior(governor)], dim=-1),
            self.root(dependent)[..., 0],
        )

    def loss(self, vectors: Vectors, batch: Batch) -> Tensor:
        x = drop(vectors["syntax"], 0.2, self.training)
        dependent, governor, root = self.arcs(x)
        scores = (dependent @ governor[..., :-1].transpose(1, 2)).float() / ARC**0.5  # [b, w, w]
        scores = scores + governor[..., -1].float()[:, None, :]
        scores = scores.masked_fill(~batch.same_sentence, -1e4)
        scores = torch.cat([scores, root.float()[..., None]], dim=-1)  # [b, w, w + 1]
        heads = batch.targets["heads"]  # [b, w]: word of the window, w for the root, -1 unknown
        arc_loss = F.cross_entropy(scores.flatten(0, 1), heads.flatten(), ignore_index=-1)

        known = heads >= 0
        sides = self.label_governor(torch.cat([x, self.root_governor.to(x.dtype).expand(x.shape[0], 1, -1)], dim=1))
        width = x.shape[1]
        at_root = heads == width
        index = heads.masked_fill(~known, 0).masked_fill(at_root, width)
        chosen = torch.gather(sides, 1, index[..., None].expand(-1, -1, sides.shape[2]))
        label_scores = self.labels(self.label_dependent(x)[known], chosen[known]).float()
        label_loss = F.cross_entropy(label_scores, batch.targets["deprels"][known], ignore_index=-1)
        return arc_loss + label_loss
