"""Which actor of one account may be which of another: every pair that shares something, with its reasons and what speaks against.

Signs are weighed as in record linkage (Fellegi and Sunter, JASA 1969), with weights set by hand, so that a link has no
confidence that was calibrated. Two first names, two genders or two places are two, whatever else agrees. What fits more than one in
the other account is linked to none. An unnamed source is never linked.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import combinations
from typing import Literal

from whoknew.case.people import Actor, actors_of, words
from whoknew.model import Analysis, Span
from whoknew.model.base import Struct
from whoknew.model.spelling import one_first

Standing = Literal["linked", "possible", "apart"]
ENOUGH = 2.0  # weight from which two are held to be one until a person says otherwise
WORTH = 0.6  # weight from which a link is proposed at all
PLACES = ("place", "facility")


class Reason(Struct, frozen=True, kw_only=True):
    """One sign for a link or against it (negative weight): what kind, in words, with its spans in both accounts."""

    kind: Literal["name", "spelling", "alias", "initials", "surname", "role", "place", "beside", "against"]
    words: str
    weight: float
    spans: tuple[Span | None, Span | None] = (None, None)


class Link(Struct, frozen=True, kw_only=True):
    """Two entities of two accounts that may be one. ``accounts`` count from 0; ``by`` is who decided.

    ``linked``: questions take them for one; ``possible``: shown, not used; ``apart``: a person, or what speaks against it, keeps them two.
    """

    id: str
    accounts: tuple[int, int]
    entities: tuple[str, str]
    names: tuple[str, str]
    standing: Standing
    by: Literal["machine", "person"] = "machine"
    weight: float = 0.0
    reasons: tuple[Reason, ...] = ()
    note: str = ""

    @property
    def ends(self) -> tuple[tuple[int, str], tuple[int, str]]:
        """Both ends as (account, entity id)."""
        return (self.accounts[0], self.entities[0]), (self.accounts[1], self.entities[1])


def propose(analyses: Sequence[Analysis]) -> tuple[Link, ...]:
    """All links worth showing, by account and place in the text. Ids are stable for the same accounts in the same order."""
    held = [actors_of(analysis, number) for number, analysis in enumerate(analyses)]
    found: list[Link] = []
    for one, other in combinations(range(len(held)), 2):
        found += _between(held[one], held[other], len(found))
    return tuple(found)


def _between(ones: Sequence[Actor], others: Sequence[Actor], start: int) -> list[Link]:
    made: list[Link] = []
    for a, b in _candidates(ones, others):
        reasons = compare(a, b)
        weight = round(sum(reason.weight for reason in reasons), 2)
        if reasons and weight >= WORTH:
            made.append(
                Link(
                    id=f"l{start + len(made) + 1}",
                    accounts=(a.account, b.account),
                    entities=(a.entity.id, b.entity.id),
                    names=(a.entity.name, b.entity.name),
                    standing="linked" if weight >= ENOUGH else "possible",
                    weight=weight,
                    reasons=tuple(reasons),
                )
            )
    return _unambiguous(made)


def _candidates(ones: Sequence[Actor], others: Sequence[Actor]) -> Iterable[tuple[Actor, Actor]]:
    """Pairs that share a name, a part of one, initials or an office: never all with all."""
    index: dict[tuple[str, ...], list[Actor]] = defaultdict(list)
    for b in others:
        for tag in _tags(b):
            index[tag].append(b)
    for a in ones:
        seen: dict[tuple[int, str], Actor] = {}
        for tag in _tags(a):
            for b in index.get(tag, ())[:60]:
                seen.setdefault(b.key, b)
        yield from ((a, b) for b in seen.values() if not (a.anonymous or b.anonymous))


def _tags(actor: Actor) -> Iterable[tuple[str, ...]]:
    family = "place" if actor.entity.type in PLACES else "person" if actor.entity.type == "person" else "body"
    yield from ((family, "whole", name) for name in sorted(actor.whole))
    yield from ((family, "last", name) for name in sorted({name[2] for name in actor.names}))
    yield from ((family, "initials", name) for name in sorted(actor.initials))
    yield from ((family, "words", *sorted(bag)) for bag in sorted(actor.bags, key=sorted))
    if actor.gazetteer:
        yield family, "at", actor.gazetteer
    if actor.entity.type == "person":
        yield from ((family, "office", *office) for office in actor.offices if office[0].split()[-1] in words("single"))


def compare(a: Actor, b: Actor) -> list[Reason]:
    """The signs that two entities of two accounts are one; empty where something rules it out."""
    if a.entity.type == "person":
        reasons = _people(a, b)
    else:
        reasons = _bodies(a, b)
    if not reasons:
        return []
    shared = sorted(a.beside & b.beside - a.whole - b.whole)
    if shared:
        count = len(shared)
        reasons.append(Reason(kind="beside", words=f"named beside {count} of the same", weight=min(0.2 * count, 0.6)))
    return reasons


def _people(a: Actor, b: Actor) -> list[Reason]:
    one, other = a.entity, b.entity
    if one.gender and other.gender and one.gender != other.gender:
        return []
    if bool(one.members) != bool(other.members):
        return []
    offices = _same_offices(a, b)
    if not (one.named and other.named):
        single = [r for r in offices if r.words.split(" of ")[0].split()[-1] in words("single")]
        return [Reason(kind="role", words=r.words, weight=0.8, spans=r.spans) for r in single[:1]]
    if a.first and b.first and not any(one_first(x[0], y[0]) for x in a.names if x[0] for y in b.names if y[0]):
        return []
    reasons: list[Reason] = []
    full = a.whole & b.whole
    lasts = a.lasts & b.lasts
    if full and a.first and b.first:
        exact = {one.name, *one.aliases} & {other.name, *other.aliases}
        same = next((name for name in sorted(exact, key=len, reverse=True) if " " in name), "")
        reasons.append(
            Reason(kind="name", words=f"the same full name, {same}", weight=2.4)
            if same
            else Reason(
                kind="spelling", words=f"one full name in two spellings, {one.name} and {other.name}", weight=2.1
            )
        )
    elif lasts and a.first and b.first:
        spelt = any(
            one_first(x[0], y[0]) and len(x[0]) > 1 < len(y[0]) for x in a.names if x[0] for y in b.names if y[0]
        )
        said = f"one full name in two spellings, {one.name} and {other.name}"
        short = f"{one.name} and {other.name}: one surname, and first names that may be one"
        reasons.append(Reason(kind="spelling", words=said if spelt else short, weight=2.1 if spelt else 1.5))
    elif full:
        reasons.append(Reason(kind="surname", words=f"the same single name, {one.name}", weight=1.2))
    elif {n[2] for n in a.names} & {n[2] for n in b.names} or {n[0] or n[2] for n in a.names} & {
        n[0] or n[2] for n in b.names
    }:
        reasons.append(Reason(kind="surname", words=f"{one.name} and {other.name} share a name", weight=1.0))
    else:
        return []
    reasons += offices[:2]
    if a.suffixes != b.suffixes:
        added = sorted(a.suffixes | b.suffixes)[0]
        reasons.append(Reason(kind="against", words=f"only one of them is called {added}", weight=-0.8))
    if not offices and a.offices and b.offices and not (a.beside & b.beside) and not _ladder(a, b):
        told = [next(iter(actor.offices.values()))[1] for actor in (a, b)]
        reasons.append(Reason(kind="against", words=f"different roles, {told[0]} and {told[1]}", weight=-0.8))
    return reasons


def _ladder(a: Actor, b: Actor) -> bool:
    """Whether the roles of both are steps of one ladder: a colonel is a general later."""
    return all(any(title.split()[-1] in words("ladder") for title, _ in actor.offices) for actor in (a, b))


def _same_offices(a: Actor, b: Actor) -> list[Reason]:
    found = []
    for office, (span, said) in a.offices.items():
        if office in b.offices:
            weight = 1.2 if office[1] else 0.9
            found.append(Reason(kind="role", words=f"both {said}", weight=weight, spans=(span, b.offices[office][0])))
    return found


def _bodies(a: Actor, b: Actor) -> list[Reason]:
    one, other = a.entity, b.entity
    if not (one.named and other.named):
        return []
    if (one.type in PLACES) != (other.type in PLACES):
        return []
    if a.gazetteer and b.gazetteer and a.gazetteer != b.gazetteer:
        return []
    if a.gazetteer and a.gazetteer == b.gazetteer:
        return [Reason(kind="place", words=f"the same place, {one.name}", weight=2.4)]
    if a.whole & b.whole:
        exact = {one.name, *one.aliases} & {other.name, *other.aliases}
        kind: Literal["name", "spelling"] = "name" if exact else "spelling"
        said = (
            f"the same name, {sorted(exact)[-1]}"
            if exact
            else f"one name in two spellings, {one.name} and {other.name}"
        )
        return [Reason(kind=kind, words=said, weight=2.2 if len(one.name) > 3 or one.type in PLACES else 1.6)]
    if a.bags & b.bags:
        return [Reason(kind="spelling", words=f"one name in two forms, {one.name} and {other.name}", weight=2.0)]
    if a.initials & b.initials and (one.name.isupper() != other.name.isupper()):
        return [Reason(kind="initials", words=f"{one.name} may be {other.name} by its initials", weight=1.4)]
    return []


def _unambiguous(links: list[Link]) -> list[Link]:
    """An entity that fits several of the other account equally well is linked to none of them, and says so."""
    best: dict[tuple[int, str], list[Link]] = defaultdict(list)
    for link in links:
        for end in link.ends:
            best[end].append(link)
    made = []
    for link in links:
        rivals = [x for end in link.ends for x in best[end] if x is not link]
        better = [x for x in rivals if x.weight > link.weight + 0.5]
        equal = [x for x in rivals if abs(x.weight - link.weight) <= 0.5]
        if link.standing == "linked" and (better or equal):
            names = ", ".join(dict.fromkeys(f"{x.names[0]} – {x.names[1]}" for x in (better or equal)))
            made.append(_doubted(link, f"not linked, since another fits as well: {names}"))
        elif better:
            continue
        else:
            made.append(link)
    return made


def _doubted(link: Link, note: str) -> Link:
    return Link(
        id=link.id,
        accounts=link.accounts,
        entities=link.entities,
        names=link.names,
        standing="possible",
        weight=link.weight,
        reasons=link.reasons,
        note=note,
    )
