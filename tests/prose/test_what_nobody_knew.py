"""What an account does not say of anybody's mind: no cell of the matrix, no card and no conflict comes of it."""

import hashlib
from functools import cache

import pytest

from whoknew import pipeline
from whoknew.model import Account, Analysis


@cache
def read(text: str) -> Analysis:
    digest = hashlib.sha256(text.encode()).hexdigest()
    return pipeline.with_findings(pipeline.run(Account(id=digest, text=text, sha256=digest, published="2023-05-30")))


def minds(text: str) -> list[str]:
    """Who is recorded with a state of mind, and which."""
    found = read(text)
    names = {entity.id: entity.name for entity in found.entities}
    return [f"{names.get(cell.agent, cell.agent)} {cell.value}" for cell in found.findings.knowledge]


@pytest.mark.parametrize(
    "text",
    [
        "Tom Hale pointedly refused to endorse Mara Quill during a speech in July.",
        "The owners of the yard vowed to clear the mud from the harbour.",
        "The harbour board approved a bill to widen the canal.",
        "Most voters have seen and heard from them over and over again, the poll's author wrote.",
        "Ellery and Norrland spar over whether a leader of a group called the Sea Watch belongs on the list.",
        "“I have learned that I can’t be loud. I love to wave my arms.”",
        "“You should resign,” Mara Quill told Tom Hale.",
    ],
)
def test_nobody_is_recorded_as_knowing(text: str) -> None:
    assert minds(text) == []


def test_a_refusal_answers_who_asked_for_it() -> None:
    text = "Mara Quill asked Tom Hale for two boats. He refused to send two boats."
    assert [line for line in minds(text) if line.startswith("Mara Quill")]


def test_you_in_quoted_words_is_no_party() -> None:
    found = read("“You say you ‘accept responsibility, and it was the fault of those clerks,’” Mara Quill said.")
    assert not [party for act in found.acts for party in (*act.agents, *act.others) if party.descriptor == "You"]
    assert not found.findings.deceptions


def test_he_like_hale_is_not_hale() -> None:
    found = read("Tom Hale spoke in May. “He, like Tom Hale, has refused to apologise,” Mara Quill said.")
    hale = next(entity.id for entity in found.entities if entity.name == "Tom Hale")
    assert not [act for act in found.acts if act.type == "refuse" and any(p.entity == hale for p in act.agents)]


def test_what_shares_a_verb_and_a_name_is_not_the_same() -> None:
    found = read(
        "Mara Quill will defend herself against what the board sees as an attack, her spokesman told the crew. "
        "Tom Hale said he had not seen the letter of Mara Quill."
    )
    told = [act.proposition for act in found.acts if act.type == "tell"]
    denied = [claim.proposition for claim in found.claims if "not seen" in found.text_of(claim.spans[0])]
    assert not {one for one in told if one} & {one for one in denied if one}


def test_a_bidding_whose_words_are_quoted_is_an_order() -> None:
    found = read("Mara Quill told her crew to “go home and wait” and then to rest.")
    (told,) = (act for act in found.acts if act.cue[0] < 20)
    assert told.type in ("order", "ask")
    assert found.text_of(told.content_spans[0]).startswith("go home")
