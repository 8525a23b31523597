"""Who knew, was told, thinks that another thinks, or was kept in the dark: the answers, each with its proof."""

from collections.abc import Iterable

from whoknew.errors import QuestionError
from whoknew.model import Bounds, KnowledgeFinding, KnowledgeValue
from whoknew.reasoning.answers import State, Verdict, View
from whoknew.reasoning.belief import END, POLICIES, At
from whoknew.reasoning.clock import iso
from whoknew.reasoning.facts import ALWAYS, Telling, World
from whoknew.reasoning.lines import lines
from whoknew.reasoning.presence import residents
from whoknew.reasoning.proof import prove, prove_possible, records_of_state, records_of_telling
from whoknew.reasoning.search import conjoin, disjoin
from whoknew.reasoning.words import by_account, join, quote, sentence

RULE = {"told": "knowledge.4", "told_falsely": "knowledge.10", "kept_from": "knowledge.12", "unaware": "knowledge.12"}


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
    return sorted(cell for cell in cells if (who is None or cell[0] == who) and (what is None or cell[1] == what))


def knew(
    world: World, agent: str | None = None, about: str | None = None, at: At = END, policy: str = "ranked"
) -> tuple[KnowledgeFinding, ...]:
    """The strongest thing to say of each cell at a moment; with both agent and topic given there is always an answer."""
    whole = view(world, policy)
    found: list[KnowledgeFinding] = []
    for who, what in _cells(world, agent, about):
        states = whole.states(who, what, at)
        for state in states:
            found.append(state_finding(whole, who, what, at, state, len(found) + 1))
        if not states and agent is not None and about is not None:
            found.append(_silent(world, who, what, len(found) + 1))
    return tuple(found)


def _silent(world: World, who: int, what: int, number: int) -> KnowledgeFinding:
    name = world.name_of(world.agents[who])
    return KnowledgeFinding(
        id=f"k{number}",
        rule="knowledge.12",
        agent=world.agents[who],
        proposition=world.props[what],
        value="not_recorded",
        certainty="not_recorded",
        inferred=False,
        method="fast",
        note=f"Nothing is recorded of whether {name} knew of {quote(world, world.props[what])}.",
    )


def state_finding(
    whole: View, who: int, what: int, at: At, state: State, number: int, *, supported: bool = True
) -> KnowledgeFinding:
    """A state as a finding with its supports."""
    world = whole.world
    if state.value == "believed" and state.certainty == "possible":
        proof = prove_possible(whole, who, what, at, state.sign)
    else:
        evidence = records_of_state(whole, who, what, state, at)
        proof = prove(whole, evidence, (lambda v: _still(v, who, what, at, state)) if supported else None)
    start = _start(whole, who, what, state)
    teller = _teller(whole, who, what, state, at)
    return KnowledgeFinding(
        id=f"k{number}",
        rule=RULE.get(state.value, "knowledge.9" if state.value == "knew" else "knowledge.5"),
        agent=world.agents[who],
        proposition=world.props[what],
        value=state.value,
        certainty=state.certainty,
        asserts=state.sign >= 0,
        interval=Bounds(earliest=start[0], latest=start[1]),
        by=teller,
        inferred=state.value not in ("unaware", "kept_from") and not _is_stated(whole, who, what, state),
        method=state.method,
        note=_note(world, who, what, state, proof.records),
        claims=proof.records,
        spans=proof.spans,
        supports=proof.supports,
        capped=proof.capped,
        must_sources=proof.must_sources,
    )


def _still(v: View, who: int, what: int, at: At, state: State) -> bool:
    """Whether a smaller world still has a state at least as firm."""

    def firm(certainty: str) -> bool:
        return certainty == "certain" or certainty == state.certainty

    match state.value:
        case "knew":
            return firm(v.knows(who, what, at, state.sign).certainty)
        case "believed":
            return firm(v.believes(who, what, at, state.sign).certainty)
        case "believed_wrongly":
            wrong = v.holds(what, at, -state.sign).certainty == "certain"
            return wrong and firm(v.believes(who, what, at, state.sign).certainty)
        case _:
            return any(other.value == state.value and firm(other.certainty) for other in v.states(who, what, at))


def _start(whole: View, who: int, what: int, state: State) -> tuple[str | None, str | None]:
    """Bounds of the moment from which a belief can hold: the first evidence of its sign."""
    points = [e.point for m in whole.minds for e in m.evidence(who, what) if e.sign == state.sign and state.sign]
    if not points or ALWAYS in points:
        return None, None
    order = whole.lines[0].order
    firsts, lasts = [order.earliest(p) for p in points], [order.latest(p) for p in points]
    early = None if None in firsts else min(f for f in firsts if f is not None)
    late = min((value for value in lasts if value is not None), default=None)
    return (None if early is None else iso(early)), (None if late is None else iso(late))


def _teller(whole: View, who: int, what: int, state: State, at: At) -> str | None:
    """Who told, where the belief rests on one man's word."""
    if not state.sign:
        return None
    entries = [e for m in whole.minds for e in m.evidence(who, what) if e.sign == state.sign]
    tellers = {entry.teller for entry in entries}
    if len(tellers) != 1 or -1 in tellers:
        return None
    return whole.world.agents[tellers.pop()]


