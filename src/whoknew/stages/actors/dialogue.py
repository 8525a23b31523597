"""Whose turn a word of a transcript stands in: "I" there is whoever speaks, and in a question by letters nobody known.

So it is in a block of its own that somebody's words are announced for with a colon ("The clerk wrote:").
"""

from whoknew.model import Analysis
from whoknew.model.exchange import exchange
from whoknew.model.wording import Wording

MARKS = frozenset({":", "A.", "A:"})  # cues of a turn: what stands between the speaker's name or letter and the words


def turn_of(analysis: Analysis, words: Wording) -> dict[int, tuple[int, ...]]:
    """For each token of a turn the tokens that name its speaker; empty where the speaker is not named."""
    found: dict[int, tuple[int, ...]] = {}
    for attribution in analysis.attributions:
        marks = {"".join(analysis.account.text[a:b].split()) for a, b in attribution.cue_spans}
        turn = bool(marks) and marks <= MARKS
        source = tuple(i for r in words.ranges(attribution.source_spans) for i in range(*r))
        home = _block(analysis, words, words.ranges(attribution.cue_spans)[0][0]) if attribution.cue_spans else -1
        for first, end in words.ranges(attribution.content_spans):
            apart = source and words.quoted[first] < 0 and _block(analysis, words, first) != home
            if turn or apart:
                found.update(dict.fromkeys(range(first, end), source))
    for _, said in exchange(analysis.account.text).questions:
        for i in range(*words.range_of(said)):
            found.setdefault(i, ())
    return found


def _block(analysis: Analysis, words: Wording, i: int) -> int:
    return analysis.sentences[words.sentence[i]].block if words.sentence[i] >= 0 else -1


def labels(analysis: Analysis) -> list[tuple[int, int]]:
    """Spans of the letters that open questions and answers: they name nobody."""
    record = exchange(analysis.account.text)
    return [label for label, _ in (*record.questions, *record.answers)]
