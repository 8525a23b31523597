"""Times and orderings of items, by the parse where there is one, by nearness within the clause otherwise.

Firm: a time in the item's own clause (shared by verbs joined with "and"), orderings stated by connectives, and that
nothing told as done is later than publication. Weak: the day that an earlier sentence of the paragraph named, and the
order of telling where both are told in the simple past.
"""

import msgspec

from whoknew.model import Analysis, Bounds, Order, When
from whoknew.model.wording import Wording
from whoknew.stages.order.between import place_between
from whoknew.stages.order.bounds import carry, when_of
from whoknew.stages.order.items import Item, items_of
from whoknew.stages.order.occasions import occasions
from whoknew.stages.order.placed import NOWHERE, Placed, belongs, in_role, joined_to, not_until, place
from whoknew.stages.order.telling import (
    anchored_orders,
    connected_orders,
    in_main_clause,
    legs,
    pluperfect,
    present,
    told_after,
)

DATED = 4  # tokens besides a date in a line that only dates what follows: "On Monday, 4 March:"


def find_when(analysis: Analysis) -> dict[str, When]:
    """``When`` by item id, for every item of which the text says something about the time. Linear in the text."""
    words = Wording(analysis)
    items = items_of(analysis, words)
    by_sentence: dict[int, list[Item]] = {}
    for item in items:
        by_sentence.setdefault(words.sentence[item.token], []).append(item)
    placed: dict[int, list[Placed]] = {}
    for time in analysis.times:
        first, end = words.range_of(time.span)
        if first < end:
            spot = place(words, time, first, end, {item.token for item in by_sentence.get(words.sentence[first], ())})
            placed.setdefault(words.sentence[first], []).append(spot)
    latest = _publication(analysis)
    frames = {f.word: f for f in analysis.signals.frames} if analysis.signals is not None else {}
    # "was not told until Monday" keeps it from somebody up to then
    silent = {act.id for act in analysis.acts if act.type in ("withhold", "unaware") or not act.polarity}
    found: dict[str, When] = {}
    carried: Bounds | None = None
    block, previous = -2, None
    heading: Bounds | None = None  # the day that a line of its own names: "4 March."
    for number in sorted(by_sentence.keys() | placed.keys()):
        sentence = analysis.sentences[number] if 0 <= number < len(analysis.sentences) else None
        if sentence is None:
            continue
        if sentence.block != block:
            block, carried, previous = sentence.block, heading, None
        heading = None
        here = by_sentence.get(number, [])
        spots = placed.get(number, [])
        clauses = [words.range_of(spot.time.anchor.span) for spot in spots if spot.time.anchor.span is not None]
        root = _root(words, sentence.first, sentence.end)
        level = [spot for spot in spots if not _looks_back(words, spot) and not _aside(words, spot)]
        for item in here:
            own = [
                spot
                for spot in spots
                if belongs(words, spot, item, clauses, root) or in_role(frames.get(item.token), spot, item, clauses)
            ]
            direct = [spot for spot in own if spot.governor == item.token and spot.time.bounds.earliest]
            if words.parsed and words.deprels[item.token].startswith("conj"):
                own = direct or own  # "was promised it by Friday and sent it on Tuesday": each its own
            if item.id not in silent:
                own = [spot._replace(preposition="") if not_until(words, spot, item) else spot for spot in own]
            direct = [spot for spot in own if spot.governor == item.token and spot.time.type in {"date", "time"}]
            if any(spot.time.bounds.earliest for spot in direct) and not any(_sided(spot) for spot in own):
                own = [spot for spot in own if spot in direct or spot.time.type not in {"date", "time"}]
            orders = [*anchored_orders(words, own, item, here), *connected_orders(words, item, here)]
            weak_order = told_after(words, item, previous)
            if weak_order is not None and not orders:
                orders.append(weak_order)
            anchored = any(first <= item.token < end for first, end in clauses)
            elsewhere = words.parsed and not own and any(spot.governor >= 0 for spot in spots)
            kept = item._replace(when=When()) if (anchored or elsewhere) and not own else item
            day = carried if own else joined_to(words, item, level) or carried
            if not own and present(words, item.token) and previous is not None and not present(words, previous.token):
                day = None  # "he denies it": now, and not on the day that the story goes on with
            if not own and words.parsed and words.deprels[item.token].startswith("acl:relcl"):
                day = None  # "veterans who served": who they are, and no part of the day told of
            found[item.id] = when_of(kept, own, tuple(orders), None if anchored else day, latest)
            if item.real and in_main_clause(words, item.token) and not pluperfect(words, item.token):
                previous = item
        carried = carry(level, carried)
        if not here and level and sentence.end - sentence.first <= sum(s.end - s.first for s in level) + DATED:
            own_day = carried is not None and (carried.earliest or "")[:10] == (analysis.account.published or "-")[:10]
            heading = None if own_day else carried  # not the line that dates the account itself
    for key, order in (*legs(analysis), *occasions(analysis, words)):
        when = found.get(key, When())
        others = tuple(known for known in when.orders if not (known.weak and known.to == order.to))
        found[key] = msgspec.structs.replace(when, orders=(*others, order))
    for key, bounds in place_between(analysis, words, items, found).items():
        found[key] = msgspec.structs.replace(found.get(key, When()), bounds=bounds, weak=True)
    return {key: _without_clashes(when, found) for key, when in found.items()}


def _sided(spot: Placed) -> bool:
    return bool(spot.preposition) or spot.time.anchor.kind == "event"


def _aside(words: Wording, spot: Placed) -> bool:
    """ "Karel, whose visit in 2015 had …": a year of a relative clause, which the story does not go on with."""
    if spot.governor == NOWHERE:
        return True
    return words.parsed and spot.governor >= 0 and words.deprels[spot.governor].startswith("acl")


def _looks_back(words: Wording, spot: Placed) -> bool:
    """Whether a time dates a look back in a clause of its own: "he knew: she had left two days before"."""
    at = spot.governor
    return words.parsed and at >= 0 and words.heads[at] >= 0 and pluperfect(words, at)


def _without_clashes(when: When, found: dict[str, When]) -> When:
    """Without the order of telling where stated times say otherwise: that the telling goes back is no tension."""

    def clashes(order: Order) -> bool:
        other = found.get(order.to)
        if not order.weak or order.span is not None or other is None or when.weak or other.weak:
            return False
        return bool(when.bounds.latest and other.bounds.earliest and when.bounds.latest < other.bounds.earliest)

    orders = tuple(order for order in when.orders if not clashes(order))
    return when if orders == when.orders else msgspec.structs.replace(when, orders=orders)


def _root(words: Wording, first: int, end: int) -> int:
    """The main verb of a sentence, or -1 where there is no parse."""
    return next((at for at in range(first, min(end, len(words))) if words.parsed and words.heads[at] < 0), -1)


def _publication(analysis: Analysis) -> str | None:
    stated = analysis.account.read_at or analysis.account.published
    return f"{stated}T23:59" if stated and len(stated) == 10 else None
