"""The verbs of motion with their forms, and the word lists of this stage."""

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent


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


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The lists of ``lexicon.toml``."""
    table: dict[str, Any] = tomllib.loads((HERE / "lexicon.toml").read_text(encoding="utf-8"))
    verbs: dict[str, tuple[str, frozenset[str]]] = {}
    for kind, listed in table["verbs"].items():
        for lemma in listed.split():
            irregular = table["irregular"].get(lemma, "").split()
            for form in {lemma, *(irregular or forms(lemma))}:
                held = verbs.get(form)
                verbs[form] = (lemma if held is None else held[0], (held[1] if held else frozenset()) | {kind})
    words = {}
    for section in ("arguments", "means", "governing", "presences"):
        for name, listed in table[section].items():
            words[f"{section}.{name}"] = frozenset(listed.split())
    for name in ("abstract", "final", "placed", "figurative", "uprooting"):
        words[f"conditions.{name}"] = frozenset(table["conditions"][name].split())
    words["nouns.during"] = frozenset(table["nouns"]["during"].split())
    words["nouns.light"] = frozenset(table["nouns"]["light"].split())
    return Lexicon(
        verbs=verbs,
        needed={k: frozenset(v.split()) for k, v in table["conditions"]["with"].items() if v},
        barred={k: frozenset(v.split()) for k, v in table["conditions"]["not"].items()},
        nouns=dict(table["nouns"]["motion"]),
        words=words,
    )
