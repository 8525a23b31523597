"""Small readings that whole accounts hang on: short names of firms, looks back, questions, closing speakers."""

import hashlib

from whoknew import pipeline, reasoning
from whoknew.model import Account, Analysis


def read(text: str) -> Analysis:
    digest = hashlib.sha256(text.encode()).hexdigest()
    return pipeline.run(Account(id=digest, text=text, sha256=digest, published="2023-05-30"))


def kinds(analysis: Analysis) -> dict[str, str]:
    return {name: entity.type for entity in analysis.entities for name in (entity.name, *entity.aliases)}


def test_a_firm_cut_short_is_the_firm_and_no_he() -> None:
    found = read(
        "Hugo Lind, the owner, agreed in March to sell the yard to Tarvane Holdings. On March 9 he met Vera Stolt, "
        "Tarvane's head of sales, in a café. He asked her to wait."
    )
    assert kinds(found)["Tarvane"] == "organisation"
    (met,) = (act for act in found.acts if act.type == "meet")
    names = {entity.id: entity.name for entity in found.entities}
    assert [names.get(party.entity or "") for party in met.agents] == ["Hugo Lind"]


def test_a_surname_inside_a_body_s_name_stays_a_person() -> None:
    found = read("Oscar Tarvane founded the Tarvane Trust. Tarvane said that he would resign. He left on Monday.")
    people = {entity.name for entity in found.entities if entity.type == "person"}
    assert "Oscar Tarvane" in people and kinds(found).get("Tarvane", "person") == "person"


def test_a_look_back_does_not_date_what_was_known() -> None:
    found = read(
        "The deed was signed on May 13. The bank knew: its manager, Ada Brill, had granted a loan two days before, "
        "and she was told that all was agreed."
    )
    dated = {act.type: act.time for act in found.acts}
    assert dated["grant"].bounds.earliest == "2023-05-11T00:00"
    assert all(dated[kind].weak or dated[kind].bounds.earliest != "2023-05-11T00:00" for kind in ("know", "tell"))


def test_a_day_that_opens_the_sentence_dates_both_of_its_acts() -> None:
    found = read("On May 9 Ada Brill called her brother and asked whether the mill was for sale.")
    assert {act.time.bounds.earliest for act in found.acts if act.type in ("call", "ask")} == {"2023-05-09T00:00"}


def test_to_deny_what_was_asked_is_not_to_deny_that_it_was_asked() -> None:
    found = read(
        "On May 9 Ada Brill met her brother. She asked whether the mill was for sale. Hugo denied it, she said."
    )
    asked = [
        claim for claim in found.claims if "asked whether" in " ".join(found.text_of(span) for span in claim.spans)
    ]
    assert all(claim.status != "disputed" for claim in asked)
    report = reasoning.conflicts(reasoning.compile([found]))
    assert not report.conflicts and not report.tensions


def test_the_girl_is_the_daughter_and_not_her_mother() -> None:
    found = read(
        "Ada Brill was in Porto with a daughter who had fallen ill. Her brother meant to spare her until the girl was well."
    )
    (child,) = (
        entity for entity in found.entities if any(found.text_of(span) == "the girl" for span in entity.mentions)
    )
    assert any(found.text_of(span) == "a daughter" for span in child.mentions)


def test_what_a_place_is_declared_to_be_is_told_with_it() -> None:
    found = read("The rebels declared the harbour free of his rule.")
    told = [found.text_of(span) for act in found.acts if act.type == "tell" for span in act.content_spans]
    assert told == ["the harbour free of his rule"]


def test_it_takes_up_the_plane_and_not_its_line() -> None:
    found = read("A Polar Air plane left the capital at noon. It turned round over the coast and vanished.")
    line = [entity for entity in found.entities if "Polar Air" in entity.name and entity.type == "organisation"]
    assert all("It" not in [found.text_of(span) for span in entity.mentions] for entity in line)


def test_a_machine_is_nobody_and_a_share_is_nobody() -> None:
    found = read("Hugo Lind bought an old press. His sister, Ada Lind, owns two fifths of the shares.")
    assert not {"old press", "press", "fifths", "shares"} & set(kinds(found))


