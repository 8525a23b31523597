"""When things happened: computed bounds, forced order, a display order, and the moments of a replay.

What firm claims force is told apart from what rests on weak ones (narrative order, hedged bounds): weak constraints
are added one by one in the order of the text, each only where it contradicts nothing before it.
"""

from collections.abc import Iterable

from whoknew.model import Act, Bounds, Claim, Event, Moment, Movement, Presence, Span, TimelineEntry
from whoknew.model.cover import Cover
from whoknew.reasoning.clock import DAY, iso
from whoknew.reasoning.facts import World
from whoknew.reasoning.lines import Line, first_line
from whoknew.reasoning.network import Network
from whoknew.reasoning.order import Order
from whoknew.reasoning.words import label

HOUR = DAY // 24
FULL = 80  # up to this many items ``after`` and ``before`` list all; past it only the nearest
LARGE = 600  # past this many items the display order sorts by bounds alone


def happened(world: World) -> tuple[int, ...]:
    """Items that have a place in time: all but acts that did not take place and standing silences."""
    found = []
    for item, key in enumerate(world.items):
        record = world.records[key]
        undone = (isinstance(record, Act) and not (record.polarity and record.completed)) or (
            isinstance(record, Event) and not record.polarity
        )
        if isinstance(record, Event) and (_in_passing(record) or _heads(world, key, record)):
            continue
        if isinstance(record, Movement) and record.same_as is not None:
            continue
        if isinstance(record, Act) and _empty(record):
            continue
        undone = undone or (isinstance(record, Act) and record.type in ("unaware", "withhold"))
        when = record.time
        dated = bool(when.orders or when.times or when.bounds.earliest or when.bounds.latest)
        if isinstance(record, (Act, Event, Movement, Presence)) and (dated or not undone) and not when.initial:
            found.append(item)
    return tuple(found)


def _empty(act: Act) -> bool:
    """Whether an act read from prose is a telling of nothing that the account gives: "I make this statement".

    That somebody was told on a day that the account states is something: "on 1 August he was informed".
    """
    stated = bool(act.others) and bool(act.time.times) and not act.time.weak
    return (
        act.type == "tell"
        and not stated
        and act.proposition is None
        and not act.content_spans
        and act.origin != "human"
        and bool(act.origin)
    )


def _heads(world: World, key: str, event: Event) -> bool:
    """Whether an event is read from a title or a heading: the text says it again, and better."""
    if not event.origin.startswith("events/"):
        return False
    titles: dict[int, Cover[bool]] = world.cache.setdefault("titles", {})  # type: ignore[assignment]
    home = world.home.get(key, 0)
    if home not in titles:
        blocks = world.analyses[home].blocks
        titles[home] = Cover((block.span, True) for block in blocks if block.type in ("title", "heading"))
    return titles[home].innermost(event.trigger[0]) is not None


def _in_passing(event: Event) -> bool:
    """An event that another item tells already, that is not presented as having happened, or that, read from prose by
    a stage, no stated time and no firm ordering places: it is in the analysis, not on the timeline."""
    if event.same_as is not None or (event.factuality and event.factuality[0].value not in {"CT+", "PR+"}):
        return True
    if event.origin.startswith("events/") and not event.polarity:
        return True  # "got no answer": its words would read as if it had been so
    dated = bool(event.time.times and event.time.bounds.earliest)
    placed = dated or any(
        not order.weak or (order.relation == "after" and order.span is not None) for order in event.time.orders
    )  # by a time, by a connective, or by "then"
    return event.origin.startswith("events/") and (not placed or len(event.gist.split()) < 3)


def weak_order(world: World) -> Order:
    """The order with weak constraints added where they contradict nothing."""
    kept: Order | None = world.cache.get("weak order")  # type: ignore[assignment]
    if kept is None:
        line = first_line(world)
        network = Network(world.points)
        for edge, atom in zip(world.edges, world.edge_atom):
            if atom < 0 or line.status(atom) is True:
                network.add(*edge, atom)
        for edge, atom in zip(world.edges, world.edge_atom):
            if atom >= 0 and world.atom_weak[atom]:
                network.add(*edge, atom)
        kept = Order(network)
        world.cache["weak order"] = kept
    return kept


