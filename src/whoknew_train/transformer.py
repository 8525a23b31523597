"""The encoder: BERT's layers (Devlin et al. 2019) in MiniLM's size, 6 layers of width 384.

Word-piece embeddings are frozen. Two small learned tables are added to them, because the vocabulary is
uncased and knows no layout: the letter case of the piece's word, and nothing else; a paragraph break is a
piece of its own. Dropout is one mask per window and feature, not per number: on a CPU drawing random
numbers costs more than the matrix products do.
"""

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor, nn
from torch.nn import functional as F

WIDTH = 384
LAYERS = 6
HEADS = 12
CASES = 8


class Layer(nn.Module):
    """One transformer layer, post-norm: [b, t, 384] → [b, t, 384]."""

    def __init__(self) -> None:
        super().__init__()
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.out = nn.Linear(WIDTH, WIDTH)
        self.norm1 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.up = nn.Linear(WIDTH, 4 * WIDTH)
        self.down = nn.Linear(4 * WIDTH, WIDTH)
        self.norm2 = nn.LayerNorm(WIDTH, eps=1e-12)

    def forward(self, x: Tensor, mask: Tensor, dropout: float) -> Tensor:
        b, t, _ = x.shape
        q, k, v = self.qkv(x).view(b, t, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)  # each [b, h, t, 32]
        mixed = F.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        x = self.norm1(x + locked_dropout(self.out(mixed.transpose(1, 2).reshape(b, t, WIDTH)), dropout))
        wide = F.gelu(self.up(x))
        return self.norm2(x + locked_dropout(self.down(wide), dropout))


def locked_dropout(x: Tensor, rate: float) -> Tensor:
    """Drop the same features at every place of one window: x [b, t, d]."""
    if rate == 0.0:
        return x
    keep = torch.rand(x.shape[0], 1, x.shape[2], device=x.device) >= rate
    return x * (keep.to(x.dtype) / (1.0 - rate))


class Transformer(nn.Module):
    """Pieces → the outputs of the last ``kept`` layers: a list of [b, t, 384]."""

    def __init__(self, kept: int = 4) -> None:
        super().__init__()
        self.kept = kept
        self.cases = nn.Embedding(CASES, WIDTH)
        nn.init.zeros_(self.cases.weight)
        self.positions = nn.Embedding(512, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))

    def forward(self, embedded: Tensor, cases: Tensor, mask: Tensor, dropout: float = 0.0) -> list[Tensor]:
        """embedded [b, t, 384] word-piece vectors; cases [b, t]; mask [b, t], true for real pieces."""
        t = embedded.shape[1]
        x = self.norm(embedded + self.cases(cases) + self.positions.weight[:t])
        x = locked_dropout(x, dropout)
        bias = torch.zeros_like(mask, dtype=x.dtype).masked_fill(~mask, -1e4)[:, None, None, :]  # [b, 1, 1, t]
        outputs: list[Tensor] = []
        for layer in self.layers:
            bias = bias.to(x.dtype)
            x = layer(x, bias, dropout)
            outputs.append(x)
        return outputs[-self.kept :]

    def load(self, arrays: dict[str, npt.NDArray[np.float32]]) -> Tensor:
        """Take over the pretrained weights; returns the word-piece table [30522, 384], which stays frozen."""

        def take(target: nn.Module, *names: str) -> None:
            weight = np.concatenate([arrays[f"{name}.weight"] for name in names])
            bias = np.concatenate([arrays[f"{name}.bias"] for name in names])
            with torch.no_grad():
                target.weight.copy_(torch.from_numpy(weight))
                target.bias.copy_(torch.from_numpy(bias))

        position = (
            arrays["embeddings.position_embeddings.weight"] + arrays["embeddings.token_type_embeddings.weight"][0]
        )
        with torch.no_grad():
            self.positions.weight.copy_(torch.from_numpy(position))
        take(self.norm, "embeddings.LayerNorm")
        for i, layer in enumerate(self.layers):
            at = f"encoder.layer.{i}"
            own = f"{at}.attention.self"
            take(layer.qkv, f"{own}.query", f"{own}.key", f"{own}.value")
            take(layer.out, f"{at}.attention.output.dense")
            take(layer.norm1, f"{at}.attention.output.LayerNorm")
            take(layer.up, f"{at}.intermediate.dense")
            take(layer.down, f"{at}.output.dense")
            take(layer.norm2, f"{at}.output.LayerNorm")
        return torch.from_numpy(arrays["embeddings.word_embeddings.weight"])