def _is_stated(whole: View, who: int, what: int, state: State) -> bool:
    """Whether the account says so itself ("he knew that …"), rather than the engine inferring it."""
    kinds = {e.kind for m in whole.minds for e in m.evidence(who, what) if e.sign == state.sign}
    return bool(kinds) and kinds <= {2}


def _note(world: World, who: int, what: int, state: State, records: Iterable[str]) -> str:
    name, gist = world.name_of(world.agents[who]), quote(world, world.props[what])
    sources = dict.fromkeys(source for record in records for source in world.sources_of(record))
    matter = gist if state.sign >= 0 else f"that {gist} is not so"
    words: dict[KnowledgeValue, str] = {
        "knew": f"{name} knew {matter}",
        "believed": f"{name} had reason to believe {matter}",
        "believed_wrongly": f"{name} had reason to believe {matter}; the account has it otherwise",
        "unaware": f"{name} is said not to have known {matter}",
        "kept_from": f"{name} was not told, or was kept from, {matter}",
        "told": f"{name} was told {matter}",
        "told_falsely": f"{name} was told {matter}; the account has it otherwise",
        "not_recorded": f"nothing is recorded of {name} and {matter}",
    }
    doubt = {"possible": "possibly ", "not_decided": "not decided whether "}.get(state.certainty, "")
    tail = f"; {state.note}" if state.note else ""
    end = " Inferred." if state.value in ("knew", "believed", "believed_wrongly") else ""
    return f"{sentence(by_account(world, sources))}, {doubt}{words[state.value]}{tail}.{end}"


def told(
    world: World, agent: str | None = None, about: str | None = None, at: At = END
) -> tuple[KnowledgeFinding, ...]:
    """Each telling to each hearer by a moment; ``told_falsely`` where the content did not hold when it was told."""
    whole = view(world)
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
    line = lines(world)[0]
    first, last = line.order.earliest(telling.point), line.order.latest(telling.point)
    names = join(world.name_of(world.agents[teller]) for teller in telling.tellers) or "somebody"
    matter = quote(world, world.props[telling.prop])
    matter = matter if telling.sign > 0 else f"that {matter} is not so"
    doubt = "possibly " if verdict.certainty == "possible" else ""
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
        note=f"{sentence(by_account(world, world.sources_of(key)))}, {names} {doubt}told "
        f"{world.name_of(world.agents[hearer])} {matter}{tail}.",
    )


def untrue(whole: View, telling: Telling) -> str:
    """Whether what was told did not hold when it was told: certain, possible or excluded (rule 10).

    A promise or a prediction is false only by what its speaker believed, or where the account itself says so.
    """
    said = [entry for entry in whole.world.said.get(telling.item, ()) if entry.value == "false"]
    if any(all(line.status(atom) is True for atom in entry.atoms) for entry in said for line in whole.lines):
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
    props = [prop_number(world, about)] if about is not None else range(len(world.props))
    found: list[KnowledgeFinding] = []
    for what in props:
        entries = [entry for mind in whole.minds for entry in mind.nested(who, whom, what)]
        for sign in (1, -1):
            if not any(entry.sign == sign for entry in entries):
                continue
            verdict = whole.thinks(who, whom, what, at, sign)
            if verdict.certainty == "excluded":
                continue
            records = [world.atom_record[atom] for e in entries if e.sign == sign for atom in e.atoms]
            proof = prove(
                whole,
                records,
                lambda v, w=what, s=sign, c=verdict.certainty: v.thinks(who, whom, w, at, s).certainty == c,  # type: ignore[misc]
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
                    note=f"{world.name_of(agent)} had reason to think that {world.name_of(other)} believed "
                    f"{quote(world, world.props[what])}{'' if sign > 0 else ' not to be so'}.",
                )
            )
        if not found and about is not None:
            found.append(_silent(world, who, what, 1))
    return tuple(found)


def in_the_dark(
    world: World, agent: str | None = None, about: str | None = None, at: At = END, place: str | None = None
) -> tuple[KnowledgeFinding, ...]:
    """Who is said not to have known, was kept from it, believed otherwise, or of whom nothing is recorded.

    Without a topic, only what is recorded is listed. ``place`` keeps to those who are recorded as being there.
    """
    whole = view(world)
    people = [agent] if agent is not None else world.agents
    there = residents(whole, place, at) if place is not None else None
    found: list[KnowledgeFinding] = []
    for key in people:
        who = agent_number(world, key)
        if there is not None and who not in there:
            continue
        for what in [prop_number(world, about)] if about is not None else range(len(world.props)):
            states = whole.states(who, what, at)
            dark = [s for s in states if s.value in ("unaware", "kept_from", "believed_wrongly")]
            if any(s.certainty == "certain" and s.value in ("knew", "believed") for s in states):
                continue
            for state in dark or [s for s in states if s.certainty != "certain"]:
                found.append(state_finding(whole, who, what, at, state, len(found) + 1))
            if not states and about is not None and world.plan_of[what] != who:
                found.append(_silent(world, who, what, len(found) + 1))
    return tuple(found)
