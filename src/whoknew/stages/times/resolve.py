"""Candidates to TIMEX3 values, in the order of the text, carrying the narrative's clock along.

Value conventions are TimeML's (ISO 8601 with parts TMO, TMI, TAF, TEV, TNI, seasons SP, SU, FA, WI, weeks 2016-W10,
decades 195, centuries 18, PRESENT_REF, PAST_REF, FUTURE_REF; unknown digits X).
"""

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import NamedTuple

from whoknew.stages.times.amounts import duration, number, unit_of
from whoknew.stages.times.clock import Clock, weekday_near, year_near
from whoknew.stages.times.extent import part_hours
from whoknew.stages.times.lexicon import table
from whoknew.stages.times.patterns import Found


class Value(NamedTuple):
    """What an expression means. ``doubt`` is a diagnostic code or empty; ``back`` means that the clock was used."""

    type: str  # date, time, duration, set
    value: str
    mod: str | None = None
    hours: tuple[float, float] | None = None
    anchor: str = "none"  # publication, time, none
    candidates: tuple[str, ...] = ()
    doubt: str = ""


class Context(NamedTuple):
    """What a handler sees besides the words: whether the sentence looks ahead, years elsewhere, latest possible day."""

    ahead: bool
    years: tuple[int, ...]
    latest: date | None
    quoted: bool = False  # inside quotation marks, with the telling's own day named in the sentence


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


def _month(word: str) -> int:
    return int(table("months")[word.lower().rstrip(".")])


def _weekday(word: str) -> int:
    word = word.lower().rstrip(".").removesuffix("'s").removesuffix("’s")
    days = table("weekdays")
    return int(days[word] if word in days else days[word.removesuffix("s")])


def _shift(words: str | None) -> str:
    found = re.findall(r"[a-z]+", (words or "").lower())
    kept = [word for word in found if word not in {"the", "very"}]
    return kept[-1] if kept else ""


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def clock_time(words: str) -> str | None:
    """``"5:34 AM"`` → ``"05:34"``; ``"9 p.m."`` → ``"21"`` with minutes only where stated."""
    words = words.lower()
    if words in {"noon", "midnight"}:
        return "12:00" if words == "noon" else "24:00"
    match = re.match(r"(\d{1,2})(?::(\d{2}))?\s?(?:([ap])\.?\s?m|hours|o)?", words)
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


def _on_day(day: date, parts: dict[str, str], clock: Clock) -> tuple[str, str, tuple[float, float] | None, str | None]:
    """Value, type, hours and mod of a day with its part or clock time."""
    word = parts.get("part") or parts.get("part2")
    mod = stretch_mod(parts.get("stretch")) or stretch_mod(parts.get("stretch2"))
    if (at := parts.get("clock")) and (shown := clock_time(at)):
        if shown == "24:00":
            return f"{(day + timedelta(days=1)).isoformat()}T00:00", "time", None, None
        return f"{day.isoformat()}T{shown}", "time", None, None
    if word:
        code, hours = part_hours(word)
        return f"{day.isoformat()}T{code}", "time", hours, mod
    return day.isoformat(), "date", None, mod


def _dated(parts: dict[str, str], clock: Clock, context: Context) -> Handled:
    month = _month(parts["month"])
    number_of_day = int(re.sub(r"\D", "", parts["day"]))
    weekday = _weekday(parts["weekday"]) if "weekday" in parts else None
    anchor = "none"
    if "year" in parts:
        year: int | None = int(parts["year"])
    elif "tail" in parts and clock.year is not None:
        year, anchor = clock.year + _tail_step(parts["tail"]), "time"
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
    day = _day(year, month, number_of_day)
    if day is None:
        return Value("date", f"{year:04d}-{month:02d}", doubt="times.impossible-date"), clock
    doubt = "times.weekday-differs" if weekday is not None and day.weekday() != weekday else ""
    value, kind, hours, mod = _on_day(day, parts, clock)
    after = clock.at_day(day, value.partition("T")[2])
    if weekday is not None and not doubt:
        after = after.with_weekday(day)
    return Value(kind, value, mod, hours, anchor, doubt=doubt), after


def _tail_step(words: str) -> int:
    """ "of the following year" → 1."""
    return 1 if re.search("following|next", words) else -1 if "previous" in words else 0


