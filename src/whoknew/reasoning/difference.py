"""What changes between a world and an edited one: only that, each change with its reason (rules 15 and 16)."""

from collections.abc import Iterable
from typing import Literal, NamedTuple

from msgspec.structs import replace

from whoknew.model import Conflict, Deception, Finding, KnowledgeFinding, TimelineEntry
from whoknew.reasoning.assuming import Assumption, assume, followed, given, has_rules
from whoknew.reasoning.causes import why
from whoknew.reasoning.conflicts import conflicts
from whoknew.reasoning.course import course, intervals
from whoknew.reasoning.deceptions import deceived
from whoknew.reasoning.editing import apply
from whoknew.reasoning.edits import DropSource, Edit
from whoknew.reasoning.facts import World
from whoknew.reasoning.losses import Lost, lost
from whoknew.reasoning.proof import fresh
from whoknew.reasoning.questions import told, view
from whoknew.reasoning.slices import signature
from whoknew.reasoning.timeline import moments, timeline

Kind = Literal["knowledge", "deception", "conflict", "tension", "item", "order"]


class Change(NamedTuple):
    """One finding that falls (no ``after``), appears (no ``before``) or becomes another."""

    kind: Kind
    before: Finding | None
    after: Finding | None
    why: str


class Difference(NamedTuple):
    """Falsy when nothing changed. ``world`` is the edited one; the first is untouched, so that undoing is keeping it.

    Both worlds have what the user's rules add to them (``before`` is the first with it): ``assumptions`` are rules that
    apply in the edited world only, ``ended`` those that apply in the first only, ``notes`` what there is to say of them.
    """

    falls: tuple[Change, ...]
    appears: tuple[Change, ...]
    changed: tuple[Change, ...]
    records_gone: tuple[str, ...]
    records_new: tuple[str, ...]
    broken: tuple[Conflict, ...]
    lost: tuple[Lost, ...]
    unbelievable: tuple[Change, ...]
    assumptions: tuple[Assumption, ...]
    ended: tuple[Assumption, ...]
    notes: tuple[str, ...]
    before: World
    world: World

    def __bool__(self) -> bool:
        return any(part for part in self[:-2])


def drop(world: World, sources: Iterable[str], policy: str = "ranked", *, rules: bool = False) -> Difference:
    """What falls, and what newly appears, when some sources are not believed to have said anything. Of the user's
    rules only those said ``always`` are followed, unless ``rules`` asks for all."""
    edits = [DropSource(source=source) for source in dict.fromkeys(sources)]
    return what_if(world, edits, policy, only_always=not rules)


def what_if(world: World, edits: Iterable[Edit], policy: str = "ranked", *, only_always: bool = False) -> Difference:
    """The difference that an intervention makes; the user's rules are followed with it and without it."""
    edited = tuple(edits)
    bare = given(world)
    if not edited:
        return Difference((), (), (), (), (), (), (), (), (), (), (), world, world)
    if has_rules(bare, only_always=only_always):
        world = assume(bare, policy, only_always=only_always)
    return difference(world, assume(apply(bare, edited), policy, only_always=only_always), policy)


def turned(old: World, new: World, policy: str = "ranked") -> list[Change]:
    """What changes of minds, tellings, deceptions and clashes; times and order apart."""
    return [*_knowledge(old, new, policy), *_deceptions(old, new, policy), *_conflicts(old, new)]


def difference(old: World, new: World, policy: str = "ranked") -> Difference:
    """What changes from one world to another that keeps its ids."""
    gone = tuple(key for key in old.records if key not in new.records)
    fresh = tuple(key for key in new.records if key not in old.records)
    changes = [*turned(old, new, policy), *_order(old, new)]
    falls = tuple(change for change in changes if change.after is None)
    appears = tuple(change for change in changes if change.before is None)
    both = tuple(change for change in changes if change.before is not None and change.after is not None)
    broken = tuple(c.after for c in appears if c.kind == "conflict" and isinstance(c.after, Conflict))
    (before, known), (after, said) = followed(old), followed(new)
    return Difference(
        falls,
        appears,
        both,
        gone,
        fresh,
        broken,
        tuple(lost(old, new)),
        tuple(_unbelievable(changes)),
        tuple(rule for rule in after if rule not in before),
        tuple(rule for rule in before if all(rule.rule != other.rule for other in after)),
        tuple(note for note in said if note not in known),
        old,
        new,
    )


Row = tuple[object, ...]
MINDS = frozenset({"knew", "believed", "believed_wrongly"})


def _pair(kind: Kind, worlds: tuple[World, World], old: dict[Row, Finding], new: dict[Row, Finding]) -> list[Change]:
    found = [Change(kind, f, None, why(*worlds, f, None)) for key, f in old.items() if key not in new]
    return found + [Change(kind, None, f, why(*worlds, None, f)) for key, f in new.items() if key not in old]


def _cells(world: World) -> dict[tuple[str, str], tuple[int, int]]:
    return {
        (world.agents[agent], world.props[prop]): (agent, prop)
        for agent, prop in sorted(dict.fromkeys((*world.cells, *world.kept_cells)))
    }


def _rows(world: World, cell: tuple[int, int] | None, policy: str) -> dict[Row, Finding]:
    if cell is None:
        return {}
    fresh(world)
    found: dict[Row, Finding] = {}
    for finding in intervals(view(world, policy), *cell, moments(world)):
        found.setdefault((finding.value, finding.certainty, finding.asserts, finding.by), finding)
    return found


