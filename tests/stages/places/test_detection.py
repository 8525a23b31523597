"""What is a place in a sentence and what is not, names in other scripts, and confidences that mean something."""

import pytest

from whoknew import pipeline
from whoknew.model import Account, Analysis
from whoknew.stages.places.confidence import certainty
from whoknew.stages.places.fold import key
from whoknew.stages.places.otherwise import names_otherwise

# By rules alone: what holds whatever weights the reader has.
STAGES = [stage for stage in pipeline.discover() if stage.name != "encoder"]


def read(text: str) -> Analysis:
    return pipeline.run(Account(id="t", text=text, published="2024-06-03"), found=STAGES)


def places(text: str) -> dict[str, str | None]:
    """What each place is written as → the country of where it lies."""
    analysis = read(text)
    return {analysis.text_of(place.span): place.country for place in analysis.places}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Police in Lancashire said that two men had been arrested.", {"Lancashire"}),
        ("Police in Poland said so. Officials in Poland agreed.", {"Poland"}),
        ("Reading in the library was all he did. Nice people came by.", set()),
        ("Crewe refused to answer and left the room.", set()),
        ("She had lived in Crewe for years. Crewe refused to pay.", {"Crewe"}),
        ("Austin refused. He had asked him twice.", set()),
        ("Texas refused. Nobody asked why.", {"Texas"}),
        ("They met in Sofia. Sofia Lind was late.", {"Sofia"}),
        ("Moscow refused, and Cairo denied it.", {"Moscow", "Cairo"}),
    ],
)
def test_a_capital_of_the_sentence_is_no_place(text: str, found: set[str]) -> None:
    assert set(places(text)) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The plane left 北京 for 上海 on Monday.", {"北京": "CN", "上海": "CN"}),
        ("The telegram said: Он вылетел из Москвы в Дамаск.", {"Москвы": "RU", "Дамаск": "SY"}),
        ("The note read غادر الرئيس دمشق إلى موسكو and no more.", {"دمشق": "SY", "موسكو": "RU"}),
        ("The caption had only three words, Никто не знает.", {}),
    ],
)
def test_places_in_other_scripts(text: str, found: dict[str, str]) -> None:
    assert places(text) == found


def test_one_place_in_two_scripts_is_one_entity() -> None:
    analysis = read("The letter was sent from Дамаск. Nobody in Damascus had seen it.")
    (entity,) = [e for e in analysis.entities if e.type == "place"]
    assert entity.name == "Damascus" and len(entity.mentions) >= 2 and "Дамаск" in entity.aliases


def test_confidence_falls_with_what_is_missing() -> None:
    supported = certainty(1.0, "city", 50_000, supported=True)
    alone = certainty(1.0, "city", 50_000, supported=False)
    hamlet = certainty(1.0, "city", 400, supported=False)
    shared = certainty(0.5, "city", 50_000, supported=False)
    assert 0.98 > supported > alone > hamlet > shared > 0.2
    assert certainty(1.0, "user", 0, supported=False) == 1.0


def test_a_town_that_nothing_speaks_for_is_said_to_be_so() -> None:
    analysis = read("They met in Tromsdalen.")
    assert all(p.confidence is None or p.confidence < 0.9 for p in analysis.places)


def test_what_the_second_index_keeps() -> None:
    names = ["Хомс", "Homs", "город Хомс", "حمص", "مدينة حمص", "霍姆斯"]
    assert [key(n) for n in names_otherwise(names, 900_000, "SY")] == [key("Хомс"), key("حمص"), key("霍姆斯")]
    assert names_otherwise(names, 100_000, "SY") == ["حمص"]
    assert names_otherwise(names, 5_000, "SY") == []


def test_capitals_together_are_not_villages() -> None:
    found = places("Moscow refused. Washington said it would wait. Damascus fell on Sunday.")
    assert found["Moscow"] == "RU" and found["Damascus"] in ("SY", None)
