"""The neural pass over windows: projections of every head for every word, float32.

Batches are up to ``ROWS`` consecutive windows of one document and of like length, whatever else is read before or beside it.
"""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor

import numpy as np

from whoknew.encoder.pieces import Pieces
from whoknew.encoder.weights import Floats, Weights
from whoknew.encoder.windows import Window, gather

ROWS = 4


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
    """One :class:`Projections` per window, in order. The next batch is run while the caller decodes this one."""
    batches = group(pieces, windows)
    with ThreadPoolExecutor(max_workers=1) as beside:
        coming = beside.submit(_run, weights, pieces, batches[0]) if batches else None
        for number, batch in enumerate(batches):
            assert coming is not None
            outputs = coming.result()
            if number + 1 < len(batches):
                coming = beside.submit(_run, weights, pieces, batches[number + 1])
            for row, window in enumerate(batch):
                count = window.end - window.start
                yield Projections(weights, window, {m: out[row, :count] for m, out in zip(weights.mixes, outputs)})


def group(pieces: Pieces, windows: Sequence[Window]) -> list[list[Window]]:
    """Batches of consecutive windows; one that is much shorter or longer than the first begins a new batch."""
    batches: list[list[Window]] = []
    first = 0
    for window in windows:
        size = int(pieces.begin[window.end] - pieces.begin[window.start])
        if batches and len(batches[-1]) < ROWS and 4 * size >= 3 * first and 4 * first >= 3 * size:
            batches[-1].append(window)
        else:
            batches.append([window])
            first = size
    return batches


def _run(weights: Weights, pieces: Pieces, batch: Sequence[Window]) -> list[Floats]:
    """One [b, w, d] per mix."""
    arrays = gather(pieces, [(window.start, window.end) for window in batch])
    outputs: list[Floats] = weights.session.run(
        list(weights.mixes),
        {
            "embedded": weights.embed(arrays.ids),
            "case_ids": arrays.cases,
            "mask": arrays.mask.astype(np.int32),
            "first": arrays.first[..., None],
            "last": arrays.last[..., None],
        },
    )
    return outputs
