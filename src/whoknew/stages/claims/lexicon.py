"""Word lists of the claims stage, read once."""

import re
import tomllib
from functools import cache
from importlib import resources
from typing import Any

import msgspec

JUDGED = ("refuted", "unverified", "doubted")


class Lexicon(msgspec.Struct, frozen=True):
    """Opinion, prediction, hedge and plan words, and the words that carry no content."""

    opinion_cues: frozenset[str]
    opinion_words: frozenset[str]
    opinion_openings: tuple[str, ...]
    future: frozenset[str]
    future_phrases: tuple[str, ...]
    alleged: frozenset[str]
    seeming: frozenset[str]
    adjectives: frozenset[str]
    charged: frozenset[str]
    refuted: frozenset[str]
    plans: frozenset[str]
    anaphors: tuple[str, ...]
    empty: frozenset[str]
    negations: frozenset[str]
    light: frozenset[str]
    modals: frozenset[str]
    pronouns: frozenset[str]
    turns: frozenset[str]
    dismissals: tuple[re.Pattern[str], ...]  # over a claim's words without marks, in lower case
    flat: tuple[re.Pattern[str], ...]  # the same over a sentence of the account's own
    undone: tuple[re.Pattern[str], ...]  # the same: what was planned and not done
    taken_back: tuple[re.Pattern[str], ...]
    contradicting: tuple[re.Pattern[str], ...]
    corrections: tuple[str, ...]
    scorn: tuple[str, ...]
    opposites: tuple[tuple[str, str], ...]
    converses: tuple[tuple[str, str], ...]
    unconfirmed: tuple[str, ...]
    being: frozenset[str]
    so_it_is: frozenset[str]
    claim_nouns: frozenset[str]
    judged: dict[str, str]  # adjective before a noun for a claim, and the status that it gives


@cache
def lexicon() -> Lexicon:
    """The shipped lists."""
    table: dict[str, Any] = tomllib.loads(
        resources.files(__package__).joinpath("lexicon.toml").read_text(encoding="utf-8")
    )
    hedges, text, against = table["hedges"], table["text"], table["against"]
    return Lexicon(
        opinion_cues=frozenset(table["opinion"]["cues"]),
        opinion_words=frozenset(table["opinion"]["words"].split()),
        opinion_openings=tuple(table["opinion"]["opening"]),
        future=frozenset(table["prediction"]["words"]),
        future_phrases=tuple(table["prediction"]["phrases"]),
        alleged=frozenset(hedges["alleged"]),
        seeming=frozenset(hedges["verbs"]),
        adjectives=frozenset(hedges["adjectives"]),
        charged=frozenset(hedges["charged"]),
        refuted=frozenset(hedges["refuted"]),
        plans=frozenset(table["plans"]["verbs"]),
        anaphors=tuple(text["anaphors"]),
        empty=frozenset(text["empty"].split()),
        negations=frozenset(table["clauses"]["negations"]),
        light=frozenset(table["clauses"]["light"]),
        modals=frozenset(table["clauses"]["modals"]),
        pronouns=frozenset(table["clauses"]["pronouns"]),
        turns=frozenset(table["clauses"]["turns"]),
        dismissals=tuple(map(re.compile, against["dismissals"])),
        flat=tuple(map(re.compile, against["flat"])),
        undone=tuple(map(re.compile, against["undone"])),
        taken_back=tuple(map(re.compile, against["taken_back"])),
        contradicting=tuple(map(re.compile, against["contradicting"])),
        corrections=tuple(against["corrections"]),
        scorn=tuple(against["scorn"]),
        opposites=tuple((a, b) for a, b in against["opposites"]),
        converses=tuple((a, b) for a, b in against["converses"]),
        unconfirmed=tuple(table["unconfirmed"]["patterns"]),
        being=frozenset(table["unconfirmed"]["being"]),
        so_it_is=frozenset(table["unconfirmed"]["so_it_is"]),
        claim_nouns=frozenset(against["claim_nouns"]),
        judged={word: status for status in JUDGED for word in against["judged"][status]},
    )
