"""Whether an expectation is met by a reading: one function a category. A wrong date, status or hearer does not meet it."""

from collections.abc import Callable, Iterable
from itertools import chain

from whoknew.model import Act, Bounds, Event, Movement, Presence, Span
from whoknew_eval.sisters.expected import Expectation
from whoknew_eval.sisters.reading import Reading, holds

NIGHT = "T05:00"  # a night belongs to the day before


def met(reading: Reading, expected: Expectation) -> bool:
    """Whether something in the reading is as expected. Raises ``KeyError`` for an unknown category."""
    return _JUDGES[expected.category](reading, expected.fields)


def _source(reading: Reading, want: dict[str, str]) -> bool:
    for source in reading.analysis.sources:
        if source.id == "self" and want["who"] != "self" and "self" not in want["who"].split("|"):
            continue
        own = ("self",) if source.id == "self" else ()
        if source.inner or not holds((*reading.called(source.id), *own), want["who"]):
            continue
        if "kind" in want and source.kind not in want["kind"].split("|"):
            continue
        if "kind_of" in want and source.kind != want["kind_of"]:
            continue
        if "basis" in want and source.basis.kind != want["basis"]:
            continue
        if "count" in want and not _counted(source.count.low, source.count.high, want["count"], source.kind):
            continue
        return True
    return False


def _counted(low: int | None, high: int | None, wanted: str, kind: str) -> bool:
    least, _, most = wanted.partition("-")
    if low is None and high is None:
        return wanted == "1" and kind.endswith("person")
    return low is not None and int(least) <= low and (high or low) <= int(most or least)


def _act(reading: Reading, want: dict[str, str]) -> bool:
    inside = reading.snippet(want["in"])
    for act in reading.analysis.acts:
        if not _within(act.cue, _sentence(reading, inside)) or act.type not in want["type"].split("|"):
            continue
        if "polarity" in want and act.polarity != (want["polarity"] == "True"):
            continue
        if not _named(reading.parties(act.agents), want.get("agent")):
            continue
        if not _named(reading.parties(act.others), want.get("other")):
            continue
        if "content" in want and want["content"] not in _content(reading, act):
            continue
        return True
    return False


def _content(reading: Reading, act: Act) -> str:
    """The words of an act's content and of the proposition that it is about."""
    proposition = {one.id: one for one in reading.analysis.propositions}.get(act.proposition or "")
    spans = (*act.content_spans, *(proposition.members if proposition else ()))
    said = " … ".join(reading.analysis.text_of(span) for span in spans)
    return f"{said} … {proposition.gist}" if proposition else said


def _told_falsely(reading: Reading, want: dict[str, str]) -> bool:
    acts = {act.id: act for act in reading.analysis.acts}
    for card in reading.deceptions:
        act = acts.get(card.act)
        hearers = [reading.called(who) for who in card.told] or (reading.parties(act.others) if act else [])
        words = " … ".join((reading.world.name_of(card.proposition), _content(reading, act) if act else ""))
        if _named(hearers, want["to"]) and ("what" not in want or holds([words], want["what"])):
            return True
    return False


def _not_told(reading: Reading, want: dict[str, str]) -> bool:
    for act in reading.analysis.acts:
        kept = (act.type == "withhold" and act.polarity) or (act.type == "tell" and not act.polarity)
        unaware = (act.type == "unaware" and act.polarity) or (act.type == "know" and not act.polarity)
        who = act.others if kept else act.agents if unaware else ()
        if _named(reading.parties(who), want["who"]) and who and _about(want, _content(reading, act)):
            return True
    return any(
        finding.value in ("kept_from", "unaware")
        and holds(reading.called(finding.agent), want["who"])
        and _about(want, reading.world.name_of(finding.proposition))
        for finding in reading.dark
    )


def _about(want: dict[str, str], words: str) -> bool:
    return "what" not in want or holds([words], want["what"])


def _journey(reading: Reading, want: dict[str, str]) -> bool:
    for move in reading.analysis.movements:
        ends = {"from": move.origin_place, "to": move.destination}
        if (
            holds(reading.called(move.mover.entity, move.mover.descriptor), want["who"])
            and all(holds(reading.called(end), want[key]) for key, end in ends.items() if key in want)
            and move.happened in want.get("status", move.happened).split("|")
        ):
            return True
    return False