def ranked(world: World) -> tuple[int, ...]:
    """Items in display order: forced order first, then weak, then the order of the text."""
    found: tuple[int, ...] | None = world.cache.get("ranked")  # type: ignore[assignment]
    if found is None:
        found = world.cache["ranked"] = tuple(_ranked(world, happened(world)))
    return found


def _position(world: World, item: int) -> tuple[int, int, int]:
    key = world.items[item]
    spans = world.spans_of(key)
    return (world.home[key], spans[0][0] if spans else 0, item)


def _ranked(world: World, items: tuple[int, ...]) -> list[int]:
    order, point = weak_order(world), world.item_point
    if len(items) > LARGE:
        floor = min((order.earliest(point[item]) or 0 for item in items), default=0)

        def by_bounds(item: int) -> tuple[int, tuple[int, int, int]]:
            known = order.earliest(point[item])
            return (floor if known is None else known, _position(world, item))

        return sorted(items, key=by_bounds)
    waiting = dict.fromkeys(items, 0)
    followers: dict[int, list[int]] = {item: [] for item in items}
    for first in items:
        for second in items:
            if order.forced(point[first], point[second], strict=True):
                followers[first].append(second)
                waiting[second] += 1
    about = _about(world, order, items, followers)
    ready = [item for item in items if not waiting[item]]
    done: list[int] = []
    while ready:
        item = min(ready, key=lambda item: (about[item], _position(world, item)))
        ready.remove(item)
        done.append(item)
        for other in followers[item]:
            waiting[other] -= 1
            if not waiting[other]:
                ready.append(other)
    return done


def _about(world: World, order: Order, items: tuple[int, ...], followers: dict[int, list[int]]) -> dict[int, int]:
    """Where to show an item among others: by its earliest moment; where it has none, just before what it is known to
    precede; else after the item before it in the text. For display only: nothing is concluded from it."""
    firsts = {item: order.earliest(world.item_point[item]) for item in items}
    found: dict[int, int] = {}
    last = min((first for first in firsts.values() if first is not None), default=0)
    for item in sorted(items, key=lambda item: _position(world, item)):
        first = firsts[item]
        bounds = [known for other in followers[item] if (known := firsts[other]) is not None]
        limit = order.latest(world.item_point[item])
        if first is None and bounds:
            first = min(bounds) - 1
        elif first is None and limit is not None:
            first = limit - limit % DAY  # "by Sunday": among what is of that day, by the order of the text
        last = found[item] = (
            last if first is None else first - first % HOUR
        )  # what is strictly after by a hair is not later
    return found


def timeline(world: World) -> tuple[TimelineEntry, ...]:
    """One entry per item, in display order."""
    line, items, order = first_line(world), ranked(world), weak_order(world)
    full = len(items) <= FULL
    entries = []
    down, up = line.network.paths(0, backward=True), line.network.paths(0)
    for rank, item in enumerate(items):
        point, key = world.item_point[item], world.items[item]
        near = items if full else items[max(0, rank - 12) : rank + 13]
        after = [world.items[o] for o in near if line.order.forced(world.item_point[o], point, strict=True)]
        before = [world.items[o] for o in near if line.order.forced(point, world.item_point[o], strict=True)]
        first, last = line.order.earliest(point), line.order.latest(point)
        early, late = _records(world, down.tags(point)), _records(world, up.tags(point)[::-1])
        entries.append(
            TimelineEntry(
                id=f"tl{rank + 1}",
                rule="time",
                item=key,
                label=label(world, key),
                bounds=Bounds(
                    earliest=None if first is None else iso(first), latest=None if last is None else iso(last)
                ),
                earliest_span=_span(world, early),
                latest_span=_span(world, late),
                after=tuple(after),
                before=tuple(before),
                likely=_likely(order, point, first, last),
                rank=rank,
                weak=_weak(world, line, item, items, rank),
                claims=tuple(dict.fromkeys((key, *early, *late))),
                spans=world.spans_of(key),
                inferred=any(record != key for record in (*early, *late)),
            )
        )
    return tuple(entries)


