"""Whose word an act is by, what it happens during, and which tellings somebody is said to have been misled by."""

import hashlib
from functools import cache

from whoknew import pipeline
from whoknew.model import Account, Act, Analysis


@cache
def read(text: str) -> Analysis:
    digest = hashlib.sha256(text.encode()).hexdigest()
    return pipeline.with_findings(pipeline.run(Account(id=digest, text=text, sha256=digest, published="2023-05-30")))


def act(found: Analysis, cue: str) -> Act:
    return next(one for one in found.acts if found.text_of(one.cue).startswith(cue))


def by(found: Analysis, one: Act) -> list[str]:
    known = {source.id: source.descriptor for source in found.sources}
    return [known[source] for source in one.sources]


def names(found: Analysis, parties: tuple) -> list[str]:
    known = {entity.id: entity.name for entity in found.entities}
    return [known.get(party.entity or "", party.descriptor) for party in parties]


PRESS = (
    "On May 8 Mara Quill called Tom Hale and asked whether the yard was for sale. Hale denied it, she said, and told her "
    "that the buyers had come to see an old crane. “He misled me,” she said."
)


def test_who_is_thrown_in_reports_what_the_same_man_goes_on_to_do() -> None:
    found = read(PRESS)
    assert by(found, act(found, "told")) == ["Mara Quill"]


def test_another_subject_s_doing_is_not_by_the_one_thrown_in() -> None:
    found = read("Tom Hale denied it, Mara Quill said, and the board told him that the yard was shut.")
    assert by(found, act(found, "told")) == []


def test_what_somebody_was_misled_by_is_what_he_was_told_before() -> None:
    found = read(PRESS)
    (held,) = act(found, "told").insincere_by
    assert found.text_of(held.span) == "misled"
    cards = [card for card in found.findings.deceptions if card.act == act(found, "told").id]
    misled = act(found, "misled")
    assert cards and any(misled.id in card.claims for card in cards)


def test_what_was_told_elsewhere_to_another_misled_nobody() -> None:
    found = read(
        "Tom Hale told Lena Ford that the buyers had come to see an old crane.\n\nHale met Mara Quill in May. "
        "“He misled me,” she said."
    )
    assert not act(found, "told").insincere_by


def test_what_is_asked_in_one_breath_is_asked_in_the_call() -> None:
    found = read("On May 8 Mara Quill rang Tom Hale and asked him to bring the log.")
    call, asked = act(found, "rang"), act(found, "asked")
    assert [order.to for order in asked.time.orders if order.relation == "during"] == [call.id]


def test_a_meeting_in_a_hotel_in_a_town_is_in_that_town() -> None:
    found = read("On May 8 Tom Hale met Mara Quill at a hotel in Norwich.")
    places = {entity.id: entity.name for entity in found.entities}
    assert places.get(act(found, "met").place or "") in ("Norwich", "hotel in Norwich", "hotel")


def test_refuge_in_a_state_is_its_own_to_grant() -> None:
    found = read("Tom Hale has been granted asylum in Norway.")
    assert names(found, act(found, "been granted").agents) == ["Norway"]
    assert (
        names(
            found,
            read("Tom Hale has been granted leave in May.").acts[0].agents
            if read("Tom Hale has been granted leave in May.").acts
            else (),
        )
        == []
    )


def test_from_whom_she_learnt_it_may_stand_in_front() -> None:
    found = read("It was from Tom Hale that Mara Quill learned that the yard had been sold.")
    assert names(found, act(found, "learned").others) == ["Tom Hale"]


def test_what_is_kept_back_was_known_by_then() -> None:
    found = read(
        "Tom Hale asked the harbour board for two boats in June and the board refused. He did not tell his crew so. "
        "Instead he told them that two boats were on the way."
    )
    refused, kept, told = act(found, "refused"), act(found, "not tell"), act(found, "told")
    assert [(order.relation, order.to) for order in kept.time.orders if not order.weak] == [("after", refused.id)]
    assert ("after", refused.id) in [(order.relation, order.to) for order in told.time.orders if not order.weak]


def test_what_is_told_next_was_not_therefore_told_after() -> None:
    found = read(
        "The harbour board refused Tom Hale two boats in June. He told his crew that two boats were on the way."
    )
    assert not [order for order in act(found, "told").time.orders if order.relation == "after" and not order.weak]
