"""Weekdays in a story told from day to day: "on Wednesday, March 5, … on Friday" means the 7th, whenever it is published.

The reading by publication stays for what is said to the press ("she said on Friday"), for what lies ahead, and where the
story's reading would lie after publication. In the pluperfect a weekday lies before the day that the story has come to.
"""

import re
from datetime import date, timedelta

from whoknew.stages.times.clock import Clock
from whoknew.stages.times.lexicon import table
from whoknew.stages.times.values import Context

_THE = re.compile(r"\bthe\s$", re.I)
_HAD = re.compile(r"\b(?:had|having)\s(?!to\b|until\b|till\b|no\b|an?\b|the\b|his\b|her\b|their\b)\w+", re.I)
_ONLY = re.compile(r"\b(?:only|not\suntil|not\sbefore)\s(?:on|in|at|by)?\s?$", re.I)
_BACK = re.compile(r"\b(?:before|earlier|previous|preceding|eve)\b", re.I)
_CLAUSE = re.compile(r"[,;:–—]|\b(?:and|but|when|while|that|who|which|because|before|after|until)\b", re.I)


def situated(words: str, start: int, end: int, context: Context) -> Context:
    """The context of an expression with what its own clause says about where a weekday hangs."""
    before = words[max(0, start - 120) : start]
    clause = f"{_CLAUSE.split(before)[-1]}… {_CLAUSE.split(words[end : end + 80])[0]}"
    return context._replace(
        definite=_THE.search(before) is not None,
        told_back=_HAD.search(clause) is not None,
        deictic=_said().search(before) is not None,
    )


def looks_back(words: str, start: int, end: int) -> bool:
    """ "Had left for the coast the day before": an aside, from which the story comes back to its own day."""
    if _ONLY.search(words[max(0, start - 20) : start]):
        return True  # "found out only on April 2": told ahead of its time
    clause = f"{_CLAUSE.split(words[max(0, start - 120) : start])[-1]}… {_CLAUSE.split(words[end : end + 80])[0]}"
    return _BACK.search(words[start:end]) is not None and _HAD.search(clause) is not None


def in_the_story(clock: Clock, weekday: int, context: Context) -> date | None:
    """The day that a bare weekday names in the story; ``None`` where it hangs on publication."""
    day = clock.day if context.definite else clock.thread
    if day is None or clock.history or context.deictic or (context.ahead and not context.definite):
        return None
    ahead = (weekday - day.weekday()) % 7
    found = day - timedelta(days=-ahead % 7) if context.told_back else day + timedelta(days=ahead)
    return None if clock.published is not None and found > clock.published else found


def _said() -> re.Pattern[str]:
    speaking, press = table("words")["speaking"], table("words")["press"]
    to_press = rf"(?:told|wrote\sto|informed)\s(?:\w+\s){{0,3}}?(?:{'|'.join(press)})"
    medium = r"(?:\s(?:in|by|via|through|at)\s(?:an?|his|her|its|their)\s(?:\w+\s){0,2}?\w+)?"
    return re.compile(rf"\b(?:{'|'.join(speaking)}|{to_press}){medium}\s(?:late\s|early\s)?(?:on\s)?$", re.I)
