"""Relations inside relations, the forms of saying, and what becomes of a claim: cases of our own, read from prose."""

import hashlib
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from whoknew import pipeline
from whoknew.model import Account, Analysis, Spans

HERE = Path(__file__).parent
NESTED = tomllib.loads((HERE / "nested.toml").read_text(encoding="utf-8"))["account"]
STATUSES = tomllib.loads((HERE / "statuses.toml").read_text(encoding="utf-8"))["account"]
LEAST = 0.9  # of the cases: the reader's weights change, and one of them may be lost with them


@cache
def read(text: str) -> Analysis:
    analysis = pipeline.run(Account(id=hashlib.sha256(text.encode()).hexdigest(), text=text))
    if analysis.signals is None:
        pytest.fail("the encoder's weights are part of the repository, and they are missing")
    return analysis


def relations(analysis: Analysis) -> set[str]:
    def words(spans: Spans) -> str:
        return " … ".join(analysis.account.text[a:b] for a, b in spans)

    sources = {one.id: words(one.source_spans) for one in analysis.attributions}
    return {
        f"{words(one.source_spans)} | {words(one.cue_spans)} | {words(one.content_spans)} | "
        f"{sources.get(one.parent or '', '')} | {', '.join(one.addressees)}".replace("|  |", "| |")
        for one in analysis.attributions
    }


def test_relations_are_linked_and_nested() -> None:
    def missing(case: dict[str, Any]) -> list[str]:
        found = relations(read(case["text"]))
        return [wanted for wanted in case["relations"] if wanted not in found]

    wrong = {case["text"]: (missing(case), sorted(relations(read(case["text"])))) for case in NESTED if missing(case)}
    assert 1 - len(wrong) / len(NESTED) >= LEAST, wrong


def test_what_becomes_of_a_claim() -> None:
    wrong = []
    for text, opening, status in STATUSES:
        analysis = read(text)
        found = [
            claim.status for claim in analysis.claims if analysis.account.text[claim.spans[0][0] :].startswith(opening)
        ]
        if status not in found or (status == "asserted" and set(found) != {"asserted"}):
            wrong.append((text, status, found))
    assert 1 - len(wrong) / len(STATUSES) >= LEAST, wrong


def test_an_outlet_that_is_retold_stands_in_the_chain() -> None:
    analysis = read("According to the Lantern, two officials said that the dam had cracked.")
    names = {source.id: source.descriptor for source in analysis.sources}
    chains = [[[names.get(i, i) for i in step] for step in claim.chain] for claim in analysis.claims]
    assert any(
        chain[1:] == [["Lantern"], ["officials"]] or chain[1:] == [["the Lantern"], ["officials"]] for chain in chains
    )
