"""An analysis of prose as a scenario to read and mend: each fact with its sentence, and how sure the reader was.

Unlike ``write`` it leaves out what the sentence does not say (spans of single words, rolesets, scores) and the actors
that do nothing; what it says reads back as a scenario.
"""

from collections import Counter
from typing import Any, TypeVar

import msgspec

from whoknew.model import (
    Act,
    Analysis,
    Bounds,
    Entity,
    Event,
    Link,
    Movement,
    Order,
    Party,
    Presence,
    Proposition,
    When,
)
from whoknew.model.cover import Cover
from whoknew.scenario.course import course, voices
from whoknew.scenario.labels import relabelled
from whoknew.scenario.merging import merged
from whoknew.scenario.parse import try_parse
from whoknew.scenario.render import details
from whoknew.scenario.worth import worth
from whoknew.scenario.write import Draft, Owner, chain_of, in_order, span_of

T = TypeVar("T", Act, Movement, Presence, Event)
M = TypeVar("M", Act, Movement)
LONGEST_QUOTE = 600  # code points of a sentence that are quoted; a longer one is cut at a word, its end left out


def draft(analysis: Analysis, *, account: str) -> str:
    """The scenario of an account that was read; ``account`` is the path that it names for the text.

    Every line reads back. A fact that no sentence of the format says is left out, and a comment counts those.
    """
    kept = drafted(analysis)
    bare: frozenset[Owner] = frozenset()
    while True:
        plain = _Plain(kept, text="named", path=account, bare=bare)
        text = plain.text()
        read, errors = try_parse(text, open_account=lambda _: analysis.account)
        if read is not None:
            return text
        owners = {plain.owners[error.line - 1] for error in errors if error.line} - bare - {None}
        if not owners:
            raise errors[0]
        bare |= {owner for owner in owners if owner is not None}


def drafted(analysis: Analysis) -> Analysis:
    """A reading as the draft has it: what a person would write of it, with ids that he can read."""
    return relabelled(pruned(tidied(analysis)))


class _Plain(Draft):
    """A draft with sentences for quotes, without fields, and with the confidence of each fact as a comment."""

    def _facts(self, overrides: Any) -> Any:
        left_out = 0
        for layer, index, record in in_order(self.analysis):
            owner, label = (layer, index), self._label(layer, index, record.id)
            if owner in self.bare or _says_nothing(record):
                left_out += 1
                continue
            by = self.speaker.by(tuple(step for step in chain_of(record) if step))
            sure = "" if record.confidence is None else f"  # confidence {record.confidence:.2f}"
            yield f"{label}{self.speaker.fact(record)}{'   ' if by else ''}{by}{sure}", owner
            yield from ((f"    {line}", owner) for line in details(record, self.speaker, self._sentence(record)))
        if left_out:
            yield f"# {left_out} more records say nothing that a line could say; --whole has them.", None

    def _declarations(self, layer: str, overrides: Any) -> Any:
        for line, owner in super()._declarations(layer, {}):
            if owner in self.bare and line.startswith("    "):
                continue
            yield line, owner

    def _records(self, overrides: Any) -> Any:
        yield from ()

    def _sentence(self, record: Any) -> str | None:
        span = span_of(record)
        if span is None or span[1] <= span[0]:
            return None
        number = self.analysis.sentence_at(span[0])
        start, end = self.analysis.sentences[number].span if number >= 0 else span
        words = self.analysis.account.text[start : max(end, span[1])]
        if len(words) > LONGEST_QUOTE:
            words = words[:LONGEST_QUOTE].rsplit(None, 1)[0]
        return words if words.strip() else None


def _says_nothing(record: Any) -> bool:
    return hasattr(record, "chain") and record.proposition is None


def tidied(analysis: Analysis) -> Analysis:
    """The analysis without what only the machine needs: events that are none of the course of things or repeat an act,
    claims that another line says, bounds that are merely the day of publication, order that rests on the sequence of
    sentences alone, and what headings say before the text does."""
    analysis = _reasons(merged(_without_headings(analysis)))
    said = voices(analysis)
    happened = {
        name: msgspec.structs.replace(event, sources=said.get(name, ())) for name, event in course(analysis).items()
    }
    firm = (*analysis.acts, *analysis.movements, *(e for e in analysis.events if e.roleset is None or e.id in happened))
    linked = {link.event for record in firm for link in links_of(record)}
    events = [
        happened.get(event.id) or msgspec.structs.replace(event, sources=event.sources or said.get(event.id, ()))
        for event in analysis.events
    ]
    events = [e for e in events if e.roleset is None or e.id in linked or e.id in happened]
    made = [event for name, event in happened.items() if all(name != other.id for other in analysis.events)]
    events = sorted([*events, *made], key=lambda event: event.trigger)
    kept = {event.id for event in events}
    instead = _instead(analysis, kept)
    published = (analysis.account.published or "")[:10]
    journeys = Counter(movement.journey for movement in analysis.movements)

    def when(record: Any) -> Any:
        time: When = record.time
        bounds = time.bounds
        if published and bounds.earliest is None and (bounds.latest or "").startswith(published):
            bounds = Bounds()
        orders: dict[tuple[str, str], Order] = {}
        for order in time.orders:
            to = order.to if order.to in kept or not order.to.startswith("ev") else instead.get(order.to)
            if to is not None and to != record.id and not order.weak:
                orders[order.relation, to] = msgspec.structs.replace(order, to=to)
        return msgspec.structs.replace(
            record, time=msgspec.structs.replace(time, bounds=bounds, orders=tuple(orders.values()))
        )

    movements = tuple(
        when(move if journeys[move.journey] > 1 else msgspec.structs.replace(move, journey=None))
        for move in analysis.movements
    )
    claims, made_statements = worth(analysis, (*events, *analysis.acts, *movements, *analysis.presences))
    return msgspec.structs.replace(
        analysis,
        events=tuple(when(event) for event in events),
        acts=tuple(when(act) for act in analysis.acts if act.agents or not act.spoken_of),
        movements=movements,
        presences=tuple(when(_nobody(presence)) for presence in analysis.presences),
        claims=tuple(when(claim) for claim in claims),
        propositions=(*analysis.propositions, *made_statements),
    )


