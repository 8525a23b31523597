"""The one config of a training run: what the network is, and the phases that it is trained in, one after the other."""

from pathlib import Path
from typing import Literal

import msgspec


class Network(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is trained. The defaults are what is shipped."""

    embeddings: Literal["frozen", "trained"] = "frozen"  # the word-piece vectors
    window: int = 192  # word pieces a window
    kept: int = 4  # last layers that the mixes are made of
    attribution: Literal["tags", "spans"] = "tags"  # "spans" is for comparison: the run time decodes tags


class Phase(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One stretch of the training, with a schedule of its own; it goes on from wherever the phase before ended.

    The learning rates rise over ``warmup`` to ``first`` times what is given, then go linearly to ``last`` times that.
    """

    name: str
    minutes: float | None = None  # wall-clock budget of the optimiser, or
    steps: int | None = None  # a number of steps, the same work on any machine
    encoder_rate: float
    head_rate: float
    warmup: float = 0.0  # share of the budget
    first: float = 1.0
    last: float = 0.0
    dropout: float
    shares: dict[str, float]  # corpus → share of the batches; 0, or no entry, leaves it out

    def __post_init__(self) -> None:
        if (self.minutes is None) == (self.steps is None):
            raise ValueError(f"phase {self.name!r}: either minutes or steps")
        if not any(share > 0 for share in self.shares.values()):
            raise ValueError(f"phase {self.name!r}: no corpus has a share")

    def done(self, seconds: float, steps: int) -> float:
        """The spent part of the budget, 0–1."""
        spent = seconds / (self.minutes * 60) if self.minutes is not None else steps / (self.steps or 1)
        return min(1.0, spent)

    def factor(self, done: float) -> float:
        """Of the learning rates, when ``done`` of the budget is spent.

        >>> phase = Phase(name="p", minutes=1, encoder_rate=1, head_rate=1, warmup=0.1, dropout=0, shares={"ewt": 1})
        >>> [phase.factor(x) for x in (0.05, 0.1, 0.55, 1.0)]
        [0.5, 1.0, 0.5, 0.0]
        """
        if done < self.warmup:
            return max(1e-3, self.first * done / self.warmup)
        return self.first + (self.last - self.first) * (done - self.warmup) / max(1e-9, 1 - self.warmup)


class Config(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """See ``reader.toml``, the shipped one."""

    seed: int
    threads: int
    device: str = "auto"  # "cpu", "cuda", or whichever there is
    weight_decay: float
    clip: float
    average: float  # decay of the moving average of the weights
    checkpoint_minutes: float
    network: Network = Network()
    parts: dict[str, float] = {}  # corpus → part of its training documents that is used, the same ones always
    weights: dict[str, float]  # head → weight of its loss
    phase: tuple[Phase, ...]

    def corpora(self) -> tuple[str, ...]:
        """Every corpus that some phase draws from."""
        return tuple(sorted({name for phase in self.phase for name, share in phase.shares.items() if share > 0}))


def read_config(path: Path) -> Config:
    """Raises ``msgspec.ValidationError`` on an unknown or missing key."""
    return msgspec.toml.decode(path.read_bytes(), type=Config)
