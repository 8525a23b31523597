"""Expressions that name their date, or all of it but the year: days, months, years, seasons, centuries, feasts."""

import re
from datetime import date, timedelta

from whoknew.stages.times.clock import Clock, year_near
from whoknew.stages.times.lexicon import table
from whoknew.stages.times.values import (
    Context,
    Handled,
    Value,
    candidates_of,
    day_of,
    month_of,
    on_day,
    ordinal_of,
    shift_of,
    stretch_mod,
    weekday_of,
)


def read_dated(parts: dict[str, str], clock: Clock, context: Context) -> Handled:
    month = month_of(parts["month"])
    number_of_day = ordinal_of(parts["day"])
    weekday = weekday_of(parts["weekday"]) if "weekday" in parts else None
    anchor = "none"
    if "year" in parts:
        year: int | None = int(parts["year"])
    elif parts.get("tail", "").lower() in {"last", "next", "inst."} and (clock.published or clock.reference):
        year, anchor = _turned(clock, month, number_of_day, parts["tail"].lower()), "time"
    elif "tail" in parts and (told := _told_year(parts["tail"], clock)) is not None:
        year, anchor = told, "time"
    elif context.always and weekday is None and "part" not in parts:
        return Value("date", f"XXXX-{month:02d}-{number_of_day:02d}"), clock
    else:
        year, anchor = _year_of(clock, month, number_of_day, weekday, context)
    if year is None:
        options = candidates_of(month, number_of_day, weekday, context)
        if len(options) == 1:
            year, anchor = options[0], "time"
        else:
            shown = f"XXXX-{month:02d}-{number_of_day:02d}"
            dated = tuple(f"{option:04d}-{month:02d}-{number_of_day:02d}" for option in options[:12])
            return Value("date", shown, candidates=dated, doubt="times.year-ambiguous"), clock
    day = day_of(year, month, number_of_day)
    if day is None:
        # the story is somewhere in that month, and not on the day named before
        return Value("date", f"{year:04d}-{month:02d}", doubt="times.impossible-date"), clock.at_month(year, month)
    doubt = "times.weekday-differs" if weekday is not None and day.weekday() != weekday else ""
    value, kind, hours, mod = on_day(day, parts, clock)
    after = clock.at_day(day, value.partition("T")[2])
    if weekday is not None and not doubt:
        after = after.with_weekday(day)
    return Value(kind, value, mod, hours, anchor, doubt=doubt), after


def _turned(clock: Clock, month: int, day: int, tail: str) -> int:
    """ "the 12th of October last", "the 1st of February next": the one before or after the narrative's day."""
    base = clock.reference or clock.published
    assert base is not None
    earlier = (month, day) < (base.month, base.day)
    return base.year + (0 if tail == "inst." else (earlier if tail == "next" else -(not earlier)))


def _told_year(tail: str, clock: Clock) -> int | None:
    """The year of "June 16th of last year", by the day of telling; of "that year", by the year named last."""
    deictic = re.search(r"\b(last|next)\syear", tail.lower())
    if deictic and clock.today is not None:
        return clock.today.year + (1 if deictic[1] == "next" else -1)
    return clock.year + _tail_step(tail) if clock.year is not None else None


def _tail_step(words: str) -> int:
    """ "of the following year" → 1."""
    return 1 if re.search("following|next", words) else -1 if "previous" in words else 0


def _year_of(
    clock: Clock, month: int, day: int | None, weekday: int | None, context: Context
) -> tuple[int | None, str]:
    if clock.history and weekday is not None and day is not None and clock.published is not None:
        near = day_of(year_near(clock.published, month, day, ahead=context.ahead), month, day)
        if near is not None and near.weekday() == weekday and abs((near - clock.published).days) < 60:
            return near.year, "publication"  # "Friday, April 1": a notice of what is to come, in a history
    if clock.history and (clock.year is not None or context.years) and not clock.era:
        year = clock.year if clock.year is not None else context.years[0]
        if clock.month is not None and clock.month - month >= 9:
            year += 1
        return year, "time"
    if clock.published is not None:
        begun = day_of(clock.published.year, month, day) if context.opened and day is not None else None
        if begun is not None and 0 < (clock.published - begun).days <= 31:
            return begun.year, "publication"  # "is to run from Jan. 23 through March 9", told on the 28th
        year = year_near(clock.published, month, day, ahead=context.ahead)
        if weekday is not None and day is not None:
            for guess in (year, year + 1, year - 1, year - 2, year - 3, year - 4, year - 5):
                found = day_of(guess, month, day)
                if found is not None and found.weekday() == weekday:
                    return (guess if abs(guess - year) <= 1 else year), "publication"
        return year, "publication"
    if clock.year is not None and weekday is None and not clock.era and not context.adrift:
        return clock.year, "time"
    return None, "none"


