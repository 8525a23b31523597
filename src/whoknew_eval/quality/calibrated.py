"""The tables of how far scores mean what they say, on the half of the development documents that nothing was fitted on."""

from collections.abc import Iterable, Mapping, Sequence

from whoknew_eval.metrics.calibration import expected_calibration_error
from whoknew_eval.quality.judged import Judged
from whoknew_eval.quality.row import Breakdown

EDGES = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)
Pairs = Sequence[tuple[float, bool]]


def by_kind(judged: Iterable[Judged]) -> dict[str, list[tuple[float, bool]]]:
    """(score, right) of every kind."""
    kinds: dict[str, list[tuple[float, bool]]] = {}
    for kind, score, right in judged:
        kinds.setdefault(kind, []).append((score, right))
    return kinds


def calibration_table(kinds: Mapping[str, Pairs], title: str) -> Breakdown:
    """A row for each kind: size, mean score, share right, expected calibration error, and what bands of the score mean."""
    bands = tuple(f"{low:.1f}–{high:.1f}" for low, high in zip(EDGES, EDGES[1:]))
    return Breakdown(
        title=title,
        columns=("what", "n", "mean score", "right", "ECE", *(f"right of those at {band}" for band in bands)),
        rows=tuple(_row(name, pairs) for name, pairs in kinds.items()),
    )


def _row(name: str, pairs: Pairs) -> tuple[str, ...]:
    if not pairs:
        return name, "0", *("–",) * (2 + len(EDGES))
    scores, right = [s for s, _ in pairs], [r for _, r in pairs]
    n = len(pairs)
    cells = []
    for low, high in zip(EDGES, EDGES[1:]):
        own = [ok for score, ok in pairs if low <= score < high or score == high == 1.0]
        cells.append(f"{sum(own) / len(own):.0%} of {len(own)}" if own else "–")
    error = expected_calibration_error(scores, right)
    return name, str(n), f"{sum(scores) / n:.3f}", f"{sum(right) / n:.3f}", f"{error:.3f}", *cells
