"""How interventions are applied to analyses: pure functions from analyses to analyses."""

from collections.abc import Callable, Iterable
from typing import Any

from msgspec.structs import replace

from whoknew.errors import QuestionError
from whoknew.model import (
    Act,
    Analysis,
    Bounds,
    Claim,
    Filler,
    Order,
    Party,
    Presence,
    Proposition,
    Source,
    When,
)
from whoknew.reasoning import edits
from whoknew.reasoning.builder import fold
from whoknew.reasoning.consequences import CHANGE_SOURCE
from whoknew.reasoning.dropping import drop_records, drop_source

USER = "human"
YOURS = Source(id=CHANGE_SOURCE, descriptor="your change", kind="document", origin=USER)


def apply(analyses: Iterable[Analysis], changes: Iterable[edits.Edit]) -> tuple[Analysis, ...]:
    """The edited analyses. Raises ``QuestionError`` for an id that is not there."""
    edited = tuple(analyses)
    for number, edit in enumerate(changes):
        edited = _apply(edited, edit, number + 1)
    return edited


def _apply(analyses: tuple[Analysis, ...], edit: edits.Edit, number: int) -> tuple[Analysis, ...]:
    match edit:
        case edits.AddTelling():
            told = _at(analyses, (edit.proposition, *edit.hearers), lambda a, own: _telling(a, edit, own, number))
            return tuple(_echo(a, analyses, edit, n) for n, a in enumerate(told)) if len(told) > 1 else told
        case edits.RemoveAct():
            return _at(analyses, (edit.act,), lambda a, own: remove(a, frozenset((own(edit.act),))))
        case edits.WithdrawItem():
            return _at(analyses, (edit.item,), lambda a, own: remove(a, frozenset((own(edit.item),))))
        case edits.NegateAct():
            return _at(analyses, (edit.act,), lambda a, own: _negate(a, own(edit.act), number))
        case edits.MoveItem():
            return _at(analyses, (edit.item,), lambda a, own: _move(a, edit, own))
        case edits.MakePresent() | edits.MakeAbsent():
            return _at(
                analyses,
                (edit.item or "", edit.agent),
                lambda a, own: _presence(a, edit, own, number, isinstance(edit, edits.MakePresent)),
            )
        case edits.DropSource():
            return _at(analyses, (edit.source,), lambda a, own: drop_source(a, own(edit.source)))


Own = Callable[[str], str]


def _at(
    analyses: tuple[Analysis, ...], keys: tuple[str, ...], change: Callable[[Analysis, Own], Analysis]
) -> tuple[Analysis, ...]:
    """Change the analysis that the first prefixed id belongs to (the first one, where none is)."""
    home = 0
    if len(analyses) > 1:
        for key in keys:
            head, colon, _ = key.partition(":")
            if colon and head.isdigit() and 1 <= int(head) <= len(analyses):
                home = int(head) - 1
                break
    prefix = f"{home + 1}:"

    def own(key: str) -> str:
        return key.removeprefix(prefix) if len(analyses) > 1 else key

    return (*analyses[:home], change(analyses[home], own), *analyses[home + 1 :])


def _when(at: str | None, after: str | None, before: str | None, own: Own) -> When:
    orders = [Order(relation="after", to=own(after))] if after else []
    orders += [Order(relation="before", to=own(before))] if before else []
    return When(bounds=Bounds(earliest=at, latest=at), orders=tuple(orders))


def _telling(analysis: Analysis, edit: edits.AddTelling, own: Own, number: int) -> Analysis:
    proposition = own(edit.proposition)
    known = {p.id: p for p in analysis.propositions}
    if proposition not in known:
        proposition = f"user-p{number}"
        fresh = Proposition(id=proposition, gist=edit.proposition, origin=USER)
        analysis = replace(analysis, propositions=(*analysis.propositions, fresh))
        known[proposition] = fresh
    hearers = tuple(own(hearer) for hearer in edit.hearers)
    teller = own(edit.teller) if edit.teller else known[proposition].plan_of
    act = Act(
        id=f"user-a{number}",
        type="tell",
        cue=(0, 0),
        agents=(_party(analysis, teller),) if teller else (),
        others=tuple(_party(analysis, hearer) for hearer in hearers),
        proposition=proposition,
        asserts=edit.asserts,
        time=_when(edit.at, edit.after, edit.before, own),
        sources=(CHANGE_SOURCE,),
        origin=USER,
    )
    kept = tuple(
        changed for old in analysis.acts if (changed := _unsilenced(old, proposition, set(hearers))) is not None
    )
    return _signed(replace(analysis, acts=(*kept, act)))


