"""Small networks over traits and numbers: trained here in torch, run by ``whoknew.encoder.rescoring`` in numpy."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor, nn
from torch.nn import functional as F

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float32]
Arrays = dict[str, npt.NDArray[np.float32]]
HIDDEN, ROUNDS, BATCH = 64, 6, 2048
SELDOM = 10  # values of a trait seen less often in training are not told apart
RATE, DECAY, LEFT_OUT = 8e-3, 1e-3, 0.05


class Examples(NamedTuple):
    """m proposals: numbers of their traits, scores, and the right answer (0 or 1, or a class)."""

    columns: Ints  # [m, columns]
    numbers: Floats  # [m, f]
    right: Ints  # [m]


class Growing(dict[str, int]):
    """Numbers from 1 for whatever is asked for; 0 stays for what will be unknown."""

    def get(self, key: str, _default: int = 0) -> int:  # type: ignore[override]
        return self.setdefault(key, len(self) + 1)


def joined(parts: list[Examples]) -> Examples:
    """All examples, one below the other."""
    return Examples(*(np.concatenate(columns) for columns in zip(*parts, strict=True)))


class Network(nn.Module):
    """As :class:`whoknew.encoder.rescoring.Rescorer` computes it, with traits left out at random in training."""

    def __init__(self, sizes: list[int], mean: Floats, scale: Floats, outputs: int) -> None:
        super().__init__()
        self.register_buffer("offsets", torch.tensor(np.cumsum([0, *sizes[:-1]])))
        self.register_buffer("mean", torch.from_numpy(mean))
        self.register_buffer("scale", torch.from_numpy(scale))
        self.table = nn.Embedding(sum(sizes), HIDDEN)
        nn.init.normal_(self.table.weight, std=0.05)
        self.inner = nn.Linear(len(mean), HIDDEN)
        self.out = nn.Linear(HIDDEN, outputs)
        self.direct = nn.Linear(len(mean), outputs, bias=False)

    def forward(self, columns: Tensor, numbers: Tensor, left_out: float = 0.0) -> Tensor:
        """[m, columns], [m, f] → [m, outputs]."""
        rows = self.table(columns + self.offsets)
        if left_out:
            rows = rows * (torch.rand(columns.shape)[..., None] >= left_out)
        scaled = (numbers - self.mean) * self.scale
        return self.out(torch.relu(self.inner(scaled) + rows.sum(1))) + self.direct(scaled)


def train(
    name: str,
    examples: Examples,
    sizes: list[int],
    inventories: dict[str, tuple[int, dict[str, int]]],
    least: float,
    arrays: Arrays,
    facts: dict[str, object],
) -> None:
    """Trains one network and adds it to ``arrays`` and ``facts``.

    ``sizes``: rows of each column; ``inventories``: by name, the column whose values it numbers (0 for the unknown).
    """
    columns, sizes, numbers = _frequent(examples.columns.copy(), sizes, inventories)
    mean, scale = examples.numbers.mean(0), 1 / (examples.numbers.std(0) + 1e-4)
    outputs = 1 if examples.right.max() <= 1 else int(examples.right.max()) + 1
    torch.manual_seed(1)
    network = Network(sizes, mean, scale, outputs)
    every = torch.from_numpy(columns), torch.from_numpy(examples.numbers), torch.from_numpy(examples.right)
    steps = ROUNDS * -(-len(columns) // BATCH)
    optimiser = torch.optim.AdamW(network.parameters(), lr=RATE, weight_decay=DECAY)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, RATE, total_steps=steps + 1)
    for _ in range(ROUNDS):
        for chosen in torch.randperm(len(columns)).split(BATCH):
            some = [part[chosen] for part in every]
            scores = network(some[0], some[1], LEFT_OUT)
            if outputs == 1:
                loss = F.binary_cross_entropy_with_logits(scores[:, 0], some[2].float())
            else:
                loss = F.cross_entropy(scores, some[2])
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            schedule.step()
    _store(name, network, columns, sizes, arrays)
    facts[name] = {"offsets": network.offsets.tolist(), "numbers": numbers, "least": least}


def _frequent(
    columns: Ints, sizes: list[int], inventories: dict[str, tuple[int, dict[str, int]]]
) -> tuple[Ints, list[int], dict[str, dict[str, int]]]:
    """Columns whose values an inventory numbers get new numbers, without values that are seldom seen."""
    numbers: dict[str, dict[str, int]] = {}
    sizes = list(sizes)
    for key, (column, values) in inventories.items():
        seen = np.bincount(columns[:, column], minlength=sizes[column])
        known = [value for value, number in values.items() if seen[number] >= SELDOM]
        new = np.zeros(len(seen), dtype=np.int64)
        new[[values[value] for value in known]] = np.arange(1, len(known) + 1)
        columns[:, column] = new[columns[:, column]]
        numbers[key] = {value: i + 1 for i, value in enumerate(known)}
        sizes[column] = len(known) + 1
    return columns, sizes, numbers


def _store(name: str, network: Network, columns: Ints, sizes: list[int], arrays: Arrays) -> None:
    """The network's arrays under its name; rows of values that were seldom seen become zero."""
    table = network.table.weight.detach().numpy().copy()
    for offset, column, size in zip(network.offsets.tolist(), columns.T, sizes, strict=True):
        table[offset : offset + size][np.bincount(column, minlength=size) < SELDOM] = 0
    own = {
        "table": table,
        "mean": network.mean.numpy(),
        "scale": network.scale.numpy(),
        "weight": network.inner.weight.detach().numpy().T,
        "bias": network.inner.bias.detach().numpy(),
        "out": network.out.weight.detach().numpy().T,
        "out_bias": network.out.bias.detach().numpy(),
        "direct": network.direct.weight.detach().numpy().T,
    }
    arrays.update({f"{name}.{key}": np.ascontiguousarray(value, dtype=np.float32) for key, value in own.items()})
