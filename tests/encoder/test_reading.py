"""Whole texts through the weights: the same text gives the same numbers, and hostile texts give no tracebacks.

Skipped where no weights are installed.
"""

import tomllib
from pathlib import Path

import msgspec
import pytest

import whoknew
from whoknew.encoder import read_signals, weights_present
from whoknew.model import Signals
from whoknew.stages.segmentation import lines, split_sentences, tokenize

pytestmark = pytest.mark.skipif(not weights_present(), reason="no weights of the encoder here")

STORY = (
    "The harbour master, Ilse Brandt, told the council on Tuesday that the ferry had never left its berth. "
    "“Nobody warned us,” she said. Two dockers, who asked not to be named, said otherwise.\n"
    "The company declined to comment. Brandt denied that she had known of the leak before 12 May."
)


def read(text: str) -> Signals:
    words, sentences, paragraphs = [], [], []
    for start, end in lines(text):
        found = tokenize(text, start, end)
        base = len(words)
        words.extend(found)
        sentences.extend((base + a, base + b) for a, b in split_sentences(text, found))
        if found:
            paragraphs.append((base, base + len(found)))
    return read_signals(text, words, sentences, paragraphs)


def test_same_text_same_bits_whatever_is_read_beside_it() -> None:
    first = msgspec.json.encode(read(STORY))
    read("Something else. " * 40)
    assert msgspec.json.encode(read(STORY)) == first


def test_every_word_gets_a_reading_and_every_sentence_a_root() -> None:
    signals = read(STORY)
    assert all(w.upos != "X" or w.lemma for w in signals.words)
    roots = [i for i, w in enumerate(signals.words) if w.head == -1]
    assert len(roots) >= 4
    for i, _ in enumerate(signals.words):
        at, steps = i, 0
        while at != -1:
            at, steps = signals.words[at].head, steps + 1
            assert steps <= len(signals.words)


def test_ranges_lie_inside_the_text_and_scores_are_probabilities() -> None:
    signals = read(STORY)
    n = len(signals.words)
    ranges = [(m.first, m.end) for m in signals.mentions] + [(r.first, r.end) for f in signals.frames for r in f.roles]
    ranges += [s for a in signals.attributions for s in (*a.cue, *a.source, *a.content)]
    assert ranges and all(0 <= a < b <= n for a, b in ranges)
    assert all(0 <= m.score <= 1 for m in signals.mentions)
    assert all(0 <= a.score <= 1 for a in signals.attributions)
    assert all(-3 <= (e.factuality or 0) <= 3 for e in signals.events)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\x00",
        "a\x00b \u202ereversed\u202c \ufeff",
        "no stops at all " * 300,
        "x" * 20000,
        "“" * 500,
        "🙂" * 50,
        "The end",
        ". . . . .",
        "ab\u0301c \u200b \u2029 d",
    ],
)
def test_hostile_texts(text: str) -> None:
    signals = read(text)
    assert read(text) == signals


def cases() -> list[tuple[str, dict[str, object]]]:
    table = tomllib.loads((Path(__file__).parent / "robustness.toml").read_text("utf-8"))
    return [(f"{kind}-{k}", case) for kind, found in sorted(table.items()) for k, case in enumerate(found)]


def alone(text: str) -> list[tuple[str, str, str]]:
    """(source, cue, content) as the encoder finds them."""
    words = [span for start, end in lines(text) for span in tokenize(text, start, end)]

    def said(ranges: tuple[tuple[int, int], ...]) -> str:
        return " … ".join(text[words[a][0] : words[b - 1][1]] for a, b in ranges)

    return [(said(a.source), said(a.cue), said(a.content)) for a in read(text).attributions]


def whole(text: str) -> list[tuple[str, str, str]]:
    """The same as all stages find them."""
    analysis = whoknew.read(text)

    def said(spans: tuple[tuple[int, int], ...]) -> str:
        return " … ".join(analysis.text_of(span) for span in spans)

    return [(said(a.source_spans), said(a.cue_spans), said(a.content_spans)) for a in analysis.attributions]


@pytest.mark.parametrize(("name", "case"), cases(), ids=[name for name, _ in cases()])
def test_robustness(name: str, case: dict[str, object]) -> None:
    """Each expected (source, cue, content) lies inside what is found; where nothing is expected nothing is."""
    text = str(case["text"])
    found = whole(text) if case.get("whole") else alone(text)
    for source, cue, content in case["expect"]:  # type: ignore[attr-defined]
        right = any((source in s if source else not s) and cue in q and content in c for s, q, c in found)
        assert right, f"{name}: {(source, cue, content)} not among {found}"
    if not case["expect"]:
        assert not found, f"{name}: nothing is attributed here, found {found}"
