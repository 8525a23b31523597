"""Who was told against belief, and took it over: deceptions, attempts, and what the text itself calls misleading.

Rules 10 and 11: a telling is false when made where its content did not hold then; against belief where its speaker
believed the opposite; somebody is deceived who accepted what was told against belief, else it was an attempt. Nothing
here says that anybody lied: it says by whose account the pieces are so, and that putting them together is inferred.
"""

from collections.abc import Iterator
from typing import Literal, NamedTuple

from msgspec.structs import replace

from whoknew.model import Certainty, Claim, Deception
from whoknew.reasoning.accusing import charges
from whoknew.reasoning.answers import Verdict, View
from whoknew.reasoning.belief import Mind
from whoknew.reasoning.contents import of_proposition
from whoknew.reasoning.facts import TOLD, Said, Telling, World
from whoknew.reasoning.literals import END, At
from whoknew.reasoning.naming import plural
from whoknew.reasoning.phrasing import misled_about, telling_words
from whoknew.reasoning.proof import (
    Proof,
    fresh,
    prove,
    records_of_belief,
    records_of_order,
    records_of_truth,
)
from whoknew.reasoning.questions import agent_number, prop_number, untrue, view
from whoknew.reasoning.search import Formula, conjoin, disjoin
from whoknew.reasoning.words import by_account, called, drawn_from, join, said_by, sentence

Value = Literal["deceived", "attempt", "told_falsely", "said_to_mislead"]
INFERRED = frozenset({"deceived", "attempt"})
CONVEYING = frozenset({"tell", "promise", "deny"})


class Case(NamedTuple):
    """What one teller did to one hearer by one telling."""

    value: Value
    certainty: Certainty


def deceived(
    world: World, agent: str | None = None, about: str | None = None, at: At = END, policy: str = "ranked"
) -> tuple[Deception, ...]:
    """Deceptions by a moment, in the order of the text; ``agent`` keeps to those in which he tells or is told."""
    whole = view(world, policy)
    fresh(world)
    who = None if agent is None else agent_number(world, agent)
    what = None if about is None else prop_number(world, about)
    found: list[Deception] = []
    for telling in world.tellings:
        if what is not None and telling.prop != what:
            continue
        hearers = {hearer for hearer, _ in telling.hearers}
        if who is not None and who not in hearers and who not in telling.tellers:
            continue
        only = who if who is not None and who in hearers else None
        found += _of_telling(whole, telling, only, len(found))
    found += _said(whole, who, what, len(found))
    return tuple(found) if at == END else tuple(_by(whole, found, at))


def _by(whole: View, found: list[Deception], at: At) -> Iterator[Deception]:
    """Those whose act had come by a moment; only possible, where that is open."""
    world = whole.world
    for finding in found:
        point = world.point(finding.act)
        came = whole.verdict(
            lambda m, p=point: m.by(p, at),  # type: ignore[misc]
            lambda m, p=point: m.after(p, at),  # type: ignore[misc]
            whole.around((), (point, *at.points)),
        )
        if came.certainty == "certain":
            yield finding
        elif came.certainty != "excluded":
            yield replace(finding, certainty="possible", method=came.method)


def _of_telling(whole: View, telling: Telling, only: int | None, count: int) -> list[Deception]:
    if telling.type not in CONVEYING or (telling.type == "deny" and not telling.hearers):
        return []  # a denial to the public stands against what it denies among the conflicts
    found: list[Deception] = []
    for teller in telling.tellers or (-1,):
        cases: dict[Case, list[int]] = {}
        for hearer, atoms in telling.hearers or ((-1, telling.atoms),):
            if only is None or hearer == only:
                case = judge(whole, telling, teller, hearer, atoms)
                if case is not None:
                    cases.setdefault(case, []).append(hearer)
        for case, hearers in cases.items():
            found.append(_finding(whole, telling, teller, hearers, case, count + len(found) + 1))
    return found


