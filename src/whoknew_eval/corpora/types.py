"""The committed table that maps the corpora's entity types to the project's six."""

import tomllib
from functools import cache
from importlib.resources import files

TYPES = ("person", "organisation", "place", "time", "event", "other")


@cache
def type_table(corpus: str) -> dict[str, str]:
    """Type of the corpus → one of :data:`TYPES`. Raises ``KeyError`` for a corpus without a table."""
    text = (files("whoknew_eval.corpora") / "entity_types.toml").read_text("utf-8")
    table: dict[str, str] = tomllib.loads(text)[corpus]
    return table
