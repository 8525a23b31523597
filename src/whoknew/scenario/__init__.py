"""The model as plain text that people write and read: parse, format, write, check, diff (docs/scenario.md)."""

from whoknew.scenario.layout import format_text
from whoknew.scenario.load import load
from whoknew.scenario.parse import Scenario, parse, try_parse
from whoknew.scenario.write import write

__all__ = ["Scenario", "format_text", "load", "parse", "try_parse", "write"]
