"""What changes between a world and an edited one: only that, each change with its reason (rules 15 and 16)."""

from collections.abc import Iterable
from typing import Literal, NamedTuple

from msgspec.structs import replace

from whoknew.model import Conflict, Deception, Finding, KnowledgeFinding, Link, Span, TimelineEntry
from whoknew.reasoning.belief import END
from whoknew.reasoning.compile import compile
from whoknew.reasoning.conflicts import conflicts
from whoknew.reasoning.course import course, intervals
from whoknew.reasoning.deceptions import deceived
from whoknew.reasoning.edits import DropSource, Edit, apply
from whoknew.reasoning.facts import Record, World
from whoknew.reasoning.lines import lines
from whoknew.reasoning.questions import told, view
from whoknew.reasoning.timeline import moments, timeline
from whoknew.reasoning.words import join, label, quote

Kind = Literal["knowledge", "deception", "conflict", "tension", "item", "order"]


class Change(NamedTuple):
    """One finding that falls (no ``after``), appears (no ``before``) or becomes another."""

    kind: Kind
    before: Finding | None
    after: Finding | None
    why: str


class Lost(NamedTuple):
    """A stated precondition or reason that is no longer there, in whose words it was one."""

    item: str
    needed: str
    kind: Literal["precondition", "reason"]
    span: Span | None
    source: str
    why: str


class Assumption(NamedTuple):
    """A rule that the user wrote and that now applies. Always the user's assumption, never the account's."""

    rule: str
    agent: str
    then: str
    because: str


class Difference(NamedTuple):
    """Falsy when nothing changed. ``world`` is the edited one; the first is untouched, so that undoing is keeping it."""

    falls: tuple[Change, ...]
    appears: tuple[Change, ...]
    changed: tuple[Change, ...]
    records_gone: tuple[str, ...]
    records_new: tuple[str, ...]
    broken: tuple[Conflict, ...]
    lost: tuple[Lost, ...]
    unbelievable: tuple[Change, ...]
    assumptions: tuple[Assumption, ...]
    world: World

    def __bool__(self) -> bool:
        return any(part for part in self[:-1])


def drop(world: World, sources: Iterable[str]) -> Difference:
    """What falls, and what newly appears, when some sources are not believed to have said anything."""
    return what_if(world, [DropSource(source=source) for source in dict.fromkeys(sources)])


def what_if(world: World, edits: Iterable[Edit]) -> Difference:
    """The difference that an intervention makes."""
    given = tuple(edits)
    if not given:
        return Difference((), (), (), (), (), (), (), (), (), world)
    return difference(world, compile(apply(world.analyses, given)))


def difference(old: World, new: World) -> Difference:
    """What changes from one world to another that keeps its ids."""
    gone = tuple(key for key in old.records if key not in new.records)
    fresh = tuple(key for key in new.records if key not in old.records)
    changes = [*_knowledge(old, new), *_deceptions(old, new), *_conflicts(old, new), *_order(old, new)]
    falls = tuple(change for change in changes if change.after is None)
    appears = tuple(change for change in changes if change.before is None)
    both = tuple(change for change in changes if change.before is not None and change.after is not None)
    broken = tuple(c.after for c in appears if c.kind == "conflict" and isinstance(c.after, Conflict))
    return Difference(
        falls,
        appears,
        both,
        gone,
        fresh,
        broken,
        tuple(_lost(old, new)),
        tuple(_unbelievable(changes)),
        tuple(_assumptions(old, new)),
        new,
    )


Row = tuple[object, ...]
MINDS = frozenset({"knew", "believed", "believed_wrongly"})


def _pair(kind: Kind, worlds: tuple[World, World], old: dict[Row, Finding], new: dict[Row, Finding]) -> list[Change]:
    found = [Change(kind, f, None, _why(*worlds, f, None)) for key, f in old.items() if key not in new]
    return found + [Change(kind, None, f, _why(*worlds, None, f)) for key, f in new.items() if key not in old]


def _cells(world: World) -> dict[tuple[str, str], tuple[int, int]]:
    return {
        (world.agents[agent], world.props[prop]): (agent, prop)
        for agent, prop in sorted(dict.fromkeys((*world.cells, *world.kept_cells)))
    }


