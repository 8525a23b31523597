"""What a beginner's line was meant to be, for the message that it gets: a date in another form, a word for a verb.

Nothing is read differently by this; a line that is not in the format stays an error, but the remedy is one that helps.
"""

import re
import tomllib
from collections.abc import Iterator
from datetime import date
from functools import cache
from importlib import resources
from typing import Any

from whoknew.errors import ScenarioError
from whoknew.scenario.cursor import Cursor
from whoknew.scenario.lines import Token
from whoknew.scenario.names import did_you_mean, nearest
from whoknew.scenario.words import vocabulary

ISO_LIKE = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
DAY_FIRST = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})")
NUMBERED = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?")
YEAR = re.compile(r"\d{4}")
SMALL = frozenset({"on", "in", "at", "of", "the"})
WEEKDAYS = frozenset({"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"})
DECLARING = ("person", "group", "organisation", "place", "facility", "thing", "source", "statement")


@cache
def slips() -> dict[str, Any]:
    """The word lists as plain mappings; never changed after loading."""
    return tomllib.loads(resources.files(__package__).joinpath("slips.toml").read_text(encoding="utf-8"))


def slip_at_start(cursor: Cursor) -> ScenarioError | None:
    """The message for a fact whose first words name nobody: a date, a declaration or a detail that is written otherwise."""
    return _date(cursor) or _detail(cursor) or _declaration(cursor)


def meant_verb(word: str) -> str:
    """How to write what a verb that the format does not have probably says; empty where that is not known."""
    folded = word.casefold()
    return next((f"Write: {entry['write']}." for entry in slips()["verbs"] if folded in entry["words"]), "")


def _date(cursor: Cursor) -> ScenarioError | None:
    tokens = cursor.tokens[cursor.at : cursor.at + 8]
    end = next((i for i, token in enumerate(tokens) if not _of_a_date(token)), len(tokens))
    words = [token.folded for token in tokens[:end] if token.kind == "word"]
    ends = end < len(tokens) and tokens[end].kind == "colon"
    dated = [word for word in words if word not in SMALL | WEEKDAYS]
    meant = list(dict.fromkeys(_dates(dated)))
    if not meant and not (ends and words):
        return None
    shown = cursor.words(cursor.at, cursor.at + end).replace(" ,", ",")
    example = " or ".join(f"{found}:" for found in meant) or "year, month and day, as in 2024-12-07:"
    return cursor.fault(f"“{shown}” is not how a scenario writes a time.", f"Write {example} and then what happened.")


def _of_a_date(token: Token) -> bool:
    return token.kind == "comma" or (
        token.kind == "word"
        and (
            token.folded[:1].isdigit() or token.folded in SMALL | WEEKDAYS or token.folded in slips()["months"]["names"]
        )
    )


def _dates(words: list[str]) -> Iterator[str]:
    """ISO dates that the first words may mean: two where day and month could be exchanged."""
    first = words[0] if words else ""
    if match := ISO_LIKE.fullmatch(first):
        yield from _iso(*(int(part) for part in match.groups()))
    elif match := DAY_FIRST.fullmatch(first):
        day, month, year = (int(part) for part in match.groups())
        yield from (*_iso(year, month, day), *_iso(year, day, month))
    else:
        months: list[str] = slips()["months"]["names"]
        head = [word for word in words[:4] if word not in SMALL]
        month = next((months.index(word) + 1 for word in head[:2] if word in months), 0)
        year = next((int(word) for word in head if YEAR.fullmatch(word)), 0)
        day = next((int(match.group(1)) for word in head if (match := NUMBERED.fullmatch(word))), 0)
        if month and year:
            yield from _iso(year, month, day) if day else [f"{year:04d}-{month:02d}"]


def _iso(year: int, month: int, day: int) -> Iterator[str]:
    try:
        yield date(year, month, day).isoformat()
    except ValueError:
        return


def _detail(cursor: Cursor) -> ScenarioError | None:
    for words in slips()["details"]["words"]:
        if cursor.sees(*words.split()):
            return cursor.fault(
                f"“{words}” says more of the line above it.",
                "Put spaces before it, so that it stands beneath that line.",
            )
    return None


def _declaration(cursor: Cursor) -> ScenarioError | None:
    """``plcae Millbrook`` or ``building [hall] town hall``: a word, then a label or a name, and no verb."""
    first, second = cursor.peek(), cursor.peek(1)
    if cursor.at or first is None or second is None or first.kind != "word":
        return None
    kind = meant_kind(first.folded)
    named = second.kind == "label" or (second.kind in ("word", "string") and second.text[:1].isupper())
    if not named or not (kind or second.kind == "label"):
        return None
    rest = cursor.words(cursor.at + 1, len(cursor.tokens))
    if second.kind == "label":
        rest = rest.replace(second.text, f"[{second.text}]", 1)
    remedy = (
        f"Did you mean: {kind} {rest.replace(' , ', ', ')}"
        if kind
        else f"Such a line starts with {', '.join(DECLARING)}."
    )
    return cursor.fault(f"no line starts with “{first.text}”.", remedy)


def meant_kind(word: str) -> str:
    """The word for a declaration that somebody meant by another one; empty where it looks like none."""
    known = {other: kind for kind, words in slips()["starts"].items() for other in words}
    return known.get(word) or next(iter(nearest(word, DECLARING, 1)), "")


def no_verb(cursor: Cursor, known: list[str]) -> ScenarioError:
    """The message for a line whose next word is no verb of the format."""
    token = cursor.peek()
    shown = token.text if token is not None else ""
    meant = meant_verb(shown) or did_you_mean(shown, known)
    return cursor.fault(
        f"“{shown}” is not a verb of scenarios." if shown else "this line stops before its verb.",
        f'{meant} Verbs: {", ".join(VERBS)}, is (at a place); for anything else write: it happens that "…"'.strip(),
    )


VERBS = (
    "tells", "asks", "orders", "promises", "denies", "refuses", "grants", "meets", "calls", "decides", "keeps",
    "is unaware", "knows", "learns", "misleads", "goes",
)  # fmt: skip


def odd_attribute(words: str) -> str:
    """What an attribute that was read as an office was probably meant to be; empty where it may well be an office."""
    first, _, rest = words.partition(" ")
    folded = first.casefold()
    keywords = ("also", "about", "unnamed", "former", "member", "includes", "gender", "country")
    kin: list[str] = vocabulary()["kin"]["words"]
    pool = (*keywords, *(kin if rest.startswith("of ") else ()))
    if folded in ("age", "aged") or any(char.isdigit() for char in folded):
        return "An age is not recorded; take it away."
    near = "" if folded in pool else next((word for word in pool if one_slip(folded, word)), "")
    return f"Did you mean “{near} {rest}”?".replace(" ”", "”") if near else ""


def one_slip(written: str, meant: str) -> bool:
    """Whether one letter too many, too few or wrong, or two exchanged, make the one word of the other; four letters at least."""
    if len(meant) < 4 or abs(len(written) - len(meant)) > 1:
        return False
    start = next(
        (i for i, (a, b) in enumerate(zip(written, meant, strict=False)) if a != b), min(len(written), len(meant))
    )
    a, b = written[start:], meant[start:]
    exchanged = len(a) > 1 and len(b) > 1 and a[0] == b[1] and a[1] == b[0] and a[2:] == b[2:]
    return exchanged or a[1:] == b[1:] or a[1:] == b or a == b[1:]
