"""The hand-made model of the long Damascus account: each question that it must answer, with its proof."""

from pathlib import Path

import pytest

from whoknew import reasoning
from whoknew.cli.edits import read_edit
from whoknew.scenario import load

MODEL = Path(__file__).parents[2] / "examples" / "damascus" / "a.model"
TEXT = MODEL.with_name("a.txt").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def world():
    return reasoning.compile([load(MODEL).analysis])


def the(world, words):
    (found,) = reasoning.find_agents(world, words)
    return found


def only(found):
    (one,) = found
    return one


def words_of(world, record):
    analysis = world.analysis_of(record)
    return [analysis.text_of(span) for span in world.spans_of(record)]


def deceptions(world, whom):
    agent = the(world, whom)
    return [found for found in reasoning.deceived(world) if agent in found.told]


def test_the_chiefs_were_told_falsely_that_help_was_coming_by_a_man_who_had_been_refused(world):
    told = only(reasoning.told(world, "chiefs", "help-is-coming"))
    assert (told.value, told.certainty, told.by) == ("told_falsely", "certain", the(world, "Bashar al-Assad"))
    found = only(deceptions(world, "chiefs"))
    assert (found.value, found.certainty, found.act) == ("deceived", "certain", "promise")
    assert "refusal" in found.against
    assert set(found.must_sources) == {"commander", "diplomats"}
    assert words_of(world, "promise") == ["He told them that Russian help was coming"]
    assert words_of(world, "refusal") == ["got nothing, three diplomats said"]


def test_the_office_manager_was_told_falsely(world):
    found = only(deceptions(world, "office-manager"))
    assert (found.value, found.certainty, found.act) == ("deceived", "certain", "office")
    assert "aide" in found.must_sources
    known = only(reasoning.knew(world, "office-manager", "going-home"))
    assert (known.value, known.certainty) == ("believed_wrongly", "certain")


def test_the_brother_was_not_told(world):
    found = only(reasoning.knew(world, the(world, "Maher"), "plan"))
    assert (found.value, found.certainty) == ("kept_from", "certain")
    assert found.claims == ("brother",)
    assert found.must_sources == ("aides",)
    assert only(words_of(world, "brother")).startswith("Assad did not tell Maher al-Assad")


def test_nobody_in_damascus_is_recorded_as_knowing_of_the_plan(world):
    bashar = the(world, "Bashar al-Assad")
    knowing = {
        found.agent
        for found in reasoning.knew(world, about="plan")
        if found.value in ("knew", "believed") and found.asserts
    }
    assert knowing == {bashar}
    (damascus,) = reasoning.find_places(world, "Damascus")
    dark = reasoning.in_the_dark(world, about="plan", place=damascus, at=reasoning.parse_when(world, "meeting"))
    assert all(found.value != "knew" for found in dark)


def test_a_named_man_who_may_have_been_among_the_chiefs_is_possible(world):
    found = reasoning.told(world, the(world, "Maher"), "help-is-coming")
    assert found
    assert {f.certainty for f in found} == {"possible"}
    known = only(reasoning.knew(world, the(world, "Maher"), "help-is-coming"))
    assert known.certainty == "possible"


@pytest.mark.parametrize("who", ["Jalali", "Shaaban", "chiefs", "Asma", "Ehab Makhlouf"])
def test_of_those_of_whom_nothing_is_said_nothing_is_recorded(world, who):
    found = only(reasoning.knew(world, the(world, who), "plan"))
    assert (found.value, found.certainty, found.claims) == ("not_recorded", "not_recorded", ())


def test_without_the_commander_the_meeting_falls_and_the_promise_stays_on_al_bahra_s_word(world):
    found = reasoning.drop(world, ["commander"])
    assert set(found.records_gone) == {"meeting", "promise", "request-to-hold"}
    every = [d for d in reasoning.deceived(found.world) if d.proposition == "help-is-coming"]
    assert {d.act for d in every} == {"promise-by-bahra"}
    left = [d for d in every if d.certainty == "certain"]
    bahra = only(s.id for s in world.analyses[0].sources if s.descriptor == "Hadi al-Bahra")
    assert only(left).act == "promise-by-bahra"
    assert set(only(left).must_sources) == {bahra, "diplomats"}
    meeting = world.record("meeting")
    assert (meeting.place, meeting.others[0].entity) == ("ministry", "chiefs")


def test_without_both_the_promise_falls_too(world):
    bahra = only(s.id for s in world.analyses[0].sources if s.descriptor == "Hadi al-Bahra")
    found = reasoning.drop(world, ["commander", bahra])
    assert set(found.records_gone) == {"meeting", "promise", "request-to-hold", "promise-by-bahra"}
    assert [d for d in reasoning.deceived(found.world) if d.proposition == "help-is-coming"] == []


def test_telling_the_brother_changes_what_he_knows_and_nothing_else(world):
    maher = the(world, "Maher")
    found = reasoning.what_if(world, read_edit(world, "tell Maher al-Assad: the plan to leave", "2024-12-07"))
    knowledge = [c for c in (*found.falls, *found.appears, *found.changed) if c.kind == "knowledge"]
    assert knowledge
    assert {(change.after or change.before).agent for change in knowledge} == {maher}
    others = [
        c.kind for c in (*found.falls, *found.appears, *found.changed) if c.kind not in ("knowledge", "item", "order")
    ]
    assert others == []
    assert (found.broken, found.lost, found.unbelievable, found.assumptions) == ((), (), (), ())
    assert found.records_gone == ("brother",)
    after = only(reasoning.knew(found.world, maher, "plan"))
    assert after.value in ("knew", "believed")
    assert after.asserts


def test_undoing_a_change_restores_everything(world):
    before = reasoning.knew(world)
    reasoning.what_if(world, read_edit(world, "tell Maher al-Assad: the plan to leave", "2024-12-07"))
    assert reasoning.knew(world) == before
    assert not reasoning.what_if(world, [])


def test_withdrawing_the_talks_marks_the_passage_of_the_flight_as_lost(world):
    found = reasoning.what_if(world, read_edit(world, "withdraw talks", None))
    lost = only(found.lost)
    assert (lost.item, lost.needed, lost.kind) == ("flight", "talks", "precondition")
    assert TEXT[slice(*lost.span)] == "It was those talks that secured the flight’s passage."
    assert "flight" not in found.records_gone


def test_the_one_thing_that_cannot_all_be_so_is_a_contact_that_those_concerned_deny(world):
    found = only(reasoning.conflicts(world).conflicts)
    assert set(found.members) == {"contact-with-group", "denial"}


def test_every_fact_of_the_model_stands_on_words_of_the_account(world):
    analysis = world.analyses[0]
    records = (*analysis.acts, *analysis.movements, *analysis.presences, *analysis.events, *analysis.claims)
    without = [record.id for record in records if not any(end > start for start, end in world.spans_of(record.id))]
    assert without == []
