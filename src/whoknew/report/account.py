"""The account's text as HTML: numbered sentences, marked attributions, tags of status, notes in the margin.

Written here and not by the page's script, so that it reads with scripts off. Every character of the text is escaped.
"""

from collections import defaultdict

from whoknew.model import Analysis, Attribution, Block, Span
from whoknew.report.index import Index
from whoknew.report.marks import Mark, words, write
from whoknew.report.notes import Notes

_UNSURE = 0.5  # calibrated confidence below which a line is broken, or a corner
_TAGS = frozenset({"denied", "disputed", "refuted", "unverified", "doubted"})
_PLAIN = ("paragraph", "list_item", "other", "dateline")
_NO_ANSWER = {"no_reply": "no answer", "unreachable": "not reached", "declined": "declined"}


def _spoken(index: Index, attribution: Attribution) -> list[Mark]:
    unsure = attribution.confidence is not None and attribution.confidence < _UNSURE
    loose = attribution.exact_confidence is not None and attribution.exact_confidence < _UNSURE
    drawn = {"so": "so unsure" if unsure else "so", "co": "co loose" if loose else "co", "cu": "cu"}
    known = [s for s in attribution.sources if s != "self"]
    made = []
    parts = {"co": attribution.content_spans, "so": attribution.source_spans, "cu": attribution.cue_spans}
    for rank, (css, spans) in enumerate(parts.items()):
        for start, end in spans:
            attributes = [("data-s", str(index.number(start))), ("data-at", attribution.id)]
            if css == "so" and known:
                attributes.append(("data-src", " ".join(known)))
            made.append(Mark(start, end, drawn[css], tuple(attributes), rank))
    return made


def _tags(index: Index) -> dict[int, list[str]]:
    """Status tags by the number of the sentence after which they stand; each with the sentence that says so."""
    analysis = index.analysis
    against: dict[str, list[int]] = defaultdict(list)
    for claim in analysis.claims:
        for link in claim.links:
            if link.relation in ("denies", "cannot_verify", "contrasts"):
                against[link.claim].extend([index.number(link.span[0])] if link.span else index.numbers(claim.spans))
    tags: dict[int, dict[str, str]] = defaultdict(dict)
    for claim in analysis.claims:
        if claim.status in _TAGS and claim.spans:
            where = index.number(max(claim.spans)[0])
            by = sorted({n for n in against[claim.id] if n and n != where})
            said = f" {by[0]}" if by else ""
            tags[where].setdefault(
                claim.status,
                f'<a class="tag {claim.status}" href="#s={by[0] if by else where}" data-s="{by[0] if by else where}">'
                f"{claim.status}{said}</a>",
            )
    for response in analysis.responses:
        if response.span and response.result in _NO_ANSWER:
            where = index.number(response.span[0])
            said = _NO_ANSWER[response.result]
            tags[where].setdefault("answer", f'<span class="tag none" data-s="{where}">{said}</span>')
    return {number: list(made.values()) for number, made in tags.items()}


def _paragraphs(analysis: Analysis) -> list[Block]:
    """The blocks of the text, and between them whatever they leave out, so that nothing of it is lost."""
    text = analysis.account.text
    made: list[Block] = []
    position = 0
    for block in sorted(analysis.blocks, key=lambda b: b.span):
        start, end = max(block.span[0], position), block.span[1]
        if text[position:start].strip():
            made.append(Block(type="paragraph", span=(position, start)))
        if end > start:
            made.append(Block(type=block.type, span=(start, end)))
        position = max(position, end)
    if text[position:].strip():
        made.append(Block(type="paragraph", span=(position, len(text))))
    return made


def _sentence(text: str, number: int, span: Span, marks: list[Mark], tags: list[str]) -> str:
    return (
        f'<span class="sent" id="s{number}"><a class="n" href="#s={number}" data-s="{number}" '
        f'aria-label="Sentence {number}">{number}</a>{write(text, *span, marks)}{"".join(tags)}</span>'
    )


def text_with_notes(index: Index) -> str:
    """HTML of the whole account, paragraph by paragraph, each with its notes beside it."""
    analysis = index.analysis
    text = analysis.account.text
    marks: dict[int, list[Mark]] = defaultdict(list)
    for attribution in analysis.attributions:
        for mark in _spoken(index, attribution):
            for number in range(index.number(mark.start), index.number(max(mark.end - 1, mark.start)) + 1):
                marks[number].append(mark)
    tags, notes, out, number = _tags(index), Notes(index), [], 0
    sentences = analysis.sentences
    for block in _paragraphs(analysis):
        start, end = block.span
        first, pieces, position = number + 1, [], start
        while number < len(sentences) and sentences[number].span[0] < end:
            span = (max(sentences[number].span[0], position), min(sentences[number].span[1], end))
            number += 1
            if span[1] > span[0]:
                pieces.append(words(text[position : span[0]]))
                pieces.append(_sentence(text, number, span, marks[number], tags.get(number, [])))
                position = span[1]
        pieces.append(words(text[position:end]))
        kind = "para" if block.type in _PLAIN else f"para {block.type.replace('_', '-')}"
        beside = notes.of(range(first, number + 1), spoken=kind == "para")
        out.append(f'<div class="{kind}"><p>{"".join(pieces)}</p><div class="notes">{beside}</div></div>')
    return "".join(out)
