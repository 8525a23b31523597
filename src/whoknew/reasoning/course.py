"""A cell through the moments: what an agent's mind held of a proposition, moment by moment.

A state can only change where the relation of some relevant moment to the present one changes, so each distinct
combination of those relations is answered once.
"""

from collections.abc import Iterator, Sequence

from whoknew.model import Bounds, KnowledgeFinding, Moment
from whoknew.reasoning.answers import State, View
from whoknew.reasoning.belief import END, At
from whoknew.reasoning.facts import ALWAYS, TOLD, World
from whoknew.reasoning.questions import state_finding


def at_moment(world: World, steps: Sequence[Moment], number: int) -> At:
    """The moment to ask about for the state after a step; after the last one it is the end."""
    if number + 1 >= len(steps):
        return END
    return At(points=tuple(sorted({world.point(item) for item in steps[number].items})))


def _relevant(whole: View, agent: int, prop: int) -> list[int]:
    """Moments on which the state of a cell can turn."""
    world, points = whole.world, set()
    agents, queue = {agent}, [agent]
    while queue:
        one = queue.pop()
        for number in world.cells.get((one, prop), ()):
            points.add(world.ev_point[number])
            teller = world.ev_teller[number]
            if world.ev_kind[number] == TOLD and teller >= 0 and teller not in agents:
                agents.add(teller)
                queue.append(teller)
    points.update(world.kept[n].point for n in world.kept_cells.get((agent, prop), ()))
    points.update(setter.point for setter in world.setters.get(prop, ()))
    points.discard(ALWAYS)
    return sorted(points)


def course(whole: View, agent: int, prop: int, steps: Sequence[Moment]) -> list[tuple[State, ...]]:
    """The states of a cell after each moment."""
    world = whole.world
    points = _relevant(whole, agent, prop)
    known: dict[tuple[int, ...], tuple[State, ...]] = {}
    found: list[tuple[State, ...]] = []
    for number in range(len(steps)):
        at = at_moment(world, steps, number)
        signature = tuple(_relation(whole, point, at) for point in points)
        states = known.get(signature) if 1 not in signature else None
        if states is None:
            states = whole.states(agent, prop, at)
            known[signature] = states
        found.append(states)
    return found


def _relation(whole: View, point: int, at: At) -> int:
    """0 after, 1 open, 2 by the moment; the end is after everything."""
    order = whole.lines[0].order
    if not at.points:
        return 2
    if any(order.forced(point, other) for other in at.points):
        return 2
    if all(order.forced(other, point) for other in at.points) and point not in at.points:
        return 0
    return 1


def intervals(
    whole: View, agent: int, prop: int, steps: Sequence[Moment], count: int = 0
) -> Iterator[KnowledgeFinding]:
    """Findings of one cell: each run of moments over which one state holds."""
    open_runs: dict[tuple[str, str, int], tuple[int, State]] = {}
    finished: list[tuple[int, int, State]] = []
    states = course(whole, agent, prop, steps)
    for number in range(len(steps) + 1):
        here = {(s.value, s.certainty, s.sign): s for s in (states[number] if number < len(steps) else ())}
        for key in [key for key in open_runs if key not in here]:
            start, state = open_runs.pop(key)
            finished.append((start, number, state))
        for key, state in here.items():
            open_runs.setdefault(key, (number, state))
    for start, end, state in sorted(finished, key=lambda run: (run[0], run[1])):
        count += 1
        yield _run(whole, agent, prop, steps, start, end, state, count)


def _run(
    whole: View, agent: int, prop: int, steps: Sequence[Moment], start: int, end: int, state: State, number: int
) -> KnowledgeFinding:
    from msgspec.structs import replace

    at = at_moment(whole.world, steps, end - 1)
    finding = state_finding(whole, agent, prop, at, state, number)
    latest = steps[end].bounds.latest if end < len(steps) else None
    return replace(
        finding,
        interval=Bounds(earliest=steps[start].bounds.earliest, latest=latest),
        from_moment=steps[start].items[0] if start or _turns(whole, agent, prop, steps[start]) else None,
        to_moment=steps[end].items[0] if end < len(steps) else None,
    )


def _turns(whole: View, agent: int, prop: int, step: Moment) -> bool:
    """Whether something in the first moment made the state, rather than its holding from the start."""
    return any(whole.world.point(item) in _relevant(whole, agent, prop) for item in step.items)
