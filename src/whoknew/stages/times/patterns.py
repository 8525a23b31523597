"""Where time expressions stand: one small regular expression per kind, the longest match at a place wins.

Every expression is bounded, so that hostile text costs no more than plain text. Matches carry the kind and the named
groups; what they mean is decided in ``resolve.py``.
"""

import re
from functools import cache
from typing import NamedTuple

from whoknew.stages.times.lexicon import either, table
from whoknew.stages.times.zones import ZONE

_I = re.IGNORECASE
_LONG_MONTH = r"(?:january|february|march|april|may|june|july|august|september|october|november|december)"
# kinds that no text without a figure can hold
_WITH_FIGURES = frozenset(
    {"iso", "numeric", "bc", "ad", "month_bc", "decade", "year", "short_year", "range_year", "half_year", "day_alone"}
)
_NO_HYPHEN = dict.fromkeys(
    ("amount", "bare", "compound", "age", "part", "set", "present", "today", "shifted"), r"(?<!-)"
)


class Found(NamedTuple):
    """One candidate: its span, its kind and the words of its parts."""

    start: int
    end: int
    kind: str
    parts: dict[str, str]


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    month = rf"(?:{_LONG_MONTH}\b|(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b\.?)"
    weekday = rf"(?:{either('weekdays')})\.?"
    full_day = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
    season = rf"(?:{either('seasons')})"
    part = rf"(?:{either('parts')})"
    hour_word = r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
    ordinal_day = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
    year = r"(?:1\d{3}|20\d{2})"
    clock = (
        rf"(?:(?:(?:half\spast|quarter\spast|quarter\sto)\s)?(?:\d{{1,2}}(?::\d{{2}})?|{hour_word})(?:\so['’]clock)?\s(?:in\sthe\s(?:morning|afternoon|evening)\b|at\snight\b)|"
        r"\d{1,2}(?:[:.]\d{2})?\s?(?:[ap]\.?\s?m\b\.?)|(?<=\bat\s)(?:[01]?\d|2[0-3])\.[0-5]\d(?!\d|\s?(?:%|per|[a-z]))|\d{1,2}:\d{2}(?:\s?hours)?|\d{1,2}\so['’]clock|noon|midnight"
        rf"|{hour_word}\so['’]clock|(?:half\spast|quarter\spast|quarter\sto)\s{hour_word}\b"
        r"|[012]\d[0-5]\d(?=\s?(?:hours|hrs|h|Z|GMT|UTC)\b)(?:\s?(?:hours|hrs|h)\b)?)"
    )
    zone = rf"(?:\s?(?:{ZONE}))?"
    word_number = rf"(?:{either('numbers')})(?:[\s-](?:{either('numbers')}))?"
    vague = r"several|few|a\sfew|many|some|a\scouple\sof|a\sdozen|dozens\sof|two\sdozen|a\snumber\sof|countless|various|numerous"
    amount = rf"(?:\d{{1,3}}(?:,\d{{3}})+|\d+(?:\.\d+)?|half\san?|{vague}|{word_number}(?:\sand\sa\shalf)?|an?\ssingle|an?|single|both)"
    modifier = rf"(?:{either('amounts')})"
    unit = r"(?:seconds?|minutes?|hours?|days?|nights?|weeks?|weekends?|fortnights?|months?|quarters?|years?|decades?|centur(?:y|ies)|millenni(?:um|a))"
    stretch = (
        r"(?:the\s(?:very\s)?)?(?:beginning|start|opening|outset|middle|end|close|turn)\sof(?:\sthe)?|"
        r"(?:the\s)?(?:first|last|final|closing|opening|second|third)\s(?:days|weeks?|weekend|months|half|part)\sof|early(?:\sin)?|late(?:\sin)?|mid"
    )
    shift = r"this|last|next|past|previous|following|coming|current|same|that|the\ssame|the\snext|the\sfollowing|the\sprevious|the\slast|the\spast|that\ssame|this\spast|this\scoming|the\scurrent|the\scoming"
    same_year = (
        r"(?:of\s)?(?:last|next)\syear|(?:of\s|in\s)?(?:the|that|this)\s(?:same\s|following\s|next\s|previous\s)?year"
    )
    goes_on = r"\s?(?:to|and|until|through|till|–|-)\s?"
    early = r"(?:(?P<stretch>" + stretch + r")[\s-])?"
    rows = (
        ("iso", r"(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})(?:[T ](?P<clock>\d{2}:\d{2}))?\b(?!-)"),
        ("numeric", r"(?P<first>\d{1,2})(?P<mark>[./-])(?P<second>\d{1,2})(?P=mark)(?P<year>\d{4}|(?<=/)\d{2})(?![\d/-]|\.\d)"),
        ("date", rf"(?:(?P<weekday>{weekday}),?\s)?(?:the\s)(?P<day>{either('ordinals')})\s(?:day\s)?of\s(?P<month>{month})(?:,?\s(?P<year>{year})\b)?"),
        ("date", rf"(?P<month>{month})\s(?P<day>{ordinal_day})(?={goes_on}{month}\s{ordinal_day},?\s(?P<year>{year})\b)"),
        ("month", rf"{early}(?P<month>{month})(?={goes_on}(?:early\s|late\s|mid-)?(?P<month2>{month}),?\s(?:of\s)?(?P<year2>{year})\b)"),
        (
            "date",
            rf"(?:(?P<clock>{clock}){zone},?\s(?:on\s)?)?(?:(?:the\s)?(?:(?P<stretch>early(?:\sin\sthe)?|late(?:\sin\sthe)?)\s)?(?P<part>{part})(?:\shours)?\s(?:of|on)\s)?(?:(?P<weekday>{weekday}),?\s(?:(?P<part2>{part})\sof\s)?(?:the\s)?|the\s)?(?P<day>{ordinal_day})(?:\sday)?(?:\s(?:of\s)?)(?P<month>{month})(?:,?\s(?P<year>{year}\b|[1-9]\d\d\b(?=\s?[).,;]))|\s(?P<tail>{same_year}|(?:last|next|inst\.)(?!\s\w)))?",
        ),
        (
            "date",
            rf"(?:(?P<clock>{clock}){zone},?\s(?:on\s)?)?(?:(?:(?:at|by|before|after|until|around|since|towards?)\s)?(?:the\s)?(?P<part3>{part})\s(?:of|on)\s)?(?:(?P<weekday>{weekday})(?:\s(?P<part>{part}))?,?\s)?(?:(?:the\s)?(?P<part2>{part})\s(?:of|on)\s)?(?P<month>{month})\s(?P<day>{ordinal_day})\b(?!:\d|\s?[ap]\.?m)(?:,?\s(?:of\s)?(?P<year>{year})\b(?!\s(?:people|troops|men))|\s(?P<tail>{same_year}))?",
        ),
        ("month", rf"{early}(?P<month>{month}),?\s(?:of\s|in\s)?(?P<year>{year})\b"),
        ("month", rf"{early}(?P<month>{month})\sof\s(?P<year>[1-9]\d\d)\b"),
        ("month_bc", rf"{early}(?:(?P<month>{month})|(?:the\s)?(?P<season>{season})(?:\sof)?)\s(?P<number>\d{{1,4}})\s?(?:BCE?|B\.C\.)"),
        ("month", rf"(?:(?P<stretch>{stretch})[\s-])(?P<month>{month})(?!\.?\d)(?:\s(?P<tail>{same_year}))?"),
        ("month", rf"(?:(?P<shift>{shift})\s)(?P<month>{month})"),
        ("month", rf"(?P<month>{month})(?:\s(?P<tail>{same_year}))?"),
        ("ad", r"(?:AD\s?|A\.D\.\s?)(?P<number>[1-9]\d{0,3})(?!\w|[.,]\d)|(?:ca?\.\s?|circa\s)?(?P<number2>[1-9]\d{0,3})\s?(?:AD|A\.D\.|CE|C\.E\.)(?!\w)"),
        ("bc", r"(?:ca?\.\s?|circa\s)?(?P<number>\d{1,4})\s?(?:BCE?|B\.C\.)"),
        ("century", rf"(?:the\s)?(?:(?P<stretch>early|late|mid|middle|end\sof\sthe)[\s-])?(?P<number>\d{{1,2}}(?:st|nd|rd|th)|{either('ordinals')})[\s-](?:century|centuries)(?P<bc>\sBCE?)?"),
        ("century", rf"(?:the\s)?(?:(?P<stretch>early|late|mid)[\s-])?(?P<number>\d{{1,2}}(?:st|nd|rd|th)|{either('ordinals')})(?=\s?(?:to|and|through|or|-|–)\s?(?:the\s)?(?:early\s|late\s|mid-)?(?:\d{{1,2}}(?:st|nd|rd|th)|{either('ordinals')})[\s-]centur)"),
        ("decade", r"(?:the\s)?(?:(?P<stretch>early|late|mid)[\s-])?(?P<number>(?:1\d|20)\d0s|['’]\d0s)\b"),
        ("decade", r"(?:the\s(?:(?P<stretch>early|late|mid)[\s-])?|(?P<stretch2>early|late|mid)[\s-])(?P<number>(?:1\d|20)\d0['’]s)\b"),
        ("decade", r"(?:the\s)(?:(?P<stretch>early|late|mid)[\s-])?(?P<word>thirties|forties|fifties|sixties|seventies|eighties|nineties)\b"),
        ("fiscal", rf"(?:fiscal\s(?:year\s)?(?P<year>{year})|FY\s?(?P<year2>{year}|\d\d)|(?P<shift>this|last|next)\sfiscal\syear)"),
        ("season", rf"(?:(?P<stretch>{stretch})[\s-])?(?:the\s|(?P<shift>{shift})\s)(?P<season>{season})\b(?!\s(?:tides?|water|rolls?|onions?|clean(?:ing)?)\b)(?:\s(?:of\s)?(?P<year>{year})(?:[-–/]\d{{2}}(?!\d))?)?"),
        ("season", rf"(?:(?P<stretch>early|late|mid)[\s-])?(?P<season>{season})\s(?:of\s|in\s)?(?P<year>{year})(?:[-–/]\d{{2}}(?!\d))?\b"),
        ("season", rf"(?<=\bin\s|\bby\s)(?P<season>{season})\b(?!\s(?:water|break|term|training))"),
        ("season", r"(?P<season>(?-i:Spring|Summer|Autumn|Winter))(?=\s(?:is|was|are|were|can|brings?|brought|has|had|and\s(?:late\s|early\s)?(?:spring|summer|autumn|winter))\b)"),
        ("season", rf"(?<=\bduring\s)(?P<season>{season})\b"),
        ("season", rf"(?P<stretch>early|late|mid)[\s-](?P<season>{season})\b(?!\s(?:of|in)?\s?\d)"),
        ("year", rf"(?:(?P<stretch>{stretch})[\s-])?(?:the\syear\s)?(?<![\d$€£#.,])(?P<year>{year})\b(?![\d%]|[.,]\d|-\d(?!\d|\d\d\d)|\s?(?:%|percent|km|miles|kg|feet|dollars|euros|pounds))"),
        ("range_year", r"(?:(?<=\d{4}[–-])|(?<=\d{4}\s[–-]\s))(?P<number>\d{2})(?![\d–-]|[.,:]\d)"),
        ("short_year", r"(?<!\w)['’](?P<number>\d{2})\b(?!s)"),
        ("weekday", rf"(?:(?P<stretch>early|late|later)(?:\son)?\s)?(?:(?P<shift>{shift})\s|(?P<any>an?)\s)?(?P<weekday>{full_day})(?P<many>s(?!['’]))?(?:['’]s)?(?:\s(?:(?P<stretch2>early|late)\s)?(?P<part>{part})\b)?(?:\sat\s(?P<clock>{clock}))?"),
        ("weekday", rf"(?:(?:the\s)?(?P<stretch>early|late)\s)?(?:(?:the|at|by|before|after|until|around|about|from|since)\s)?(?:the\s)?(?P<part>{part})\s(?:of|on)\s(?P<weekday>{full_day})"),
        ("weekday", rf"(?P<clock>{clock}){zone}\s(?:on\s)?(?P<weekday>{full_day})"),
        ("clock", rf"(?P<clock>{clock}){zone}(?:\s(?P<next>the\s(?:next|following)\s(?:day|morning|afternoon|evening|night)))?(?!\w)"),
        ("today", rf"(?:(?:(?:at|by|before|after|until|around|from|since)\s)?(?P<clock>{clock}){zone},?\s)?(?P<word>today|tonight|tomorrow|yesterday)(?:['’]s)?(?:\s(?:(?P<stretch>early|late)\s)?(?P<part>morning|afternoon|evening|night))?\b"),
        ("present", r"now(?!\sthat)|nowadays|right\snow|at\spresent|these\sdays|the\spresent(?:\sday)?"),
        ("part", rf"(?:(?P<stretch>early|late|later)\s(?:in\s)?)?(?:(?P<shift>{shift}|the|one|the\sother)\s)(?:(?P<stretch2>early|late)\s)?(?P<part>morning|afternoon|evening|night)(?P<many>s)?\b(?!mare|\stime)(?:\s(?P<after>before|after|earlier|later)\b)?"),
        ("part", r"(?:(?P<stretch>early|late|later)\s)?(?:(?:at|before|by|after|until|around|since|from|till|towards?)\s(?P<part>dawn|daybreak|sunrise|first\slight|noon|midday|dusk|sunset|nightfall|night|midnight)|(?P<part2>overnight))\b"),
        ("shifted", rf"(?:(?P<stretch>early|earlier|late|later|the\send\sof|the\sbeginning\sof|the\sstart\sof|the\smiddle\sof|end\sof)\s(?:in\s)?)?(?P<shift>{shift}|the)\s(?:very\s)?(?P<unit>day|week|weekend|month|quarter|year|decade|century|hour)\b(?!s|-)(?:\s(?P<after>before|after|earlier|later)\b)?"),
        ("offset", rf"(?:(?P<mod>{modifier})\s)?(?P<amount>{amount})\s(?P<unit>{unit})\s(?P<way>ago|earlier|later|before(?!\s(?:the|he|she|they|his|her|it|a))|afterwards?|after(?!\s(?:the|he|she|they|his|her|it|a|that|being|having))|hence|from\snow|previously|prior)\b"),
        ("offset", rf"(?P<unit>{unit})\s(?P<way>ago|earlier|later|afterwards?|before(?=[,.]))"),
        ("range_ref", rf"(?P<lead>the\s|these\s|those\s)?(?P<shift>last|past|next|coming|first|final|following|previous|recent|other)\s(?:(?P<amount>{amount}|five\sor\ssix)\s)?(?P<unit>{unit})\b"),
        ("age", rf"(?P<amount>\d{{1,3}}|{word_number})[\s-](?P<unit>year|month|week|day)s?[\s-]old\b"),
        ("compound", rf"(?P<amount>\d{{1,4}}(?:,\d{{3}})*(?:\.\d+)?|{word_number}|half)-(?P<unit>{unit})(?:-long)?\b"),
        ("amount", rf"(?:(?P<mod>{modifier})\s)?(?:(?P<lead>the|another|just|only|all|these|those)\s)?(?P<amount>{amount})\s(?:(?!\d|(?:an?|per|each|every|of|{either('numbers')})\b)\w+\s)??(?P<unit>{unit})(?P<half>\sand\sa\shalf)?\b"),
        ("bare", r"(?:(?P<lead>the|these|those|many|for)\s)?(?P<unit>seconds|minutes|hours|days|nights|weeks|months|years|decades|centuries)\b"),
        ("set", rf"(?:(?P<each>every|each|per)\s(?:(?P<amount>{amount})\s)?(?P<unit>second|minute|hour|day|night|week|weekend|month|quarter|year|{full_day}|morning|afternoon|evening|{season})s?)\b"),
        ("set", r"(?P<often>daily|nightly|weekly|monthly|quarterly|yearly|annually|hourly)\b"),
        ("set", r"(?:once|twice|three\stimes|four\stimes|several\stimes)\s(?:an?|every|each|per)\s(?P<unit>hour|day|week|month|year)\b"),
        ("set", rf"(?P<plural>{full_day}s|weekends|weekdays|mornings|evenings|afternoons|summers|winters)\b"),
        ("that_time", r"(?P<word>(?:that|the\ssame)\s(?:very\s)?(?:time|moment|point\sin\stime)|(?<=at\s)this\s(?:time|moment)|(?<!all\s)(?<!of\s)the\stime(?=[,.]))\b"),
        ("vague_past", r"(?P<word>long\sago|recent\s(?:days|weeks|months|years|decades))\b"),
        ("day_alone", r"(?<=\bon\s)the\s(?P<day>(?:3[01]|[12]?\d)(?:st|nd|rd|th))(?=[,.;:)]|\s(?:and|when|the|he|she|they|with|of\sthe\smonth)\b)"),
        ("day_alone", rf"(?P<day>3[01]|[12]?\d)(?=\s?(?:-|–|and|or|to)\s?(?:3[01]|[12]?\d)\s(?P<month>{month})(?:\s(?P<year>{year}))?)"),
        ("half_year", rf"(?:the\s)?(?P<half>first|second|latter|last)\shalf\sof\s(?P<year>{year})\b"),
        ("holiday", rf"(?P<holiday>{either('holidays')})(?:,?\s(?P<year>{year}))?\b"),
        ("span_of_time", r"(?P<word>a\s(?:short|brief|long)\s(?:period(?:\sof\stime)?|time|while)|some\stime|a\sgood\slong\stime)\b"),
    )  # fmt: skip
    return tuple(
        (kind, re.compile(rf"(?<!\w)(?<!\w[.,]){_NO_HYPHEN.get(kind, '')}(?:{pattern})", _I)) for kind, pattern in rows
    )


