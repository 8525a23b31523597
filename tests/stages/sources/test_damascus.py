"""The example account, read whole: its sources with kind and number, denials, what it could not confirm."""

from pathlib import Path

import pytest

from whoknew import pipeline
from whoknew.model import Analysis

ACCOUNT = Path(__file__).resolve().parents[3] / "examples" / "damascus" / "a.txt"

EXPECTED = {
    "commander": ("anonymous_person", 1, 1),
    "aide": ("anonymous_person", 1, 1),
    "aides": ("anonymous_person", 3, 3),
    "person": ("anonymous_person", 1, 1),
    "regional official": ("anonymous_person", 1, 1),
    "diplomats": ("anonymous_person", 3, 3),
    "people": ("anonymous_person", 13, 14),
    "former aides": ("anonymous_person", 2, None),
    "Nadim Houri": ("named_person", 1, 1),
    "Hadi al-Bahra": ("named_person", 1, 1),
    "Videos": ("document", 2, None),
    "Turkey": ("organisation", 1, 1),
    "Qatar": ("organisation", 1, 1),
}


@pytest.fixture(scope="module")
def analysis() -> Analysis:
    read = pipeline.read(ACCOUNT)
    if read.signals is None:
        pytest.skip("needs the encoder's weights")
    return read


def test_every_source_with_kind_and_number(analysis: Analysis) -> None:
    found = {s.descriptor: (s.kind, s.count.low, s.count.high) for s in analysis.sources if not s.inner}
    assert {name: found.get(name) for name in EXPECTED} == EXPECTED


def test_the_commander_keeps_his_name(analysis: Analysis) -> None:
    commander = next(s for s in analysis.sources if s.descriptor == "commander")
    assert (commander.basis.kind == "participant" and commander.anonymity.requested and commander.entity is None) or (
        next(e for e in analysis.entities if e.id == commander.entity).named is False
    )


def test_denials_opinion_and_what_could_not_be_confirmed(analysis: Analysis) -> None:
    text = analysis.account.text
    by_status: dict[str, list[str]] = {}
    for claim in analysis.claims:
        by_status.setdefault(claim.status, []).append(" ".join(text[a:b] for a, b in claim.spans))
    assert any("in contact with the group" in words for words in by_status["denied"])
    assert any("the accusation" in words for words in by_status["denied"])
    assert any("ambushed" in words for words in by_status["unverified"])
    assert any("using chemical weapons" in words for words in by_status["alleged"])
    houri = next(c for c in analysis.claims if any("no last stand" in text[a:b] for a, b in c.spans))
    assert houri.kind == "opinion"
    assert "unreachable" in {response.result for response in analysis.responses}
