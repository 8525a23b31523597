"""The model as plain text that people write and read: parse, format, write, check, diff (docs/scenario.md)."""

from whoknew.scenario.parse import Scenario, parse, try_parse

__all__ = ["Scenario", "parse", "try_parse"]
