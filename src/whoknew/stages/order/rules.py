"""Times and orderings of items, by the parse where there is one, by nearness within the clause otherwise.

Firm: a time in the item's own clause (shared by verbs joined with "and"), orderings stated by connectives, and that
nothing told as done is later than publication. Weak: the day that an earlier sentence of the paragraph named, and the
order of telling where both are told in the simple past.
"""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from whoknew.model import Analysis, Bounds, Frame, Movement, Order, Time, When
from whoknew.model.times import Ordering
from whoknew.model.wording import Wording
from whoknew.stages.order.items import Item, items_of

_CLAUSE_MARKS = frozenset({",", ";", ":", "—", "–", "and", "but", "who", "which", "that", "(", ")"})


@cache
def _lexicon() -> dict[str, dict[str, str]]:
    loaded: dict[str, Any] = tomllib.loads(Path(__file__).with_name("lexicon.toml").read_text(encoding="utf-8"))
    return loaded


class Placed(NamedTuple):
    """A time with its token range, the token it hangs on, and the preposition before it."""

    time: Time
    first: int
    end: int
    governor: int
    preposition: str


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
            spot = _place(words, time, first, end, {item.token for item in by_sentence.get(words.sentence[first], ())})
            placed.setdefault(words.sentence[first], []).append(spot)
    latest = _publication(analysis)
    frames = {f.word: f for f in analysis.signals.frames} if analysis.signals is not None else {}
    found: dict[str, When] = {}
    carried: Bounds | None = None
    block, previous = -2, None
    for number in sorted(by_sentence):
        sentence = analysis.sentences[number] if 0 <= number < len(analysis.sentences) else None
        if sentence is None:
            continue
        if sentence.block != block:
            block, carried, previous = sentence.block, None, None
        here = by_sentence[number]
        spots = placed.get(number, [])
        clauses = [words.range_of(spot.time.anchor.span) for spot in spots if spot.time.anchor.span is not None]
        root = _root(words, sentence.first, sentence.end)
        for item in here:
            own = [
                spot
                for spot in spots
                if _belongs(words, spot, item, clauses, root) or _in_role(frames.get(item.token), spot, item, clauses)
            ]
            orders = [*_anchored(words, own, item, here), *_connected(words, item, here)]
            weak_order = _told_after(words, item, previous)
            if weak_order is not None and not orders:
                orders.append(weak_order)
            anchored = any(first <= item.token < end for first, end in clauses)
            elsewhere = words.parsed and not own and any(spot.governor >= 0 for spot in spots)
            kept = item._replace(when=When()) if (anchored or elsewhere) and not own else item
            found[item.id] = _when(kept, own, tuple(orders), None if anchored else carried, latest)
            if item.real and _in_main_clause(words, item.token) and not _pluperfect(words, item.token):
                previous = item
        carried = _carry(analysis, spots, carried)
    for leg, order in _legs(analysis):
        when = found.get(leg, When())
        others = tuple(known for known in when.orders if not (known.weak and known.to == order.to))
        found[leg] = msgspec.structs.replace(when, orders=(*others, order))
    settled = {key: _without_clashes(when, found) for key, when in found.items()}
    return {key: when for key, when in settled.items() if when != When()}


def _without_clashes(when: When, found: dict[str, When]) -> When:
    """Without the order of telling where stated times say otherwise: that the telling goes back is no tension."""

    def clashes(order: Order) -> bool:
        other = found.get(order.to)
        if not order.weak or order.span is not None or other is None or when.weak or other.weak:
            return False
        return bool(when.bounds.latest and other.bounds.earliest and when.bounds.latest < other.bounds.earliest)

    orders = tuple(order for order in when.orders if not clashes(order))
    return when if orders == when.orders else msgspec.structs.replace(when, orders=orders)


def _legs(analysis: Analysis) -> list[tuple[str, Order]]:
    """How the legs of a journey stand to each other.

    A leg that starts where the one before it ends is after it; one that starts where it starts ("left Damascus … was
    carried to Hmeimim") is its continuation and does not start before it; a departure told again is, by the telling, the same.
    """
    orders: list[tuple[str, Order]] = []
    last: dict[str, Movement] = {}
    for movement in analysis.movements:
        if movement.same_as is not None:
            orders.append((movement.id, Order(relation="simultaneous", to=movement.same_as, weak=True)))
            continue
        if movement.journey is None:
            continue
        before = last.get(movement.journey)
        if before is not None and movement.destination and movement.destination == before.destination:
            orders.append((movement.id, Order(relation="during", to=before.id)))  # the same leg, told by its arrival
        elif before is not None and movement.origin_place:
            if movement.origin_place == before.destination:
                orders.append((movement.id, Order(relation="after", to=before.id)))
            elif movement.origin_place == before.origin_place and before.destination is None:
                orders.append((movement.id, Order(relation="during", to=before.id)))
        last[movement.journey] = movement
    return orders


