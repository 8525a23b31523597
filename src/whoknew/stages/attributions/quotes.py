"""Quotations that belong to a speaker named beside them: in the same paragraph, or over a paragraph break.

A relation whose content is a quotation takes the quotations that follow it in its paragraph, so long as no other
speaker steps in between, and those that carry it on after a paragraph break (the reopened mark without a close).
"""

import msgspec

from whoknew.model import Analysis
from whoknew.model.wording import Wording
from whoknew.stages.attributions.drafts import Draft, Range


def extend(analysis: Analysis, words: Wording, drafts: list[Draft]) -> list[Draft]:
    """The drafts, their contents extended over the quotations that continue them."""
    held: dict[int, int] = {}  # quotation → draft that has it
    ranges = [words.range_of(quotation.span) for quotation in analysis.quotations]
    for number, draft in enumerate(drafts):
        for first, end in draft.content:
            for q in {words.quoted[i] for i in range(first, end) if words.quoted[i] >= 0}:
                held.setdefault(q, number)
    cues = sorted((draft.first, number) for number, draft in enumerate(drafts))
    cue_at = dict(cues)
    busy = {words.sentence[first] for first, _ in cues}
    added: dict[int, list[Range]] = {}
    for q, quotation in enumerate(analysis.quotations):
        if q in held or quotation.scare or ranges[q][0] >= ranges[q][1] or _is_title(words, ranges[q]):
            continue
        before = quotation.continues if quotation.continues >= 0 else q - 1
        number = held.get(before, -1)
        if number < 0 or not (
            quotation.continues >= 0 or _follows(analysis, words, ranges[before], ranges[q], busy, cue_at, number)
        ):
            continue
        held[q] = number
        added.setdefault(number, []).append(ranges[q])
    return [
        msgspec.structs.replace(draft, content=_join((*draft.content, *added[number]))) if number in added else draft
        for number, draft in enumerate(drafts)
    ]


def _is_title(words: Wording, quotation: Range) -> bool:
    """Whether a quotation inside a sentence is the name of a work or programme: every longer word with a capital."""
    sentence = words.sentence[quotation[0]]
    if sentence >= 0 and quotation[0] - words.sentences[sentence].first <= 1:
        return False
    letters = [form for form in words.forms[slice(*quotation)] if form[0].isalpha()]
    return 0 < len(letters) <= 7 and all(form[0].isupper() for form in letters if len(form) > 3)


def _follows(
    analysis: Analysis, words: Wording, before: Range, this: Range, busy: set[int], cue_at: dict[int, int], number: int
) -> bool:
    """Whether a quotation stands in the paragraph of the one before it, with no other speaker's cue between."""
    one, two = words.sentence[before[0]], words.sentence[this[0]]
    if one < 0 or two < 0 or analysis.sentences[one].block != analysis.sentences[two].block:
        return False
    if "\n" in analysis.account.text[words.spans[before[1] - 1][1] : words.spans[this[0]][0]]:
        return False
    if any(i in cue_at and cue_at[i] != number for i in range(before[1], this[0])):
        return False
    sentence = analysis.sentences[two]
    starts = this[0] - sentence.first <= 1 or one == two
    return starts and (two not in busy or one == two)


def _join(ranges: tuple[Range, ...]) -> tuple[Range, ...]:
    joined: list[Range] = []
    for first, end in sorted(ranges):
        if joined and first <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((first, end))
    return tuple(joined)
