"""Characters → lines of tokens. Every token knows its column, so that every message can point at it.

A line is a statement (at the margin), a detail of the statement above it (indented), or a line of the account's text
(``> …``). Comments run from ``#`` to the end. The value of ``field = JSON`` and of ``record LAYER JSON`` is raw.
"""

import re
from dataclasses import dataclass
from typing import Literal

from whoknew.errors import ScenarioError

TokenKind = Literal["word", "string", "label", "comma", "colon", "raw"]

FIELD = re.compile(r"([A-Za-z_]+)\s*=\s*(\S.*)")
RECORD = re.compile(r"record\s+([a-z]+)\s+(\{.*)")
TEXT = re.compile(r">( |$)")
CLOSERS = {'"': '"', "“": "”"}
ESCAPES = {"n": "\n", "t": "\t", "r": "\r", '"': '"', "”": "”", "\\": "\\"}
LABEL = re.compile(r"\[([^\[\]\s,\"]+)\]")


class Token:
    """``text`` is the value (strings without marks and escapes); ``column`` counts from 1; ``end`` is exclusive.

    ``folded`` is the word in small letters, ``""`` where the token is not a word.
    """

    __slots__ = ("column", "end", "folded", "kind", "text")

    def __init__(self, kind: TokenKind, text: str, column: int, end: int) -> None:
        self.kind, self.text, self.column, self.end = kind, text, column, end
        self.folded = text.casefold() if kind == "word" else ""


@dataclass(frozen=True, slots=True)
class Line:
    """One physical line; ``number`` counts from 1. ``comment`` is without its ``#``, None where there is none."""

    number: int
    indented: bool
    tokens: tuple[Token, ...]
    comment: str | None
    source: str
    text: str | None = None  # of a "> " line


def read_lines(source: str, path: str = "") -> tuple[list[Line], list[ScenarioError]]:
    """Cut a scenario into lines; a line that cannot be cut is left out and its error returned with the rest."""
    lines: list[Line] = []
    errors: list[ScenarioError] = []
    for number, content in enumerate(source.removeprefix("\ufeff").replace("\r\n", "\n").split("\n"), start=1):
        try:
            lines.append(_read_line(content, number, path))
        except ScenarioError as error:
            errors.append(error)
    return lines, errors


def _read_line(content: str, number: int, path: str) -> Line:
    if TEXT.match(content):
        return Line(number, False, (), None, content, content[2:])
    body = content.lstrip(" \t\u00a0")
    indent = len(content) - len(body)
    raw = _raw(body, indent)
    if raw is not None:
        return Line(number, indent > 0, raw, None, content)
    tokens, comment = _tokens(content, indent, number, path)
    return Line(number, indent > 0 and bool(tokens), tuple(tokens), comment, content)


def _raw(body: str, indent: int) -> tuple[Token, ...] | None:
    if indent and (match := FIELD.fullmatch(body)):
        name, value = match.group(1), match.group(2)
        start = indent + match.start(2)
        return (
            Token("word", name, indent + 1, indent + 1 + len(name)),
            Token("word", "=", indent + 1 + match.end(1), indent + 2 + match.end(1)),
            Token("raw", value.rstrip(), start + 1, start + 1 + len(value)),
        )
    if not indent and (match := RECORD.fullmatch(body)):
        return (
            Token("word", "record", 1, 7),
            Token("word", match.group(1), match.start(1) + 1, match.end(1) + 1),
            Token("raw", match.group(2).rstrip(), match.start(2) + 1, match.end(2) + 1),
        )
    return None


def _tokens(content: str, at: int, number: int, path: str) -> tuple[list[Token], str | None]:
    tokens: list[Token] = []
    end = len(content)
    while at < end:
        char = content[at]
        if char.isspace():
            at += 1
        elif char == "#":
            return tokens, content[at + 1 :].strip()
        elif char in CLOSERS:
            text, stop = _string(content, at, number, path)
            tokens.append(Token("string", text, at + 1, stop + 1))
            at = stop
        elif char == "[" and (match := LABEL.match(content, at)):
            tokens.append(Token("label", match.group(1), at + 1, match.end() + 1))
            at = match.end()
        elif char in ",;":
            tokens.append(Token("comma", ",", at + 1, at + 2))
            at += 1
        else:
            at = _word(content, at, tokens)
    return tokens, None


def _word(content: str, at: int, tokens: list[Token]) -> int:
    stop = at
    while stop < len(content) and not content[stop].isspace() and content[stop] not in ',;"“':
        stop += 1
    text = content[at:stop]
    if text.endswith(":") and len(text) > 1:
        tokens.append(Token("word", text[:-1], at + 1, stop))
        tokens.append(Token("colon", ":", stop, stop + 1))
    elif text == ":":
        tokens.append(Token("colon", ":", at + 1, stop + 1))
    else:
        tokens.append(Token("word", text, at + 1, stop + 1))
    return stop


def _string(content: str, at: int, number: int, path: str) -> tuple[str, int]:
    close = CLOSERS[content[at]]
    parts: list[str] = []
    stop = at + 1
    while stop < len(content):
        char = content[stop]
        if char == close:
            return "".join(parts), stop + 1
        if char == "\\" and stop + 1 < len(content):
            escape = content[stop + 1]
            if escape == "u" and re.fullmatch(r"[0-9a-fA-F]{4}", content[stop + 2 : stop + 6]):
                parts.append(chr(int(content[stop + 2 : stop + 6], 16)))
                stop += 6
                continue
            parts.append(ESCAPES.get(escape, "\\" + escape))
            stop += 2
            continue
        parts.append(char)
        stop += 1
    raise ScenarioError(
        "these quotation marks are never closed.",
        path=path,
        line=number,
        column=at + 1,
        remedy=f"Put {close} after the last quoted word; a mark inside the words is written \\{close}.",
    )


def quoted(text: str) -> str:
    """A string as it is written in a scenario; read back it is the same."""
    escaped = (
        text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t").replace("\r", "\\r")
    )
    return '"' + "".join(f"\\u{ord(c):04x}" if c in SPECIAL else c for c in escaped) + '"'


# Characters that split or hide inside lines: escaped, so that one fact stays one line whatever it quotes.
SPECIAL = frozenset("\x00\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029\ufeff")
