"""What the short models are about that the plain questions do not show: moments, nesting, dropping, changing."""

from pathlib import Path

from whoknew import reasoning
from whoknew.scenario import load

FOLDER = Path(__file__).parents[2] / "examples" / "models"


def world_of(name):
    return reasoning.compile([load(FOLDER / f"{name}.model").analysis])


def the(world, words):
    (found,) = reasoning.find_agents(world, words)
    return found


def only(found):
    (one,) = found
    return one


def test_an_order_that_is_not_stated_makes_an_answer_possible():
    world = world_of("warning")
    at = reasoning.parse_when(world, "left")
    assert only(reasoning.knew(world, the(world, "Dane"), "storm", at=at)).certainty == "possible"
    assert only(reasoning.knew(world, the(world, "Dane"), "storm")).certainty == "certain"


def test_a_telling_lets_each_think_that_the_other_believes_it():
    world = world_of("resignation")
    aldo, brandt = the(world, "Aldo"), the(world, "Brandt")
    for one, other in ((aldo, brandt), (brandt, aldo)):
        found = only(reasoning.thinks(world, one, other, "resign"))
        assert (found.value, found.asserts) == ("believed", True)
    silent = only(reasoning.thinks(world, aldo, the(world, "Cora"), "resign"))
    assert silent.value == "not_recorded"


def test_one_of_two_sources_may_go_and_the_only_one_may_not():
    world = world_of("audit")
    first = reasoning.drop(world, ["first"])
    assert set(first.records_gone) == {"said"}
    assert reasoning.drop(world, ["second"]).records_gone == ()
    assert set(reasoning.drop(world, ["first", "second"]).records_gone) >= {"said", "shown", "count"}


def test_a_withdrawn_precondition_is_lost_and_nobody_s_behaviour_is_predicted():
    world = world_of("passage")
    found = reasoning.what_if(world, [reasoning.edits.WithdrawItem(item="treaty")])
    assert {(lost.item, lost.needed) for lost in found.lost} == {("crossing", "treaty")}
    assert "crossing" not in found.records_gone
    assert found.assumptions == ()


def test_a_reaction_comes_only_from_the_rule_of_the_user_and_is_marked_as_his():
    world = world_of("passage")
    tilda = the(world, "Tilda")
    found = reasoning.what_if(
        world, [reasoning.edits.AddTelling(hearers=(tilda,), proposition="flee", before="crossing")]
    )
    assert [(a.agent, a.then) for a in found.assumptions] == [(tilda, "Tilda goes from Capital to Border")]


def test_rules_of_the_user_are_followed_in_a_chain_that_ends():
    world = world_of("reaction")
    wren, oakes, pike = (the(world, name) for name in ("Wren", "Oakes", "Pike"))
    telling = reasoning.edits.AddTelling(hearers=(wren,), proposition="patrol", teller=pike, at="1803-05-01T12:00")
    found = reasoning.what_if(world, [telling])
    assert [rule.line for rule in found.assumptions] == [19, 20, 21]
    assert (found.records_gone, [lost.item for lost in found.lost]) == (("sails",), ["meeting"])
    (mind,) = reasoning.knew(found.world, oakes, "patrol")
    assert (mind.value, mind.certainty) == ("knew", "certain")
    assert "your-rule:rule1" in mind.must_sources
    assert found.notes == (
        "Your rule at line 22 is not followed: what it says would come before what it waits for.",
        "Your rule at line 19 and your rule at line 21 lead back to each other; each is followed once.",
    )
    reasons = {change.why for change in found.appears if getattr(change.after, "agent", "") == oakes}
    assert all("(your rule at line 19)" in reason for reason in reasons)
    assert reasoning.knew(world, oakes, "patrol")[0].value == "not_recorded"


def test_an_empty_change_changes_nothing():
    for path in sorted(FOLDER.glob("*.model")):
        world = reasoning.compile([load(path).analysis])
        assert not reasoning.what_if(world, [])


def test_a_named_member_is_possibly_told_and_certainly_where_it_says_all():
    world = world_of("mutiny")
    pike = the(world, "Pike")
    assert only(reasoning.told(world, pike, "seize")).certainty == "possible"
    assert only(reasoning.told(world, pike, "pay")).certainty == "certain"


def test_a_town_is_not_a_room():
    world = world_of("harbour")
    assert only(reasoning.knew(world, the(world, "Cole"), "deal")).value == "not_recorded"
