"""Stretches of trees, and the choice among proposals: arguments of predicates, and mentions."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from whoknew.encoder.arguments import Candidates, choose, find_candidates, rivals
from whoknew.encoder.claiming import CONTENT, CUE, SOURCE, choose_claims, with_marks
from whoknew.encoder.framing import Rolesets
from whoknew.encoder.proposals import TYPES, Proposals, lean_on_chains
from whoknew.encoder.proposals import choose as choose_mentions
from whoknew.encoder.rescoring import Rescorer
from whoknew.encoder.yields import NOTHING, Tree, make_sentence

# "The clerk who left told us": clerk ← The, left (← who); told ← clerk, us
HEADS = [1, 4, 3, 1, -1, 4]


@st.composite
def trees(draw: st.DrawFn) -> list[int]:
    """Heads of a tree over up to 12 words, crossing or not."""
    n = draw(st.integers(1, 12))
    order = draw(st.permutations(range(n)))
    heads = [-1] * n
    for k in range(1, n):
        heads[order[k]] = order[draw(st.integers(0, k - 1))]
    return heads


def test_stretches_grow_from_the_word_outwards() -> None:
    tree = Tree(HEADS, [0] * 6)
    spans = {tuple(row[:3]) for row in tree.stretches([1]).tolist()}
    assert spans == {(1, 1, 2), (1, 0, 2), (1, 1, 4), (1, 0, 4)}
    assert tree.starts(4)[0][1] == 1, "the clerk is the nearest dependent that the bare verb leaves out"
    assert tree.ends(4)[-1] == (6, NOTHING, 0)


@given(trees())
def test_a_words_widest_stretch_is_its_subtree(heads: list[int]) -> None:
    tree = Tree(heads, [0] * len(heads))
    root = heads.index(-1)
    assert (tree.low[root], tree.high[root]) == (0, len(heads))
    for word in range(len(heads)):
        for _, first, end, *_ in tree.stretches([word]).tolist():
            assert 0 <= first <= word < end <= len(heads)
            assert tree.low[word] <= first and end <= tree.high[word]


@given(trees(), st.data())
def test_paths_there_and_back_have_the_same_steps(heads: list[int], data: st.DataObject) -> None:
    tree = Tree(heads, list(range(len(heads))))
    a, b = (data.draw(st.integers(0, len(heads) - 1)) for _ in range(2))
    there, back = tree.path(a, b), tree.path(b, a)
    if there != "far":
        up, down = there.split("/")
        assert back == f"{'^'.join(reversed(down.split('v')))}/{'v'.join(reversed(up.split('^')))}"


def scores(n: int, runs: dict[tuple[int, int], int], labels: int = 2) -> np.ndarray:
    """Log-probabilities [1, n, 1 + 2 labels] that make these runs likely."""
    out = np.full((1, n, 1 + 2 * labels), np.log(0.01), dtype=np.float32)
    out[:, :, 0] = np.log(0.9)
    for (a, b), label in runs.items():
        out[0, a:b, 0] = np.log(0.05)
        out[0, a, 1 + 2 * label] = out[0, a + 1 : b, 2 + 2 * label] = np.log(0.85)
    return out


def test_candidates_leave_the_predicate_out_and_hold_the_labels_own_run() -> None:
    sentence = make_sentence(HEADS, [0] * 6, [0] * 6, (3, 4))
    found = find_candidates(sentence, [4], [2.0], scores(6, {(0, 2): 0, (5, 6): 1}), {})
    assert found is not None
    spans = set(zip(found.first.tolist(), found.end.tolist(), found.label.tolist()))
    assert (0, 2, 0) in spans and (0, 4, 0) in spans and (5, 6, 1) in spans
    assert all(not a <= 4 < b for a, b, _ in spans)
    assert np.isfinite(found.numbers).all()


def candidates(rows: list[tuple[int, int, int, int]]) -> Candidates:
    columns = np.array(rows).T
    empty = np.zeros((len(rows), 1), dtype=np.int64)
    return Candidates(*columns, np.arange(len(rows)), empty, empty.astype(np.float32))


def test_arguments_neither_overlap_nor_repeat_a_core_label() -> None:
    rows = [(0, 0, 3, 0), (0, 2, 4, 1), (0, 5, 6, 0), (0, 6, 7, 2), (0, 7, 8, 2), (1, 2, 4, 0)]
    odds = np.array([3.0, 2.0, 1.0, 0.5, 0.4, 0.3])
    found = choose(candidates(rows), odds, -0.5, frozenset({0, 1}))
    assert [row[:4] for row in found] == [rows[0], rows[3], rows[4], rows[5]]
    assert choose(candidates(rows), odds, 2.5, frozenset()) == [(*rows[0], 3.0)]


def proposals(spans: list[tuple[int, int]]) -> Proposals:
    m = len(spans)
    first, end = np.array(spans).T
    return Proposals(
        first, end, first, np.zeros((m, TYPES + 1), dtype=np.float32), np.zeros((m, 15), dtype=np.int64),
        np.zeros((m, 7), dtype=np.float32),
    )  # fmt: skip


def test_mentions_nest_but_do_not_cross() -> None:
    sure = np.array([0.9, 0.8, 0.7, 0.2])
    probabilities = np.zeros((4, TYPES + 1))
    probabilities[:, 1], probabilities[:, TYPES] = sure, 1 - sure
    found = choose_mentions(proposals([(0, 40), (30, 70), (2, 5), (60, 61)]), probabilities, 0.4)
    assert [(a, b, kind) for a, b, _, kind, _ in found] == [(0, 40, 1), (2, 5, 1)]


def test_the_others_of_a_chain_vote_on_a_type() -> None:
    found = proposals([(0, 1), (4, 5), (8, 9)])
    found.scores[0, 3] = found.scores[1, 3] = 8.0
    traits, numbers = lean_on_chains(found, {(0, 1): 7, (8, 9): 7})
    assert traits[2, 12] == 4 and traits[1, 12] == 0
    assert numbers.shape == (3, 2 * TYPES + 9)
    assert lean_on_chains(found, {})[0][:, 12].tolist() == [0, 0, 0]


def test_rivals_are_of_the_same_predicate() -> None:
    rows = [(0, 0, 3, 0), (0, 5, 6, 0), (0, 0, 3, 1), (0, 2, 4, 1), (1, 0, 3, 0)]
    numbers = np.zeros((5, 2), dtype=np.float32)
    numbers[:, 1] = [-1, -2, -3, -4, -5]
    found = rivals(candidates(rows)._replace(numbers=numbers))
    assert found.tolist() == [
        [-2, -12, -3, -4], [-1, -12, -12, -12], [-12, -4, -1, -12], [-12, -3, -12, -1], [-12, -12, -12, -12]
    ]  # fmt: skip


def test_a_rolesets_own_frame_is_left_out_of_what_it_takes() -> None:
    taken = np.array([[3, 0], [1, 1]], dtype=np.float32)
    known = Rolesets(taken, np.array([4, 1], dtype=np.float32))
    usual, never = known.numbers(np.array([0, 0]), np.array([0, 1]))
    assert usual[0] > never[0] and usual[1] == never[1] == np.float32(np.log(5))
    apart = known.numbers(np.array([1]), np.array([1]), (np.array([1]), np.array([1])))
    fresh = known.numbers(np.array([-1]), np.array([1]))
    assert apart.tolist() == fresh.tolist(), "with its only frame left out it is a roleset that was never seen"


def test_a_network_adds_the_rows_of_traits_and_the_numbers() -> None:
    arrays = {
        "table": np.eye(2)[[0, 1, 1]], "mean": np.zeros(1), "scale": np.ones(1), "weight": np.array([[0.0, 2.0]]),
        "bias": np.zeros(2), "out": np.array([[1.0], [10.0]]), "out_bias": np.array([0.5]), "direct": np.array([[0.0]]),
    }  # fmt: skip
    stored = {f"rescoring.x.{name}": value.astype(np.float32) for name, value in arrays.items()}
    network = Rescorer("x", stored, {"offsets": [0, 2], "least": 0.0, "numbers": {"words": {"a": 1}}})
    traits = network.traits(np.array([[0, 0], [1, 0]]))
    assert network.scores(traits, np.array([[0.0], [-3.0]], dtype=np.float32))[:, 0].tolist() == [11.5, 0.5]
    assert network.number("words", "a") == 1 and network.number("words", "b") == 0


def test_claims_have_one_source_a_cue_and_share_no_content() -> None:
    rows = [
        (0, 0, 2, SOURCE),
        (0, 3, 9, CONTENT),
        (1, 5, 12, CONTENT),
        (1, 10, 12, CONTENT),
        (0, 9, 10, SOURCE),
        (1, 0, 1, CUE),
    ]
    odds = np.array([3.0, 2.0, 1.0, -1.0, 0.9, 5.0])
    nothing = [frozenset[int](), frozenset[int]()]
    assert choose_claims(candidates(rows), odds, 0.0, nothing) == [[(0, 2, SOURCE), (3, 9, CONTENT)], []]
    kept = choose_claims(candidates(rows), odds, 0.0, [frozenset({SOURCE}), frozenset({CONTENT})])
    assert kept[1] == [(10, 12, CONTENT)], "a cue that had content keeps the likeliest that is free"


def test_marks_of_quotation_are_told_from_other_marks() -> None:
    sentence = make_sentence([1, -1, 1, 1], [0] * 4, [2, 0, 2, 2], (3, 4))
    told = with_marks(sentence, ["“", "Go", ",", "…x"], 4).parts.tolist()
    assert told[1] == 0 and told[3] == 2 and told[4] == 4, "other words and what lies outside stay as they are"
    assert len({told[0], told[2], *range(5)}) == 7
