"""Time zones that a clock time names: "0300 GMT", "11 p.m. Moscow time", "9 a.m. Eastern", "local time".

A zone is an IANA name where a city or an abbreviation gives one (the zone database that ships with Python, or the
system's), a fixed offset for GMT, UTC and Z. "Local time" names none: the account's own unknown offset is meant.
"""

import re
from datetime import datetime
from functools import cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from whoknew.model import Zone
from whoknew.stages.times.lexicon import table

ZONE = (
    r"(?-i:GMT|UTC|EST|EDT|CST|CDT|MST|MDT|PST|PDT|CET|CEST|EET|EEST|MSK|BST|IST|JST|AEST|AEDT|Z)(?:[+-]\d{1,2})?\b"
    r"|(?-i:(?:Eastern|Central|Pacific|Mountain)(?:\s(?:Standard|Daylight))?(?:\s[Tt]ime)?)\b"
    r"|local\stime|(?-i:[A-Z][a-z]+(?:[\s-][A-Z][a-z]+)?)\stime\b"
)
_AFTER = re.compile(rf"\s?(?P<zone>{ZONE})", re.I)


def zone_of(text: str, start: int, end: int) -> Zone:
    """The zone named inside a clock time or right after it; an unknown one where none is.

    >>> zone_of("at 11 p.m. Moscow time", 3, 10).name, zone_of("at 0300 GMT", 3, 11).name, zone_of("at noon", 3, 7).name
    ('Europe/Moscow', 'UTC', None)
    """
    match = _AFTER.match(text, end) or next(iter(_AFTER.finditer(text, start, end)), None)
    if match is None:
        return Zone()
    named = re.sub(r"\s+", " ", match["zone"])
    if named.lower() == "local time":
        return Zone(name=None, basis="local")
    name = _name(named.removesuffix(" time").removesuffix(" Time"))
    return Zone(name=name, basis="stated") if name else Zone()


@cache
def _name(word: str) -> str | None:
    fixed = table("zones").get(word.lower())
    if fixed is not None:
        return str(fixed)
    if match := re.fullmatch(r"(?:GMT|UTC)([+-]\d{1,2})", word):
        hours = int(match[1])
        return f"Etc/GMT{-hours:+d}" if abs(hours) <= 14 and hours else "UTC"
    return _cities().get(word.lower().replace(" ", "_").replace("-", "_"))


@cache
def _cities() -> dict[str, str]:
    return {
        name.rpartition("/")[2].lower(): name
        for name in sorted(available_timezones(), reverse=True)
        if "/" in name and not name.startswith(("Etc/", "posix/", "right/", "SystemV/", "US/"))
    }


def offset_minutes(zone: str, moment: datetime) -> int | None:
    """Minutes that a zone's clocks are ahead of UTC at a local moment; None for an unknown zone.

    >>> offset_minutes("Europe/Moscow", datetime(2024, 12, 7, 23))
    180
    """
    try:
        ahead = ZoneInfo(zone).utcoffset(moment)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None
    return int(ahead.total_seconds() // 60) if ahead is not None else None