def read_month_alone(parts: dict[str, str], clock: Clock, context: Context) -> Handled:
    month = month_of(parts["month"])
    shift = shift_of(parts.get("shift"))
    anchor = "none"
    if "year" in parts:
        year: int | None = int(parts["year"])
    elif "year2" in parts:  # "from March to August 2011"
        year = int(parts["year2"]) - (month > month_of(parts["month2"]))
    elif parts.get("tail") and (told := _told_year(parts["tail"], clock)) is not None:
        year, anchor = told, "time"
    elif context.always and shift == "":
        return Value("date", f"XXXX-{month:02d}", stretch_mod(parts.get("stretch"))), clock
    elif shift in {"last", "past", "previous"} and clock.today is not None:
        today = clock.today
        year, anchor = (today.year if month < today.month else today.year - 1), "publication"
    elif shift in {"next", "coming", "following"} and clock.today is not None:
        today = clock.today
        year, anchor = (today.year if month > today.month else today.year + 1), "publication"
    elif shift == "this" and clock.today is not None:
        year, anchor = clock.today.year, "publication"
    else:
        year, anchor = _year_of(clock, month, None, None, context)
    mod = stretch_mod(parts.get("stretch"))
    if year is None:
        return Value("date", f"XXXX-{month:02d}", mod, doubt="times.year-ambiguous"), clock
    if "weekend" in parts.get("stretch", "").lower():
        saturday = date(year, month, 1) + timedelta(days=(5 - date(year, month, 1).weekday()) % 7)
        if mod == "END":
            saturday += timedelta(days=21 + (7 if (saturday + timedelta(days=28)).month == month else 0))
        calendar_year, week, _ = saturday.isocalendar()
        return Value("date", f"{calendar_year}-W{week:02d}-WE", None, None, anchor), clock.at_month(year, month)
    return Value("date", f"{year:04d}-{month:02d}", mod, None, anchor), clock.at_month(year, month)


def read_iso(parts: dict[str, str], clock: Clock, context: Context) -> Handled:
    day = day_of(int(parts["year"]), int(parts["month"]), int(parts["day"]))
    if day is None:
        return Value("date", parts["year"], doubt="times.impossible-date"), clock
    at = parts.get("clock")
    return Value("time" if at else "date", day.isoformat() + (f"T{at}" if at else "")), clock.at_day(day, at or "")


def read_year(parts: dict[str, str], clock: Clock, context: Context) -> Handled:
    year = int(parts["year"])
    return Value("date", f"{year:04d}", stretch_mod(parts.get("stretch"))), clock.at_year(year)


def read_short_year(parts: dict[str, str], clock: Clock, context: Context) -> Handled:
    number_of_year = int(parts["number"])
    near = clock.today.year if clock.today is not None else clock.year
    if near is None:
        return None, clock
    century = near // 100 * 100
    year = min(
        (century - 100 + number_of_year, century + number_of_year),
        key=lambda option: (option > near + 10, abs(option - near)),
    )
    return Value("date", f"{year:04d}"), clock.at_year(year)


def read_range_year(parts: dict[str, str], clock: Clock, context: Context) -> Handled:
    """The second year of "1871–72"."""
    if clock.year is None or clock.era or not 0 < int(parts["number"]) - clock.year % 100 < 60:
        return None, clock
    year = clock.year // 100 * 100 + int(parts["number"])
    return Value("date", f"{year:04d}"), clock.at_year(year)


def read_ad(parts: dict[str, str], clock: Clock, context: Context) -> Handled:
    year = int(parts.get("number") or parts["number2"])
    return Value("date", f"{year:04d}"), clock.at_year(year)


def read_bc(parts: dict[str, str], clock: Clock, context: Context) -> Handled:
    year = int(parts["number"])
    return Value("date", f"BC{year:04d}"), clock.at_year(year, "BC")


def read_month_bc(parts: dict[str, str], clock: Clock, context: Context) -> Handled:
    year = int(parts["number"])
    inner = f"{month_of(parts['month']):02d}" if "month" in parts else str(table("seasons")[parts["season"].lower()])
    return Value("date", f"BC{year:04d}-{inner}", stretch_mod(parts.get("stretch"))), clock.at_year(year, "BC")


