"""Word lists of the claims stage, read once."""

import tomllib
from functools import cache
from importlib import resources
from typing import Any

import msgspec


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


@cache
def lexicon() -> Lexicon:
    """The shipped lists."""
    table: dict[str, Any] = tomllib.loads(
        resources.files(__package__).joinpath("lexicon.toml").read_text(encoding="utf-8")
    )
    hedges, text = table["hedges"], table["text"]
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
    )
