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


GUESSABLE = [
    (
        "Keller",
        "Maria Keller has run the ward since May. “They knew,” said the 34-year-old nurse, who asked not to be named.",
    ),
    (
        "Keller",
        "Maria Keller is the only nurse on the ward. The nurse said that the oxygen had run out. She would not be named.",
    ),
    (
        "Brandt",
        "Otto Brandt drove the van that night. The driver said that the van was empty. The driver asked for anonymity.",
    ),
    ("Moll", "Only Judge Ines Moll has read the file. A person who has read the file said that a page is missing."),
    (
        "Ruiz",
        "Ana Ruiz left the ministry in May. A former official who left the ministry in May said that the books were cooked.",
    ),
    (
        "Osei",
        "Paul Osei owns the mine. A man who owns a mine at Carrow, and who asked that his name be withheld, said that it would close.",
    ),
    (
        "Lind",
        "Most of the people interviewed asked that their names be withheld. Rosa Lind is a nurse on the ward. "
        "A nurse on the ward said that the safe was open.",
    ),
    (
        "Hale",
        "Three people were in the room: Viktor Hale and two guards. Someone who was in the room, and is no guard, said it was quick.",
    ),
]


@pytest.mark.parametrize(("name", "text"), GUESSABLE)
def test_a_source_that_is_easy_to_guess_is_not_guessed(name: str, text: str) -> None:
    """The whole pipeline, coreference and all: no field of an unnamed source leads to the one who is planted beside it."""
    analysis = pipeline.run(Account(id=name, text=text))
    if analysis.signals is None:
        pytest.fail("the encoder's weights are part of the repository, and they are missing")
    planted = {entity.id for entity in analysis.entities if entity.named and name in entity.name}
    speaking = [source for source in analysis.sources if source.kind != "self"]
    assert any(source.kind in ("anonymous_person", "unnamed_group") for source in speaking)
    for source in speaking:
        assert name not in source.descriptor
        assert not {source.entity, source.member_of, *source.overlaps} & planted


def test_the_account_itself_may_name_its_source() -> None:
    analysis = read("The safe was open, said the mayor's press secretary, Maria Keller.")
    named = [source for source in analysis.sources if source.kind == "named_person"]
    assert [source.descriptor for source in named] == ["Maria Keller"]


def test_own_voice_is_always_a_source() -> None:
    assert read("").sources[0].id == "self"
    assert read("The rain fell.").sources[0].kind == "self"
