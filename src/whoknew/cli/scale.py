"""A time scale of characters: where a moment falls between the first and the last stated one.

The story's days get the width: where a few days hold most entries, what lies far before or after is drawn at the edge
with an arrow, since a linear scale from 2015 to 2024 would show nothing.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import NamedTuple

from whoknew.model import Bounds, TimelineEntry

WIDTH = 30


def moment(stated: str | None) -> datetime | None:
    """An ISO moment of four to sixteen characters; ``None`` for what is none (before the year 1, say)."""
    if not stated:
        return None
    try:
        return datetime.fromisoformat(stated)
    except ValueError:
        return None


class Scale(NamedTuple):
    """From ``first`` to ``last``; ``WIDTH`` characters."""

    first: datetime
    last: datetime

    @classmethod
    def of(cls, entries: Iterable[TimelineEntry]) -> "Scale | None":
        """Covers the middle of what is stated: the stretch of entries bounded on both sides within 40 days, else all."""
        both = [
            (low, high) for e in entries if (low := moment(e.bounds.earliest)) and (high := moment(e.bounds.latest))
        ]
        near = [(low, high) for low, high in both if high - low < timedelta(days=8)] or both
        if not near:
            return None
        starts = sorted(low for low, _ in near)
        middle = starts[len(starts) // 2]
        kept = [(low, high) for low, high in near if abs((low - middle).days) <= 40] or near
        first, last = min(low for low, _ in kept), max(high for _, high in kept)
        return cls(first, max(last, first + timedelta(hours=1)))

    def column(self, when: datetime) -> int:
        share = (when - self.first) / (self.last - self.first)
        return min(max(int(share * WIDTH), 0), WIDTH - 1)

    def bar(self, bounds: Bounds) -> str:
        """Flat between the bounds; dots towards an open end; arrows for what lies outside."""
        low, high = moment(bounds.earliest), moment(bounds.latest)
        if low is None and high is None:
            return "·" * WIDTH
        if high is not None and high < self.first:
            return "◂" + " " * (WIDTH - 1)
        if low is not None and low > self.last:
            return " " * (WIDTH - 1) + "▸"
        left = 0 if low is None else self.column(low)
        right = WIDTH - 1 if high is None else self.column(high)
        body = ["█" if left <= at <= right else " " for at in range(WIDTH)]
        if low is None:
            body[: right + 1] = ["·"] * right + ["▌"]
        if high is None:
            body[left:] = ["▐"] + ["·"] * (WIDTH - 1 - left)
        return "".join(body)

    def ruler(self) -> str:
        hours = self.last - self.first < timedelta(days=2)
        left, right = (f"{end:%-d %b %Y}{f' {end:%H:%M}' if hours else ''}" for end in (self.first, self.last))
        return f"{left}{' ' * (WIDTH - len(left) - len(right))}{right}" if not hours else f"{left} – {right}"

    def outside(self, entries: Iterable[TimelineEntry]) -> bool:
        """Whether an entry lies off the scale and is drawn as an arrow at its edge."""
        return any(self.bar(entry.bounds).strip() in ("◂", "▸") for entry in entries)


def bounds_in_words(bounds: Bounds) -> str:
    """The range as a range; open ends said."""
    low, high = _short(bounds.earliest, "T00:00"), _short(bounds.latest, "T23:59")
    if low and high and (bounds.earliest or "")[:10] == (bounds.latest or "")[:10]:
        first, last = (bounds.earliest or "")[11:], (bounds.latest or "")[11:]
        return low if (first, last) == ("00:00", "23:59") or first == last else f"{low[:10]} {first}–{last}"
    if low and high:
        return f"{low} – {high}"
    return f"from {low}" if low else f"until {high}" if high else "time not stated"


def _short(stated: str | None, whole: str) -> str:
    return (stated or "").replace(whole, "").replace("T", " ")
