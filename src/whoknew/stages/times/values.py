"""What an expression means, what a handler sees, and the small readings that all handlers share."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import NamedTuple

from whoknew.stages.times.clock import Clock
from whoknew.stages.times.extent import part_hours
from whoknew.stages.times.lexicon import table
from whoknew.stages.times.years import candidates


class Value(NamedTuple):
    """What an expression means. ``doubt`` is a diagnostic code or empty; ``back`` means that the clock was used."""

    type: str  # date, time, duration, set
    value: str
    mod: str | None = None
    hours: tuple[float, float] | None = None
    anchor: str = "none"  # publication, time, none
    candidates: tuple[str, ...] = ()
    doubt: str = ""
    back: tuple[float, str, date] | None = None  # a stretch of so many units up to this day ("the past three weeks")


class Context(NamedTuple):
    """What a handler sees besides the words: whether the sentence looks ahead, years elsewhere, latest possible day."""

    ahead: bool
    years: tuple[int, ...]
    latest: date | None
    stale: bool = False  # the narrative's day was named too far back for "that night"
    hung: bool = False  # "the night of the crossing": it hangs on what follows
    generic: bool = False  # the sentence says what is so at all times
    adrift: bool = False  # the year was named too far back for a month without one
    always: bool = False  # the sentence says what comes round: "usually", "each year"
    opened: bool = False  # it opens a stretch: "from Jan. 23 through March 9"
    figures: str = ""  # what stands first in the text's dates in figures: "day", "month" or unknown
    quoted: bool = False  # inside quotation marks, with the telling's own day named in the sentence
    definite: bool = False  # "on the Friday": the story's
    told_back: bool = False  # "had left on Friday": not after the day that the story has come to
    deictic: bool = False  # "said on Friday": to those who publish


Handled = tuple[Value | None, Clock]
Handler = Callable[[dict[str, str], Clock, Context], Handled]

_STRETCH = {
    "beginning": "START",
    "start": "START",
    "opening": "START",
    "outset": "START",
    "first": "START",
    "early": "START",
}
_STRETCH |= {
    "earlier": "START",
    "mid": "MID",
    "middle": "MID",
    "late": "END",
    "end": "END",
    "close": "END",
    "closing": "END",
}
_STRETCH |= {"last": "END", "final": "END"}


def stretch_mod(words: str | None) -> str | None:
    """``"the beginning of"`` → START, ``"late"`` → END."""
    if not words:
        return None
    for word in re.findall(r"[a-z]+", words.lower()):
        if word in _STRETCH:
            return _STRETCH[word]
    return None


def month_of(word: str) -> int:
    return int(table("months")[word.lower().rstrip(".")])


def weekday_of(word: str) -> int:
    word = word.lower().rstrip(".").removesuffix("'s").removesuffix("’s")
    days = table("weekdays")
    return int(days[word] if word in days else days[word.removesuffix("s")])


def shift_of(words: str | None) -> str:
    found = re.findall(r"[a-z]+", (words or "").lower())
    kept = [word for word in found if word not in {"the", "very"}]
    return kept[-1] if kept else ""


def day_of(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def clock_time(words: str) -> str | None:
    """``"5:34 AM"`` → ``"05:34"``; ``"9 p.m."`` → ``"21"`` with minutes only where stated."""
    words = words.lower()
    if words in {"noon", "midnight"}:
        return "12:00" if words == "noon" else "24:00"
    if later := re.search(r"\s(?:in\sthe\s(morning|afternoon|evening)|at\s(night))$", words):
        shown = clock_time(words[: later.start()])
        return in_part(shown, later[1] or later[2]) if shown is not None else None
    if said := re.match(r"(?:(half\spast|quarter\spast|quarter\sto)\s)?([a-z]+)", words):
        hour = table("numbers").get(said[2], 0)
        if not 1 <= hour <= 12:
            return None
        minute = {"half": 30, "quar": 15}.get((said[1] or "")[:4], 0)
        if (said[1] or "").endswith("to"):
            hour, minute = (hour - 1) or 12, 45
        return f"{hour:02d}:{minute:02d}"
    match = re.match(r"(\d{1,2})(?:[:.](\d{2}))?\s?(?:([ap])\.?\s?m|hours|o)?", words)
    if match is None:
        return None
    hour = int(match[1])
    if match[3] == "p" and hour < 12:
        hour += 12
    if match[3] == "a" and hour == 12:
        hour = 0
    if hour > 24 or (match[2] and int(match[2]) > 59):
        return None
    return f"{hour:02d}:{match[2]}" if match[2] else f"{hour:02d}:00"


def in_part(shown: str, part: str) -> str:
    """A clock time of twelve hours in a part of the day: "six in the morning", "two o'clock the next afternoon".

    >>> in_part("06:00", "morning"), in_part("02:30", "afternoon"), in_part("11:00", "night"), in_part("12:00", "night")
    ('06:00', '14:30', '23:00', '00:00')
    """
    if int(shown[:2]) > 12 or part == "day":
        return shown
    late = part in {"afternoon", "evening"} or (part == "night" and "05:00" < shown < "12:00")
    return f"{int(shown[:2]) % 12 + 12 * late:02d}{shown[2:]}"


def half_open(words: str) -> bool:
    """Whether a clock time leaves morning and afternoon open: "two o'clock", "half past four"."""
    words = words.lower()
    said = re.search(r"\s(?:in\sthe|at\snight)", words)
    return said is None and re.search(r"o['’]clock|past\s|\sto\s", words) is not None


def ordinal_of(words: str) -> int:
    """``"3rd"``, ``"third"`` → 3."""
    digits = re.sub(r"\D", "", words)
    return int(digits) if digits else int(table("ordinals")[re.sub(r"\s+", " ", words.lower())])


def on_day(day: date, parts: dict[str, str], clock: Clock) -> tuple[str, str, tuple[float, float] | None, str | None]:
    """Value, type, hours and mod of a day with its part or clock time."""
    word = parts.get("part") or parts.get("part2") or parts.get("part3")
    mod = stretch_mod(parts.get("stretch")) or stretch_mod(parts.get("stretch2"))
    if (at := parts.get("clock")) and (shown := clock_time(at)):
        if shown == "24:00":
            return f"{(day + timedelta(days=1)).isoformat()}T00:00", "time", None, None
        return f"{day.isoformat()}T{shown}", "time", None, None
    if word:
        code, hours = part_hours(word)
        return f"{day.isoformat()}T{code}", "time", hours, mod
    return day.isoformat(), "date", None, mod


def candidates_of(month: int, day: int, weekday: int | None, context: Context) -> tuple[int, ...]:
    """Years that the calendar and the text's other years allow."""
    return candidates(month, day, weekday, context.years, context.latest)


def amount_mod(words: str | None) -> str | None:
    return str(table("amounts")[re.sub(r"\s+", " ", words.lower())]) if words else None
