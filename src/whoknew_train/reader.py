"""The whole network: one encoder, four mixes of its last layers, and the heads."""

import torch
from torch import Tensor, nn

from whoknew.encoder.vocabulary import Vocabulary
from whoknew_train.batch import Batch, Vectors
from whoknew_train.config import Network
from whoknew_train.heads.attribution import AttributionHead
from whoknew_train.heads.attribution_spans import SpanAttributionHead
from whoknew_train.heads.coreference import CoreferenceHead
from whoknew_train.heads.parsing import ParsingHead
from whoknew_train.heads.roles import RolesHead
from whoknew_train.heads.spans import SpanHead
from whoknew_train.heads.tagging import ScalarHead, TaggingHead
from whoknew_train.pretrained import load_pretrained
from whoknew_train.transformer import WIDTH, Transformer

MIXES = ("syntax", "meaning", "reference", "attribution")
SHIPPED = Network()
KEPT = SHIPPED.kept


class Reader(nn.Module):
    """Pieces → word vectors by mix → the heads' losses. The word-piece table [30522, 384] is a frozen buffer or trained."""

    pieces: Tensor

    def __init__(self, vocabulary: Vocabulary, network: Network = SHIPPED) -> None:
        super().__init__()
        self.transformer = Transformer(network.kept)
        pieces = self.transformer.load(load_pretrained())
        if network.embeddings == "trained":
            self.pieces = nn.Parameter(pieces)
        else:
            self.register_buffer("pieces", pieces, persistent=False)
        self.mix = nn.Parameter(torch.zeros(len(MIXES), network.kept))
        with torch.no_grad():
            self.mix[:, -1] = 1.5
        self.norms = nn.ModuleDict({name: nn.LayerNorm(WIDTH) for name in MIXES})
        self.heads = nn.ModuleDict(
            {
                "upos": TaggingHead("upos", "syntax", WIDTH, len(vocabulary.upos)),
                "scripts": TaggingHead("scripts", "syntax", WIDTH, len(vocabulary.scripts)),
                "heads": ParsingHead(WIDTH, len(vocabulary.deprels)),
                "times": TaggingHead("times", "meaning", WIDTH, len(vocabulary.times)),
                "events": ScalarHead("events", "meaning", WIDTH, 96, "trigger"),
                "happenings": ScalarHead("happenings", "meaning", WIDTH, 96, "trigger"),
                "factuality": ScalarHead("factuality", "meaning", WIDTH, 192, "number"),
                "predicates": RolesHead(WIDTH, len(vocabulary.roles), len(vocabulary.rolesets)),
                "spans": SpanHead(WIDTH, len(vocabulary.spans)),
                "tags": AttributionHead(WIDTH) if network.attribution == "tags" else SpanAttributionHead(WIDTH),
                "mentions": CoreferenceHead(WIDTH),
            }
        )

    def vectors(self, batch: Batch, dropout: float) -> Vectors:
        """Word vectors [b, w, 384] by mix: the mean of a word's first and last piece, mixed over layers."""
        outputs = self.transformer(self.pieces[batch.ids], batch.cases, batch.mask, dropout)
        return self.mixed(outputs, batch.first, batch.last)

    def mixed(self, outputs: list[Tensor], first: Tensor, last: Tensor) -> Vectors:
        """outputs: ``KEPT`` of [b, t, 384]; first, last [b, w]."""
        b, w = first.shape
        at = first[..., None].expand(b, w, WIDTH), last[..., None].expand(b, w, WIDTH)
        words = torch.stack([torch.gather(x, 1, at[0]) + torch.gather(x, 1, at[1]) for x in outputs])  # [k, b, w, 384]
        weights = torch.softmax(self.mix, dim=1).to(words.dtype)
        mixed = torch.einsum("mk,kbwd->mbwd", weights, words)
        return {name: self.norms[name](mixed[i]) for i, name in enumerate(MIXES)}

    def losses(self, batch: Batch, dropout: float) -> dict[str, Tensor]:
        """The loss of every head whose layer the batch has."""
        vectors = self.vectors(batch, dropout)
        found: dict[str, Tensor] = {}
        for name, head in self.heads.items():
            here = len(batch.mentions.row) > 0 if name == "mentions" else name in batch.targets
            if here:
                found[name] = head.loss(vectors, batch)
        return found
