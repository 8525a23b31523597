"""A state of mind as a finding: since when, by whom, on which records, and in whose words."""

from collections.abc import Iterable

from whoknew.model import Act, Bounds, KnowledgeFinding
from whoknew.reasoning.answers import State, View
from whoknew.reasoning.clock import iso
from whoknew.reasoning.facts import ALWAYS, STATED, World
from whoknew.reasoning.literals import At
from whoknew.reasoning.minds import state_words
from whoknew.reasoning.proof import prove, prove_possible, records_of_state
from whoknew.reasoning.words import by_account, drawn_from, sentence

RULE = {"told": "knowledge.4", "told_falsely": "knowledge.10", "kept_from": "knowledge.12", "unaware": "knowledge.12"}


def silent_finding(world: World, who: int, what: int, number: int) -> KnowledgeFinding:
    agent, prop = world.agents[who], world.props[what]
    return KnowledgeFinding(
        id=f"k{number}",
        rule="knowledge.12",
        agent=agent,
        proposition=prop,
        value="not_recorded",
        certainty="not_recorded",
        inferred=False,
        method="fast",
        note=f"{sentence(state_words(world, agent, prop, 'not_recorded', True))}.",
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
    asserts = state.sign >= 0 and not _of_the_opposite(world, state, proof.records)
    inferred = state.value not in ("unaware", "kept_from") and not _is_stated(whole, who, what, state)
    return KnowledgeFinding(
        id=f"k{number}",
        rule=RULE.get(state.value, "knowledge.9" if state.value == "knew" else "knowledge.5"),
        agent=world.agents[who],
        proposition=world.props[what],
        value=state.value,
        certainty=state.certainty,
        asserts=asserts,
        interval=Bounds(earliest=start[0], latest=start[1]),
        by=teller,
        inferred=inferred,
        method=state.method,
        note=_note(world, who, what, state, proof.records, asserts, inferred),
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
        case "knew" if state.certainty == "certain":
            return v.knows(who, what, at, state.sign).certainty == "certain"
        case "knew":
            return any(s.value == "knew" and s.sign == state.sign for s in v.states(who, what, at))
        case "believed":
            return firm(v.believes(who, what, at, state.sign).certainty)
        case "believed_wrongly":
            wrong = v.holds(what, at, -state.sign).certainty == "certain"
            return wrong and firm(v.believes(who, what, at, state.sign).certainty)
        case _:
            return any(other.value == state.value and firm(other.certainty) for other in v.states(who, what, at))


def _start(whole: View, who: int, what: int, state: State) -> tuple[str | None, str | None]:
    """Bounds of the moment from which a belief can hold: the first evidence of its sign."""
    points = [
        e.point for m in whole.on(what).minds for e in m.evidence(who, what) if e.sign == state.sign and state.sign
    ]
    if not points or ALWAYS in points:
        return None, None
    order = whole.on(what).lines[0].order
    firsts, lasts = [order.earliest(p) for p in points], [order.latest(p) for p in points]
    early = None if None in firsts else min(f for f in firsts if f is not None)
    late = min((value for value in lasts if value is not None), default=None)
    return (None if early is None else iso(early)), (None if late is None else iso(late))


def _teller(whole: View, who: int, what: int, state: State, at: At) -> str | None:
    """Who told, where the belief rests on one man's word."""
    if not state.sign:
        return None
    entries = [e for m in whole.on(what).minds for e in m.evidence(who, what) if e.sign == state.sign]
    tellers = {entry.teller for entry in entries}
    if len(tellers) != 1 or -1 in tellers:
        return None
    return whole.world.agents[tellers.pop()]


def _is_stated(whole: View, who: int, what: int, state: State) -> bool:
    """Whether the account says so itself ("he knew that …"), rather than the engine inferring it."""
    kinds = {e.kind for m in whole.on(what).minds for e in m.evidence(who, what) if e.sign == state.sign}
    return bool(kinds) and kinds <= {STATED}


def _of_the_opposite(world: World, state: State, records: Iterable[str]) -> bool:
    """Whether what somebody was kept from, or did not know, is that the proposition does not hold."""
    acts = [record for key in records if isinstance(record := world.records.get(key), Act)]
    return not state.sign and bool(acts) and not any(act.asserts for act in acts)


def _note(
    world: World, who: int, what: int, state: State, records: Iterable[str], asserts: bool, inferred: bool
) -> str:
    """What the account or a source says, by whose account; what only follows, from what it is drawn."""
    said = list(records)
    words = state_words(world, world.agents[who], world.props[what], state.value, asserts, state.certainty)
    words = f"it was not decided whether {words}" if state.certainty == "not_decided" else words
    tail = f"; {state.note}" if state.note else ""
    if inferred:
        return f"{sentence(drawn_from(world, said))}, {words}{tail}. Inferred."
    sources = dict.fromkeys(source for record in said for source in world.sources_of(record))
    return f"{sentence(by_account(world, sources))}, {words}{tail}."
