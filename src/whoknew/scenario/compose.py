"""Records in progress → analysis: quotes become spans, the text is found or made, fields set by name come last."""

import hashlib
from typing import Any

import msgspec

from whoknew.errors import ScenarioError
from whoknew.model import Account, Analysis, Claim, Diagnostic, Sentence, Span
from whoknew.scenario.details import apply_field
from whoknew.scenario.evidence import Evidence, mentions
from whoknew.scenario.lines import Line
from whoknew.scenario.say import Speaker
from whoknew.scenario.state import FACTS, PREFIXES, Entry, State

SPAN_FIELDS = {
    "acts": "cue",
    "movements": "span",
    "presences": "span",
    "events": "trigger",
    "responses": "span",
    "places": "span",
}
SPANS_FIELDS = {"claims": "spans", "propositions": "members"}
NOWHERE: Span = (0, 0)
NOT_IN_ACCOUNT = "these words are not in the account."
COPY = "Copy them exactly, or take the quote away."


def digest(text: str) -> str:
    """SHA-256 of a text, as accounts are identified."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def compose(
    state: State, account: Account | None, others: dict[str, list[Any]]
) -> tuple[Analysis, tuple[Diagnostic, ...]]:
    """The analysis that the records state; errors of quotes and fields are added to ``state.errors``."""
    assert account is not None
    notes: list[Diagnostic] = []
    sentences: tuple[Sentence, ...] = ()
    if state.given:
        _find_quotes(state, Evidence(account.text), notes)
        _share_spans(state)
    else:
        account, sentences = _make_text(state, account)
    _find_mentions(state, account.text)
    for entry in state.order:
        for name, raw, line in entry.fields:
            try:
                entry.record = apply_field(entry.record, name, raw, entry.statement.path, line)
            except ScenarioError as error:
                state.errors.append(error)
    for fields in others.pop("account", ()):
        account = msgspec.convert(msgspec.to_builtins(account) | fields, Account)
    layers: dict[str, Any] = {layer: tuple(entry.record for entry in state.entries[layer]) for layer in PREFIXES}
    layers |= {"sentences": sentences} | {layer: tuple(records) for layer, records in others.items()}
    return Analysis(account=account, **layers), tuple(notes)


def _set_quote(entry: Entry, span: Span) -> None:
    if entry.layer in SPAN_FIELDS:
        entry.record = msgspec.structs.replace(entry.record, **{SPAN_FIELDS[entry.layer]: span})
    elif entry.layer in SPANS_FIELDS:
        entry.record = msgspec.structs.replace(entry.record, **{SPANS_FIELDS[entry.layer]: (span,)})
    elif entry.layer in ("entities", "sources"):
        entry.record = msgspec.structs.replace(entry.record, mentions=(span,))


def _set_part(entry: Entry, where: tuple[str, int], span: Span) -> None:
    name, index = where
    items = list(getattr(entry.record, name))
    items[index] = msgspec.structs.replace(items[index], span=span)
    entry.record = msgspec.structs.replace(entry.record, **{name: tuple(items)})


def _find_quotes(state: State, evidence: Evidence, notes: list[Diagnostic]) -> None:
    for entry in state.order:
        if entry.quote is not None:
            span = _located(state, entry, entry.quote, entry.statement.line, evidence, notes)
            if span is not None:
                _set_quote(entry, span)
        for where, quote, line in entry.quotes:
            span = _located(state, entry, quote, line, evidence, notes)
            if span is not None:
                _set_part(entry, where, span)


def _located(
    state: State, entry: Entry, quote: str, line: Line, evidence: Evidence, notes: list[Diagnostic]
) -> Span | None:
    span = evidence.find(quote)
    if span is None:
        places = [(d, t.column) for d in (line, *entry.statement.details) for t in d.tokens if t.text == quote]
        holder, column = places[-1] if places else (line, 1)
        near = evidence.near(quote)
        state.errors.append(
            ScenarioError(
                NOT_IN_ACCOUNT,
                path=entry.statement.path,
                line=holder.number,
                column=column,
                remedy=f"Copy them exactly; the nearest sentence is “{near}”" if near else COPY,
            )
        )
    elif not entry.fields and evidence.repeated(quote):
        notes.append(
            Diagnostic(
                code="scenario.quote-repeated",
                message=f"{entry.statement.path}:{line.number}: these words stand more than once in the account; the first place is meant. "
                "Quote a few more words to single one out.",
                span=span,
                severity="info",
                stage="scenario",
            )
        )
    return span


def _make_text(state: State, account: Account) -> tuple[Account, tuple[Sentence, ...]]:
    """The facts themselves as the account: one line each, the quote where there is one."""
    layers: dict[str, Any] = {layer: tuple(entry.record for entry in state.entries[layer]) for layer in PREFIXES}
    speaker = Speaker(Analysis(account=account, **layers), plain=True)
    pieces: list[str] = []
    spans: list[Span] = []
    at = 0
    for entry in state.order:
        if entry.layer in FACTS and not is_shadow(entry.record):
            words = entry.quote if entry.quote is not None else speaker.fact(entry.record)
        elif entry.quote is not None:
            words = entry.quote
        else:
            continue
        at = _put(pieces, spans, at, words)
        _set_quote(entry, spans[-1])
        for where, quote, _ in entry.quotes:
            at = _put(pieces, spans, at, quote)
            _set_part(entry, where, spans[-1])
    _share_spans(state)
    text = "\n".join(pieces)
    made = msgspec.structs.replace(account, id=digest(text), text=text, sha256=digest(text))
    return made, tuple(Sentence(span=span, first=0, end=0) for span in spans)


def is_shadow(record: Any) -> bool:
    """A claim that a fact at second hand made beside itself shares the fact's words."""
    return isinstance(record, Claim) and record.proposition is None and len(record.about) == 1


