"""Conflicts: smallest sets of firm claims with no world-line; and, apart, tensions that need a weak claim (rule 14)."""

from typing import NamedTuple

from whoknew.model import Claim, Conflict
from whoknew.reasoning.facts import World, spans_of
from whoknew.reasoning.lines import CHECKS, conflict_sets, consistent, firm_atoms, tension_sets
from whoknew.reasoning.muses import Sets, enumerate_sets
from whoknew.reasoning.quick import is_large
from whoknew.reasoning.words import by_account, label, sentence

TENSION_CHECKS = 600


class ConflictReport(NamedTuple):
    """``capped`` when there may be more than were found within the budget."""

    conflicts: tuple[Conflict, ...]
    tensions: tuple[Conflict, ...]
    capped: bool


def conflicts(world: World) -> ConflictReport:
    """All smallest sets, by size and then in the order of the text."""
    found: ConflictReport | None = world.cache.get("conflicts")  # type: ignore[assignment]
    if found is None:
        firm = conflict_sets(world)
        loose = _tensions(world, firm.smallest)
        found = ConflictReport(
            _report(world, firm.smallest, "x"),
            _report(world, loose.smallest, "y"),
            not (firm.complete and loose.complete),
        )
        world.cache["conflicts"] = found
    return found


def _tensions(world: World, firm: tuple[frozenset[int], ...]) -> Sets:
    weak = frozenset(atom for atom, is_weak in enumerate(world.atom_weak) if is_weak)
    timed = {atom for atom in world.edge_atom if atom in weak}
    excluded = {atom for e in world.exclusions if any(a in weak for a in e.atoms) for atom in e.atoms}
    if not timed and not excluded:
        return Sets((), (), True)
    everything = firm_atoms(world) | weak
    if not firm and consistent(world, everything):
        return Sets((), (), True)
    if is_large(world):
        quick = tension_sets(world, everything)
        return Sets(tuple(s for s in quick.smallest if s & weak), quick.largest, False)
    suspects = sorted(
        {a for a in world.edge_atom if a >= 0} | {a for e in world.exclusions for a in e.atoms},
        key=lambda atom: (world.atom_weak[atom], atom),
    )
    sets = enumerate_sets(
        lambda subset: consistent(world, subset), suspects, budget=min(TENSION_CHECKS, CHECKS), known=firm
    )
    return Sets(tuple(s for s in sets.smallest if s & weak), sets.largest, sets.complete)


def _report(world: World, sets: tuple[frozenset[int], ...], prefix: str) -> tuple[Conflict, ...]:
    distinct: dict[tuple[str, ...], frozenset[int]] = {}
    for atoms in sets:
        members = tuple(dict.fromkeys(world.atom_record[atom] for atom in sorted(atoms)))
        distinct.setdefault(members, atoms)
    ordered = sorted(distinct.items(), key=lambda entry: (len(entry[0]), min(entry[1])))
    return tuple(_conflict(world, f"{prefix}{n + 1}", *entry) for n, entry in enumerate(ordered))


def _conflict(world: World, key: str, members: tuple[str, ...], atoms: frozenset[int]) -> Conflict:
    real = tuple(member for member in members if member in world.records)
    weak = tuple(dict.fromkeys(world.atom_record[atom] for atom in sorted(atoms) if world.atom_weak[atom]))
    reasons = [e.reason for e in world.exclusions if set(e.atoms) <= atoms]
    reason = reasons[0] if reasons else "their times cannot all be so"
    sides = "; ".join(_side(world, member) for member in real)
    return Conflict(
        id=key,
        rule="knowledge.14",
        members=members,
        claims=real,
        spans=tuple(dict.fromkeys(span for member in real for span in _spans(world, member))),
        supports=(members,),
        reason=reason,
        weak=weak,
        note=f"{sentence(sides)}. Not all of it can be so: {reason}.",
        method="search",
    )


def _side(world: World, key: str) -> str:
    """What one member says, by whose account."""
    words = label(world, key)
    return words if isinstance(world.records[key], Claim) else f"{by_account(world, world.sources_of(key))}: {words}"


def _spans(world: World, key: str) -> tuple[tuple[int, int], ...]:
    record = world.records.get(key)
    spans = spans_of(record)
    if record is not None and record.time.span is not None and record.time.span not in spans:
        return (*spans, record.time.span)
    return spans
