"""The last day in Damascus read from prose: who was told what, by whose account, and what was so."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from reading import acts, names, quote, read, sources, world
from whoknew import pipeline, reasoning

A = "damascus/a.txt"


def test_the_chiefs_were_told_falsely_that_help_was_coming() -> None:
    found = read(A)
    (told,) = acts(found, "tell", "Assad", "chiefs")
    assert "help was coming" in found.text_of(told.content_spans[0])
    assert quote(found, told).startswith("He told them that Russian help was coming")
    assert any("commander" in name for name in sources(found, told.sources))
    assert told.truth == "false" or any(held.value == "false" for held in told.truth_by)


def test_the_engine_finds_that_deception_with_its_proof() -> None:
    asked = world(A)
    cards = [card for card in reasoning.deceived(asked) if any("chiefs" in asked.name_of(who) for who in card.told)]
    assert cards and all("Assad" in asked.name_of(card.teller) for card in cards)
    assert all(card.spans and card.claims for card in cards)
    assert all(card.value == "deceived" for card in cards), "he had been refused, by three diplomats' account"


def test_the_office_manager_was_told_that_he_was_going_home() -> None:
    found = read(A)
    (told,) = acts(found, "tell", "Assad", "office manager")
    assert found.text_of(told.content_spans[0]) == "he was going home"
    assert any("aide" in name for name in sources(found, told.sources))
    assert [held.value for held in told.truth_by] == ["false"], "he went to the airport, by the same aide"
    clash = {prop.id: prop for prop in found.propositions}[told.proposition or ""].clashes
    assert [(one.reason, found.text_of(one.span)) for one in clash if one.span] == [("two destinations", "but")]


def test_the_adviser_was_called_to_write_a_speech() -> None:
    found = read(A)
    (called,) = acts(found, "call", "Assad", "Shaaban")
    (asked,) = acts(found, "ask", "Assad", "Shaaban")
    assert "write a speech" in found.text_of(asked.content_spans[0])
    assert quote(found, called) == quote(found, asked)


def test_the_brother_was_not_informed() -> None:
    found = read(A)
    (kept,) = acts(found, "withhold", "Assad", "Maher")
    assert found.text_of(kept.content_spans[0]) == "he was leaving"
    assert any("aides" in name for name in sources(found, kept.sources))
    asked = world(A)
    values = {(asked.name_of(cell.agent), cell.value) for cell in reasoning.knew(asked)}
    assert ("Maher al-Assad", "kept_from") in values


def test_aides_officials_and_relatives_were_deceived_by_others_account() -> None:
    found = read(A)
    misled = [act for act in found.acts if act.type == "mislead"]
    assert len(misled) == 1
    told = " ".join(names(found, misled[0].others))
    assert all(word in told for word in ("aides", "officials", "relatives"))
    assert not misled[0].insincere and misled[0].insincere_by, "said by its source, not in the account's voice"


def test_the_prime_minister_was_told_tomorrow() -> None:
    found = read(A)
    (told,) = [
        act
        for act in found.acts
        if act.type == "tell" and "Tomorrow, we will see" in found.text_of(act.content_spans[0])
    ]
    assert names(found, told.others) == ["Mohammed Jalali"]
    assert "Assad" in names(found, told.agents)[0]


def test_moscows_refusal_was_known_to_the_man_who_promised_help() -> None:
    found = read(A)
    (asked,) = acts(found, "ask", "Assad", "", "troops")
    (refused,) = [act for act in found.acts if act.type == "refuse" and act.proposition == asked.proposition]
    assert any("diplomats" in name for name in sources(found, refused.sources))
    engine = world(A)
    cells = [cell for cell in reasoning.knew(engine) if "Assad" in engine.name_of(cell.agent)]
    assert any(cell.proposition == asked.proposition and cell.value == "knew" and not cell.asserts for cell in cells)


def test_nobody_else_is_recorded_as_knowing_of_the_plan() -> None:
    engine = world(A)
    plans = [prop for prop in read(A).propositions if prop.plan_of is not None]
    assert plans, "the plan to leave"
    for cell in reasoning.knew(engine):
        if cell.proposition in {plan.id for plan in plans} and cell.value in ("knew", "believed"):
            assert "Assad" in engine.name_of(cell.agent)


def test_refuge_was_refused_and_why() -> None:
    found = read(A)
    (refused,) = acts(found, "refuse", "Emirates", "Assad")
    assert next(found.text_of(link.span) for link in refused.because if link.span).startswith(
        "because it feared an outcry"
    )


def test_contact_and_the_accusation_were_denied() -> None:
    found = read(A)
    (contact,) = acts(found, "deny", "Turkey")
    assert names(found, contact.agents) == ["Turkey", "Qatar"]
    assert "in contact with the group" in found.text_of(contact.content_spans[0])
    (accusation,) = acts(found, "deny", content="the accusation")
    assert accusation.agents
    gist = {prop.id: prop.gist for prop in found.propositions}[accusation.proposition or ""]
    assert "chemical weapons" in gist


def test_nothing_says_in_the_accounts_own_voice_that_somebody_lied() -> None:
    assert not [act for act in read(A).acts if act.insincere]


def test_every_act_reaches_its_sentence() -> None:
    found = read(A)
    for act in found.acts:
        assert found.text_of(act.cue).strip()
        assert all(found.text_of(span).strip() for span in act.content_spans)
        assert quote(found, act)


def test_the_office_managers_telling_and_what_he_did_instead_have_that_saturday() -> None:
    found = read(A)
    (told,) = acts(found, "tell", "Assad", "office manager")
    assert (told.time.bounds.earliest or "").startswith("2024-12-07") and not told.time.weak
    airport = next(entity.id for entity in found.entities if entity.name == "airport")
    (went,) = [move for move in found.movements if move.destination == airport]
    assert (went.time.bounds.earliest or "").startswith("2024-12-07")
    assert any("aide" in name for name in sources(found, went.sources))


def test_wife_and_children_are_in_moscow_and_the_cousins_are_not() -> None:
    found = read(A)
    called = {entity.id: entity.name for entity in found.entities}
    there = {called[one.who.entity or ""] for one in found.presences if one.present and called[one.where] == "Moscow"}
    assert there == {"Asma", "children"}
    wives = [(called[kin.to], kin.relation) for entity in found.entities if entity.name == "Asma" for kin in entity.kin]
    assert wives == [("Bashar al-Assad", "wife")]


def test_the_talks_let_the_flight_leave() -> None:
    found = read(A)
    (talks,) = acts(found, "meet", "Turkey", "Hayat Tahrir")
    flight = [move for move in found.movements if move.id in {link.event for link in talks.enables}]
    places = {entity.id: entity.name for entity in found.entities}
    assert [places[move.origin_place or ""] for move in flight] == ["Damascus"]
    assert [move.means for move in flight] == ["plane"]


def test_the_refusal_was_kept_from_the_commanders() -> None:
    found = read(A)
    (kept,) = acts(found, "withhold", "Assad", "commanders")
    (told,) = acts(found, "tell", "Assad", "commanders")
    assert kept.proposition == told.proposition and kept.asserts != told.asserts
    (refused,) = acts(found, "refuse", "Moscow", "Assad")
    assert refused.proposition == told.proposition


def test_who_stands_accused_says_nothing() -> None:
    found = read(A)
    assert not acts(found, "tell", "man")
    (charge,) = [claim for claim in found.claims if claim.kind == "allegation"]
    assert not charge.chain[-1] or charge.chain == (("self",),)
    assert not any(name == "man" for name in sources(found, tuple(one.id for one in found.sources)))


def test_the_chiefs_are_one_group_and_the_cousins_fates_are_events() -> None:
    found = read(A)
    (told,) = acts(found, "tell", "Assad", "chiefs")
    assert names(found, told.others) == ["army and security chiefs"]
    fates = {" ".join(event.gist.split()): event for event in found.events}
    assert fates["Ehab was killed"].roles and fates["Eyad was wounded"].roles


def test_the_chiefs_card_is_certain_and_no_times_clash() -> None:
    analysis = pipeline.with_findings(read(A))
    chiefs = {entity.id for entity in analysis.entities if entity.name == "army and security chiefs"}
    assert analysis.findings is not None
    assert any(card.certainty == "certain" and chiefs & set(card.told) for card in analysis.findings.deceptions)
    assert not [one for one in analysis.findings.tensions if "times" in one.reason]
