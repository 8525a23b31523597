"""Lengths of spans, in buckets: one number of the span score depends on the length alone."""

import numpy as np
import numpy.typing as npt

LENGTHS = 16


def length_bucket(extra: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """Bucket of a span by its words beyond the first: 0 to 7 each its own, then by powers of √2.

    >>> length_bucket(np.array([0, 3, 7, 8, 15, 31, 500])).tolist()
    [0, 3, 7, 8, 9, 11, 15]
    """
    far = 8 + np.floor(2 * np.log2(np.maximum(extra, 8) / 8)).astype(np.int64)
    return np.where(extra < 8, extra, np.minimum(far, LENGTHS - 1))
