"""Laws of the actors stage: spans are words of the text, time grows with the text, names are never merged across first names."""

import hashlib
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from whoknew import pipeline
from whoknew.model import Account, Analysis
from whoknew.model.spelling import core, skeleton, split_name
from whoknew.stages.actors.lexicon import lexicon, plural

SURFACE = ("layout", "segmentation", "quotations", "attributions", "places", "actors", "relations", "movements")


def read(text: str) -> Analysis:
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    account = Account(id=digest, text=text, sha256=digest)
    return pipeline.run(account, found=[s for s in pipeline.discover() if s.name in SURFACE])


PIECES = [
    "Ana Diaz", "Diaz", "his sister", "the commander", "left", "Homs", " and ", "“I went,” ", "she said", ". ", ", ", "\n\n", "he",
    "about 30 guards", "Al-", "Asad", "the two", "\x00", "\u202e", "(", "’s", "President ", "to ", "Mr. ", "their children", "who ",
]  # fmt: skip


@settings(max_examples=120, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=40).map(" ".join))
def test_no_text_breaks_the_stages_and_spans_hold(text: str) -> None:
    analysis = read(text)
    assert not [run for run in analysis.stages if run.failed]
    ids = {e.id for e in analysis.entities}
    for entity in analysis.entities:
        assert entity.name and entity.mentions
        assert all(0 <= a < b <= len(text) for a, b in entity.mentions)
        assert set(entity.members) | set(entity.member_of) <= ids
        assert set(entity.ambiguous) | set(entity.metonymy) <= set(entity.mentions)
    for movement in analysis.movements:
        assert movement.mover.entity is None or movement.mover.entity in ids
        assert 0 <= movement.span[0] < movement.span[1] <= len(text)


def test_two_first_names_are_two_people() -> None:
    analysis = read("Maher al-Assad met Bashar al-Assad. Maher left. Bashar stayed. Assad said nothing.")
    people = {e.name: len(e.mentions) for e in analysis.entities if e.type == "person"}
    assert set(people) == {"Maher al-Assad", "Bashar al-Assad"}


@pytest.mark.parametrize(
    ("one", "other"),
    [("Bashar al-Assad", "Bashar Asad"), ("Yousef Haddad", "Yusuf Haddad"), ("Muammar Khaddafi", "Muammar Khadafi")],
)
def test_spellings_of_one_person(one: str, other: str) -> None:
    analysis = read(f"{one} came first. Later {other} spoke.")
    assert len([e for e in analysis.entities if e.type == "person"]) == 1


def test_an_unnamed_source_stays_unnamed() -> None:
    text = "General Nabil Haddad was the only officer in the room. An officer who was in the room said the order was given. The officer wept."
    analysis = read(text)
    start = text.index("An officer")
    unnamed = next(e for e in analysis.entities if any(a == start for a, _ in e.mentions))
    assert not unnamed.named and unnamed.name == "officer"


def test_metonymy_is_marked() -> None:
    analysis = read("Moscow refused to help. He was in Moscow at the time.")
    moscow = next(e for e in analysis.entities if e.name == "Moscow")
    assert [analysis.text_of(s) for s in moscow.metonymy] == ["Moscow"] and moscow.metonymy[0][0] == 0


def test_time_grows_with_the_text() -> None:
    def spent(n: int) -> float:
        text = " ".join(
            f"Ana Dorv{chr(97 + i % 26)}{chr(97 + i // 26 % 26)} told the guard that she had left. He knew."
            for i in range(n)
        )
        started = time.process_time()
        read(text)
        return time.process_time() - started

    spent(50)
    small, large = min(spent(200) for _ in range(2)), spent(1600)
    assert large < 30 * small + 0.5


def test_lexicon_forms() -> None:
    assert plural("watchman") == "watchmen" and plural("deputy") == "deputies"
    assert lexicon().persons["deputies"] == "deputy" and lexicon().persons["spokesmen"] == "spokesman"
    assert lexicon().gender("Buthaina") == "f" and lexicon().gender("Maher") == "m" and lexicon().gender("Kim") == ""
    assert core("al-Assad") == skeleton("Asad")
    assert split_name(("Debbie", "Wasserman", "Schultz")) == ("debie", ("waserman",), "schultz")


@pytest.mark.parametrize(
    "text",
    [
        "I, Petra Lind, kept the keys. My cousin left. I saw him.",
        "I kept the keys. My name is Petra Lind. I saw him.",
        "Statement of Petra Lind\n\nI kept the keys. I saw him.",
        "From: Petra Lind, head of stores\n\nI kept the keys. I saw him.",
        "I kept the keys. I saw him.\n\nYours sincerely,\nPetra Lind\n",
    ],
)
def test_a_narrator_who_is_named_is_that_person(text: str) -> None:
    found = [s for s in pipeline.discover() if s.name != "encoder"]
    account = Account(id="x", text=text)
    entities = pipeline.run(account, found=found).entities
    (narrator,) = [e for e in entities if any(text[a:b] == "I" for a, b in e.mentions)]
    assert narrator.name == "Petra Lind"


def test_four_hundred_people_stay_four_hundred_and_doubt_is_said() -> None:
    first = (
        "Anna Omar Piet Vera Jonas Nadia Karl Rosa Ilya Ruth Eva Hugo Ines Paul Lena Dan Samir Marta Ivan Clara".split()
    )
    last = [
        a + b
        for a in ("Brand", "Holt", "Lind", "Kern", "Marsh", "Reed", "Falk", "Berg", "Lund", "Crane")
        for b in ("", "er")
    ]
    people = [f"{a} {b}" for b in last for a in first]
    text = "\n\n".join(
        f"{one} met {people[(n * 7 + 3) % 400]} and {people[(n * 11 + 5) % 400]} on Monday. He told her that she was late."
        for n, one in enumerate(people)
    )
    started = time.perf_counter()
    analysis = read(text)
    assert time.perf_counter() - started < 60
    assert {e.name for e in analysis.entities if e.type == "person" and e.named} == set(people)
    assert any(e.ambiguous for e in analysis.entities)
    assert any(d.code == "actors.ambiguous" for d in analysis.diagnostics)


TURNS = """MS KORT: Whom did you tell?

MR HALE: The director, Mr Pike. I called him at nine. He asked me to wait.

MS KORT: Did he speak to you again?

MR HALE: He did. I told him that she had gone.

MR PIKE: He never rang me.
"""


def test_whoever_speaks_is_nobody_s_he_in_his_own_turn() -> None:
    digest = hashlib.sha256(TURNS.encode()).hexdigest()
    found = pipeline.run(Account(id=digest, text=TURNS, sha256=digest))
    called = {entity.name: [found.text_of(span) for span in entity.mentions] for entity in found.entities}
    assert not {"he", "him", "his"} & {word.lower() for word in called["HALE"]}
    assert [word.lower() for word in called["Pike"]].count("him") == 2
    roles = {entity.name: [role.title for role in entity.roles] for entity in found.entities}
    assert roles["HALE"] == [] and roles["Pike"] == ["director"]
