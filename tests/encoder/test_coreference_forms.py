"""What pairs of mentions are compared by, and the lemma scripts."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from whoknew.encoder.lemmas import apply_script, derive_script
from whoknew.encoder.pairing import DISTANCES, FEATURES, describe, far_bucket, features, near_bucket

WORDS = "The mayor of Orrin said she would ask the mayor again .".split()
SPANS = [(0, 4, 1), (3, 4, 3), (5, 6, 5), (8, 10, 9)]


def test_rows_lie_inside_the_table() -> None:
    forms = describe(WORDS, np.zeros(len(WORDS), dtype=np.int64), SPANS)
    anaphor, candidate = (x.astype(np.int64) for x in np.tril_indices(len(SPANS), -1))
    rows = features(forms, anaphor, candidate)
    assert rows.shape == (6, 7) and rows.min() >= 0 and rows.max() < FEATURES


def test_same_head_and_pronoun_are_told_apart() -> None:
    forms = describe(WORDS, np.zeros(len(WORDS), dtype=np.int64), SPANS)
    rows = features(forms, np.array([3, 2]), np.array([0, 0]))
    assert rows[0, 3] != rows[1, 3] and rows[0, 6] != rows[1, 6]


def test_numbers_stand_for_places_in_the_document() -> None:
    spans = [SPANS[0], SPANS[3]]
    forms = describe(WORDS, np.zeros(len(WORDS), dtype=np.int64), spans)
    near = features(forms, np.array([1]), np.array([0]))
    far = features(forms, np.array([1]), np.array([0]), np.array([0, 60]))
    assert near[0, 1] != far[0, 1]


@given(st.lists(st.tuples(st.integers(0, 10), st.integers(1, 5)), min_size=2, max_size=8), st.data())
def test_mentions_described_in_parts_compare_like_all_at_once(
    places: list[tuple[int, int]], data: st.DataObject
) -> None:
    spans = sorted((a, min(a + n, len(WORDS)), a) for a, n in places)
    sentence_of = np.zeros(len(WORDS), dtype=np.int64)
    cut = data.draw(st.integers(0, len(spans)))
    kept = np.array(sorted(data.draw(st.sets(st.integers(0, len(spans) - 1), min_size=2))), dtype=np.int64)
    numbers: dict[str, int] = {}
    first, then = (describe(WORDS, sentence_of, part, numbers) for part in (spans[:cut], spans[cut:]))
    some = first.before(then).only(kept)
    alone = describe(WORDS, sentence_of, [spans[k] for k in kept])
    anaphor, candidate = (x.astype(np.int64) for x in np.tril_indices(len(kept), -1))
    rows = features(alone, anaphor, candidate)
    assert (features(some, anaphor, candidate) == rows).all()
    words = [{w.lower() for w in WORDS[a:b] if len(w) > 3} for a, b, _ in (spans[k] for k in kept)]
    base = rows[:, 5].min() if len({*rows[:, 5]}) > 1 else None
    shared = [not words[i].isdisjoint(words[j]) for i, j in zip(anaphor, candidate)]
    assert base is None or (rows[:, 5] - base).tolist() == [int(one) for one in shared]


@given(st.lists(st.integers(-(10**6), 10**6), max_size=20))
def test_distances_fit_their_tables(distances: list[int]) -> None:
    values = np.array(distances, dtype=np.int64)
    for bucket in (near_bucket(values), far_bucket(values)):
        assert ((bucket >= 0) & (bucket < DISTANCES)).all()


@given(st.text("abcdeSIEN", min_size=1, max_size=9), st.text("abcdesSI", min_size=1, max_size=9))
def test_a_script_makes_its_lemma(form: str, lemma: str) -> None:
    assert apply_script(form, derive_script(form, lemma)) == lemma
