"""Who knew, was told, thinks that another thinks, or was kept in the dark: the answers, each with its proof."""

from msgspec.structs import replace

from whoknew.errors import QuestionError
from whoknew.model import Bounds, KnowledgeFinding, KnowledgeValue
from whoknew.reasoning.answers import Verdict, View
from whoknew.reasoning.belief import POLICIES
from whoknew.reasoning.clock import iso
from whoknew.reasoning.contents import of_proposition
from whoknew.reasoning.course import intervals
from whoknew.reasoning.facts import Telling, World
from whoknew.reasoning.literals import END, At
from whoknew.reasoning.owning import no_news
from whoknew.reasoning.phrasing import believing, telling_words
from whoknew.reasoning.presence import residents
from whoknew.reasoning.proof import fresh, prove, records_of_nested, records_of_telling
from whoknew.reasoning.search import conjoin, disjoin
from whoknew.reasoning.states import RULE, silent_finding, state_finding
from whoknew.reasoning.timeline import moments
from whoknew.reasoning.words import called, said_by, sentence

DARK = frozenset({"unaware", "kept_from", "believed_wrongly"})


def view(world: World, policy: str = "ranked") -> View:
    """The whole world under a policy of acceptance, kept with it. Raises ``QuestionError`` for an unknown policy."""
    if policy not in POLICIES:
        raise QuestionError(f"No policy “{policy}”. There are: {', '.join(POLICIES)}.")
    views: dict[str, View] = world.cache.setdefault("views", {})  # type: ignore[assignment]
    if policy not in views:
        views[policy] = View(world, policy=policy)
    return views[policy]


def agent_number(world: World, agent: str) -> int:
    """The number of an agent by its id; ``QuestionError`` where there is none."""
    found = world.agent_index.get(agent)
    if found is None:
        raise QuestionError(f"No agent has the id “{agent}”.")
    return found


def prop_number(world: World, prop: str) -> int:
    """The number of a proposition by its id; ``QuestionError`` where there is none."""
    found = world.prop_index.get(prop)
    if found is None:
        raise QuestionError(f"No proposition has the id “{prop}”.")
    return found


def _cells(world: World, agent: str | None, about: str | None) -> list[tuple[int, int]]:
    who = None if agent is None else agent_number(world, agent)
    what = None if about is None else prop_number(world, about)
    if who is not None and what is not None:
        return [(who, what)]
    cells = dict.fromkeys((*world.cells, *world.kept_cells))
    dull = no_news(world) if what is None else frozenset()
    chosen = (cell for cell in cells if (who is None or cell[0] == who) and (what is None or cell[1] == what))
    return sorted(cell for cell in chosen if cell not in dull)


def knew(
    world: World, agent: str | None = None, about: str | None = None, at: At = END, policy: str = "ranked"
) -> tuple[KnowledgeFinding, ...]:
    """The strongest thing to say of each cell at a moment; with both agent and topic given there is always an answer."""
    whole = view(world, policy)
    fresh(world)
    found: list[KnowledgeFinding] = []
    for who, what in _cells(world, agent, about):
        states = whole.states(who, what, at)
        for state in states:
            found.append(state_finding(whole, who, what, at, state, len(found) + 1))
        if not states and agent is not None and about is not None:
            found.append(silent_finding(world, who, what, len(found) + 1))
    return tuple(found)


def told(
    world: World, agent: str | None = None, about: str | None = None, at: At = END, policy: str = "ranked"
) -> tuple[KnowledgeFinding, ...]:
    """Each telling to each hearer by a moment; ``told_falsely`` where the content did not hold when it was told."""
    whole = view(world, policy)
    who = None if agent is None else agent_number(world, agent)
    what = None if about is None else prop_number(world, about)
    found: list[KnowledgeFinding] = []
    for telling in world.tellings:
        if what is not None and telling.prop != what:
            continue
        for hearer, atoms in telling.hearers:
            if who is not None and hearer != who:
                continue
            verdict = whole.verdict(
                lambda m, a=atoms, t=telling: conjoin((m.have(a), m.by(t.point, at))),  # type: ignore[misc]
                lambda m, a=atoms, t=telling: disjoin((m.lack(a), m.after(t.point, at))),  # type: ignore[misc]
                whole.on(telling.prop, at),
            )
            if verdict.certainty != "excluded":
                found.append(_told(whole, telling, hearer, verdict, len(found) + 1))
    return tuple(found)


def _told(whole: View, telling: Telling, hearer: int, verdict: Verdict, number: int) -> KnowledgeFinding:
    world = whole.world
    key = world.items[telling.item]
    false = untrue(whole, telling)
    value: KnowledgeValue = "told_falsely" if false == "certain" else "told"
    proof = prove(whole, records_of_telling(whole, telling, value == "told_falsely"))
    line = whole.on(telling.prop).lines[0]
    first, last = line.order.earliest(telling.point), line.order.latest(telling.point)
    said = telling_words(world, key, [world.agents[hearer]], doubtful=verdict.certainty == "possible")
    tail = "; the account has it otherwise" if value == "told_falsely" else ""
    tail = ", and whether it was so is disputed" if false == "possible" else tail
    return KnowledgeFinding(
        id=f"k{number}",
        rule=RULE[value],
        agent=world.agents[hearer],
        proposition=world.props[telling.prop],
        value=value,
        certainty=verdict.certainty,
        asserts=telling.sign > 0,
        by=world.agents[telling.tellers[0]] if telling.tellers else None,
        from_moment=key,
        interval=Bounds(earliest=None if first is None else iso(first), latest=None if last is None else iso(last)),
        inferred=value == "told_falsely" or verdict.certainty != "certain",
        method=verdict.method,
        claims=proof.records,
        spans=world.spans_of(key),
        supports=proof.supports,
        capped=proof.capped,
        must_sources=proof.must_sources,
        note=f"{sentence(said_by(world, key))}, {said}{tail}.",
    )


