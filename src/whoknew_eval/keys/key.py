"""The keys as types, and where they and their texts lie. A key's text must have the hash that the key states."""

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import msgspec

from whoknew_eval import shared_path

Span = tuple[int, int]
Part = Literal["rules", "unseen", "own", "own-unseen"]
PARTS: tuple[Part, ...] = ("unseen", "rules", "own-unseen", "own")


class KeyMissingError(LookupError):
    """The keys are not on this machine, or a text is not the one that its key was made for."""


class KeyAct(msgspec.Struct, frozen=True):
    """An act: cue and content spans, parties by fullest name, truth and sincerity as the account tells them."""

    type: str
    agent: str
    cue: Span
    others: tuple[str, ...] = ()
    content: Span | None = None
    when: str = ""
    truth: str = "open"
    insincere: bool = False
    according_to: str = ""


class KeyMovement(msgspec.Struct, frozen=True):
    """A movement of one mover; ``happened`` is false for planned, attempted, refused or falsely stated."""

    mover: str
    span: Span
    origin: str = msgspec.field(name="from", default="")
    to: str = ""
    via: tuple[str, ...] = ()
    means: str = ""
    when: str = ""
    happened: bool = True


class KeySource(msgspec.Struct, frozen=True):
    """A distinct source. ``count`` is "1", "14", ">12" or "2+"."""

    descriptor: str
    kind: str
    count: str
    spans: tuple[Span, ...]
    role: str = ""
    organisation: str = ""
    anonymity_reason: Span | None = None
    basis: Span | None = None


class KeyTime(msgspec.Struct, frozen=True):
    """A time expression with TIMEX3 value and modifier."""

    span: Span
    value: str
    mod: str = ""


class KeyRelation(msgspec.Struct, frozen=True):
    """``a`` is ``relation`` of ``b``; ``b`` is empty for a bare office or trade."""

    a: str
    relation: str
    span: Span
    b: str = ""


class KeyStatus(msgspec.Struct, frozen=True):
    """A proposition that the account marks, and by whom."""

    span: Span
    status: str
    by: str = ""


class Key(msgspec.Struct, frozen=True):
    """What careful readers found in one article."""

    doc: str
    sha256: str
    acts: tuple[KeyAct, ...] = ()
    movements: tuple[KeyMovement, ...] = ()
    sources: tuple[KeySource, ...] = ()
    times: tuple[KeyTime, ...] = ()
    relations: tuple[KeyRelation, ...] = ()
    status: tuple[KeyStatus, ...] = ()
    published: str | None = None


class Keyed(msgspec.Struct, frozen=True):
    """A key with its article. ``open`` says whether its content may be shown."""

    key: Key
    text: str
    published: str | None
    open: bool
    publisher: str | None = None  # as the corpus gives it in its file names


def read_keys(part: Part, names: tuple[str, ...] = ()) -> Iterator[Keyed]:
    """The keys of one part with their texts, by name. Raises :class:`KeyMissingError`."""
    shared = shared_path()
    if shared is None or not (shared / "keys" / part).is_dir():
        raise KeyMissingError("no keys: set WHOKNEW_SHARED to the folder that holds keys/ and data/")
    dates = json.loads((shared / "keys" / "publication.json").read_text("utf-8"))
    for path in sorted((shared / "keys" / part).glob("*.json")):
        if names and path.stem not in names:
            continue
        key = msgspec.json.decode(path.read_bytes(), type=Key)
        yield Keyed(
            key=key,
            text=_text(shared, key),
            published=dates.get(key.doc, {}).get("published") or key.published,
            open=part == "rules",
            publisher=publisher_of(key.doc),
        )


def publisher_of(doc: str) -> str | None:
    """Who published an article, by the first part of its name in PolNeAR (as a reader knows it from the page)."""
    return PUBLISHERS.get(doc.split("_", 1)[0])


PUBLISHERS = {
    "breitbart": "Breitbart News",
    "huff-post": "The Huffington Post",
    "nyt": "The New York Times",
    "politico": "POLITICO",
    "usa-today": "USA TODAY",
    "wash-post": "The Washington Post",
    "west-journal": "Western Journalism",
}


def _text(shared: Path, key: Key) -> str:
    for folder in (shared / "keys" / "texts", shared / "data" / "polnear" / "train" / "text"):
        path = folder / f"{key.doc}.txt"
        if path.is_file():
            raw = path.read_bytes()
            if hashlib.sha256(raw).hexdigest() != key.sha256:
                raise KeyMissingError(f"{path.name} is not the text that its key was made for")
            return raw.decode("utf-8")
    raise KeyMissingError(f"no text of {key.doc}")