def candidates_of(month: int, day: int, weekday: int | None, context: Context) -> tuple[int, ...]:
    """Years that the calendar and the text's other years allow."""
    from whoknew.stages.times.years import candidates

    return candidates(month, day, weekday, context.years, context.latest)


def _year_of(
    clock: Clock, month: int, day: int | None, weekday: int | None, context: Context
) -> tuple[int | None, str]:
    if clock.history and (clock.year is not None or context.years) and not clock.era:
        year = clock.year if clock.year is not None else context.years[0]
        if clock.month is not None and clock.month - month >= 9:
            year += 1
        return year, "time"
    if clock.published is not None:
        year = year_near(clock.published, month, day, ahead=context.ahead)
        if weekday is not None and day is not None:
            for guess in (year, year + 1, year - 1, year - 2, year - 3, year - 4, year - 5):
                found = _day(guess, month, day)
                if found is not None and found.weekday() == weekday:
                    return (guess if abs(guess - year) <= 1 else year), "publication"
        return year, "publication"
    if clock.year is not None and weekday is None and not clock.era:
        return clock.year, "time"
    return None, "none"


def _month_alone(parts: dict[str, str], clock: Clock, context: Context) -> Handled:
    month = _month(parts["month"])
    shift = _shift(parts.get("shift"))
    anchor = "none"
    if "year" in parts:
        year: int | None = int(parts["year"])
    elif parts.get("tail") and clock.year is not None:
        year, anchor = clock.year + _tail_step(parts["tail"]), "time"
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


def _iso(parts: dict[str, str], clock: Clock, context: Context) -> Handled:
    day = _day(int(parts["year"]), int(parts["month"]), int(parts["day"]))
    if day is None:
        return Value("date", parts["year"], doubt="times.impossible-date"), clock
    at = parts.get("clock")
    return Value("time" if at else "date", day.isoformat() + (f"T{at}" if at else "")), clock.at_day(day, at or "")


def _year(parts: dict[str, str], clock: Clock, context: Context) -> Handled:
    year = int(parts["year"])
    return Value("date", f"{year:04d}", stretch_mod(parts.get("stretch"))), clock.at_year(year)


def _short_year(parts: dict[str, str], clock: Clock, context: Context) -> Handled:
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


def _bc(parts: dict[str, str], clock: Clock, context: Context) -> Handled:
    year = int(parts["number"])
    return Value("date", f"BC{year:04d}"), clock.at_year(year, "BC")


def _month_bc(parts: dict[str, str], clock: Clock, context: Context) -> Handled:
    year = int(parts["number"])
    inner = f"{_month(parts['month']):02d}" if "month" in parts else str(table("seasons")[parts["season"].lower()])
    return Value("date", f"BC{year:04d}-{inner}", stretch_mod(parts.get("stretch"))), clock.at_year(year, "BC")


def _half_year(parts: dict[str, str], clock: Clock, context: Context) -> Handled:
    year = int(parts["year"])
    first = parts["half"].lower() == "first"
    return Value("date", f"{year:04d}-H{1 if first else 2}"), clock.at_year(year)


def _day_alone(parts: dict[str, str], clock: Clock, context: Context) -> Handled:
    """ "on the 13th", or the 12 of "12 and 13 October"."""
    if "month" in parts:
        value, _ = _dated(parts, clock, context)
        return value, clock
    if clock.year is None or clock.month is None or clock.era:
        return None, clock
    day = _day(clock.year, clock.month, int(re.sub(r"\D", "", parts["day"])))
    return (None, clock) if day is None else (Value("date", day.isoformat(), anchor="time"), clock.at_day(day))


def _century(parts: dict[str, str], clock: Clock, context: Context) -> Handled:
    word = parts["number"].lower()
    ordinal = int(re.sub(r"\D", "", word)) if word[0].isdigit() else int(table("ordinals")[word])
    if parts.get("bc"):
        return Value("date", f"BC{ordinal - 1:02d}", stretch_mod(parts.get("stretch"))), clock
    return Value("date", f"{max(ordinal - 1, 0):02d}", stretch_mod(parts.get("stretch"))), clock


def _decade(parts: dict[str, str], clock: Clock, context: Context) -> Handled:
    digits = re.sub(r"\D", "", parts["number"])
    if len(digits) == 2:
        digits = "19" + digits
    return Value("date", digits[:3], stretch_mod(parts.get("stretch"))), clock