def read_half_year(parts: dict[str, str], clock: Clock, context: Context) -> Handled:
    year = int(parts["year"])
    first = parts["half"].lower() == "first"
    return Value("date", f"{year:04d}-H{1 if first else 2}"), clock.at_year(year)


def read_day_alone(parts: dict[str, str], clock: Clock, context: Context) -> Handled:
    """ "on the 13th", or the 12 of "12 and 13 October"."""
    if "month" in parts:
        value, _ = read_dated(parts, clock, context)
        return value, clock
    if clock.year is None or clock.month is None or clock.era:
        return None, clock
    day = day_of(clock.year, clock.month, int(re.sub(r"\D", "", parts["day"])))
    return (None, clock) if day is None else (Value("date", day.isoformat(), anchor="time"), clock.at_day(day))


def read_century(parts: dict[str, str], clock: Clock, context: Context) -> Handled:
    word = parts["number"].lower()
    ordinal = int(re.sub(r"\D", "", word)) if word[0].isdigit() else int(table("ordinals")[word])
    if parts.get("bc"):
        return Value("date", f"BC{ordinal - 1:02d}", stretch_mod(parts.get("stretch"))), clock
    return Value("date", f"{max(ordinal - 1, 0):02d}", stretch_mod(parts.get("stretch"))), clock


def read_decade(parts: dict[str, str], clock: Clock, context: Context) -> Handled:
    mod = stretch_mod(parts.get("stretch") or parts.get("stretch2"))
    if "word" in parts:  # "the sixties"
        return Value("date", f"19{table('decades')[parts['word'].lower()]}", mod), clock
    digits = re.sub(r"\D", "", parts["number"])
    if len(digits) == 2:
        digits = "19" + digits
    whole = digits.endswith("00") and digits[:2] not in {"19", "20"}  # "the 1600s" are a century
    return Value("date", digits[:2] if whole else digits[:3], mod), clock


def read_fiscal(parts: dict[str, str], clock: Clock, context: Context) -> Handled:
    if stated := parts.get("year") or parts.get("year2"):
        return Value("date", f"FY{stated if len(stated) == 4 else '20' + stated}"), clock
    if clock.today is None:
        return None, clock
    step = {"last": -1, "next": 1}.get(shift_of(parts.get("shift")), 0)
    return Value("date", f"FY{clock.today.year + step}", anchor="publication"), clock


def read_season(parts: dict[str, str], clock: Clock, context: Context) -> Handled:
    code = str(table("seasons")[parts["season"].lower()])
    mod = stretch_mod(parts.get("stretch"))
    shift = shift_of(parts.get("shift"))
    if "year" in parts:
        year = int(parts["year"])
        return Value("date", f"{year:04d}-{code}", mod), clock.at_year(year)
    if clock.era == "BC" and clock.year is not None:
        return Value("date", f"BC{clock.year:04d}-{code}", mod, None, "time"), clock
    base = clock.year if (clock.history or shift in {"that", "same", "following"}) and clock.year else None
    anchor = "time"
    if (context.generic or context.always) and shift in {"", "the"}:
        return Value("date", f"XXXX-{code}", mod), clock
    if base is None and clock.today is not None:
        base, anchor = clock.today.year, "publication"
        if code == "WI" and clock.today.month <= 6 and shift in {"this", "", "last", "past", "current"}:
            base -= 1  # a winter is named by the year that it starts in
        elif shift in {"last", "past", "previous"} or (not context.ahead and shift not in {"this", "next", "coming"}):
            first_month = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}[code]
            base -= first_month > clock.today.month + 1 or (
                shift in {"last", "past"} and first_month + 2 >= clock.today.month
            )
    if base is None or clock.era:
        return Value("date", f"XXXX-{code}", mod), clock
    base += shift in {"next", "following"} and (clock.history or anchor == "time")
    return Value("date", f"{base:04d}-{code}", mod, None, anchor), clock


def read_holiday(parts: dict[str, str], clock: Clock, context: Context) -> Handled:
    month, day, *years = table("holidays")[re.sub(r"\s+", " ", parts["holiday"].lower())]
    if years and "year" not in parts:  # "9/11"
        parts = {**parts, "year": str(years[0])}
    dated = {"month": "January", "day": str(day), **({"year": parts["year"]} if "year" in parts else {})}
    dated["month"] = next(name for name, value in table("months").items() if value == month)
    return read_dated(dated, clock, context)
