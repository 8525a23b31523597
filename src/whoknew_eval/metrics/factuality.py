"""Did it happen, -3 to 3: Pearson's r and macro F1 of negative, uncertain and positive (cut at -1 and 1)."""

import math
from collections.abc import Sequence

from whoknew_eval.metrics.counts import Counts

CUT = 1.0  # at least this: positive; at most minus this: negative


def pearson(gold: Sequence[float], found: Sequence[float]) -> float:
    """Correlation, -1 to 1; 0 where one side does not vary. Raises ``ValueError`` where the lengths differ."""
    if len(gold) != len(found):
        raise ValueError("gold and found differ in length")
    n = len(gold)
    if n < 2:
        return 0.0
    mean_a, mean_b = math.fsum(gold) / n, math.fsum(found) / n
    top = math.fsum((a - mean_a) * (b - mean_b) for a, b in zip(gold, found, strict=True))
    bottom = math.fsum((a - mean_a) ** 2 for a in gold) * math.fsum((b - mean_b) ** 2 for b in found)
    return top / math.sqrt(bottom) if bottom > 0 else 0.0


def sign(value: float) -> str:
    """Which of the three classes a value falls in."""
    if value >= CUT:
        return "positive"
    return "negative" if value <= -CUT else "uncertain"


def macro_f1(gold: Sequence[float], found: Sequence[float]) -> float:
    """Mean F1 of the classes that the gold values have, 0–1."""
    classes = sorted({sign(value) for value in gold})
    if not classes:
        return 0.0
    pairs = [(sign(a), sign(b)) for a, b in zip(gold, found, strict=True)]
    scores = [
        Counts(sum(a == b == c for a, b in pairs), sum(b == c for _, b in pairs), sum(a == c for a, _ in pairs)).f1
        for c in classes
    ]
    return sum(scores) / len(scores)
