"""The neural pass over windows: projections of every head for every word, float32.

Batches are ``ROWS`` consecutive windows of one document, whatever else is read before or beside it.
"""

from collections.abc import Iterator, Sequence

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


def project(weights: Weights, pieces: Pieces, windows: Sequence[Window]) -> Iterator[Projections]:
    """One :class:`Projections` per window, in order."""
    for low in range(0, len(windows), ROWS):
        batch = windows[low : low + ROWS]
        arrays = gather(pieces, [(window.start, window.end) for window in batch])
        outputs = weights.session.run(
            list(weights.mixes),
            {
                "embedded": weights.embed(arrays.ids),
                "case_ids": arrays.cases,
                "mask": arrays.mask.astype(np.int32),
                "first": arrays.first[..., None],
                "last": arrays.last[..., None],
            },
        )
        for row, window in enumerate(batch):
            count = window.end - window.start
            yield Projections(weights, window, {m: out[row, :count] for m, out in zip(weights.mixes, outputs)})