def judge(whole: View, telling: Telling, teller: int, hearer: int, atoms: tuple[int, ...]) -> Case | None:
    """What one telling was to one hearer; None where nothing speaks against it."""
    at = At(points=(telling.point,))
    against = Verdict("excluded", "fast")
    if teller >= 0:
        against = whole.believes(teller, telling.prop, at, -telling.sign)
    if against.certainty in ("certain", "possible"):
        taken = _taken(whole, telling, teller, hearer, atoms)
        if taken.certainty == "certain":
            return Case("deceived", "certain")
        if taken.certainty == "possible":
            return Case("deceived", "possible")
        heard = whole.verdict(lambda m: m.have(atoms), lambda m: m.lack(atoms), whole.on(telling.prop))
        if heard.certainty == "excluded":
            return None
        sure = against.certainty == heard.certainty == "certain" and taken.certainty == "excluded"
        return Case("attempt", "certain" if sure else "possible")
    false = untrue(whole, telling)
    if false not in ("certain", "possible"):
        return None
    heard = whole.verdict(lambda m: m.have(atoms), lambda m: m.lack(atoms), whole.on(telling.prop))
    if heard.certainty == "excluded":
        return None
    return Case("told_falsely", heard.certainty if false == "certain" else "possible")


def _taken(whole: View, telling: Telling, teller: int, hearer: int, atoms: tuple[int, ...]) -> Verdict:
    """Whether it was both told against belief and accepted by its hearer."""
    if hearer < 0:
        return Verdict("excluded", "fast")
    world, at = whole.world, At(points=(telling.point,))
    number = next(
        (
            n
            for n in world.cells.get((hearer, telling.prop), ())
            if world.ev_item[n] == telling.item and world.ev_kind[n] == TOLD and world.ev_teller[n] == teller
        ),
        -1,
    )

    def yes(mind: Mind) -> Formula:
        return conjoin(
            (
                mind.believes(teller, telling.prop, at, -telling.sign),
                mind.have(atoms),
                mind.accepts(hearer, telling.prop, number),
            )
        )

    def no(mind: Mind) -> Formula:
        return disjoin(
            (
                mind.lack(atoms),
                *(mind.believes(teller, telling.prop, at, sign) for sign in (telling.sign, 0)),
                *(mind.believes(hearer, telling.prop, at, sign) for sign in (-telling.sign, 0)),
            )
        )

    return whole.verdict(yes, no, whole.on(telling.prop, at))


def _against(whole: View, telling: Telling, teller: int, case: Case) -> list[str]:
    if case.value in ("deceived", "attempt"):
        found = records_of_belief(whole, teller, telling.prop, -telling.sign)
        points = [
            n.point
            for m in whole.on(telling.prop).minds
            for n in m.evidence(teller, telling.prop)
            if n.sign == -telling.sign
        ]
        return list(dict.fromkeys((*found, *records_of_order(whole, (*points, telling.point)))))
    return records_of_truth(whole.world, telling.prop, -telling.sign)


def _finding(whole: View, telling: Telling, teller: int, hearers: list[int], case: Case, number: int) -> Deception:
    world = whole.world
    key = world.items[telling.item]
    against = [record for record in _against(whole, telling, teller, case) if record != key]
    needed = dict(telling.hearers)

    def still(v: View) -> bool:
        return all(
            _as_firm(judge(v, telling, teller, hearer, needed.get(hearer, telling.atoms)), case) for hearer in hearers
        )

    said = [s for s in world.said.get(telling.item, ()) if s.value == "false"]
    said_in = tuple(dict.fromkeys(s.span for s in said if s.span is not None))
    proof = prove(whole, (key, *against), still)
    return Deception(
        id=f"d{number}",
        rule="knowledge.10" if case.value == "told_falsely" else "knowledge.11",
        teller=world.agents[teller] if teller >= 0 else "",
        told=tuple(world.agents[hearer] for hearer in hearers if hearer >= 0),
        proposition=world.props[telling.prop],
        asserts=telling.sign > 0,
        act=key,
        against=tuple(record for record in proof.records if record != key) or tuple(against),
        certainty=case.certainty,
        value=case.value,
        stated=bool(said) and case.value == "told_falsely",
        said_by=tuple(dict.fromkeys(holder for s in said for holder in s.holders)),
        inferred=not said or case.value != "told_falsely",
        claims=proof.records,
        said_in=said_in,
        spans=tuple(dict.fromkeys((*proof.spans, *said_in))),
        supports=proof.supports,
        capped=proof.capped,
        must_sources=proof.must_sources,
        note=_note(world, telling, teller, hearers, case, proof, against)
        + (
            f" {sentence(by_account(world, said[0].holders))}, it was not so."
            if said and case.value in INFERRED
            else ""
        ),
        method="fast" if case.certainty == "certain" else "search",
    )


