"""TIMEX3 values to what they may cover: earliest and latest local moment, and EDTF (Level 1 and 2).

Bounds say where something that happened "then" may lie; no middle is ever made up. Nights run into the next morning.
"""

import calendar as gregorian
import re
from datetime import date, datetime, timedelta

from whoknew.model import Bounds
from whoknew.stages.times.lexicon import table

_SEASON_MONTHS = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 14)}
_SEASON_EDTF = {"SP": "21", "SU": "22", "FA": "23", "WI": "24"}
_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_PART_HOURS = {
    "MO": (0.0, 12.0),
    "MI": (11.0, 14.0),
    "AF": (12.0, 18.5),
    "EV": (16.5, 24.0),
    "NI": (18.0, 28.0),
    "DT": (6.0, 20.0),
}


def bounds(value: str, mod: str | None = None, hours: tuple[float, float] | None = None) -> Bounds:
    """Bounds of a TIMEX3 value; both ``None`` where it covers no definite stretch.

    >>> bounds("2024-12-07TEV").earliest, bounds("2024-11", "END").earliest
    ('2024-12-07T16:30', '2024-11-20T00:00')
    """
    stretch = _stretch(value, hours)
    if stretch is None:
        return Bounds()
    first, last = _shorten(stretch, mod)
    return Bounds(earliest=_iso(first), latest=_iso(last))


_DAYS_IN = {
    "D": 1.0,
    "N": 1.0,
    "W": 7.0,
    "WE": 7.0,
    "F": 14.0,
    "M": 30.5,
    "Q": 91.5,
    "Y": 365.25,
    "DE": 3652.5,
    "CE": 36525.0,
}


