"""Confidences are kept: a source easy to guess is planted, and nothing guesses."""

import msgspec
import pytest

from whoknew import pipeline
from whoknew.model import Account, Analysis, Entity
from whoknew.model.wording import Wording
from whoknew.stages.sources import build

PLANTED = (
    "Maria Keller is the mayor's only press secretary. She was the last to leave the office on Friday. "
    "The safe was open by then, a press secretary for the mayor said. The secretary asked not to be named."
)


def read(text: str) -> Analysis:
    return pipeline.run(Account(id="0", text=text), found=[s for s in pipeline.discover() if s.name != "encoder"])


@pytest.mark.parametrize(
    "text",
    [
        PLANTED,
        "Only one man, Otto Brandt, was in the room. A man who was in the room said the money was counted twice.",
        "Judge Ines Moll presides alone. According to a judge at the court, the file is lost.",
    ],
)
def test_an_unnamed_source_gets_no_name(text: str) -> None:
    analysis = read(text)
    unnamed = [source for source in analysis.sources if source.kind == "anonymous_person"]
    assert unnamed
    for source in unnamed:
        for name in ("Keller", "Brandt", "Moll"):
            assert name not in msgspec.json.encode(source).decode()


def test_coreference_that_guesses_is_not_believed() -> None:
    """Even where a chain puts the unnamed source and a named person together, the source stays unnamed."""
    analysis = read(PLANTED)
    at = PLANTED.index("a press secretary")
    again = PLANTED.index("The secretary asked")
    guess = Entity(
        id="e1",
        name="Maria Keller",
        type="person",
        mentions=((0, 12), (at, at + len("a press secretary for the mayor")), (again, again + len("The secretary"))),
    )
    guessed = msgspec.structs.replace(analysis, entities=(guess,))
    unnamed = [s for s in build(guessed, Wording(guessed)).sources if s.kind == "anonymous_person"]
    assert unnamed and all(s.entity is None and "Keller" not in s.descriptor for s in unnamed)


def test_the_account_itself_may_name_its_source() -> None:
    analysis = read("The safe was open, said the mayor's press secretary, Maria Keller.")
    named = [source for source in analysis.sources if source.kind == "named_person"]
    assert [source.descriptor for source in named] == ["Maria Keller"]


def test_own_voice_is_always_a_source() -> None:
    assert read("").sources[0].id == "self"
    assert read("The rain fell.").sources[0].kind == "self"
