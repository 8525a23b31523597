"""Declarations: ``person …``, ``group …``, ``place …``, ``source …``, ``statement …`` with their attributes after commas."""

from collections.abc import Callable

import msgspec

from whoknew.model import Entity, Kin, Office, Place, Proposition, Span
from whoknew.scenario.cursor import Cursor
from whoknew.scenario.lines import Token
from whoknew.scenario.state import State, Statement
from whoknew.scenario.words import vocabulary

NOWHERE: Span = (0, 0)


def groups(tokens: tuple[Token, ...]) -> list[tuple[Token, ...]]:
    """Tokens between commas; empty stretches are passed over."""
    found: list[tuple[Token, ...]] = []
    start = 0
    for index, token in enumerate(tokens):
        if token.kind == "comma":
            found.append(tokens[start:index])
            start = index + 1
    found.append(tokens[start:])
    return [group for group in found if group]


def name_and_attributes(cursor: Cursor, kind: str, example: str) -> tuple[str, list[Cursor]]:
    """The name at the head of a declaration and a cursor over each attribute after it."""
    cursor.at += 1
    cursor.take_kind("label")
    parts = groups(cursor.tokens[cursor.at :])
    if not parts:
        raise cursor.fault(f"this {kind} has no name.", f"Write it after the word: {example}")
    name = " ".join(token.text for token in parts[0])
    return name, [Cursor(cursor.path, cursor.line, part) for part in parts[1:]]


def label_of(cursor: Cursor) -> str | None:
    token = cursor.peek(1)
    return token.text if token is not None and token.kind == "label" else None


def declare_entity(state: State, statement: Statement) -> Callable[[], None]:
    """Register an actor or place by name; the returned step reads its attributes once all names are known."""
    cursor = Cursor(statement.path, statement.line)
    word = statement.line.tokens[0].folded
    label = label_of(cursor)
    name, attributes = name_and_attributes(cursor, word, f"{word} Ada Marsh, also Ada")
    aliases = [rest_of(part, 1) for part in attributes if part.sees("also")]
    identifier = label or state.fresh("entities")
    entity = Entity(id=identifier, name=name, type=vocabulary()["kinds"][word], aliases=tuple(aliases))
    entry = state.add("entities", entity, statement)
    state.actors.add(identifier, (name, *aliases))

    def finish() -> None:
        for part in attributes:
            if not part.sees("also"):
                entry.record = _entity_attribute(state, statement, entry.record, part)

    return finish


def rest_of(cursor: Cursor, start: int) -> str:
    text = " ".join(token.text for token in cursor.tokens[start:])
    if not text:
        raise cursor.fault("a name is missing after this word.", "Write the name after it, or take the word away.")
    return text


def _all_names(state: State, cursor: Cursor) -> tuple[str, ...]:
    found: list[str] = []
    while True:
        identifier = cursor.take_name(state.actors)
        if identifier is None:
            raise cursor.unknown(state.actors, cursor.rest("and"), "person " + (cursor.rest("and") or "Ada Marsh"))
        found.append(identifier)
        if not cursor.takes("and"):
            break
    finished(cursor)
    return tuple(found)


def finished(cursor: Cursor) -> None:
    if not cursor.done:
        raise cursor.fault(f"“{cursor.rest()}” is one thing too many here.", "Put a comma before it, or take it away.")


def _entity_attribute(state: State, statement: Statement, entity: Entity, part: Cursor) -> Entity:
    replace = msgspec.structs.replace
    if part.takes("includes"):
        return replace(entity, members=(*entity.members, *_all_names(state, part)))
    if part.takes("may", "include"):
        return replace(entity, possible_members=(*entity.possible_members, *_all_names(state, part)))
    if part.takes("member", "of") or part.takes("one", "of"):
        return replace(entity, member_of=(*entity.member_of, *_all_names(state, part)))
    if part.takes("in"):
        return replace(entity, within=_all_names(state, part)[0])
    if part.sees("unnamed") and len(part.tokens) == 1:
        return replace(entity, named=False)
    if part.takes("gender"):
        return replace(entity, gender=rest_of(part, part.at))
    if part.takes("at"):
        return _coordinates(state, statement, entity, part)
    if part.takes("country"):
        return _country(state, entity, rest_of(part, part.at))
    count = part.take_count()
    if count is not None:
        finished(part)
        return replace(entity, count=count)
    return _role(state, entity, part)


