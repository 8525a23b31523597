"""What is odd in a scenario that can be read: found without reasoning, each with its line and a remedy.

The engine finds what no schedule satisfies; these are the slips that a writer would rather hear of at once.
"""

from collections.abc import Iterator
from typing import Any

from whoknew.model import Act, Analysis, Diagnostic, When
from whoknew.scenario.circles import circles
from whoknew.scenario.parse import Scenario
from whoknew.scenario.say import Speaker
from whoknew.scenario.slips import odd_attribute
from whoknew.scenario.state import FACTS

CONVEYING = frozenset({"tell", "deny", "mislead"})
BEFORE = {"before": True, "after": False}


def check(scenario: Scenario) -> tuple[Diagnostic, ...]:
    """Notes on a scenario: circles in time, tellings before the teller could know, contrary presences, things unused."""
    finders = (_attributes, _circles, _too_early, _contrary, _nothing_claimed, _unused, _nothing_happens)
    found = [note for finder in finders for note in finder(scenario)]
    return (*scenario.notes, *found)


def _note(scenario: Scenario, code: str, identifier: str, message: str, severity: Any = "warning") -> Diagnostic:
    path, line = scenario.lines.get(identifier, (scenario.path, 0))
    place = f"{path}:{line}: " if line else ""
    return Diagnostic(code=f"scenario.{code}", message=place + message, severity=severity, stage="scenario")


def _line(scenario: Scenario, identifier: str) -> str:
    path, line = scenario.lines.get(identifier, ("", 0))
    return f"line {line}" if path == scenario.path else f"{path}:{line}"


def _timed(analysis: Analysis) -> Iterator[Any]:
    for layer in ("events", "acts", "movements", "presences"):
        yield from getattr(analysis, layer)


def _attributes(scenario: Scenario) -> Iterator[Diagnostic]:
    """Attributes that are read as offices but look like another word mistyped; a person who is several."""
    for entity in scenario.analysis.entities:
        for office in entity.roles:
            words = f"{office.title} of …" if office.of else office.title
            if office.former or not (meant := odd_attribute(words)):
                continue
            message = f"“{words}” is read as an office of {entity.name}. {meant}"
            yield _note(scenario, "odd-attribute", entity.id, message)
        if entity.type == "person" and entity.count is not None and (entity.count.low, entity.count.high) != (1, 1):
            message = f"{entity.name} is a person, yet the line says how many. An age is not recorded; several people are a group."
            yield _note(scenario, "odd-attribute", entity.id, message)


def _circles(scenario: Scenario) -> Iterator[Diagnostic]:
    """Facts that are each said to come before the next, round to the first."""
    later: dict[str, list[str]] = {}
    for record in _timed(scenario.analysis):
        for order in record.time.orders:
            if order.relation in BEFORE and not order.weak:
                first, second = (record.id, order.to) if BEFORE[order.relation] else (order.to, record.id)
                later.setdefault(first, []).append(second)
    for circle in circles(later):
        steps = " → ".join(f"{step} ({_line(scenario, step)})" for step in (*circle, circle[0]))
        yield _note(
            scenario,
            "circle",
            circle[0],
            f"these facts come before each other in a circle: {steps}. One of the orders must go, or be marked “perhaps”.",
        )


