"""Kinds of attributions, for saying where errors lie: direct, indirect, mixed, cross-sentence, no source, and so on."""

import tomllib
from functools import cache
from importlib.resources import files

from whoknew_eval.corpora.document import Attribution, Document, Span

LONG = 40  # words of content
FORMS = ("direct", "indirect", "mixed")
KINDS = (
    *FORMS,
    "cross-sentence",
    "no source",
    "nested",
    "long content",
    "content in pieces",
    "pronoun source",
    "anonymous source",
)


@cache
def _words(name: str) -> frozenset[str]:
    text = (files("whoknew_eval.quality") / "kinds.toml").read_text("utf-8")
    return frozenset(str(tomllib.loads(text)[name]).split())


def kinds_of(mark: Attribution, document: Document) -> tuple[str, ...]:
    """Every kind that an attribution is of; the first is its form."""
    kinds = [form_of(mark.content, document)]
    parts = [r for part in (mark.cue, mark.source, mark.content) for r in part]
    if len({_sentence(document, word) for first, end in parts for word in (first, end - 1)}) > 1:
        kinds.append("cross-sentence")
    if not mark.source:
        kinds.append("no source")
    if sum(end - first for first, end in mark.content) > LONG:
        kinds.append("long content")
    if len(mark.content) > 1:
        kinds.append("content in pieces")
    if _holds_other(mark, document):
        kinds.append("nested")
    forms = [document.text[slice(*document.words[k])] for first, end in mark.source for k in range(first, end)]
    lower = [form.lower() for form in forms]
    if len(forms) == 1 and lower[0] in _words("pronouns"):
        kinds.append("pronoun source")
    elif forms and not any(form[:1].isupper() for form in forms[1:]) and set(lower) & _words("unnamed"):
        kinds.append("anonymous source")
    return tuple(kinds)


def form_of(content: tuple[Span, ...], document: Document) -> str:
    """direct where a quotation fills the content, mixed where it holds one, indirect otherwise."""
    forms = [document.text[slice(*document.words[k])] for first, end in content for k in range(first, end)]
    marks = [k for k, form in enumerate(forms) if form in _words("opening") | _words("closing")]
    if not marks:
        return "indirect"
    return "direct" if marks[0] <= 1 and (len(marks) == 1 or marks[-1] >= len(forms) - 2) else "mixed"


def _holds_other(mark: Attribution, document: Document) -> bool:
    """Whether another relation's cue stands in its content."""
    return any(
        first <= other.cue[0][0] < end
        for other in document.attributions or ()
        if other.cue != mark.cue
        for first, end in mark.content
    )


def _sentence(document: Document, word: int) -> int:
    low, high = 0, len(document.sentences)
    while low < high:
        middle = (low + high) // 2
        if document.sentences[middle][1] <= word:
            low = middle + 1
        else:
            high = middle
    return low
