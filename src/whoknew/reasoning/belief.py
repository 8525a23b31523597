"""What somebody believes at a moment, as formulas over world-lines (rules 2, 5, 6, 7, 9).

``Mind`` builds them for one line and one policy of acceptance. Evidence is ranked: witnessed (2) beats told by a
witness (1) beats told (0), and the later wins a tie, so the belief at a moment is that of the evidence with the
greatest (rank, time) among what came by then. A stated ignorance wipes what came before it. Order at one and the same
moment is open. Every formula is positive: what is *not* so is stated as what is so instead.
"""

from collections.abc import Iterator
from typing import NamedTuple

from whoknew.reasoning.facts import ALWAYS, SEEN, TOLD, Setter
from whoknew.reasoning.lines import Line
from whoknew.reasoning.literals import END, At, Literals
from whoknew.reasoning.search import Formula, Lazy, conjoin, disjoin

POLICIES = {
    "ranked": "witnessed beats told by a witness beats told; the later wins a tie",
    "latest": "the latest word or sight is believed, whoever it comes from",
    "sceptical": "only what was witnessed, or told by somebody who had witnessed it, is believed",
}


class Evidence(NamedTuple):
    """What bears on one cell: a number of the world's evidence, or a nested one made for a question."""

    sign: int
    kind: int
    point: int
    atoms: tuple[int, ...]
    item: int
    teller: int
    number: int
    heard: int = -1  # nested: counts only where this evidence was accepted by its hearer


