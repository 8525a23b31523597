"""Stage ``times``: TIMEX3 expressions with values, EDTF, bounds and what they hang on."""

import re
from bisect import bisect_right
from datetime import date, datetime

import msgspec

from whoknew.model import Account, Analysis, Anchor, Bounds, Diagnostic, Span, Time, Zone
from whoknew.stages.times.always import is_always, is_general
from whoknew.stages.times.clock import Clock
from whoknew.stages.times.events import anchored_to
from whoknew.stages.times.extent import bounds, edtf, stretch_back
from whoknew.stages.times.known import Known
from whoknew.stages.times.lexicon import table
from whoknew.stages.times.numeric import order_of
from whoknew.stages.times.patterns import Found, find
from whoknew.stages.times.resolve import Context, Value, resolve
from whoknew.stages.times.story import looks_back, situated
from whoknew.stages.times.values import day_of, month_of
from whoknew.stages.times.years import years_named
from whoknew.stages.times.zones import offset_minutes, zone_of

__all__ = ["read_times", "stage"]

_LEADING = re.compile(
    r"(?:at|by|before|after|until|till|around|since|from|towards?|over|in|during|for|within|throughout|on)\s+", re.I
)
_HUNG = re.compile(r"\s+of\s+(?:the|his|her|their|its|that|an?)\b", re.I)
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_RANGE_END = re.compile(r"\b(?:until|till|through)\s(?:the\s)?$", re.I)
_DEADLINE = re.compile(r"(?<!not\s)\b(?:until|till|by|before|for|due)\s(?:on\s)?(?:the\s)?$", re.I)
_RANGE_START = re.compile(r"\bfrom\s(?:the\s)?$", re.I)
_RANGE_GOES_ON = re.compile(r"\s*(?:until|till|to|through)\b", re.I)
_PENDING = re.compile(r"\b(?:is|are|am)\s(?:to|due|set|scheduled|expected|slated)\s", re.I)
_FROM_THE_TELLING = re.compile(
    r"\b(?:yesterday|today|tomorrow|tonight|last (?:night|week|month)|this (?:week|month)|(?:on )(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b",
    re.I,
)
_ON_AN_EVENT = re.compile(r"\s+(?:the|an?|his|her|their|its|our|my|he|she|they|it|we|I|[A-Z][a-z]+)\b")
_MONTHS = "|".join(sorted((m for m in table("months")), key=len, reverse=True))
_STATED = re.compile(
    rf"\b(?:(?P<month>{_MONTHS})\.?\s(?P<day>\d{{1,2}})|(?P<day2>\d{{1,2}})\s(?P<month2>{_MONTHS})\.?),?\s(?P<year>\d{{4}})\b",
    re.I,
)
_NAMES_A_DAY = frozenset({"date", "weekday", "iso", "today"})
_PARAGRAPHS = 2  # blocks (an empty line or heading counts) back that "the same night" may hang on
_PAST_YEARS = 1  # stated years farther than this from publication speak for a history
_DOUBTS = {
    "times.year-ambiguous": "The year of this date is not stated and more than one is possible.",
    "times.impossible-date": "There is no such day in the calendar.",
    "times.day-or-month": "It is open whether the day or the month stands first in this date.",
    "times.weekday-differs": "The weekday named here and the date do not fall together.",
    "times.no-anchor": "It is open which day this means: no day near it, and no day of publication, says.",
}


class Times:
    name = "times"
    version = "1"
    requires: frozenset[str] = frozenset()
    uses = frozenset({"sentences", "blocks", "quotations"})
    provides = frozenset({"times"})

    def __call__(self, analysis: Analysis, /) -> Analysis:
        sentences = tuple(sentence.span for sentence in analysis.sentences) or ((0, len(analysis.account.text)),)
        quoted = tuple(quotation.span for quotation in analysis.quotations)
        blocks = tuple(sentence.block for sentence in analysis.sentences)
        times, doubts = read_times(analysis.account, sentences, quoted, blocks)
        return msgspec.structs.replace(analysis, times=times, diagnostics=(*analysis.diagnostics, *doubts))