def _coordinates(state: State, statement: Statement, entity: Entity, part: Cursor) -> Entity:
    numbers = [token.text for token in part.tokens[part.at :]]
    try:
        latitude, longitude = (float(number) for number in numbers)
    except ValueError as error:
        raise part.fault(
            "coordinates are two numbers, latitude then longitude.", "For example: at 33.51 36.29"
        ) from error
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise part.fault(
            "no place on Earth has these coordinates.", "Latitude runs from -90 to 90, longitude from -180 to 180."
        )
    place = Place(
        id=state.fresh("places"),
        span=NOWHERE,
        name=entity.name,
        entity=entity.id,
        latitude=latitude,
        longitude=longitude,
    )
    state.add("places", place, statement)
    return entity


def _country(state: State, entity: Entity, code: str) -> Entity:
    for entry in state.entries["places"]:
        if entry.record.entity == entity.id:
            entry.record = msgspec.structs.replace(entry.record, country=code)
    return entity


def _role(state: State, entity: Entity, part: Cursor) -> Entity:
    """``brother of X`` is kin, anything else an office; ``kin … of X`` and ``office …`` say so themselves."""
    forced_kin, forced_office = part.takes("kin"), part.takes("office")
    former = part.takes("former")
    start = part.at
    split = next(
        (i for i in range(len(part.tokens) - 1, start, -1) if part.tokens[i].folded == "of" and i > start), None
    )
    title = " ".join(token.text for token in part.tokens[start:split])
    if not title:
        raise part.fault("an attribute is empty.", "Write something like “brother of Ada Marsh”, or take it away.")
    known_kin = title.casefold() in vocabulary()["kin"]["words"] and not former
    if split is not None and (forced_kin or (known_kin and not forced_office)):
        part.at = split + 1
        to = part.take_name(state.actors)
        if to is None or not part.done:
            part.at = split + 1
            raise part.unknown(state.actors, part.rest(), f"person {part.rest() or 'Ada Marsh'}")
        return msgspec.structs.replace(entity, kin=(*entity.kin, Kin(relation=title, to=to)))
    of: str | None = None
    if split is not None:
        part.at = split + 1
        of = part.take_name(state.actors)
        if of is None or not part.done:
            of = " ".join(token.text for token in part.tokens[split + 1 :])
    return msgspec.structs.replace(entity, roles=(*entity.roles, Office(title=title, of=of, former=former)))


def declare_proposition(state: State, statement: Statement) -> Callable[[], None]:
    """Register a statement under its label and its words."""
    cursor = Cursor(statement.path, statement.line)
    label = label_of(cursor)
    gist, attributes = name_and_attributes(cursor, "statement", "statement [help-is-coming] Help is coming")
    identifier = label or state.fresh("propositions")
    wordings = tuple(rest_of(part, 1) for part in attributes if part.sees("also"))
    entry = state.add("propositions", Proposition(id=identifier, gist=gist, wordings=wordings), statement)
    state.statements.add(identifier, (gist, *wordings))

    def finish() -> None:
        for part in attributes:
            if not part.sees("also"):
                entry.record = _statement_attribute(state, entry.record, part)

    return finish


def _statement_attribute(state: State, proposition: Proposition, part: Cursor) -> Proposition:
    if part.sees("future") and len(part.tokens) == 1:
        return msgspec.structs.replace(proposition, future=True)
    if part.takes("plan", "of"):
        return msgspec.structs.replace(proposition, plan_of=_all_names(state, part)[0])
    if part.takes("about"):
        events = take_facts(state, part)
        finished(part)
        return msgspec.structs.replace(proposition, events=(*proposition.events, *events))
    raise part.fault(
        f"“{part.rest()}” is not something that is said of a statement.",
        "Write “future”, “also WORDS”, “plan of NAME” or “about FACT”; words with a comma in them go in quotation marks.",
    )


def take_facts(state: State, part: Cursor) -> tuple[str, ...]:
    """``meeting and flight``: references to facts by label or id."""
    found: list[str] = []
    while True:
        identifier = part.take_name(state.facts)
        if identifier is None:
            shown = part.rest("and", "by")
            near = state.facts.near(shown)
            hint = f"Did you mean “{near[0]}”? " if near else ""
            raise part.fault(
                f"no fact is labelled “{shown}”." if shown else "the label of a fact is missing here.",
                f"{hint}Put a label before the line that it should name: [{shown.split(' ')[0] or 'meeting'}] 2024-12-07: …",
            )
        found.append(identifier)
        if not part.takes("and"):
            return tuple(found)