def _time(reading: Reading, want: dict[str, str]) -> bool:
    ours = _items(reading, want["at"])
    if "before" in want:
        theirs = _items(reading, want["before"])
        places = {item: entry.rank for item, entry in reading.timeline.items()}
        pairs = [(places[a], places[b]) for a in ours for b in theirs if a in places and b in places]
        return bool(pairs) and all(a < b for a, b in pairs)
    entries = [reading.timeline[item] for item in ours if item in reading.timeline]
    return any(
        _inside(entry.bounds, want["edtf"]) or (entry.likely is not None and _inside(entry.likely, want["edtf"]))
        for entry in entries
    )


def _items(reading: Reading, words: str) -> list[str]:
    """What has its trigger in a snippet."""
    inside = reading.snippet(words)
    found: Iterable[Act | Event | Movement | Presence] = chain(
        reading.analysis.acts, reading.analysis.events, reading.analysis.movements, reading.analysis.presences
    )
    return [one.id for one in found if inside[0] <= _trigger(one)[0] < inside[1]]


def _trigger(item: Act | Event | Movement | Presence) -> Span:
    match item:
        case Act():
            return item.cue
        case Event():
            return item.trigger
        case _:
            return item.span


def _inside(bounds: Bounds, wanted: str) -> bool:
    """Whether both ends lie in a stretch of days, months or years; the small hours still belong to its last day."""
    first, _, last = wanted.partition("/")
    if bounds.earliest is None or bounds.latest is None:
        return False
    if not bounds.earliest[: len(first)] >= first:
        return False
    end = last or first
    return bounds.latest[: len(end)] <= end or (len(end) == 10 and bounds.latest <= _next(end) + NIGHT)


def _next(day: str) -> str:
    from datetime import date, timedelta

    return (date.fromisoformat(day) + timedelta(days=1)).isoformat()


def _relation(reading: Reading, want: dict[str, str]) -> bool:
    for entity in reading.analysis.entities:
        if not holds(reading.called(entity.id), want["a"]):
            continue
        for role in entity.roles:
            if holds([role.title], want["relation"]) and ("b" not in want or holds(_end(reading, role.of), want["b"])):
                return True
        for kin in entity.kin:
            if holds([kin.relation], want["relation"]) and ("b" not in want or holds(_end(reading, kin.to), want["b"])):
                return True
    return False


def _end(reading: Reading, ident: str | None) -> tuple[str, ...]:
    return reading.called(ident)


def _response(reading: Reading, want: dict[str, str]) -> bool:
    return any(
        response.result == want["result"] and holds(reading.called(response.who), want["who"])
        for response in reading.analysis.responses
    )


def _status(reading: Reading, want: dict[str, str]) -> bool:
    """A claim that is alleged and that the publisher could not verify keeps its allegation, and has the link."""
    inside, wanted = reading.snippet(want["at"]), want["status"].split("|")
    links = (link for claim in reading.analysis.claims for link in claim.links)
    unverified = {link.claim for link in links if link.relation == "cannot_verify"} if "unverified" in wanted else set()
    return any(
        (claim.status in wanted or claim.id in unverified) and any(_meet(span, inside) for span in claim.spans)
        for claim in reading.analysis.claims
    )


def _conflict(reading: Reading, want: dict[str, str]) -> bool:
    ends = (_sentence(reading, reading.snippet(want["a"])), _sentence(reading, reading.snippet(want["b"])))
    found = (*reading.conflicts, *reading.deceptions)
    return any(all(any(_meet(span, end) for span in one.spans) for end in ends) for one in found)


def _sentence(reading: Reading, inside: Span) -> Span:
    """The sentence that a snippet begins in."""
    index = reading.analysis.sentence_at(inside[0])
    return reading.analysis.sentences[index].span


def _named(parties: list[tuple[str, ...]], wanted: str | None) -> bool:
    return wanted is None or any(holds(names, wanted) for names in parties)


def _within(span: Span, other: Span) -> bool:
    return other[0] <= span[0] and span[1] <= other[1]


def _meet(span: Span, other: Span) -> bool:
    return span[0] < other[1] and other[0] < span[1]


_JUDGES: dict[str, Callable[[Reading, dict[str, str]], bool]] = {
    "source": _source,
    "act": _act,
    "told_falsely": _told_falsely,
    "not_told": _not_told,
    "journey": _journey,
    "time": _time,
    "relation": _relation,
    "response": _response,
    "status": _status,
    "conflict": _conflict,
}
