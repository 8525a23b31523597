"""Journeys: the legs of one mover joined, and a question where one looks impossible. Never an accusation."""

from whoknew.model import Journey, Movement
from whoknew.reasoning.clock import SECOND
from whoknew.reasoning.facts import World
from whoknew.reasoning.lines import first_line
from whoknew.reasoning.naming import phrases
from whoknew.reasoning.timeline import ranked
from whoknew.reasoning.whereabouts import FASTEST, Coordinates, distance
from whoknew.reasoning.words import label, party

# km/h: well above what each means does over a distance, so that only the implausible is asked about
SPEEDS = {
    "foot": 8.0,
    "walk": 8.0,
    "horse": 30.0,
    "boat": 80.0,
    "ship": 60.0,
    "ferry": 80.0,
    "lorry": 130.0,
    "truck": 130.0,
    "bus": 130.0,
    "car": 200.0,
    "convoy": 140.0,
    "motorcade": 180.0,
    "train": 350.0,
    "helicopter": 350.0,
    "plane": 1100.0,
    "jet": 1300.0,
    "aircraft": 1100.0,
    "flight": 1100.0,
}


def journeys(world: World) -> tuple[Journey, ...]:
    """Journeys in display order; legs that share ``journey`` or follow on each other's places belong together."""
    groups: dict[tuple[str, str], list[str]] = {}
    for item in ranked(world):
        key = world.items[item]
        record = world.records[key]
        if isinstance(record, Movement):
            who = party(world, key, record.mover)
            name = f"{world.home[key]}:{record.journey}" if record.journey else _joined(world, groups, who, key, record)
            groups.setdefault((who, name), []).append(key)
    found: list[Journey] = []
    for (_, _), legs in groups.items():
        question, against = _question(world, legs)
        movers = [world.records[leg] for leg in legs]
        mover = next((m.mover.entity or m.mover.descriptor for m in movers if isinstance(m, Movement)), "")
        home = world.home[legs[0]]
        found.append(
            Journey(
                id=f"j{len(found) + 1}",
                rule="journey",
                mover=f"{home + 1}:{mover}" if len(world.analyses) > 1 else mover,
                legs=tuple(legs),
                question=question,
                claims=(*legs, *against),
                spans=tuple(span for key in (*legs, *against) for span in world.spans_of(key)),
                supports=(tuple(legs),),
                inferred=len(legs) > 1 or question is not None,
                note="; ".join(label(world, leg) for leg in legs) + ".",
            )
        )
    return tuple(found)


def _joined(world: World, groups: dict[tuple[str, str], list[str]], who: str, key: str, record: Movement) -> str:
    """The group that a leg without a stated journey goes on from, or a new one."""
    for (mover, name), legs in groups.items():
        last = world.records[legs[-1]]
        if mover != who or not isinstance(last, Movement) or last.happened != "done" or not record.origin_place:
            continue
        if last.destination == record.origin_place and world.home[legs[-1]] == world.home[key]:
            return name
    return key


def _question(world: World, legs: list[str]) -> tuple[str | None, tuple[str, ...]]:
    known: dict[str, Coordinates] = world.cache.get("coordinates", {})  # type: ignore[assignment]
    order = first_line(world).order
    for begun, arrived in zip(legs, legs[1:]):
        asked = _arrival(world, known, begun, arrived)
        if asked:
            return asked, ()
    for key in legs:
        record = world.records[key]
        if not isinstance(record, Movement) or record.happened != "done":
            continue
        ends = [_place(world, key, where) for where in (record.origin_place, record.destination)]
        start, end = (known.get(where) for where in ends)
        if start is None or end is None:
            continue
        item = world.item_index[key]
        most = order.distance(world.item_point[item], _next_point(world, key, legs, item))
        far, fastest = distance(start, end), _speed(record.means)
        if _too_fast(far, most, fastest):
            return _hours(far, most, record.means), ()
    return _two_places(world, legs)


def _arrival(world: World, known: dict[str, Coordinates], begun: str, arrived: str) -> str | None:
    """A question where a leg told by its leaving and then by its arrival ("left at 8 … reached it at 11") took too little."""
    first, second = world.records[begun], world.records[arrived]
    if not isinstance(first, Movement) or not isinstance(second, Movement) or first.destination is not None:
        return None
    said = world.analysis_of(arrived).text_of(second.span).lower()
    done = first.happened == second.happened == "done" and first.origin_place == second.origin_place
    if not done or said not in phrases("ways", "arriving"):
        return None
    start, end = (known.get(_place(world, begun, where)) for where in (first.origin_place, second.destination))
    if start is None or end is None:
        return None
    most = first_line(world).order.distance(world.point(begun), world.point(arrived))
    means = second.means or first.means or ("" if first.mover.entity else first.mover.descriptor)  # "the lorry left …"
    far, fastest = distance(start, end), _speed(means)
    return _hours(far, most, means) if _too_fast(far, most, fastest) else None


def _too_fast(far: float, most: int, fastest: float) -> bool:
    return most < 1 << 60 and far > 50 and far / fastest * 3600 * SECOND > max(most, 0)


def _hours(far: float, most: int, means: str | None) -> str:
    return f"{far:.0f} km in at most {max(most, 0) / SECOND / 3600:.1f} hours: can that be, by {means or 'any means'}?"


def _next_point(world: World, key: str, legs: list[str], item: int) -> int:
    """The moment by which a leg has ended: its arrival, or the start of the next leg where that is bounded."""
    number = legs.index(key)
    arrival = world.item_end[item]
    order = first_line(world).order
    if number + 1 < len(legs):
        following = world.point(legs[number + 1])
        start = world.item_point[item]
        if order.distance(start, following) < order.distance(start, arrival):
            return following
    return arrival


def _two_places(world: World, legs: list[str]) -> tuple[str | None, tuple[str, ...]]:
    """Whether two records have the mover in two places at one stated time."""
    items = {world.item_index[leg] for leg in legs}
    agents = {located.agent for located in world.located if located.item in items}
    for exclusion in world.exclusions:
        members = {world.atom_record[atom] for atom in exclusion.atoms}
        if "place" in exclusion.reason and members & set(legs):
            others = tuple(m for m in members if m not in legs and m in world.records)
            order = first_line(world).order
            ways = [e for e in exclusion.alternatives if order.distance(e[1], e[0]) >= -e[2]]
            if not ways and agents:
                return f"How could both be so: {exclusion.reason}?", others
    return None, ()


def _place(world: World, key: str, where: str | None) -> str:
    if where is None:
        return ""
    return f"{world.home[key] + 1}:{where}" if len(world.analyses) > 1 else where


def _speed(means: str | None) -> float:
    words = (means or "").lower().replace("-", " ").split()
    return max((speed for name, speed in SPEEDS.items() if name in words or f"{name}s" in words), default=FASTEST)
