"""Where people are: presences and the ends of movements, and what cannot both be so.

Two places whose coordinates are known need the time to get from one to the other by the fastest means there is. Two
named places stated of one person at one time exclude each other only weakly, since one may lie within the other.
"""

from math import asin, cos, radians, sin, sqrt

from whoknew.model import Act, Analysis, Event, Movement, Presence
from whoknew.reasoning.builder import Builder
from whoknew.reasoning.clock import SECOND, STEP
from whoknew.reasoning.facts import ALWAYS, Located, World
from whoknew.reasoning.telling import people
from whoknew.reasoning.truth import exclude, timed

FASTEST = 2500.0  # km/h; nothing that carries people is faster
NEAR = 50.0  # km: coordinates of towns and of places in them differ by less

FACE_TO_FACE = frozenset({"tell", "promise", "grant", "mislead", "deny", "refuse", "ask", "order"})
ATTENDS = frozenset({"with", "witness"})  # roles of those who were at an event
UNBOUNDED = frozenset(
    {"everybody", "everyone", "somebody", "someone", "nobody"}
)  # hearers that are no one in particular

Coordinates = tuple[float, float]


def distance(first: Coordinates, second: Coordinates) -> float:
    """Great-circle distance in kilometres (haversine, mean radius 6,371 km)."""
    (a, b), (c, d) = ((radians(x), radians(y)) for x, y in (first, second))
    half = sin((c - a) / 2) ** 2 + cos(a) * cos(c) * sin((d - b) / 2) ** 2
    return 2 * 6371.0 * asin(min(1.0, sqrt(half)))


def coordinates(build: Builder, analysis: Analysis) -> dict[str, Coordinates]:
    """Coordinates by the key of a place, from the resolved toponyms."""
    found: dict[str, Coordinates] = {}
    for place in analysis.places:
        if place.latitude is not None and place.longitude is not None:
            for words in (place.entity, place.name):
                if words:
                    found.setdefault(build.place(words), (place.latitude, place.longitude))
    return found


def within(world: World, inner: str, outer: str) -> bool:
    """Whether the first place is the second, or is stated to lie in it."""
    place: str | None = inner
    for _ in range(12):
        if place is None or place == outer:
            return place == outer
        place = world.within.get(place)
    return False


def nested(world: World, one: str, other: str) -> bool:
    """Whether two places are the same, or one is stated to lie within the other."""
    return within(world, one, other) or within(world, other, one)


def ends(world: World, one: Located, other: Located) -> bool:
    """Whether ``other``, later, ends what ``one`` says: being elsewhere, or not there any more."""
    if one.present:
        if other.present:
            return not nested(world, one.place, other.place)
        return other.place == one.place or within(world, one.place, other.place)
    return other.present


def enter_movement(build: Builder, movement: Movement, atoms: tuple[int, ...]) -> None:
    """The mover leaves one place at the movement's moment and is at the other from its arrival on."""
    world, key = build.world, build.key(movement.id)
    item = world.item_index[key]
    chains = world.atom_chains[atoms[0]]
    movers = people(build, (movement.mover,), key, "mover", ())
    for agent, more in movers:
        for number in more:
            world.atom_chains[number] = chains
        if movement.happened != "done":
            continue
        start, end = build.place(movement.origin_place), build.place(movement.destination)
        if start:
            world.located.append(Located(agent, start, False, world.item_point[item], atoms + more, item))
        if end:
            world.located.append(Located(agent, end, True, world.item_end[item], atoms + more, item))


def enter_company(build: Builder, act: Act) -> None:
    """Who met at a place was there then, and whoever spoke there; who heard it, where the place is one facility.

    Within a town words may pass by letter or wire, and a call has one end at its place (rule 3).
    """
    world, item = build.world, build.world.item_index[build.key(act.id)]
    place = build.place(act.place)
    speakers = {build.party(party) for party in act.agents}
    facility = place in build.entities and build.entities[place].type == "facility"
    together = act.type == "meet" or (facility and act.type in FACE_TO_FACE)
    for agent, atoms in world.witnesses.get(item, ()):
        if agent in speakers or (together and world.agents[agent] not in UNBOUNDED):
            world.located.append(Located(agent, place, True, build.moment(item), atoms, item, False))


