"""Word lists of the sources stage (lexicon.toml), read once, and the singular of a noun."""

import re
import tomllib
from functools import cache
from importlib import resources
from typing import Any

import msgspec


class Lexicon(msgspec.Struct, frozen=True):
    """Nouns by what they stand for, names and endings of outlets and bodies, closed lists, numbers and patterns."""

    person: frozenset[str]
    generic: frozenset[str]
    confiding: frozenset[str]
    kept: frozenset[str]
    offices: frozenset[str]
    shares: frozenset[str]
    organisation: frozenset[str]
    document: frozenset[str]
    media: frozenset[str]
    known: frozenset[str]  # all of these
    plurals: dict[str, str]
    outlets: frozenset[str]
    platforms: frozenset[str]
    outlet_endings: frozenset[str]
    outlet_words: frozenset[str]
    body_endings: frozenset[str]
    places: frozenset[str]
    words: dict[str, frozenset[str]]
    numbers: dict[str, int]
    vague: dict[str, tuple[int, int]]
    quantifiers: dict[str, tuple[str, ...]]
    notes: tuple[re.Pattern[str], ...]
    reasons: re.Pattern[str]
    basis: dict[str, tuple[re.Pattern[str], ...]]
    nationalities: frozenset[str]
    publishing: dict[str, frozenset[str]]
    signing: dict[str, frozenset[str]]
    writing: frozenset[str]  # cues that are their own channel ("tweeted")

    def singular(self, noun: str) -> str:
        """The singular of a lower-cased noun: "diplomats" → "diplomat"; itself where it is none we know."""
        if noun in self.plurals:
            return self.plurals[noun]
        known = self.known
        if noun in known:
            return noun
        for ending, put in (("ies", "y"), ("ves", "fe"), ("es", ""), ("s", "")):
            if noun.endswith(ending) and noun[: -len(ending)] + put in known:
                return noun[: -len(ending)] + put
        return noun

    def is_plural(self, noun: str) -> bool:
        """Whether a noun that we know stands in the plural."""
        return self.singular(noun) != noun and noun not in ("data", "media", "family", "staff")


@cache
def lexicon() -> Lexicon:
    """The shipped lists."""
    table: dict[str, Any] = tomllib.loads(
        resources.files(__package__).joinpath("lexicon.toml").read_text(encoding="utf-8")
    )
    nouns = {name: frozenset(text.split()) for name, text in table["nouns"].items()}
    numbers = table["numbers"]
    basis = table["basis"]
    return Lexicon(
        person=nouns["person"],
        generic=nouns["generic"],
        confiding=nouns["confiding"],
        kept=nouns["kept"],
        offices=nouns["office"],
        shares=nouns["share"],
        organisation=nouns["organisation"],
        document=nouns["document"],
        media=nouns["media"],
        known=frozenset().union(*(nouns[k] for k in ("person", "generic", "organisation", "document", "media"))),
        plurals=table["plurals"],
        outlets=frozenset(table["media"]["names"]),
        platforms=frozenset(table["media"]["platforms"]),
        outlet_endings=frozenset(table["media"]["endings"]),
        outlet_words=frozenset(table["media"]["plain_endings"]),
        body_endings=frozenset(table["organisations"]["endings"]),
        places=frozenset(table["organisations"]["places_that_speak"]),
        words={name: frozenset(words) for part in ("words", "saying") for name, words in table[part].items()},
        numbers=numbers["words"],
        vague={word: (low, high) for word, (low, high) in numbers["vague"].items()},
        quantifiers={name: tuple(numbers[name]) for name in ("above", "below", "least", "almost", "about")},
        notes=tuple(re.compile(pattern) for pattern in table["anonymity"]["notes"]),
        reasons=re.compile(r"\b(?:" + "|".join(table["anonymity"]["reasons"]) + r")\b"),
        basis={
            name: tuple(re.compile(pattern) for pattern in patterns)
            for name, patterns in basis.items()
            if name != "cues"
        },
        publishing={name: frozenset(words) for name, words in table["publishing"].items()},
        signing={name: frozenset(words) for name, words in table["signing"].items()},
        writing=frozenset(basis["cues"]),
        nationalities=frozenset(table["nationalities"]["words"].split()),
    )
