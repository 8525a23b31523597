"""The neural pass over windows: projections of every head for every word, float32.

Every window is run alone, so its numbers depend on its own words and on nothing read before or beside it (the ranges of
activations are taken run by run), and nothing is spent on padding. Several windows are run side by side.
"""

from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor

from whoknew.encoder.pieces import Pieces
from whoknew.encoder.weights import Floats, Weights, run_session
from whoknew.encoder.windows import Window, gather

WORKERS = 2
AHEAD = 3  # windows that are run before the first of them is decoded


class Projections:
    """The projections of one window's words; ``[name]`` gives [n, d], as named in the weights' layout."""

    def __init__(self, weights: Weights, window: Window, rows: dict[str, Floats]) -> None:
        self._weights, self._rows, self.window = weights, rows, window

    def __getitem__(self, name: str) -> Floats:
        mix, columns = self._weights.columns[name]
        return self._rows[mix][:, columns]

    def rows(self, mix: str) -> Floats:
        """All columns of a mix."""
        return self._rows[mix]


def project(weights: Weights, pieces: Pieces, windows: Sequence[Window]) -> Iterator[Projections]:
    """One :class:`Projections` per window, in order. The next ones are run while the caller decodes this one."""
    with ThreadPoolExecutor(max_workers=WORKERS) as beside:
        coming: deque[tuple[Window, Future[list[Floats]]]] = deque()
        for window in windows:
            coming.append((window, beside.submit(_run, weights, pieces, window)))
            if len(coming) > AHEAD:
                yield _finished(weights, *coming.popleft())
        while coming:
            yield _finished(weights, *coming.popleft())


def _finished(weights: Weights, window: Window, run: "Future[list[Floats]]") -> Projections:
    return Projections(weights, window, dict(zip(weights.mixes, run.result(), strict=True)))


def _run(weights: Weights, pieces: Pieces, window: Window) -> list[Floats]:
    """One [n, d] per mix."""
    arrays = gather(pieces, [(window.start, window.end)])
    outputs = run_session(
        weights.session,
        weights.mixes,
        {
            "embedded": weights.embed(arrays.ids),
            "case_ids": arrays.cases,
            "first": arrays.first[..., None],
            "last": arrays.last[..., None],
        },
    )
    return [output[0] for output in outputs]
