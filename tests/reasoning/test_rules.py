"""One test or more for each of the sixteen rules of the semantics, as laws where a law says it best."""

import random
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reasoning_models import random_model, to_analysis
from reasoning_stories import Story

from whoknew import reasoning as R
from whoknew.errors import QuestionError
from whoknew.model import Factuality, Link, Party, Place, Rule
from whoknew.reasoning.answers import View
from whoknew.reasoning.contradictions import consistent, firm_atoms
from whoknew.reasoning.literals import END, At
from whoknew.reasoning.parts import whole_part

SEEDS = st.integers(0, 10**6)


def world_of(story):
    return R.compile(story.analysis())


def state(story, agent, prop, at=None, policy="ranked"):
    world = world_of(story)
    when = R.parse_when(world, at)
    found = R.knew(world, agent, prop, when, policy)
    return found[0].value, found[0].certainty, found[0].asserts


# 1. World-lines: schedules of largest consistent sets; weak claims only where nothing firm contradicts them


def test_1_firm_contradictions_branch_and_weak_ones_give_way():
    both = Story().people("a")
    both.claim("P", by="s1")
    both.claim("P", False, by="s2")
    view = View(world_of(both))
    assert len(view.lines) == 2
    assert {view.holds(0, END, sign).certainty for sign in (1, -1)} == {"possible"}
    weak = Story().people("a")
    weak.claim("P", by="s1", status="alleged")
    weak.claim("P", False, by="s2")
    view = View(world_of(weak))
    assert view.holds(0, END, -1).certainty == "certain"
    assert view.holds(0, END, 1).certainty == "excluded"


def test_1_narrative_order_is_weak():
    story = Story().people("a", "b", "c")
    first = story.act("tell", "a", "c", "P")
    story.act("tell", "b", "c", "P", asserts=False, weak_after=first)
    assert {f.certainty for f in R.knew(world_of(story), "c", "P")} == {"possible"}


# 2. Facts persist until something changes them


def test_2_what_holds_persists_until_changed():
    story = Story().people("a")
    first = story.event("a", at="2024-01-01")
    second = story.event("a", at="2024-01-05", polarity=False)
    story.prop("open", events=(first, second))
    view, world = View(world_of(story)), world_of(story)
    for day, sign in (("2024-01-03", 1), ("2024-01-05", -1), ("2024-06-01", -1)):
        assert view.holds(0, R.parse_when(world, day), sign).certainty == "certain"
    assert view.holds(0, R.parse_when(world, "2023-12-31"), 0).certainty == "certain"


# 3. Joint witnesses


def test_3_parties_witness_together_and_towns_make_no_witnesses():
    story = Story().people("a", "b", "c", "d", "e").people("hall", type="facility").people("town", type="place")
    meeting = story.act("meet", "a", "b", at="2024-01-02", place="hall")
    strike = story.event("e", at="2024-01-02T12:00", place="hall")
    story.presence("c", "hall", at="2024-01-02T11:00")
    story.presence("d", "town", at="2024-01-02T11:00")
    story.prop("met", events=(meeting,)).prop("struck", events=(strike,))
    world = world_of(story)
    assert [R.knew(world, x, "met")[0].value for x in "ab"] == ["knew", "knew"]
    assert R.knew(world, "c", "struck")[0].value == "knew"
    assert R.knew(world, "d", "struck")[0].value == "not_recorded"
    assert R.thinks(world, "a", "b", "met")[0].certainty == "certain"


def test_3_concealment_hides_and_plans_are_held_from_the_decision_on():
    story = Story().people("a", "c").people("hall", type="facility")
    theft = story.event("a", at="2024-01-02T12:00", place="hall", concealed=True)
    story.presence("c", "hall", at="2024-01-02T11:00")
    story.prop("theft", events=(theft,)).prop("plan", plan_of="a")
    story.act("decide", "a", (), "plan", at="2024-01-03")
    assert state(story, "c", "theft")[0] == "not_recorded"
    assert state(story, "a", "plan", "2024-01-02")[0] == "not_recorded"
    assert state(story, "a", "plan", "2024-01-04")[:2] == ("knew", "certain")


