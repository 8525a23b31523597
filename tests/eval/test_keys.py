"""Scoring against keys, on hand-made analyses; and that the unseen half is never shown."""

from pathlib import Path

import pytest

from whoknew.model import (
    Account,
    Act,
    Analysis,
    Attribution,
    Claim,
    Count,
    Entity,
    Kin,
    Movement,
    Office,
    Party,
    Response,
    Source,
    Time,
)
from whoknew_eval import shared_path
from whoknew_eval.__main__ import main
from whoknew_eval.keys.accounts import load_accounts, place
from whoknew_eval.keys.key import Key, KeyAct, Keyed, KeyMovement, KeyRelation, KeySource, KeyStatus, KeyTime
from whoknew_eval.keys.layer import LayerScore
from whoknew_eval.keys.names import same_name, same_parties
from whoknew_eval.keys.relations import lemma, same_label
from whoknew_eval.keys.run import Table, UnseenError, read_part, score_part, write_notes
from whoknew_eval.keys.score import score_layer
from whoknew_eval.metrics.counts import Counts

needs_shared = pytest.mark.skipif(shared_path() is None, reason="the shared keys are not on this machine")
TEXT = "Maria Orlov told the board that the audit was clean. An aide said she flew from Riga to Oslo on Monday."


def at(words: str, text: str = TEXT) -> tuple[int, int]:
    start = text.index(words)
    return start, start + len(words)


def keyed(*, shown: bool = True, **layers: object) -> Keyed:
    key = Key(doc="made-up", sha256="", **layers)  # type: ignore[arg-type]
    return Keyed(key=key, text=TEXT, published="2024-12-09", open=shown)


def analysis(**layers: object) -> Analysis:
    entities = (
        Entity(
            id="e1",
            name="Maria Orlov",
            type="person",
            roles=(Office(title="chair", of="e2"), Office(title="director", former=True)),
            kin=(Kin(relation="mother", to="e4"),),
        ),
        Entity(id="e2", name="the board", type="group"),
        Entity(id="e3", name="Riga", type="place"),
        Entity(id="e4", name="Lev Orlov", type="person"),
    )
    return Analysis(account=Account(id="x", text=TEXT), entities=entities, **layers)  # type: ignore[arg-type]


GOLD_ACT = KeyAct(
    type="tell", agent="Maria Orlov", others=("board",), cue=at("told"), content=at("the audit was clean")
)
FOUND_ACT = Act(
    id="a1",
    type="tell",
    cue=at("told"),
    agents=(Party(entity="e1"),),
    others=(Party(descriptor="the board"),),
    content_spans=(at("the audit was clean"),),
)


def figure(score: LayerScore, measure: str) -> Counts:
    return score.counts[measure]


def test_an_act_all_right() -> None:
    score = score_layer("acts", keyed(acts=(GOLD_ACT,)), analysis(acts=(FOUND_ACT,)))
    for measure in ("matched", "typed", "full", "all"):
        assert figure(score, measure) == Counts(1, 1, 1)
    assert score.notes == ()


def test_each_measure_asks_for_more() -> None:
    wrong_truth = Act(
        id="a1", type="tell", cue=at("told"), agents=FOUND_ACT.agents, others=FOUND_ACT.others, truth="true"
    )
    wrong_other = Act(id="a1", type="tell", cue=at("told"), agents=FOUND_ACT.agents)
    wrong_type = Act(id="a1", type="ask", cue=at("told"), agents=FOUND_ACT.agents, others=FOUND_ACT.others)
    elsewhere = Act(id="a1", type="tell", cue=at("said"))
    expected = [
        (wrong_truth, (1, 1, 1, 0)),
        (wrong_other, (1, 1, 0, 0)),
        (wrong_type, (1, 0, 0, 0)),
        (elsewhere, (0, 0, 0, 0)),
    ]
    for act, right in expected:
        score = score_layer("acts", keyed(acts=(GOLD_ACT,)), analysis(acts=(act,)))
        assert tuple(figure(score, m).right for m in ("matched", "typed", "full", "all")) == right
        assert score.notes


