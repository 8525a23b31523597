"""Movements on the example account: the journeys that its map must show."""

import os
from pathlib import Path

import pytest

from whoknew import pipeline
from whoknew.model import Account, Analysis
from whoknew.reading import read_account
from whoknew.stages.movements.lexicon import forms, lexicon

EXAMPLE = Path(__file__).parents[3] / "examples" / "damascus" / "a.txt"


@pytest.fixture(scope="module")
def account() -> Analysis:
    found = [s for s in pipeline.discover() if s.name != "encoder" or os.environ.get("WHOKNEW_WEIGHTS")]
    return pipeline.run(read_account(EXAMPLE).account, found=found)


def legs(account: Analysis, who: str) -> list[tuple[str, str, str, str | None]]:
    names = {e.id: e.name for e in account.entities} | {None: ""}
    return [
        (
            names.get(m.origin_place, m.origin_place or ""),
            names.get(m.destination, m.destination or ""),
            m.happened,
            m.journey,
        )
        for m in account.movements
        if names.get(m.mover.entity) == who
    ]


def test_the_flight_is_one_journey(account: Analysis) -> None:
    flight = [leg for leg in legs(account, "Bashar al-Assad") if leg[0] in ("Damascus", "Hmeimim")]
    assert [leg[:2] for leg in flight] == [("Damascus", ""), ("Damascus", "Hmeimim"), ("Hmeimim", "Moscow")]
    assert len({leg[3] for leg in flight}) == 1


def test_the_brother_and_the_cousins(account: Analysis) -> None:
    assert [leg[:3] for leg in legs(account, "Maher al-Assad")] == [("", "Iraq", "done"), ("Iraq", "Russia", "done")]
    for cousin in ("Ehab Makhlouf", "Eyad Makhlouf"):
        assert [leg[:3] for leg in legs(account, cousin)] == [("", "Lebanon", "attempted")]


def test_what_was_said_of_going_home_was_false(account: Analysis) -> None:
    home = next(leg for leg in legs(account, "Bashar al-Assad") if leg[1] == "home")
    airport = next(leg for leg in legs(account, "Bashar al-Assad") if leg[1] == "airport")
    assert home[2] == "falsely_stated" and airport[2] == "done"


def test_she_came_to_his_home_and_nobody_was_there(account: Analysis) -> None:
    assert [leg[1] for leg in legs(account, "Buthaina Shaaban")] == ["home"]
    absent = [p for p in account.presences if not p.present]
    assert len(absent) == 1 and absent[0].who.entity is None


def test_lexicon_forms() -> None:
    assert forms("flee")[0] == "flee"
    assert lexicon().verbs["fled"][0] == "flee" and lexicon().verbs["went"][0] == "go"
    assert "carry" in lexicon().verbs["flown"][1]


def told(text: str) -> list[tuple[str, str]]:
    found = pipeline.run(Account(id="x", text=text, published="2024-12-14"))
    names = {e.id: e.name for e in found.entities} | {None: ""}
    return [(names.get(m.destination, m.destination or ""), m.happened) for m in found.movements]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "Ana Lind set off for Oslo, but she was called back by her firm before she got there.",
            [("Oslo", "attempted")],
        ),
        ("Ana Lind set out for Oslo by car but was turned back at the border.", [("Oslo", "attempted")]),
        ("Ana Lind headed for Oslo, but the road was closed and she had to turn back.", [("Oslo", "attempted")]),
        ("Ana Lind set off for Oslo but was soon bored.", [("Oslo", "done")]),
        ("Ana Lind flew to Oslo and was arrested there.", [("Oslo", "done")]),
        ("Ana Lind drove up to Oslo and went down into the cellar.", [("Oslo", "done"), ("cellar", "done")]),
        ("Ana Lind drove up prices to the limit.", []),
    ],
)
def test_a_journey_that_is_cut_short_was_tried(text: str, wanted: list[tuple[str, str]]) -> None:
    assert told(text) == wanted
