"""A second reading of the semantics, as slow and plain as can be: every world-line is enumerated and simulated.

A model is a list of happenings on abstract ids. A world-line is a largest consistent set of the firm ones, any of the
weak ones that it does not contradict, and a total order that the accepted times allow. Along it, beliefs are updated
one happening after another; nothing is shared with the engine but the model.
"""

from itertools import combinations, permutations
from typing import NamedTuple


class Thing(NamedTuple):
    """kind: see, tell, silence, unaware, know, claim. ``who`` see, know; tell: one teller to ``to``; ``maybe`` hear it
    possibly. ``window`` in days; ``after`` indexes of things before it."""

    kind: str
    who: tuple[str, ...] = ()
    to: tuple[str, ...] = ()
    maybe: tuple[str, ...] = ()
    prop: str = "P"
    sign: int = 1
    weak: bool = False
    window: tuple[int, int] | None = None
    after: tuple[int, ...] = ()


CLASH = {"P": "Q", "Q": "P"}
TIMED = ("see", "tell", "unaware", "know")


def effects(thing):
    """The propositions that a content sets: itself, and not the one that it clashes with."""
    yield thing.prop, thing.sign
    if thing.sign > 0:
        yield CLASH[thing.prop], -1


def excluded(one, other):
    """Whether two happenings contradict each other."""
    for first, second in ((one, other), (other, one)):
        if first.kind == "silence" and second.kind == "tell":
            same = (first.prop, first.sign) == (second.prop, second.sign)
            if same and first.who == second.who and set(first.to) & set(second.to):
                return True
        if first.kind == "claim" and second.kind in ("claim", "see", "know"):
            one_says, other_says = dict(effects(first)), dict(effects(second))
            if any(other_says.get(prop) == -sign for prop, sign in one_says.items()):
                standing = second.kind == "claim" or second.window or second.after or True
                if standing:
                    return True
        undated = first.kind in ("see", "know") and not first.window and not first.after
        if undated and second.kind in ("see", "know"):
            says = dict(effects(second))
            if any(says.get(prop) == -sign for prop, sign in effects(first)):
                return True
        same_day = first.kind in ("see", "know") and second.kind in ("see", "know") and first.window == second.window
        if same_day and first.window and not first.after and not second.after:
            says = dict(effects(second))
            if any(says.get(prop) == -sign for prop, sign in effects(first)):
                return True
    return False


def orders(things, timed):
    """Total orders of the things in time that the accepted times allow."""
    places = [i for i, thing in enumerate(things) if thing.kind in TIMED]
    for order in permutations(places):
        rank = {i: n for n, i in enumerate(order)}
        if any(rank[j] > rank[i] for i in places if i in timed for j in things[i].after):
            continue
        day = 0
        for i in order:
            first, last = things[i].window if things[i].window and i in timed else (0, 99)
            day = max(day, first)
            if day > last:
                break
        else:
            yield order


def lines(things):
    """(accepted happenings, order, which of those possibly told heard it) of every world-line."""
    firm = [("is", i) for i, t in enumerate(things) if not t.weak]
    firm += [("time", i) for i, t in enumerate(things) if t.kind in TIMED and not t.weak and (t.window or t.after)]

    def consistent(subset):
        inside = [i for kind, i in subset if kind == "is"]
        timed = {i for kind, i in subset if kind == "time"}
        for i, j in combinations(inside, 2):
            if excluded(things[i], things[j]):
                both_windows = _needs_times(things[i], things[j])
                if not both_windows or {i, j} <= timed:
                    return False
        return next(orders(things, timed), None) is not None

    largest = _largest(firm, consistent)
    for accepted in largest:
        timed = {i for kind, i in accepted if kind == "time"}
        inside = {i for kind, i in accepted if kind == "is"}
        possible = list(orders(things, timed))
        weak = [i for i, t in enumerate(things) if t.weak]
        for n in range(len(weak) + 1):
            for extra in combinations(weak, n):
                now = inside | set(extra)
                if any(_clash(things, i, j, timed) for i, j in combinations(sorted(now), 2)):
                    continue
                unsure = [(i, a) for i in sorted(now) for a in things[i].maybe]
                for k in range(len(unsure) + 1):
                    for heard in combinations(unsure, k):
                        if any(_silenced(things, i, a, now) for i, a in heard):
                            continue
                        for order in possible:
                            yield now, order, set(heard)


def _silenced(things, i, agent, now):
    return any(excluded(things[i]._replace(to=(agent,), maybe=()), things[j]) for j in now if j != i)


def _needs_times(one, other):
    """Whether the contradiction rests on both being stated of one day."""
    both = one.kind in ("see", "know") and other.kind in ("see", "know")
    return both and bool(one.window or one.after) and bool(other.window or other.after)