def test_among_acts_on_one_cue_the_best_pairing_counts() -> None:
    other = Act(id="a2", type="ask", cue=at("told"))
    score = score_layer("acts", keyed(acts=(GOLD_ACT,)), analysis(acts=(other, FOUND_ACT)))
    assert figure(score, "all") == Counts(1, 2, 1)


def test_a_decision_is_not_scored() -> None:
    decision = Act(id="a3", type="decide", cue=at("flew"))
    score = score_layer("acts", keyed(acts=(GOLD_ACT,)), analysis(acts=(decision, FOUND_ACT)))
    assert figure(score, "full") == Counts(1, 1, 1)


def test_a_joint_agent_may_be_one_party_or_two() -> None:
    assert same_parties(["Ehab and Eyad"], [["Ehab"], ["Eyad"]])
    assert same_parties(["Ehab and Eyad"], [["Ehab and Eyad"]])
    assert not same_parties(["Ehab and Eyad"], [["Ehab"]])
    assert same_parties([""], []) and not same_parties([""], [["Ehab"]])
    assert same_parties(["A", "B"], [["B"], ["A"]])


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("Bashar al-Assad", "al-Assad", True),
        ("Donald J. Trump", "Donald Trump", True),
        ("Sen. Bernie Sanders", "Sanders", True),
        ("Hillary Clinton", "Bill Clinton", False),
        ("Clinton aides", "Clinton", False),
        ("rank-and-file members", "members", True),
        ("presidential office manager", "his presidential office manager", True),
        ("Democratic National Committee", "DNC", True),
        ("attorney for Scientology", "Scientology", False),
        ("U.S. State Department", "State Department", True),
        ("Boston, Massachusetts", "Boston", True),
        ("Élysée", "the Elysee", True),
        ("Trump campaign", "Clinton campaign", False),
        ("three diplomats", "diplomats", True),
        ("Republican Party", "Republicans", True),
        ("", "Riga", False),
    ],
)
def test_names(a: str, b: str, same: bool) -> None:
    assert same_name(a, b) is same and same_name(b, a) is same


def test_movements() -> None:
    gold = KeyMovement(mover="Maria Orlov", span=at("flew"), origin="Riga", to="Oslo", happened=True)
    found = Movement(id="m1", mover=Party(entity="e1"), span=at("flew"), origin_place="e3", destination="Oslo")
    score = score_layer("movements", keyed(movements=(gold,)), analysis(movements=(found,)))
    assert [figure(score, m).right for m in ("matched", "ends", "full", "all")] == [1, 1, 1, 1]
    planned = Movement(
        id="m1", mover=Party(entity="e1"), span=at("flew"), origin_place="e3", destination="Oslo", happened="planned"
    )
    score = score_layer("movements", keyed(movements=(gold,)), analysis(movements=(planned,)))
    assert [figure(score, m).right for m in ("matched", "ends", "full", "all")] == [1, 1, 0, 0]


def test_sources() -> None:
    gold = KeySource(descriptor="aide", kind="unnamed_person_or_group", count="1", spans=(at("An aide"),))
    found = Source(id="s1", descriptor="aide", kind="anonymous_person", count=Count(low=1, high=1))
    attribution = Attribution(id="t1", source_spans=(at("An aide"),), sources=("s1",))
    voice = Source(id="self", descriptor="the account", kind="self")
    score = score_layer(
        "sources", keyed(sources=(gold,)), analysis(sources=(voice, found), attributions=(attribution,))
    )
    assert figure(score, "matched") == Counts(1, 1, 1)
    assert score.tallies["kind"] == score.tallies["anonymous"] == score.tallies["count"] == (1, 1)
    assert score.values["width"] == (0.0,)


def test_times() -> None:
    gold = KeyTime(span=at("Monday"), value="2024-12-09")
    found = Time(id="t1", span=at("on Monday"), type="date", value="2024-12-02")
    score = score_layer("times", keyed(times=(gold,)), analysis(times=(found,)))
    assert [figure(score, m).right for m in ("strict", "relaxed", "value")] == [0, 1, 0]


