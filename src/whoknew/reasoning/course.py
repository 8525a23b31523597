"""A cell through the moments: what an agent's mind held of a proposition, moment by moment.

A state can only change where the relation of some relevant moment to the present one changes, so each distinct
combination of those relations is answered once.
"""

from collections.abc import Iterator, Sequence

from whoknew.model import Bounds, KnowledgeFinding, Moment
from whoknew.reasoning.answers import State, View
from whoknew.reasoning.facts import ALWAYS, TOLD, World
from whoknew.reasoning.literals import END, At
from whoknew.reasoning.states import state_finding


def at_moment(world: World, steps: Sequence[Moment], number: int) -> At:
    """The state after a step: all items of it and of those before it have come. After the last one it is the end."""
    if number + 1 >= len(steps):
        return END
    points = [[world.point(item) for item in step.items] for step in steps]
    return At(
        points=tuple(sorted(set(points[number]))),
        past=frozenset(point for group in points[: number + 1] for point in group),
        shown=frozenset(point for group in points for point in group),
    )


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
    for at in cuts(world, steps):
        signature = tuple(_relation(whole, prop, point, at) for point in points)
        states = known.get(signature) if 1 not in signature else None
        if states is None:
            states = whole.states(agent, prop, at)
            known[signature] = states
        found.append(states)
    return found


def cuts(world: World, steps: Sequence[Moment]) -> tuple[At, ...]:
    """``at_moment`` of every step, kept with the world where they are its own steps."""
    kept: dict[tuple[tuple[str, ...], ...], tuple[At, ...]]
    kept = world.cache.setdefault("cuts", {})  # type: ignore[assignment]
    key = tuple(step.items for step in steps)
    if key not in kept:
        kept[key] = tuple(at_moment(world, steps, number) for number in range(len(steps)))
    return kept[key]


def _relation(whole: View, prop: int, point: int, at: At) -> int:
    """0 after, 1 open, 2 by the moment; the end is after everything."""
    if point in at.shown:
        return 2 if point in at.past else 0
    if not at.points:
        return 2
    order = whole.on(prop, at).lines[0].order
    if any(order.forced(point, other) for other in at.points):
        return 2
    if all(order.forced(other, point) for other in at.points) and point not in at.points:
        return 0
    return 1


def intervals(
    whole: View, agent: int, prop: int, steps: Sequence[Moment], count: int = 0
) -> Iterator[KnowledgeFinding]:
    """Findings of one cell: each run of moments over which one state holds."""
    if not steps:  # nothing that has a place in time: only the end can be asked about
        for state in whole.states(agent, prop):
            count += 1
            yield state_finding(whole, agent, prop, END, state, count)
        return
    states = course(whole, agent, prop, steps)
    for start, end, state in sorted(_runs(states), key=lambda run: (run[0], run[1])):
        count += 1
        yield _run(whole, agent, prop, steps, start, end, state, count)


def _runs(states: Sequence[tuple[State, ...]]) -> Iterator[tuple[int, int, State]]:
    """Runs of one value and sign, each split at most once: possible up to the last doubt, certain from there on."""
    rows: dict[tuple[str, int], dict[int, State]] = {}
    for number, here in enumerate(states):
        for state in here:
            rows.setdefault((state.value, state.sign), {})[number] = state
    for row in rows.values():
        numbers = sorted(row)
        start = numbers[0]
        for number, following in zip(numbers, (*numbers[1:], -1)):
            if following != number + 1:
                yield from _split({n: row[n] for n in range(start, number + 1)})
                start = following


def _split(run: dict[int, State]) -> Iterator[tuple[int, int, State]]:
    start, end = min(run), max(run)
    doubtful = [number for number in run if run[number].certainty != "certain"]
    if doubtful:
        turn = max(doubtful) + 1
        yield start, turn, run[max(doubtful)]
        start = turn
    if start <= end:
        yield start, end + 1, run[end]


def _run(
    whole: View, agent: int, prop: int, steps: Sequence[Moment], start: int, end: int, state: State, number: int
) -> KnowledgeFinding:
    from msgspec.structs import replace

    at = cuts(whole.world, steps)[end - 1]
    finding = state_finding(whole, agent, prop, at, state, number)
    latest = steps[end].bounds.latest if end < len(steps) else None
    turns = _turns(whole, agent, prop, steps[start])
    ends = _turns(whole, agent, prop, steps[end]) if end < len(steps) else ()
    return replace(
        finding,
        interval=Bounds(earliest=steps[start].bounds.earliest, latest=latest),
        from_moment=turns[0] if turns else steps[start].items[0] if start else None,
        to_moment=(ends or steps[end].items)[0] if end < len(steps) else None,
    )


def _turns(whole: View, agent: int, prop: int, step: Moment) -> tuple[str, ...]:
    """The items of a step on which the cell can turn; none where its state holds from the start."""
    relevant = set(_relevant(whole, agent, prop))
    return tuple(item for item in step.items if whole.world.point(item) in relevant)