def test_a_card_names_who_says_that_it_was_not_so() -> None:
    found = read("Hugo Lind told Ada Brill that the insurers wanted the books. “That was not so,” Brill said.")
    world = reasoning.compile([found])
    notes = [card.note for card in reasoning.deceived(world)]
    assert notes and all("by the account of Ada Brill, it was not so" in note for note in notes), notes
    assert all(note.startswith("In the account's own voice") for note in notes), notes


def test_a_speaker_who_closes_a_sentence_says_all_of_it() -> None:
    found = read("Hugo Lind asked Vera Stolt to wait, and Stolt promised that she would, two guests said.")
    by = {act.type: act.sources for act in found.acts}
    assert by["ask"] and by["ask"] == by["promise"]


def test_of_whom_it_is_reported_belongs_to_what_is_reported() -> None:
    found = read("The ferry left at the time when rebels were reported to be taking the port.")
    contents = [[found.text_of(span) for span in one.content_spans] for one in found.attributions]
    assert ["rebels", "to be taking the port"] in contents


def test_a_wish_to_stay_unnamed_is_no_act_however_it_is_parsed() -> None:
    found = read(
        "It was not clear who was aboard, and the officers, who asked not to be named, would not say how they knew."
    )
    assert not [act for act in found.acts if act.type == "ask"]


def test_what_follows_from_the_telling_alone_is_no_side_of_a_tension() -> None:
    found = read(
        "On March 12 Ada Brill met Hugo Lind in a café, and he signed. The sponsor had warned her on April 3. Lind then drove home, "
        "and a person saw him leave on March 2."
    )
    report = reasoning.conflicts(reasoning.compile([found]))
    assert not report.tensions and not report.conflicts


def test_whoever_denies_does_not_clash_with_his_own_denial() -> None:
    found = read("The trust's owner, the Order of St Anne, denies that anything was concealed. It sold the mill.")
    assert not reasoning.conflicts(reasoning.compile([found])).conflicts
    denied = [claim for claim in found.claims if claim.status == "denied"]
    assert denied and not any(claim.asserts for claim in denied)


def told(found: Analysis) -> list[tuple[str, list[str], list[str]]]:
    names = {entity.id: entity.name for entity in found.entities}

    def called(parties: tuple) -> list[str]:
        return [names.get(party.entity or "", party.descriptor) for party in parties]

    return [(act.type, called(act.agents), called(act.others)) for act in found.acts]


def test_whoever_promises_her_one_promises_it_to_her() -> None:
    found = told(read("Ada Brill asked Hugo Lind for an explanation in May. He promised her one. It never came."))
    assert ("promise", ["Hugo Lind"], ["Ada Brill"]) in found


def test_a_staff_meeting_hears_what_is_said_at_it() -> None:
    found = told(read("At a staff meeting on May 9, Ada Brill said that the water had been tested."))
    assert ("tell", ["Ada Brill"], ["staff"]) in found


def test_what_is_demanded_after_confronting_somebody_is_asked_of_him_and_filters_are_nobody() -> None:
    found = told(read("Ada Brill confronted Hugo Lind in the corridor and demanded filters for the taps."))
    assert ("ask", ["Ada Brill"], ["Hugo Lind"]) in found


def test_an_apposition_after_a_date_is_who_acts() -> None:
    found = told(read("On Wednesday, June 9, 2021, a rower, Jens Moe, asked Cologne for his own results."))
    assert ("ask", ["Jens Moe"], ["Cologne"]) in found


def test_neither_has_any_knowledge_is_not_to_know() -> None:
    found = read("Neither Ada Brill nor her firm had any knowledge of the sale. She asked whether they had any idea.")
    assert [act.type for act in found.acts if act.type in ("know", "unaware")] == ["unaware"]


def test_who_would_not_say_refuses_and_who_would_not_think_so_says_nothing() -> None:
    kinds_of = [kind for kind, _, _ in told(read("Hugo Lind was asked. He would not disclose the name."))]
    assert "refuse" in kinds_of
    assert "refuse" not in [kind for kind, _, _ in told(read("Hugo Lind would not say that she lied."))]


