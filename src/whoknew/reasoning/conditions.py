"""What a rule of the user's waits for: from which moment on somebody believes a thing, on every world-line or on some."""

from typing import Literal, NamedTuple

from whoknew.model import Act, Claim, Event, Movement, Presence, Rule
from whoknew.reasoning.answers import View
from whoknew.reasoning.clock import iso, latest
from whoknew.reasoning.facts import ALWAYS, World
from whoknew.reasoning.literals import END, At

MOST = 40  # pieces of evidence of which each is asked for the moment at which the belief begins

Belief = tuple[int, int, int]  # agent, proposition, sign
Certainty = Literal["certain", "possible"]


class Trigger(NamedTuple):
    """A condition that is met: ``after`` are the items that what follows comes after (ids within the rule's account,
    where they are of it); ``not_before`` an ISO bound where no one item is the first. ``late``: what the rule says is
    dated before the condition can be met."""

    beliefs: tuple[Belief, ...]
    certainty: Certainty
    after: tuple[str, ...] = ()
    not_before: str | None = None
    late: bool = False


class _Start(NamedTuple):
    certainty: Certainty
    point: int  # the moment from which the belief is held; ALWAYS: from the start; -2: not one moment
    item: int
    low: int | None  # the earliest that it can be


def trigger(whole: View, number: int, rule: Rule) -> Trigger | None:
    """Whether a rule's condition is met in a world, and from when; None where it certainly is not."""
    world = whole.world
    beliefs: list[Belief] = []
    starts: list[_Start] = []
    prefix = f"{number + 1}:" if len(world.analyses) > 1 else ""
    waits = [(rule.when_agent, rule.when_proposition, rule.when_asserts)]
    waits += [(held.agent, held.proposition, held.asserts) for held in rule.also]
    for who, what, asserts in waits:
        agent = agent_of(world, number, who)
        prop = world.prop_index.get(prefix + what, -1)
        if agent < 0 or prop < 0:
            return None
        belief = (agent, prop, 1 if asserts else -1)
        start = _begins(whole, belief)
        if start is None:
            return None
        beliefs.append(belief)
        starts.append(start)
    certainty: Certainty = "possible" if any(start.certainty == "possible" for start in starts) else "certain"
    mine = {n for n, start in enumerate(starts) if start.item >= 0 and world.home[world.items[start.item]] == number}
    after = dict.fromkeys(world.items[starts[n].item].removeprefix(prefix) for n in sorted(mine))
    lows = [start.low for n, start in enumerate(starts) if n not in mine and start.low is not None]
    late = any(_late(whole, prefix, rule, start) for start in starts)
    return Trigger(tuple(beliefs), certainty, tuple(after), iso(max(lows)) if lows else None, late)


def agent_of(world: World, number: int, identifier: str) -> int:
    """The agent that an entity of one account is: accounts share those who are named alike."""
    key = f"{number + 1}:{identifier}" if len(world.analyses) > 1 else identifier
    linked: dict[str, str] = world.cache["entity keys"]  # type: ignore[assignment]
    return world.agent_index.get(linked.get(key, key), -1)


def _begins(whole: View, belief: Belief) -> _Start | None:
    """The first moment from which the belief is held: on every world-line, else on some."""
    agent, prop, sign = belief
    world, order = whole.world, whole.on(prop).lines[0].order
    numbers = [n for n in world.cells.get((agent, prop), ()) if world.ev_sign[n] == sign]
    points = dict.fromkeys(world.ev_point[n] for n in numbers)
    held: dict[Certainty, list[int]] = {"certain": [], "possible": []}
    for point in list(points)[:MOST]:
        verdict = whole.believes(agent, prop, _just_after(world, point), sign).certainty
        if verdict == "certain" or verdict == "possible":
            held[verdict].append(point)
    for certainty in ("certain", "possible"):
        known = held[certainty]
        if ALWAYS in known:
            return _Start(certainty, ALWAYS, -1, None)
        for point in known:
            if all(order.forced(point, other) for other in known):
                item = next(world.ev_item[n] for n in numbers if world.ev_point[n] == point)
                return _Start(certainty, point, item, order.earliest(point))
        if known:
            return _Start(certainty, -2, -1, _least([order.earliest(point) for point in known]))
        at_end = whole.believes(agent, prop, END, sign).certainty if numbers else "excluded"
        if at_end == certainty:
            return _Start(certainty, -2, -1, _least([order.earliest(p) for p in points if p != ALWAYS]))
    return None


def _just_after(world: World, point: int) -> At:
    if point == ALWAYS:  # before anything that has a moment
        return At(shown=frozenset(range(world.points)))
    return At(points=(point,))


def _least(values: list[int | None]) -> int | None:
    return None if not values or None in values else min(value for value in values if value is not None)


def _late(whole: View, prefix: str, rule: Rule, start: _Start) -> bool:
    """Whether all that a rule adds is timed before its condition can be met."""
    made = rule.consequence
    records: list[Act | Event | Movement | Presence | Claim]
    records = [*made.acts, *made.events, *made.movements, *made.presences, *made.claims]
    return bool(records) and all(_before(whole, prefix, record, start) for record in records)


def _before(whole: View, prefix: str, record: Act | Event | Movement | Presence | Claim, start: _Start) -> bool:
    world = whole.world
    last = latest(record.time.bounds.latest)
    if last is not None and start.low is not None and last < start.low:
        return True
    for link in record.time.orders:
        other = world.item_index.get(prefix + link.to)
        if other is None or link.relation != "before" or start.point < 0:
            continue
        points = (world.item_point[other], start.point)
        if whole.around((), points).lines[0].order.forced(*points):
            return True
    return False
