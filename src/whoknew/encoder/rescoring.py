"""A second look at what the heads propose: small networks over their scores and the tree.

Each sums one learned row per trait (a relation, a part of speech, a path through the tree …) and a product of the
scores, and ends in log-odds. They are fitted to one set of weights by ``whoknew_train.rescore`` and lie beside it;
without them decoders decide by the heads alone.
"""

from typing import Any

import numpy as np
import numpy.typing as npt

from whoknew.encoder.scoring import product
from whoknew.encoder.weights import Floats, Weights

Ints = npt.NDArray[np.int64]
UNKNOWN = 0  # the row of a value that training saw too seldom


class Rescorer:
    """One network; ``columns`` of traits index one table each, stored one below the other."""

    def __init__(self, name: str, arrays: dict[str, Floats], facts: dict[str, Any]) -> None:
        self._table = arrays[f"rescoring.{name}.table"]  # [rows of all columns, h]
        self._offsets = np.array(facts["offsets"], dtype=np.int64)  # [columns]
        self._mean, self._scale = arrays[f"rescoring.{name}.mean"], arrays[f"rescoring.{name}.scale"]
        self._weight, self._bias = arrays[f"rescoring.{name}.weight"], arrays[f"rescoring.{name}.bias"]  # [f, h], [h]
        self._out, self._out_bias = arrays[f"rescoring.{name}.out"], arrays[f"rescoring.{name}.out_bias"]  # [h, o], [o]
        self._direct = arrays[f"rescoring.{name}.direct"]  # [f, o]
        self.least: float = facts["least"]  # log-odds that a finding must have
        self.numbers: dict[str, dict[str, int]] = facts["numbers"]  # by inventory, values → rows from 1

    def number(self, inventory: str, value: str) -> int:
        """The row of a word or path; ``UNKNOWN`` where it has none."""
        return self.numbers[inventory].get(value, UNKNOWN)

    def traits(self, columns: Ints) -> Floats:
        """[c, columns] → [c, h]: the sum of the rows, before the other parts are added."""
        rows = columns + self._offsets[: columns.shape[1]]
        out: Floats = self._table.take(rows[:, 0], axis=0)
        for k in range(1, columns.shape[1]):
            out += self._table.take(rows[:, k], axis=0)
        return out

    def row(self, column: int, values: Ints) -> Floats:
        """Rows of one column alone, [m] → [m, h]."""
        rows: Floats = self._table[values + self._offsets[column]]
        return rows

    def scores(self, traits: Floats, numbers: Floats) -> Floats:
        """traits [m, h] and numbers [m, f] → [m, outputs]."""
        scaled = (numbers - self._mean) * self._scale
        hidden = product(scaled, self._weight)
        hidden += self._bias
        hidden += traits
        np.maximum(hidden, 0, out=hidden)
        out: Floats = product(hidden, self._out) + product(scaled, self._direct)
        out += self._out_bias
        return out


def rescorer(weights: Weights, name: str) -> Rescorer | None:
    """The network of that name; ``None`` where the weights have none."""
    facts = weights.rescoring.get(name)
    return None if facts is None else Rescorer(name, weights.heads, facts)
