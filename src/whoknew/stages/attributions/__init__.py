"""Who says what: attribution relations of source, cue and content, with nested ones and addressees.

Where the text was read by the encoder its relations are the base (measured on PolNeAR, see docs/quality.md); rules
add those inside other contents and, where there is no encoder, stand alone.
"""

from typing import Literal

import msgspec

from whoknew.model import Analysis, Attribution, Diagnostic, Span, Spans
from whoknew.model.wording import Wording
from whoknew.stages.attributions import (
    hearsay,
    holders,
    merge,
    nesting,
    nominal,
    quotes,
    rules,
    syntax,
    turns,
)
from whoknew.stages.attributions.announced import announced
from whoknew.stages.attributions.closing import closing
from whoknew.stages.attributions.cues import lexicon
from whoknew.stages.attributions.drafts import Draft, Range
from whoknew.stages.attributions.retold import cited

AGAIN = frozenset({"he", "she", "they", "it", "instead", "then"})  # who is spoken of again after "but"


class Attributions:
    """The stage: see the module's docstring."""

    name = "attributions"
    version = "1"
    requires = frozenset({"tokens", "sentences"})
    uses = frozenset({"quotations", "blocks", "signals"})
    provides = frozenset({"attributions"})

    def __call__(self, analysis: Analysis, /) -> Analysis:
        words = Wording(analysis)
        drafts = draft(analysis, words)
        outer = nesting.parents(drafts)
        drafts = [
            _cut(words, one, drafts[outer[n]]) if outer[n] >= 0 and one.under < 0 else one
            for n, one in enumerate(drafts)
        ]
        made = tuple(_attribution(words, one, n, outer[n]) for n, one in enumerate(drafts))
        doubts = _orphans(analysis, words, drafts)
        return msgspec.structs.replace(analysis, attributions=made, diagnostics=(*analysis.diagnostics, *doubts))


def draft(analysis: Analysis, words: Wording) -> list[Draft]:
    """All relations of the text as drafts, in the order of their cues, contents extended over quotations."""
    table = lexicon()
    found = [*rules.by_rule(words, table), *hearsay.by_nobody(words, table)]
    spoken = turns.turns(analysis, words, table)
    found.extend(turns.headings(analysis, words, [*found, *spoken], table))
    if analysis.signals is not None and words.parsed:
        read = merge.from_signals(words, table, analysis.signals.attributions)
        found = merge.combine(words, merge.combine(words, read, syntax.by_tree(words, table)), found)
    found = nominal.add(words, table, found)
    mended = turns.put_to(words, holders.mend(words, table, found))
    tidy = nesting.tidy(words, turns.join(mended, spoken))
    owned = announced(analysis, words, quotes.extend(analysis, words, tidy), table)
    return turns.beside(words, cited(words, table, closing(words, owned)))


def _cut(words: Wording, one: Draft, outer: Draft) -> Draft:
    """ "He told her that he was going home, but he went to the airport, an aide said": what he did instead is the aide's word
    and no part of what he told her."""
    if not one.content or not outer.content or one.content[-1][1] != outer.content[-1][1]:
        return one
    first, end = one.content[-1]
    for k in range(first + 2, end - 2):
        turns_away = words.lower[k] == "but" and words.lower[k + 1] in AGAIN and words.quoted[k] < 0
        if turns_away and words.lower[k - 1] == ",":
            return msgspec.structs.replace(one, content=(*one.content[:-1], (first, k - 1)))
    return one


def _attribution(words: Wording, one: Draft, number: int, parent: int) -> Attribution:
    return Attribution(
        id=f"at{number + 1}",
        source_spans=_spans(words, one.source),
        cue_spans=_spans(words, one.cue),
        content_spans=_spans(words, one.content),
        form=_form(words, one),
        parent=f"at{parent + 1}" if parent >= 0 else None,
        addressees=tuple(words.words(first, end) for first, end in one.addressees),
        cue_class=one.kind,
        negated=one.negated,
        origin=f"attributions/{Attributions.version}",
        confidence=one.score,
        exact_confidence=one.exact,
    )


def _spans(words: Wording, ranges: tuple[Range, ...]) -> Spans:
    return tuple(words.span(first, end) for first, end in ranges if first < end)


def _form(words: Wording, one: Draft) -> Literal["direct", "indirect", "mixed"]:
    """Direct where all of the content is quoted, mixed where some is, else indirect."""
    letters = [i for first, end in one.content for i in range(first, end) if words.lower[i][0].isalnum()]
    quoted = sum(1 for i in letters if words.quoted[i] >= 0)
    if not quoted:
        return "indirect"
    return "direct" if quoted >= len(letters) - 1 else "mixed"


def _orphans(analysis: Analysis, words: Wording, drafts: list[Draft]) -> list[Diagnostic]:
    """Quotations that nobody is said to have uttered."""
    spoken = {
        words.quoted[i] for one in drafts for first, end in (*one.content, *one.source) for i in range(first, end)
    }
    return [
        Diagnostic(
            code="attributions.no-speaker",
            message="These words stand in quotation marks, and the text does not say plainly who said them.",
            span=quotation.span,
            stage=Attributions.name,
        )
        for number, quotation in enumerate(analysis.quotations)
        if number not in spoken and not quotation.scare and _long(words, quotation.span)
    ]


def _long(words: Wording, span: Span) -> bool:
    first, end = words.range_of(span)
    clause = not words.parsed or any(words.upos[i] in ("VERB", "AUX") for i in range(first, end))
    return end - first > (6 if clause else 14)  # a few borrowed words are nobody's statement


stage = Attributions()