def untrue(whole: View, telling: Telling) -> str:
    """Whether what was told did not hold when it was told: certain, possible or excluded (rule 10).

    A promise or a prediction is false only by what its speaker believed, or where the account itself says so.
    """
    said = [entry for entry in whole.world.said.get(telling.item, ()) if entry.value == "false"]
    if any(
        all(line.status(atom) is True for atom in entry.atoms)
        for entry in said
        for line in whole.on(telling.prop).lines
    ):
        return "certain" if any("self" in holder for entry in said for holder in entry.holders) else "possible"
    at = At(points=(telling.point,))
    if whole.world.future[telling.prop]:
        beliefs = {whole.believes(a, telling.prop, at, -telling.sign).certainty for a in telling.tellers}
        return "certain" if "certain" in beliefs else "possible" if "possible" in beliefs else "excluded"
    return whole.holds(telling.prop, at, -telling.sign).certainty


def thinks(
    world: World, agent: str, other: str, about: str | None = None, at: At = END, policy: str = "ranked"
) -> tuple[KnowledgeFinding, ...]:
    """What one agent takes another to believe (rule 6); ``not_recorded`` where nothing bears on it."""
    whole, who, whom = view(world, policy), agent_number(world, agent), agent_number(world, other)
    fresh(world)
    props = [prop_number(world, about)] if about is not None else range(len(world.props))
    found: list[KnowledgeFinding] = []
    for what in props:
        entries = [entry for mind in whole.on(what).minds for entry in mind.nested(who, whom, what)]
        for sign in (1, -1):
            if not any(entry.sign == sign for entry in entries):
                continue
            verdict = whole.thinks(who, whom, what, at, sign)
            if verdict.certainty == "excluded":
                continue
            proof = prove(
                whole,
                records_of_nested(whole, who, entries, what, sign, at),
                lambda v, w=what, s=sign, c=verdict.certainty: (
                    v.thinks(who, whom, w, at, s).certainty in ("certain", c)
                ),  # type: ignore[misc]
            )
            found.append(
                KnowledgeFinding(
                    id=f"k{len(found) + 1}",
                    rule="knowledge.6",
                    agent=agent,
                    mind_of=other,
                    proposition=world.props[what],
                    value="believed",
                    certainty=verdict.certainty,
                    asserts=sign > 0,
                    method=verdict.method,
                    claims=proof.records,
                    spans=proof.spans,
                    supports=proof.supports,
                    capped=proof.capped,
                    must_sources=proof.must_sources,
                    note=f"{sentence(called(world, agent))} had reason to think that {called(world, other)} believed"
                    f"{believing(world, world.props[what], of_proposition(world, world.props[what]), sign > 0)}.",
                )
            )
        if not found and about is not None:
            found.append(silent_finding(world, who, what, 1))
    return tuple(found)


def in_the_dark(
    world: World,
    agent: str | None = None,
    about: str | None = None,
    at: At = END,
    policy: str = "ranked",
    place: str | None = None,
) -> tuple[KnowledgeFinding, ...]:
    """Who is said not to have known, was kept from it, believed otherwise, or of whom nothing is recorded.

    Without a topic, only what is recorded is listed. ``place`` keeps to those who are recorded as being there.
    """
    whole = view(world, policy)
    fresh(world)
    people = [agent] if agent is not None else world.agents
    there = residents(whole, place, at) if place is not None else None
    found: list[KnowledgeFinding] = []
    for key in people:
        who = agent_number(world, key)
        if there is not None and who not in there:
            continue
        for what in [prop_number(world, about)] if about is not None else range(len(world.props)):
            states = whole.states(who, what, at)
            dark = [s for s in states if s.value in DARK]
            if any(s.certainty == "certain" and s.value in ("knew", "believed") for s in states):
                continue
            for state in dark or [s for s in states if s.certainty != "certain"]:
                found.append(state_finding(whole, who, what, at, state, len(found) + 1))
            if not states and about is not None and world.plan_of[what] != who:
                found.append(silent_finding(world, who, what, len(found) + 1))
    return tuple(found)


def once_in_the_dark(
    world: World, agent: str | None = None, about: str | None = None, policy: str = "ranked", place: str | None = None
) -> tuple[KnowledgeFinding, ...]:
    """Who was kept from something, did not know it or believed otherwise for a while, and no longer at the end.

    ``to_moment`` of each finding is the fact that ended it. ``place`` as in ``in_the_dark``.
    """
    whole, steps = view(world, policy), moments(world)
    fresh(world)
    there = residents(whole, place, END) if place is not None else None
    found: list[KnowledgeFinding] = []
    for who, what in _cells(world, agent, about):
        if there is not None and who not in there:
            continue
        if any(state.value in DARK for state in whole.states(who, what, END)):
            continue
        past = [run for run in intervals(whole, who, what, steps) if run.value in DARK and run.to_moment is not None]
        found += [replace(run, id=f"k{len(found) + number}") for number, run in enumerate(past, start=1)]
    return tuple(found)