def test_relations() -> None:
    gold = (
        KeyRelation(a="Maria Orlov", relation="chairwoman of", b="board", span=(0, 5)),
        KeyRelation(a="Maria Orlov", relation="former director", span=(0, 5)),
        KeyRelation(a="Lev Orlov", relation="son", b="Maria Orlov", span=(0, 5)),
    )
    score = score_layer("relations", keyed(relations=gold), analysis())
    assert figure(score, "ends") == Counts(3, 3, 3)
    assert figure(score, "label") == Counts(2, 3, 3)


def test_relation_lemmas() -> None:
    assert lemma("former director of government affairs of") == ("director", frozenset({"former"}))
    assert same_label("senior adviser to", "adviser") and not same_label("vice president", "president")
    assert same_label("wife", "husband") and same_label("son", "father", swapped=True)


def test_status() -> None:
    gold = (
        KeyStatus(span=at("the audit was clean"), status="alleged"),
        KeyStatus(span=at("the audit was clean"), status="denied"),
        KeyStatus(span=at("An aide"), status="could_not_reach"),
    )
    found = {
        "claims": (
            Claim(id="c1", spans=(at("the audit was clean"),), status="denied"),
            Claim(id="c2", spans=(at("flew"),), status="asserted"),
        ),
        "responses": (Response(id="r1", who="aide", result="unreachable", span=at("An aide")),),
    }
    score = score_layer("status", keyed(status=gold), analysis(**found))
    assert figure(score, "label") == Counts(2, 2, 3)


def test_a_closed_article_leaves_no_notes(tmp_path: Path) -> None:
    score = score_layer("acts", keyed(shown=False, acts=(GOLD_ACT,)), analysis())
    assert score.notes == () and figure(score, "matched") == Counts(0, 0, 1)
    table = score_part("acts", [(keyed(shown=False, acts=(GOLD_ACT,)), analysis())])
    with pytest.raises(UnseenError):
        write_notes(table, tmp_path)
    assert not list(tmp_path.iterdir())


def test_notes_of_an_open_article(tmp_path: Path) -> None:
    table = score_part("acts", [(keyed(acts=(GOLD_ACT,)), analysis())])
    assert isinstance(table, Table)
    assert "MISSED tell: Maria Orlov" in write_notes(table, tmp_path).read_text("utf-8")


def test_the_unseen_half_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["score", "--part", "unseen", "--verbose"]) == 2
    assert main(["score", "--part", "unseen", "--doc", "anything"]) == 2
    with pytest.raises(UnseenError):
        read_part("unseen", ("anything",))
    shown = capsys.readouterr()
    assert shown.out == "" and "unseen" in shown.err


@needs_shared
@pytest.mark.slow
def test_keys_fit_their_texts() -> None:
    for part in ("rules", "unseen"):
        for one in read_part_keys(part):
            length = len(one.text)
            spans = [a.cue for a in one.key.acts] + [t.span for t in one.key.times]
            assert all(0 <= start < end <= length for start, end in spans)
            assert one.open is (part == "rules")


def read_part_keys(part: str) -> list[Keyed]:
    from whoknew_eval.keys.key import read_keys

    return list(read_keys(part))  # type: ignore[arg-type]


def test_our_own_accounts_are_placed() -> None:
    for half in ("open", "unseen"):
        accounts = list(load_accounts(half))
        assert len(accounts) == 6
        for one in accounts:
            assert one.key.acts and one.key.sources and one.open is (half == "open")
            assert all(one.text[a:b] for a, b in (act.cue for act in one.key.acts))
    with pytest.raises(ValueError, match="not in the text"):
        place("nothing of the kind", "a b")


def test_a_perfect_reading_scores_all() -> None:
    for one in load_accounts("open"):
        acts = tuple(
            Act(
                id=f"a{n}",
                type=act.type,  # type: ignore[arg-type]
                cue=act.cue,
                agents=(Party(descriptor=act.agent),) if act.agent else (),
                others=tuple(Party(descriptor=name) for name in act.others),
                truth=act.truth,  # type: ignore[arg-type]
                insincere=act.insincere,
            )
            for n, act in enumerate(one.key.acts)
        )
        score = score_layer("acts", one, Analysis(account=Account(id="x", text=one.text), acts=acts))
        assert figure(score, "all").f1 == 1.0
