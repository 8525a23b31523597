"""The account moment by moment: who is where, who believes and was told what, which courses closed, what is open."""

from itertools import islice, permutations
from typing import NamedTuple

from msgspec.structs import replace

from whoknew.model import Act, Certainty, KnowledgeFinding, Link, Moment, Movement, Span
from whoknew.reasoning.answers import View
from whoknew.reasoning.course import course, cuts
from whoknew.reasoning.facts import World
from whoknew.reasoning.lines import first_line
from whoknew.reasoning.presence import by_agent, places
from whoknew.reasoning.questions import told, view
from whoknew.reasoning.states import state_finding
from whoknew.reasoning.timeline import moments
from whoknew.reasoning.words import label

ALTERNATIVES = 6


class Whereabouts(NamedTuple):
    """``present`` false: recorded as not being there."""

    agent: str
    place: str
    since: str
    certainty: Certainty
    present: bool


class Closed(NamedTuple):
    """A course that was closed, by what, in whose words. ``item`` is a record's or a proposition's id."""

    item: str
    by: str
    reason: str
    span: Span | None
    source: str


class Frame(NamedTuple):
    """The state after one moment."""

    moment: Moment
    where: tuple[Whereabouts, ...]
    minds: tuple[KnowledgeFinding, ...]
    told: tuple[KnowledgeFinding, ...]
    changed: tuple[tuple[str, str], ...]
    closed: tuple[Closed, ...]
    alternatives: tuple[tuple[str, ...], ...]


def replay(world: World, policy: str = "ranked") -> tuple[Frame, ...]:
    """All frames, in order."""
    whole, steps = view(world, policy), moments(world)
    cells = sorted(dict.fromkeys((*world.cells, *world.kept_cells)))
    courses = {cell: course(whole, *cell, steps) for cell in cells}
    tellings: dict[str, list[KnowledgeFinding]] = {}
    for finding in told(world, policy=policy):
        tellings.setdefault(finding.from_moment or "", []).append(finding)
    frames = []
    held: dict[tuple[int, int], list[KnowledgeFinding]] = {}  # on what each mind rests, as of when it came to it
    for number, step in enumerate(steps):
        at = cuts(world, steps)[number]
        changed: list[tuple[str, str]] = []
        for cell, states in courses.items():
            if states[number] != (states[number - 1] if number else ()):
                changed.append((world.agents[cell[0]], world.props[cell[1]]))
                held[cell] = [state_finding(whole, *cell, at, state, 1, supported=False) for state in states[number]]
        minds = [finding for cell in cells for finding in held.get(cell, ())]
        frames.append(
            Frame(
                step,
                _where(whole, steps, number),
                tuple(replace(finding, id=f"k{n + 1}") for n, finding in enumerate(minds)),
                tuple(finding for item in step.items for finding in tellings.get(item, ())),
                tuple(changed),
                tuple(entry for item in step.items for entry in closed_by(world, item)),
                _alternatives(whole, step),
            )
        )
    return tuple(frames)


def _where(whole: View, steps: tuple[Moment, ...], number: int) -> tuple[Whereabouts, ...]:
    world, at = whole.world, cuts(whole.world, steps)[number]
    found = []
    for agent in by_agent(world):
        for one, certainty in places(whole, agent, at):
            found.append(Whereabouts(world.agents[agent], one.place, world.items[one.item], certainty, one.present))
    return tuple(dict.fromkeys(found))


def _alternatives(whole: View, step: Moment) -> tuple[tuple[str, ...], ...]:
    """Some of the orders that the firm claims leave open; empty where there is one moment only."""
    if not step.open_order:
        return ()
    world = whole.world
    order = first_line(world).order
    head = step.items[:5]

    def allowed(items: tuple[str, ...]) -> bool:
        points = [world.point(item) for item in items]
        return not any(
            order.forced(points[j], points[i], strict=True) for i in range(len(items)) for j in range(i + 1, len(items))
        )

    return tuple(islice((p for p in permutations(head) if allowed(p)), ALTERNATIVES))


def closed_by(world: World, item: str) -> tuple[Closed, ...]:
    """The courses that an item closed: what it refused, and what did not happen because of it, as the text says."""
    closers: dict[str, list[Closed]] | None = world.cache.get("closers")  # type: ignore[assignment]
    if closers is None:
        closers = {}
        for key in world.items:
            _closers(world, key, closers)
        world.cache["closers"] = closers
    return tuple(closers.get(item, ()))


def _closers(world: World, key: str, closers: dict[str, list[Closed]]) -> None:
    record = world.records[key]
    if isinstance(record, Act) and record.type == "refuse" and record.polarity and record.proposition:
        prefix = f"{world.home[key] + 1}:" if len(world.analyses) > 1 else ""
        source = next(iter(world.sources_of(key)), "self")
        closed = Closed(prefix + record.proposition, key, f"refused: {label(world, key)}", record.cue, source)
        closers.setdefault(key, []).append(closed)
    for link in getattr(record, "because", ()):
        if undone(record):
            by = _linked(world, key, link)
            if by in world.item_index:
                reason = f"did not come about, because of it: {label(world, key)}"
                closers.setdefault(by, []).append(Closed(key, by, reason, link.span, link.source))


def undone(record: object) -> bool:
    """Whether a record is of something that did not come about."""
    if isinstance(record, Movement):
        return record.happened != "done"
    return not getattr(record, "polarity", True) or not getattr(record, "completed", True)


def _linked(world: World, key: str, link: Link) -> str:
    return f"{world.home[key] + 1}:{link.event}" if len(world.analyses) > 1 else link.event
