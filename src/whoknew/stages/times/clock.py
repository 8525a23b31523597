"""The narrative's own clock: what "that evening", "the next day" or a day without a year hang on.

``published`` is the day of publication or ``None``. ``reference`` is the last day that the narrative has named, with
the part of that day; ``year`` and ``month`` are the last ones named. In a news account days without a year lie near
publication; in a history (most years stated, far from publication) they lie near the last one named.
``thread`` is the day that a story told from day to day has come to: it starts with a date stated with its weekday ("on Wednesday,
March 5") before publication, since whoever dates weekdays does not mean the last week, and goes on with what hangs on it.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta

NEAR = 31  # days between which one story is still told on


@dataclass(frozen=True)
class Clock:
    """The state before an expression is read. ``history`` selects the narrative mode."""

    published: date | None
    history: bool = False
    reference: date | None = None
    part: str = ""
    year: int | None = None
    month: int | None = None
    era: str = ""
    stated: tuple[tuple[int, date], ...] = ()  # weekday and the date stated with it, latest last
    thread: date | None = None

    @property
    def today(self) -> date | None:
        """What "today" and "Tuesday" hang on: publication, else the last day named."""
        return self.published or self.reference

    def at_day(self, day: date, part: str = "") -> "Clock":
        """The clock after a day was named. A story goes on with it where it lies near the day that it has come to."""
        goes_on = self.thread is not None and abs((day - self.thread).days) <= NEAR and day != self.published
        thread = day if goes_on else self.thread
        return replace(self, reference=day, part=part, year=day.year, month=day.month, era="", thread=thread)

    def with_weekday(self, day: date) -> "Clock":
        """A date was stated with its weekday: a later "Saturday" alone means that one."""
        stated = (*(item for item in self.stated if item[0] != day.weekday()), (day.weekday(), day))
        told = self.published is not None and not self.history and (self.published - day).days > 1
        return replace(self, stated=stated, thread=day if told else self.thread)

    @property
    def day(self) -> date | None:
        """What "two days later" hangs on: the last day named, or else that which the story has come to."""
        return self.reference or self.thread

    def stated_day(self, weekday: int) -> date | None:
        """The date that the account itself gave for this weekday, where it lies within two weeks of "today"."""
        found = dict(self.stated).get(weekday)
        if found is None or (self.published is not None and abs((self.published - found).days) > 14):
            return None
        return found

    def may_be(self, day: date | None) -> bool:
        """Whether a day lies in the year and the month that the story has come to, as far as these were named."""
        if day is None or self.era:
            return False
        return self.year in (None, day.year) and (self.month is None or self.month == day.month)

    def staying(self, other: "Clock") -> "Clock":
        """This clock with what was learned of weekdays since; the narrative stays where it was."""
        return replace(self, stated=other.stated, thread=self.thread or other.thread)

    def at_month(self, year: int, month: int) -> "Clock":
        """The clock after a month was named; its first day stands for it until a day is named."""
        same = self.reference is not None and (self.reference.year, self.reference.month) == (year, month)
        return replace(self, year=year, month=month, reference=self.reference if same else None, part="", era="")

    def at_year(self, year: int, era: str = "") -> "Clock":
        """The clock after a year was named."""
        same = self.year == year
        return replace(
            self,
            year=year,
            month=self.month if same else None,
            reference=self.reference if same else None,
            part="",
            era=era,
        )


def weekday_near(anchor: date, weekday: int, *, ahead: bool, shift: str = "") -> date:
    """The day that a weekday's name means: today or the last one, or the next one where the sentence looks ahead.

    >>> weekday_near(date(2024, 12, 14), 5, ahead=False).isoformat(), weekday_near(date(2024, 12, 14), 1, ahead=True).isoformat()
    ('2024-12-14', '2024-12-17')
    """
    behind = (anchor.weekday() - weekday) % 7
    if shift in {"next", "coming"}:
        return anchor + timedelta(days=(7 - behind) if behind else 7)
    if shift in {"last", "past", "previous"}:
        return anchor - timedelta(days=behind or 7)
    if ahead and behind:
        return anchor + timedelta(days=7 - behind)
    return anchor - timedelta(days=behind)


def year_near(anchor: date, month: int, day: int | None, *, ahead: bool) -> int:
    """The year of a month (and day) named without one, near ``anchor``.

    Ahead: the first on or after; otherwise the last on or before, unless one lies within six weeks ahead and none
    within five months behind.
    """

    def when(year: int) -> date:
        try:
            return date(year, month, day or 1)
        except ValueError:
            return date(year, month, 28)

    before = anchor.year if (when(anchor.year) <= anchor) else anchor.year - 1
    after = anchor.year if when(anchor.year) >= anchor or (day is None and month == anchor.month) else anchor.year + 1
    if ahead:
        return after
    gap_behind, gap_ahead = (anchor - when(before)).days, (when(after) - anchor).days
    return after if day is not None and gap_ahead <= 45 and gap_behind > 150 else before