# 4. Acts on groups


@pytest.mark.parametrize("quantity, certainty", [(None, "possible"), ("some", "possible"), ("all", "certain")])
def test_4_what_is_told_to_a_group_is_possible_of_a_named_member(quantity, certainty):
    story = Story().people("boss", "ann").people("chiefs", type="group", members=("ann",))
    story.act("tell", "boss", Party(entity="chiefs", quantity=quantity), "P")
    world = world_of(story)
    assert R.told(world, "chiefs", "P")[0].certainty == "certain"
    assert R.told(world, "ann", "P")[0].certainty == certainty


def test_4_nobody_of_a_group_and_a_group_within_itself():
    story = Story().people("boss", "ann").people("chiefs", type="group", members=("ann", "inner"))
    story.people("inner", type="group", members=("chiefs",))
    story.act("tell", "boss", Party(entity="chiefs", quantity="none"), "P")
    world = world_of(story)
    assert not R.told(world, about="P")
    assert R.knew(world, "ann", "P")[0].value == "kept_from"
    assert any(doubt.code == "reasoning.group-contains-itself" for doubt in world.diagnostics)


# 5. Belief and acceptance


def test_5_witnessed_beats_a_witness_beats_hearsay_and_the_later_wins_a_tie():
    story = Story().people("a", "w", "x", "y")
    seen = story.event("w", at="2024-01-01", polarity=False)
    story.prop("P", events=(seen,))
    story.act("tell", "w", "a", "P", asserts=False, at="2024-01-02")
    story.act("tell", "x", "a", "P", at="2024-01-03")
    assert state(story, "a", "P") == ("knew", "certain", False)
    assert state(story, "a", "P", policy="latest")[2] is True
    story.act("tell", "y", "x", "P", asserts=False, at="2024-01-04")
    story.act("tell", "w", "x", "P", asserts=False, at="2024-01-05")
    assert state(story, "x", "P", policy="sceptical") == ("knew", "certain", False)
    with pytest.raises(QuestionError):
        R.knew(world_of(story), policy="gullible")


# 6, 7. Nested belief


def test_6_7_telling_makes_the_speaker_expect_belief_and_changes_nothing_of_his_own():
    story = Story().people("a", "b")
    story.act("know", "a", (), "P", asserts=False, at="2024-01-01")
    story.act("tell", "a", "b", "P", at="2024-01-02")
    world = world_of(story)
    assert state(story, "a", "P") == ("knew", "certain", False)
    assert R.thinks(world, "a", "b", "P")[0].asserts is True
    assert R.thinks(world, "b", "a", "P")[0].asserts is True


def test_7_what_is_not_accepted_does_not_show_the_speakers_mind():
    story = Story().people("a", "b")
    seen = story.event("b", at="2024-01-01", polarity=False)
    story.prop("P", events=(seen,))
    story.act("tell", "a", "b", "P", at="2024-01-02")
    world = world_of(story)
    assert R.thinks(world, "a", "b", "P")[0].asserts is True
    assert R.thinks(world, "b", "a", "P")[0].value == "not_recorded"


@settings(max_examples=60, deadline=None)
@given(SEEDS)
def test_7_no_telling_changes_what_its_speaker_believes(seed):
    rng = random.Random(seed)
    analysis = to_analysis(random_model(rng, rng.randint(1, 4)))
    world = R.compile(analysis)
    teller, hearer = rng.sample("abc", 2)
    edit = R.edits.AddTelling(hearers=(hearer,), proposition="P", teller=teller, asserts=rng.random() < 0.5)
    view, after = View(world), View(R.compile(R.apply((analysis,), [edit])))
    for sign in (1, -1, 0):
        agent = world.agent_index[teller]
        assert (
            view.believes(agent, world.prop_index["P"], END, sign)[0]
            == after.believes(after.world.agent_index[teller], after.world.prop_index["P"], END, sign)[0]
        )


