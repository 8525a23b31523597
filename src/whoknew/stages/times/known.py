"""Events that the text has dated, by their noun: "the fire broke out on 3 June … three days after the fire"."""

import re
from datetime import date, timedelta

from whoknew.stages.times.amounts import number, unit_of
from whoknew.stages.times.patterns import Found
from whoknew.stages.times.values import Value

_DETERMINED = r"(?:the|an?|his|her|their|its|that|this)\s+(?P<first>[a-z]{3,})(?:\s(?P<second>[a-z]{4,}))?\b"
_NOUN = re.compile(rf"\b{_DETERMINED}", re.I)
_HANGS = re.compile(rf"\s+(?P<way>before|after)\s+{_DETERMINED}", re.I)
_OF = re.compile(rf"\s+{_DETERMINED}", re.I)
_DAYS = {"D": 1, "N": 1, "W": 7, "F": 14}
MOST = 400  # nouns kept


class Known:
    """Days by the nouns of the sentences that named them; a noun with two days stands for neither."""

    def __init__(self) -> None:
        self._days: dict[str, date | None] = {}

    def _day(self, match: re.Match[str]) -> date | None:
        words = [match["first"].lower(), (match["second"] or "").lower()]
        return next((day for word in reversed(words) if (day := self._days.get(word)) is not None), None)

    def learn(self, sentence: str, days: set[str]) -> None:
        """A sentence that names one day dates the events that its nouns name."""
        if len(days) != 1 or len(self._days) > MOST:
            return
        day = date.fromisoformat(next(iter(days)))
        for match in _NOUN.finditer(sentence):
            for word in {match["first"].lower(), (match["second"] or "").lower()} - {""}:
                self._days[word] = day if self._days.get(word, day) == day else None

    def offset(self, found: Found, sentence: str) -> Value | None:
        """ "three days after the fire" where the fire has a day; None elsewhere."""
        match = _HANGS.match(sentence, found.end) if found.kind == "amount" else None
        day = self._day(match) if match is not None else None
        if match is None or day is None:
            return None
        amount, unit = number(found.parts["amount"]), unit_of(found.parts["unit"])
        if amount is None or unit not in _DAYS or "mod" in found.parts:
            return None
        step = int(amount) * _DAYS[unit] * (1 if match["way"] == "after" else -1)
        return Value("date", (day + timedelta(days=step)).isoformat(), anchor="time")

    def base(self, found: Found, sentence: str) -> date | None:
        """The day of the event that "the day after the vote", "the night before the raid" hang on."""
        after = found.parts.get("after", "").lower()
        if found.kind not in {"shifted", "part"} or after not in {"before", "after"}:
            return None
        match = _OF.match(sentence, found.end)
        return self._day(match) if match is not None else None
