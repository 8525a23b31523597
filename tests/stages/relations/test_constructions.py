"""Relations by construction of English, on sentences of our own: what must be found, and what must not."""

import pytest

from whoknew import pipeline
from whoknew.model import Account

STAGES = [stage for stage in pipeline.discover() if stage.name != "encoder"]

FOUND = [
    ("Former Gazette reporter Michelle Hart spoke.", ("Michelle Hart", "former reporter", "Gazette")),
    ("The director of the bureau, Lou Cane, agreed.", ("Lou Cane", "director", "bureau")),
    ("Ruth Amsel, head of nursing, was there.", ("Ruth Amsel", "head of nursing", "")),
    (
        "Anna Chang was professor of dyes and glazes at Harlow College.",
        ("Anna Chang", "professor of dyes and glazes", "Harlow College"),
    ),
    ("Jeremy Ash was the chief of staff to Leon Pane.", ("Jeremy Ash", "chief of staff", "Leon Pane")),
    ("Secretary of State John Kern said so.", ("John Kern", "secretary of State", "")),
    ("Senators Ted Crane and Marco Ruby voted.", ("Marco Ruby", "senator", "")),
    ("Sen. Lou Dane (R-Texas) left.", ("Lou Dane", "member", "Republican Party")),
    ("Ehab and Eyad Malouf are cousins.", ("Ehab Malouf", "cousin", "Eyad Malouf")),
    ("Piet Vos had two brothers, Omar and Karl Vos.", ("Karl Vos", "brother", "Piet Vos")),
    ("Omar Holt married the painter Ann Lee in 1998.", ("Omar Holt", "spouse", "Ann Lee")),
    ("The Harbour Bank was founded by Jon Lee.", ("Jon Lee", "founder", "Harbour Bank")),
    ("Tom Lee chairs the Harbour Bank.", ("Tom Lee", "chairman", "Harbour Bank")),
    ("Jay Pine, the club's 78-year-old president, agreed.", ("Jay Pine", "president", "club")),
    ("Bob Klaus, an author of “The Long Quay”, came.", ("Bob Klaus", "author", "The Long Quay")),
    ("The candidates, including Ana Diaz and Piet Vos, spoke.", ("Piet Vos", "candidate", "")),
    ("The miller Otto Brandt sent flour.", ("Otto Brandt", "miller", "")),
    ("A rower, Jens Pohl, asked for it.", ("Jens Pohl", "rower", "")),
    ("Owen Hale, a one-time member of the Harbour Union, fled.", ("Owen Hale", "former member", "Harbour Union")),
    ("Owen Hale, 43, who led the Green Party, fled.", ("Owen Hale", "leader", "Green Party")),
    ("Owen Hale, editor-in-chief of the Daily Courier, fled.", ("Owen Hale", "editor-in-chief", "Daily Courier")),
    ("Owen Hale, Syria's ambassador to Moscow, fled.", ("Owen Hale", "ambassador", "Moscow")),
    ("Owen Hale, a lawyer representing Ana Diaz, fled.", ("Owen Hale", "lawyer", "Ana Diaz")),
    ("Ruth Hale and Owen Vane married in 1990.", ("Ruth Hale", "spouse", "Owen Vane")),
    ("Lawyer Ana Diaz said so.", ("Ana Diaz", "lawyer", "")),
    ("Gen. Owen Hale, who commands the Third Division, fled.", ("Owen Hale", "commander", "Third Division")),
    ("Nobody trusted Tessera, founded by Owen Hale, again.", ("Owen Hale", "founder", "Tessera")),
    ("Owen Hale (D-Ohio), a retired pilot, voted.", ("Owen Hale", "retired pilot", "")),
    ("Iran's foreign minister, Javad Karimi, was there.", ("Javad Karimi", "foreign minister", "Iran")),
]

NOTHING = [
    "The schools lost their children.",
    "According to Ana Diaz, a detective was sent.",
    "Ana Diaz would be the chairwoman.",
    "Ana Diaz is not a lawyer.",
    "If a rival succeeds Ana Diaz, she goes.",
    "It was an unusual choice for a member of Congress.",
    "His chief work is a book on tides.",
    "The board gave her 40 delegates.",
]


def relations(text: str) -> set[tuple[str, str, str]]:
    analysis = pipeline.run(Account(id="x", text=text), found=STAGES)
    names = {e.id: e.name for e in analysis.entities}
    return {
        *(
            (e.name, ("former " if r.former else "") + r.title, names.get(r.of or "", r.of or ""))
            for e in analysis.entities
            for r in e.roles
        ),
        *((e.name, k.relation, names[k.to]) for e in analysis.entities for k in e.kin),
    }


@pytest.mark.parametrize(("text", "wanted"), FOUND, ids=[wanted[1] for _, wanted in FOUND])
def test_what_a_construction_says_is_found(text: str, wanted: tuple[str, str, str]) -> None:
    assert wanted in relations(text)


@pytest.mark.parametrize("text", NOTHING)
def test_what_is_not_said_is_not_found(text: str) -> None:
    assert not relations(text)
