"""Trees against all trees: exact, with one root, also where the greedy choice has a cycle or several roots."""

from itertools import product

import numpy as np
import pytest

from whoknew.encoder.trees import best_tree


def is_tree(heads: tuple[int, ...]) -> bool:
    """One root (n), and every word leads to it."""
    n = len(heads)
    if sum(h == n for h in heads) != 1:
        return False
    for i in range(n):
        seen, at = set(), i
        while at != n:
            if at in seen:
                return False
            seen.add(at)
            at = heads[at]
    return True


def brute_force(scores: np.ndarray) -> float:
    n = scores.shape[0]
    options = [[h for h in range(n + 1) if h != i] for i in range(n)]
    return max(sum(scores[i, h] for i, h in enumerate(heads)) for heads in product(*options) if is_tree(heads))


@pytest.mark.parametrize("n", [1, 2, 3, 4, 5])
def test_no_tree_scores_higher(n: int) -> None:
    random = np.random.default_rng(n)
    cyclic = 0
    for _ in range(60 if n < 5 else 25):
        scores = random.normal(size=(n, n + 1)).astype(np.float32) * 3
        heads = best_tree(scores)
        assert is_tree(tuple(heads.tolist()))
        found = sum(float(scores[i, h]) for i, h in enumerate(heads))
        assert found == pytest.approx(brute_force(scores), abs=1e-4)
        masked = scores.copy()
        masked[np.arange(n), np.arange(n)] = -np.inf
        cyclic += not is_tree(tuple(masked.argmax(axis=1).tolist()))
    assert n == 1 or cyclic > 5  # the hard case was met


def test_scores_stay_as_they_were() -> None:
    scores = np.zeros((3, 4), dtype=np.float32)
    best_tree(scores)
    assert (scores == 0).all()


def test_long_sentence_with_nested_cycles() -> None:
    n = 150
    scores = np.full((n, n + 1), -5.0, dtype=np.float32)
    for i in range(n):
        scores[i, i ^ 1 if (i ^ 1) < n else n] = 5.0  # pairs that point at each other
    heads = best_tree(scores)
    assert is_tree(tuple(heads.tolist()))
