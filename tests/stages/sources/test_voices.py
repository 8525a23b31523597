"""Whose voice an account is, who stands beside it, and who only may say something: cases of our own.

The reader's weights change and a sentence may be lost with them, so that nearly all must be right rather than every one.
"""

import hashlib
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from whoknew import pipeline
from whoknew.model import Account, Analysis, Source

HERE = Path(__file__).parent
VOICES = tomllib.loads((HERE / "voices.toml").read_text(encoding="utf-8"))["account"]
UNREAL = tomllib.loads((HERE / "unreal.toml").read_text(encoding="utf-8"))["account"]
LEAST = 0.88  # of the accounts read as written


@cache
def read(text: str, publisher: str | None = None) -> Analysis:
    ident = hashlib.sha256(text.encode()).hexdigest()
    analysis = pipeline.run(Account(id=ident, text=text, publisher=publisher))
    if analysis.signals is None:
        pytest.fail("the encoder's weights are part of the repository, and they are missing")
    return analysis


def line(source: Source) -> str:
    mark = " | beside" if source.publisher else " | inner" if source.inner else ""
    return f"{source.descriptor} | {source.kind}{mark}"


def differences(case: dict[str, Any]) -> list[str]:
    analysis = read(case["text"], case.get("publisher"))
    voice = next(source for source in analysis.sources if source.kind == "self")
    found = sorted(line(source) for source in analysis.sources if source.kind != "self")
    wrong = []
    if voice.descriptor != case["voice"]:
        wrong.append(f"voice {voice.descriptor}")
    if found != sorted(case["sources"]):
        wrong.append(f"sources {found}")
    codes = {note.code for note in analysis.diagnostics if note.code.startswith("sources.publisher")}
    if codes != ({case["doubt"]} if "doubt" in case else set()):
        wrong.append(f"doubts {codes}")
    names = {source.id: source.descriptor for source in analysis.sources}
    chains = {
        " > ".join("+".join(names[i] for i in step) for step in claim.chain[1:])
        + ": "
        + " … ".join(analysis.text_of(span) for span in claim.spans)
        for claim in analysis.claims
    }
    wrong.extend(f"no chain {chain} in {chains}" for chain in case.get("chains", ()) if chain not in chains)
    return wrong


def test_whose_voice_and_who_beside_it() -> None:
    wrong = {case["text"]: differences(case) for case in VOICES}
    wrong = {text: found for text, found in wrong.items() if found}
    assert len(VOICES) > 35
    assert 1 - len(wrong) / len(VOICES) >= LEAST, wrong


def test_who_only_may_say_something_is_no_source() -> None:
    def outer(text: str) -> list[str]:
        return [s.descriptor for s in read(text).sources if s.kind != "self" and not (s.inner or s.publisher)]

    wrong = {case["text"]: outer(case["text"]) for case in UNREAL if outer(case["text"]) != case["sources"]}
    assert 1 - len(wrong) / len(UNREAL) >= LEAST, wrong


def test_a_letters_signer_is_the_one_who_speaks() -> None:
    text = "Dear editor,\n\nI have seen the crack myself, and I told the harbour office of it in May.\n\nJane Roe\n\nVesper"
    analysis = read(text)
    voice = next(source for source in analysis.sources if source.kind == "self")
    assert (voice.descriptor, voice.role) == ("Jane Roe", "author")
    assert [analysis.text_of(span) for span in voice.mentions] == ["Jane Roe"]
    assert all(source.descriptor != "Jane Roe" for source in analysis.sources if source.kind != "self")


def test_what_is_said_of_the_publisher_has_its_words() -> None:
    analysis = read("The Gazette could not reach the builder. “It was full,” her deputy told the Gazette.")
    note = next(note for note in analysis.diagnostics if note.code == "sources.publisher-inferred")
    assert note.span is not None and analysis.text_of(note.span) == "The Gazette"
    assert "nothing states it" in note.message