def _signed(analysis: Analysis) -> Analysis:
    """The analysis with the user's changes among its sources, so that nothing of them is in the account's voice."""
    if YOURS in analysis.sources:
        return analysis
    return replace(analysis, sources=(*analysis.sources, YOURS))


def _unsilenced(act: Act, proposition: str, hearers: set[str]) -> Act | None:
    """An act without its statement that just these people were not told or did not know."""
    if act.proposition != proposition:
        return act
    silent = act.type == "withhold" or (act.type in ("tell", "promise") and not act.polarity)
    ignorant = (act.type == "unaware" and act.polarity) or (act.type in ("know", "learn") and not act.polarity)
    if silent:
        left = tuple(p for p in act.others if (p.entity or p.descriptor) not in hearers)
        if left == act.others:
            return act
        return replace(act, others=left) if left else None
    if ignorant:
        left = tuple(p for p in act.agents if (p.entity or p.descriptor) not in hearers)
        if left == act.agents:
            return act
        return replace(act, agents=left) if left else None
    return act


def _echo(analysis: Analysis, analyses: tuple[Analysis, ...], edit: edits.AddTelling, number: int) -> Analysis:
    """Another account without its statements that just these people, by their names, were not told just this."""
    names, gists = set(), set()
    for n, other in enumerate(analyses):
        names |= {
            fold(name)
            for entity in other.entities
            if f"{n + 1}:{entity.id}" in edit.hearers and entity.named
            for name in (entity.name, *entity.aliases)
        }
        gists |= {fold(p.gist) for p in other.propositions if f"{n + 1}:{p.id}" == edit.proposition}
    hearers = {e.id for e in analysis.entities if e.named and names & {fold(n) for n in (e.name, *e.aliases)}}
    acts = analysis.acts
    for proposition in analysis.propositions:
        if fold(proposition.gist) in gists:
            changed = (_unsilenced(act, proposition.id, hearers) for act in acts)
            acts = tuple(act for act in changed if act is not None)
    return replace(analysis, acts=acts)


def _party(analysis: Analysis, key: str) -> Party:
    known = {entity.id for entity in analysis.entities} | {source.id for source in analysis.sources}
    return Party(entity=key) if key in known else Party(descriptor=key)


def _find(analysis: Analysis, key: str) -> str:
    """The layer that a record is in. Raises ``QuestionError`` where there is none with that id."""
    for layer in ("acts", "events", "movements", "presences", "claims"):
        if any(record.id == key for record in getattr(analysis, layer)):
            return layer
    raise QuestionError(f"No act, event, movement, presence or claim has the id “{key}”.")


def remove(analysis: Analysis, gone: frozenset[str]) -> Analysis:
    """The analysis without some records, and without what is said of them alone."""
    for key in gone:
        _find(analysis, key)
    return drop_records(analysis, gone)


def _negate(analysis: Analysis, key: str, number: int) -> Analysis:
    layer = _find(analysis, key)
    if layer == "movements":
        return drop_records(analysis, frozenset((key,)))
    flag = {"presences": "present", "claims": "asserts"}.get(layer, "polarity")
    changed = []
    for record in getattr(analysis, layer):
        fields: dict[str, Any] = {}
        if record.id == key:
            fields = {flag: not getattr(record, flag)}
            if layer in ("acts", "presences"):
                fields |= {"sources": (CHANGE_SOURCE,), "attribution": None}
            elif layer == "claims":
                fields["chain"] = (("self",), (CHANGE_SOURCE,))
        changed.append(replace(record, **fields))
    claims = tuple(changed) if layer == "claims" else analysis.claims
    if layer != "claims":  # that it happened was said by others; that it did not is the user's own
        claims = tuple(claim for claim in claims if claim.about != (key,) or claim.proposition is not None)
    if layer == "events":
        said = Claim(id=f"user-c{number}", chain=(("self",), (CHANGE_SOURCE,)), about=(key,), origin=USER)
        claims = (*claims, said)
    layers = {layer: tuple(changed)} | {"claims": claims}
    return _signed(replace(analysis, **layers))


