"""Sentences that say what is so at all times: "in January it is 24 °C", "open on Sundays", "his feast day is 30 September".

A month, a season, a weekday or a day without a year names no date there, and gets a value without one.
"""

import re

from whoknew.stages.times.lexicon import table

_PRESENT = re.compile(r"\b(?:is|are|can|has|have|gets?|brings?|occurs?|tends?|varies)\b", re.I)
_TOLD = re.compile(r"\b(?:was|were|had|did|will|would|said|[a-z]{2,}ed)\b", re.I)
_PAST = re.compile(
    r"\b(?:was|were|had|did|will|would|said|told|ago|last|yesterday|tomorrow|next)\b"
    r"|(?<!\bis\s)(?<!\bare\s)(?<!\bbe\s)\b[a-z]{3,}(?<!e)ed\b",
    re.I,
)
_YEAR = re.compile(r"(?<!\d)(?:1\d|20)\d\d(?!\d)")


def is_general(sentence: str) -> bool:
    """Whether a sentence is in the present throughout; enough for a season."""
    return _PRESENT.search(sentence) is not None and _TOLD.search(sentence) is None


def is_always(sentence: str) -> bool:
    """Whether it also has a word for what comes round ("usually", "each year", "temperature"), and neither past nor year.

    >>> is_always("In January the temperature is about 24 degrees."), is_always("The summit is in January.")
    (True, False)
    """
    if _PAST.search(sentence) is not None or _YEAR.search(sentence) is not None:
        return False
    words = set(re.findall(r"[a-z]+|°", sentence.lower()))
    return not words.isdisjoint(table("words")["always"])
