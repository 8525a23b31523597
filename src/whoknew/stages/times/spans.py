"""Expressions of how long and how often: durations, ages, sets."""

from whoknew.stages.times.amounts import duration, number, unit_of
from whoknew.stages.times.clock import Clock
from whoknew.stages.times.extent import part_hours
from whoknew.stages.times.lexicon import table
from whoknew.stages.times.relative import read_shifted
from whoknew.stages.times.values import Context, Handled, Value, amount_mod, weekday_of


def read_amount(parts: dict[str, str], clock: Clock, context: Context) -> Handled:
    unit = unit_of(parts["unit"])
    words = parts["amount"].lower()
    half = bool(parts.get("half")) or words.endswith("and a half")
    value = number(words.removesuffix(" and a half"))
    if value is None and words in {"dozens of", "countless"}:
        value = None
    if value is not None and half:
        value += 0.5
    return Value("duration", duration(value, unit), amount_mod(parts.get("mod"))), clock


def read_range_ref(parts: dict[str, str], clock: Clock, context: Context) -> Handled:
    unit = unit_of(parts["unit"])
    words = parts.get("amount", "").lower()
    amount = 5 if words == "five or six" else number(words) if words else None
    plural = parts["unit"].lower().endswith("s")
    if not words and not plural and parts["shift"].lower() in {"first", "final", "other", "recent"}:
        return (Value("date", "XXXX-XX-XX"), clock) if unit == "D" else (None, clock)
    if not words and not plural:
        return read_shifted({**parts, "shift": parts["shift"]}, clock, context)
    shift = parts["shift"].lower()
    until = clock.published if shift in {"last", "past"} and not clock.history else None
    return Value("duration", duration(amount, unit), back=(amount, unit, until) if amount and until else None), clock


def read_age(parts: dict[str, str], clock: Clock, context: Context) -> Handled:
    return Value("duration", duration(number(parts["amount"]), unit_of(parts["unit"]))), clock


def read_bare(parts: dict[str, str], clock: Clock, context: Context) -> Handled:
    return Value("duration", duration(None, unit_of(parts["unit"]))), clock


def read_set(parts: dict[str, str], clock: Clock, context: Context) -> Handled:
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
        return Value("set", f"XXXX-WXX-{weekday_of(word) + 1}"), clock
    unit = parts["unit"].lower()
    if unit.removesuffix("s") in table("parts") and unit.removesuffix("s") != "night":
        return Value("set", f"XXXX-XX-XXT{part_hours(unit.removesuffix('s'))[0]}"), clock
    if unit.removesuffix("s") in table("seasons"):
        return Value("set", f"XXXX-{table('seasons')[unit.removesuffix('s')]}"), clock
    if unit.removesuffix("s") in table("weekdays"):
        return Value("set", f"XXXX-WXX-{weekday_of(unit) + 1}"), clock
    return Value("set", duration(number(parts.get("amount", "one")), unit_of(unit))), clock


def read_span_of_time(parts: dict[str, str], clock: Clock, context: Context) -> Handled:
    return Value("duration", "PXX"), clock