def test_the_auditor_telephoned_and_the_bell_rang() -> None:
    found = told(read("On Thursday the auditor, Ada Brill, telephoned. The bell rang at nine."))
    assert found == [("call", ["Ada Brill"], [])]


def test_what_is_kept_from_somebody_may_follow_as_a_clause() -> None:
    found = read("Ada Brill kept from the board that there were two keys.")
    (kept,) = (act for act in found.acts if act.type == "withhold")
    assert found.text_of(kept.content_spans[0]) == "there were two keys"


def statuses(text: str) -> dict[str, str]:
    found = read(text)
    return {found.text_of(claim.spans[0]): claim.status for claim in found.claims if claim.spans}


def test_what_a_witness_cannot_say_is_right_and_an_inquiry_cannot_establish_is_unverified() -> None:
    told = statuses("I am told by a driver that Lind had sold his house. I cannot say whether this is right.")
    assert told["that Lind had sold his house"] == "unverified"
    held = statuses(
        "According to Officer D, Lind tried to flee. We have been unable to establish whether this is correct."
    )
    assert held["Lind tried to flee"] == "unverified"


def test_the_suggestion_that_is_rejected_is_what_was_suggested() -> None:
    found = read("Some officers suggested that the raid had been ordered by Ada Brill. Brill rejected the suggestion.")
    denials = [link for claim in found.claims for link in claim.links if link.relation == "denies"]
    ordered = next(claim for claim in found.claims if "ordered" in found.text_of(claim.spans[0]))
    assert [link.claim for link in denials] == [ordered.id]


def test_a_date_is_no_part_of_what_is_taken_or_signed_and_nobody_knew_is_said_once() -> None:
    found = read(
        "Ada Brill took her seat on May 4. She had signed the letter on May 2. Nobody knew on May 5 that she had gone."
    )
    assert {act.type for act in found.acts} <= {"unaware", "know"}
    engine = reasoning.compile([found])
    assert not any("did not know" in entry.label for entry in reasoning.timeline(engine))


def cards(text: str) -> list[str]:
    return [card.note for card in reasoning.deceived(reasoning.compile([read(text)]))]


def test_who_learns_that_it_was_untrue_had_been_told_what_was_not_so() -> None:
    (card,) = cards(
        "Hugo Lind assured the board that every bill had been paid. On Thursday the board learned that it was untrue."
    )
    assert "every bill had been paid" in card
    assert not cards(
        "Hugo Lind assured the board that every bill had been paid. On Thursday the board learned that he was ill."
    )


def test_to_be_left_under_an_impression_is_to_be_told() -> None:
    (card,) = cards("The board was left under the impression that the police were informed on May 5. They were not.")
    assert "the police were informed" in card


def test_what_others_say_right_after_a_telling_can_gainsay_it_and_what_its_teller_tells_another_does_not() -> None:
    (card,) = cards(
        "Hugo Lind told Ada Brill that the papers had been sent. Two clerks said that they had not been sent."
    )
    assert "by the account of two clerks" in card
    (card,) = cards(
        "Hugo Lind assured Ada Brill that shots had been fired. Three officers said that there had been none."
    )
    assert "by the account of three officers" in card
    told = "Hugo Lind told Ada Brill that the papers had been sent. "
    assert not cards(told + "He told Piet Vos that they had not been sent.")
    assert not cards(told + "She said that the flowers had not been sent.")


def test_to_hide_nothing_is_to_keep_nothing_back() -> None:
    found = read(
        "“I hid nothing from Hugo Lind,” Ada Brill told reporters. She did not conceal the loan from her brother."
    )
    assert [act.polarity for act in found.acts if act.type == "withhold"] == [False, False]
    assert not [one for one in reasoning.in_the_dark(reasoning.compile([found])) if one.value == "kept_from"]
    kept = read("Ada Brill hid the loan from her brother. She said nothing to the police. She kept silent.")
    assert all(act.polarity for act in kept.acts if act.type == "withhold")
