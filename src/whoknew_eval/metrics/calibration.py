"""Expected calibration error (Naeini, Cooper and Hauskrecht 2015), in bins of equal width."""

from collections.abc import Sequence
from typing import NamedTuple


class Bin(NamedTuple):
    """One bin: how many, their mean confidence and the share that is right."""

    size: int
    confidence: float
    right: float


def bins(confidences: Sequence[float], right: Sequence[bool], *, count: int = 10) -> list[Bin]:
    """Non-empty bins of equal width over 0–1. Raises ``ValueError`` for a confidence outside."""
    groups: list[list[tuple[float, bool]]] = [[] for _ in range(count)]
    for confidence, ok in zip(confidences, right, strict=True):
        if not 0 <= confidence <= 1:
            raise ValueError(f"confidence {confidence} is not in 0–1")
        groups[min(count - 1, int(confidence * count))].append((confidence, ok))
    return [Bin(len(g), sum(c for c, _ in g) / len(g), sum(ok for _, ok in g) / len(g)) for g in groups if g]


def expected_calibration_error(confidences: Sequence[float], right: Sequence[bool], *, count: int = 10) -> float:
    """Mean distance between confidence and accuracy, weighted by bin, 0–1; 0 for nothing."""
    found = bins(confidences, right, count=count)
    n = sum(b.size for b in found)
    return sum(b.size * abs(b.confidence - b.right) for b in found) / n if n else 0.0
