"""The word lists of the audit (``words.toml``), read once."""

import tomllib
from functools import cache
from importlib import resources


@cache
def _tables() -> dict[str, list[str]]:
    return tomllib.loads(resources.files(__package__).joinpath("words.toml").read_text(encoding="utf-8"))


@cache
def listed(name: str) -> frozenset[str]:
    """One of the lists, lower-cased words. ``KeyError`` where there is none of that name."""
    return frozenset(_tables()[name])