def _clash(things, i, j, timed):
    if not excluded(things[i], things[j]):
        return False
    if not _needs_times(things[i], things[j]):
        return True
    return {i, j} <= timed


def _largest(elements, consistent):
    found = []
    for size in range(len(elements), -1, -1):
        for subset in combinations(elements, size):
            if not any(set(subset) <= known for known in found) and consistent(subset):
                found.append(set(subset))
        if found and size == len(elements):
            break
    return found


class Run:
    """One world-line simulated; ``snapshots`` holds the state after each happening and, under None, at the end."""

    def __init__(self, things, now, order, heard, policy="ranked"):
        self.policy = policy
        self.belief, self.nested, self.seen, self.world = {}, {}, set(), {}
        self.grounds = {}  # cell -> signs for which it has had grounded evidence
        self.deceived, self.snapshots = {}, {}
        self.standing = {}
        for i in sorted(now):
            if things[i].kind == "claim":
                self.standing.update(effects(things[i]))
        for i in order:
            if i in now:
                self.step(i, things[i], heard)
            self.snapshots[i] = self.state()
        self.snapshots[None] = self.state()

    def state(self):
        grounds = {cell: set(signs) for cell, signs in self.grounds.items()}
        return dict(self.belief), dict(self.nested), {**self.world, **self.standing}, grounds

    def step(self, i, thing, heard):
        if thing.kind in ("see", "know"):
            for prop, sign in effects(thing):
                for agent in thing.who:
                    self.seen.add((agent, prop))
                    self.take((agent, prop), sign, 2, True)
                    if thing.kind == "see":
                        for other in thing.who:
                            if other != agent:
                                self.hold((agent, other, prop), sign, 2)
                self.world[prop] = sign
        elif thing.kind == "unaware":
            for agent in thing.who:
                self.belief.pop((agent, thing.prop), None)
                self.grounds.pop((agent, thing.prop), None)
        elif thing.kind == "tell":
            self.tell(i, thing, [*thing.to, *(a for a in thing.maybe if (i, a) in heard)])

    def tell(self, i, thing, hearers):
        teller = thing.who[0]
        before, _, _, grounds = self.state()
        for prop, sign in effects(thing):
            rank = 1 if (teller, prop) in self.seen else 0
            opinion = before.get((teller, prop), (0, 0))
            grounded = opinion[0] == sign and sign in grounds.get((teller, prop), ())
            taken = [a for a in hearers if self.take((a, prop), sign, rank, grounded)]
            if prop == thing.prop:
                for agent in hearers:
                    self.deceived[i, agent] = (opinion[0] == -sign, agent in taken)
            for agent in hearers:
                self.hold((teller, agent, prop), sign, 2)
                if agent in taken:
                    self.hold((agent, teller, prop), sign, 2)
                if self.policy == "sceptical" and rank == 0:
                    continue
                for other in hearers:
                    if other != agent:
                        self.hold((agent, other, prop), sign, rank)

    def take(self, cell, sign, rank, grounded):
        if self.policy == "sceptical" and rank == 0:
            return self.belief.get(cell, (0,))[0] == sign
        if grounded:
            self.grounds.setdefault(cell, set()).add(sign)
        known = self.belief.get(cell)
        if known is None or self.policy == "latest" or rank >= known[1]:
            self.belief[cell] = (sign, rank)
        return self.belief[cell][0] == sign

    def hold(self, cell, sign, rank):
        known = self.nested.get(cell)
        if known is None or self.policy == "latest" or rank >= known[1]:
            self.nested[cell] = (sign, rank)


def answers(things, agents, policy="ranked"):
    """(query → set of outcomes over world-lines), for beliefs, knowledge, nesting and deception."""
    found = {}
    for now, order, heard in lines(things):
        run = Run(things, now, order, heard, policy)
        for moment, (belief, nested, world, grounds) in run.snapshots.items():
            for prop in "PQ":
                for a in agents:
                    sign = belief.get((a, prop), (0, 0))[0]
                    knows = sign if sign and sign in grounds.get((a, prop), ()) and world.get(prop) == sign else 0
                    found.setdefault(("B", a, prop, moment), set()).add(sign)
                    found.setdefault(("K", a, prop, moment), set()).add(knows)
                    if moment is None:
                        for b in agents:
                            if a != b:
                                value = nested.get((a, b, prop), (0, 0))[0]
                                found.setdefault(("N", a, b, prop), set()).add(value)
        for i, thing in enumerate(things):
            if thing.kind == "tell":
                for a in (*thing.to, *thing.maybe):
                    found.setdefault(("D", i, a), set()).add(run.deceived.get((i, a), (False, False)) == (True, True))
    return found
