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
