"""The user's own rules, followed: what they add and take away, chain by chain, always marked as assumptions.

A rule applies from the moment at which its condition is certain on every world-line; where it is only possible, what
it adds is hedged, so that nothing certain rests on it, and what it would take away is left. What it adds comes after that moment, stands on a source of its
own (``your-rule:…``), and is in no layer of the account: ``follow`` makes other analyses and leaves these as they were.
All rules that apply are followed at once, then those that apply because of them, and so on; each is followed once, so
that a chain that comes back to itself ends, and says so.
"""

from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from whoknew.model import Analysis, Rule
from whoknew.reasoning.compile import compile
from whoknew.reasoning.conditions import Trigger, trigger
from whoknew.reasoning.consequences import RULE_SOURCE, add_consequence
from whoknew.reasoning.dropping import drop_records
from whoknew.reasoning.facts import World
from whoknew.reasoning.questions import view
from whoknew.reasoning.words import join, quote

Key = tuple[int, str]  # number of the analysis, id of the rule


class Assumption(NamedTuple):
    """A rule that the user wrote and that applies. Always the user's assumption, never the account's.

    ``records`` are the ids of what it added or took away; ``certainty`` is possible where its condition is.
    """

    rule: str
    agent: str
    then: str
    because: str
    line: int = 0
    certainty: Literal["certain", "possible"] = "certain"
    records: tuple[str, ...] = ()


class Followed(NamedTuple):
    """``analyses`` with what the rules add; what was followed, in the order of the chain; what there is to say of it."""

    analyses: tuple[Analysis, ...]
    assumptions: tuple[Assumption, ...]
    notes: tuple[str, ...]


def has_rules(analyses: Iterable[Analysis], *, only_always: bool = False) -> bool:
    """Whether there is a rule to follow."""
    return any(rule.always or not only_always for analysis in analyses for rule in analysis.rules)


def assume(analyses: Iterable[Analysis], policy: str = "ranked", *, only_always: bool = False) -> World:
    """Compile analyses with what the user's rules add. ``given(world)`` are the analyses without it."""
    bare = tuple(analyses)
    if not has_rules(bare, only_always=only_always):
        return compile(bare)
    made = follow(bare, policy, only_always=only_always)
    world = compile(made.analyses)
    world.cache["given"] = bare
    world.cache["assumptions"] = made
    return world


def given(world: World) -> tuple[Analysis, ...]:
    """The analyses that a world was made of, without what rules added."""
    found: tuple[Analysis, ...] = world.cache.get("given", world.analyses)  # type: ignore[assignment]
    return found


def followed(world: World) -> tuple[tuple[Assumption, ...], tuple[str, ...]]:
    """The rules that were followed in a world, and what there is to say of them: circles, rules that came too late."""
    found: Followed | None = world.cache.get("assumptions")  # type: ignore[assignment]
    return (found.assumptions, found.notes) if found is not None else ((), ())


def reactions(world: World, policy: str = "ranked") -> tuple[Assumption, ...]:
    """The rules that apply in a world as it is, before any of them is followed."""
    return tuple(
        _assumption(world, key, rule, found)
        for key, rule in _rules(given(world), only_always=False)
        if (found := trigger(view(world, policy), key[0], rule)) is not None and not found.late
    )


def follow(analyses: tuple[Analysis, ...], policy: str = "ranked", *, only_always: bool = False) -> Followed:
    """Follow the rules until none is left that applies. At most two compilations for each rule."""
    rules = dict(_rules(analyses, only_always=only_always))
    applied: dict[Key, Trigger] = {}
    late: dict[Key, None] = {}
    shown: dict[Key, Assumption] = {}
    edited = analyses
    while True:
        world = compile(edited)
        whole = view(world, policy)
        news: dict[Key, Trigger] = {}
        for key, rule in rules.items():
            known = applied.get(key)
            if known is not None and known.certainty == "certain":
                continue
            found = trigger(whole, key[0], rule)
            if found is None:
                continue
            if found.late:
                late[key] = None
            elif known is None or found.certainty == "certain":
                news[key] = found
                shown[key] = _assumption(world, key, rule, found)
        if not news:
            break
        applied |= news
        edited = _with_consequences(analyses, rules, applied)
    return Followed(edited, tuple(shown[key] for key in applied), tuple(_notes(world, policy, rules, applied, late)))


def _rules(analyses: Iterable[Analysis], *, only_always: bool) -> Iterator[tuple[Key, Rule]]:
    for number, analysis in enumerate(analyses):
        for rule in analysis.rules:
            if rule.always or not only_always:
                yield (number, rule.id), rule


