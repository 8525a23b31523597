"""Analyses → a world: facts in columns, integer ids, each with its record, its sources and whether it is weak."""

from collections.abc import Sequence

from whoknew.model import Act, Analysis, Event, Movement
from whoknew.reasoning.actors import enter_actors, enter_groups, enter_propositions
from whoknew.reasoning.builder import Builder
from whoknew.reasoning.chains import Chains
from whoknew.reasoning.clock import STEP, earliest, latest
from whoknew.reasoning.crashes import enter_crashes
from whoknew.reasoning.facts import ALWAYS, Telling, World
from whoknew.reasoning.hearing import keeps_silent
from whoknew.reasoning.schedule import TimeReader, enter_clock, enter_moments
from whoknew.reasoning.telling import CONVEYS, enter_act, enter_plans, people, settle_silences
from whoknew.reasoning.truth import (
    enter_claims,
    enter_contradictions,
    enter_denials,
    enter_happening,
    exclude,
    set_prop,
    timed,
)
from whoknew.reasoning.whereabouts import (
    Coordinates,
    coordinates,
    enter_attendance,
    enter_company,
    enter_impossible,
    enter_movement,
    enter_presence,
)
from whoknew.reasoning.witnessing import enter_bystanders

ACTIVE = frozenset({"ARG0", "A0", "agent", "with", "witness"})


PLAIN = frozenset(
    {"tell", "ask", "order", "promise", "meet", "call", "withhold", "mislead"}
)  # what they set, others say


def compile(analyses: Sequence[Analysis] | Analysis) -> World:
    """Compile one or several analyses. Oddities become ``world.diagnostics``; nothing raises for them."""
    given = (analyses,) if isinstance(analyses, Analysis) else tuple(analyses)
    build = Builder(given)
    readers: list[Chains] = []
    for number, analysis in enumerate(given):
        build.number = number
        readers.append(Chains(analysis))
        enter_actors(build, analysis)
    for number, analysis in enumerate(given):
        build.number = number
        enter_groups(build, analysis)
        enter_propositions(build, analysis)
    decided: set[int] = set()
    known: dict[str, Coordinates] = {}
    for number, analysis in enumerate(given):
        build.number = number
        known.update(_enter(build, analysis, readers[number], decided))
    enter_plans(build, decided)
    enter_contradictions(build)
    _enter_silences(build)
    enter_impossible(build, known)
    enter_crashes(build)
    enter_bystanders(build)
    settle_silences(build)
    build.world.cache.pop("excluded", None)
    build.world.cache["coordinates"] = known
    build.world.cache["entity keys"] = build.entity_key
    return build.world


def _enter(build: Builder, analysis: Analysis, chains: Chains, decided: set[int]) -> dict[str, Coordinates]:
    clock = enter_clock(build)
    moments = enter_moments(build, analysis)
    times = TimeReader(build, analysis, moments, clock)
    for act in analysis.acts:
        standing, by = chains.standing_of(act), chains.of_record(act)
        times.enter(act, by, standing == "weak")
        enter_act(build, act, by, standing)
        if act.type == "decide" and act.polarity:
            decided.add(build.prop(act.proposition))
    for event in analysis.events:
        times.enter(event, chains.of_record(event), chains.standing_of(event) == "weak")
        _event(build, event, chains)
        if event.place is not None:
            enter_attendance(build, event)
    for movement in analysis.movements:
        times.enter(movement, chains.of_record(movement), chains.standing_of(movement) == "weak")
        _movement(build, movement, chains)
    _travellers(build, analysis.movements)
    for act in analysis.acts:
        _act(build, act, chains)
        if act.place is not None:
            enter_company(build, act)
    for movement in analysis.movements:
        _moved(build, movement)
    for presence in analysis.presences:
        by, standing = chains.of_record(presence), chains.standing_of(presence)
        times.enter(presence, by, standing == "weak")
        atom = build.atom(build.key(presence.id), "happened", standing == "weak", by)
        if standing != "out":
            enter_presence(build, presence, (atom,))
    atoms = enter_claims(build, analysis, chains, moments)
    for claim in analysis.claims:
        times.enter(claim, (chains.of_claim(claim),), False)
    enter_denials(build, analysis, atoms)
    return coordinates(build, analysis)