@cache
def _triggers() -> frozenset[str]:
    """Words without which, and without a figure, a sentence holds no time expression."""
    stems = {word for name in ("months", "weekdays", "seasons", "parts", "units", "holidays") for word in table(name)}
    stems |= set(table("words")["present"]) | {
        "today",
        "tonight",
        "tomorrow",
        "yesterday",
        "overnight",
        "time",
        "moment",
    }
    stems |= {"daily", "nightly", "weekly", "monthly", "quarterly", "yearly", "annually", "hourly", "ago", "century"}
    stems |= {"recent", "present", "while", "period", "weekdays", "first", "christmas"}
    words = {part for stem in stems for part in re.findall(r"[a-z]+", stem)}
    return frozenset(words | {word + "s" for word in words} | {"centuries", "millennia"})


_WORDS = re.compile(r"[a-z]+|\d")


def may_hold_times(text: str) -> bool:
    """A quick look before the patterns: a figure, or a word of time."""
    triggers = _triggers()
    return any(word in triggers or word.isdigit() for word in _WORDS.findall(text.lower()))


@cache
def _needs() -> dict[str, frozenset[str]]:
    """Kinds whose patterns match nothing in a sentence without one of some words."""

    def words(name: str) -> frozenset[str]:
        found = {part for stem in table(name) for part in re.findall(r"[a-z]+", stem)}
        return frozenset(found | {word + "s" for word in found})

    months = words("months") | {"mar"}
    return {
        "date": months,
        "month": months,
        "month_bc": frozenset({"bc", "bce", "b"}),
        "weekday": words("weekdays"),
        "season": words("seasons"),
        "century": frozenset({"century", "centuries"}),
    }