# 8. Overhearers only if recorded


def test_8_being_there_is_not_hearing():
    story = Story().people("a", "b", "c").people("hall", type="facility")
    story.presence("c", "hall", at="2024-01-01")
    story.act("tell", "a", "b", "P", at="2024-01-02", place="hall")
    assert state(story, "c", "P")[0] == "not_recorded"


# 9. Knowledge


def test_9_knowledge_needs_truth_and_a_chain_to_a_witness():
    story = Story().people("a", "b", "c", "w")
    seen = story.event("w", at="2024-01-01")
    story.prop("P", events=(seen,))
    story.act("tell", "w", "b", "P", at="2024-01-02")
    story.act("tell", "b", "c", "P", at="2024-01-03")
    story.act("tell", "x", "a", "P", at="2024-01-03")
    assert state(story, "c", "P")[0] == "knew"
    assert state(story, "a", "P")[:2] == ("believed", "certain")


# 10, 11. Untrue, against belief, deceived


def told_against_belief(**more):
    story = Story().people("a", "b")
    seen = story.event("a", "b" if more.pop("both", False) else "a", at="2024-01-01", polarity=False)
    story.prop("P", events=(seen,), future=more.pop("future", False))
    story.act("tell", "a", "b", "P", at="2024-01-02", **more)
    return R.deceived(world_of(story))


def test_11_deceived_if_accepted_else_an_attempt():
    (found,) = told_against_belief()
    assert (found.value, found.certainty, found.inferred, found.told) == ("deceived", "certain", True, ("b",))
    (found,) = told_against_belief(both=True)
    assert (found.value, found.certainty) == ("attempt", "certain")
    assert told_against_belief(hedged=True)[0].certainty == "possible"


def test_10_a_promise_is_false_only_by_what_its_speaker_believed():
    story = Story().people("a", "b", "w")
    never = story.event("w", at="2024-03-01", polarity=False)
    story.prop("pay", events=(never,), future=True)
    story.act("promise", "a", "b", "pay", at="2024-01-01")
    assert R.deceived(world_of(story)) == ()
    story.act("decide", "a", (), "pay", asserts=False, at="2023-12-30")
    assert R.deceived(world_of(story))[0].value == "deceived"


def test_10_false_when_made_and_not_later():
    story = Story().people("a", "b", "w")
    before = story.event("w", at="2024-01-01", polarity=False)
    after = story.event("w", at="2024-01-05")
    story.prop("P", events=(before, after))
    story.act("tell", "a", "b", "P", at="2024-01-03", id="early")
    story.act("tell", "a", "b", "P", at="2024-01-07", id="late")
    assert {f.from_moment: f.value for f in R.told(world_of(story), "b", "P")} == {
        "early": "told_falsely",
        "late": "told",
    }


def test_11_what_the_text_calls_misleading_is_its_sources_claim():
    story = Story().people("a", "b")
    story.act("mislead", "a", "b", "P", by="aide")
    (found,) = [d for d in R.deceived(world_of(story)) if d.value == "said_to_mislead"]
    assert found.stated and not found.inferred and found.said_by == ("aide",)
    assert "aide" in found.note and "lied" not in found.note


# 12. Silence


def test_12_withheld_is_not_unaware_and_silence_is_not_recorded():
    story = Story().people("a", "b", "c", "d")
    story.act("withhold", "a", "b", "P")
    story.act("unaware", "c", (), "P", by="s")
    world = world_of(story)
    assert [R.knew(world, x, "P")[0].value for x in "bcd"] == ["kept_from", "unaware", "not_recorded"]
    assert R.knew(world, "d", "P")[0].certainty == "not_recorded"


