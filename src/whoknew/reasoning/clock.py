"""ISO dates and times of an account ↔ integers that the time network computes with.

A moment is an integer number of microseconds of local time since 1970-01-01T00:00. A bound reaches as far as its
precision: the latest of ``2024-12-07`` is the last microsecond of that day, that of ``2024-12-07T18:00`` the last of
that minute. ``STEP`` is what "strictly before" means.
"""

import re
from datetime import datetime, timedelta
from functools import lru_cache

STEP = 1
SECOND = 1_000_000
DAY = 86_400 * SECOND
EPOCH = datetime(1970, 1, 1)
INFINITY = 1 << 62

_ISO = re.compile(
    r"\s*(\d{4})(?:-(\d{1,2})(?:-(\d{1,2})(?:[T ](\d{1,2})(?::(\d{2})(?::(\d{2})(?:\.\d+)?)?)?)?)?)?"
    r"(?:Z|[+-]\d{2}:?\d{2})?\s*"
)


def _micro(moment: datetime) -> int:
    past = moment - EPOCH
    return (past.days * 86_400 + past.seconds) * SECOND + past.microseconds


@lru_cache(maxsize=4096)
def interval(text: str) -> tuple[int, int] | None:
    """First and last microsecond of an ISO date or time of any precision down to seconds; None where it is none."""
    if len(text) == 19:  # to the second: the commonest by far in large models
        try:
            first = _micro(datetime.fromisoformat(text))
        except ValueError:
            return None
        return first, first + SECOND - 1
    match = _ISO.fullmatch(text)
    if match is None:
        return None
    year, month, day, hour, minute, second = (int(part) if part else None for part in match.groups())
    try:
        return _span(year or 0, month, day, hour, minute, second)
    except (ValueError, OverflowError):
        return None


def _span(
    year: int, month: int | None, day: int | None, hour: int | None, minute: int | None, second: int | None
) -> tuple[int, int]:
    first = datetime(year, month or 1, day or 1)
    if hour == 24:  # ISO allows 24:00 for the end of a day
        first, hour = first + timedelta(days=1), 0
    first = first.replace(hour=hour or 0, minute=minute or 0, second=second or 0)
    if month is None:
        last = _micro(datetime(year, 12, 31)) + DAY
    elif day is None:
        last = _micro(datetime(year + (month == 12), month % 12 + 1, 1)) if year < 9999 else _micro(first) + 31 * DAY
    else:
        width = DAY if hour is None else 3600 * SECOND if minute is None else 60 * SECOND
        last = _micro(first) + (SECOND if second is not None else width)
    return _micro(first), last - 1


def earliest(text: str | None) -> int | None:
    """The first microsecond that a bound allows."""
    span = interval(text) if text else None
    return span[0] if span else None


def latest(text: str | None) -> int | None:
    """The last microsecond that a bound allows, at the precision that it is given in."""
    span = interval(text) if text else None
    return span[1] if span else None


def iso(value: int) -> str | None:
    """A moment as ISO 8601 to the minute (to the second where it has seconds); None outside the calendar."""
    try:
        moment = EPOCH + timedelta(microseconds=value)
    except OverflowError:
        return None
    if moment.second and moment.second != 59:
        return moment.strftime("%Y-%m-%dT%H:%M:%S").rjust(19, "0")
    return moment.strftime("%Y-%m-%dT%H:%M").rjust(16, "0")