def _share_spans(state: State) -> None:
    spans = {e.id: getattr(e.record, SPAN_FIELDS[e.layer]) for e in state.order if e.layer in SPAN_FIELDS}
    for entry in state.entries["claims"]:
        if is_shadow(entry.record) and not entry.record.spans and spans.get(entry.record.about[0], NOWHERE) != NOWHERE:
            entry.record = msgspec.structs.replace(entry.record, spans=(spans[entry.record.about[0]],))


def _put(pieces: list[str], spans: list[Span], at: int, words: str) -> int:
    pieces.append(words)
    spans.append((at, at + len(words)))
    return at + len(words) + 1


def _vouched(state: State) -> dict[str, tuple[Span, ...]]:
    """Where each source speaks when the facts themselves are the text: in the facts that it answers for."""
    found: dict[str, dict[Span, None]] = {}
    for entry in state.order:
        record = entry.record
        last = record.chain[-1] if isinstance(record, Claim) and record.chain else getattr(record, "sources", ())
        spans = getattr(record, SPANS_FIELDS[entry.layer]) if entry.layer in SPANS_FIELDS else ()
        own = getattr(record, SPAN_FIELDS[entry.layer]) if entry.layer in SPAN_FIELDS else NOWHERE
        for source in last:
            for span in (*spans, own):
                if span != NOWHERE:
                    found.setdefault(source, {})[span] = None
    return {source: tuple(sorted(spans)) for source, spans in found.items()}


def _find_mentions(state: State, text: str) -> None:
    actors = [(e.id, form) for e in state.entries["entities"] for form in (e.record.name, *e.record.aliases)]
    voices = [(e.id, e.record.descriptor) for e in state.entries["sources"] if e.record.kind != "self"]
    for layer, forms in (("entities", actors), ("sources", voices)):
        found = mentions(text, forms) if state.given or layer == "entities" else _vouched(state)
        for entry in state.entries[layer]:
            spans = found.get(entry.id)
            if spans:
                entry.record = msgspec.structs.replace(entry.record, mentions=spans)
