"""Moments of the items, and the time constraints that the text states of them.

Each item has one moment (the start; a movement also has an arrival at or after it). Bounds tie it to the origin,
orderings to another item or to a time expression. ``before Sunday`` bounds it by the day's start, ``before dawn`` (a
vague time) only by the dawn's end, so that nothing is forced that the words do not force. Weak constraints (narrative
order, hedged orderings, bounds carried over) have atoms of their own.
"""

import re
from datetime import UTC, datetime

from whoknew.model import Act, Analysis, Claim, Event, Movement, Order, Presence, Time
from whoknew.reasoning.builder import Builder
from whoknew.reasoning.clock import DAY, STEP, earliest, latest
from whoknew.reasoning.facts import Chain, Edge, Record

ORIGIN = 0
_OFFSET = re.compile(r"T\d\d:\d\d.*(?:Z|[+-]\d\d:\d\d)$")


def enter_moments(build: Builder, analysis: Analysis) -> dict[str, int]:
    """Give every item of an analysis its moment; an act that is an event, or an event told again, shares one."""
    moments: dict[str, int] = {}
    for event in analysis.events:
        moments[event.id] = moments.get(event.same_as or "", -1)
        if moments[event.id] < 0:
            moments[event.id] = build.point()
        _item(build, event, moments[event.id])
    for act in analysis.acts:
        moments[act.id] = moments.get(act.event or "", -1)
        if moments[act.id] < 0:
            moments[act.id] = build.point()
        _item(build, act, moments[act.id])
    for movement in analysis.movements:
        moments[movement.id] = build.point()
        arrival = build.point()
        _item(build, movement, moments[movement.id])
        build.world.item_end[-1] = arrival
        build.edge((arrival, moments[movement.id], 0), -1)  # departure <= arrival, by the nature of movements
    for presence in analysis.presences:
        moments[presence.id] = build.point()
        _item(build, presence, moments[presence.id])
    for claim in analysis.claims:
        if claim.time.orders or claim.time.bounds.earliest or claim.time.bounds.latest:
            moments[claim.id] = build.point()
        key = build.key(claim.id)
        build.world.records[key] = claim
        build.world.home[key] = build.number
    return moments


def _item(build: Builder, record: Record, moment: int) -> None:
    world, key = build.world, build.key(record.id)
    world.item_index[key] = len(world.items)
    world.items.append(key)
    world.item_point.append(moment)
    world.item_end.append(moment)
    world.records[key] = record
    world.home[key] = build.number


class TimeReader:
    """Constraints of the records of one analysis."""

    def __init__(self, build: Builder, analysis: Analysis, moments: dict[str, int], clock: int) -> None:
        self.build, self.moments, self.clock = build, moments, clock
        self.times: dict[str, Time] = {time.id: time for time in analysis.times}
        self.latest = latest(analysis.account.read_at or analysis.account.published)

    def enter(self, record: Act | Event | Movement | Presence | Claim, chains: tuple[Chain, ...], weak: bool) -> None:
        """All constraints of a record, each tied to its ``time`` atom, or to its weak one."""
        when = record.time
        point = self.moments.get(record.id)
        if point is None:
            return
        key = self.build.key(record.id)
        firm, loose = ("time", weak), ("weak-time", True)
        first, last = earliest(when.bounds.earliest), latest(when.bounds.latest)
        for given, read in ((when.bounds.earliest, first), (when.bounds.latest, last)):
            if given and read is None:
                self.build.doubt("reasoning.unreadable-time", f"{record.id}: “{given}” is not a date.", when.span)
        for value, edge in ((first, self._not_before(point, first)), (last, self._not_after(point, last))):
            if value is not None:
                facet, is_weak = loose if when.weak else firm
                self.build.edge(edge, self.build.atom(key, facet, is_weak, chains))
        if when.weak and self.latest is not None and _took_place(record):
            self.build.edge(self._not_after(point, self.latest), self.build.atom(key, *firm, chains))
        for order in when.orders:
            facet, is_weak = loose if order.weak else firm
            for edge in self._order(record, point, order):
                self.build.edge(edge, self.build.atom(key, facet, is_weak, chains))

    def _not_before(self, point: int, value: int | None) -> Edge:
        return (point, self.clock, -(value or 0))

    def _not_after(self, point: int, value: int | None) -> Edge:
        return (self.clock, point, value or 0)

    def _order(self, record: Record, point: int, order: Order) -> list[Edge]:
        other = self.moments.get(order.to)
        if other is not None:
            return _between(point, other, order.relation) if other != point else []
        time = self.times.get(order.to)
        if time is None:
            self.build.doubt(
                "reasoning.unknown-order",
                f"{record.id} is ordered against “{order.to}”, which is not there.",
                order.span,
            )
            return []
        return self._against(point, time, order.relation)

    def _against(self, point: int, time: Time, relation: str) -> list[Edge]:
        first, last = earliest(time.bounds.earliest), latest(time.bounds.latest)
        known = in_utc(time)
        if known is not None:
            return self._by_utc(point, known, relation)
        edges: list[Edge] = []
        sharp = time.type == "date"
        if relation == "before":
            limit = first if sharp else last
            edges = [self._not_after(point, limit - STEP)] if limit is not None else []
        elif relation == "after":
            limit = last if sharp else first
            edges = [self._not_before(point, limit + STEP)] if limit is not None else []
        elif relation in ("simultaneous", "during", "starts", "ends"):
            if first is not None:
                edges.append(self._not_before(point, first))
            if last is not None:
                edges.append(self._not_after(point, last))
        return edges

    def _by_utc(self, point: int, known: tuple[int, int], relation: str) -> list[Edge]:
        """Against a moment whose zone is stated: by the clock of UTC, which is the same for every account."""
        utc = utc_clock(self.build, self.clock)
        first, last = known
        if relation == "before":
            return [(utc, point, first - STEP)]
        if relation == "after":
            return [(point, utc, -(last + STEP))]
        return [(point, utc, -first), (utc, point, last)]


