"""Whose minds an account read from prose puts into cells, and whose it does not; sentences of our own."""

import hashlib
from functools import cache

import pytest

from whoknew import pipeline, reasoning
from whoknew.model import Account


@cache
def cells(text: str) -> tuple[str, ...]:
    """Each cell as "who value": of every state that is listed."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    world = reasoning.compile(pipeline.run(Account(id=digest, text=text, sha256=digest, published="2023-05-30")))
    return tuple(f"{world.name_of(one.agent)} {one.value}" for one in reasoning.knew(world))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Tom Hale told Mara Quill that the pumps had failed.", "Mara Quill believed"),
        ("Tom Hale told reporters that Mara Quill knew that the pumps had failed.", "Mara Quill knew"),
        ("Mara Quill asked the board for a loan. The board refused.", "Mara Quill knew"),
        ("Tom Hale decided to close the pier. He did not tell Mara Quill of the plan to close the pier.", ""),
    ],
)
def test_in_a_cell(text: str, wanted: str) -> None:
    found = cells(text)
    assert wanted in found if wanted else found


@pytest.mark.parametrize(
    "text",
    [
        "Tom Hale told reporters that the pumps had failed.",
        "Tom Hale told a crowd in Port Ellery that the pumps had failed.",
        "The firms reported different numbers to the harbour board.",
        "“The pumps are sound,” Tom Hale told the Harbour Times.",
        "Tom Hale told CNN that the pumps had failed.",
        "Tom Hale promised a gathering of shipowners that he would mend the pumps.",
        "Mara Quill mentioned the devil to Tom Hale.",
        "Asked whether the pumps had failed, Tom Hale would not say.",
        "“Maybe we can mend the pumps by Friday,” Tom Hale told Mara Quill.",
    ],
)
def test_what_nobody_is_said_to_have_taken_over(text: str) -> None:
    assert not [cell for cell in cells(text) if cell.endswith(("believed", "knew"))]


@pytest.mark.parametrize(
    "text",
    [
        "The people of Port Ellery decided to leave the league.",
        "Tom Hale refused to disclose his accounts.",
        "The league rejected a plan of Tom Hale to mend the pumps.",
        "Police say Tom Hale refused to drop the gun.",
        "Tom Hale declined to threaten Port Ellery.",
        "Mara Quill knows as much about pumps as Tom Hale does.",
        "Mara Quill helps people understand the tides.",
        "“I haven't heard a peep,” Mara Quill said.",
        "Tom Hale manipulated his followers into believing his story.",
    ],
)
def test_no_cell_of_what_is_ones_own_doing(text: str) -> None:
    assert not cells(text)


ASSURED = "Tom Hale assured the clerks that two boats would land on Friday. By then the board had {} rejected his {}."


@pytest.mark.parametrize(
    ("already", "wanted", "known"),
    [("already", "request", True), ("", "request", False), ("already", "drawings", False)],
)
def test_a_request_that_had_been_rejected_was_for_what_he_had_just_assured(
    already: str, wanted: str, known: bool
) -> None:
    text = ASSURED.format(already, wanted).replace("  ", " ")
    digest = hashlib.sha256(text.encode()).hexdigest()
    found = pipeline.run(Account(id=digest, text=text, sha256=digest, published="2023-05-30"))
    told = next(act for act in found.acts if act.type in ("tell", "promise"))
    refused = [act for act in found.acts if act.type == "refuse"]
    assert any(act.proposition == told.proposition for act in refused) == known


@pytest.mark.parametrize(
    "text",
    [
        "The board called the charges unfounded and fabricated by former clerks.",
        "Tom Hale told the clerks that a storm may have enabled him to pay zero in fees. He may not have paid fees.",
        "A 46-page analysis of drownings was released by the board. Many people have heard that 20 sailors drown each day.",
    ],
)
def test_no_card_of_what_nobody_is_said_to_have_told_against_the_truth(text: str) -> None:
    digest = hashlib.sha256(text.encode()).hexdigest()
    found = pipeline.run(Account(id=digest, text=text, sha256=digest, published="2023-05-30"))
    assert not reasoning.deceived(reasoning.compile(found))


def test_what_follows_but_is_not_what_is_not_known() -> None:
    text = "“She knows nothing, but the mouth never stops,” Tom Hale said of Mara Quill."
    digest = hashlib.sha256(text.encode()).hexdigest()
    found = pipeline.run(Account(id=digest, text=text, sha256=digest, published="2023-05-30"))
    known = [found.text_of(span) for act in found.acts if act.type in ("know", "unaware") for span in act.content_spans]
    assert not [words for words in known if "mouth" in words]
