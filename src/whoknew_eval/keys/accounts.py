"""Whole keys of our own: first-person statements, court records, an interview, a memo, where other keys are thin.

The texts are ours and stand in the files of ``own`` named in ``FILES``, with quotes instead of offsets; "words#2" is the second place.
"""

import hashlib
import tomllib
from collections.abc import Iterator
from importlib.resources import files
from typing import Any, Literal

import msgspec

from whoknew_eval.keys.key import Key, Keyed

FILES = ("accounts.toml", "hearings.toml", "interviews.toml", "statements.toml")
_LAYERS = ("acts", "movements", "sources", "times", "relations", "status")


def load_accounts(half: Literal["open", "unseen"]) -> Iterator[Keyed]:
    """The accounts of one half as keys with their texts. Raises ``ValueError`` where a quote is not in its text."""
    folder = files("whoknew_eval.keys.own")
    rows = [row for name in FILES for row in tomllib.loads((folder / name).read_text("utf-8"))["account"]]
    for row in rows:
        if row["half"] != half:
            continue
        body: str = row["text"].strip()
        layers = {layer: [_placed(entry, body) for entry in row[layer]] for layer in _LAYERS}
        digest = hashlib.sha256(body.encode("utf-8")).hexdigest()
        key = msgspec.convert({"doc": row["name"], "sha256": digest, **layers}, Key)
        yield Keyed(key=key, text=body, published=row["published"], open=half == "open")


def place(quote: str, text: str) -> tuple[int, int]:
    """The span of a quote. Raises ``ValueError`` where it is not there.

    >>> place("a#2", "a b a")
    (4, 5)
    """
    words, _, number = quote.partition("#")
    at = -1
    for _ in range(int(number or 1)):
        at = text.find(words, at + 1)
        if at < 0:
            raise ValueError(f"{quote!r} is not in the text")
    return at, at + len(words)


def _placed(entry: dict[str, Any], text: str) -> dict[str, Any]:
    placed = dict(entry)
    for name in ("cue", "span", "content", "anonymity_reason", "basis"):
        if name in placed:
            placed[name] = place(placed[name], text)
    if "spans" in placed:
        placed["spans"] = [place(quote, text) for quote in placed["spans"]]
    return placed
