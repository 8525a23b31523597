"""A line of the calibration tables: how far scores mean what they say."""

from collections.abc import Sequence

from whoknew_eval.metrics.calibration import expected_calibration_error


def calibration_row(name: str, pairs: Sequence[tuple[float, bool]]) -> tuple[str, ...]:
    """Name, size, mean score, share right, expected calibration error."""
    if not pairs:
        return name, "0", "–", "–", "–"
    scores, right = [s for s, _ in pairs], [r for _, r in pairs]
    error = expected_calibration_error(scores, right)
    n = len(pairs)
    return name, str(n), f"{sum(scores) / n:.3f}", f"{sum(right) / n:.3f}", f"{error:.3f}"