def _rows(world: World, cell: tuple[int, int] | None) -> dict[Row, Finding]:
    if cell is None:
        return {}
    found: dict[Row, Finding] = {}
    for finding in intervals(view(world), *cell, moments(world)):
        found.setdefault((finding.value, finding.certainty, finding.asserts, finding.by), finding)
    return found


def _course(world: World, cell: tuple[int, int] | None, old: World, new: World) -> object:
    """The states of a cell at the moments that both worlds have."""
    common = []
    for step in moments(old):
        items = tuple(item for item in step.items if item in new.item_index)
        if items:
            common.append(replace(step, items=items))
    if cell is None:
        return [()] * (len(common) + 1)
    states = [*course(view(world), *cell, common), view(world).states(*cell)]
    return [tuple((s.value, s.certainty, s.sign) for s in here) for here in states]


def _told(world: World) -> dict[Row, Finding]:
    return {(f.from_moment, f.agent, f.proposition, f.value, f.certainty, f.asserts): f for f in told(world)}


def _knowledge(old: World, new: World) -> list[Change]:
    changes = _pair("knowledge", (old, new), _told(old), _told(new))
    before, after = _cells(old), _cells(new)
    for key in dict.fromkeys((*before, *after)):
        if signature(old, before.get(key)) == signature(new, after.get(key)):
            continue
        if _course(old, before.get(key), old, new) == _course(new, after.get(key), old, new):
            continue
        one, other = _rows(old, before.get(key)), _rows(new, after.get(key))
        fallen = [finding for row, finding in one.items() if row not in other]
        risen = [finding for row, finding in other.items() if row not in one]
        for number in range(max(len(fallen), len(risen))):
            first = fallen[number] if number < len(fallen) else None
            second = risen[number] if number < len(risen) else None
            changes.append(Change("knowledge", first, second, _why(old, new, first, second)))
    return changes


def signature(world: World, cell: tuple[int, int] | None) -> object:
    """All that the answers of a cell depend on: its evidence and that of its tellers, what sets the proposition, the
    forced order of the moments concerned, and what excludes what. Cells with the same signature need no second answer."""
    if cell is None:
        return None
    agent, prop = cell
    agents, queue, numbers = {agent}, [agent], []
    while queue:
        one = queue.pop()
        for number in world.cells.get((one, prop), ()):
            numbers.append(number)
            teller = world.ev_teller[number]
            if teller >= 0 and teller not in agents:
                agents.add(teller)
                queue.append(teller)
    kept = [world.kept[n] for n in world.kept_cells.get(cell, ())]
    setters = world.setters.get(prop, [])
    points = [world.ev_point[n] for n in numbers] + [k.point for k in kept] + [s.point for s in setters]
    atoms = {a for n in numbers for a in world.ev_atoms[n]} | {a for k in kept for a in k.atoms}
    atoms |= {a for s in setters for a in s.atoms}
    order = tuple(
        (line.order.distance(p, q) >= 0, line.order.distance(p, q) < 0, line.order.earliest(p), line.order.latest(p))
        for line in lines(world)
        for p in points
        for q in points
        if p >= 0 and q >= 0
    )
    return (
        tuple(
            (
                world.agents[world.ev_agent[n]],
                world.ev_sign[n],
                world.ev_kind[n],
                world.agents[world.ev_teller[n]] if world.ev_teller[n] >= 0 else "",
                world.items[world.ev_item[n]] if world.ev_item[n] >= 0 else "",
            )
            for n in numbers
        ),
        tuple((k.kind, world.items[k.item]) for k in kept),
        tuple((s.sign, s.point < 0) for s in setters),
        order,
        tuple(sorted(_atom_key(world, a) for a in atoms)),
        tuple(sorted(tuple(_atom_key(world, a) for a in e.atoms) for e in world.exclusions if atoms & set(e.atoms))),
        tuple(sorted(_atom_key(world, a) for line in lines(world) for a in line.out | line.free)),
        tuple(world.items[t.item] for t in world.tellings if t.prop == prop and t.tellers and t.tellers[0] in agents),
        tuple(step.items for step in moments(world) if any(world.point(item) in points for item in step.items)),
    )


def _atom_key(world: World, atom: int) -> tuple[str, str, bool]:
    return (world.atom_record[atom], world.atom_facet[atom].split(":")[0], world.atom_weak[atom])


