"""``source [aide] an aide, anonymous person, participant`` → who says so, and how he knows."""

from collections.abc import Callable
from typing import Any

import msgspec

from whoknew.model import Anonymity, Basis, Source
from whoknew.scenario.cursor import Cursor
from whoknew.scenario.declare import finished, label_of, name_and_attributes, rest_of
from whoknew.scenario.state import SELF, State, Statement
from whoknew.scenario.words import phrases


def declare_source(state: State, statement: Statement) -> Callable[[], None]:
    """Register a source; its attributes are read once all names are known."""
    cursor = Cursor(statement.path, statement.line)
    label = label_of(cursor)
    name, attributes = name_and_attributes(cursor, "source", "source [aide] an aide, anonymous person")
    identifier = label or state.fresh("sources")
    kind: Any = "self" if identifier == SELF else "anonymous_person"
    entry = state.add("sources", Source(id=identifier, descriptor=name, kind=kind), statement)
    state.sources.add(identifier, (name,))

    def finish() -> None:
        for part in attributes:
            entry.record = _source_attribute(state, entry.record, part)
        if entry.record.entity is not None:
            state.voices.setdefault(entry.record.entity, entry.id)

    return finish


def _source_attribute(state: State, source: Source, part: Cursor) -> Source:
    replace = msgspec.structs.replace
    if part.takes("one", "of") or part.takes("member", "of"):
        return replace(source, member_of=_group_of(state, part))
    if part.takes("may", "overlap"):
        return replace(source, overlaps=(*source.overlaps, *_sources(state, part)))
    if part.takes("is"):
        return _is_actor(state, source, part)
    if part.takes("asked", "not", "to", "be", "named"):
        return replace(source, anonymity=Anonymity(requested=True))
    if part.takes("on", "the", "record"):
        return replace(source, on_record=True)
    if part.takes("off", "the", "record"):
        return replace(source, on_record=False)
    if part.sees("publisher"):
        return replace(source, publisher=True)
    for word in ("role", "organisation", "nationality", "reliability"):
        if part.sees(word) and part.peek(1) is not None:
            return replace(source, **{word: rest_of(part, 1)})
    start = part.at
    count = part.take_count()
    if count is not None:
        source = replace(source, count=count)
        if part.done:
            return source
    basis: Any = part.take_phrase(phrases("bases")) if count is None else None
    if basis and part.done:
        return replace(source, basis=Basis(kind=basis))
    part.at = start if count is None else part.at
    kind: Any = part.take_phrase(phrases("sources"))
    if kind and (part.done or part.takes("persons") or part.takes("people")):
        return replace(source, kind=kind)
    part.at = start
    raise part.fault(
        f"“{part.rest()}” is not something that is said of a source.",
        "Write a kind (named person, anonymous person, unnamed group, organisation, document, media), a number, a basis "
        "(participant, witness, was told, from a document), “one of …”, “may overlap …”, “is …” or “role …”.",
    )


def _group_of(state: State, part: Cursor) -> str:
    found = part.take_name(state.actors) or part.take_name(state.sources)
    if found is None:
        raise part.unknown(state.actors, part.rest(), f"group {part.rest() or 'chiefs'}")
    finished(part)
    return found


def _sources(state: State, part: Cursor) -> tuple[str, ...]:
    found: list[str] = []
    while True:
        identifier = part.take_name(state.sources)
        if identifier is None:
            raise part.unknown(
                state.sources, part.rest("and"), f"source {part.rest('and') or 'an aide'}, anonymous person"
            )
        found.append(identifier)
        if not part.takes("and"):
            finished(part)
            return tuple(found)


def _is_actor(state: State, source: Source, part: Cursor) -> Source:
    entity = part.take_name(state.actors)
    if entity is None or not part.done:
        raise part.unknown(state.actors, part.rest(), f"person {part.rest() or 'Ada Marsh'}")
    kind = "named_person" if source.kind == "anonymous_person" else source.kind
    return msgspec.structs.replace(source, entity=entity, kind=kind)