def _as_firm(found: Case | None, wanted: Case) -> bool:
    return found is not None and found.value == wanted.value and found.certainty in ("certain", wanted.certainty)


def _note(
    world: World, telling: Telling, teller: int, hearers: list[int], case: Case, proof: Proof, against: list[str]
) -> str:
    key = world.items[telling.item]
    whom = [hearer for hearer in hearers if hearer >= 0]
    needed = dict(telling.hearers)
    doubtful = any(needed.get(hearer, telling.atoms) != telling.atoms for hearer in whom)
    said = telling_words(world, key, [world.agents[hearer] for hearer in whom], doubtful=doubtful)
    told = f"{sentence(said_by(world, key))}, {said}"
    others = [record for record in proof.records if record != key] or against
    if case.value in INFERRED:
        who = called(world, world.agents[teller]) if teller >= 0 else "whoever told it"
        perhaps = "perhaps " if case.certainty != "certain" else ""
        reason = (
            f"{drawn_from(world, others or [key])}, there was {perhaps}reason by then for {who} to believe otherwise"
        )
        kept = "nothing is recorded that would have kept this from being believed"
        end = f", and {kept}" if case.value == "deceived" else "; that it was believed does not follow"
        return f"{told}; {reason}{end}. Inferred."
    held = [holder for s in world.said.get(telling.item, ()) if s.value == "false" for holder in s.holders]
    came = "it did not come about" if world.future[telling.prop] else "it was not so"
    if held and world.future[telling.prop] and not any(holder.endswith("self") for holder in held):
        came = "it was otherwise"
    if held:
        return f"{told}; {by_account(world, held)}, {came}."
    plain = all(isinstance(world.records.get(record), Claim) for record in others)
    counter = by_account(world, _sources(world, others)) if plain else drawn_from(world, others or [key])
    return f"{told}; {counter}, {came}."


def _sources(world: World, records: list[str]) -> dict[str, None]:
    return dict.fromkeys(source for record in records for source in world.sources_of(record))


def _said(whole: View, who: int | None, what: int | None, count: int) -> list[Deception]:
    """What the account or its sources themselves call deceiving, as claims with their sources."""
    world = whole.world
    found: list[Deception] = []
    for item, entries in world.said.items():
        for entry in entries:
            apart = what is not None and entry.prop != what
            apart = apart or (who is not None and who not in entry.tellers and who not in entry.hearers)
            if entry.value == "insincere" and not apart:
                verdict = whole.verdict(
                    lambda m, e=entry: m.have(e.atoms),  # type: ignore[misc]
                    lambda m, e=entry: m.lack(e.atoms),  # type: ignore[misc]
                    whole.around(entry.atoms),
                )
                if verdict.certainty != "excluded":
                    found.append(_said_finding(whole, item, entry, verdict, count + len(found) + 1))
    return found


def _said_finding(whole: View, item: int, entry: Said, verdict: Verdict, number: int) -> Deception:
    world = whole.world
    proof = prove(whole, [world.atom_record[atom] for atom in entry.atoms])
    said_in = (entry.span,) if entry.span is not None else ()  # "He misled me", of what he had told her before
    names = join(called(world, world.agents[a]) for a in entry.tellers)
    whom = join(called(world, world.agents[a]) for a in entry.hearers)
    matter = misled_about(of_proposition(world, world.props[entry.prop])) if entry.prop >= 0 else ""
    were = "were" if len(entry.hearers) > 1 or any(plural(world, world.agents[a]) for a in entry.hearers) else "was"
    words = f"{names} misled {whom or 'others'}{matter}" if names else f"{whom or 'others'} {were} misled{matter}"
    return Deception(
        id=f"d{number}",
        rule="knowledge.11",
        teller=world.agents[entry.tellers[0]] if entry.tellers else "",
        told=tuple(world.agents[hearer] for hearer in entry.hearers),
        proposition=world.props[entry.prop] if entry.prop >= 0 else "",
        asserts=entry.sign > 0,
        act=world.items[item],
        certainty=verdict.certainty,
        value="said_to_mislead",
        stated=True,
        said_by=entry.holders,
        inferred=False,
        claims=(*proof.records, *(key for key in charges(world, item) if key not in proof.records)),
        said_in=said_in,
        spans=tuple(dict.fromkeys((*proof.spans, *said_in))),
        supports=proof.supports,
        must_sources=proof.must_sources,
        method="fast",
        note=f"{sentence(by_account(world, entry.holders))}, {words}.",
    )
