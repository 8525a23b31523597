"""The time before a fact's colon: ``2024-12-07 evening, after meeting:`` → bounds and orderings."""

from typing import Any

from whoknew.model import Bounds, Order, When
from whoknew.scenario.cursor import Cursor
from whoknew.scenario.declare import take_facts
from whoknew.scenario.moments import DATE, THIRDS, read_bounds
from whoknew.scenario.state import State
from whoknew.scenario.words import phrases

OPENERS = frozenset({"from", "between", "since", "until", "perhaps", "then", "at", *THIRDS})
HAPPENINGS = ("events", "acts", "movements", "presences")


def take_when(state: State, cursor: Cursor) -> When:
    """The time before the first colon, if the line starts with one."""
    first = cursor.peek()
    if first is None or not (first.folded in OPENERS or DATE.fullmatch(first.text) or _orders(cursor)):
        return When()
    colon = next((i for i in range(cursor.at, len(cursor.tokens)) if cursor.tokens[i].kind == "colon"), None)
    if colon is None:
        if DATE.fullmatch(first.text):
            raise cursor.fault("a time is followed by a colon.", f"Write {first.text}: and then what happened.")
        return When()
    part = Cursor(cursor.path, cursor.line, cursor.tokens[:colon])
    part.at = cursor.at
    when = When()
    while not part.done:
        when = _constraint(state, part, when)
        if not part.done and part.take_kind("comma") is None:
            raise part.fault(f"“{part.rest()}” is not part of a time.", HOW_TO_TIME)
    cursor.at = colon + 1
    return when


HOW_TO_TIME = (
    "A time is a date (2024-12-07, 2024-12-07 evening, 2024-12-07 18:00, late 2024-11), a stretch (from … to …, before …, "
    "after …), an order (after LABEL, before LABEL, during LABEL), “then” or “at first”; several are parted by commas."
)


def _orders(cursor: Cursor) -> bool:
    token = cursor.peek()
    return token is not None and any(cursor.sees(*words) for words, _ in phrases("orders").starting(token.folded))


def _constraint(state: State, part: Cursor, when: When) -> When:
    if part.takes("at", "first"):
        return _changed(when, initial=True)
    start = part.at
    weak = part.takes("perhaps")
    if part.takes("then"):
        return _changed(when, orders=(*when.orders, _then(state, part, weak)))
    bounds = _bounds(part)
    if bounds is not None:
        return _changed(when, bounds=_narrower(part, when.bounds, bounds, start), weak=when.weak or weak)
    relation: Any = part.take_phrase(phrases("orders"))
    if relation is None:
        raise part.fault(f"“{part.rest()}” is not a time.", HOW_TO_TIME)
    added = tuple(Order(relation=relation, to=to, weak=weak) for to in take_facts(state, part))
    return _changed(when, orders=(*when.orders, *added))


def _changed(when: When, **changes: Any) -> When:
    return When(**{name: getattr(when, name) for name in when.__struct_fields__} | changes)


def _then(state: State, part: Cursor, weak: bool) -> Order:
    before = next((e for e in reversed(state.order) if e.layer in HAPPENINGS), None)
    if before is None:
        raise part.fault("“then” has nothing before it.", "Start the first fact with a date or with nothing.")
    return Order(relation="after", to=before.id, weak=weak)


def _bounds(part: Cursor) -> Bounds | None:
    words: list[str] = []
    for token in part.tokens[part.at :]:
        if token.kind != "word":
            break
        words.append(token.text if DATE.fullmatch(token.text) else token.folded)
    try:
        found = read_bounds(words)
    except (ValueError, OverflowError) as error:
        text = str(error)
        raise part.fault(
            "the calendar has no such date." if "must be in" in text or "out of range" in text else text,
            "Dates are year-month-day: 2024-12-07; hours are 18:00.",
        ) from error
    if found is None:
        return None
    part.at += found[1]
    return found[0]


def _narrower(part: Cursor, a: Bounds, b: Bounds, start: int) -> Bounds:
    earliest = max(filter(None, (a.earliest, b.earliest)), default=None)
    latest = min(filter(None, (a.latest, b.latest)), default=None)
    if earliest and latest and latest < earliest:
        part.at = start
        raise part.fault(
            "these two times leave no moment at which this could have happened.", "Widen one of them, or take it away."
        )
    return Bounds(earliest=earliest, latest=latest)