def _event(build: Builder, event: Event, chains: Chains) -> None:
    key, standing = build.key(event.id), chains.standing_of(event)
    atom = build.atom(key, "happened", standing == "weak", chains.of_record(event))
    if standing == "out":
        return
    found: dict[int, tuple[int, ...]] = {}
    for filler in event.roles:
        if filler.role in ACTIVE and filler.entity is not None:
            who = build.entity_key.get(build.key(filler.entity))
            if who is not None:
                found[build.agent(who)] = (atom,)
    build.world.witnesses[build.world.item_index[key]] = tuple(found.items())
    enter_happening(build, event, 1 if event.polarity else -1, (atom,), timed(event))


def _act(build: Builder, act: Act, chains: Chains) -> None:
    """An act that a proposition describes; what the account and its sources say of its content's truth."""
    key = build.key(act.id)
    item = build.world.item_index[key]
    if (key, "happened") not in build.atoms or chains.standing_of(act) == "out":
        return
    atom = build.atoms[key, "happened"]
    if act.event is None and act.truth == "open" and not act.truth_by and act.type in PLAIN:
        if key in build.describes:
            enter_happening(build, act, 1 if act.polarity and act.completed else -1, (atom,), timed(act))
        return
    if act.event is not None:  # the event's propositions have the act's parties as witnesses
        event = build.world.item_index.get(build.key(act.event))
        if event is not None:
            _share(build, event, item)
    enter_happening(build, act, 1 if act.polarity and act.completed else -1, (atom,), timed(act))
    prop = build.prop(act.proposition)
    if prop < 0:
        return
    point = build.moment(item)
    sign = 1 if act.asserts else -1
    knows = (act.type in ("know", "learn") and act.polarity) or (act.type == "unaware" and not act.polarity)
    if knows:
        set_prop(build, prop, sign, point if timed(act) else ALWAYS, (atom,))
    elif act.polarity and act.completed and act.type in ("decide", "grant", "refuse") and not keeps_silent(build, act):
        set_prop(build, prop, -sign if act.type == "refuse" else sign, point, (atom,), own=True)
    if act.type == "deny" and act.polarity and act.completed and not act.others:
        said = build.atom(key, "denial", chains.standing_of(act) == "weak", chains.of_record(act))
        set_prop(build, prop, -sign, ALWAYS, (atom, said))  # a denial to the public is a claim like any other
    if build.world.future[prop]:
        return
    for value, facet, holder in _truths(act):
        said = build.atom(key, facet, False, (((holder,),),))
        set_prop(build, prop, sign if value == "true" else -sign, point if timed(act) else ALWAYS, (atom, said))


def _truths(act: Act) -> list[tuple[str, str, str]]:
    found: list[tuple[str, str, str]] = [(act.truth, "truth", "self")] if act.truth != "open" else []
    found += [(held.value, f"truth:{n}", held.holder) for n, held in enumerate(act.truth_by)]
    return [entry for entry in found if entry[0] in ("true", "false")]


def _share(build: Builder, event: int, act: int) -> None:
    world = build.world
    seen = dict(world.witnesses.get(event, ()))
    record = world.records[world.items[event]]
    for agent, needed in world.witnesses.get(act, ()):
        if agent not in seen:
            for prop in build.describes.get(world.items[event], ()):
                sign = 1 if isinstance(record, Event) and record.polarity else -1
                build.evidence((agent, prop), sign, 1, world.item_point[event], needed, event)
            seen[agent] = needed
    world.witnesses[event] = tuple(seen.items())


