"""Viterbi against all sequences, and the rules of BIO."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from whoknew.encoder.tags import allowed_moves, best_spans, best_tags, spans_of
from whoknew.encoder.vocabulary import TAGS

BIO = ("O", "B-x", "I-x", "B-y", "I-y")


def well_formed(tags: tuple[int, ...], labels: tuple[str, ...]) -> bool:
    before = "O"
    for tag in tags:
        label = labels[tag]
        if label.startswith("I-") and (before == "O" or before[2:] != label[2:]):
            return False
        before = label
    return True


@pytest.mark.parametrize("seed", range(12))
def test_chain_is_exact(seed: int) -> None:
    random = np.random.default_rng(seed)
    scores = random.normal(size=(5, len(BIO))).astype(np.float32)
    learned = random.normal(size=(len(BIO), len(BIO))).astype(np.float32)
    moves, starts = allowed_moves(BIO)
    tags, value = best_tags(scores, learned + moves, starts)
    best = max(
        sum(scores[i, t] for i, t in enumerate(seq)) + sum(learned[a, b] for a, b in zip(seq, seq[1:]))
        for seq in product(range(len(BIO)), repeat=5)
        if well_formed(seq, BIO)
    )
    assert well_formed(tuple(tags.tolist()), BIO)
    assert value == pytest.approx(best, abs=1e-4)


@pytest.mark.parametrize("seed", range(12))
def test_many_sequences_at_once_are_exact(seed: int) -> None:
    random = np.random.default_rng(100 + seed)
    scores = random.normal(size=(4, 5, len(BIO))).astype(np.float32)
    lengths = np.array([5, 3, 1, 4])
    tags = best_spans(scores, lengths)
    for row, n in enumerate(lengths):
        seq = tuple(tags[row, :n].tolist())
        assert well_formed(seq, BIO)
        assert (tags[row, n:] == 0).all()
        best = max(
            sum(scores[row, i, t] for i, t in enumerate(other))
            for other in product(range(len(BIO)), repeat=int(n))
            if well_formed(other, BIO)
        )
        assert sum(scores[row, i, t] for i, t in enumerate(seq)) == pytest.approx(best, abs=1e-4)


def test_a_sequence_alone_or_beside_a_longer_one_reads_the_same() -> None:
    random = np.random.default_rng(3)
    scores = random.normal(size=(2, 8, len(BIO))).astype(np.float32)
    beside = best_spans(scores, np.array([3, 8]))
    alone = best_spans(scores[:1, :3], np.array([3]))
    assert beside[0, :3].tolist() == alone[0].tolist()


@given(st.lists(st.integers(0, len(TAGS) - 1), max_size=30))
def test_spans_lie_in_order_and_keep_their_kind(tags: list[int]) -> None:
    found = spans_of(tags)
    assert all(a < b for a, b, _ in found)
    assert all(x[1] <= y[0] for x, y in zip(found, found[1:]))
    covered = {i for a, b, _ in found for i in range(a, b)}
    assert covered == {i for i, tag in enumerate(tags) if tag}
    assert all((tags[i] - 1) // 2 == kind for a, b, kind in found for i in range(a, b))