# 13. Four values


def weaken(analysis, rng):
    """The analysis with a weak claim more."""
    story = Story()
    story.slot = 500
    extra = story.act("tell", "a", "b", "P", asserts=rng.random() < 0.5, hedged=True, id="weak")
    from msgspec.structs import replace

    return replace(analysis, acts=(*analysis.acts, *[a for a in story.acts if a.id == extra]))


@settings(max_examples=60, deadline=None)
@given(SEEDS)
def test_13_weak_claims_never_make_anything_certain_excluded_or_a_conflict(seed):
    rng = random.Random(seed)
    analysis = to_analysis(random_model(rng, rng.randint(1, 4)))
    old, new = R.compile(analysis), R.compile(weaken(analysis, rng))
    before, after = View(old), View(new)
    for agent in "abc":
        for prop in "PQ":
            for sign in (1, -1, 0):
                was = before.believes(old.agent_index[agent], old.prop_index[prop], END, sign)[0]
                now = after.believes(new.agent_index[agent], new.prop_index[prop], END, sign)[0]
                assert now == was or now == "possible"
    assert [c.members for c in R.conflicts(old).conflicts] == [c.members for c in R.conflicts(new).conflicts]


def test_13_past_the_budget_it_says_so():
    story = Story().people("a", "b")
    story.act("tell", "a", "b", "P")
    view = View(world_of(story))
    line = view.lines[0]
    from whoknew.reasoning.search import Any, Later

    hard = Any(tuple(Later((1, 1, -1)) for _ in range(50)))
    assert line.exists(hard, budget=3) is None
    assert line.exists(hard) is False


# 14. Conflicts and tensions


@settings(max_examples=80, deadline=None)
@given(SEEDS)
def test_14_conflicts_are_exactly_the_smallest_sets_without_a_world_line(seed):
    rng = random.Random(seed)
    world = R.compile(to_analysis(random_model(rng, rng.randint(2, 5))))
    part = whole_part(world)
    firm = sorted(firm_atoms(part))
    if len(firm) > 12:
        return
    expected = []
    for size in range(1, len(firm) + 1):
        for subset in combinations(firm, size):
            inner = frozenset(subset)
            if not any(known <= inner for known in expected) and not consistent(part, inner):
                expected.append(inner)
    report = R.conflicts(world)
    wanted = {tuple(dict.fromkeys(world.atom_record[a] for a in sorted(e))) for e in expected}
    assert {c.members for c in report.conflicts} == wanted
    assert all(c.weak for c in report.tensions)


def test_14_told_and_not_told_presences_and_times():
    story = Story().people("a", "b").people("x", "y", type="place")
    story.places = (
        Place(id="1", span=(0, 1), name="x", entity="x", latitude=33.5, longitude=36.3),
        Place(id="2", span=(0, 1), name="y", entity="y", latitude=55.7, longitude=37.6),
    )
    story.act("tell", "a", "b", "P", id="told", by="s1")
    story.act("tell", "a", "b", "P", id="not-told", polarity=False, by="s2")
    story.presence("a", "x", id="here", at="2024-01-01T12:00")
    story.presence("a", "y", id="there", at="2024-01-01T12:10")
    story.act("meet", "a", "b", id="m1", at="2024-02-01", after="m2")
    story.act("meet", "a", "b", id="m2", at="2024-02-03")
    found = {c.members for c in R.conflicts(world_of(story)).conflicts}
    assert found == {("told", "not-told"), ("here", "there"), ("m1", "m2")}


def test_14_a_silence_of_one_day_and_a_telling_of_another_agree():
    story = Story().people("a", "b")
    story.act("tell", "a", "b", "P", at="2024-01-05", by="s1")
    story.act("tell", "a", "b", "P", polarity=False, at="2024-01-03", by="s2")
    assert R.conflicts(world_of(story)).conflicts == ()


