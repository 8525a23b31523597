"""The loaders' word lists, from ``lists.toml``."""

import tomllib
from functools import cache
from importlib.resources import files


@cache
def _table() -> dict[str, str]:
    table: dict[str, str] = tomllib.loads((files("whoknew_eval.corpora") / "lists.toml").read_text("utf-8"))
    return table


def word_list(name: str) -> tuple[str, ...]:
    """The words of one list, in the file's order. Raises ``KeyError`` for a list that is not there."""
    return tuple(_table()[name].split())