def find(text: str) -> list[Found]:
    """Non-overlapping candidates in the order of the text; the leftmost longest wins, then the earlier kind."""
    if not may_hold_times(text):
        return []
    here, needs = set(_WORDS.findall(text.lower())), _needs()
    idle = {kind for kind, wanted in needs.items() if here.isdisjoint(wanted)}
    candidates: list[tuple[int, int, int, str, dict[str, str]]] = []
    figures = any(mark.isdecimal() for mark in text)
    for rank, (kind, pattern) in enumerate(_patterns()):
        if kind in idle or (kind in _WITH_FIGURES and not figures):
            continue
        for match in pattern.finditer(text):
            parts = {key: value for key, value in match.groupdict().items() if value}
            end = match.end()
            if parts.get("after") and re.match(r"(?:last|this)\b", parts.get("shift", ""), _I):
                end = match.start("after") - 1  # "last year after a call": the call is another matter
                del parts["after"]
            if _plausible(text, match, kind, parts):
                candidates.append((match.start(), -end, rank, kind, parts))
    candidates.sort(key=lambda found: found[:3])
    chosen: list[Found] = []
    reached = 0
    for start, end, _, kind, parts in candidates:
        if start >= reached:
            chosen.append(Found(start, -end, kind, parts))
            reached = -end
    return chosen


