"""Who is who and what is what in small texts: short names, given names that are surnames, towns, things, descriptions."""

import pytest

from whoknew import pipeline
from whoknew.model import Account, Analysis

# By rules alone: what holds whatever weights the reader has.
STAGES = [stage for stage in pipeline.discover() if stage.name != "encoder"]


def read(text: str) -> Analysis:
    return pipeline.run(Account(id="t", text=text, published="2024-06-03"), found=STAGES)


def called(text: str) -> dict[str, tuple[str, set[str]]]:
    """Name → (type, every mention as written) of the named entities."""
    analysis = read(text)
    return {e.name: (e.type, {analysis.text_of(m) for m in e.mentions}) for e in analysis.entities if e.named}


@pytest.mark.parametrize(
    ("text", "name", "mention"),
    [
        ("Jorge Luis Pena Vidal came on Monday. Pena Vidal spoke to nobody.", "Jorge Luis Pena Vidal", "Pena Vidal"),
        ("Amelie Joseph loves the school. It is small, said Joseph.", "Amelie Joseph", "Joseph"),
        ("Minyon Moore praised his speech. “It was magic,” Ms. Moore said.", "Minyon Moore", "Moore"),
        (
            "St. Brannoc's Hospital took her in. The hospital refused to say more.",
            "St. Brannoc's Hospital",
            "The hospital",
        ),
        ("Lindqvist Bank lent the money. The bank wanted it back.", "Lindqvist Bank", "The bank"),
        ("The Weavers' Union struck. The union was fined.", "Weavers' Union", "The union"),
    ],
)
def test_what_is_taken_up(text: str, name: str, mention: str) -> None:
    assert mention in called(text)[name][1]


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Bern was quiet.", "Bern", "place"),
        ("He left Bern.", "Bern", "place"),
        ("Washington said it would wait.", "Washington", "place"),
        ("Crewe refused to answer.", "Crewe", "person"),
        ("She won the Lindqvist Prize in May.", "Lindqvist Prize", "other"),
        ("Prime Minister Theresa May resigned.", "Theresa May", "person"),
        ("He is the CEO of Tessera.", "Tessera", "organisation"),
    ],
)
def test_what_is_named(text: str, name: str, kind: str) -> None:
    assert called(text)[name][0] == kind


def test_a_sentence_makes_no_names() -> None:
    assert not called("Officials told the court so. Workers refused. Charter schools lost, and charter schools won.")


def test_one_country_under_two_names_is_one() -> None:
    found = called("The rebels left Burma in May. Nobody in Myanmar knew.")
    assert len([1 for kind, _ in found.values() if kind == "place"]) == 1


def test_a_description_that_fits_two_says_so() -> None:
    analysis = read("St. Brannoc's Hospital and Calder Hospital were full. The hospital refused to say more.")
    assert any(d.code == "actors.ambiguous" and "hospital" in d.message for d in analysis.diagnostics)


def test_a_firm_of_the_headline_is_taken_up_in_doubt() -> None:
    analysis = read(
        "# The end of Averill Kilns\n\nHe met the buyers. “They went to Corvane,” she said. The firm's articles forbade it."
    )
    kilns = [e for e in analysis.entities if e.named and "Averill" in e.name]
    assert not kilns or not any(
        "firm" in analysis.text_of(m) for e in analysis.entities if e.name.startswith("Corvane") for m in e.mentions
    )


def test_a_surname_is_shared_only_by_given_names() -> None:
    assert "Tessera Haddad" not in called("Owen Hale, CEO of Tessera, and Rana Haddad, its chairwoman, met.")


def test_a_family_is_told_apart_by_first_names() -> None:
    analysis = read(
        "The Makhlouf cousins, Ehab and Eyad, fled. Ehab was killed and Eyad wounded. Omar Makhlouf stayed."
    )
    by_id = {e.id: e for e in analysis.entities}
    found = {e.name: e for e in analysis.entities if e.type == "person"}
    assert set(found) == {"Ehab Makhlouf", "Eyad Makhlouf", "Omar Makhlouf"}
    assert {analysis.text_of(m) for m in found["Eyad Makhlouf"].mentions} == {"Eyad"}
    assert [(k.relation, by_id[k.to].name) for k in found["Ehab Makhlouf"].kin] == [("cousin", "Eyad Makhlouf")]
    assert any(len(e.members) == 2 for e in analysis.entities if e.type == "group")


def test_my_father_is_one_man() -> None:
    analysis = read("My father left in 1961. I was four. My mother stayed. Years later my father wrote to me.")
    assert len([e for e in analysis.entities if "father" in e.name]) == 1
