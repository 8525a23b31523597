"""Expressions that hang on publication or on the narrative's clock: weekdays, parts of the day, "the next week", "two days later"."""

import re
from dataclasses import replace
from datetime import date, timedelta

from whoknew.stages.times.amounts import duration, number, unit_of
from whoknew.stages.times.clock import Clock, weekday_near
from whoknew.stages.times.extent import part_hours
from whoknew.stages.times.story import in_the_story
from whoknew.stages.times.values import (
    Context,
    Handled,
    Value,
    amount_mod,
    clock_time,
    half_open,
    in_part,
    on_day,
    shift_of,
    stretch_mod,
    weekday_of,
)

_PARTS = {"MO": "morning", "AF": "afternoon", "EV": "evening", "NI": "night"}
_RANK = {"": 0, "MO": 1, "MI": 2, "AF": 3, "EV": 4, "NI": 5}


def read_weekday_named(parts: dict[str, str], clock: Clock, context: Context) -> Handled:
    weekday = weekday_of(parts["weekday"])
    shift = shift_of(parts.get("shift"))
    if "any" in parts or "many" in parts or (context.always and shift == ""):  # "on a Monday", "on Sundays"
        return Value("set" if "many" in parts else "date", f"XXXX-WXX-{weekday + 1}"), clock
    if shift in {"that", "same", "following"} and clock.day is not None and clock.stated_day(weekday) is None:
        near = clock.day
        gap = (weekday - near.weekday()) % 7
        day = near + timedelta(days=gap if shift != "following" or gap else 7)
        if shift != "following" and gap > 3:
            day -= timedelta(days=7)
        anchor = "time"
    elif context.definite and shift == "" and (told := in_the_story(clock, weekday, context)) is not None:
        day, anchor = told, "time"
    elif (
        shift in {"", "that", "same"}
        and (stated := clock.stated_day(weekday)) is not None
        and (shift or not _gone_by(stated, clock, weekday, ahead=context.ahead))
    ):
        day, anchor = stated, "time"
    elif shift == "" and (told := in_the_story(clock, weekday, context)) is not None:
        day, anchor = told, "time"
    elif clock.today is not None:
        today, anchor = clock.today, "publication" if clock.published else "time"
        if clock.published is None:
            day = today + timedelta(days=(weekday - today.weekday()) % 7)
        else:
            day = weekday_near(today, weekday, ahead=context.ahead, shift=shift)
    else:
        return Value("date", f"XXXX-WXX-{weekday + 1}", doubt="times.no-anchor"), clock
    value, kind, hours, mod = on_day(day, parts, clock)
    after = clock.at_day(day, value.partition("T")[2])
    if anchor == "publication":
        after = replace(after, thread=clock.thread)
    return Value(kind, value, mod, hours, anchor), after


def _gone_by(stated: date, clock: Clock, weekday: int, *, ahead: bool) -> bool:
    """Whether the narrative has gone on days past the date stated with this weekday, so that a later one is meant."""
    if clock.published is None or clock.reference is None or (clock.reference - stated).days < 3:
        return False
    near = weekday_near(clock.published, weekday, ahead=ahead)
    return clock.published > near >= clock.reference - timedelta(days=3)


def read_clock(parts: dict[str, str], clock: Clock, context: Context) -> Handled:
    shown = clock_time(parts["clock"])
    if shown is None:
        return None, clock
    day = clock.reference or (clock.published if clock.may_be(clock.published) else None)
    if day is None:
        return Value("time", f"XXXX-XX-XXT{shown}", doubt="times.no-anchor"), clock
    if "next" in parts:  # "2:30 the next morning"
        day += timedelta(days=1)
        if "clock" in parts and half_open(parts["clock"]):
            shown = in_part(shown, parts["next"].split()[-1].lower())
    if shown == "24:00":
        day, shown = day + timedelta(days=1), "00:00"
    if clock.part == "NI" and parts["clock"].lower().endswith("in the morning") and "next" not in parts:
        day += timedelta(days=1)  # "on the night of 3 March … at six in the morning"
    twelve = "next" not in parts and half_open(parts["clock"]) and shown[:2] <= "12"
    if twelve and (told := _PARTS.get(clock.part[:2])):  # "on the night of 3 March … at half past ten"
        shown, twelve = in_part(shown, told), False
        day += timedelta(days=told == "night" and shown < "06:00")
    value = f"{day.isoformat()}T{shown}"
    if twelve:
        later = f"{day.isoformat()}T{int(shown[:2]) % 12 + 12:02d}{shown[2:]}"
        return Value("time", value, None, None, "time", (later,)), clock.at_day(day)
    return Value("time", value, anchor="time"), clock.at_day(day, shown)


