"""When something was: ``2024-12-07 evening``, ``late 2024-11``, ``before flight`` ⇄ bounds and orderings.

Dates are ISO 8601, local time, to the minute. A day runs from 00:00 to 23:59; ``early``, ``mid`` and ``late`` are
the wide beginning, middle and end of a month or year. What a scenario writes is a bound on when the thing happened, never how long it lasted.
"""

import calendar
import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import lru_cache

from whoknew.model import Bounds
from whoknew.scenario.words import vocabulary

DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2})(?:T(\d{2}):(\d{2}))?)?)?")
CLOCK = re.compile(r"(\d{2}):(\d{2})")
THIRDS = ("early", "mid", "late")
MINUTE = timedelta(minutes=1)


def read_point(words: list[str]) -> tuple[datetime, datetime, int] | None:
    """First and last minute of a point in time and the number of words it took; ``None`` where it is not one.

    Raises ``ValueError`` for a date that the calendar does not have.
    """
    if not words:
        return None
    third = words[0] if words[0] in THIRDS else None
    rest = words[1:] if third else words
    match = DATE.fullmatch(rest[0]) if rest else None
    if match is None:
        return None
    year, month, day, hour, minute = match.groups()
    used = len(words) - len(rest) + 1
    if hour:
        moment = datetime(int(year), int(month), int(day), int(hour), int(minute))
        return moment, moment, used
    if day:
        start = datetime(int(year), int(month), int(day))
        return (*_within_day(start, rest[1:]), used + _taken(rest[1:]))
    first, last = (
        _month(int(year), int(month)) if month else (datetime(int(year), 1, 1), datetime(int(year), 12, 31, 23, 59))
    )
    if third:
        first, last = _third(first, last, third)
    return first, last, used


def _taken(rest: list[str]) -> int:
    if rest[:1] and CLOCK.fullmatch(rest[0]):
        return 1
    return next((len(name.split()) for name in _parts() if rest[: len(name.split())] == name.split()), 0)


def _within_day(start: datetime, rest: list[str]) -> tuple[datetime, datetime]:
    if rest and (clock := CLOCK.fullmatch(rest[0])):
        moment = start.replace(hour=int(clock.group(1)), minute=int(clock.group(2)))
        return moment, moment
    for name, (low, high) in _parts().items():
        if rest[: len(name.split())] == name.split():
            first = start + _offset(low)
            last = start + _offset(high)
            return first, last if last >= first else last + timedelta(days=1)
    return start, start + timedelta(days=1) - MINUTE


def _parts() -> dict[str, list[str]]:
    parts: dict[str, list[str]] = vocabulary()["parts"]
    return parts


def _offset(clock: str) -> timedelta:
    return timedelta(hours=int(clock[:2]), minutes=int(clock[3:]))


def _month(year: int, month: int) -> tuple[datetime, datetime]:
    if not 1 <= month <= 12:
        raise ValueError("month must be in 1..12")
    return datetime(year, month, 1), datetime(year, month, calendar.monthrange(year, month)[1], 23, 59)


def _third(first: datetime, last: datetime, third: str) -> tuple[datetime, datetime]:
    """The beginning, middle or end of a stretch, kept wide, as the reader of prose keeps it; whole days."""
    length = last - first
    low = {"early": first, "mid": first + length * 0.2, "late": first + length * 0.65}[third]
    high = {"early": first + length * 0.4, "mid": last - length * 0.2, "late": last}[third]
    return low.replace(hour=0, minute=0, second=0, microsecond=0), high.replace(
        hour=23, minute=59, second=0, microsecond=0
    )


def stamp(moment: datetime) -> str:
    """ISO 8601 to the minute, as bounds hold it."""
    return moment.strftime("%Y-%m-%dT%H:%M").zfill(16)


