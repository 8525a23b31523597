"""Dates as files state them, to EDTF day precision ("2024-12-08"); anything else is left out, never guessed."""

import re
from datetime import date
from email.utils import parsedate_to_datetime

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("january", "jan"),
            ("february", "feb"),
            ("march", "mar"),
            ("april", "apr"),
            ("may",),
            ("june", "jun"),
            ("july", "jul"),
            ("august", "aug"),
            ("september", "sep", "sept"),
            ("october", "oct"),
            ("november", "nov"),
            ("december", "dec"),
        ),
        1,
    )
    for name in names
}
_ISO = re.compile(r"(\d{4})-(\d{2})(?:-(\d{2}))?(?!\d)")
_YEAR = re.compile(r"\d{4}")
_PDF = re.compile(r"D:(\d{4})(\d{2})(\d{2})")
_DAY_MONTH = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th)?\s+([A-Za-z]{3,9})\.?,?\s+(\d{4})\b")
_MONTH_DAY = re.compile(r"\b([A-Za-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})\b")


def to_edtf(stated: str) -> str | None:
    """``"2024-12-08T10:00:00Z"``, ``"8 December 2024"``, ``"Dec. 8, 2024"``, RFC 5322 and PDF dates; else ``None``.

    >>> to_edtf("Dec. 8, 2024"), to_edtf("2024-13-45"), to_edtf("2024-12")
    ('2024-12-08', None, '2024-12')
    """
    stated = stated.strip()
    if match := _ISO.match(stated):
        year, month, day = match.groups()
        if day is None:
            return f"{year}-{month}" if 1 <= int(month) <= 12 else None
        return _valid(int(year), int(month), int(day))
    if match := _PDF.match(stated):
        return _valid(*(int(part) for part in match.groups()))
    if match := _DAY_MONTH.search(stated):
        return _named(match[3], match[2], match[1])
    if match := _MONTH_DAY.search(stated):
        return _named(match[3], match[1], match[2])
    if _YEAR.fullmatch(stated):
        return stated
    try:
        return parsedate_to_datetime(stated).date().isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _named(year: str, month: str, day: str) -> str | None:
    number = MONTHS.get(month.lower())
    return _valid(int(year), number, int(day)) if number else None


def _valid(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None
