"""Which claims can be so together: consistency of some of them, the smallest sets that cannot, the largest that can.

Each part of a world (``parts.py``) is settled by itself: what lies in different parts is never in one contradiction.
"""

from whoknew.reasoning.muses import Sets, enumerate_sets
from whoknew.reasoning.network import Network
from whoknew.reasoning.parts import Part, components
from whoknew.reasoning.quick import is_large, quick_sets
from whoknew.reasoning.search import BUDGET, Formula, Later, Search, conjoin, disjoin

MAX_LINES = 32
CHECKS = 1500  # consistency checks for the conflicts of one part

Atoms = frozenset[int]


def firm_atoms(part: Part) -> Atoms:
    """The atoms of a part that are not weak."""
    weak = part.world.atom_weak
    if part.whole:
        return frozenset(atom for atom, is_weak in enumerate(weak) if not is_weak)
    return frozenset(atom for atom in part.atoms if not weak[atom])


def conflict_sets(part: Part, without: Atoms = frozenset()) -> Sets:
    """Smallest inconsistent and largest consistent sets of firm atoms.

    They are enumerated once, for each component. With some atoms left out the smallest sets are those that are left
    whole, and the largest follow from them, as far as the enumeration was complete.
    """
    smallest, complete = _smallest(part)
    left = tuple(subset for subset in smallest if not subset & without)
    largest = largest_sets(left, frozenset(suspects(part, firm_atoms(part) - without)), MAX_LINES + 1)
    return Sets(left, largest, complete)


def _smallest(part: Part) -> tuple[tuple[Atoms, ...], bool]:
    made = components(part.world)
    parts = made.constrained() if part.whole else [made.part(frozenset((root,))) for root in sorted(part.key)]
    found: list[Atoms] = []
    complete = True
    for one in parts:
        sets = _own_sets(one)
        found += sets.smallest
        complete &= sets.complete
    return tuple(found), complete


def _own_sets(part: Part) -> Sets:
    """The sets of one component, kept."""
    kept: dict[frozenset[int], Sets] = part.world.cache.setdefault("conflict sets", {})  # type: ignore[assignment]
    found = kept.get(part.key)
    if found is None:
        firm = firm_atoms(part)
        if consistent(part, firm):
            found = Sets((), (firm,), True)
        elif is_large(part):
            found = quick_sets(part, firm, lambda subset: consistent(part, subset, QUICK_BUDGET))
        else:
            found = enumerate_sets(lambda subset: consistent(part, subset), suspects(part, firm), budget=CHECKS)
        kept[part.key] = found
    return found


QUICK_BUDGET = 200  # steps of the search for the few claims of one suspected contradiction in a large part


def largest_sets(smallest: tuple[Atoms, ...], atoms: Atoms, limit: int) -> tuple[Atoms, ...]:
    """The largest subsets of ``atoms`` that contain none of the ``smallest`` sets: complements of minimal hitting
    sets, up to ``limit`` of them."""
    hitting: list[Atoms] = [frozenset()]
    for subset in smallest:
        grown = [known for known in hitting if known & subset]
        grown += [known | {atom} for known in hitting if not known & subset for atom in sorted(subset)]
        grown.sort(key=len)
        hitting = []
        for known in dict.fromkeys(grown):
            if not any(other <= known for other in hitting):
                hitting.append(known)
            if len(hitting) > 8 * limit:
                break
    return tuple(atoms - known for known in hitting[:limit])


def suspects(part: Part, atoms: Atoms) -> list[int]:
    """Atoms that can be part of a contradiction, in the order of their records."""
    timed = {atom for _, atom in part.edges}
    excluded = {atom for exclusion in part.exclusions for atom in exclusion.atoms}
    return sorted(atom for atom in atoms if atom in timed or atom in excluded)


def network_of(part: Part, accepted: Atoms) -> Network | None:
    """The time network of what some atoms state; None where they contradict each other."""
    network = part.blank()
    if network.extend(entry for entry in part.edges if entry[1] < 0 or entry[1] in accepted) is not None:
        return None
    if isinstance(network.values, dict):  # fewer constraints hold there too: no repairs are needed for them
        part.schedule = dict(network.values)
    return network


def consistent(part: Part, accepted: Atoms, budget: int = BUDGET) -> bool:
    """Whether some world-line has all of these atoms. A search that is not decided counts as consistent, so that
    nothing is called a conflict that is not proved one."""
    return consistent_network(part, accepted, budget) is not None


def consistent_network(part: Part, accepted: Atoms, budget: int = BUDGET) -> Network | None:
    """The time network of some atoms where a world-line has all of them, else None."""
    network = network_of(part, accepted)
    if network is None:
        return None
    choices: list[Formula] = []
    for exclusion in part.exclusions:
        if all(atom in accepted for atom in exclusion.atoms):
            ways = disjoin(Later(edge) for edge in exclusion.alternatives)
            if ways is False:
                return None
            choices.append(ways)
    if choices and Search(network, lambda _: (), budget).solve(conjoin(choices)) is False:
        return None
    return network
