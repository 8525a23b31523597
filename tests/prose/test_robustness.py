"""Headlines, capitals, transcripts, lists, quotation marks of all kinds and English of all kinds, through the whole pipeline."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from whoknew.encoder import weights_present
from whoknew.model import Spans
from whoknew_eval.analysed import analyse

pytestmark = pytest.mark.skipif(not weights_present(), reason="no weights of the encoder here")
TABLE: dict[str, list[dict[str, Any]]] = tomllib.loads(Path(__file__).with_name("robustness.toml").read_text("utf-8"))
CASES = [(f"{kind}-{k}", case) for kind, found in TABLE.items() for k, case in enumerate(found)]


def test_every_kind_is_there() -> None:
    needed = "headline capitals transcript list long_quote quotes_straight quotes_single quotes_missing british american translated"
    assert set(needed.split()) <= set(TABLE)


@pytest.mark.parametrize(("name", "case"), CASES, ids=[name for name, _ in CASES])
def test_surface(name: str, case: dict[str, Any]) -> None:
    text = case["text"]
    analysis = analyse(text, layer="attributions")

    def said(spans: Spans) -> str:
        return " … ".join(text[a:b] for a, b in spans)

    found = [(said(a.source_spans), said(a.cue_spans), said(a.content_spans)) for a in analysis.attributions]
    failures = [
        f"{expected} not among {found}"
        for expected in case["expect"]
        if not any(all(_agrees(piece, words) for piece, words in zip(expected, one, strict=True)) for one in found)
    ]
    if not case["expect"] and found:
        failures.append(f"nothing is said here by anybody, found {found}")
    failures += [f"{piece!r} is nobody's words" for piece in case.get("never", ()) for *_, c in found if piece in c]
    if failures and "known" in case:
        pytest.xfail(case["known"])
    assert not failures, "; ".join(failures)


def _agrees(piece: str, words: str) -> bool:
    if piece == "*":
        return True
    return piece in words if piece else not words