def _likely(order: Order, point: int, first: int | None, last: int | None) -> Bounds | None:
    """Bounds with the weak constraints added (the telling's own day and order), where they say a day more than the firm."""
    low, high = order.earliest(point), order.latest(point)
    same_low = low == first or (low is not None and first is not None and low - first < DAY)
    same_high = high == last or (high is not None and last is not None and last - high < DAY)
    if same_low and same_high:
        return None
    return Bounds(earliest=None if low is None else iso(low), latest=None if high is None else iso(high))


def _weak(world: World, line: Line, item: int, items: tuple[int, ...], rank: int) -> bool:
    """Whether its place after the item before it rests on weak order, or on the order of the text alone."""
    if rank == 0:
        return False
    return not line.order.forced(world.item_point[items[rank - 1]], world.item_point[item])


def _records(world: World, tags: list[int]) -> tuple[str, ...]:
    """Records of the constraints that bound a moment, nearest to it first."""
    return tuple(dict.fromkeys(world.atom_record[tag] for tag in tags if tag >= 0))


def _span(world: World, records: Iterable[str]) -> Span | None:
    """The words that set a bound: those of the record furthest along the path, where the bound enters."""
    for key in reversed(tuple(records)):
        record = world.records.get(key)
        if record is not None:
            if record.time.span is not None:
                return record.time.span
            return next(iter(world.spans_of(key)), None)
    return None


def explain_order(world: World, first: str, second: str) -> tuple[str, ...] | None:
    """The records whose times force one item before (or at the moment of) another; None where nothing does."""
    line = first_line(world)
    start, goal = world.point(first), world.point(second)
    if not line.order.forced(start, goal):
        return None
    return tuple(dict.fromkeys(line.world.atom_record[tag] for tag in line.network.path(goal, start) if tag >= 0))


def at_odds(world: World) -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    """Pairs that, it seems, tell of one thing, though stated times set them apart; with the records that force that.

    A question, not a conflict: that they are the same is taken from the wording only.
    """
    line, found = first_line(world), []
    for key in world.items:
        record = world.records[key]
        if isinstance(record, Claim):
            continue
        for order in record.time.orders:
            other = f"{world.home[key] + 1}:{order.to}" if len(world.analyses) > 1 else order.to
            if order.relation != "simultaneous" or not order.weak or other not in world.item_index:
                continue
            for first, second in ((key, other), (other, key)):
                if line.order.forced(world.point(first), world.point(second), strict=True):
                    forcing = explain_order(world, first, second) or ()
                    found.append((first, second, tuple(k for k in forcing if k not in (first, second))))
    return tuple(found)


def moments(world: World) -> tuple[Moment, ...]:
    """Steps of the replay: items in order, those of which neither firm nor weak claims say the order together."""
    found: tuple[Moment, ...] | None = world.cache.get("moments")  # type: ignore[assignment]
    if found is None:
        order, point = weak_order(world), world.item_point
        groups: list[list[int]] = []
        for item in ranked(world):
            group = groups[-1] if groups else None
            if group is not None and all(_open(order, point[o], point[item]) for o in group):
                group.append(item)
            else:
                groups.append([item])
        found = world.cache["moments"] = tuple(_moment(world, n, group) for n, group in enumerate(groups))
    return found


def _open(order: Order, first: int, second: int) -> bool:
    """Whether two moments may be in either order and nothing sets them more than a day apart."""
    if first == second:
        return True
    if order.forced(first, second, strict=True) or order.forced(second, first, strict=True):
        return False
    early, late = order.earliest(first), order.earliest(second)
    return (early is None) == (late is None) and (early is None or late is None or abs(early - late) < DAY)


def _moment(world: World, number: int, group: list[int]) -> Moment:
    line, point = first_line(world), world.item_point
    firsts = [line.order.earliest(point[item]) for item in group]
    lasts = [line.order.latest(point[item]) for item in group]
    early = None if None in firsts else min(value for value in firsts if value is not None)
    late = None if None in lasts else max(value for value in lasts if value is not None)
    points = {point[item] for item in group}
    keys = [world.items[item] for item in group]
    return Moment(
        id=f"mo{number + 1}",
        label="; ".join(label(world, key) for key in keys[:3])
        + (f" and {len(keys) - 3} more" if len(keys) > 3 else ""),
        items=tuple(keys),
        bounds=Bounds(earliest=None if early is None else iso(early), latest=None if late is None else iso(late)),
        open_order=len(points) > 1,
    )