def _movement(build: Builder, movement: Movement, chains: Chains) -> None:
    key, standing = build.key(movement.id), chains.standing_of(movement)
    atom = build.atom(key, "happened", standing == "weak", chains.of_record(movement))
    if standing == "out":
        return
    movers = people(build, (movement.mover,), key, "mover", chains.of_record(movement))
    if movement.happened in ("done", "attempted", "refused"):
        build.world.witnesses[build.world.item_index[key]] = tuple((agent, (atom, *more)) for agent, more in movers)
    enter_movement(build, movement, (atom,))


def _travellers(build: Builder, movements: tuple[Movement, ...]) -> None:
    """All who make one journey together witness each of its legs."""
    world = build.world
    journeys: dict[str, list[int]] = {}
    for movement in movements:
        if movement.journey is not None and movement.happened == "done":
            journeys.setdefault(movement.journey, []).append(world.item_index[build.key(movement.id)])
    for legs in journeys.values():
        together = [dict(world.witnesses.get(leg, ())) for leg in legs]
        for leg, own in zip(legs, together):
            others = {
                agent: needed
                for number, other in enumerate(together)
                if _same_leg(build, leg, legs[number])
                for agent, needed in other.items()
            }
            base = next(iter(own.values()), ())[:1]
            merged = {**{a: tuple(dict.fromkeys((*base, *n))) for a, n in others.items()}, **own}
            world.witnesses[leg] = tuple(merged.items())


def _same_leg(build: Builder, first: int, second: int) -> bool:
    one, other = (build.world.records[build.world.items[item]] for item in (first, second))
    return (
        isinstance(one, Movement)
        and isinstance(other, Movement)
        and (one.origin_place, one.destination) == (other.origin_place, other.destination)
        and one.time.bounds == other.time.bounds
    )


def _moved(build: Builder, movement: Movement) -> None:
    atom = build.atoms.get((build.key(movement.id), "happened"))
    sign = {"done": 1, "refused": -1, "falsely_stated": -1}.get(movement.happened, 0)
    if atom is not None and sign:
        enter_happening(build, movement, sign, (atom,), timed(movement))


def _enter_silences(build: Builder) -> None:
    """ "Did not tell" against "told": impossible, unless the silence is of a time and the telling is not in it."""
    world = build.world
    told: dict[tuple[int, int, int], list[Telling]] = {}
    kept = [entry for entry in world.kept if entry.kind == "kept_from"]
    cells = {(entry.agent, entry.prop) for entry in kept}
    for telling in world.tellings if cells else ():
        for agent, _ in telling.hearers:
            if (agent, telling.prop) in cells:
                told.setdefault((agent, telling.prop, telling.sign), []).append(telling)
    for entry in kept:
        silence = world.records[world.items[entry.item]]
        if not isinstance(silence, Act) or silence.type in ("withhold", "mislead"):
            continue
        sign = CONVEYS[silence.type] if silence.asserts else -CONVEYS[silence.type]
        for telling in told.get((entry.agent, entry.prop, sign), ()):
            if entry.by and telling.tellers and not set(entry.by) & set(telling.tellers):
                continue
            needed = dict(telling.hearers)[entry.agent]
            ways, time = _window(build, silence, telling.point)
            exclude(build, (*needed, *entry.atoms, *time), "one has it told, the other not told", ways)


def _window(build: Builder, silence: Act, point: int) -> tuple[tuple[tuple[int, int, int], ...], tuple[int, ...]]:
    """Ways for a moment to lie outside the time that a silence is stated of, and the atom that states it."""
    time = build.atoms.get((build.key(silence.id), "time"))
    first, last = earliest(silence.time.bounds.earliest), latest(silence.time.bounds.latest)
    if time is None or silence.time.weak or (first is None and last is None):
        return (), ()
    before = ((0, point, first - STEP),) if first is not None else ()
    after = ((point, 0, -(last + STEP)),) if last is not None else ()
    return (*before, *after), (time,)
