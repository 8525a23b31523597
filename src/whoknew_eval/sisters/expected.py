"""What is expected of a sister account: a TOML file beside its text.

    half = "seen"                       # or "unseen": only sums are shown
    published = "2025-03-14"
    act = [{ in = "He asked her", type = "ask", agent = "Marsh", other = "Lind", content = "the report" }]

    [[never]]                           # what must not be said, by the fields of its category
    kind = "journey"
    who = "Lind"
    status = "done"

Snippets (``in``, ``at``, ``before``, and both ends of a conflict) are words of the text, the first place where they stand.
Values may be alternatives: ``type = "ask|order"``. ``optional`` expectations are shown and not counted.
"""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

from whoknew.model import Struct

CATEGORIES = (
    "source",
    "act",
    "told_falsely",
    "not_told",
    "journey",
    "time",
    "relation",
    "response",
    "status",
    "conflict",
)
_SNIPPETS = ("in", "at", "before")


class Expectation(Struct, frozen=True, kw_only=True):
    """One thing that a reader must be told, or (``never``) must not be."""

    category: str
    fields: dict[str, str]
    never: bool = False

    def __str__(self) -> str:
        return ", ".join(f"{name} = {value}" for name, value in self.fields.items())


class Sister(Struct, frozen=True, kw_only=True):
    """A sister account with its expectations."""

    name: str
    half: Literal["seen", "unseen"]
    published: str | None
    text: str
    expectations: tuple[Expectation, ...]


def load_sisters(folder: Path) -> tuple[Sister, ...]:
    """Every ``NAME.txt`` of a folder with its ``NAME.toml``.

    Raises ``FileNotFoundError`` where the folder holds none, ``ValueError`` where an expectation has an unknown category or a
    snippet that its text does not hold.
    """
    found = tuple(_load(path) for path in sorted(folder.glob("*.toml")))
    if not found:
        raise FileNotFoundError(f"{folder} holds no sister accounts")
    return found


def _load(path: Path) -> Sister:
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    text = path.with_suffix(".txt").read_text(encoding="utf-8")
    expectations = tuple(_expectations(table))
    for one in expectations:
        if one.category not in CATEGORIES:
            raise ValueError(f"{path.name}: no category {one.category!r}")
        snippets = ("a", "b") if one.category == "conflict" else _SNIPPETS
        for name in snippets:
            if one.fields.get(name, "") not in text:
                raise ValueError(f"{path.name}: the text does not hold {one.fields[name]!r}")
    return Sister(
        name=path.stem,
        half=table["half"],
        published=table.get("published"),
        text=text,
        expectations=expectations,
    )


def _expectations(table: dict[str, Any]) -> Iterator[Expectation]:
    for category in CATEGORIES:
        for row in table.get(category, ()):
            if not row.get("optional"):
                yield Expectation(category=category, fields=_words(row))
    for row in table.get("never", ()):
        fields = _words({name: value for name, value in row.items() if name != "kind"})
        yield Expectation(category=str(row["kind"]), fields=fields, never=True)


def _words(row: dict[str, Any]) -> dict[str, str]:
    return {name: str(value) for name, value in row.items()}
