"""Answers that do not say to what: "she turned him down" answers what he asked of her side, or had claimed to be granted.

Somebody and the body that he speaks for are one side, as far as the account says that he holds an office in it.
"""

from dataclasses import replace

from whoknew.model import Act, Party
from whoknew.stages.propositions.concepts import Reader, lists
from whoknew.stages.propositions.units import Unit

ANSWERS = frozenset({"refuse", "grant"})
JUST = 2  # sentences between an assurance and the refusal of what it was about
AHEAD = 5  # sentences between a request and its answer


def answered(units: list[Unit], reader: Reader) -> None:
    """Give refusals and grants without a content that of the request, or of the claim, which they answer.

    A telling that somebody granted what was asked of him joins the request too. Units are changed in place.
    """
    sides = _Sides(reader)
    for number, unit in enumerate(units):
        act = unit.act
        if act is None or act.type not in ANSWERS or not act.agents or not act.polarity:
            continue
        if act.content_spans:
            before = _assured(units, number, reader, sides)
            if before >= 0:
                unit.stands_for = before
            continue
        asked = _request(units, number, sides)
        claimed = _claims(units, number, sides)
        together = [*claimed, *(inner for other in claimed for inner in _granted(units, other))]
        if asked >= 0:
            unit.stands_for = asked
        elif together:
            unit.about = replace(units[together[-1]].about, minus=False)
        for other in together:
            first, second = sorted((asked if asked >= 0 else number, other))
            units[second].joins = first


def _assured(units: list[Unit], number: int, reader: Reader, sides: "_Sides") -> int:
    """Index of what somebody had just assured others of, where "by then … had already rejected his request" says that he
    could not have it; -1 where the refusal names what was asked, or is not told as of before.
    """
    unit, tree = units[number], reader.tree
    act = unit.act
    if act is None or act.type != "refuse" or unit.word < 0 or len(act.content_spans) != 1:
        return -1
    asked = reader.analysis.text_of(act.content_spans[0]).lower().split()
    if len(asked) != 2 or asked[0] not in lists()["owners"]["words"] or asked[1] not in lists()["requests"]["heads"]:
        return -1
    kids = {tree.low(kid) for kid in tree.kids(unit.word)}
    if "had" not in kids or not kids & set(lists()["before"]["words"]):
        return -1
    taker = sides.parties(act.others)
    for other in range(number - 1, -1, -1):
        before = units[other]
        if unit.sentence - before.sentence > JUST:
            return -1
        told = before.act
        if told is None or told.type not in ("tell", "promise") or not told.content_spans or not before.asserts:
            continue
        if told.others and sides.parties(told.agents) & taker and before.about.future:
            return other
    return -1


def wishes_apart(units: list[Unit]) -> None:
    """ "She told them she did not want it, but the board overruled that request": what is refused is the wish, and that she
    had it is not put in doubt. Units are changed in place."""
    for unit in units:
        if unit.act is None or unit.act.type not in ANSWERS or unit.stands_for < 0:
            continue
        said = units[unit.stands_for]
        if said.act is not None and said.act.type == "tell" and said.about.head in lists()["wishing"]["heads"]:
            unit.stands_for = -1


class _Sides:
    """Whom an actor stands for: himself and the bodies in which he holds an office."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        self.of: dict[str, frozenset[str]] = {}
        for entity in reader.analysis.entities:
            bodies = {office.of for office in entity.roles if office.of and not office.former}
            self.of[entity.id] = frozenset({entity.id, *bodies})

    def parties(self, parties: tuple[Party, ...]) -> frozenset[str]:
        """Entities of some parties, with the bodies that they stand for."""
        return frozenset(side for party in parties if party.entity for side in self.of.get(party.entity, ()))

    def actor(self, actor: str) -> frozenset[str]:
        """The same for one actor of a stretch."""
        return self.of.get(actor, frozenset({actor} if actor else ()))


def _request(units: list[Unit], number: int, sides: _Sides) -> int:
    """Index of the last request before an answer that was made to its side by whom it answers; -1 for none."""
    unit = units[number]
    assert unit.act is not None
    giver, taker = sides.parties(unit.act.agents), sides.parties(unit.act.others)
    for other in range(number - 1, -1, -1):
        before = units[other]
        if unit.sentence - before.sentence > AHEAD:
            return -1
        act = before.act
        if act is None or act.type != "ask" or not act.content_spans or before.stands_for >= 0:
            continue
        if sides.parties(act.others) & giver and (not taker or sides.parties(act.agents) & taker):
            return other
    return -1


def _claims(units: list[Unit], number: int, sides: _Sides) -> list[int]:
    """Indices of tellings, by the one who was answered, that the answering side grants."""
    act = units[number].act
    assert act is not None
    if act.type != "refuse":
        return []
    giver, taker = sides.parties(act.agents), sides.parties(act.others)
    return [
        other
        for other, unit in enumerate(units)
        if unit.act is not None
        and unit.act.type == "tell"
        and unit.asserts
        and unit.stands_for < 0
        and (not taker or sides.parties(unit.act.agents) & taker)
        and unit.about.head in lists()["granting"]["heads"]
        and sides.actor(unit.about.subject) & giver
    ]


def _granted(units: list[Unit], telling: int) -> list[int]:
    """Indices of the grants that a telling tells of, which are about what it tells."""
    told = units[telling].act
    assert told is not None
    found: list[int] = []
    for number, unit in enumerate(units):
        inner: Act | None = unit.act
        if inner is None or inner.type not in ("grant", "promise") or not inner.content_spans:
            continue
        if any(span[0] <= inner.cue[0] and inner.cue[1] <= span[1] for span in told.content_spans):
            found.append(number)
    return found