@lru_cache(maxsize=4096)
def write_bounds(bounds: Bounds) -> str | None:
    """Bounds as a scenario says them, ``""`` for none; ``None`` where no phrase reads back to the same bounds."""
    if bounds == Bounds():
        return ""
    try:
        first = datetime.fromisoformat(bounds.earliest) if bounds.earliest else None
        last = datetime.fromisoformat(bounds.latest) if bounds.latest else None
    except ValueError:
        return None
    if first and last and last < first:
        return None
    return next((phrase for phrase in _phrases(first, last) if _reads_back(phrase, bounds)), None)


def _phrases(first: datetime | None, last: datetime | None) -> Iterator[str]:
    if first and last:
        lows = [point for point in _points(first) if _is(point, first, 0)]
        yield from (point for point in lows if _is(point, last, 1))
        highs = [point for point in _points(last) if _is(point, last, 1)]
        yield from (f"from {low} to {high}" for low in lows for high in highs)
    elif first:
        yield from (f"since {point}" for point in _points(first) if _is(point, first, 0))
    elif last:
        yield from (f"until {point}" for point in _points(last) if _is(point, last, 1))


def _points(moment: datetime) -> list[str]:
    """Every way to name a point that a moment lies in, shortest first."""
    year, month, day = f"{moment.year:04d}", f"{moment.year:04d}-{moment.month:02d}", f"{moment:%Y-%m-%d}".zfill(10)
    before = f"{moment - timedelta(days=1):%Y-%m-%d}".zfill(10) if moment > datetime(1, 1, 2) else day
    parts = list(_parts())
    return [
        year,
        *(f"{third} {year}" for third in THIRDS),
        month,
        *(f"{third} {month}" for third in THIRDS),
        day,
        *(f"{day} {part}" for part in parts),
        *(f"{before} {part}" for part in parts),
        f"{day} {moment:%H:%M}",
    ]


def _span(point: str) -> tuple[datetime, datetime] | None:
    try:
        found = read_point(point.split())
    except (ValueError, OverflowError):
        return None
    return found[:2] if found else None


def _is(point: str, moment: datetime, side: int) -> bool:
    found = _span(point)
    return found is not None and found[side] == moment


def read_bounds(words: list[str]) -> tuple[Bounds, int] | None:
    """Bounds at the start of a list of words and how many words they took; ``None`` where there are none.

    Raises ``ValueError`` with a sentence for a person where a date is impossible or a range runs backwards.
    """
    if not words:
        return None
    head = words[0]
    if head in ("from", "between"):
        low = read_point(words[1:])
        if low is None:
            return None
        joint = 1 + low[2]
        if len(words) <= joint or words[joint] not in ("to", "and"):
            raise ValueError(f"a time that starts with “{head}” needs an end: from 2024-12-07 to 2024-12-08.")
        high = read_point(words[joint + 1 :])
        if high is None:
            raise ValueError(f"what follows “{words[joint]}” is not a date.")
        if high[1] < low[0]:
            raise ValueError("this stretch of time ends before it starts.")
        return Bounds(earliest=stamp(low[0]), latest=stamp(high[1])), joint + 1 + high[2]
    sides = {"since": 0, "until": 1, "before": 1, "after": 0}
    if head in sides:
        point = read_point(words[1:])
        if point is None:
            return None
        first, last, used = point
        found = {"since": Bounds(earliest=stamp(first)), "until": Bounds(latest=stamp(last))}
        if head == "before":
            return Bounds(latest=stamp(first - MINUTE)), used + 1
        return (Bounds(earliest=stamp(last + MINUTE)) if head == "after" else found[head]), used + 1
    point = read_point(words)
    return (Bounds(earliest=stamp(point[0]), latest=stamp(point[1])), point[2]) if point else None


def _reads_back(phrase: str, bounds: Bounds) -> bool:
    try:
        found = read_bounds(phrase.split())
    except (ValueError, OverflowError):
        return False
    return found is not None and found[0] == bounds and found[1] == len(phrase.split())