def _too_early(scenario: Scenario) -> Iterator[Diagnostic]:
    """Somebody tells what he comes to know only later, or what has not happened yet."""
    analysis = scenario.analysis
    learned: dict[tuple[str, str], list[Act]] = {}
    for act in analysis.acts:
        if act.polarity and act.proposition is not None:
            gainers = (
                act.agents if act.type in ("learn", "know", "decide") else act.others if act.type in CONVEYING else ()
            )
            for party in gainers:
                if party.entity:
                    learned.setdefault((party.entity, act.proposition), []).append(act)
    happened = {record.id: record for record in _timed(analysis)}
    about = {proposition.id: proposition for proposition in analysis.propositions}
    speaker = Speaker(analysis, plain=True)
    for act in analysis.acts:
        if act.type not in CONVEYING or act.proposition is None or not act.polarity:
            continue
        for party in act.agents:
            ways = learned.get((party.entity or "", act.proposition), [])
            if ways and all(_earlier(act, way) for way in ways):
                yield _note(
                    scenario,
                    "told-too-early",
                    act.id,
                    f"{speaker.party(party)} tells this before anything here lets him know it; "
                    f"he comes to know it at {_line(scenario, ways[0].id)}. Move one of them, or add how else he knew.",
                )
        proposition = about.get(act.proposition)
        told_of = [happened[event] for event in (proposition.events if proposition else ()) if event in happened]
        timely = proposition is None or proposition.future or proposition.plan_of is not None or not told_of
        if not timely and act.asserts and all(_earlier(act, record) for record in told_of):
            yield _note(
                scenario,
                "told-too-early",
                act.id,
                f"this is told before it happens ({_line(scenario, told_of[0].id)}). "
                "Mark the statement “future” or as somebody's plan, or move one of the two.",
            )


def _earlier(act: Act, other: Any) -> bool:
    """Whether an act is firmly said to come before another thing: by dates, or by a stated order."""
    if _ends_before(act.time, other.time):
        return True
    said = any(order.relation == "before" and order.to == other.id and not order.weak for order in act.time.orders)
    return said or any(o.relation == "after" and o.to == act.id and not o.weak for o in other.time.orders)


def _ends_before(first: When, second: When) -> bool:
    latest, earliest = first.bounds.latest, second.bounds.earliest
    return bool(latest and earliest and latest < earliest and not first.weak and not second.weak)


def _contrary(scenario: Scenario) -> Iterator[Diagnostic]:
    """Somebody is and is not at one place at one stated time."""
    seen: dict[tuple[str, str, str], tuple[str, bool]] = {}
    for presence in scenario.analysis.presences:
        if presence.hedged or presence.time == When() or presence.who.entity is None:
            continue
        key = (
            presence.who.entity,
            presence.where,
            repr((presence.time.bounds, presence.time.orders, presence.time.initial)),
        )
        first, present = seen.setdefault(key, (presence.id, presence.present))
        if present != presence.present:
            yield _note(
                scenario,
                "contrary-presences",
                presence.id,
                f"the same person is and is not at this place at this time (see {_line(scenario, first)}). "
                "If two sources differ, that is a conflict, and the questions will show it; else mend one line.",
            )


def _nothing_claimed(scenario: Scenario) -> Iterator[Diagnostic]:
    for claim in scenario.analysis.claims:
        if claim.proposition is None and not claim.about:
            message = "this claim does not say what it claims. Add “that” and a statement, or “, about FACT”."
            yield _note(scenario, "empty-claim", claim.id, message)


def _unused(scenario: Scenario) -> Iterator[Diagnostic]:
    """Statements that nobody makes, holds or contradicts: often a label that was mistyped."""
    analysis = scenario.analysis
    used = {act.proposition for act in analysis.acts} | {claim.proposition for claim in analysis.claims}
    for rule in analysis.rules:
        used |= {rule.when_proposition, *(held.proposition for held in rule.also)}
        used |= {act.proposition for act in rule.consequence.acts}
        used |= {claim.proposition for claim in rule.consequence.claims}
    used |= {clash.proposition for proposition in analysis.propositions for clash in proposition.clashes}
    for proposition in analysis.propositions:
        if proposition.id not in used and not proposition.clashes and not proposition.events:
            yield _note(
                scenario,
                "unused-statement",
                proposition.id,
                f"nobody says, knows or keeps “{proposition.gist}”. Use it in a fact, or take the line away.",
                "info",
            )


def _nothing_happens(scenario: Scenario) -> Iterator[Diagnostic]:
    if not any(getattr(scenario.analysis, layer) for layer in FACTS):
        message = (
            'nothing happens in this scenario yet. Add a line such as: 2024-12-07: Ada tells Ben that "help is coming"'
        )
        yield Diagnostic(code="scenario.no-facts", message=message, severity="warning", stage="scenario")
