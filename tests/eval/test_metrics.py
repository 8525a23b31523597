"""Metrics against examples worked by hand, and laws that hold of all of them."""

import itertools
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whoknew_eval.metrics.attribution import Relation, cut, relation_counts, span_counts
from whoknew_eval.metrics.bootstrap import interval
from whoknew_eval.metrics.calibration import bins, expected_calibration_error
from whoknew_eval.metrics.coreference import b_cubed, ceaf_e, clusters_of, muc, score
from whoknew_eval.metrics.counts import Counts, exact, total
from whoknew_eval.metrics.factuality import macro_f1, pearson
from whoknew_eval.metrics.matching import assign, match
from whoknew_eval.metrics.parsing import tree_counts
from whoknew_eval.metrics.roles import Predicate, role_counts
from whoknew_eval.metrics.times import Expression, time_counts
from whoknew_eval.metrics.toponyms import distance_km, within


def sets(*clusters: str) -> list[frozenset[object]]:
    return [frozenset(cluster) for cluster in clusters]


# --- coreference: key {a b c} {d e f g}, response {a b} {c d} {f g h i} (worked by hand) ---
KEY = sets("abc", "defg")
RESPONSE = sets("ab", "cd", "fghi")


def test_muc_by_hand() -> None:
    # recall: {a b c} in 2 pieces → 3-2=1 of 2; {d e f g} in {cd}, {fghi} and e alone → 4-3=1 of 3; 2/5
    # precision: {a b} 1 of 1; {c d} 2 pieces → 0 of 1; {f g h i}: 1 piece, h, i alone → 4-3=1 of 3; 2/5
    ratio = muc(KEY, RESPONSE)
    assert (ratio.recall_top, ratio.recall_bottom, ratio.precision_top, ratio.precision_bottom) == (2, 5, 2, 5)
    assert ratio.f1 == pytest.approx(0.4)


def test_b_cubed_by_hand() -> None:
    # recall: a, b: 2/3 each; c: 1/3; d: 1/4; e: 0; f, g: 2/4 each → (2/3+2/3+1/3+1/4+0+1/2+1/2)/7
    # precision: a, b: 1; c: 1/2; d: 1/2; f, g: 2/4; h, i: 0 → (1+1+1/2+1/2+1/2+1/2)/8
    ratio = b_cubed(KEY, RESPONSE)
    assert ratio.recall_top == pytest.approx(5 / 3 + 1.25) and ratio.recall_bottom == 7
    assert ratio.precision_top == pytest.approx(4.0) and ratio.precision_bottom == 8


def test_ceaf_e_by_hand() -> None:
    # φ4: (abc,ab)=4/5, (abc,cd)=2/5, (defg,cd)=2/6, (defg,fghi)=4/8 → best 0.8+0.5
    ratio = ceaf_e(KEY, RESPONSE)
    assert ratio.recall_top == pytest.approx(1.3)
    assert (ratio.recall_bottom, ratio.precision_bottom) == (2, 3)
    assert ratio.f1 == pytest.approx(2 * 1.3 / 5)


def test_reference_example_of_luo() -> None:
    # Luo (2005): key {1..5} {6 7} {8..C}; response (a) merges the two big ones: B³ precision and CEAF differ as stated
    key = sets("12345", "67", "89ABC")
    merged = sets("12345" + "89ABC", "67")
    assert muc(key, merged).f1 == pytest.approx(2 * 1 * 0.9 / 1.9)
    assert b_cubed(key, merged).precision_top / 12 == pytest.approx((10 * 0.5 + 2) / 12)
    assert b_cubed(key, merged).recall_top / 12 == pytest.approx(1.0)
    assert ceaf_e(key, merged).f1 == pytest.approx(2 * (10 / 15 + 1) / 5)


def test_identical_clusters_score_one() -> None:
    assert score(KEY, KEY).conll == pytest.approx(1.0)
    assert score(KEY, []).conll == 0.0


def test_clusters_leave_singletons_out() -> None:
    assert clusters_of([((0, 1), 4), ((2, 3), 4), ((5, 6), 7)]) == [frozenset({(0, 1), (2, 3)})]


@given(st.lists(st.integers(0, 3), min_size=1, max_size=9), st.lists(st.integers(0, 3), min_size=1, max_size=9))
def test_swapping_gold_and_found_keeps_f1(a: list[int], b: list[int]) -> None:
    one = clusters_of(list(enumerate(a)))
    other = clusters_of(list(enumerate(b)))
    assert score(one, other).conll == pytest.approx(score(other, one).conll)
    assert 0 <= score(one, other).conll <= 1 + 1e-9


# --- matching ---
@given(st.integers(1, 4), st.integers(1, 4), st.data())
def test_assignment_is_the_best_there_is(n: int, m: int, data: st.DataObject) -> None:
    table = [[data.draw(st.integers(0, 9)) for _ in range(m)] for _ in range(n)]
    pairs = assign(table)
    assert len({a for a, _ in pairs}) == len({b for _, b in pairs}) == len(pairs) == min(n, m)
    small, large = (n, m) if n <= m else (m, n)
    best = max(
        sum(table[i][j] if n <= m else table[j][i] for i, j in enumerate(columns))
        for columns in itertools.permutations(range(large), small)
    )
    assert sum(table[a][b] for a, b in pairs) == best


