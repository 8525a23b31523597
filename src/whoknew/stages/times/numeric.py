"""Dates in figures: "12/08/2024", "8.12.2024". Whether the day or the month stands first is not guessed.

A number over 12 settles it, for the whole text where all settled ones agree; dots are read day first (ISO's and the
custom of the places that write them). A reading that lies after the telling is none. What stays open keeps both.
"""

import re
from collections.abc import Sequence
from datetime import date

from whoknew.stages.times.clock import Clock
from whoknew.stages.times.values import Context, Handled, Value, day_of

_NUMERIC = re.compile(r"(?<![\d./-])(\d{1,2})([./-])(\d{1,2})\2(?:\d{4}|\d{2})(?![\d/-]|\.\d)")


def order_of(text: str) -> str:
    """ "day" or "month" first, by the figures that can be read one way only; empty where none is or they differ.

    >>> order_of("on 13/02/2020 and 01/03/2020"), order_of("02/13/2020"), order_of("01/03/2020")
    ('day', 'month', '')
    """
    found = set[str]()
    for number, match in enumerate(_NUMERIC.finditer(text)):
        first, second = int(match[1]), int(match[3])
        if first > 12 >= second > 0:
            found.add("day")
        elif second > 12 >= first > 0:
            found.add("month")
        if number > 5_000:
            break
    return next(iter(found)) if len(found) == 1 else ""


def read_numeric(parts: dict[str, str], clock: Clock, context: Context) -> Handled:
    """Both readings that the calendar and the day of telling allow; one where the other is impossible."""
    first, second, year = int(parts["first"]), int(parts["second"]), _year(parts["year"], clock)
    order = context.figures or ("day" if parts["mark"] == "." else "")
    readings = {"day": day_of(year, second, first), "month": day_of(year, first, second)}
    told = {name: day for name, day in readings.items() if day is not None}
    if not told:
        return Value("date", f"{year:04d}", doubt="times.impossible-date"), clock
    past = {name: day for name, day in told.items() if context.latest is None or context.ahead or day <= context.latest}
    days = _days([(past or told).get(order)]) or _days(list((past or told).values()))
    if len(days) == 1:
        return Value("date", days[0].isoformat()), clock.at_day(days[0])
    dated = tuple(day.isoformat() for day in days)
    return Value("date", f"{year:04d}", candidates=dated, doubt="times.day-or-month"), clock.at_year(year)


def _days(found: Sequence[date | None]) -> list[date]:
    return sorted({day for day in found if day is not None})


def _year(words: str, clock: Clock) -> int:
    """ "24" is the year nearest to the telling that is not far after it."""
    year = int(words)
    if len(words) == 4:
        return year
    near = clock.today.year if clock.today is not None else (clock.year or 2000)
    century = near // 100 * 100
    return min((century - 100 + year, century + year), key=lambda option: (option > near + 10, abs(option - near)))
