"""What holds in the world: events, claims and stated truths set propositions, and persist (rule 2).

A setter with a time counts from then until something changes it; one without any time stands throughout. Two setters
of opposite sign exclude each other where one of them stands throughout, or where both are stated of the same time.
A claim whose words are an act's own telling is not a second assertion; a claim passed on by a person is weak.
"""

from whoknew.model import Act, Analysis, Claim, Event, Movement
from whoknew.reasoning.builder import Builder
from whoknew.reasoning.chains import UNACCEPTED_STATUS, WEAK_STATUS, Chains
from whoknew.reasoning.facts import ALWAYS, SEEN, Exclusion, Record, Setter

PUBLISHERS = frozenset({"media", "document", "organisation", "self"})


def enter_happening(
    build: Builder, record: Act | Event | Movement, sign: int, atoms: tuple[int, ...], timed: bool
) -> None:
    """The propositions that an item describes hold (or not) from its moment on, and its witnesses have seen so."""
    world, key = build.world, build.key(record.id)
    item = world.item_index[key]
    point = build.moment(item)
    for prop in build.describes.get(key, ()):
        set_prop(build, prop, sign, point if timed else ALWAYS, atoms)
        for agent, needed in world.witnesses.get(item, ()):
            build.evidence((agent, prop), sign, SEEN, point, needed, item)


def set_prop(build: Builder, prop: int, sign: int, point: int, atoms: tuple[int, ...], *, own: bool = False) -> None:
    """One setter, and those against the propositions that cannot hold with it."""
    setters = build.world.setters
    setters.setdefault(prop, []).append(Setter(prop, sign, point, atoms, "", own))
    if sign > 0:
        for other, reason in build.world.clashes[prop]:
            why = reason or "the two cannot both hold"
            setters.setdefault(other, []).append(Setter(other, -1, point, atoms, why, own))


def timed(record: Record) -> bool:
    """Whether the text says anything of when."""
    when = record.time
    return bool(when.orders or when.times or when.bounds.earliest or when.bounds.latest)


def enter_claims(build: Builder, analysis: Analysis, chains: Chains, moments: dict[str, int]) -> dict[str, int]:
    """Claims as setters; returns the atom of each claim that is accepted."""
    tellings = _telling_index(build)
    kinds = {source.id: source.kind for source in analysis.sources}
    entity = {source.id: source.entity for source in analysis.sources}
    atoms: dict[str, int] = {}
    for claim in analysis.claims:
        prop = build.prop(claim.proposition)
        if claim.status in UNACCEPTED_STATUS or claim.kind in ("opinion", "prediction"):
            continue
        chain = chains.of_claim(claim)
        told_by = {entity.get(source) for source in chain[-1]} if chain else set()
        if any((name, prop) in tellings for name in _agents(build, told_by)):
            continue
        hearsay = any(kinds.get(source) not in PUBLISHERS for step in chain[:-1] for source in step)
        weak = claim.status in WEAK_STATUS or hearsay
        covered = _covered(build, claim, prop)
        if covered is not None:
            atoms[claim.id] = covered
            continue
        atom = build.atom(build.key(claim.id), "happened", weak, (chain,))
        atoms[claim.id] = atom
        if prop >= 0:
            point = moments.get(claim.id, ALWAYS)
            set_prop(build, prop, 1 if claim.asserts else -1, point, (atom,))
    return atoms


def _agents(build: Builder, entities: set[str | None]) -> list[int]:
    keys = (build.entity_key.get(build.key(name)) for name in entities if name is not None)
    return [build.world.agent_index[key] for key in keys if key in build.world.agent_index]


def _telling_index(build: Builder) -> set[tuple[int, int]]:
    found: set[tuple[int, int]] = set()
    for telling in build.world.tellings:
        found.update((teller, telling.prop) for teller in telling.tellers)
    return found


def _covered(build: Builder, claim: Claim, prop: int) -> int | None:
    """The atom of the happening that a claim is the claim of, where it describes the same proposition."""
    if not claim.asserts:
        return None
    for record in claim.about:
        key = build.key(record)
        if prop in build.describes.get(key, ()) and (key, "happened") in build.atoms:
            return build.atoms[key, "happened"]
    return None


def enter_denials(build: Builder, analysis: Analysis, atoms: dict[str, int]) -> None:
    """A claim linked as denying another excludes it, whether or not they are about one proposition."""
    for claim in analysis.claims:
        for link in claim.links:
            if link.relation == "denies" and claim.id in atoms and link.claim in atoms:
                pair = (atoms[link.claim], atoms[claim.id])
                if pair[0] != pair[1]:
                    exclude(build, pair, "one denies the other")


def exclude(
    build: Builder, atoms: tuple[int, ...], reason: str, alternatives: tuple[tuple[int, int, int], ...] = ()
) -> None:
    """State once that some atoms cannot hold together."""
    distinct = tuple(sorted(set(atoms)))
    known: set[tuple[object, ...]] = build.world.cache.setdefault("excluded", set())  # type: ignore[assignment]
    if (distinct, alternatives) not in known:
        known.add((distinct, alternatives))
        build.world.exclusions.append(Exclusion(distinct, alternatives, reason))


def enter_contradictions(build: Builder) -> None:
    """Setters of opposite sign that cannot both hold: one of them standing throughout, or both of one stated time."""
    for setters in build.world.setters.values():
        claimed = [setter for setter in setters if not setter.own]
        negative = [setter for setter in claimed if setter.sign < 0]
        if not negative or len(negative) == len(claimed):
            continue
        dated: dict[Stated, list[tuple[Setter, int]]] = {}
        for second in negative:
            bounds = _stated_bounds(build, second)
            if bounds is not None:
                dated.setdefault(bounds[0], []).append((second, bounds[1]))
        standing = [second for second in negative if second.point == ALWAYS]
        for first in claimed:
            if first.sign < 0:
                continue
            for second in negative if first.point == ALWAYS else standing:
                _contradict(build, first, second, ())
            bounds = None if first.point == ALWAYS else _stated_bounds(build, first)
            for second, time in dated.get(bounds[0], ()) if bounds is not None else ():
                if bounds is not None:
                    _contradict(build, first, second, (bounds[1], time))


Stated = tuple[str | None, str | None]


def _contradict(build: Builder, first: Setter, second: Setter, times: tuple[int, ...]) -> None:
    if set(first.atoms) != set(second.atoms):
        reason = first.reason or second.reason or "one says that it is so, the other that it is not"
        exclude(build, (*first.atoms, *second.atoms, *times), reason)


def _stated_bounds(build: Builder, setter: Setter) -> tuple[Stated, int] | None:
    """The bounds that a setter's record states of itself, with the atom that states them; None where it is ordered."""
    if setter.point == ALWAYS:
        return None
    key = build.world.atom_record[setter.atoms[0]]
    record = build.world.records.get(key)
    time = build.atoms.get((key, "time"))
    if record is None or time is None or record.time.orders or record.time.weak:
        return None
    return (record.time.bounds.earliest, record.time.bounds.latest), time
