"""The pair scorer of ``whoknew_train.heads.pairs``, in numpy, and the arithmetic that decoders share."""

import numpy as np
import numpy.typing as npt

from whoknew.encoder.weights import Floats, Weights


class Pairs:
    """relu(A l + B r + C l · D r + E[bucket]) → scores, for sides that were projected by the encoder."""

    def __init__(self, weights: Weights, name: str) -> None:
        heads = weights.heads
        self.weight = heads[f"{name}.output.weight"].T.copy()  # [h, labels]
        self.bias = heads[f"{name}.output.bias"]
        self.table = heads.get(f"{name}.table.weight")

    def __call__(
        self, left: Floats, right: Floats, bucket: npt.NDArray[np.int64] | None = None, extra: Floats | None = None
    ) -> Floats:
        """left, right [..., 2h], broadcast; bucket [...]; extra [..., h]; returns [..., labels]."""
        h = left.shape[-1] // 2
        hidden: Floats = left[..., h:] * right[..., h:]
        hidden += left[..., :h]
        hidden += right[..., :h]
        if bucket is not None and self.table is not None:
            hidden += self.table[bucket]
        if extra is not None:
            hidden += extra
        np.maximum(hidden, 0, out=hidden)
        scores = product(hidden, self.weight)
        scores += self.bias
        return scores


BLOCK = 250_000  # multiplications; OpenBLAS starts threads above 262,144


def product(x: Floats, weight: Floats) -> Floats:
    """[..., k] @ [k, n] in blocks of rows so small that BLAS stays in one thread.

    On pieces of this size threads cost more than they give (on a busy machine ten times more), and the order of sums
    must not depend on how many cores there are.
    """
    k, n = weight.shape
    rows = x.reshape(-1, k)
    out = np.empty((len(rows), n), dtype=np.float32)
    size = max(1, BLOCK // (k * n))
    whole = len(rows) // size * size  # blocks of the same size are one call
    np.matmul(rows[:whole].reshape(-1, size, k), weight, out=out[:whole].reshape(-1, size, n))
    if whole < len(rows):
        np.matmul(rows[whole:], weight, out=out[whole:])
    return out.reshape(*x.shape[:-1], n)


def log_softmax(scores: Floats) -> Floats:
    """Over the last axis."""
    shifted = scores - scores.max(axis=-1, keepdims=True)
    out: Floats = shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True))
    return out


def sigmoid(scores: Floats) -> Floats:
    """Elementwise, without overflow."""
    out: Floats = (0.5 * (1 + np.tanh(0.5 * scores))).astype(np.float32)
    return out