def _root(words: Wording, first: int, end: int) -> int:
    """The main verb of a sentence, or -1 where there is no parse."""
    return next((at for at in range(first, min(end, len(words))) if words.parsed and words.heads[at] < 0), -1)


def _publication(analysis: Analysis) -> str | None:
    stated = analysis.account.read_at or analysis.account.published
    return f"{stated}T23:59" if stated and len(stated) == 10 else None


def _place(words: Wording, time: Time, first: int, end: int, triggers: set[int]) -> Placed:
    head = words.head_of(first, end)
    before = words.lower[first - 1] if first else ""
    preposition = before if before in _lexicon()["prepositions"] else ""
    governor = -1
    if words.parsed:
        at, steps = words.heads[head], 0
        while 0 <= at < len(words) and steps < 12:
            if at in triggers or words.upos[at] in {"VERB", "AUX"}:
                governor = at
                break
            at, steps = words.heads[at], steps + 1
    return Placed(time, first, end, governor, preposition)


def _belongs(words: Wording, spot: Placed, item: Item, clauses: list[tuple[int, int]], root: int) -> bool:
    """``clauses``: token ranges that a time of this sentence hangs on ("before he left"), whose inside it does not date."""
    if spot.time.type == "set" or spot.first <= item.token < spot.end:
        return False
    if any(first <= item.token < end and not first <= spot.first < end for first, end in clauses):
        return False
    if spot.time.anchor.kind == "event" and spot.time.anchor.span is not None and item.token == root:
        return True
    if words.parsed and spot.governor >= 0:
        at, steps = item.token, 0
        while steps < 6:
            if at == spot.governor:
                return True
            relation = words.deprels[at].split(":")[0]
            shares = relation in {"conj", "aux", "cop", "xcomp"} or (
                relation in {"obj", "obl"} and words.upos[at] == "NOUN"
            )
            if not shares or not 0 <= words.heads[at] < len(words):
                return False
            if relation == "conj" and _has_own_subject_and_time(words, at, spot):
                return False
            at, steps = words.heads[at], steps + 1
        return False
    low, high = sorted((item.token, spot.first))
    between = words.lower[low + 1 : high]
    return len(between) <= 14 and sum(word in _CLAUSE_MARKS for word in between) <= (
        1 if spot.first < item.token else 0
    )


def _in_role(frame: Frame | None, spot: Placed, item: Item, clauses: list[tuple[int, int]]) -> bool:
    """Whether the reader's roles give the time to the item's verb (ARGM-TMP)."""
    if frame is None or spot.time.type == "set":
        return False
    if any(first <= item.token < end and not first <= spot.first < end for first, end in clauses):
        return False
    return any(r.label == "ARGM-TMP" and r.first <= spot.first and spot.end <= r.end for r in frame.roles)


def _has_own_subject_and_time(words: Wording, at: int, spot: Placed) -> bool:
    """A joined clause with a subject of its own, the time standing after the first verb: the time is the first's."""
    own = any(words.deprels[child].startswith("nsubj") for child in words.children[at])
    return own and spot.governor < spot.first < at


def _anchored(words: Wording, own: list[Placed], item: Item, here: list[Item]) -> list[Order]:
    """ "hours before he left": before the item told in that clause."""
    orders: list[Order] = []
    for spot in own:
        anchor = spot.time.anchor
        if anchor.kind != "event" or anchor.span is None:
            continue
        first, end = words.range_of(anchor.span)
        between = words.lower[spot.end : first]
        relation = next(
            (_lexicon()["connectives"].get(word) for word in between if word in _lexicon()["connectives"]), None
        )
        for other in here:
            if relation and first <= other.token < end and other.id != item.id and not first <= item.token < end:
                orders.append(Order(relation=relation, to=other.id, span=words.span(spot.first, end)))  # type: ignore[arg-type]
    return orders


