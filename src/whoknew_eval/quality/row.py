"""A row of the report, and the table of measures with their reach and aim."""

import tomllib
from functools import cache
from importlib.resources import files

import msgspec


class Target(msgspec.Struct, frozen=True, kw_only=True):
    """A measure as promised: what it is, on which data, the figure to reach and the one to aim at."""

    id: str
    measure: str
    data: str
    unit: str = "%"  # "%": figures are shares; "r": correlation; otherwise the unit's name
    reach: float | None = None
    aim: float | None = None
    at_most: bool = False  # smaller is better


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """A figure for a target with its 95 % interval; ``figure`` is ``None`` where it was not measured, and ``note`` says why."""

    id: str
    figure: float | None = None
    low: float | None = None
    high: float | None = None
    note: str = ""


class Breakdown(msgspec.Struct, frozen=True, kw_only=True):
    """A table of details: a title, column names, rows of cells."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """What one part of the measuring gave."""

    rows: tuple[Row, ...] = ()
    breakdowns: tuple[Breakdown, ...] = ()


@cache
def targets() -> tuple[Target, ...]:
    """The promised measures, in order, from ``measures.toml``."""
    text = (files("whoknew_eval.quality") / "measures.toml").read_text("utf-8")
    return tuple(msgspec.convert(row, Target) for row in tomllib.loads(text)["measure"])


def missing(ids: tuple[str, ...], why: str) -> Part:
    """Rows that were not measured."""
    return Part(rows=tuple(Row(id=ident, note=why) for ident in ids))