def in_utc(time: Time) -> tuple[int, int] | None:
    """First and last microsecond in UTC of a time to the minute whose zone is stated; None for any other."""
    if time.zone.name is None or time.edtf is None or not _OFFSET.search(time.edtf):
        return None
    try:
        moment = datetime.fromisoformat(time.edtf.replace("Z", "+00:00")).astimezone(UTC).replace(tzinfo=None)
    except (ValueError, OverflowError):
        return None
    first = earliest(moment.isoformat(timespec="minutes"))
    last = latest(moment.isoformat(timespec="minutes"))
    return (first, last) if first is not None and last is not None else None


def utc_clock(build: Builder, clock: int) -> int:
    """The origin of UTC: an account's local time is between 12 hours behind it and 14 ahead, and one offset holds for all
    its times."""
    world = build.world
    found = world.cache.get("utc")
    if not isinstance(found, int):
        found = world.cache["utc"] = build.point()
    tied = world.cache.setdefault("utc tied", set())
    if isinstance(tied, set) and clock not in tied:
        tied.add(clock)
        build.edge((found, clock, 12 * DAY // 24), -1)  # clock - utc <= 12 h: a place 12 hours behind
        build.edge((clock, found, 14 * DAY // 24), -1)  # utc - clock <= 14 h
    return found


def _took_place(record: Record) -> bool:
    """Whether it is told as something that had happened by the time of the telling."""
    if isinstance(record, Movement):
        return record.happened in ("done", "attempted")
    if isinstance(record, Event):
        return record.polarity and bool(record.factuality) and record.factuality[0].value in ("CT+", "PR+")
    return isinstance(record, (Act, Presence))


def _between(point: int, other: int, relation: str) -> list[Edge]:
    match relation:
        case "before":
            return [(other, point, -STEP)]
        case "after":
            return [(point, other, -STEP)]
        case "simultaneous" | "starts":
            return [(other, point, 0), (point, other, 0)]
        case "during" | "ends":  # not before the other began
            return [(point, other, 0)]
        case _:
            return []


def enter_clock(build: Builder) -> int:
    """The origin of the present account's local times: all accounts may differ by up to a day and two hours, and are
    taken to agree only weakly."""
    if build.number == 0:
        return ORIGIN
    clock = build.point()
    build.world.cache["clocks"] = (*build.world.cache.get("clocks", ()), clock)  # type: ignore[misc]
    atom = build.atom(build.key("clock"), "clock", True, ((("self",),),))
    for edge in ((ORIGIN, clock, 26 * DAY // 24), (clock, ORIGIN, 26 * DAY // 24)):
        build.edge(edge, -1)
    for edge in ((ORIGIN, clock, 0), (clock, ORIGIN, 0)):
        build.edge(edge, atom)
    return clock
