"""Was the other side heard: declined, gave no reply, could not be reached, answered; read from set phrases.

The phrases are those by which newsrooms report it; each is a pattern in lexicon.toml. The party is the phrase's subject
(or, for "could not reach X", its object).
"""

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib import resources
from typing import Any, Literal

import msgspec

from whoknew.model import Analysis, Span
from whoknew.model.wording import Wording

Result = Literal["answered", "declined", "no_reply", "unreachable", "not_recorded"]
Range = tuple[int, int]
OPENINGS = frozenset(
    {",", ";", ":", "--", "—", "but", "and", "(", '"', "when", "while", "as", "which", "that"}
    | {"because", "if", "after", "since", "though", "although", "where", "until", "before", "unless"}
)
SEEKING = frozenset(
    "reach contact contacted call called phone phoned rang ring wrote written e-mailed emailed approached asked invited".split()
)
PAST_PARTY = frozenset(
    ", ; . but and by on for -- — in at to twice three several times last during after before again back once twice later".split()
)
ORDER: tuple[Result, ...] = ("no_reply", "unreachable", "declined")


class Heard(msgspec.Struct, frozen=True):
    """One report of hearing a party: token ranges of the party and of the words that say so."""

    who: Range
    result: Result
    span: Range


@cache
def patterns() -> dict[str, tuple[re.Pattern[str], ...]]:
    """The shipped patterns by result."""
    table: dict[str, Any] = tomllib.loads(
        resources.files(__package__).joinpath("lexicon.toml").read_text(encoding="utf-8")
    )
    return {name: tuple(map(re.compile, table[name]["patterns"])) for name in (*ORDER, "answered")}


def heard(analysis: Analysis, words: Wording) -> Iterator[Heard]:
    """Every sentence that says that somebody was not to be had."""
    for sentence in analysis.sentences:
        first, end = sentence.first, min(sentence.end, len(words))
        if (
            first >= end
            or end - first > 200
            or (words.quoted[first] >= 0 and words.quoted[end - 1] == words.quoted[first])
        ):
            continue
        start = words.spans[first][0]
        text = analysis.account.text[start : words.spans[end - 1][1]]
        low = text.lower().replace("’", "'").replace("“", '"').replace("”", '"')
        if len(low) != len(text):
            continue
        for result in ORDER:
            match = next((m for pattern in patterns()[result] for m in [pattern.search(low)] if m), None)
            if match is not None and not _told_by_another(words, start + match.start(), low):
                found = _heard(words, first, end, start, match, result)
                if found is not None:
                    yield found
                break


def _told_by_another(words: Wording, at: int, low: str) -> bool:
    """Whether the phrase stands in somebody's quoted words that are his own story ("“And I hung up,” she said")."""
    i = words.at(at)
    return 0 <= i < len(words) and words.quoted[i] >= 0 and "no comment" not in low


def answering(analysis: Analysis, words: Wording) -> Iterator[tuple[int, str, Span]]:
    """What the account itself says that somebody did about an accusation ("pleaded guilty"): sentence, his words, span."""
    for number, sentence in enumerate(analysis.sentences):
        first, end = sentence.first, min(sentence.end, len(words))
        if first >= end or end - first > 200:
            continue
        start = words.spans[first][0]
        text = analysis.account.text[start : words.spans[end - 1][1]]
        low = text.lower().replace("’", "'")
        match = next((m for pattern in patterns()["answered"] for m in [pattern.search(low)] if m), None)
        if match is None or len(low) != len(text):
            continue
        span = words.range_of((start + match.start(), start + match.end()))
        named = match.groupdict().get("who")
        held = (start + match.start("who"), start + match.end("who")) if named else None
        party = words.range_of(held) if held is not None else _party(words, first, span[0])
        if party is not None and party[0] < party[1]:
            yield number, words.words(*party), words.span(min(party[0], span[0]), span[1])


def _heard(words: Wording, first: int, end: int, start: int, match: "re.Match[str]", result: Result) -> Heard | None:
    span = words.range_of((start + match.start(), start + match.end()))
    stop = next((k for k in range(span[1], end) if words.lower[k] in (".", ";", ",")), end)
    if "who" in match.re.groupindex and match.group("who"):
        who = words.range_of((start + match.start("who"), start + match.end("who")))
        return Heard(who, result, (span[0], stop)) if who[0] < who[1] else None
    if "none" in match.re.groupindex:
        asked = _written_to(words, first, span[0])
        return Heard(asked, result, (span[0], stop)) if asked is not None else None
    party = _party(words, first, span[0])
    if party is not None and party[1] - party[0] == 1 and words.lower[party[0]] in ("he", "she", "they", "it"):
        if result == "no_reply" and _asked_by_narrator(words, first):
            return None
        party = _sought(words, first, party[0]) or party
    return Heard(party, result, (party[0], stop)) if party is not None else None


def _asked_by_narrator(words: Wording, first: int) -> bool:
    """Whether the sentence before is a question of the narrator's in the story ("I asked him how he knew")."""
    here = words.sentence[first]
    if here <= 0:
        return False
    before = words.sentences[here - 1]
    low = words.lower[before.first : before.end]
    at = next((k for k, word in enumerate(low) if word == "asked" and k and low[k - 1] in ("i", "we")), -1)
    return at >= 0 and bool({"how", "why", "what", "whether", "if", "where", "who", "when"} & set(low[at : at + 5]))


def _sought(words: Wording, first: int, stop: int) -> Range | None:
    """Whom the same sentence says was sought before "she did not answer" ("I tried to reach Ines Duarte; …")."""
    for i in range(min(stop, len(words)) - 1, max(first, 0), -1):
        if words.lower[i] in SEEKING:
            begin = end = i + 2 if words.lower[i + 1] == "to" else i + 1
            while end < stop and words.lower[end] not in PAST_PARTY:
                end += 1
            return (
                (begin, end) if begin < end and words.lower[begin] not in ("he", "she", "her", "him", "them") else None
            )
    return None


def _written_to(words: Wording, first: int, stop: int) -> Range | None:
    """Of whom no reply came: whom this sentence or the one before says was written to ("We wrote to X. No reply came.")."""
    here = words.sentence[first]
    before = words.sentences[here - 1].first if here > 0 else first
    return _sought(words, first - 1, stop) or (_sought(words, before, first) if before < first else None)


def _party(words: Wording, first: int, stop: int) -> Range | None:
    """The subject left of the phrase: back to a mark, a conjunction or the sentence's start."""
    while stop > first and words.lower[stop - 1] in (
        "also",
        "has",
        "had",
        "have",
        "immediately",
        "both",
        "and",
        "itself",
        "himself",
        "herself",
        "themselves",
        "repeatedly",
    ):
        stop -= 1
    if stop > first and words.lower[stop - 1] == ",":
        opening = next((k for k in range(stop - 2, first, -1) if words.lower[k] == ","), None)
        if opening is not None:
            stop = opening
    begin = stop
    while begin > first and stop - begin < 14 and words.lower[begin - 1] not in OPENINGS:
        begin -= 1
    while begin < stop and not words.lower[begin][0].isalnum():
        begin += 1
    return (begin, stop) if begin < stop else None
