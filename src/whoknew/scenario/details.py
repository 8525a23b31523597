"""Indented lines: the account's words, reasons and preconditions, what sources hold of it, and any field by name."""

from typing import Any

import msgspec

from whoknew.errors import ScenarioError
from whoknew.model import ClaimLink, Clash, Held, Link, Span
from whoknew.scenario.cursor import Cursor
from whoknew.scenario.declare import take_facts
from whoknew.scenario.lines import Line
from whoknew.scenario.parties import take_sources, take_statement
from whoknew.scenario.state import SELF, Entry, State
from whoknew.scenario.words import phrases

NOWHERE: Span = (0, 0)


def read_detail(state: State, entry: Entry, line: Line) -> None:
    """Read one indented line into the record above it; raises ``ScenarioError``."""
    cursor = Cursor(entry.statement.path, line)
    first = line.tokens[0]
    if len(line.tokens) == 3 and line.tokens[2].kind == "raw":
        entry.fields.append((first.text, line.tokens[2].text, line))
        return
    if first.kind == "string":
        _quote(entry, cursor)
        return
    for name in ("because", "enables", "requires"):
        if cursor.takes(name):
            _link(state, entry, cursor, name)
            return
    if cursor.takes("clashes", "with"):
        _clash(state, entry, cursor)
        return
    for word, name, value in HELD:
        if cursor.sees(word, "by") or cursor.sees(word, "for"):
            cursor.at += 2
            _held(state, entry, cursor, name, value)
            return
    relation: Any = cursor.take_phrase(phrases("claim_links"))
    if relation is not None:
        _claim_link(state, entry, cursor, relation)
        return
    raise cursor.fault(
        f"“{cursor.rest()}” is not a detail of a fact.",
        "An indented line is the account's words in quotation marks, or starts with because, enables, requires, false by, "
        "insincere by, clashes with, denies, repeats, or is a field: confidence = 0.8",
    )


HELD = (
    ("true", "truth_by", "true"),
    ("false", "truth_by", "false"),
    ("open", "truth_by", "open"),
    ("insincere", "insincere_by", "true"),
    ("sincere", "insincere_by", "false"),
)


def _quote(entry: Entry, cursor: Cursor) -> None:
    words = cursor.take_kind("string")
    assert words is not None
    if not cursor.done:
        raise cursor.fault("something follows the account's words.", "Give the quote a line of its own.")
    if entry.quote is not None:
        cursor.at = 0
        raise cursor.fault("this fact has its words already.", "Keep one quote; “…” may leave out words in its middle.")
    entry.quote = words.text


def _needs(entry: Entry, cursor: Cursor, name: str) -> None:
    if name not in type(entry.record).__struct_fields__:
        cursor.at = 0
        raise cursor.fault(
            f"a line of this kind cannot have “{name.replace('_by', '')}”.",
            "Move it under the fact that it is said of.",
        )


def _grow(entry: Entry, name: str, item: Any, cursor: Cursor, line: Line) -> None:
    quote = _end(cursor)
    grown = (*getattr(entry.record, name), item)
    entry.record = msgspec.structs.replace(entry.record, **{name: grown})
    if quote is not None:
        entry.quotes.append(((name, len(grown) - 1), quote, line))


def _end(cursor: Cursor) -> str | None:
    """``: "quote"`` at the end of a detail."""
    quote = None
    if cursor.take_kind("colon"):
        words = cursor.take_kind("string")
        if words is None:
            raise cursor.fault(
                "the words of the account are missing after the colon.", 'Write them in quotation marks: by aide: "…"'
            )
        quote = words.text
    if not cursor.done:
        raise cursor.fault(
            f"“{cursor.rest()}” is left over at the end of this line.", "Take it away, or give it a line of its own."
        )
    return quote


def _link(state: State, entry: Entry, cursor: Cursor, name: str) -> None:
    _needs(entry, cursor, name)
    facts = take_facts(state, cursor)
    sources: tuple[str, ...] = (SELF,)
    if cursor.takes("by") and not cursor.takes("account"):
        sources = take_sources(state, entry.statement, cursor)
    at = cursor.at
    for fact in facts:
        for source in sources:
            cursor.at = at
            _grow(entry, name, Link(event=fact, source=source), cursor, cursor.line)


def _clash(state: State, entry: Entry, cursor: Cursor) -> None:
    _needs(entry, cursor, "clashes")
    other, _ = take_statement(state, entry.statement, cursor, needed=True)
    reason = "negation"
    if cursor.take_kind("colon"):
        reason = " ".join(token.text for token in cursor.tokens[cursor.at :])
        cursor.at = len(cursor.tokens)
    _grow(entry, "clashes", Clash(proposition=str(other), reason=reason), cursor, cursor.line)


def _held(state: State, entry: Entry, cursor: Cursor, name: str, value: str) -> None:
    _needs(entry, cursor, name)
    holders = (SELF,) if cursor.takes("account") else take_sources(state, entry.statement, cursor)
    at = cursor.at
    for holder in holders:
        cursor.at = at
        _grow(entry, name, Held(holder=holder, value=value), cursor, cursor.line)


def _claim_link(state: State, entry: Entry, cursor: Cursor, relation: Any) -> None:
    _needs(entry, cursor, "links")
    facts = take_facts(state, cursor)
    at = cursor.at
    for fact in facts:
        cursor.at = at
        _grow(entry, "links", ClaimLink(relation=relation, claim=fact), cursor, cursor.line)


def apply_field(record: Any, name: str, raw: str, path: str, line: Line) -> Any:
    """Set one field of a record from JSON; the value is checked against the model."""
    column = line.tokens[2].column
    known = {field.encode_name for field in msgspec.structs.fields(record)}
    if name not in known:
        raise ScenarioError(
            f"“{name}” is not a field of a {type(record).__name__.lower()}.",
            path=path,
            line=line.number,
            column=line.tokens[0].column,
            remedy=f"The fields are: {', '.join(sorted(known))}.",
        )
    try:
        value = msgspec.json.decode(raw)
        return msgspec.convert(msgspec.to_builtins(record) | {name: value}, type(record))
    except msgspec.DecodeError as error:
        raise ScenarioError(
            f"the value of “{name}” cannot be read: {error}.",
            path=path,
            line=line.number,
            column=column,
            remedy='Write it as JSON: 0.8, "words", [1, 2], true.',
        ) from error
