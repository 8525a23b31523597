"""A place on its way into the index, and the tables of ours that lie beside it."""

import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

TABLES = Path(__file__).parent / "gazetteer"


@dataclass(slots=True)
class Record:
    """A place on its way into the index."""

    name: str
    kind: str
    latitude: float
    longitude: float
    country: str
    region: str = ""
    population: int = 0
    geonames: int = 0
    ours: str = ""
    names: list[str] = field(default_factory=list)


def own_table(name: str) -> dict[str, Any]:
    """One of the tables of ours (``gazetteer/NAME.toml``)."""
    with (TABLES / f"{name}.toml").open("rb") as handle:
        return tomllib.load(handle)
