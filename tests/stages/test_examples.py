"""Runs every stage's ``examples.toml``: a text, a layer, and what must be found there, one of them nothing.

    [[example]]
    text = "He left. She stayed."
    layer = "sentences"
    expect = [{ text = "He left." }, { text = "She stayed." }]

Keys of an expectation: ``text`` is the record's own words (span, spans, trigger, cue or mentions, pieces joined by " … ");
``KEY_text`` the words of the span(s) field KEY (or KEY_spans); any other key is a field compared as a string, where an
entity or source id may be given by its name. ``some = true``: further records are allowed, in any order. ``published``
and ``title`` set the account's metadata. An example may need the encoder: ``signals = true`` skips it without weights.
"""

import hashlib
import tomllib
from pathlib import Path
from typing import Any

import msgspec
import pytest

import whoknew.stages
from whoknew import pipeline
from whoknew.model import Account, Analysis

FILES = sorted(Path(whoknew.stages.__path__[0]).glob("*/examples.toml"))
EXAMPLES = [
    pytest.param(path.parent.name, example, id=f"{path.parent.name}-{number}")
    for path in FILES
    for number, example in enumerate(tomllib.loads(path.read_text(encoding="utf-8"))["example"], 1)
]
OWN = ("span", "spans", "trigger", "cue", "content_spans", "cue_spans", "mentions", "members")


def words(analysis: Analysis, value: Any) -> str:
    if value is None:
        return ""
    spans = (value,) if value and isinstance(value[0], int) else value
    return " … ".join(analysis.account.text[start:end] for start, end in spans)


def shown(analysis: Analysis, value: Any) -> str:
    if isinstance(value, msgspec.Struct):
        fields = [f for f in ("entity", "descriptor", "title", "kind", "relation", "value") if hasattr(value, f)]
        return shown(analysis, next((getattr(value, f) for f in fields if getattr(value, f)), None))
    if isinstance(value, tuple):
        return ", ".join(shown(analysis, item) for item in value)
    names = {entity.id: entity.name for entity in analysis.entities}
    names |= {source.id: source.descriptor for source in analysis.sources if source.id != "self"}
    return names.get(value, "" if value is None else str(value))


def field(analysis: Analysis, record: Any, key: str) -> str:
    if key == "text":
        return words(analysis, next(getattr(record, own) for own in OWN if hasattr(record, own)))
    if key.endswith("_text"):
        base = key.removesuffix("_text")
        return words(analysis, getattr(record, base) if hasattr(record, base) else getattr(record, base + "_spans"))
    return shown(analysis, getattr(record, key))


@pytest.mark.parametrize(("name", "example"), EXAMPLES)
def test_example(name: str, example: dict[str, Any]) -> None:
    text = example["text"]
    digest = hashlib.sha256(text.encode()).hexdigest()
    account = Account(id=digest, text=text, title=example.get("title"), published=example.get("published"))
    found = pipeline.discover()
    analysis = pipeline.run(account, found=found)
    if example.get("signals") and analysis.signals is None:
        pytest.skip("needs the encoder's weights")
    assert not [run for run in analysis.stages if run.failed], analysis.stages
    records = getattr(analysis, example["layer"])
    if where := example.get("where"):
        records = [r for r in records if all(field(analysis, r, k) == v for k, v in where.items())]
    expected = example["expect"]
    actual = [{key: field(analysis, record, key) for key in record_keys(expected)} for record in records]
    if example.get("some"):
        for wanted in expected:
            assert any(all(got[k] == str(v) for k, v in wanted.items()) for got in actual), (wanted, actual)
        return
    assert len(actual) == len(expected), actual
    for got, wanted in zip(actual, expected):
        assert {k: got[k] for k in wanted} == {k: str(v) for k, v in wanted.items()}


def record_keys(expected: list[dict[str, Any]]) -> set[str]:
    return {key for wanted in expected for key in wanted} or {"text"}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.parent.name)
def test_one_example_must_find_nothing(path: Path) -> None:
    loaded = tomllib.loads(path.read_text(encoding="utf-8"))["example"]
    assert any(example["expect"] == [] for example in loaded), f"{path}: no example that must find nothing"


def test_every_stage_has_examples_and_a_readme() -> None:
    folders = [p for p in Path(whoknew.stages.__path__[0]).iterdir() if (p / "__init__.py").exists()]
    missing = [str(p / f) for p in folders for f in ("examples.toml", "README.md") if not (p / f).exists()]
    assert not missing
