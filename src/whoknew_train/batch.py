"""What a training step sees: arrays of windows, and targets by layer."""

from typing import Any, NamedTuple

import torch
from torch import Tensor

Vectors = dict[str, Tensor]  # mix → [b, w, 384]


class Frames(NamedTuple):
    """Predicates of a batch [f] with the words of their sentences [f, s]."""

    row: Tensor  # [f]
    word: Tensor  # [f] word of the window
    words: Tensor  # [f, s] words of the window, padded by the predicate itself
    bucket: Tensor  # [f, s]
    labels: Tensor  # [f, s], -1 for padding
    candidates: Tensor  # [f, c] rows of the roleset table
    allowed: Tensor  # [f, c]
    roleset: Tensor  # [f] place among the candidates, -1 unknown


class Cues(NamedTuple):
    """Cues of a batch [q]."""

    row: Tensor
    first: Tensor  # [q] word of the window
    last: Tensor
    bucket: Tensor  # [q, w]
    labels: Tensor  # [q, w], -1 for padding


class Mentions(NamedTuple):
    """Mentions of one stretch of one document [m], and the pairs that are scored [pairs]."""

    row: Tensor
    head: Tensor
    start_row: Tensor
    start: Tensor
    end_row: Tensor
    end: Tensor  # the last word
    anaphor: Tensor  # [pairs]
    candidate: Tensor
    features: Tensor  # [pairs, 7]
    coreferent: Tensor  # [m, m] bool, earlier mentions of the same chain
    alone: Tensor  # [m] bool, no antecedent


class Batch(NamedTuple):
    """``targets`` holds the layers that all documents of the batch have; heads look for theirs there."""

    corpus: str
    ids: Tensor  # [b, t]
    cases: Tensor
    mask: Tensor
    first: Tensor  # [b, w]
    last: Tensor
    words: Tensor  # [b, w] bool
    same_sentence: Tensor  # [b, w, w] bool
    targets: dict[str, Tensor]
    span_types: Tensor
    frames: Frames
    cues: Cues
    mentions: Mentions

    def to(self, device: torch.device) -> "Batch":
        """The same on another device."""
        if device.type == "cpu":
            return self
        moved: Batch = _moved(self, device)
        return moved

    @property
    def pieces(self) -> int:
        return int(self.mask.sum())


def empty_frames() -> Frames:
    z = torch.zeros(0, dtype=torch.long)
    return Frames(z, z, z, z, z, z, z.bool(), z)


def empty_cues() -> Cues:
    z = torch.zeros(0, dtype=torch.long)
    return Cues(z, z, z, z, z)


def empty_mentions() -> Mentions:
    z = torch.zeros(0, dtype=torch.long)
    return Mentions(z, z, z, z, z, z, z, z, z, z.bool(), z.bool())


def _moved(value: Any, device: torch.device) -> Any:
    if isinstance(value, Tensor):
        return value.to(device, non_blocking=True)
    if isinstance(value, dict):
        return {name: _moved(one, device) for name, one in value.items()}
    if isinstance(value, tuple):
        return type(value)(*(_moved(one, device) for one in value))
    return value