def _fiscal(parts: dict[str, str], clock: Clock, context: Context) -> Handled:
    if stated := parts.get("year") or parts.get("year2"):
        return Value("date", f"FY{stated if len(stated) == 4 else '20' + stated}"), clock
    if clock.today is None:
        return None, clock
    step = {"last": -1, "next": 1}.get(_shift(parts.get("shift")), 0)
    return Value("date", f"FY{clock.today.year + step}", anchor="publication"), clock


def _season(parts: dict[str, str], clock: Clock, context: Context) -> Handled:
    code = str(table("seasons")[parts["season"].lower()])
    mod = stretch_mod(parts.get("stretch"))
    shift = _shift(parts.get("shift"))
    if "year" in parts:
        year = int(parts["year"])
        return Value("date", f"{year:04d}-{code}", mod), clock.at_year(year)
    if clock.era == "BC" and clock.year is not None:
        return Value("date", f"BC{clock.year:04d}-{code}", mod, None, "time"), clock
    base = clock.year if (clock.history or shift in {"that", "same", "following"}) and clock.year else None
    anchor = "time"
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


def _weekday_named(parts: dict[str, str], clock: Clock, context: Context) -> Handled:
    weekday = _weekday(parts["weekday"])
    shift = _shift(parts.get("shift"))
    if shift in {"that", "same", "following"} and clock.reference is not None and clock.stated_day(weekday) is None:
        near = clock.reference
        gap = (weekday - near.weekday()) % 7
        day = near + timedelta(days=gap if shift != "following" or gap else 7)
        if shift != "following" and gap > 3:
            day -= timedelta(days=7)
        anchor = "time"
    elif shift in {"", "that", "same"} and (stated := clock.stated_day(weekday)) is not None:
        day, anchor = stated, "time"
    elif clock.today is not None:
        today, anchor = clock.today, "publication" if clock.published else "time"
        if clock.published is None:
            day = today + timedelta(days=(weekday - today.weekday()) % 7)
        else:
            day = weekday_near(today, weekday, ahead=context.ahead, shift=shift)
    else:
        return Value("date", f"XXXX-WXX-{weekday + 1}", doubt="times.no-anchor"), clock
    value, kind, hours, mod = _on_day(day, parts, clock)
    return Value(kind, value, mod, hours, anchor), clock.at_day(day, value.partition("T")[2])


def _clock(parts: dict[str, str], clock: Clock, context: Context) -> Handled:
    shown = clock_time(parts["clock"])
    if shown is None:
        return None, clock
    day = clock.reference or clock.published
    if day is None:
        return Value("time", f"XXXX-XX-XXT{shown}", doubt="times.no-anchor"), clock
    if shown == "24:00":
        day, shown = day + timedelta(days=1), "00:00"
    return Value("time", f"{day.isoformat()}T{shown}", anchor="time"), clock.at_day(day, shown)


def _today(parts: dict[str, str], clock: Clock, context: Context) -> Handled:
    word = parts["word"].lower()
    day = clock.reference if context.quoted and clock.reference is not None else clock.today
    if day is None:
        value = {"today": "PRESENT_REF", "tonight": "PRESENT_REF", "tomorrow": "FUTURE_REF", "yesterday": "PAST_REF"}[
            word
        ]
        return Value("date", value, doubt="times.no-anchor"), clock
    if word == "today" and "part" not in parts and clock.history:
        return Value("date", "PRESENT_REF"), clock
    day += timedelta(days={"tomorrow": 1, "yesterday": -1}.get(word, 0))
    if word == "tonight":
        parts = {**parts, "part": "night"}
    value, kind, hours, mod = _on_day(day, parts, clock)
    return Value(kind, value, mod, hours, "publication"), clock.at_day(day, value.partition("T")[2])


def _present(parts: dict[str, str], clock: Clock, context: Context) -> Handled:
    return Value("date", "PRESENT_REF"), clock


_RANK = {"": 0, "MO": 1, "MI": 2, "AF": 3, "EV": 4, "NI": 5}


