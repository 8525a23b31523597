"""Conflicts: smallest sets of firm claims with no world-line; and, apart, tensions that need a weak claim (rule 14).

A weak claim is one that is hedged. What nobody says – a day carried over from the sentence before, the order of the telling –
gives way silently: it is no side of a tension. And what stands in one sentence alone clashes with nothing that can be shown.
"""

from typing import NamedTuple

from msgspec.structs import replace

from whoknew.model import Claim, Conflict
from whoknew.reasoning.contradictions import QUICK_BUDGET, conflict_sets, consistent, suspects
from whoknew.reasoning.facts import World, spans_of
from whoknew.reasoning.muses import enumerate_sets
from whoknew.reasoning.parts import Part, components, whole_part
from whoknew.reasoning.quick import is_large, quick_sets
from whoknew.reasoning.words import label, said_by, sentence

CARRIED = "weak-time"  # the facet of times that follow from the telling alone
ASSUMED = frozenset(
    {"places", "journeys"}
)  # what ties two claims and nobody says: that places lie apart, that a journey is one
TENSION_CHECKS = 600  # consistency checks for the tensions of one part

Entry = tuple[tuple[str, ...], frozenset[int]]
Place = tuple[str, tuple[tuple[int, int], ...]]  # the account's number, and the record's spans in it


class ConflictReport(NamedTuple):
    """``capped`` when there may be more than were found within the budget."""

    conflicts: tuple[Conflict, ...]
    tensions: tuple[Conflict, ...]
    capped: bool


def conflicts(world: World) -> ConflictReport:
    """All smallest sets, by size and then in the order of the text."""
    found: ConflictReport | None = world.cache.get("conflicts")  # type: ignore[assignment]
    if found is None:
        firm = conflict_sets(whole_part(world))
        loose, complete = _tensions(world, firm.smallest)
        hard = _report(world, firm.smallest, "x")
        shown = {_sentences_of(world, one.members) for one in hard}
        soft = [one for one in _report(world, loose, "y") if _sentences_of(world, one.members) not in shown]
        soft = [replace(one, id=f"y{n}") for n, one in enumerate(soft, 1)]
        found = ConflictReport(hard, tuple(soft), not (firm.complete and complete))
        world.cache["conflicts"] = found
    return found


def _sentences_of(world: World, members: tuple[str, ...]) -> frozenset[tuple[int, str]]:
    """The sentences that a set stands on; a member that was not read from a text stands for itself."""
    found: set[tuple[int, str]] = set()
    for member in members:
        read = world.records.get(member) is not None and bool(world.analysis_of(member).stages)
        spans = _spans(world, member) if read else ()
        found.update((world.home[member], str(world.analysis_of(member).sentence_at(start))) for start, _ in spans)
        if not spans:
            found.add((-1, member))
    return frozenset(found)


def _tensions(world: World, firm: tuple[frozenset[int], ...]) -> tuple[tuple[frozenset[int], ...], bool]:
    """Smallest inconsistent sets with a weak claim in them, part by part, and whether these are all."""
    found: list[frozenset[int]] = []
    complete = True
    for part in components(world, loose=True).constrained():
        if any(world.atom_weak[atom] for atom in part.atoms):
            sets, all_of_them = _tensions_of(part, [subset for subset in firm if subset <= part.atoms])
            found += sets
            complete &= all_of_them
    return tuple(found), complete


def _tensions_of(part: Part, firm: list[frozenset[int]]) -> tuple[list[frozenset[int]], bool]:
    weak, facets = part.world.atom_weak, part.world.atom_facet
    said = frozenset(atom for atom in part.atoms if facets[atom] != CARRIED)
    if not firm and consistent(part, said):
        return [], True
    if is_large(part):
        quick = quick_sets(part, said, lambda subset: consistent(part, subset, QUICK_BUDGET))
        return [subset for subset in quick.smallest if any(weak[atom] for atom in subset)], False
    ordered = sorted(suspects(part, said), key=lambda atom: (weak[atom], atom))
    sets = enumerate_sets(lambda subset: consistent(part, subset), ordered, budget=TENSION_CHECKS, known=firm)
    return [subset for subset in sets.smallest if any(weak[atom] for atom in subset)], sets.complete


def _report(world: World, sets: tuple[frozenset[int], ...], prefix: str) -> tuple[Conflict, ...]:
    distinct: dict[tuple[str, ...], frozenset[int]] = {}
    for atoms in sets:
        stated = (world.atom_record[atom] for atom in sorted(atoms))
        members = tuple(dict.fromkeys(key for key in stated if key.rpartition(":")[2] not in ASSUMED))
        distinct.setdefault(members, atoms)
    ordered = sorted(distinct.items(), key=lambda entry: (len(entry[0]), min(entry[1])))
    ordered = _once(world, [entry for entry in ordered if _has_two_sides(world, entry[0])])
    return tuple(_conflict(world, f"{prefix}{n + 1}", *entry) for n, entry in enumerate(ordered))


def _has_two_sides(world: World, members: tuple[str, ...]) -> bool:
    """Whether a set can be shown as sides against each other: in two sentences, or as words apart of two sources in one.

    A time of one clause that its own words do not allow is a slip of the reading, and so is a telling against its content.
    """
    sentences: set[tuple[int, int]] = set()
    sides: list[tuple[Place, tuple[str, ...]]] = []
    for member in members:
        if world.records.get(member) is None or not world.analysis_of(member).stages:
            return True  # a fact of the user's, or a scenario: nothing was read
        analysis, home, spans = world.analysis_of(member), world.home[member], _spans(world, member)
        sentences.update((home, analysis.sentence_at(start)) for start, _ in spans)
        sides.append(((str(home), spans), tuple(world.sources_of(member))))
    if len(sentences) > 1:
        return True
    return any(one[1] != other[1] and not _same(one[0], other[0]) for one in sides for other in sides)


def _once(world: World, entries: list[Entry]) -> list[Entry]:
    """Of pairs whose two sides are the same words one: a denial as an act and as a claim, which has its source."""
    kept: list[Entry] = []
    seen: dict[int, tuple[Place, Place]] = {}
    for entry in entries:
        places = [(key.rpartition(":")[0], spans_of(world.records.get(key))) for key in entry[0]]
        if len(places) == 2 and all(spans for _, spans in places):
            one, other = places
            twin = next((n for n, pair in seen.items() if _matches((one, other), pair)), -1)
            if twin >= 0:
                if all(isinstance(world.records[key], Claim) for key in entry[0]):
                    kept[twin] = entry
                continue
            seen[len(kept)] = (one, other)
        kept.append(entry)
    return kept


def _matches(pair: tuple[Place, Place], other: tuple[Place, Place]) -> bool:
    straight = _same(pair[0], other[0]) and _same(pair[1], other[1])
    return straight or (_same(pair[0], other[1]) and _same(pair[1], other[0]))


def _same(one: Place, other: Place) -> bool:
    """Whether the words of two records of one account meet."""
    return one[0] == other[0] and any(a[0] < b[1] and b[0] < a[1] for a in one[1] for b in other[1])


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
    return words if isinstance(world.records[key], Claim) else f"{said_by(world, key)}: {words}"


def _spans(world: World, key: str) -> tuple[tuple[int, int], ...]:
    record = world.records.get(key)
    spans = spans_of(record)
    if record is not None and record.time.span is not None and record.time.span not in spans:
        return (*spans, record.time.span)
    return spans
