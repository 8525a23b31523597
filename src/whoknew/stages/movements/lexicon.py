"""The verbs of motion with their forms, and the word lists of this stage."""

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
# lists of verbs by their lemma, whose forms are made
_VERBS = frozenset({"attempted", "planned", "refused", "asked", "barred", "prevented", "seen", "promising"})


@dataclass(frozen=True, slots=True)
class Lexicon:
    """``verbs`` maps a form to (lemma, classes); the rest are sets of lower-case words by section and name."""

    verbs: dict[str, tuple[str, frozenset[str]]]
    needed: dict[str, frozenset[str]]
    barred: dict[str, frozenset[str]]
    nouns: dict[str, str]
    words: dict[str, frozenset[str]]

    def has(self, name: str, word: str) -> bool:
        """Whether a word is on a list."""
        return word in self.words[name]

    def any(self, name: str, words: list[str]) -> bool:
        """Whether one of the words is on a list."""
        return not self.words[name].isdisjoint(words)


def forms(verb: str) -> list[str]:
    """Regular forms of an English verb.

    >>> forms("escape"), forms("carry")
    (['escape', 'escapes', 'escaped', 'escaping'], ['carry', 'carries', 'carried', 'carrying'])
    """
    if verb.endswith("e"):
        return [verb, verb + "s", verb + "d", verb[:-1] + "ing"]
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return [verb, verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing"]
    return [verb, verb + ("es" if verb.endswith(("s", "x", "ch", "sh", "o")) else "s"), verb + "ed", verb + "ing"]


def singular(noun: str) -> str:
    """A noun without its plural ending.

    >>> singular("lorries"), singular("troops"), singular("men"), singular("mattress")
    ('lorry', 'troop', 'man', 'mattress')
    """
    if noun in ("men", "women", "policemen", "gunmen"):
        return noun[:-2] + "an"
    if noun == "children":
        return "child"
    if noun.endswith("ies"):
        return noun[:-3] + "y"
    return noun[:-1] if noun.endswith("s") and not noun.endswith("ss") else noun


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The lists of ``lexicon.toml``."""
    table: dict[str, Any] = tomllib.loads((HERE / "lexicon.toml").read_text(encoding="utf-8"))

    def every(lemma: str) -> set[str]:
        irregular = table["irregular"].get(lemma, "").split()
        return {lemma, *(irregular or forms(lemma))}

    verbs: dict[str, tuple[str, frozenset[str]]] = {}
    for kind, listed in table["verbs"].items():
        for lemma in listed.split():
            for form in every(lemma):
                held = verbs.get(form)
                verbs[form] = (lemma if held is None else held[0], (held[1] if held else frozenset()) | {kind})
    words = {}
    for section in ("arguments", "means", "governing", "presences", "movers", "nouns", "conditions"):
        for name, listed in table[section].items():
            if not isinstance(listed, str):
                continue
            found = listed.split()
            if (section == "governing" and name in _VERBS) or (section, name) in {
                ("nouns", "light"),
                ("nouns", "planning"),
            }:
                found = [form for lemma in found for form in every(lemma)]
            words[f"{section}.{name}"] = frozenset(found)
    return Lexicon(
        verbs=verbs,
        needed={k: frozenset(v.split()) for k, v in table["conditions"]["with"].items()},
        barred={k: frozenset(v.split()) for k, v in table["conditions"]["not"].items()},
        nouns=dict(table["nouns"]["motion"]),
        words=words,
    )