class Mind(Literals):
    """Formulas of belief on one line."""

    def __init__(self, line: Line, policy: str = "ranked") -> None:
        super().__init__(line)
        self.policy = policy
        self._cells: dict[tuple[int, int], list[Evidence]] = {}
        self._ranks: dict[int, tuple[Formula, Formula]] = {}

    # evidence

    def evidence(self, agent: int, prop: int) -> list[Evidence]:
        """Evidence of a cell that can be accepted on this line, under the policy."""
        found = self._cells.get((agent, prop))
        if found is None:
            world = self.world
            found = [
                Evidence(
                    world.ev_sign[n],
                    world.ev_kind[n],
                    world.ev_point[n],
                    world.ev_atoms[n],
                    world.ev_item[n],
                    world.ev_teller[n],
                    n,
                )
                for n in world.cells.get((agent, prop), ())
            ]
            found = [entry for entry in found if self.have(entry.atoms) is not False]
            self._cells[agent, prop] = found
        return found

    def resets(self, agent: int, prop: int) -> list[tuple[int, tuple[int, ...]]]:
        """Moments at which the agent is said not to know."""
        world = self.world
        kept = (world.kept[n] for n in world.kept_cells.get((agent, prop), ()))
        return [(k.point, k.atoms) for k in kept if k.kind == "unaware" and self.have(k.atoms) is not False]

    def by_witness(self, entry: Evidence, prop: int) -> tuple[Formula, Formula]:
        """Whether the teller had witnessed something of the matter by the telling, and whether he had not."""
        if entry.teller < 0:
            return False, True
        known = self._ranks.get(entry.number)
        if known is not None:
            return known
        seen = [other for other in self.evidence(entry.teller, prop) if other.kind != TOLD]
        did = disjoin(conjoin((self.have(w.atoms), self.order(w.point, entry.point))) for w in seen)
        did_not = conjoin(
            disjoin(
                (self.lack(w.atoms), False if w.point in (entry.point, ALWAYS) else self.order(entry.point, w.point))
            )
            for w in seen
        )
        self._ranks[entry.number] = did, did_not
        return did, did_not

    # belief

    def believes(self, agent: int, prop: int, at: At, sign: int) -> Formula:
        """B[agent]prop has this sign at the moment (0: no belief)."""
        return disjoin(self.ways(agent, prop, at, sign))

    def ways(self, agent: int, prop: int, at: At, sign: int) -> Iterator[Formula]:
        """``believes``, as ways of which one is enough, each built only when it is asked for."""
        yield from self._value(self.evidence(agent, prop), prop, at, sign, self.resets(agent, prop))

    def _value(
        self, entries: list[Evidence], prop: int, at: At, sign: int, resets: list[tuple[int, tuple[int, ...]]]
    ) -> Iterator[Formula]:
        if sign == 0:
            yield conjoin(
                disjoin((*self._not_by(entry, prop, at), self._wiped(entry.point, at, resets))) for entry in entries
            )
            return
        for entry in reversed(entries):  # the latest told first: most likely to decide
            if entry.sign == sign:
                yield self.wins(entry, entries, prop, at, resets)

    def _not_by(self, entry: Evidence, prop: int, at: At) -> list[Formula]:
        ways = [self.lack(entry.atoms), self.after(entry.point, at)]
        if self.policy == "sceptical" and entry.kind == TOLD:
            ways.append(self.by_witness(entry, prop)[1])
        if entry.heard >= 0:
            ways.append(self._unheard(entry, prop))
        return ways

    def _wiped(self, point: int, at: At, resets: list[tuple[int, tuple[int, ...]]]) -> Formula:
        return disjoin(
            conjoin((self.have(atoms), self.by(moment, at), self.order(point, moment) if moment != point else False))
            for moment, atoms in resets
        )

    def wins(
        self,
        entry: Evidence,
        entries: list[Evidence],
        prop: int,
        at: At,
        resets: list[tuple[int, tuple[int, ...]]],
    ) -> Formula:
        """This evidence is the one that decides at the moment."""
        first = conjoin((self.have(entry.atoms), self.by(entry.point, at), self._fresh(entry, at, resets)))
        if first is False:
            return False
        if entry.heard >= 0:
            first = conjoin((first, self._heard(entry, prop)))
        against = [other for other in entries if other.sign != entry.sign]
        if self.policy == "latest":
            return conjoin((first, *(self._beaten(entry, o, prop, at, resets, 0, flat=True) for o in against)))
        if entry.kind != TOLD:
            return conjoin((first, *(self._beaten(entry, other, prop, at, resets, 2) for other in against)))
        did, did_not = self.by_witness(entry, prop)
        cases = [conjoin((did, *(self._beaten(entry, other, prop, at, resets, 1) for other in against)))]
        if self.policy != "sceptical" and did is not True:
            cases.append(conjoin((did_not, *(self._beaten(entry, other, prop, at, resets, 0) for other in against))))
        return conjoin((first, disjoin(cases)))

    def _beaten(
        self,
        entry: Evidence,
        other: Evidence,
        prop: int,
        at: At,
        resets: list[tuple[int, tuple[int, ...]]],
        rank: int,
        *,
        flat: bool = False,
    ) -> Formula:
        """``other``, of the opposite sign, does not count against ``entry`` of this rank."""
        ways = [*self._not_by(other, prop, at), self._wiped(other.point, at, resets)]
        earlier = self.order(other.point, entry.point)
        if flat:
            ways.append(earlier)
        elif other.kind != TOLD:
            ways.append(earlier if rank == 2 else False)
        elif rank == 2:
            return True
        elif rank == 1:
            did_not = self.by_witness(other, prop)[1]
            ways += [earlier, did_not]
        else:
            did_not = self.by_witness(other, prop)[1]
            ways.append(conjoin((earlier, did_not)))
        return disjoin(ways)

    # acceptance, grounds, truth

    def accepts(self, agent: int, prop: int, number: int) -> Formula:
        """The hearer believes, just after it, what this evidence says."""
        sign, point = self.world.ev_sign[number], self.world.ev_point[number]
        at = At(points=(point,)) if point != ALWAYS else END
        return conjoin((self.have(self.world.ev_atoms[number]), self.believes(agent, prop, at, sign)))

    def _heard(self, entry: Evidence, prop: int) -> Formula:
        agent = self.world.ev_agent[entry.heard]
        return Lazy(lambda: self.accepts(agent, prop, entry.heard))

    def _unheard(self, entry: Evidence, prop: int) -> Formula:
        """It was not accepted: something of the other sign decides at that moment, or nothing does."""
        agent, at = self.world.ev_agent[entry.heard], At(points=(entry.point,))
        return Lazy(lambda: disjoin(self.believes(agent, prop, at, sign) for sign in (-entry.sign, 0)))

    def grounded(
        self, agent: int, prop: int, at: At, sign: int, *, holds: bool, used: frozenset[int] = frozenset()
    ) -> Formula:
        """B[agent]prop = sign, and some evidence of that sign is a chain of believing tellers that leads to a witness
        (``holds``); or not so."""
        resets = self.resets(agent, prop)
        ways: list[Formula] = []
        for entry in self.evidence(agent, prop):
            if entry.sign != sign:
                continue
            # nothing grounds itself: a chain that comes back is no ground
            ground = (not holds) if entry.number in used else self._ground(entry, prop, holds, used | {entry.number})
            absent = [*self._not_by(entry, prop, at), self._wiped(entry.point, at, resets)]
            if holds:
                ways.append(conjoin((self._counts(entry, prop, at, resets), ground)))
            else:
                ways.append(disjoin((*absent, ground)))
        if holds:
            return conjoin((self.believes(agent, prop, at, sign), disjoin(ways)))
        return disjoin((*(self.believes(agent, prop, at, other) for other in (-sign, 0)), conjoin(ways)))

    def ungrounded(self, agent: int, prop: int, at: At, sign: int) -> Formula:
        """No evidence of the sign is grounded, whatever is believed."""
        resets, parts = self.resets(agent, prop), []
        for entry in self.evidence(agent, prop):
            if entry.sign == sign:
                absent = [*self._not_by(entry, prop, at), self._wiped(entry.point, at, resets)]
                parts.append(disjoin((*absent, self._ground(entry, prop, False, frozenset((entry.number,))))))
        return conjoin(parts)

    def _counts(self, entry: Evidence, prop: int, at: At, resets: list[tuple[int, tuple[int, ...]]]) -> Formula:
        """The evidence came by the moment, was of a kind that is accepted, and was not wiped since."""
        parts = [self.have(entry.atoms), self.by(entry.point, at), self._fresh(entry, at, resets)]
        if self.policy == "sceptical" and entry.kind == TOLD:
            parts.append(self.by_witness(entry, prop)[0])
        return conjoin(parts)

    def _fresh(self, entry: Evidence, at: At, resets: list[tuple[int, tuple[int, ...]]]) -> Formula:
        return conjoin(
            disjoin((self.lack(atoms), self.after(moment, at), self.order(moment, entry.point)))
            for moment, atoms in resets
        )

    def _ground(self, entry: Evidence, prop: int, holds: bool, used: frozenset[int]) -> Formula:
        if entry.kind != TOLD:
            return holds
        if entry.teller < 0:
            return not holds
        at = At(points=(entry.point,))
        return Lazy(lambda: self.grounded(entry.teller, prop, at, entry.sign, holds=holds, used=used))

    def holds(self, prop: int, at: At, sign: int) -> Formula:
        """The proposition holds (+1), does not (-1), or nothing settles it (0) at the moment (rule 2)."""
        setters = [s for s in self.world.setters.get(prop, ()) if self.have(s.atoms) is not False]
        if sign == 0:
            return conjoin(disjoin((self.lack(s.atoms), self.after(s.point, at))) for s in setters)
        against = [setter for setter in setters if setter.sign != sign]
        return disjoin(self._sets(setter, against, at) for setter in setters if setter.sign == sign)

    def _sets(self, setter: Setter, against: list[Setter], at: At) -> Formula:
        return conjoin(
            (
                self.have(setter.atoms),
                self.by(setter.point, at),
                *(
                    disjoin(
                        (
                            self.lack(other.atoms),
                            self.after(other.point, at),
                            setter.point != ALWAYS and self.order(other.point, setter.point),
                        )
                    )
                    if other.point != ALWAYS
                    else self.lack(other.atoms)
                    for other in against
                ),
            )
        )

    def nested(self, agent: int, other: int, prop: int) -> list[Evidence]:
        """Evidence for what ``agent`` takes ``other`` to believe: what both witnessed, heard or told together."""
        found: list[Evidence] = []
        theirs: dict[int, Evidence] = {}
        for entry in self.evidence(other, prop):
            theirs.setdefault(entry.item, entry)
            if entry.kind == TOLD and entry.teller == agent:  # after telling, the speaker expects belief
                found.append(entry._replace(kind=SEEN))
        for entry in self.evidence(agent, prop):
            if entry.kind == TOLD and entry.teller == other:  # who tells is taken to believe, by who accepts it
                found.append(entry._replace(kind=SEEN, heard=entry.number))
            match = theirs.get(entry.item)
            if match is not None and match.kind == entry.kind and entry.item >= 0 and entry.kind <= 1:
                atoms = tuple(dict.fromkeys((*entry.atoms, *match.atoms)))
                found.append(entry._replace(atoms=atoms))
        return found

    def thinks(self, agent: int, other: int, prop: int, at: At, sign: int) -> Formula:
        """B[agent, other]prop has this sign at the moment."""
        return disjoin(self._value(self.nested(agent, other, prop), prop, at, sign, []))
