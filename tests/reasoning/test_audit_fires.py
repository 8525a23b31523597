"""Rules of the audit fire on the accounts that they are about, read from prose, and not on their neighbours."""

import hashlib
import tomllib
from functools import cache
from pathlib import Path

import pytest

from whoknew import pipeline
from whoknew.model import Account, Analysis
from whoknew.reasoning.audit import audit, rules

RULES = tomllib.loads(Path(__file__).with_name("audit_cases.toml").read_text(encoding="utf-8"))["rule"]
FIRES = [(rule["id"], text) for rule in RULES for text in rule["fires"]]
QUIET = [(rule["id"], text) for rule in RULES for text in rule["quiet"]]


@cache
def read(text: str) -> Analysis:
    account = Account(id=hashlib.sha256(text.encode()).hexdigest(), text=text, published="2024-03-05")
    analysis = pipeline.analyse(account)
    if analysis.signals is None:
        pytest.fail("the encoder's weights are part of the repository, and they are missing")
    return analysis


def test_every_rule_has_its_cases() -> None:
    assert [rule["id"] for rule in RULES] == list(rules())
    assert all(rule["fires"] and rule["quiet"] for rule in RULES)


@pytest.mark.parametrize(("rule", "text"), FIRES)
def test_the_rule_fires_and_shows_its_words(rule: str, text: str) -> None:
    flags = [flag for flag in read(text).findings.audit.flags if flag.rule == rule]
    assert flags
    assert all(flag.spans and flag.message and flag.origin_of_rule for flag in flags)
    assert rule not in {flag.rule for flag in audit(read(text), without=[rule]).flags}


@pytest.mark.parametrize(("rule", "text"), QUIET)
def test_the_rule_leaves_its_neighbour_alone(rule: str, text: str) -> None:
    assert rule not in {flag.rule for flag in read(text).findings.audit.flags}


def test_a_plain_report_with_a_named_source_raises_nothing_grave() -> None:
    text = "The mine at Carrow will open again in May, the owner, Paul Osei, said on Monday. He said that the pumps had been mended.\n"
    assert not [flag for flag in read(text).findings.audit.flags if flag.severity != "note"]
