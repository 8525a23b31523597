"""The vocabulary of the scenario format, read once from ``words.toml``."""

import tomllib
from collections.abc import Iterable, Sequence
from functools import cache
from importlib import resources
from typing import Any


@cache
def vocabulary() -> dict[str, Any]:
    """The word lists as plain mappings; never changed after loading."""
    return tomllib.loads(resources.files(__package__).joinpath("words.toml").read_text(encoding="utf-8"))


Words = tuple[str, ...]


class Phrases:
    """Forms of one or more words, each with its key; found by their first word, the longest first."""

    def __init__(self, forms: Iterable[tuple[str, str]]) -> None:
        self.all: tuple[tuple[Words, str], ...] = tuple((tuple(form.split()), key) for form, key in forms)
        self._by_first: dict[str, list[tuple[Words, str]]] = {}
        for words, key in sorted(self.all, key=lambda pair: -len(pair[0])):
            self._by_first.setdefault(words[0], []).append((words, key))

    def starting(self, word: str) -> Sequence[tuple[Words, str]]:
        """The forms that start with a word, longest first."""
        return self._by_first.get(word, ())

    def first_words(self) -> frozenset[str]:
        return frozenset(self._by_first)


@cache
def phrases(*path: str) -> Phrases:
    """A table of forms: ``phrases("movement")`` has ``(("tries", "to", "go"), "attempted")``."""
    table: Any = vocabulary()
    for step in path:
        table = table[step]
    return Phrases(
        (form, key) for key, forms in table.items() for form in ([forms] if isinstance(forms, str) else forms)
    )


@cache
def verbs() -> Phrases:
    """Every form of every act's verb with the act's type."""
    return Phrases(
        (form, kind) for kind, entry in vocabulary()["acts"].items() for form in (*entry["singular"], *entry["plural"])
    )


@cache
def listed(section: str, name: str) -> Phrases:
    """A plain list of forms."""
    return Phrases((form, form) for form in vocabulary()[section][name])


def link_of(kind: str) -> str:
    """The word that is written between an act's parties and its content ("that")."""
    return str(vocabulary()["acts"][kind]["link"])
