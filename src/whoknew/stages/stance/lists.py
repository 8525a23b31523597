"""The shipped lists of the stance stage."""

import tomllib
from functools import cache
from importlib import resources
from typing import Any


@cache
def table() -> dict[str, Any]:
    """The shipped lists."""
    loaded: dict[str, Any] = tomllib.loads(
        resources.files(__package__).joinpath("lexicon.toml").read_text(encoding="utf-8")
    )
    loaded["wrong"] = frozenset(
        f"{loaded['wrongdoing']['verbs']} {loaded['wrongdoing']['nouns']}".replace('"', "").split()
    )
    loaded["wrong_nouns"] = frozenset(loaded["wrongdoing"]["nouns"].split())
    return loaded
