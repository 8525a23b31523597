"""Four-valued answers over world-lines, and who knew what at a moment (rules 9, 12, 13).

A statement is a pair of formulas, that it is so and that it is not. It is certain when no world-line has the second,
excluded when none has the first, possible otherwise. Where both fold to constants while they are built (bounds,
forced order and agreement decide), the answer is ``fast``; else an exact search on the slice decides, and past its
budget the answer says ``capped``: not decided, unless one side was already shown.
"""

from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from typing import Any, Literal, NamedTuple

from whoknew.model import Certainty, KnowledgeValue
from whoknew.reasoning.belief import Mind
from whoknew.reasoning.facts import World
from whoknew.reasoning.lines import Line, lines
from whoknew.reasoning.literals import END, At
from whoknew.reasoning.parts import components, scope_of
from whoknew.reasoning.search import Formula, conjoin, disjoin
from whoknew.reasoning.sweep import Beliefs, sweep

Method = Literal["", "fast", "search", "capped"]
Build = Callable[[Mind], Formula | Iterator[Formula]]  # a formula, or ways of which one is enough


OPEN_NOTES = ("that it was knowledge is possible", "whether it was so is disputed or open")
MANY = 200  # with as many cells, a question about all of them is worth one sweep


class Verdict(NamedTuple):
    certainty: Certainty
    method: Method


class State(NamedTuple):
    """What one agent's mind or ears hold of a proposition at a moment; ``sign`` is 0 where nothing is believed."""

    value: KnowledgeValue
    certainty: Certainty
    sign: int
    method: Method
    note: str = ""


class Slice(NamedTuple):
    """The world-lines of what a question can depend on, and the minds on each."""

    lines: tuple[Line, ...]
    minds: tuple[Mind, ...]