def _part(parts: dict[str, str], clock: Clock, context: Context) -> Handled:
    """A part of a day that names no day: the narrative's day, or the next where that part has gone by."""
    word = (parts.get("part") or parts["part2"]).lower()
    code, hours = part_hours(word)
    shift = _shift(parts.get("shift"))
    mod = stretch_mod(parts.get("stretch")) or stretch_mod(parts.get("stretch2"))
    after = parts.get("after", "").lower()
    day, anchor = clock.reference, "time"
    if shift == "last" and clock.today is not None:
        day, anchor = clock.today - timedelta(days=1), "publication"
    elif (shift == "this" and clock.published is not None) or (
        day is None and clock.published is not None and shift in {"this", ""}
    ):
        day, anchor = clock.published, "publication"
    if day is None or shift in {"one", "other"} or clock.era or (clock.history and anchor == "publication"):
        return Value("time", f"XXXX-XX-XXT{code}"), clock
    if shift in {"next", "following"} or after in {"after", "later"}:
        day += timedelta(days=1)
    elif shift == "previous" or after in {"before", "earlier"}:
        day -= timedelta(days=1)
    elif anchor == "time" and shift == "" and _rank(clock.part) > _RANK[code]:
        day += timedelta(days=1)
    return Value("time", f"{day.isoformat()}T{code}", mod, hours, anchor), clock.at_day(day, code)


def _rank(part: str) -> int:
    if part[:2].isdigit():
        hour = int(part[:2])
        return 1 if hour < 12 else 3 if hour < 17 else 4 if hour < 21 else 5
    return _RANK.get(part, 0)


def _shifted(parts: dict[str, str], clock: Clock, context: Context) -> Handled:
    """ "last week", "the same day", "later that month", "the year before", "the day"."""
    unit = unit_of(parts["unit"])
    shift = _shift(parts.get("shift"))
    after = parts.get("after", "").lower()
    mod = stretch_mod(parts.get("stretch"))
    if parts.get("stretch", "").lower() in {"earlier", "later"}:
        mod = None
    back = {"last": -1, "past": -1, "previous": -1, "next": 1, "following": 1, "coming": 1}.get(shift, 0)
    back += {"before": -1, "earlier": -1, "after": 1, "later": 1}.get(after, 0)
    if unit == "D" and shift in {"last", "past", "current"} and not after:
        return None, clock
    if unit == "TH" or (shift == "" and not after and unit not in {"D"} and "stretch" not in parts):
        return (None, clock) if shift != "past" else (Value("duration", duration(1, unit)), clock)
    if shift == "past":
        return Value("duration", duration(1, unit)), clock
    narrative = clock.history or after or shift in {"same", "that", "previous", "following", ""}
    base = clock.reference if narrative else None
    anchor = "time" if base is not None else "publication"
    if unit == "Y":
        year = clock.year if narrative and clock.year is not None else (clock.today.year if clock.today else None)
        if year is None:
            return Value("date", "XXXX", mod), clock
        if clock.era == "BC":
            return Value("date", f"BC{year - back:04d}", mod, None, "time"), clock.at_year(year - back, "BC")
        return Value("date", f"{year + back:04d}", mod, None, anchor), (
            clock.at_year(year + back) if narrative else clock
        )
    if unit == "M":
        if narrative and clock.year is not None and clock.month is not None:
            year, month = clock.year, clock.month
        elif clock.today is not None:
            year, month = clock.today.year, clock.today.month
        else:
            return Value("date", "XXXX-XX", mod), clock
        index = year * 12 + month - 1 + back
        return Value("date", f"{index // 12:04d}-{index % 12 + 1:02d}", mod, None, anchor), clock.at_month(
            index // 12, index % 12 + 1
        )
    base = base or (clock.today if not clock.history else None)
    if base is None or clock.era:
        shown = {"D": "XXXX-XX-XX", "W": "XXXX-WXX", "WE": "XXXX-WXX-WE"}.get(unit)
        return (Value("date", shown) if shown else None), clock
    if unit == "D":
        day = base + timedelta(days=back)
        return Value("date", day.isoformat(), mod, None, anchor), clock.at_day(day)
    if unit == "WE" and shift == "this" and not context.ahead and base.weekday() < 3:
        back -= 1
    if unit in {"W", "WE"}:
        year, week, _ = (base + timedelta(days=7 * back)).isocalendar()
        return Value("date", f"{year}-W{week:02d}{'-WE' if unit == 'WE' else ''}", mod, None, anchor), clock
    if unit == "DE":
        return (
            Value("duration", "P1DE") if shift in {"last", "next"} else Value("date", f"{base.year // 10 + back}")
        ), clock
    if unit == "CE":
        return Value("date", f"{base.year // 100 + back:02d}"), clock
    if unit == "Q":
        index = base.year * 4 + (base.month - 1) // 3 + back
        return Value("date", f"{index // 4:04d}-Q{index % 4 + 1}"), clock
    return None, clock


