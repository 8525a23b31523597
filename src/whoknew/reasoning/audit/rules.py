"""The audit's rules as data: id, severity, published origin, title and message."""

import tomllib
from functools import cache
from importlib import resources
from typing import Literal

import msgspec

Severity = Literal["note", "caution", "serious"]


class AuditRule(msgspec.Struct, frozen=True):
    """One rule. ``message`` has named gaps that a flag fills with the account's own words."""

    id: str
    severity: Severity
    origin: str
    title: str
    message: str


@cache
def rules() -> dict[str, AuditRule]:
    """The shipped rules by id, in the order in which their flags are listed."""
    table = tomllib.loads(resources.files(__package__).joinpath("rules.toml").read_text(encoding="utf-8"))
    return {entry["id"]: AuditRule(**entry) for entry in table["rule"]}
