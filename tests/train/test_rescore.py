"""What is fitted for the second look is what the run time computes, and it learns."""

import numpy as np
import pytest

torch = pytest.importorskip("torch")

from whoknew.encoder.rescoring import Rescorer  # noqa: E402
from whoknew_train import fitting  # noqa: E402
from whoknew_train.fitting import Arrays, Examples, Growing, train  # noqa: E402


def test_a_network_learns_traits_and_numbers_and_is_stored_as_it_was_trained(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fitting, "BATCH", 64)
    random = np.random.default_rng(3)
    paths = Growing()
    names = [f"path {k}" for k in range(6)] + ["seen once"]
    drawn = random.integers(0, 6, 6000)
    drawn[0] = 6
    column = np.array([paths.get(names[k]) for k in drawn])
    other = random.integers(0, 3, 6000)
    numbers = random.normal(size=(6000, 2)).astype(np.float32)
    right = ((drawn % 2 == 0) & (numbers[:, 0] > 0)).astype(np.int64)
    arrays: Arrays = {}
    facts: dict[str, object] = {}
    columns = np.stack([column, other], axis=1)
    train("x", Examples(columns, numbers, right), [len(paths) + 1, 3], {"paths": (0, paths)}, -0.5, arrays, facts)
    stored = {f"rescoring.{name}": array for name, array in arrays.items()}
    network = Rescorer("x", stored, facts["x"])  # type: ignore[arg-type]
    assert network.least == -0.5
    assert network.number("paths", "seen once") == 0, "too seldom to be told apart"
    known = np.array([[network.number("paths", names[k]), o] for k, o in zip(drawn, other, strict=True)])
    odds = network.scores(network.traits(known), numbers)[:, 0]
    assert ((odds > 0) == (right == 1)).mean() > 0.9
