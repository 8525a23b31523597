"""The one config of a training run."""

from pathlib import Path

import msgspec


class Config(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """See ``reader.toml`` for what each number does."""

    seed: int
    minutes: float  # wall-clock budget of the optimiser; the learning rate reaches zero with it
    threads: int
    encoder_rate: float
    head_rate: float
    warmup: float  # share of the budget
    weight_decay: float
    clip: float
    dropout: float
    average: float  # decay of the moving average of the weights
    checkpoint_minutes: float
    shares: dict[str, float]  # corpus → share of the batches; 0 leaves it out
    weights: dict[str, float]  # head → weight of its loss


def read_config(path: Path) -> Config:
    """Raises ``msgspec.ValidationError`` on an unknown or missing key."""
    return msgspec.toml.decode(path.read_bytes(), type=Config)
