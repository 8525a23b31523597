"""The cue lexicon: which words report, in which class, and what their inflected forms are.

The lists are data (lexicon.toml). Forms follow the spelling rules of English (-s, -ed, -ing, e-drop, y to i) and a
table of the irregular ones.
"""

import tomllib
from functools import cache
from importlib import resources
from typing import Any

import msgspec

CLASSES = (
    "neutral",
    "factive",
    "hedged",
    "belief",
    "charging",
    "criticizing",
    "denying",
    "verifying",
    "doubting",
    "planning",
    "asking",
    "evidence",
    "feigning",
    "attitude",
)


class Cue(msgspec.Struct, frozen=True):
    """One entry: its lemma, class, and whether it needs a clause or quotation to count (``bound``)."""

    lemma: str
    kind: str
    bound: bool
    noun: bool = False
    hears: bool = False  # its object is the one who is told


class Lexicon(msgspec.Struct, frozen=True):
    """Cues by inflected form and by lemma, and the closed lists of grammar."""

    forms: dict[str, Cue]
    verbs: dict[str, Cue]
    nouns: dict[str, Cue]
    grammar: dict[str, frozenset[str]]
    before: dict[str, tuple[tuple[str, ...], ...]]  # by first word
    possessed: frozenset[str]
    possessed_before: frozenset[str]
    adverbs: frozenset[str]
    documents: frozenset[str]
    labels: frozenset[str]  # of forms and notes: words before a colon that name nobody
    particles: frozenset[str]  # lower-case words inside a name
    nobody: dict[str, tuple[tuple[tuple[str, ...], str], ...]]  # cues without a source, by first word, with their class

    def cue(self, form: str, lemma: str = "") -> Cue | None:
        """The verb cue of a form or, where the text was parsed, of its lemma."""
        return self.forms.get(form) or self.verbs.get(lemma)


def inflect(lemma: str) -> list[str]:
    """-s, -ed and -ing forms by the spelling rules: "deny" → denies, denied, denying."""
    if lemma.endswith("e"):
        return [lemma + "s", lemma + "d", lemma[:-1] + "ing"]
    if lemma.endswith("y") and lemma[-2:-1] not in "aeiou":
        return [lemma[:-1] + "ies", lemma[:-1] + "ied", lemma + "ing"]
    if lemma.endswith(("s", "x", "z", "ch", "sh")):
        return [lemma + "es", lemma + "ed", lemma + "ing"]
    return [lemma + "s", lemma + "ed", lemma + "ing"]


def _by_first(phrases: list[str]) -> dict[str, tuple[tuple[str, ...], ...]]:
    """Phrases as words, by their first word."""
    found: dict[str, tuple[tuple[str, ...], ...]] = {}
    for phrase in phrases:
        parts = tuple(phrase.split())
        found[parts[0]] = (*found.get(parts[0], ()), parts)
    return found


def _classed(table: dict[str, list[str]]) -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    """Phrases of each class as words, by their first word, the longest first."""
    found: dict[str, tuple[tuple[tuple[str, ...], str], ...]] = {}
    for kind, phrases in table.items():
        for phrase in sorted(phrases, key=len, reverse=True):
            parts = tuple(phrase.split())
            found[parts[0]] = (*found.get(parts[0], ()), (parts, kind))
    return found


@cache
def lexicon() -> Lexicon:
    """The shipped lexicon, read once."""
    table: dict[str, Any] = tomllib.loads(
        resources.files(__package__).joinpath("lexicon.toml").read_text(encoding="utf-8")
    )
    hearers = frozenset(table["grammar"]["hearers"])
    irregular: dict[str, list[str]] = table["forms"]
    forms: dict[str, Cue] = {}
    verbs: dict[str, Cue] = {}
    nouns: dict[str, Cue] = {}
    for kind in CLASSES:
        entry = table[kind]
        for key in ("verbs", "bound"):
            for lemma in entry.get(key, ()):
                cue = verbs.setdefault(lemma, Cue(lemma=lemma, kind=kind, bound=key == "bound", hears=lemma in hearers))
                for form in (lemma, *irregular.get(lemma, inflect(lemma))):
                    forms.setdefault(form, cue)
        for lemma in entry.get("nouns", ()):
            cue = Cue(lemma=lemma, kind=kind, bound=True, noun=True, hears=lemma in hearers)
            nouns.setdefault(lemma, cue)
            nouns.setdefault(lemma + "s", cue)
    phrases = table["phrases"]
    return Lexicon(
        forms=forms,
        verbs=verbs,
        nouns=nouns,
        grammar={name: frozenset(words) for name, words in table["grammar"].items()},
        before=_by_first(phrases["before"]),
        possessed=frozenset(phrases["possessed"]),
        possessed_before=frozenset(phrases["possessed_before"]),
        adverbs=frozenset(phrases["adverbs"]),
        documents=frozenset(phrases["documents"]),
        labels=frozenset(phrases["labels"]),
        particles=frozenset(phrases["particles"]),
        nobody=_classed(table["nobody"]),
    )