def enter_attendance(build: Builder, event: Event) -> None:
    """Who is said to have been with an event was at its place then; other roles may be filled from afar."""
    world, item = build.world, build.world.item_index[build.key(event.id)]
    keys = [build.entity_key.get(build.key(f.entity)) for f in event.roles if f.entity and f.role in ATTENDS]
    attending = {build.agent(key) for key in keys if key is not None}
    for agent, atoms in world.witnesses.get(item, ()) if event.polarity else ():
        if agent in attending:
            world.located.append(Located(agent, build.place(event.place), True, build.moment(item), atoms, item, False))


def enter_presence(build: Builder, presence: Presence, atoms: tuple[int, ...]) -> None:
    """Somebody was, or was not, somewhere at a moment."""
    world, key = build.world, build.key(presence.id)
    item = world.item_index[key]
    chains = world.atom_chains[atoms[0]]
    for agent, more in people(build, (presence.who,), key, "who", ()):
        for number in more:
            world.atom_chains[number] = chains
        place = build.place(presence.where)
        world.located.append(Located(agent, place, presence.present, build.moment(item), atoms + more, item))


def enter_impossible(build: Builder, known: dict[str, Coordinates]) -> None:
    """Presences of one person that exclude each other."""
    by_agent: dict[int, list[Located]] = {}
    for located in build.world.located:
        by_agent.setdefault(located.agent, []).append(located)
    for group in by_agent.values():
        for number, first in enumerate(group):
            for second in group[number + 1 :]:
                if first.item != second.item and (first.stated or second.stated):
                    _exclude(build, first, second, known)


def _exclude(build: Builder, first: Located, second: Located, known: dict[str, Coordinates]) -> None:
    atoms = (*first.atoms, *second.atoms)
    if first.place == second.place and first.present != second.present:
        same = _same_time(build, first, second)
        if same is not None:
            name = build.world.name_of(first.place)
            exclude(build, (*atoms, *same), f"one has them at {name}, the other does not")
    elif first.present and second.present and not nested(build.world, first.place, second.place):
        one, other = known.get(first.place), known.get(second.place)
        same = _same_time(build, first, second)
        if one is not None and other is not None and distance(one, other) > NEAR:
            if ALWAYS in (first.point, second.point):
                return
            gap = max(STEP, int(distance(one, other) / FASTEST * 3600 * SECOND))
            p, q = first.point, second.point
            exclude(build, atoms, "the places are too far apart for the time between", ((q, p, -gap), (p, q, -gap)))
        elif same:  # stated of one time; that the places lie apart is only assumed
            pair = "|".join(sorted((first.place, second.place)))
            apart = build.atom(build.key("places"), f"apart:{pair}", True, ((("self",),),))
            exclude(build, (*atoms, *same, apart), "two places at one time, unless one lies within the other")


def _same_time(build: Builder, first: Located, second: Located) -> tuple[int, ...] | None:
    """The atoms that state the same time of both; empty where neither has any time; None where times may differ."""
    world = build.world
    one, other = (world.records[world.items[located.item]] for located in (first, second))
    if not timed(one) and not timed(other) and isinstance(one, Presence) and isinstance(other, Presence):
        return ()
    if one.time.bounds != other.time.bounds or one.time.orders or other.time.orders or one.time.weak or other.time.weak:
        return None
    keys = (world.items[first.item], world.items[second.item])
    found = tuple(build.atoms[key, "time"] for key in keys if (key, "time") in build.atoms)
    return found if len(found) == 2 and isinstance(one, Presence) and isinstance(other, Presence) else None