def _why(old: World, new: World, before: KnowledgeFinding | Finding | None, after: Finding | None) -> str:
    lost = [key for key in (before.claims if before else ()) if key not in new.records]
    added = [key for key in (after.claims if after else ()) if key not in old.records]
    if added:
        return f"because of {join(label(new, key) for key in added[:3])}"
    if lost:
        return f"because this is gone: {join(label(old, key) for key in lost[:3])}"
    return "because what it depends on changed"


def _deceptions(old: World, new: World) -> list[Change]:
    def rows(world: World) -> dict[Row, Finding]:
        return {(d.act, d.teller, d.told, d.value, d.certainty, d.said_by): d for d in deceived(world)}

    before, after = rows(old), rows(new)
    fallen = [d for row, d in before.items() if row not in after]
    risen = [d for row, d in after.items() if row not in before]
    changes: list[Change] = []
    for one in fallen:
        match = next(
            (o for o in risen if isinstance(o, Deception) and isinstance(one, Deception) and o.act == one.act), None
        )
        if match is not None:
            risen.remove(match)
        changes.append(Change("deception", one, match, _why(old, new, one, match)))
    return changes + [Change("deception", None, other, _why(old, new, None, other)) for other in risen]


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


def _lost(old: World, new: World) -> Iterable[Lost]:
    for key, record in new.records.items():
        if key not in old.records:
            continue
        for needed, link, kind in _needs(old, key, record):
            if needed in new.records and needed in new.item_index and not _too_late(old, new, needed, key):
                continue
            if needed in old.item_index:
                gone = needed not in new.records
                why = "is no longer there" if gone else "now comes after it"
                yield Lost(key, needed, kind, link.span, link.source, f"{label(old, needed)} {why}")


def _needs(world: World, key: str, record: Record) -> Iterable[tuple[str, Link, Literal["precondition", "reason"]]]:
    prefix = f"{world.home[key] + 1}:" if len(world.analyses) > 1 else ""
    for link in getattr(record, "requires", ()):
        yield prefix + link.event, link, "precondition"
    for link in getattr(record, "because", ()):
        yield prefix + link.event, link, "reason"
    enablers: dict[str, list[tuple[str, Link]]] | None = world.cache.get("enablers")  # type: ignore[assignment]
    if enablers is None:
        enablers = {}
        for other, entry in world.records.items():
            home = f"{world.home[other] + 1}:" if len(world.analyses) > 1 else ""
            for link in getattr(entry, "enables", ()):
                enablers.setdefault(home + link.event, []).append((other, link))
        world.cache["enablers"] = enablers
    for other, link in enablers.get(key, ()):
        yield other, link, "precondition"


def _too_late(old: World, new: World, needed: str, key: str) -> bool:
    if key not in new.item_index or key not in old.item_index or needed not in old.item_index:
        return False

    def after(world: World) -> bool:
        return lines(world)[0].order.forced(world.point(key), world.point(needed), strict=True)

    return after(new) and not after(old)


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


def _assumptions(old: World, new: World) -> Iterable[Assumption]:
    """User rules whose condition holds in the edited world and did not hold in the first."""
    before = {(a.rule, a.agent) for a in reactions(old)}
    for assumption in reactions(new):
        if (assumption.rule, assumption.agent) not in before:
            yield assumption


def reactions(world: World) -> tuple[Assumption, ...]:
    """User rules that apply at the end of a world, as the user's assumptions."""
    whole, found = view(world), []
    for number, analysis in enumerate(world.analyses):
        prefix = f"{number + 1}:" if len(world.analyses) > 1 else ""
        for rule in analysis.rules:
            agent = world.agent_index.get(prefix + rule.when_agent, world.agent_index.get(rule.when_agent, -1))
            prop = world.prop_index.get(prefix + rule.when_proposition, -1)
            if agent < 0 or prop < 0:
                continue
            verdict = whole.believes(agent, prop, END, 1 if rule.when_asserts else -1)
            if verdict.certainty == "certain":
                name = world.name_of(world.agents[agent])
                because = (
                    f"{name} has reason to believe {quote(world, world.props[prop])}; your rule, not the account's"
                )
                found.append(Assumption(rule.id, world.agents[agent], rule.then, because))
    return tuple(found)
