"""What the times of an item come to: bounds by preposition, the finest time first, the day carried along."""

from whoknew.model import Bounds, Order, When
from whoknew.model.times import Ordering
from whoknew.stages.order.items import Item
from whoknew.stages.order.placed import Placed, lexicon


def when_of(
    item: Item, own: list[Placed], orders: tuple[Order, ...], carried: Bounds | None, latest: str | None
) -> When:
    """When an item was: by the finest of its own times, else as told before, else on the day carried along (weak)."""
    zoned = [spot for spot in own if spot.time.zone.name is not None]
    own = [spot for spot in own if spot.time.zone.name is None]
    orders = (*(order for order in item.when.orders if order not in orders), *orders)  # what the acts already say
    orders = (*orders, *(Order(relation=_side(spot), to=spot.time.id, span=spot.time.span) for spot in zoned))
    dated = [spot for spot in own if spot.time.bounds.earliest or spot.time.bounds.latest]
    times = tuple(spot.time.id for spot in (*own, *zoned)) or item.when.times
    if zoned and not dated:
        return When(
            bounds=Bounds(latest=latest if item.real else None), times=times, orders=orders, span=zoned[0].time.span
        )
    if dated:
        dated.sort(key=lambda spot: (_width(spot.time.bounds), spot.first))
        return When(bounds=_together(dated), times=times, orders=orders, span=dated[0].time.span)
    kept = item.when
    if kept.bounds != Bounds():
        return When(
            bounds=kept.bounds,
            times=times,
            orders=orders,
            span=kept.span,
            weak=kept.weak,
            initial=kept.initial,
        )
    if carried is not None and item.real:
        return When(bounds=carried, times=times, orders=orders, weak=True)
    return When(
        bounds=Bounds(latest=latest if item.real else None),
        times=times,
        orders=orders,
        span=own[0].time.span if own else None,
    )


def _width(bounds: Bounds) -> str:
    """Days sort before months and years by how much of the two bounds agrees."""
    first, last = bounds.earliest or "", bounds.latest or ""
    same = next((at for at, (a, b) in enumerate(zip(first, last)) if a != b), min(len(first), len(last)))
    return f"{99 - same:02d}"


def _side(spot: Placed) -> Ordering:
    """How an item stands to a time whose zone is stated: its bounds are on another clock than the account's."""
    side = lexicon()["prepositions"].get(spot.preposition)
    return "before" if side in ("before", "until") else "after" if side == "after" else "during"


def _bounded(spot: Placed) -> Bounds:
    bounds, side = spot.time.bounds, lexicon()["prepositions"].get(spot.preposition)
    if side == "before":
        return Bounds(latest=bounds.earliest)
    if side == "until":
        return Bounds(latest=bounds.latest)
    if spot.preposition == "between":
        return Bounds(earliest=bounds.earliest)
    if side == "after":
        return Bounds(earliest=bounds.earliest if spot.preposition in {"since", "from"} else bounds.latest)
    return bounds


def _together(dated: list[Placed]) -> Bounds:
    """The finest time, and where it leaves a side open ("from Jan. 20 until March 2") the other times of the clause."""
    bounds = _bounded(dated[0])
    sides = [
        spot
        for spot in dated
        if spot.preposition == "between" or lexicon()["prepositions"].get(spot.preposition) == "until"
    ]
    if len(sides) > 1 and sides[0].first == min(spot.first for spot in sides):  # "between 8 and 11 a.m."
        return Bounds(earliest=sides[0].time.bounds.earliest, latest=sides[-1].time.bounds.latest)
    for spot in dated[1:]:
        more = _bounded(spot)
        first, last = bounds.earliest or more.earliest, bounds.latest or more.latest
        if first is None or last is None or first <= last:
            bounds = Bounds(earliest=first, latest=last)
    return bounds


def carry(spots: tuple[Placed, ...] | list[Placed], carried: Bounds | None) -> Bounds | None:
    """The day that later sentences of the paragraph go on with."""
    for spot in reversed(spots):
        bounds = spot.time.bounds
        if bounds.earliest and bounds.latest and not spot.preposition and spot.time.type in {"date", "time"}:
            day = spot.time.value[:10]
            return (
                Bounds(earliest=f"{day}T00:00", latest=f"{day}T23:59")
                if len(day) == 10 and day[8:].isdigit()
                else bounds
            )
    return carried
