"""Contradictions of a large part of a world in one pass: some of the smallest sets, and claims to treat as free.

Exact enumeration rebuilds a time network for each check; past ``LARGE`` constraints that would take minutes. One
insertion of all constraints (``network.py``) finds a negative cycle for each claim that does not fit the ones before
it: each is an inconsistent set, shrunk over its few claims to a smallest one. What is left without the claims of these
sets is consistent, so that answers stay sound; that there may be more sets is said (``complete`` is false).
"""

from collections.abc import Callable

from whoknew.reasoning.muses import Sets, shrink
from whoknew.reasoning.parts import Part

LARGE = 2_500  # constraints of time and exclusions together
MOST = 200  # sets reported


def is_large(part: Part) -> bool:
    """Whether a part is past exact enumeration of its conflicts."""
    return len(part.edges) + len(part.exclusions) > LARGE


def quick_sets(part: Part, atoms: frozenset[int], check: Callable[[frozenset[int]], bool]) -> Sets:
    """``smallest``: up to ``MOST`` inconsistent sets of ``atoms``; ``largest``: one consistent set. Near linear."""
    found, kept = quick_clashes(part, atoms)
    proved = [shrink(check, sorted(clash)) for clash in dict.fromkeys(found[:MOST]) if clash and not check(clash)]
    smallest = tuple(s for s in dict.fromkeys(proved) if not any(other < s for other in proved))
    return Sets(smallest, (kept,), False)


def quick_clashes(part: Part, atoms: frozenset[int]) -> tuple[list[frozenset[int]], frozenset[int]]:
    """Sets of atoms that the pass found to clash, not yet shrunk, and a consistent rest without any of them."""
    network = part.blank()
    found: list[frozenset[int]] = []
    left: set[int] = set()
    open_ones = []
    for exclusion in part.exclusions:
        if not all(atom in atoms for atom in exclusion.atoms):
            continue
        if exclusion.alternatives:
            open_ones.append(exclusion)
        else:
            found.append(frozenset(exclusion.atoms))
            left.update(exclusion.atoms)
    for edge, atom in part.edges:
        if atom >= 0 and (atom not in atoms or atom in left):
            continue
        cycle = network.add(*edge, atom)
        if cycle is not None:
            clash = frozenset(tag for tag in cycle if tag >= 0)
            found.append(clash)
            left |= clash
    for exclusion in open_ones:
        if left.isdisjoint(exclusion.atoms) and not any(network.add(*edge) is None for edge in exclusion.alternatives):
            left.update(exclusion.atoms)
    return found, atoms - left