class View:
    """A world with some atoms left out: what every question is asked of."""

    def __init__(self, world: World, without: frozenset[int] = frozenset(), policy: str = "ranked") -> None:
        self.world, self.without, self.policy = world, without, policy
        self._slices: dict[frozenset[int], Slice] = {}
        self._known: dict[tuple[int, int, At], tuple[State, ...]] = {}
        self._swept: dict[At, Beliefs] = {}
        self.cache: dict[str, dict[Any, Any]] = {}  # answers of other questions, kept with the view

    @property
    def lines(self) -> tuple[Line, ...]:
        """The lines of the whole world."""
        return lines(self.world, self.without)

    @property
    def minds(self) -> tuple[Mind, ...]:
        """Minds on the lines of the whole world: what slices are compared with in tests."""
        return tuple(Mind(line, self.policy) for line in self.lines)

    def on(self, prop: int, at: At = END) -> Slice:
        """The slice of a proposition, and of the moment asked about."""
        return self._slice(scope_of(self.world, prop), at.points)

    def around(self, atoms: Iterable[int] = (), points: Iterable[int] = ()) -> Slice:
        """The slice of some atoms and moments."""
        return self._slice(components(self.world).scope(atoms, points), ())

    def _slice(self, scope: frozenset[int], points: Iterable[int]) -> Slice:
        made = components(self.world)
        if points:
            scope |= made.scope((), points)
        found = self._slices.get(scope)
        if found is None:
            own = lines(self.world, self.without, made.part(scope))
            found = self._slices[scope] = Slice(own, tuple(Mind(line, self.policy) for line in own))
        return found

    def possible(self, build: Build, within: Slice) -> tuple[bool | None, Method]:
        """Whether some world-line has the formula, which speaks of nothing outside the slice."""
        method: Method = "fast"
        undecided = False
        for line, mind in zip(within.lines, within.minds):
            built = build(mind)
            for formula in built if isinstance(built, Iterator) else (built,):
                if formula is False:
                    continue
                if formula is not True:
                    method = "search"
                answer = line.exists(formula)
                if answer:
                    return True, method
                undecided |= answer is None
        return (None, "capped") if undecided else (False, method)

    def verdict(self, yes: Build, no: Build, within: Slice) -> Verdict:
        """The four-valued class of a statement of which something is recorded."""
        can, how = self.possible(yes, within)
        if can is False:
            return Verdict("excluded", how)
        cannot, why = self.possible(no, within)
        method: Method = "capped" if "capped" in (how, why) else "search" if "search" in (how, why) else "fast"
        if cannot is False:
            return Verdict("certain", method) if can else Verdict("not_decided", "capped")
        return Verdict("possible", method) if can else Verdict("not_decided", "capped")

    # statements

    def believes(self, agent: int, prop: int, at: At, sign: int) -> Verdict:
        """B[agent]prop has this sign."""
        others = [other for other in (-1, 0, 1) if other != sign]
        return self.verdict(
            lambda mind: mind.ways(agent, prop, at, sign),
            lambda mind: (way for other in others for way in mind.ways(agent, prop, at, other)),
            self.on(prop, at),
        )

    def holds(self, prop: int, at: At, sign: int) -> Verdict:
        """The proposition has this sign in the world."""
        others = [other for other in (-1, 0, 1) if other != sign]
        return self.verdict(
            lambda mind: mind.holds(prop, at, sign),
            lambda mind: disjoin(mind.holds(prop, at, other) for other in others),
            self.on(prop, at),
        )

    def knows(self, agent: int, prop: int, at: At, sign: int) -> Verdict:
        """Believes it, it holds, and a grounded chain leads to a witness (rule 9)."""
        others = [other for other in (-1, 0, 1) if other != sign]
        return self.verdict(
            lambda mind: conjoin((mind.grounded(agent, prop, at, sign, holds=True), mind.holds(prop, at, sign))),
            lambda mind: chain(
                (mind.holds(prop, at, other) for other in others),
                (way for other in others for way in mind.ways(agent, prop, at, other)),
                (mind.ungrounded(agent, prop, at, sign) for _ in range(1)),
            ),
            self.on(prop, at),
        )

    def thinks(self, agent: int, other: int, prop: int, at: At, sign: int) -> Verdict:
        """B[agent, other]prop has this sign (rule 6)."""
        rest = [value for value in (-1, 0, 1) if value != sign]
        return self.verdict(
            lambda mind: mind.thinks(agent, other, prop, at, sign),
            lambda mind: disjoin(mind.thinks(agent, other, prop, at, value) for value in rest),
            self.on(prop, at),
        )

    def ignorant(self, agent: int, prop: int, at: At) -> Verdict | None:
        """Said not to know, by then, with nothing after it that he took over; None where nobody says so."""
        world = self.world
        stated = [world.kept[n] for n in world.kept_cells.get((agent, prop), ()) if world.kept[n].kind == "unaware"]
        if not stated:
            return None
        return self.verdict(
            lambda mind: conjoin(
                (
                    disjoin(conjoin((mind.have(k.atoms), mind.by(k.point, at))) for k in stated),
                    mind.believes(agent, prop, at, 0),
                )
            ),
            lambda mind: disjoin(
                (
                    conjoin(disjoin((mind.lack(k.atoms), mind.after(k.point, at))) for k in stated),
                    mind.believes(agent, prop, at, 1),
                    mind.believes(agent, prop, at, -1),
                )
            ),
            self.on(prop, at),
        )

    # states

    def swept(self, at: At) -> Beliefs | None:
        """All cells at once by a sweep, where there is one world-line and the moment is the end or one of the clock."""
        if at.points or self.without or len(self.lines) != 1:  # for one cell of a smaller world its slice is less
            return None
        if at not in self._swept:
            self._swept[at] = sweep(self.lines[0], at, self.policy, nested=False)
        return self._swept[at]

    def believed(self, agent: int, prop: int, at: At) -> int | None:
        """The sign of a belief that the sweep decides; None where it has to be asked for."""
        beliefs = self.swept(at)
        if beliefs is None or (agent, prop) in beliefs.open:
            return None
        return beliefs.held.get((agent, prop), (0, 0))[0]

    def states(self, agent: int, prop: int, at: At = END) -> tuple[State, ...]:
        """The strongest things to say of a cell; several only where several are possible. Empty: not recorded."""
        found = self._known.get((agent, prop, at))
        if found is None:
            found = self._known[agent, prop, at] = tuple(self._states(agent, prop, at))
        return found

    def _states(self, agent: int, prop: int, at: At) -> list[State]:
        found: list[State] = []
        if (agent, prop) in self.world.cells:
            swept = self.believed(agent, prop, at) if len(self.world.cells) >= MANY else None
            if swept is not None:
                if swept:
                    return [self._mind(agent, prop, at, swept, Verdict("certain", "fast"))]
                return [state for state in (self._kept(agent, prop, at),) if state is not None]
            signs = {entry.sign for mind in self.on(prop).minds for entry in mind.evidence(agent, prop)}
            for sign in (1, -1):
                if sign in signs:
                    verdict = self.believes(agent, prop, at, sign)
                    if verdict.certainty in ("certain", "possible", "not_decided"):
                        found.append(self._mind(agent, prop, at, sign, verdict))
        if found and found[0].certainty == "certain":
            return found
        ignorant = self.ignorant(agent, prop, at)
        if ignorant is not None and ignorant.certainty in ("certain", "possible"):
            found.insert(0, State("unaware", ignorant.certainty, 0, ignorant.method))
            return found
        kept = self._kept(agent, prop, at)
        if kept is not None and not (found and kept.certainty == "possible"):
            found.append(kept)
        return found

    def _mind(self, agent: int, prop: int, at: At, sign: int, verdict: Verdict) -> State:
        known = self.knows(agent, prop, at, sign)
        if known.certainty == "certain":
            return State("knew", "certain", sign, _worse(verdict.method, known.method))
        against = self.holds(prop, at, -sign)
        method = _worse(verdict.method, against.method)
        if against.certainty == "certain":
            return State("believed_wrongly", verdict.certainty, sign, method)
        if (
            verdict.certainty == "possible"
            and known.certainty == "possible"
            and self._if_then_knew(agent, prop, at, sign)
        ):
            return State("knew", "possible", sign, _worse(method, known.method))
        note = OPEN_NOTES[0] if known.certainty == "possible" else ""
        if against.certainty == "possible":
            note = OPEN_NOTES[1]
        return State("believed", verdict.certainty, sign, method, note)

    def _if_then_knew(self, agent: int, prop: int, at: At, sign: int) -> bool:
        """No world-line has the belief without its being knowledge."""
        others = [other for other in (-1, 0, 1) if other != sign]

        def only_believed(mind: Mind) -> Formula:
            return conjoin(
                (
                    mind.believes(agent, prop, at, sign),
                    disjoin(
                        (
                            mind.grounded(agent, prop, at, sign, holds=False),
                            *(mind.holds(prop, at, other) for other in others),
                        )
                    ),
                )
            )

        return self.possible(only_believed, self.on(prop, at))[0] is False

    def _kept(self, agent: int, prop: int, at: At) -> State | None:
        world = self.world
        kept = [world.kept[n] for n in world.kept_cells.get((agent, prop), ()) if world.kept[n].kind == "kept_from"]
        if not kept:
            return None
        verdict = self.verdict(
            lambda mind: disjoin(conjoin((mind.have(k.atoms), mind.by(k.point, at))) for k in kept),
            lambda mind: conjoin(disjoin((mind.lack(k.atoms), mind.after(k.point, at))) for k in kept),
            self.on(prop, at),
        )
        if verdict.certainty == "excluded":
            return None
        return State("kept_from", verdict.certainty, 0, verdict.method)


def _worse(first: Method, second: Method) -> Method:
    return "capped" if "capped" in (first, second) else "search" if "search" in (first, second) else first
