"""The model as plain text that people write and read: parse, check, format, write, diff (docs/scenario.md)."""

from whoknew.scenario.check import check
from whoknew.scenario.diff import Lone, ModelDiff, Pair, diff
from whoknew.scenario.draft import draft
from whoknew.scenario.keep import Lost, keep, remember
from whoknew.scenario.layout import format_text
from whoknew.scenario.load import load, try_load
from whoknew.scenario.parse import Scenario, parse, try_parse
from whoknew.scenario.say import Speaker
from whoknew.scenario.write import write

__all__ = [
    "Lone",
    "Lost",
    "ModelDiff",
    "Pair",
    "Scenario",
    "Speaker",
    "check",
    "diff",
    "draft",
    "format_text",
    "keep",
    "load",
    "parse",
    "remember",
    "try_load",
    "try_parse",
    "write",
]