def _offset(parts: dict[str, str], clock: Clock, context: Context) -> Handled:
    """ "two days later", "a year ago", "hours earlier"."""
    unit = unit_of(parts["unit"])
    words = parts.get("amount", "")
    amount = number(words) if words else None
    way = re.sub(r"\s+", " ", parts["way"].lower())
    mod = _amount_mod(parts.get("mod"))
    if amount is None:
        return Value("duration", duration(None, unit), mod), clock
    sign = -1 if way in {"ago", "earlier", "before", "previously", "prior"} else 1
    deictic = way in {"ago", "from now", "hence"}
    base = clock.today if deictic else (clock.reference or (clock.today if not clock.history else None))
    anchor = "publication" if deictic else "time"
    step = sign * int(amount)
    if unit in {"Y", "DE", "CE"}:
        if clock.era == "BC" and clock.year is not None and not deictic:
            return Value("date", f"BC{clock.year - step:04d}", mod, None, anchor), clock.at_year(
                clock.year - step, "BC"
            )
        year = base.year if base is not None and (deictic or clock.reference is not None) else clock.year
        if year is None:
            return Value("duration", duration(amount, unit), mod), clock
        year += step * {"Y": 1, "DE": 10, "CE": 100}[unit]
        return Value("date", f"{year:04d}", mod, None, anchor), (
            clock if deictic and not clock.history else clock.at_year(year)
        )
    if unit in {"M", "Q"}:
        year_of, month_of = (base.year, base.month) if base is not None else (clock.year, clock.month)
        if year_of is None or month_of is None:
            return Value("duration", duration(amount, unit), mod), clock
        index = year_of * 12 + month_of - 1 + step * (3 if unit == "Q" else 1)
        return Value("date", f"{index // 12:04d}-{index % 12 + 1:02d}", mod, None, anchor), clock.at_month(
            index // 12, index % 12 + 1
        )
    if base is None:
        return Value("duration", duration(amount, unit), mod), clock
    if unit in {"D", "N"}:
        day = base + timedelta(days=step)
        return Value("date", day.isoformat(), mod, None, anchor), clock.at_day(day)
    if unit in {"W", "F", "WE"}:
        day = base + timedelta(weeks=step * (2 if unit == "F" else 1))
        if deictic:
            year, week, _ = day.isocalendar()
            return Value("date", f"{year}-W{week:02d}", mod, None, anchor), clock
        return Value("date", day.isoformat(), mod, None, anchor), clock.at_day(day)
    return Value("duration", duration(amount, unit), mod), clock


def _amount_mod(words: str | None) -> str | None:
    return str(table("amounts")[re.sub(r"\s+", " ", words.lower())]) if words else None


def _amount(parts: dict[str, str], clock: Clock, context: Context) -> Handled:
    unit = unit_of(parts["unit"])
    words = parts["amount"].lower()
    half = bool(parts.get("half")) or words.endswith("and a half")
    value = number(words.removesuffix(" and a half"))
    if value is None and words in {"dozens of", "countless"}:
        value = None
    if value is not None and half:
        value += 0.5
    return Value("duration", duration(value, unit), _amount_mod(parts.get("mod"))), clock


def _range_ref(parts: dict[str, str], clock: Clock, context: Context) -> Handled:
    unit = unit_of(parts["unit"])
    words = parts.get("amount", "").lower()
    amount = 5 if words == "five or six" else number(words) if words else None
    plural = parts["unit"].lower().endswith("s")
    if not words and not plural and parts["shift"].lower() in {"first", "final", "other", "recent"}:
        return (Value("date", "XXXX-XX-XX"), clock) if unit == "D" else (None, clock)
    if not words and not plural:
        return _shifted({**parts, "shift": parts["shift"]}, clock, context)
    return Value("duration", duration(amount, unit)), clock