# a house number, a telephone number, a page, a bill; what is counted
_ADDRESS = re.compile(
    r"(?:\s[A-Z][\w’'.-]+){1,3}\s(?:St|Str|Street|Ave|Avenue|Rd|Road|Blvd|Boulevard|Dr|Drive|Ln|Lane|Terrace|Ct|Place|Plaza|Hwy|Highway)\b"
    r"|\s?(?:ft|m|metres|yards|mph|MHz|kHz|mm|cm|lbs?|calories)\b"
)
_REFERENCE = re.compile(
    r"(?:\bpp?\.\s?|\b[HS]\.\s?(?:R\.\s?)?|(?<!\d)\d{3}[\s-]|\(\d{1,3}\):\s?(?:\d{1,5}[–-])?|\bext\.\s|#)$"
)
_COUNTED = re.compile(r"\b(?:over|than|least|ca\.|approx\.)\s$")


def _is_name(text: str, match: re.Match[str]) -> bool:
    """ "The Christmas Cottage", "Johnnie Christmas": part of a name, not a time."""
    start, end = match.span()
    if match["year"]:
        return False
    if re.match(r"\s(?!Day|Eve|I\b)[A-Z][a-z]+", text[end : end + 24]):
        return True
    return re.search(r"(?<![.!?]\s)\b[A-Z][a-z]+\s$", text[max(0, start - 20) : start]) is not None