def _course(world: World, cell: tuple[int, int] | None, old: World, new: World, policy: str) -> object:
    """The states of a cell at the moments that both worlds have."""
    common = []
    for step in moments(old):
        items = tuple(item for item in step.items if item in new.item_index)
        if items:
            common.append(replace(step, items=items))
    if cell is None:
        return [()] * (len(common) + 1)
    whole = view(world, policy)
    states = [*course(whole, *cell, common), whole.states(*cell)]
    return [tuple((s.value, s.certainty, s.sign) for s in here) for here in states]


def _told(world: World, policy: str) -> dict[Row, Finding]:
    found = told(world, policy=policy)
    return {(f.from_moment, f.agent, f.proposition, f.asserts, f.value, f.certainty): f for f in found}


def _retold(old: World, new: World, policy: str) -> list[Change]:
    """Tellings that are gone, new, or still there in another class: one telling to one hearer is one change."""
    before, after = _told(old, policy), _told(new, policy)
    fallen = {row[:4]: finding for row, finding in before.items() if row not in after}
    risen = {row[:4]: finding for row, finding in after.items() if row not in before}
    return [
        Change("knowledge", one, other, why(old, new, one, other))
        for key in dict.fromkeys((*fallen, *risen))
        for one, other in [(fallen.get(key), risen.get(key))]
    ]


def _knowledge(old: World, new: World, policy: str) -> list[Change]:
    changes = _retold(old, new, policy)
    before, after = _cells(old), _cells(new)
    for key in dict.fromkeys((*before, *after)):
        if signature(old, before.get(key)) == signature(new, after.get(key)):
            continue
        if _course(old, before.get(key), old, new, policy) == _course(new, after.get(key), old, new, policy):
            continue
        one, other = _rows(old, before.get(key), policy), _rows(new, after.get(key), policy)
        fallen = [finding for row, finding in one.items() if row not in other]
        risen = [finding for row, finding in other.items() if row not in one]
        for number in range(max(len(fallen), len(risen))):
            first = fallen[number] if number < len(fallen) else None
            second = risen[number] if number < len(risen) else None
            changes.append(Change("knowledge", first, second, why(old, new, first, second)))
    return changes


def _deceptions(old: World, new: World, policy: str) -> list[Change]:
    def rows(world: World) -> dict[Row, Finding]:
        return {(d.act, d.teller, d.told, d.value, d.certainty, d.said_by): d for d in deceived(world, policy=policy)}

    before, after = rows(old), rows(new)
    fallen = [d for row, d in before.items() if row not in after]
    risen = [d for row, d in after.items() if row not in before]
    changes: list[Change] = []
    for one in fallen:
        match = _same_telling(one, risen)
        if match is not None:
            risen.remove(match)
        changes.append(Change("deception", one, match, why(old, new, one, match)))
    return changes + [Change("deception", None, other, why(old, new, None, other)) for other in risen]


def _same_telling(one: Finding, risen: list[Finding]) -> Finding | None:
    """The new finding of a telling: of the same teller to the same hearers where there is one, else of the same act."""
    if not isinstance(one, Deception):
        return None
    same = [other for other in risen if isinstance(other, Deception) and other.act == one.act]
    exact = [other for other in same if (other.teller, other.told) == (one.teller, one.told)]
    return next(iter((*exact, *same)), None)


def _conflicts(old: World, new: World) -> list[Change]:
    before, after = conflicts(old), conflicts(new)
    changes = _pair(
        "conflict",
        (old, new),
        {(c.members,): c for c in before.conflicts},
        {(c.members,): c for c in after.conflicts},
    )
    return changes + _pair(
        "tension",
        (old, new),
        {(c.members,): c for c in before.tensions},
        {(c.members,): c for c in after.tensions},
    )


def _order(old: World, new: World) -> list[Change]:
    before = {entry.item: entry for entry in timeline(old)}
    after = {entry.item: entry for entry in timeline(new)}
    changes: list[Change] = []
    for item in dict.fromkeys((*before, *after)):
        one, other = before.get(item), after.get(item)
        if (one is None and item in old.records) or (other is None and item in new.records):
            continue  # still there, only no longer placed in time
        if one is None or other is None:
            changes.append(Change("item", one, other, "not there any more" if other is None else "new"))
        elif _place(one, after) != _place(other, before):
            changes.append(Change("order", one, other, "its time or forced order changed"))
    return changes


def _place(entry: TimelineEntry, common: dict[str, TimelineEntry]) -> tuple[object, ...]:
    return (
        entry.bounds,
        frozenset(key for key in entry.after if key in common),
        frozenset(key for key in entry.before if key in common),
    )


def _unbelievable(changes: Iterable[Change]) -> Iterable[Change]:
    """Tellings that were taken over and could not be any more."""
    for change in changes:
        before, after = change.before, change.after
        if isinstance(before, Deception) and isinstance(after, Deception):
            if before.value == "deceived" and after.value == "attempt":
                yield change
        elif isinstance(before, KnowledgeFinding) and isinstance(after, KnowledgeFinding):
            turned = before.asserts != after.asserts and after.certainty == "certain" and after.value in MINDS
            if turned and before.by is not None and before.value != "told":
                yield change
