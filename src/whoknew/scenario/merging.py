"""Journeys told twice become one line in a draft: "hours before he left" is the flight that the account tells later."""

from typing import Any

import msgspec

from whoknew.model import Analysis, Movement
from whoknew.model.cover import Cover


def merged(analysis: Analysis) -> Analysis:
    """The analysis without movements that only repeat another or what somebody is told; references go to the other."""
    instead = _instead(analysis)
    told = Cover((span, True) for act in analysis.acts for span in act.content_spans)
    repeated = {
        move.id
        for move in analysis.movements
        if move.happened == "planned" and not _tells_more(move) and told.innermost(move.span[0]) is not None
    }
    gone = repeated | set(instead)
    if not gone:
        return analysis

    def led(record: Any) -> Any:
        orders = tuple(
            msgspec.structs.replace(order, to=instead.get(order.to, order.to))
            for order in record.time.orders
            if order.to not in repeated
        )
        orders = tuple(order for order in dict.fromkeys(orders) if order.to != record.id)
        return msgspec.structs.replace(record, time=msgspec.structs.replace(record.time, orders=orders))

    return msgspec.structs.replace(
        analysis,
        acts=tuple(led(act) for act in analysis.acts),
        events=tuple(led(event) for event in analysis.events),
        presences=tuple(led(presence) for presence in analysis.presences),
        movements=tuple(led(move) for move in analysis.movements if move.id not in gone),
        propositions=tuple(
            msgspec.structs.replace(one, events=tuple(dict.fromkeys(instead.get(e, e) for e in one.events)))
            for one in analysis.propositions
        ),
    )


def _instead(analysis: Analysis) -> dict[str, str]:
    """Movement that says nothing but that somebody went → the fuller one that its proposition holds to be the same."""
    by_id = {move.id: move for move in analysis.movements}
    found: dict[str, str] = {}
    for proposition in analysis.propositions:
        mine = [by_id[event] for event in proposition.events if event in by_id]
        full = [move for move in mine if _tells_more(move) and move.happened == "done"]
        for move in mine:
            same = [other for other in full if other.mover.entity == move.mover.entity and move.mover.entity]
            if not _tells_more(move) and move.happened == "done" and len(same) == 1:
                found[move.id] = same[0].id
    return found


def _tells_more(move: Movement) -> bool:
    return bool(move.destination or move.origin_place or move.means or move.via)