def _age(parts: dict[str, str], clock: Clock, context: Context) -> Handled:
    return Value("duration", duration(number(parts["amount"]), unit_of(parts["unit"]))), clock


def _bare(parts: dict[str, str], clock: Clock, context: Context) -> Handled:
    return Value("duration", duration(None, unit_of(parts["unit"]))), clock


def _set(parts: dict[str, str], clock: Clock, context: Context) -> Handled:
    often = {"daily": "P1D", "nightly": "P1D", "weekly": "P1W", "monthly": "P1M", "quarterly": "P1Q", "hourly": "PT1H"}
    often |= {"yearly": "P1Y", "annually": "P1Y"}
    if "often" in parts:
        return Value("set", often[parts["often"].lower()]), clock
    if "plural" in parts:
        word = parts["plural"].lower()
        if word in {"weekends", "weekdays"}:
            return Value("set", "XXXX-WXX-WE" if word == "weekends" else "XXXX-WXX-WD"), clock
        if word.removesuffix("s") in table("seasons"):
            return Value("set", f"XXXX-{table('seasons')[word.removesuffix('s')]}"), clock
        if word.removesuffix("s") in table("parts"):
            return Value("set", f"XXXX-XX-XXT{part_hours(word.removesuffix('s'))[0]}"), clock
        return Value("set", f"XXXX-WXX-{_weekday(word) + 1}"), clock
    unit = parts["unit"].lower()
    if unit.removesuffix("s") in table("parts") and unit.removesuffix("s") != "night":
        return Value("set", f"XXXX-XX-XXT{part_hours(unit.removesuffix('s'))[0]}"), clock
    if unit.removesuffix("s") in table("seasons"):
        return Value("set", f"XXXX-{table('seasons')[unit.removesuffix('s')]}"), clock
    if unit.removesuffix("s") in table("weekdays"):
        return Value("set", f"XXXX-WXX-{_weekday(unit) + 1}"), clock
    return Value("set", duration(number(parts.get("amount", "one")), unit_of(unit))), clock


def _that_time(parts: dict[str, str], clock: Clock, context: Context) -> Handled:
    word = parts["word"].lower()
    if "this" in word:
        return Value("date", "PRESENT_REF"), clock
    if clock.reference is not None:
        return Value("date", clock.reference.isoformat(), anchor="time"), clock
    return Value("date", "PAST_REF"), clock


def _vague_past(parts: dict[str, str], clock: Clock, context: Context) -> Handled:
    words = parts["word"].lower().split()
    if words[0] == "recent":
        return Value("duration", duration(None, unit_of(words[1]))), clock
    return Value("date", "PAST_REF"), clock


def _holiday(parts: dict[str, str], clock: Clock, context: Context) -> Handled:
    month, day = table("holidays")[re.sub(r"\s+", " ", parts["holiday"].lower())]
    dated = {"month": "January", "day": str(day), **({"year": parts["year"]} if "year" in parts else {})}
    dated["month"] = next(name for name, value in table("months").items() if value == month)
    return _dated(dated, clock, context)


def _span_of_time(parts: dict[str, str], clock: Clock, context: Context) -> Handled:
    return Value("duration", "PXX"), clock


HANDLERS: dict[str, Handler] = {
    "iso": _iso,
    "date": _dated,
    "month": _month_alone,
    "bc": _bc,
    "month_bc": _month_bc,
    "half_year": _half_year,
    "day_alone": _day_alone,
    "century": _century,
    "decade": _decade,
    "fiscal": _fiscal,
    "season": _season,
    "year": _year,
    "short_year": _short_year,
    "weekday": _weekday_named,
    "clock": _clock,
    "today": _today,
    "present": _present,
    "part": _part,
    "shifted": _shifted,
    "offset": _offset,
    "range_ref": _range_ref,
    "age": _age,
    "compound": _age,
    "amount": _amount,
    "bare": _bare,
    "set": _set,
    "that_time": _that_time,
    "vague_past": _vague_past,
    "holiday": _holiday,
    "span_of_time": _span_of_time,
}  # fmt: skip


def resolve(found: Found, clock: Clock, context: Context) -> Handled:
    """The value of one candidate and the clock after it; ``None`` where the words are no time after all."""
    try:
        return HANDLERS[found.kind](found.parts, clock, context)
    except (OverflowError, ValueError):
        return None, clock
