"""Bootstrap percentile intervals over documents (Efron 1979): documents are drawn again with replacement."""

import random
from collections.abc import Callable, Sequence
from typing import TypeVar

T = TypeVar("T")


def interval(
    documents: Sequence[T],
    figure: Callable[[Sequence[T]], float],
    *,
    rounds: int = 1000,
    level: float = 0.95,
    seed: int = 20241208,
) -> tuple[float, float]:
    """The ``level`` interval of ``figure`` over ``documents``; the same seed gives the same interval.

    One document or none gives the figure itself twice: nothing is known of its spread.
    """
    if len(documents) < 2:
        value = figure(documents)
        return value, value
    draw = random.Random(seed)
    values = sorted(figure(draw.choices(documents, k=len(documents))) for _ in range(rounds))
    low = int((1 - level) / 2 * rounds)
    return values[low], values[min(rounds - 1, rounds - 1 - low)]
