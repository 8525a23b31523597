"""All smallest inconsistent sets and all largest consistent ones of a set of claims, up to a budget.

MARCO (Liffiton, Previti, Malik and Marques-Silva, "Fast, flexible MUS enumeration", Constraints 2016): a SAT solver
holds the map of the sets not yet explored; each seed is shrunk to a smallest inconsistent set (QuickXplain, Junker
2004) or grown to a largest consistent one, and both block what they settle. python-sat is loaded only when something
is inconsistent.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

Check = Callable[[frozenset[int]], bool]


class Sets(NamedTuple):
    """``smallest`` inconsistent, ``largest`` consistent; ``complete`` when there are no others."""

    smallest: tuple[frozenset[int], ...]
    largest: tuple[frozenset[int], ...]
    complete: bool


def shrink(check: Check, atoms: Sequence[int]) -> frozenset[int]:
    """A smallest inconsistent subset of an inconsistent sequence; earlier atoms are preferred."""

    def explain(background: frozenset[int], added: bool, rest: tuple[int, ...]) -> frozenset[int]:
        if added and not check(background):
            return frozenset()
        if len(rest) == 1:
            return frozenset(rest)
        half = len(rest) // 2
        first, second = rest[:half], rest[half:]
        right = explain(background | frozenset(first), bool(first), second)
        left = explain(background | right, bool(right), first)
        return left | right

    return explain(frozenset(), False, tuple(atoms)) if atoms else frozenset()


def enumerate_sets(check: Check, atoms: Sequence[int], *, budget: int, known: Iterable[frozenset[int]] = ()) -> Sets:
    """Explore until nothing is left or ``budget`` checks are spent. ``known`` smallest sets are not looked for again."""
    from pysat.solvers import Minisat22

    spent = 0

    def counted(subset: frozenset[int]) -> bool:
        nonlocal spent
        spent += 1
        return check(subset)

    variable = {atom: number + 1 for number, atom in enumerate(atoms)}
    smallest: list[frozenset[int]] = []
    largest: list[frozenset[int]] = []
    with Minisat22() as solver:
        solver.set_phases(list(variable.values()))
        for subset in known:
            solver.add_clause([-variable[atom] for atom in subset if atom in variable])
        while spent < budget:
            if not solver.solve():
                return Sets(tuple(smallest), tuple(largest), True)
            model = set(solver.get_model() or ())
            seed = frozenset(atom for atom, number in variable.items() if -number not in model)
            if counted(seed):
                for atom in atoms:
                    if atom not in seed and counted(seed | {atom}):
                        seed |= {atom}
                largest.append(seed)
                solver.add_clause([variable[atom] for atom in atoms if atom not in seed])
            else:
                found = shrink(counted, [atom for atom in atoms if atom in seed])
                smallest.append(found)
                solver.add_clause([-variable[atom] for atom in found])
    return Sets(tuple(smallest), tuple(largest), False)
