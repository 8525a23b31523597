"""On what a finding stands: records, spans, minimal supports, and the sources that no support can do without.

A support is a smallest set of records that derives the finding while everything that speaks against it stays: taking
away any of it breaks the finding. They are enumerated by shrinking and a hitting-set tree (Reiter 1987), up to a cap,
past which the finding says so.
"""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from whoknew.model import Span
from whoknew.reasoning.answers import State, View
from whoknew.reasoning.belief import Evidence
from whoknew.reasoning.facts import TOLD, Telling, World, alive
from whoknew.reasoning.literals import At

CAP = 8  # supports per finding
CHECKS = 40  # evaluations per finding
EFFORT = 150_000  # constraints laid out anew in all, over the evaluations of one question; past it supports are capped
POOL = 12  # with more records than this that could support a finding, one support is found and the rest is capped

Holds = Callable[[View], bool]


class Proof(NamedTuple):
    records: tuple[str, ...]
    spans: tuple[Span, ...]
    supports: tuple[tuple[str, ...], ...]
    capped: bool
    must_sources: tuple[str, ...]


def prove(whole: View, records: Iterable[str], holds: Holds | None = None) -> Proof:
    """The proof of a finding that ``records`` can support. ``holds`` tests it on a world with fewer records; without
    it the records together are the one support."""
    pool = tuple(dict.fromkeys(key for key in records if key))
    supports: tuple[tuple[str, ...], ...] = (pool,) if pool else ()
    capped = False
    if holds is not None:
        supports, capped = minimal(whole, pool, holds)
    return proof_of(whole, pool, supports, capped)


def fresh(world: World) -> None:
    """A question begins: its supports have the whole effort to themselves, so that no answer depends on earlier ones."""
    world.cache["effort"] = [0]


def proof_of(whole: View, pool: tuple[str, ...], supports: tuple[tuple[str, ...], ...], capped: bool) -> Proof:
    """A proof with known supports. Where they are capped only a source behind all of the pool is sure to be a must."""
    used = tuple(dict.fromkeys(key for support in supports for key in support)) or pool
    spans = tuple(dict.fromkeys(span for key in used for span in whole.world.spans_of(key)))
    needed = tuple((key,) for key in pool) if capped else supports
    return Proof(used, spans, supports, capped, musts(whole, pool if capped else used, needed))


def prove_possible(whole: View, agent: int, prop: int, at: At, sign: int) -> Proof:
    """The proof of a belief that is only possible: every piece of evidence that decides on some world-line is enough."""
    world = whole.world
    found: dict[tuple[str, ...], None] = {}
    pool: dict[str, None] = {}
    left = False
    for mind in whole.on(prop, at).minds:
        entries, resets = mind.evidence(agent, prop), mind.resets(agent, prop)
        for entry in entries:
            if entry.sign != sign:
                continue
            records = tuple(dict.fromkeys(world.atom_record[atom] for atom in entry.atoms))
            pool.update(dict.fromkeys(records))
            if records in found or len(found) >= CAP:
                left |= records not in found
            elif mind.line.exists(mind.wins(entry, entries, prop, at, resets)):
                found[records] = None
    return proof_of(whole, tuple(pool), tuple(found), left)


def without(world: World, records: Iterable[str]) -> frozenset[int]:
    """The atoms of some records."""
    index: dict[str, list[int]] | None = world.cache.get("atoms of")  # type: ignore[assignment]
    if index is None:
        index = {}
        world.cache["atoms of"] = index
        for atom, record in enumerate(world.atom_record):
            index.setdefault(record, []).append(atom)
    return frozenset(atom for record in records for atom in index.get(record, ()))


def minimal(whole: View, pool: tuple[str, ...], holds: Holds) -> tuple[tuple[tuple[str, ...], ...], bool]:
    """All smallest subsets of ``pool`` with which the finding still holds, and whether there may be more."""
    spent = 0
    effort: list[int] = whole.world.cache.setdefault("effort", [0])  # type: ignore[assignment]
    if effort[0] > EFFORT and len(pool) > 1:
        return (pool,), True
    around = whole.around(without(whole.world, pool))
    cost = 20 + sum(len(line.network.tails) for line in around.lines)
    enough: list[frozenset[str]] = []  # more records for a finding never break it: what is known decides much
    short: list[frozenset[str]] = []

    def derives(kept: frozenset[str]) -> bool:
        nonlocal spent
        if any(known <= kept for known in enough):
            return True
        if any(kept <= known for known in short):
            return False
        spent += 1
        effort[0] += cost
        gone = without(whole.world, (key for key in pool if key not in kept))
        found = not gone or holds(View(whole.world, whole.without | gone, whole.policy))
        (enough if found else short).append(kept)
        return found

    if len(pool) == 1:
        return (pool,), False
    if len(pool) > POOL:
        return (_shrunk(pool, derives),), True
    found: list[frozenset[str]] = []
    queue: list[frozenset[str]] = [frozenset(pool)]
    seen: set[frozenset[str]] = set()
    while queue and spent < CHECKS and len(found) < CAP:
        start = queue.pop(0)
        if start in seen:
            continue
        seen.add(start)
        support = next((known for known in found if known <= start), None)
        if support is None:
            if not derives(start):
                continue
            support = start
            for key in pool:
                if key in support and derives(support - {key}):
                    support -= {key}
            found.append(support)
        queue.extend(start - {key} for key in pool if key in support)
    capped = any(rest not in seen for rest in queue)
    ordered = sorted((tuple(key for key in pool if key in support) for support in found), key=len)
    return tuple(ordered), capped


