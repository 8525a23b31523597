"""Stage ``order``: when the things of the story happened, as far as the text says.

Runs late and treats acts, events, movements and presences alike: each gets the times of its own clause, the orderings
that connectives state, and – marked weak – the day that the paragraph goes on with and the order of telling.
"""

from bisect import bisect_right
from typing import TypeVar

import msgspec

from whoknew.model import Act, Analysis, Bounds, Event, Movement, Presence, When
from whoknew.stages.order.rules import find_when

T = TypeVar("T", Act, Event, Movement, Presence)


class Ordering:
    name = "order"
    version = "1"
    requires = frozenset({"times", "sentences", "tokens"})
    uses = frozenset({"signals", "blocks", "events", "acts", "movements", "presences", "quotations"})
    provides = frozenset({"events.time", "acts.time", "movements.time", "presences.time"})

    def __call__(self, analysis: Analysis, /) -> Analysis:
        found = find_when(analysis)
        dated = msgspec.structs.replace(
            analysis,
            acts=_dated(analysis.acts, found),
            movements=_dated(analysis.movements, found),
            presences=_dated(analysis.presences, found),
        )
        return msgspec.structs.replace(dated, events=told_again(_dated(analysis.events, found), dated))


def _dated(records: tuple[T, ...], found: dict[str, When]) -> tuple[T, ...]:
    return tuple(
        msgspec.structs.replace(record, time=_with_stated(record, found[record.id])) if record.id in found else record
        for record in records
    )


def _with_stated(record: Act | Event | Movement | Presence, when: When) -> When:
    """What an earlier stage knew of the order ("he told them", at that meeting) stays beside what is found here."""
    before = record.time
    if isinstance(record, Movement) and record.happened == "falsely_stated" and when == When():
        return msgspec.structs.replace(before, weak=True)  # a going that was only said: about when it was said
    undated = when.weak or (not when.times and when.bounds.earliest is None and not when.initial)
    if (
        isinstance(record, Act) and undated and before.bounds.earliest is not None and not before.weak
    ):  # its own sentence's date beats one carried over
        when = msgspec.structs.replace(when, bounds=before.bounds, times=before.times, span=before.span, weak=False)
    stated = tuple(order for order in before.orders if order.relation == "during" and order not in when.orders)
    return msgspec.structs.replace(when, orders=(*when.orders, *stated)) if stated else when


def told_again(events: tuple[Event, ...], analysis: Analysis) -> tuple[Event, ...]:
    """An event whose word an act, movement or presence stands on is that one told again (``same_as``), at its time."""
    owners: list[tuple[int, int, str]] = [
        *((*act.cue, act.id) for act in analysis.acts),
        *((*movement.span, movement.id) for movement in analysis.movements),
        *((*presence.span, presence.id) for presence in analysis.presences),
    ]
    times: dict[str, When] = {act.id: act.time for act in analysis.acts}
    times.update((movement.id, movement.time) for movement in analysis.movements)
    times.update((presence.id, presence.time) for presence in analysis.presences)
    owners.sort(key=lambda owner: (owner[0], -owner[1]))
    starts = [owner[0] for owner in owners]
    marked: list[Event] = []
    for event in events:
        at = bisect_right(starts, event.trigger[0])
        owner = next((o[2] for o in reversed(owners[max(0, at - 8) : at]) if o[0] <= event.trigger[0] < o[1]), None)
        if owner:
            known = times[owner]
            carried = event.time.weak and not known.weak and known.bounds != Bounds()
            event = msgspec.structs.replace(event, same_as=owner, time=known if carried else event.time)
        marked.append(event)
    return tuple(marked)


stage = Ordering()