def read_today(parts: dict[str, str], clock: Clock, context: Context) -> Handled:
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
    value, kind, hours, mod = on_day(day, parts, clock)
    after = clock if context.quoted else clock.at_day(day, value.partition("T")[2])  # what is said moves no story
    return Value(kind, value, mod, hours, "publication"), after


def read_present(parts: dict[str, str], clock: Clock, context: Context) -> Handled:
    return Value("date", "PRESENT_REF"), clock


def read_part(parts: dict[str, str], clock: Clock, context: Context) -> Handled:
    """A part of a day that names no day: the narrative's day, or the next where that part has gone by."""
    word = (parts.get("part") or parts["part2"]).lower()
    code, hours = part_hours(word)
    shift = shift_of(parts.get("shift"))
    mod = stretch_mod(parts.get("stretch")) or stretch_mod(parts.get("stretch2"))
    after = parts.get("after", "").lower()
    if "many" in parts or (context.always and shift == ""):  # "busiest in the mornings"
        return Value("set" if "many" in parts else "time", f"XXXX-XX-XXT{code}"), clock
    day, anchor = clock.reference, "time"
    if shift == "last" and clock.today is not None:
        day, anchor = clock.today - timedelta(days=1), "publication"
    elif (shift == "this" and clock.published is not None) or (
        day is None and clock.published is not None and shift in {"this", ""} and not context.hung
    ):
        day, anchor = clock.published, "publication"
    if context.stale and anchor == "time" and shift in {"that", "same"}:
        return Value("time", f"XXXX-XX-XXT{code}", doubt="times.no-anchor"), clock
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


def read_shifted(parts: dict[str, str], clock: Clock, context: Context) -> Handled:
    """ "last week", "the same day", "later that month", "the year before", "the day"."""
    unit = unit_of(parts["unit"])
    shift = shift_of(parts.get("shift"))
    after = parts.get("after", "").lower()
    mod = stretch_mod(parts.get("stretch"))
    if parts.get("stretch", "").lower() in {"earlier", "later"}:
        mod = None
    back = {"last": -1, "past": -1, "previous": -1, "next": 1, "following": 1, "coming": 1}.get(shift, 0)
    back += {"before": -1, "earlier": -1, "after": 1, "later": 1}.get(after, 0)
    if unit == "D" and shift in {"last", "past", "current"} and not after:
        return None, clock
    weekend = unit == "WE" and shift == "" and not clock.history and clock.today is not None
    if unit == "TH" or (shift == "" and not after and unit != "D" and "stretch" not in parts and not weekend):
        return (None, clock) if shift != "past" else (Value("duration", duration(1, unit)), clock)
    if shift == "past":
        return Value("duration", duration(1, unit)), clock
    story = clock.thread is not None and not clock.history
    told = parts.get("shift", "").lower().startswith("the next") and (
        story or not context.ahead
    )  # "the next day he left"
    narrative = clock.history or after or told or shift in {"same", "that", "previous", "following", ""}
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
    if unit == "D" and context.stale and anchor == "time" and shift in {"that", "same"}:
        return Value("date", "XXXX-XX-XX", doubt="times.no-anchor"), clock
    if unit == "D":
        day = base + timedelta(days=back)
        return Value("date", day.isoformat(), mod, None, anchor), clock.at_day(day)
    if unit == "WE" and shift in {"this", ""} and not context.ahead and base.weekday() < 3:
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


def read_offset(parts: dict[str, str], clock: Clock, context: Context) -> Handled:
    """ "two days later", "a year ago", "hours earlier"."""
    unit = unit_of(parts["unit"])
    words = parts.get("amount", "")
    amount = number(words) if words else None
    way = re.sub(r"\s+", " ", parts["way"].lower())
    mod = amount_mod(parts.get("mod"))
    if amount is None:
        return Value("duration", duration(None, unit), mod), clock
    sign = -1 if way in {"ago", "earlier", "before", "previously", "prior"} else 1
    deictic = way in {"ago", "from now", "hence"}
    base = clock.today if deictic else (clock.day or (clock.today if not clock.history else None))
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


def read_that_time(parts: dict[str, str], clock: Clock, context: Context) -> Handled:
    word = parts["word"].lower()
    if "this" in word:
        return Value("date", "PRESENT_REF"), clock
    if clock.reference is not None:
        return Value("date", clock.reference.isoformat(), anchor="time"), clock
    return Value("date", "PAST_REF"), clock


def read_vague_past(parts: dict[str, str], clock: Clock, context: Context) -> Handled:
    words = parts["word"].lower().split()
    if words[0] == "recent":
        return Value("duration", duration(None, unit_of(words[1]))), clock
    return Value("date", "PAST_REF"), clock