def test_match_ignores_pairs_of_no_weight() -> None:
    assert match([1, 2], [3], lambda a, b: 0.0) == []


# --- attribution ---
def test_ranges_are_cut_at_sentence_ends() -> None:
    assert cut([(0, 3), (4, 11)], [(0, 5), (5, 10), (10, 20)]) == [(0, 3), (4, 5), (5, 10), (10, 11)]


GOLD = [Relation(((3, 4),), ((1, 3),), ((4, 12),)), Relation(((20, 21),), (), ((21, 25),))]


def test_span_counts() -> None:
    found = [Relation(((3, 4),), ((2, 3),), ((4, 12),))]
    sentences = [(0, 10), (10, 30)]
    assert span_counts(GOLD, found, sentences, "cue") == Counts(1, 1, 2)
    assert span_counts(GOLD, found, sentences, "source") == Counts(0, 1, 1)
    assert span_counts(GOLD, found, sentences, "content") == Counts(2, 2, 3)


def test_relation_counts() -> None:
    found = [
        Relation(((3, 5),), ((2, 3),), ((5, 12),)),  # overlaps in all three: (a) only
        Relation(((20, 21),), (), ((21, 25),)),  # identical, both without a source
        Relation(((30, 31),), (), ()),  # a cue of nobody's
    ]
    assert relation_counts(GOLD, found) == (Counts(2, 3, 2), Counts(1, 3, 2))


def test_a_source_on_one_side_only_is_wrong() -> None:
    found = [Relation(((20, 21),), ((18, 19),), ((21, 25),))]
    assert relation_counts(GOLD, found)[0] == Counts(0, 1, 2)


# --- the rest ---
def test_trees() -> None:
    gold = (["NOUN", "VERB", "PUNCT"], [1, -1, 1], ["nsubj", "root", "punct"])
    found = (["PROPN", "VERB", "PUNCT"], [1, -1, 0], ["nsubj:pass", "root", "punct"])
    assert tree_counts(gold, found) == (3, 2, 2, 2, 1)
    with pytest.raises(ValueError, match="length"):
        tree_counts(gold, (["X"], [-1], ["root"]))


def test_roles_leave_the_predicate_out() -> None:
    gold = [Predicate(1, "say.01", ((0, 1, "ARG0"), (1, 2, "V"))), Predicate(5, "go.02", ((4, 5, "ARG0"),))]
    found = [Predicate(1, "say.01", ((0, 1, "ARG0"), (2, 4, "ARG1"))), Predicate(5, "go.01", ())]
    counts = role_counts(gold, found)
    assert counts.arguments == Counts(1, 2, 2)
    assert counts.rolesets == Counts(1, 2, 2)


def test_factuality() -> None:
    assert pearson([1, 2, 3], [2, 4, 6]) == pytest.approx(1.0)
    assert pearson([1, 2, 3], [3, 2, 1]) == pytest.approx(-1.0)
    assert pearson([1, 2, 3], [1, 1, 1]) == 0.0
    assert macro_f1([3, -3, 0], [2.5, -1, 0.5]) == pytest.approx(1.0)
    # positive: tp 1, found 2, gold 1 → 2/3; negative: found 0 → 0; uncertain: 1 → mean 5/9
    assert macro_f1([3, -3, 0], [2.5, 1.5, 0.5]) == pytest.approx(5 / 9)


def test_times() -> None:
    gold = [Expression((0, 10), "2016-06-08"), Expression((20, 30), "P2D", "APPROX")]
    found = [Expression((0, 10), "2016-06-07"), Expression((22, 30), "P2D"), Expression((40, 44), "2016")]
    counts = time_counts(gold, found)
    assert counts.strict == Counts(1, 3, 2)
    assert counts.relaxed == Counts(2, 3, 2)
    assert counts.value == Counts(1, 3, 2)
    assert counts.value_and_mod == Counts(0, 3, 2)


def test_distance() -> None:
    damascus, moscow, latakia = (33.51, 36.29), (55.75, 37.62), (35.52, 35.78)
    assert distance_km(damascus, moscow) == pytest.approx(2475, abs=15)
    assert distance_km(damascus, damascus) == 0
    assert within([damascus, damascus, damascus], [damascus, latakia, None]) == (1, 3)


def test_calibration() -> None:
    assert expected_calibration_error([1.0, 1.0, 0.0], [True, True, False]) == 0
    assert expected_calibration_error([0.9, 0.9], [True, False]) == pytest.approx(0.4)
    assert [b.size for b in bins([0.05, 0.95, 1.0], [True] * 3)] == [1, 2]
    with pytest.raises(ValueError, match="0–1"):
        bins([1.2], [True])


def test_intervals_hold_the_figure_and_repeat() -> None:
    counts = [Counts(k, 10, 10) for k in range(11)]

    def figure(c: object) -> float:
        return total(c).f1  # type: ignore[arg-type]

    low, high = interval(counts, figure)
    assert low < 0.5 < high and (low, high) == interval(counts, figure)
    assert interval(counts[:1], figure) == (0.0, 0.0)


@given(st.lists(st.integers(0, 5)), st.lists(st.integers(0, 5)))
def test_counts_are_bounded(gold: list[int], found: list[int]) -> None:
    counts = exact(gold, found)
    assert 0 <= counts.right <= min(counts.found, counts.gold) or counts.right == 0
    assert 0 <= counts.f1 <= 1 and math.isfinite(counts.precision + counts.recall)
