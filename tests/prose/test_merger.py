"""The firm sold behind a sister's back, read from prose: who was told what, what the account says was so, and why."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from reading import acts, names, read, sources, world
from whoknew import reasoning
from whoknew.reasoning.audit import audit

MERGER = "merger/account.txt"


def test_the_talks_were_to_be_kept_quiet_and_that_was_promised() -> None:
    found = read(MERGER)
    (asked,) = acts(found, "ask", "Thomas", "Galt")
    (promised,) = acts(found, "promise", "Galt")
    assert names(found, promised.others) == names(found, asked.agents)
    assert promised.proposition == asked.proposition, "“that he would” is what was asked"


def test_the_sister_was_not_told_of_the_meeting() -> None:
    found = read(MERGER)
    (met,) = acts(found, "meet", "Thomas", "Galt")
    kept = [act for act in acts(found, "withhold", other="Marian") if "meeting" in found.text_of(act.content_spans[0])]
    prop = {one.id: one for one in found.propositions}[kept[0].proposition or ""]
    assert met.id in prop.events, "“that meeting” is the one in Marlow Cross"


def test_what_the_bookkeeper_was_told_was_not_so_by_her_own_word() -> None:
    found = read(MERGER)
    (told,) = acts(found, "tell", "Thomas", content="the insurers wanted them")
    assert names(found, told.others) == ["Lena Ford"]
    assert told.truth_by and {held.value for held in told.truth_by} == {"false"}
    assert any("Ford" in name for name in sources(found, tuple(held.holder for held in told.truth_by)))


def test_the_cousin_was_assured_of_what_the_relatives_deny() -> None:
    engine = world(MERGER)
    cards = [card for card in reasoning.deceived(engine) if "seen the draft" in engine.name_of(card.proposition)]
    assert cards and all("Price" in engine.name_of(who) for card in cards for who in card.told)


def test_misled_is_said_by_the_sister_and_by_nobody_else() -> None:
    found = read(MERGER)
    misled = [act for act in found.acts if act.type == "mislead"]
    assert misled and all(not act.insincere for act in misled)
    assert all(any("Marian" in name for name in sources(found, act.sources)) for act in misled)


def test_why_the_bookkeeper_kept_it_from_them() -> None:
    found = read(MERGER)
    kept = acts(found, "withhold", "Ford")
    reasons = [found.text_of(link.span) for act in kept for link in act.because if link.span]
    assert reasons and reasons[0].startswith("because Thomas had threatened")


def test_who_is_asked_about_are_those_who_spoke_without_a_name_and_no_lawyer_for_a_party() -> None:
    found = read(MERGER)
    unnamed = {source.descriptor for source in found.sources if source.kind == "anonymous_person" and not source.inner}
    assert {"person", "members of the family", "relative", "lawyer for Thomas Averill"} <= unnamed
    (asked,) = [f for f in audit(found).flags if f.rule == "no-reason-for-anonymity"]
    assert "a person who was at the table" in asked.message
    assert "lawyer" not in asked.message
