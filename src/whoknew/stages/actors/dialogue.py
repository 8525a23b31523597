"""Whose turn a word of a transcript stands in: "I" there is whoever speaks, and in a question by letters nobody known."""

from whoknew.model import Analysis
from whoknew.model.exchange import exchange
from whoknew.model.wording import Wording

MARKS = frozenset({":", "A.", "A:"})  # cues of a turn: what stands between the speaker's name or letter and the words


def turn_of(analysis: Analysis, words: Wording) -> dict[int, tuple[int, ...]]:
    """For each token of a turn the tokens that name its speaker; empty where the speaker is not named."""
    found: dict[int, tuple[int, ...]] = {}
    for attribution in analysis.attributions:
        marks = {"".join(analysis.account.text[a:b].split()) for a, b in attribution.cue_spans}
        if marks and marks <= MARKS:
            source = tuple(i for r in words.ranges(attribution.source_spans) for i in range(*r))
            for first, end in words.ranges(attribution.content_spans):
                found.update(dict.fromkeys(range(first, end), source))
    for _, said in exchange(analysis.account.text).questions:
        for i in range(*words.range_of(said)):
            found.setdefault(i, ())
    return found


def labels(analysis: Analysis) -> list[tuple[int, int]]:
    """Spans of the letters that open questions and answers: they name nobody."""
    record = exchange(analysis.account.text)
    return [label for label, _ in (*record.questions, *record.answers)]