# 15 is in test_supports.py; here: alternatives


def test_15_two_sources_of_one_telling_leave_it_standing():
    story = Story().people("a", "b").source("s1").source("s2")
    story.act("tell", "a", "b", "P", id="t")
    story.claim(None, by="s1", about=("t",))
    story.claim(None, by="s2", about=("t",))
    world = world_of(story)
    assert R.told(world, "b", "P")[0].must_sources == ()
    assert R.told(R.drop(world, ["s1"]).world, "b", "P")
    assert not R.told(R.drop(world, ["s1", "s2"]).world, "b", "P")


# 16. Interventions


def _mind(record):
    return getattr(record, "type", "") in ("unaware", "know")


@settings(max_examples=60, deadline=None)
@given(SEEDS)
def test_16_an_empty_edit_changes_nothing_and_apply_leaves_the_first_world_alone(seed):
    rng = random.Random(seed)
    analysis = to_analysis(random_model(rng, rng.randint(1, 4)))
    world = R.compile(analysis)
    before = R.findings_of(world)
    assert not R.what_if(world, [])
    ids = [record.id for record in (*analysis.acts, *analysis.events) if record.polarity and not _mind(record)]
    edits = [R.edits.AddTelling(hearers=("a",), proposition="P", teller="b")]
    edits += [R.edits.WithdrawItem(item=rng.choice(ids))] if ids else []
    difference = R.what_if(world, edits)
    assert R.findings_of(R.compile(world.analyses)) == before == R.findings_of(world)
    assert not R.difference(world, R.compile(world.analyses))
    back = R.difference(difference.world, world)
    assert bool(back) == bool(difference)
    assert (set(back.records_gone), set(back.records_new)) == (
        set(difference.records_new),
        set(difference.records_gone),
    )


def test_16_lost_preconditions_and_assumptions_of_the_user():
    story = Story().people("a", "b", "c")
    talks = story.event("c", at="2024-01-01")
    story.event("a", at="2024-01-05", requires=(Link(event=talks, source="self"),), id="flight")
    story.prop("P")
    story.rules = (Rule(id="r1", when_agent="b", when_proposition="P", then="b leaves"),)
    world = world_of(story)
    (lost,) = R.what_if(world, [R.edits.WithdrawItem(item=talks)]).lost
    assert (lost.item, lost.needed, lost.kind) == ("flight", talks, "precondition")
    assert R.what_if(world, [R.edits.MoveItem(item=talks, at="2024-02-01")]).lost[0].why.endswith("now comes after it")
    (assumed,) = R.what_if(world, [R.edits.AddTelling(hearers=("b",), proposition="P")]).assumptions
    assert assumed.then == "b leaves" and "your rule" in assumed.because
    assert not R.what_if(world, [R.edits.AddTelling(hearers=("c",), proposition="P")]).assumptions


def test_16_who_is_made_present_hears_what_was_said():
    story = Story().people("a", "b", "c")
    story.act("meet", "a", "b", at="2024-01-01", id="meeting", place="hall")
    story.act("tell", "a", "b", "P", id="said", same="meeting")
    world = world_of(story)
    after = R.what_if(world, [R.edits.MakePresent(agent="c", item="meeting")]).world
    assert R.knew(after, "c", "P")[0].value == "believed"


def test_unreadable_models_give_findings_not_tracebacks():
    story = Story().people("a")
    story.act("tell", "a", "b", "P", at="the day after", after="nowhere")
    story.event("a", id="loop", after="loop", factuality=(Factuality(holder="self", value="Uu"),))
    world = world_of(story)
    codes = {doubt.code for doubt in world.diagnostics}
    assert {"reasoning.unreadable-time", "reasoning.unknown-order"} <= codes
    R.findings_of(world)
    assert R.replay(R.compile([Story().analysis()])) == ()
    assert R.knew(world, "b", "P", At(clock=0))
