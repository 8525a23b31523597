"""Years that the text leaves out and no publication date gives: the calendar itself and the other times decide."""

import re
from datetime import date


def candidates(
    month: int, day: int, weekday: int | None, years: tuple[int, ...], latest: date | None
) -> tuple[int, ...]:
    """Years in which this day exists, falls on this weekday, and is not later than ``latest``, near the years named.

    >>> candidates(12, 8, 6, (2011, 2015), date(2025, 6, 1))
    (2013, 2019, 2024)
    """
    if years:
        low, high = min(years) - 2, max(years) + 10
    elif latest is not None:
        low, high = latest.year - 12, latest.year
    else:
        return ()
    found: list[int] = []
    for year in range(max(low, 1), min(high, 9998) + 1):
        try:
            when = date(year, month, day)
        except ValueError:
            continue
        if (weekday is None or when.weekday() == weekday) and (latest is None or when <= latest):
            found.append(year)
    return tuple(found)


def years_named(text: str) -> tuple[int, ...]:
    """Four-digit years in the text, in order, each once; at most the first 500."""
    found: dict[int, None] = {}
    for match in re.finditer(r"(?<![\d$€£.,])(1[5-9]\d\d|20\d\d)(?![\d%]|[.,]\d)", text):
        found[int(match[1])] = None
        if len(found) >= 500:
            break
    return tuple(found)