def _move(analysis: Analysis, edit: edits.MoveItem, own: Own) -> Analysis:
    key = own(edit.item)
    layer = _find(analysis, key)
    time = _when(edit.at, edit.after, edit.before, own)
    for other in (edit.after, edit.before):
        if other:
            _find(analysis, own(other))
    moved = tuple(replace(r, time=time) if r.id == key else r for r in getattr(analysis, layer))
    return replace(analysis, **{layer: moved})


def _presence(
    analysis: Analysis, edit: edits.MakePresent | edits.MakeAbsent, own: Own, number: int, present: bool
) -> Analysis:
    time, place = When(), edit.place
    if edit.item is not None:
        item = own(edit.item)
        record = next((r for r in getattr(analysis, _find(analysis, item)) if r.id == item), None)
        place = place or getattr(record, "place", None) or ""
        time = When(orders=(Order(relation="simultaneous", to=item),))
    elif edit.at is not None:
        time = When(bounds=Bounds(earliest=edit.at, latest=edit.at))
    who = _party(analysis, own(edit.agent))
    if edit.item is not None:
        analysis = (_join if present else _leave)(analysis, own(edit.item), who)
    if not place:
        if edit.item is None:
            raise QuestionError("Present where? No place is given.")
        return analysis
    presence = Presence(
        id=f"user-pr{number}",
        who=who,
        where=own(place),
        span=(0, 0),
        time=time,
        present=present,
        sources=(CHANGE_SOURCE,),
        origin=USER,
    )
    return _signed(replace(analysis, presences=(*analysis.presences, presence)))


def _leave(analysis: Analysis, item: str, who: Party) -> Analysis:
    """Who is kept out of an act hears nothing of it nor of what was said during it (somebody does); who is kept out of an event does not
    witness it. Raises ``QuestionError`` where it is his own act alone: that is taken away, not left."""

    def without(act: Act) -> Act:
        agents = tuple(party for party in act.agents if party.entity != who.entity)
        others = tuple(party for party in act.others if party.entity != who.entity)
        if act.id == item and act.agents and not agents:
            raise QuestionError("Nobody else does this; to say that it did not happen, write “remove FACT”.")
        nobody = (Party(quantity="some"),) if act.others and not others else ()
        return replace(act, agents=agents or act.agents, others=others or nobody)

    acts = tuple(without(act) if _during(act, item) else act for act in analysis.acts)
    events = tuple(
        replace(event, roles=tuple(filler for filler in event.roles if filler.entity != who.entity))
        if event.id == item
        else event
        for event in analysis.events
    )
    return replace(analysis, acts=acts, events=events)


def _during(act: Act, item: str) -> bool:
    """Whether an act is the item, or is said to have been done during it."""
    return act.id == item or any(o.to == item and o.relation in ("during", "simultaneous") for o in act.time.orders)


def _join(analysis: Analysis, item: str, who: Party) -> Analysis:
    """Who is made present at an act is a party to it and to what was said during it; at an event, a witness of it."""

    acts = tuple(
        replace(act, others=(*act.others, who)) if _during(act, item) and who not in (*act.agents, *act.others) else act
        for act in analysis.acts
    )
    events = tuple(
        replace(event, roles=(*event.roles, Filler(role="witness", span=event.trigger, entity=who.entity)))
        if event.id == item and who.entity
        else event
        for event in analysis.events
    )
    return replace(analysis, acts=acts, events=events)