def _without_headings(analysis: Analysis) -> Analysis:
    """What a title says, the text says again, and better."""
    titles = Cover((block.span, True) for block in analysis.blocks if block.type in ("title", "heading", "caption"))

    def below(records: tuple[T, ...]) -> tuple[T, ...]:
        spans = ((record, span_of(record)) for record in records)
        return tuple(record for record, span in spans if span is None or titles.innermost(span[0]) is None)

    return msgspec.structs.replace(
        analysis,
        acts=below(analysis.acts),
        movements=below(analysis.movements),
        presences=below(analysis.presences),
        events=below(analysis.events),
    )


def _nobody(presence: Presence) -> Presence:
    """ "Nobody was there" is said of nobody, and once: not of somebody who is not there."""
    if presence.who.quantity != "none" or presence.who.entity is not None or presence.present:
        return presence
    return msgspec.structs.replace(presence, who=Party(quantity="none"), present=True)


def _reasons(analysis: Analysis) -> Analysis:
    """Every reason that the text states as an event of its own, where the reader noted none for it."""
    made: list[Event] = []

    def said(record: M) -> M:
        fields = {}
        for name in ("because", "enables", "requires"):
            links = getattr(record, name)
            fields[name] = tuple(_told(analysis, link, made) for link in links)
        return msgspec.structs.replace(record, **fields) if any(fields.values()) else record

    acts = tuple(said(act) for act in analysis.acts)
    movements = tuple(said(movement) for movement in analysis.movements)
    return msgspec.structs.replace(analysis, acts=acts, movements=movements, events=(*analysis.events, *made))


def _told(analysis: Analysis, link: Link, made: list[Event]) -> Link:
    if link.event or link.span is None:
        return link
    words = " ".join(analysis.text_of(link.span).split())
    for mark in ("because ", "since ", "as "):
        words = words.removeprefix(mark)
    event = Event(id=f"evr{len(made) + 1}", trigger=link.span, gist=words)
    made.append(event)
    return msgspec.structs.replace(link, event=event.id)


def links_of(record: Any) -> tuple[Link, ...]:
    """Every reason and precondition that a fact states."""
    return tuple(link for name in ("because", "enables", "requires") for link in getattr(record, name, ()))


def _instead(analysis: Analysis, kept: set[str]) -> dict[str, str | None]:
    """Events that are left out → the act or movement that says the same, if there is one."""
    acts = {act.event: act.id for act in analysis.acts if act.event}
    spans = {movement.span: movement.id for movement in analysis.movements}
    return {e.id: acts.get(e.id) or spans.get(e.trigger) for e in analysis.events if e.id not in kept}


def pruned(analysis: Analysis) -> Analysis:
    """The analysis with the actors and statements that its facts and sources name, and bare of working detail."""
    used: set[str] = set()
    statements: set[str] = set()
    for _, _, record in in_order(analysis):
        for name in ("agents", "others"):
            used |= {party.entity for party in getattr(record, name, ()) if party.entity}
        for name in ("mover", "who"):
            party = getattr(record, name, None)
            used.add(getattr(party, "entity", None) or (party if isinstance(party, str) else ""))
        for name in ("place", "origin_place", "destination", "where"):
            used.add(getattr(record, name, None) or "")
        used |= set(getattr(record, "via", ())) | set(getattr(record, "against", ()))
        used |= {filler.entity for filler in getattr(record, "roles", ()) if filler.role == "with" and filler.entity}
        statements.add(getattr(record, "proposition", None) or "")
    for source in analysis.sources:
        used |= {source.entity or "", source.member_of or ""}
    clashing = {c.proposition for p in analysis.propositions if p.id in statements for c in p.clashes}
    facts = {record.id for _, _, record in in_order(analysis)}
    propositions = tuple(_bare_statement(p, facts) for p in analysis.propositions if p.id in statements | clashing)
    used |= {proposition.plan_of or "" for proposition in propositions}
    entities = _closed(analysis.entities, used)
    sources = tuple(msgspec.structs.replace(s, overlaps=(), on_record=None, role=None) for s in analysis.sources)
    return msgspec.structs.replace(
        analysis,
        entities=entities,
        sources=sources,
        propositions=propositions,
        places=(),
    )


def _bare_statement(proposition: Proposition, facts: set[str]) -> Proposition:
    events = tuple(event for event in proposition.events if event in facts)
    return msgspec.structs.replace(proposition, events=events, members=())


def _closed(entities: tuple[Entity, ...], used: set[str]) -> tuple[Entity, ...]:
    """The used actors and those that they are kin or members of, or lie in."""
    by_id = {entity.id: entity for entity in entities}
    queue = [identifier for identifier in used if identifier in by_id]
    kept = set(queue)
    while queue:
        entity = by_id[queue.pop()]
        near = {kin.to for kin in entity.kin} | {office.of or "" for office in entity.roles} | {entity.within or ""}
        for other in near | set(entity.members) | set(entity.member_of):
            if other in by_id and other not in kept:
                kept.add(other)
                queue.append(other)
    return tuple(entity for entity in entities if entity.id in kept)
