"""Quotes → spans of the account's text, and the places where it names its actors.

Where a scenario has no account beside it, its facts are the account: one line for each, its quote if it gives one.
"""

import re
from collections.abc import Iterable, Iterator

from whoknew.model import Span, Spans
from whoknew.scenario.names import nearest

PLAIN = str.maketrans(
    {"“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "\n": " ", "\r": " ", "\t": " ", "\u00a0": " "}
)
WORD = re.compile(r"\w[\w'’.-]*\w|\w")
GAP = re.compile(r"\s*(?:…|\.\.\.)\s*")


class Evidence:
    """Finds quotes in a text; marks and line ends are compared without their looks, so that offsets stay the same."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._plain = text.translate(PLAIN)

    def find(self, quote: str) -> Span | None:
        """The first place of a quote (``…`` leaves words out: the span then runs over the gap), or ``None``."""
        wanted = quote.translate(PLAIN).strip()
        if not wanted:
            return None
        start = self._plain.find(wanted)
        if start >= 0:
            return start, start + len(wanted)
        return self._over_gaps([piece for piece in GAP.split(wanted) if piece])

    def _over_gaps(self, pieces: list[str]) -> Span | None:
        if len(pieces) < 2:
            return None
        first = self._plain.find(pieces[0])
        end = first + len(pieces[0])
        for piece in pieces[1:]:
            at = self._plain.find(piece, end) if first >= 0 else -1
            if at < 0:
                return None
            end = at + len(piece)
        return first, end

    def repeated(self, quote: str) -> bool:
        """Whether a quote stands in more than one place."""
        wanted = quote.translate(PLAIN).strip()
        start = self._plain.find(wanted)
        return start >= 0 and self._plain.find(wanted, start + 1) >= 0

    def near(self, quote: str) -> str:
        """The sentence that looks most like a quote, or ``""``."""
        pieces = [piece.strip() for piece in re.split(r"(?<=[.!?])\s+|\n+", self.text[:200_000]) if piece.strip()]
        found = nearest(quote, pieces, 1)
        return found[0] if found else ""


def mentions(text: str, forms: Iterable[tuple[str, str]]) -> dict[str, Spans]:
    """Where each form (id, words) stands in a text: longest first, whole words, one owner; linear in the text.

    A form in small letters is found whatever the case; one with capitals only as it is written.
    """
    table: dict[tuple[str, ...], list[tuple[str, str]]] = {}
    longest: dict[str, int] = {}
    for identifier, form in forms:
        key = tuple(match.group().casefold() for match in WORD.finditer(form))
        if key:
            table.setdefault(key, []).append((identifier, form))
            longest[key[0]] = max(longest.get(key[0], 0), len(key))
    found: dict[str, list[Span]] = {}
    words = list(WORD.finditer(text))
    at = 0
    while at < len(words):
        hit = next(_hits(text, words, at, table, longest.get(words[at].group().casefold(), 0)), None)
        if hit is None:
            at += 1
            continue
        identifier, count = hit
        found.setdefault(identifier, []).append((words[at].start(), words[at + count - 1].end()))
        at += count
    return {identifier: tuple(spans) for identifier, spans in found.items()}


def _hits(
    text: str, words: list[re.Match[str]], at: int, table: dict[tuple[str, ...], list[tuple[str, str]]], longest: int
) -> Iterator[tuple[str, int]]:
    for count in range(min(longest, len(words) - at), 0, -1):
        holders = table.get(tuple(word.group().casefold() for word in words[at : at + count]), ())
        shown = text[words[at].start() : words[at + count - 1].end()]
        owners = {identifier for identifier, form in holders if form == form.casefold() or _bare(form) == _bare(shown)}
        if len(owners) == 1:
            yield owners.pop(), count


def _bare(form: str) -> str:
    return " ".join(match.group() for match in WORD.finditer(form))
