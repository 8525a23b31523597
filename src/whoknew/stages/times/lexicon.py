"""The stage's words, read once from ``lexicon.toml``."""

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any


@cache
def table(name: str) -> dict[str, Any]:
    """One table of the lexicon."""
    loaded: dict[str, Any] = _loaded()[name]
    return loaded


@cache
def _loaded() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("lexicon.toml").read_text(encoding="utf-8"))


def either(name: str) -> str:
    """A regular-expression alternative of a table's keys, longest first."""
    keys = sorted(table(name), key=lambda key: (-len(key), key))
    return "|".join(re.escape(key).replace(r"\ ", r"\s") for key in keys)