def _connected(words: Wording, item: Item, here: list[Item]) -> list[Order]:
    """Orderings to items in subordinate clauses that hang on this one: "he left before they came"."""
    orders: list[Order] = []
    for other in here:
        if other.token == item.token or other.id == item.id:
            continue
        mark = _mark_between(words, item, other)
        relation = _lexicon()["connectives"].get(words.lower[mark]) if mark >= 0 else None
        if relation is not None:
            span = words.span(min(mark, other.token), max(mark, other.token) + 1)
            weak = relation == "overlaps" and words.lower[mark] in {"as", "when"}
            orders.append(Order(relation=relation, to=other.id, span=span, weak=weak))  # type: ignore[arg-type]
    return orders


def _mark_between(words: Wording, item: Item, other: Item) -> int:
    if words.parsed:
        if not words.deprels[other.token].startswith("advcl") or words.heads[other.token] != item.token:
            return -1
        marks = [
            c for c in words.children[other.token] if words.deprels[c] in {"mark", "advmod", "case"} and c < other.token
        ]
        return next((mark for mark in marks if words.lower[mark] in _lexicon()["connectives"]), -1)
    if other.token < item.token:
        return -1
    found = [at for at in range(item.token + 1, other.token) if words.lower[at] in {"before", "after", "until", "once"}]
    between = words.lower[item.token + 1 : other.token]
    return found[0] if len(found) == 1 and len(between) <= 12 and not {";", ":"} & set(between) else -1


def _told_after(words: Wording, item: Item, previous: Item | None) -> Order | None:
    """The order of telling, weak: both in the main line of the story, neither in the pluperfect."""
    if previous is None or not item.real or previous.token == item.token or not _in_main_clause(words, item.token):
        return None
    if words.quoted[item.token] >= 0:
        return None
    if _pluperfect(words, item.token):  # "he had already left": before what was told last
        earlier = not _pluperfect(words, previous.token)
        return Order(relation="before", to=previous.id, span=words.spans[item.token], weak=True) if earlier else None
    if _pluperfect(words, previous.token):
        return None
    opening = words.sentences[words.sentence[item.token]].first
    adverb = next((w for w in words.lower[opening : opening + 2] if w in _lexicon()["adverbs"]), "")
    relation = _lexicon()["adverbs"].get(adverb, "after")
    span = words.spans[opening] if adverb else None
    return Order(relation=relation, to=previous.id, span=span, weak=True)  # type: ignore[arg-type]


def _in_main_clause(words: Wording, at: int) -> bool:
    if not words.parsed:
        return words.quoted[at] < 0
    relation = words.deprels[at].split(":")[0]
    return relation in {"root", "conj", "ccomp", "parataxis"} and words.quoted[at] < 0


def _pluperfect(words: Wording, at: int) -> bool:
    if words.parsed:
        return any(
            words.lower[child] in {"had", "'d"} and words.deprels[child].startswith("aux")
            for child in words.children[at]
        )
    return "had" in words.lower[max(0, at - 3) : at]


def _when(item: Item, own: list[Placed], orders: tuple[Order, ...], carried: Bounds | None, latest: str | None) -> When:
    zoned = [spot for spot in own if spot.time.zone.name is not None]
    own = [spot for spot in own if spot.time.zone.name is None]
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
            orders=orders or kept.orders,
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
    side = _lexicon()["prepositions"].get(spot.preposition)
    return "before" if side in ("before", "until") else "after" if side == "after" else "during"


def _bounded(spot: Placed) -> Bounds:
    bounds, side = spot.time.bounds, _lexicon()["prepositions"].get(spot.preposition)
    if side == "before":
        return Bounds(latest=bounds.earliest)
    if side == "until":
        return Bounds(latest=bounds.latest)
    if side == "after":
        return Bounds(earliest=bounds.earliest if spot.preposition in {"since", "from"} else bounds.latest)
    return bounds


def _together(dated: list[Placed]) -> Bounds:
    """The finest time, and where it leaves a side open ("from Jan. 20 until March 2") the other times of the clause."""
    bounds = _bounded(dated[0])
    for spot in dated[1:]:
        more = _bounded(spot)
        first, last = bounds.earliest or more.earliest, bounds.latest or more.latest
        if first is None or last is None or first <= last:
            bounds = Bounds(earliest=first, latest=last)
    return bounds


def _carry(analysis: Analysis, spots: tuple[Placed, ...] | list[Placed], carried: Bounds | None) -> Bounds | None:
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