def _with_consequences(
    analyses: tuple[Analysis, ...], rules: dict[Key, Rule], applied: dict[Key, Trigger]
) -> tuple[Analysis, ...]:
    edited = list(analyses)
    for key, found in applied.items():
        edited[key[0]] = add_consequence(edited[key[0]], rules[key], found)
    for key, found in applied.items():
        if found.certainty == "certain":
            edited[key[0]] = drop_records(edited[key[0]], frozenset(rules[key].consequence.withdraws))
    return tuple(edited)


def _assumption(world: World, key: Key, rule: Rule, found: Trigger) -> Assumption:
    many = len(world.analyses) > 1
    prefix = f"{key[0] + 1}:" if many else ""
    parts = []
    for agent, prop, sign in found.beliefs:
        reason = "has reason to believe" if found.certainty == "certain" else "may have reason to believe"
        matter = quote(world, world.props[prop])
        parts.append(f"{world.name_of(world.agents[agent])} {reason} {matter}{'' if sign > 0 else ' not to be so'}")
    ids = consequence_ids(rule)
    return Assumption(
        rule.id,
        world.agents[found.beliefs[0][0]],
        rule.then,
        f"{join(parts)}; {rule_name(rule)}, not the account's",
        rule.line,
        found.certainty,
        tuple(f"{prefix}{identifier}" for identifier in (*ids, *rule.consequence.withdraws)),
    )


def rule_name(rule: Rule) -> str:
    """What a rule is called in an answer."""
    return f"your rule at line {rule.line}" if rule.line else "your rule"


def consequence_ids(rule: Rule) -> tuple[str, ...]:
    """Ids of the records that a rule adds."""
    made = rule.consequence
    count = sum(len(layer) for layer in (made.acts, made.events, made.movements, made.presences, made.claims))
    return tuple(f"{RULE_SOURCE}{rule.id}" + (f":{n + 1}" if n else "") for n in range(count))


def _notes(
    world: World, policy: str, rules: dict[Key, Rule], applied: dict[Key, Trigger], late: dict[Key, None]
) -> Iterator[str]:
    for key in late:
        if key not in applied:
            yield (
                f"{rule_name(rules[key]).capitalize()} is not followed: what it says would come before what it waits for."
            )
    yield from _circles(world, rules, applied)
    for key in applied:
        if rules[key].consequence == type(rules[key].consequence)():
            yield f"What follows from {rule_name(rules[key])} is not worked out: “{rules[key].then}” is no line of a scenario."
        elif rules[key].consequence.withdraws and applied[key].certainty == "possible":
            yield f"{rule_name(rules[key]).capitalize()} may apply; what it would take away is left, since that is not certain."
        elif trigger(view(world, policy), key[0], rules[key]) is None:
            yield (
                f"{rule_name(rules[key]).capitalize()} takes away what it waits for, by itself or through others; "
                "it is followed once."
            )


def _circles(world: World, rules: dict[Key, Rule], applied: dict[Key, Trigger]) -> Iterator[str]:
    """Rules that lead back to themselves: what one adds is evidence for what it waits for."""
    makes = {
        f"{key[0] + 1}:{made}" if len(world.analyses) > 1 else made: key
        for key in applied
        for made in consequence_ids(rules[key])
    }
    leads: dict[Key, set[Key]] = {}
    for key, found in applied.items():
        for agent, prop, sign in found.beliefs:
            for number in world.cells.get((agent, prop), ()):
                item = world.ev_item[number]
                maker = makes.get(world.items[item]) if item >= 0 and world.ev_sign[number] == sign else None
                if maker is not None:
                    leads.setdefault(maker, set()).add(key)
    seen: set[frozenset[Key]] = set()
    for key in applied:
        circle = _way_back(leads, key)
        if circle and frozenset(circle) not in seen:
            seen.add(frozenset(circle))
            names = join(rule_name(rules[step]) for step in circle)
            lead = "leads back to itself" if len(circle) == 1 else "lead back to each other"
            yield f"{names[:1].upper()}{names[1:]} {lead}; each is followed once."


def _way_back(leads: dict[Key, set[Key]], start: Key) -> tuple[Key, ...]:
    """A shortest way from a rule back to itself; empty where there is none."""
    queue: list[tuple[Key, ...]] = [(start,)]
    reached: set[Key] = set()
    while queue:
        way = queue.pop(0)
        for following in sorted(leads.get(way[-1], ())):
            if following == start:
                return way
            if following not in reached:
                reached.add(following)
                queue.append((*way, following))
    return ()