def _as_date(stated: str | None) -> date | None:
    if not stated:
        return None
    match = re.match(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?", stated)
    try:
        return date(int(match[1]), int(match[2] or 1), int(match[3] or 1)) if match else None
    except ValueError:
        return None


def read_times(
    account: Account, sentences: tuple[Span, ...], quoted: tuple[Span, ...] = (), blocks: tuple[int, ...] = ()
) -> tuple[tuple[Time, ...], tuple[Diagnostic, ...]]:
    """Times in the order of the text, and the doubts about them. Linear in the text."""
    published, read_at = _as_date(account.published), _as_date(account.read_at)
    years = years_named(account.text)
    anchor = published or read_at
    clock = Clock(published=published, history=_is_history(years, anchor, account.text))
    figures = order_of(account.text)
    times: list[Time] = []
    doubts: list[Diagnostic] = []
    known = Known()
    year_in = 0  # the paragraph that last named a year
    named_in = 0  # the paragraph that last named the narrative's day
    for number, (start, end) in enumerate(sentences):
        block = blocks[number] if number < len(blocks) else 0
        words = account.text[start:end]
        context = Context(ahead=False, years=years, latest=read_at or published, figures=figures)
        day_named = False
        days = set[str]()
        context = context._replace(
            generic=is_general(words), always=is_always(words) and (not clock.history or is_general(words))
        )
        onward = False  # a time of this sentence lies after the telling
        for found in find(words):
            told = clock.thread is not None and clock.reference not in (None, published) and block == named_in
            inside = (day_named or told) and _within(quoted, start + found.start)
            before = clock
            ahead = _looks_ahead(words, found.start, found.end) or (onward and found.kind in {"month", "date"})
            opened = _RANGE_START.search(words[: found.start]) and _RANGE_GOES_ON.match(words, found.end)
            context = context._replace(quoted=inside, ahead=ahead, opened=bool(opened))
            spoken = (
                _within(quoted, start + found.start) and block > named_in
            )  # a day of the teller's, not the speaker's
            stale = not clock.history and (spoken or block - named_in > _PARAGRAPHS)
            adrift = not clock.history and block - year_in > _PARAGRAPHS
            context = context._replace(stale=stale, adrift=adrift, hung=_HUNG.match(words, found.end) is not None)
            if found.kind == "weekday":
                context = situated(words, found.start, found.end, context)
            event = None if clock.history else known.base(found, words)
            value, clock = resolve(found, clock.at_day(event) if event is not None else clock, context)
            if value is not None and not clock.history and (hanging := known.offset(found, words)) is not None:
                value, clock = hanging, clock.at_day(date.fromisoformat(hanging.value))
            elif (
                event is None
                and found.parts.get("after")
                and (before.day is None or block - named_in > _PARAGRAPHS)
                and _ON_AN_EVENT.match(words, found.end)
            ):
                value, clock = _on_an_event(value), before  # "the day before the outbreak", which nothing dates
            back = before.day is not None and not clock.history and looks_back(words, found.start, found.end)
            if _aside(words, found, before) or back:
                clock = before.staying(clock)
            if clock.reference is not None and (clock.reference != before.reference or found.kind in _NAMES_A_DAY):
                named_in = block
            year_in = block if clock.year is not None and str(clock.year) in words else year_in
            day_named = day_named or clock.reference != before.reference or found.kind in {"weekday", "date"}
            if value is None:
                continue
            if found.kind in {"date", "weekday", "iso", "shifted", "today"} and _DAY.match(value.value):
                days.add(value.value[:10])
            if published and re.match(r"\d{4}-\d\d", value.value) and value.value[:7] > published.isoformat()[:7]:
                onward = True
            span = _trim(words, found, start)
            times.append(_time(account.text, len(times) + 1, span, value, (start, end)))
            if value.doubt:
                doubts.append(
                    Diagnostic(
                        code=value.doubt, message=_DOUBTS[value.doubt], span=span, severity="warning", stage="times"
                    )
                )
            if (
                published
                and value.value[:10] > published.isoformat()
                and not context.ahead
                and found.kind != "today"
                and re.match(r"\d{4}-\d\d-\d\d", value.value)
            ):
                doubts.append(
                    Diagnostic(
                        code="times.after-publication",
                        message="This day lies after the day of publication.",
                        span=span,
                        stage="times",
                    )
                )
        known.learn(words, days)
    return tuple(times), tuple(doubts)


def _on_an_event(value: Value | None) -> Value | None:
    """A day counted from an event that the text does not date: its day stays open."""
    if value is None or not re.match(r"\d{4}-\d\d-\d\d", value.value):
        return value
    return Value(value.type, f"XXXX-XX-XX{value.value[10:]}", value.mod)


def _aside(words: str, found: Found, clock: Clock) -> bool:
    """A time that the narrative does not go on from: the beginning or end of a stretch ("from Jan. 20 until March 2")."""
    if clock.history or clock.day is None:
        return False
    if found.kind == "shifted" and words[found.end : found.end + 2] in ("'s", "’s"):
        return True  # "the next day's appointments"
    if found.kind not in {"date", "weekday", "month", "day_alone"}:
        return False
    if found.kind in {"weekday", "day_alone"} and _DEADLINE.search(words[: found.start]):
        return True
    opened = _RANGE_START.search(words[: found.start]) and _RANGE_GOES_ON.match(words, found.end)
    return bool(opened or _RANGE_END.search(words[: found.start]))


def _within(quoted: tuple[Span, ...], offset: int) -> bool:
    """Whether an offset lies in one of the sorted spans."""
    at = bisect_right(quoted, offset, key=lambda span: span[0]) - 1
    return at >= 0 and quoted[at][0] <= offset < quoted[at][1]


def _is_history(years: tuple[int, ...], anchor: date | None, text: str) -> bool:
    """Whether days without a year lie near the last one named, and not near publication.

    So where many years are stated and most of them lie far from publication; fewer are enough where no word speaks
    from the day of telling ("yesterday", "on Friday"). A text that opens with its own date is a report.
    """
    named = [int(year) for year in re.findall(r"(?<![\d$€£.,])(1[5-9]\d\d|20\d\d)(?![\d%]|[.,]\d)", text)]
    far = named if anchor is None else [year for year in named if abs(year - anchor.year) > _PAST_YEARS]
    if anchor is not None and _opens_with(anchor, text[:400]):
        return False
    if anchor is None and len({match[0].lower() for match in _FROM_THE_TELLING.finditer(text)}) >= 2:
        return False  # "on Tuesday", "last week": a report, whose day we are not given
    if len(years) >= 4 and len(far) >= 0.5 * len(named) and len(named) >= len(text) / 3_000:
        return True
    return (
        anchor is not None
        and len(named) >= 3
        and len(far) >= 0.8 * len(named)
        and len(named) >= len(text) / 2_000
        and _FROM_THE_TELLING.search(text) is None
    )


def _opens_with(day: date, opening: str) -> bool:
    """Whether the text states the day of publication itself at its start, within two days."""
    for match in _STATED.finditer(opening):
        month, number, year = match["month"] or match["month2"], match["day"] or match["day2"], match["year"]
        found = day_of(int(year), month_of(month), int(number))
        if found is not None and abs((found - day).days) <= 2:
            return True
    return False


def _looks_ahead(sentence: str, start: int, end: int) -> bool:
    """Whether the words around an expression speak of what is to come: "meets Tuesday", "ahead of the vote on Friday"."""
    before = [word.lower() for word in re.findall(r"[’']?[A-Za-z]+", sentence[max(0, start - 60) : start])][-8:]
    pending = _PENDING.search(sentence[max(0, start - 60) : start]) is not None
    if not pending and any(word.endswith("ed") or word in table("words")["past"] for word in before[-3:]):
        return False
    if len(before) > 1 and before[-2] == "to" and before[-1] not in {"on", "the"}:
        return True
    if pending or set(before) & set(table("words")["future"]):
        return True
    after = re.findall(r"[A-Za-z]+", sentence[end : end + 25])[:2]
    if any(word.lower() in {"will", "would"} for word in after):
        return True
    return start < 40 and _PENDING.search(sentence[end : end + 60]) is not None


def _trim(words: str, found: Found, start: int) -> Span:
    """Leave out a leading preposition; parts of the day keep none either."""
    left = found.start
    if match := _LEADING.match(words, left, found.end):
        left = match.end()
    return start + left, start + found.end


def _time(text: str, number: int, span: Span, value: Value, sentence: Span) -> Time:
    kinds = {"date": "date", "time": "time", "duration": "duration", "set": "set"}
    zone = zone_of(text, *span) if re.search(r"T\d\d", value.value) else Zone()
    definite = value.type in {"date", "time"}
    anchor = Anchor(kind=value.anchor)  # type: ignore[arg-type]
    if value.type == "duration" or value.value in {"PRESENT_REF", "PAST_REF"} or "X" in value.value:
        anchor = anchored_to(text, span, sentence) or anchor
    return Time(
        id=f"t{number}",
        span=span,
        type=kinds[value.type],  # type: ignore[arg-type]
        value=value.value,
        mod=value.mod,
        edtf=_zoned(edtf(value.value, value.mod), zone) if definite else None,
        bounds=_bounds(value),
        zone=zone,
        anchor=anchor,
        candidates=value.candidates,
        origin="times/1",
    )


def _bounds(value: Value) -> Bounds:
    """From the first to the last moment that the words leave open."""
    if value.back:
        return stretch_back(*value.back)
    if value.candidates and not value.value.startswith("X"):  # "03/04/2024", "two o'clock"
        every = [bounds(one) for one in (*value.candidates, value.value) if len(one) >= 10]
        return Bounds(
            earliest=min((one.earliest for one in every if one.earliest), default=None),
            latest=max((one.latest for one in every if one.latest), default=None),
        )
    return bounds(value.value, value.mod, value.hours)


def _zoned(stamp: str | None, zone: Zone) -> str | None:
    """An EDTF moment with its offset from UTC, where its zone is stated."""
    if stamp is None or zone.name is None or "T" not in stamp:
        return stamp
    ahead = offset_minutes(zone.name, datetime.fromisoformat(stamp))
    if ahead is None:
        return stamp
    return (
        f"{stamp}Z" if ahead == 0 else f"{stamp}{'+' if ahead > 0 else '-'}{abs(ahead) // 60:02d}:{abs(ahead) % 60:02d}"
    )


stage = Times()
