"""Declarations and details as text: the attributes of an actor, a source or a statement, the lines beneath a fact."""

from collections.abc import Iterator
from typing import Any

from whoknew.model import Entity, Proposition, Source
from whoknew.scenario.cursor import write_count
from whoknew.scenario.lines import quoted
from whoknew.scenario.say import Speaker, bare
from whoknew.scenario.words import vocabulary

HELD_WORDS = {
    "truth_by": {"true": "true", "false": "false", "open": "open"},
    "insincere_by": {"true": "insincere", "false": "sincere"},
}


def declaration(record: Any, label: str, speaker: Speaker, *, places: bool = True) -> str:
    """``person [label] NAME, attribute, attribute``."""
    if isinstance(record, Entity):
        head, attributes = f"{_kind_word(record)} {label}{bare(record.name)}", _entity(record, speaker, places)
    elif isinstance(record, Source):
        head, attributes = f"source {label}{bare(record.descriptor)}", _source(record, speaker)
    else:
        head, attributes = f"statement {label}{bare(record.gist)}", _statement(record, speaker)
    return ", ".join([head, *attributes])


SKELETONS = {
    "Act": "somebody meets",
    "Movement": "somebody goes",
    "Presence": 'somebody is at "?"',
    "Event": 'it happens that "?"',
    "Claim": "it is so",
    "Response": "response: somebody answered",
    "Source": "source",
    "Proposition": "statement",
}


def skeleton(record: Any, label: str) -> str:
    """The least that can be said of a record whose sentence would not be read back; its fields then say the rest."""
    if isinstance(record, Entity):
        return f"{_kind_word(record)} {label}{quoted(record.name)}"
    words = SKELETONS[type(record).__name__]
    if isinstance(record, Source | Proposition):
        return f"{words} {label}{quoted(record.descriptor if isinstance(record, Source) else record.gist)}"
    return label + words


def _kind_word(entity: Entity) -> str:
    kinds: dict[str, str] = vocabulary()["kinds"]
    return next(word for word, kind in kinds.items() if kind == entity.type)


def _entity(entity: Entity, speaker: Speaker, places: bool) -> Iterator[str]:
    known = speaker.entities
    yield from (f"also {bare(alias)}" for alias in entity.aliases if alias.strip())
    if entity.count is not None and (count := write_count(entity.count)):
        yield count
    if not entity.named:
        yield "unnamed"
    for kin in entity.kin:
        if kin.to in known and _plain(kin.relation):
            sure = kin.relation.casefold() in vocabulary()["kin"]["words"]
            yield f"{'' if sure else 'kin '}{kin.relation} of {speaker.name(kin.to)}"
    for office in entity.roles:
        if _plain(office.title):
            former = "former " if office.former else ""
            clash = office.title.casefold() in vocabulary()["kin"]["words"] and not former
            of = (
                "" if office.of is None else f" of {speaker.name(office.of) if office.of in known else bare(office.of)}"
            )
            yield f"{'office ' if clash else ''}{former}{office.title}{of}"
    for words, ids in (
        ("includes", entity.members),
        ("may include", entity.possible_members),
        ("member of", entity.member_of),
    ):
        found = [speaker.name(identifier) for identifier in ids if identifier in known]
        if found:
            yield f"{words} {' and '.join(found)}"
    if entity.within in known and entity.within is not None:
        yield f"in {speaker.name(entity.within)}"
    if entity.gender and _plain(entity.gender):
        yield f"gender {entity.gender}"
    for place in speaker.analysis.places if places else ():
        if place.entity == entity.id:
            yield f"at {place.latitude} {place.longitude}"
            if place.country:
                yield f"country {bare(place.country)}"


def _plain(words: str) -> bool:
    return bool(words) and bare(words) == words and " of " not in f" {words} " and not words[0].isdigit()


def _source(source: Source, speaker: Speaker) -> Iterator[str]:
    if source.entity in speaker.entities and source.entity is not None:
        yield f"is {speaker.name(source.entity)}"
    if source.kind in vocabulary()["sources"] and not (source.entity and source.kind == "named_person"):
        yield vocabulary()["sources"][source.kind][0]
    count = write_count(source.count)
    if count and count != "1":
        yield count
    if source.basis.kind in vocabulary()["bases"]:
        yield vocabulary()["bases"][source.basis.kind][0]
    if source.member_of in speaker.entities and source.member_of is not None:
        yield f"one of {speaker.name(source.member_of)}"
    elif source.member_of in speaker.sources and source.member_of is not None:
        yield f"one of {speaker.source(source.member_of)}"
    overlaps = [speaker.source(other) for other in source.overlaps if other in speaker.sources]
    if overlaps:
        yield f"may overlap {' and '.join(overlaps)}"
    if source.anonymity.requested:
        yield "asked not to be named"
    if source.on_record is not None:
        yield "on the record" if source.on_record else "off the record"
    if source.publisher:
        yield "publisher"
    for name in ("role", "organisation", "nationality", "reliability"):
        if value := getattr(source, name):
            yield f"{name} {bare(value)}"


def _statement(proposition: Proposition, speaker: Speaker) -> Iterator[str]:
    yield from (f"also {bare(words)}" for words in proposition.wordings if words.strip())
    if proposition.future:
        yield "future"
    if proposition.plan_of in speaker.entities and proposition.plan_of is not None:
        yield f"plan of {speaker.name(proposition.plan_of)}"
    events = [event for event in proposition.events if event in speaker.facts]
    if events:
        yield f"about {' and '.join(events)}"


def details(record: Any, speaker: Speaker, quote: str | None) -> Iterator[str]:
    """The indented lines beneath a record: its words, its reasons, what sources hold of it, what it clashes with."""
    if quote is not None:
        yield quoted(quote)
    for name in ("because", "enables", "requires"):
        for link in getattr(record, name, ()):
            if link.event in speaker.facts:
                by = (
                    f" by {speaker.source(link.source)}"
                    if link.source in speaker.sources and link.source != "self"
                    else ""
                )
                yield f"{name} {link.event}{by or ' by account' if link.span else by}{_words(speaker, link.span)}"
    for name, words in HELD_WORDS.items():
        for held in getattr(record, name, ()):
            if held.value in words and held.holder in speaker.sources:
                holder = "account" if held.holder == "self" else speaker.source(held.holder)
                yield f"{words[held.value]} by {holder}{_words(speaker, held.span)}"
    for link in getattr(record, "links", ()):
        if link.claim in speaker.facts:
            yield f"{vocabulary()['claim_links'][link.relation]} {link.claim}{_words(speaker, link.span)}"
    for clash in getattr(record, "clashes", ()):
        if clash.proposition in speaker.propositions:
            reason = f": {clash.reason}" if bare(clash.reason) == clash.reason and clash.reason != "negation" else ""
            yield f"clashes with {speaker.statement(clash.proposition)}{reason}"


def _words(speaker: Speaker, span: tuple[int, int] | None) -> str:
    if span is None or span[1] <= span[0]:
        return ""
    return f": {quoted(speaker.analysis.account.text[span[0] : span[1]])}"