def _plausible(text: str, match: re.Match[str], kind: str, parts: dict[str, str]) -> bool:
    """Words that only look like times: a Ms. May, to march, 2000 people, the second man."""
    start, end = match.span()
    if kind in {"month", "date"}:
        month = parts["month"]
        if not month[0].isupper():
            return False
        bare = kind == "month" and not ({"year", "stretch", "shift", "tail"} & parts.keys())
        if bare and month.rstrip(".").lower() in {"may", "march", "mar", "jan", "jun"}:
            before = re.findall(r"[\w’']+", text[max(0, start - 24) : start])
            return bool(before) and before[-1].lower() in table("words")["month_before"]
        return True
    if kind == "ad":
        return re.search(r"A\.?D|C\.?E", match.group()) is not None
    if kind == "year":
        following = re.match(r"\s([a-z]+)", text[end : end + 24])
        if following and following[1] in table("words")["counted"]:
            return False
        leading = text[max(0, start - 12) : start].lower()
        if _ADDRESS.match(text, end) or _REFERENCE.search(text[max(0, start - 24) : start]):
            return False
        if _COUNTED.search(leading) and following and following[1].endswith("s") and len(following[1]) > 3:
            return False
        return (
            not re.search(r"(?:no\.|number|about|nearly|some|room|flight|page|section|article|rule)\s$", leading)
            or "stretch" in parts
        )
    if kind == "weekday":
        return parts.get("weekday", "X")[0].isupper()
    if kind in {"amount", "compound"} and parts["unit"].lower().startswith("quarter"):
        return kind != "compound" and not re.match(r"\s(?:of|the|from)\b|-", text[end : end + 5])
    if kind == "shifted" and parts["unit"][0].isupper() and not match.group().isupper():
        return False
    if (
        kind == "shifted"
        and re.search(r"\bat\s$", text[max(0, start - 4) : start])
        and match.group().lower() == "the end of the day"
    ):
        return False
    if (
        kind == "weekday"
        and "part" in parts
        and re.match(r"\s[A-Z]", text[end : end + 2])
        and parts["part"][0].isupper()
    ):
        return False
    if kind == "shifted":
        return (
            not re.search(
                r"(?:carried|won|saved?|seized?|carry|win|of|call(?:ed)?\sit)\s$", text[max(0, start - 10) : start]
            )
            or "the" not in match.group().lower()[:4]
        )
    if kind == "amount":
        unit = parts["unit"].lower()
        if unit in {"second", "quarter", "minute"} and parts["amount"].lower() in {"a", "an", "one"}:
            return unit == "minute"
        return True
    if kind == "holiday" and _is_name(text, match):
        return False
    if kind == "season":
        return (
            parts["season"].lower() != "fall"
            or "year" in parts
            or bool(re.match(r"(?:last|next|this)", parts.get("shift", ""), _I))
        )
    if kind == "short_year":
        return not text[end : end + 1].isalpha()
    if kind == "set" and "often" in parts:
        return parts["often"] == parts["often"].lower()
    return True