def _shrunk(pool: tuple[str, ...], derives: Callable[[frozenset[str]], bool]) -> tuple[str, ...]:
    """One smallest support of a large pool, by dropping halves, then quarters, and so on down to single records."""
    kept, size = list(pool), len(pool) // 2
    while size:
        start = 0
        while start < len(kept):
            rest = kept[:start] + kept[start + size :]
            if rest and derives(frozenset(rest)):
                kept = rest
            else:
                start += size
        size //= 2
    return tuple(kept)


def musts(whole: View, used: tuple[str, ...], supports: tuple[tuple[str, ...], ...]) -> tuple[str, ...]:
    """Sources without which the finding falls: those that every support needs, by every chain of some record."""
    world = whole.world
    sources = dict.fromkeys(source for key in used for source in world.sources_of(key))
    found = []
    for source in sources:
        dropped = frozenset((source,))
        dead = {
            record
            for record in used
            for atom in without(world, (record,))
            if world.atom_facet[atom] == "happened" and not alive(world.atom_chains[atom], dropped)
        }
        if supports and all(any(key in dead for key in support) for support in supports):
            found.append(source)
    return tuple(found)


def _records(world: World, atoms: Iterable[int]) -> list[str]:
    return [world.atom_record[atom] for atom in atoms]


def records_of_belief(whole: View, agent: int, prop: int, sign: int, depth: int = 0) -> list[str]:
    """Records of the evidence that a belief of this sign can rest on, the tellers' own included."""
    world, found = whole.world, []
    for mind in whole.on(prop).minds:
        for entry in mind.evidence(agent, prop):
            if entry.sign == sign:
                found += _records(world, entry.atoms)
                if entry.kind == TOLD and entry.teller >= 0 and depth < 6:
                    found += records_of_belief(whole, entry.teller, prop, sign, depth + 1)
    return list(dict.fromkeys(found))


def records_of_truth(world: World, prop: int, sign: int) -> list[str]:
    """Records of what makes a proposition hold, or not."""
    return [key for s in world.setters.get(prop, ()) if s.sign == sign for key in _records(world, s.atoms)]


def records_of_order(whole: View, points: Iterable[int]) -> list[str]:
    """Records whose times force order among some moments."""
    known = sorted({point for point in points if point >= 0})
    world, line, found = whole.world, whole.around((), known).lines[0], []
    for first in known:
        for second in known:
            if first != second and line.order.forced(first, second):
                found += [world.atom_record[tag] for tag in line.network.path(second, first) if tag >= 0]
    return list(dict.fromkeys(found))


def records_of_state(whole: View, agent: int, prop: int, state: State, at: At) -> list[str]:
    """Everything that can support a state."""
    world = whole.world
    if not state.sign:
        kind = "unaware" if state.value == "unaware" else "kept_from"
        kept = [world.kept[n] for n in world.kept_cells.get((agent, prop), ()) if world.kept[n].kind == kind]
        own = [key for entry in kept for key in _records(world, entry.atoms)]
        if kind == "unaware":  # what was told or seen has to lie before it
            told = [entry.point for mind in whole.on(prop).minds for entry in mind.evidence(agent, prop)]
            own += records_of_order(whole, (*told, *(entry.point for entry in kept), *at.points))
        return list(dict.fromkeys(own))
    found = records_of_belief(whole, agent, prop, state.sign)
    if state.value in ("knew", "believed_wrongly"):
        found += records_of_truth(world, prop, state.sign if state.value == "knew" else -state.sign)
    entries = [entry for mind in whole.on(prop).minds for entry in mind.evidence(agent, prop)]
    resets = [world.kept[n].point for n in world.kept_cells.get((agent, prop), ()) if world.kept[n].kind == "unaware"]
    setters = world.setters.get(prop, ()) if state.value in ("knew", "believed_wrongly") else ()
    contested = bool(resets) or len({e.sign for e in entries}) > 1 or len({s.sign for s in setters}) > 1
    if at.points or at.clock is not None or contested:
        points = [*(entry.point for entry in entries), *at.points, *resets, *(s.point for s in setters)]
        against = {key for e in entries if e.sign != state.sign for key in _records(world, e.atoms)}
        found += [key for key in records_of_order(whole, points) if key not in against]
    return list(dict.fromkeys(found))


def records_of_nested(whole: View, agent: int, entries: Iterable[Evidence], prop: int, sign: int, at: At) -> list[str]:
    """Everything that can support what somebody takes another to believe: what they saw or heard together, what he
    himself had to believe to accept a word, and the order among these."""
    found: list[str] = []
    points = [*at.points]
    for entry in entries:
        points.append(entry.point)
        if entry.sign == sign:
            found += _records(whole.world, entry.atoms)
            if entry.heard >= 0:
                found += records_of_belief(whole, agent, prop, sign)
    against = {key for e in entries if e.sign != sign for key in _records(whole.world, e.atoms)}
    found += [key for key in records_of_order(whole, points) if key not in against]
    return list(dict.fromkeys(found))


def records_of_telling(whole: View, telling: Telling, falsely: bool) -> list[str]:
    """The telling itself, and what makes it untrue."""
    world = whole.world
    found = _records(world, telling.atoms)
    if falsely:
        said = [entry for entry in world.said.get(telling.item, ()) if entry.value == "false"]
        found += [key for entry in said for key in _records(world, entry.atoms)]
        if not said and world.future[telling.prop]:
            for teller in telling.tellers:
                found += records_of_belief(whole, teller, telling.prop, -telling.sign)
        elif not said:
            found += records_of_truth(world, telling.prop, -telling.sign)[:4]
    return list(dict.fromkeys(found))