def stretch_back(amount: float, unit: str, until: date) -> Bounds:
    """Bounds of so many units up to a day; open where the unit is shorter than a day.

    >>> stretch_back(3, "W", date(2024, 12, 14)).earliest, stretch_back(35, "Y", date(2013, 10, 14)).earliest
    ('2024-11-23T00:00', '1978-10-14T00:00')
    """
    days = {"TH": 1 / 24}.get(unit, _DAYS_IN.get(unit, 0.0)) * amount
    if days < 1 or days > until.toordinal() - 1:
        return Bounds()
    first = until - timedelta(days=int(-(-days // 1)))
    if unit == "Y" and amount == int(amount) and (until.month, until.day) != (2, 29):
        first = until.replace(year=until.year - int(amount))
    return Bounds(
        earliest=_iso(datetime.combine(first, datetime.min.time())),
        latest=_iso(datetime.combine(until, datetime.max.time())),
    )


def _stretch(value: str, hours: tuple[float, float] | None) -> tuple[datetime, datetime] | None:
    try:
        if match := re.fullmatch(r"(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2})(?::\d{2})?.{0,6}", value):
            moment = datetime.fromisoformat(f"{match[1]}T{match[2]}:{match[3]}")
            return moment, moment
        if match := re.fullmatch(r"(\d{4}-\d{2}-\d{2})T(\d{2})", value):
            moment = datetime.fromisoformat(f"{match[1]}T{match[2]}:00")
            return moment, moment + timedelta(minutes=59)
        if match := re.fullmatch(r"(\d{4}-\d{2}-\d{2})T([A-Z]{2})", value):
            start, end = hours or _PART_HOURS[match[2]]
            day = datetime.fromisoformat(match[1])
            return day + timedelta(hours=start), day + timedelta(hours=end) - timedelta(minutes=1)
        days = _days(value)
    except (ValueError, KeyError, OverflowError):
        return None
    if days is None:
        return None
    return datetime.combine(days[0], datetime.min.time()), datetime.combine(days[1], datetime.max.time())


def _days(value: str) -> tuple[date, date] | None:
    if match := _DAY.fullmatch(value):
        day = date(*(int(part) for part in match.groups()))
        return day, day
    if match := re.fullmatch(r"(\d{4})-(\d{2})", value):
        year, month = int(match[1]), int(match[2])
        return date(year, month, 1), date(year, month, gregorian.monthrange(year, month)[1])
    if match := re.fullmatch(r"(\d{4})-W(\d{2})(-WE)?", value):
        monday = date.fromisocalendar(int(match[1]), int(match[2]), 1)
        return (monday + timedelta(days=5 if match[3] else 0)), monday + timedelta(days=6)
    if match := re.fullmatch(r"(\d{4})-(SP|SU|FA|WI)", value):
        first, last = _SEASON_MONTHS[match[2]]
        year = int(match[1])
        end_year, end_month = (year + 1, last - 12) if last > 12 else (year, last)
        return date(year, first if first < 12 else 12, 1), date(
            end_year, end_month, gregorian.monthrange(end_year, end_month)[1]
        )
    if match := re.fullmatch(r"(\d{4})-H([12])", value):
        second = match[2] == "2"
        return date(int(match[1]), 7 if second else 1, 1), date(
            int(match[1]), 12 if second else 6, 31 if second else 30
        )
    if match := re.fullmatch(r"(\d{4})-Q([1-4])", value):
        first = int(match[2]) * 3 - 2
        return date(int(match[1]), first, 1), date(
            int(match[1]), first + 2, gregorian.monthrange(int(match[1]), first + 2)[1]
        )
    if re.fullmatch(r"\d{4}", value):
        return date(int(value), 1, 1), date(int(value), 12, 31)
    if re.fullmatch(r"\d{3}", value):
        return date(int(value) * 10, 1, 1), date(int(value) * 10 + 9, 12, 31)
    if re.fullmatch(r"\d{2}", value) and int(value) > 0:
        return date(int(value) * 100, 1, 1), date(int(value) * 100 + 99, 12, 31)
    return None


def _shorten(stretch: tuple[datetime, datetime], mod: str | None) -> tuple[datetime, datetime]:
    """ "Late November" is its last third, "early" its first, "mid" the middle half; kept wide on purpose."""
    first, last = stretch
    length = last - first
    if mod == "START":
        return first, _whole_day(first + length * 0.4, length)
    if mod == "END":
        kept = first + length * 0.65
        whole = datetime.combine(kept.date(), datetime.min.time())
        return (
            whole
            if length > timedelta(days=3)
            else kept.replace(minute=kept.minute // 30 * 30, second=0, microsecond=0)
        ), last
    if mod == "MID":
        return datetime.combine((first + length * 0.2).date(), datetime.min.time()), _whole_day(
            last - length * 0.2, length
        )
    if mod == "BEFORE":
        return datetime.min.replace(year=1), first
    return first, last


def _whole_day(moment: datetime, length: timedelta) -> datetime:
    """The end of that day where the stretch is longer than a few days, else the next half hour."""
    if length > timedelta(days=3):
        return datetime.combine(moment.date(), datetime.max.time())
    return moment.replace(minute=0, second=0, microsecond=0) + timedelta(minutes=30 * (1 + moment.minute // 30))


def _iso(moment: datetime) -> str:
    return moment.isoformat(timespec="minutes")


def edtf(value: str, mod: str | None = None) -> str | None:
    """EDTF of a TIMEX3 value, where there is one. Parts of the day have none: their day is given.

    >>> edtf("2024-11", "END"), edtf("195"), edtf("2024-SP"), edtf("2024-12-07TEV"), edtf("1896", "APPROX")
    ('2024-11', '195X', '2024-21', '2024-12-07', '1896~')
    """
    mark = "~" if mod == "APPROX" else ""
    if match := re.match(r"(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2}))?", value):
        return f"{match[1]}T{match[2]}:00" if match[2] else match[1] + mark
    if match := re.fullmatch(r"(\d{4})-(SP|SU|FA|WI)", value):
        return f"{match[1]}-{_SEASON_EDTF[match[2]]}"
    if re.fullmatch(r"\d{4}(?:-\d{2})?", value):
        return value + mark
    if re.fullmatch(r"\d{3}", value):
        return f"{value}X"
    if re.fullmatch(r"\d{2}", value):
        return f"{value}XX"
    if match := re.fullmatch(r"BC(\d{4})", value):
        return f"-{int(match[1]) - 1:04d}"
    if re.fullmatch(r"\d{4}-W\d{2}(?:-WE)?", value):
        days = _days(value)
        return f"{days[0].isoformat()}/{days[1].isoformat()}" if days else None
    return None


def part_hours(word: str) -> tuple[str, tuple[float, float]]:
    """TIMEX3 part and hours of "dawn", "evening" …"""
    code, start, end = table("parts")[word.lower()]
    return str(code), (float(start), float(end))
