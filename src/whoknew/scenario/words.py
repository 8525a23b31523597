"""The vocabulary of the scenario format, read once from ``words.toml``."""

import tomllib
from functools import cache
from importlib import resources
from typing import Any


@cache
def vocabulary() -> dict[str, Any]:
    """The word lists as plain mappings; never changed after loading."""
    return tomllib.loads(resources.files(__package__).joinpath("words.toml").read_text(encoding="utf-8"))


Phrases = tuple[tuple[tuple[str, ...], str], ...]


@cache
def phrases(*path: str) -> Phrases:
    """``(words, key)`` of a table of forms, longest first: ``(("tries", "to", "go"), "attempted")`` of "movement"."""
    table: Any = vocabulary()
    for step in path:
        table = table[step]
    found: list[tuple[tuple[str, ...], str]] = []
    for key, forms in table.items():
        found += [(tuple(form.split()), key) for form in ([forms] if isinstance(forms, str) else forms)]
    return tuple(sorted(found, key=lambda pair: -len(pair[0])))


@cache
def verbs() -> Phrases:
    """Every form of every act's verb with the act's type, longest first."""
    found = [
        (tuple(form.split()), kind)
        for kind, entry in vocabulary()["acts"].items()
        for form in (*entry["singular"], *entry["plural"])
    ]
    return tuple(sorted(found, key=lambda pair: -len(pair[0])))


@cache
def listed(section: str, name: str) -> Phrases:
    """A plain list of forms as phrases, longest first."""
    return tuple(
        sorted(((tuple(form.split()), form) for form in vocabulary()[section][name]), key=lambda p: -len(p[0]))
    )


def link_of(kind: str) -> str:
    """The word that is written between an act's parties and its content ("that")."""
    return str(vocabulary()["acts"][kind]["link"])
