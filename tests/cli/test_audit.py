"""``whoknew audit``: output, JSON, exit codes, rules that can be switched off."""

import json
from pathlib import Path

import msgspec
import pytest

from whoknew import pipeline
from whoknew.cli import run
from whoknew.model import Account, Audit

TEXT = "Sources said that the ship had left Port Ellery. Rosa Lind accused Karel Boom of forging the log."


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> str:
    """An analysis saved as JSON, so that the command need not read prose in every test."""
    found = [stage for stage in pipeline.discover() if stage.name != "encoder"]
    analysis = pipeline.run(Account(id="0", text=TEXT), found=found)
    path: Path = tmp_path_factory.mktemp("audit") / "analysis.json"
    path.write_bytes(msgspec.json.encode(analysis))
    return str(path)


def test_prints_box_and_flags(saved: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["audit", saved]) == 0
    shown = capsys.readouterr().out
    assert "claims" in shown and "bare-sources" in shown and "Port Ellery" in shown


@pytest.mark.parametrize("key", ["claims", "sources", "anonymous", "one_person", "denied", "unverified", "own_voice"])
def test_every_figure_leads_to_its_list(saved: str, key: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["audit", saved, "--list", key]) == 0
    shown = capsys.readouterr().out
    assert "listed" in shown
    if key in ("claims", "sources"):
        assert "Rosa Lind" in shown and "[2]" in shown


def test_a_figure_that_is_none_is_a_usage_error(saved: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["audit", saved, "--list", "truth"]) == 2


def test_json_is_an_audit(saved: str, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert run(["audit", saved, "--json"]) == 0
    audit = msgspec.json.decode(capfdbinary.readouterr().out, type=Audit)
    assert {flag.rule for flag in audit.flags} >= {"bare-sources", "accusation-unanswered"}
    assert audit.box[0].key == "claims"


def test_fail_on_and_without(saved: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["audit", saved, "--fail-on", "any"]) == 3
    assert run(["audit", saved, "--fail-on", "bare-sources"]) == 3
    assert run(["audit", saved, "--fail-on", "bare-sources", "--without", "bare-sources"]) == 0
    assert run(["audit", saved, "--fail-on", "figures-differ"]) == 0


def test_an_unknown_rule_is_a_usage_error(saved: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["audit", saved, "--without", "no-such-rule"]) == 2


def test_rules_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["audit", "-", "--rules"]) == 0
    assert "Reuters Handbook" in capsys.readouterr().out


SOURCED = """person Ada
person Ben
place Harbour
source [clerk] a clerk, anonymous person, 1
source [crew] two deckhands, anonymous person, 2
Ada tells Ben that "the safe is empty"   by clerk
Ada goes to Harbour   by crew
Ben is at Harbour   by clerk and crew
it happens that "the lights went out"   by clerk
it is so that "the safe is empty"   by clerk
Ben meets Ada
Ben calls Ada   by clerk
Ben calls Ada   by crew
"""


def test_every_fact_of_a_model_is_something_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.model"
    path.write_text(SOURCED, encoding="utf-8")
    assert run(["audit", str(path), "--json"]) == 0
    box = {figure["key"]: figure for figure in json.loads(capsys.readouterr().out)["box"]}
    assert box["claims"]["value"] == 8
    assert len(box["claims"]["items"]) == len(set(box["claims"]["items"])) == 8
    assert box["one_person"]["value"] == 3  # the telling, the lights, the claim; two calls second each other
    assert box["own_voice"]["value"] == 1
    assert run(["audit", str(path)]) == 0
    printed = capsys.readouterr().out
    assert " 8  claims\n" in printed and "not naming “a clerk”, “two deckhands”" in " ".join(printed.split())
    assert run(["read", str(path), "--json"]) == 0
    read = json.loads(capsys.readouterr().out)
    assert {f["key"]: f for f in read["findings"]["audit"]["box"]} == box
