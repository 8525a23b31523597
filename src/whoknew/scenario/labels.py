"""Ids of a draft: records numbered anew in its order; actors whose name others bear too get speaking labels."""

import re
from collections import Counter
from typing import Any

import msgspec

from whoknew.model import Analysis, Entity
from whoknew.scenario.cursor import write_count

WORD = re.compile(r"[^\W\d_]+|\d+")
LAYERS = ("entities", "sources", "acts", "movements", "presences", "events", "claims", "responses", "propositions")
NUMBERED = {
    "propositions": "p", "claims": "c", "events": "ev", "acts": "a", "movements": "m", "presences": "pr", "responses": "r",
}  # fmt: skip
VERBATIM = frozenset({"descriptor", "gist", "name", "title", "text", "aliases", "reason"})


def relabelled(analysis: Analysis) -> Analysis:
    """The analysis with ids as a person would read them; every reference follows."""
    names = _ids(analysis.entities)
    for layer, prefix in NUMBERED.items():
        for number, record in enumerate(getattr(analysis, layer), start=1):
            if record.id:
                names[record.id] = f"{prefix}{number}"
    bodies = {entity.id: entity.name for entity in analysis.entities}
    sources = tuple(
        msgspec.structs.replace(source, organisation=bodies.get(source.organisation or "", source.organisation))
        for source in analysis.sources
    )
    analysis = msgspec.structs.replace(analysis, sources=sources)
    if all(old == new for old, new in names.items()):
        return analysis
    fields: dict[str, Any] = {}
    for layer in LAYERS:
        records = getattr(analysis, layer)
        if records:
            kind = type(records[0])
            plain = msgspec.to_builtins(records)
            fields[layer] = tuple(msgspec.convert(_renamed(one, names), kind) for one in plain)
    return msgspec.structs.replace(analysis, **fields)


def _ids(entities: tuple[Entity, ...]) -> dict[str, str]:
    borne = Counter(form.casefold() for entity in entities for form in {entity.name, *entity.aliases})
    found: dict[str, str] = {}
    taken: set[str] = set()
    for number, entity in enumerate(entities, start=1):
        label = f"e{number}"
        if borne[entity.name.casefold()] > 1 or (not entity.named and len(entity.name.split()) > 4):
            label = _label(entity, taken)
        taken.add(label)
        found[entity.id] = label
    return found


def _label(entity: Entity, taken: set[str]) -> str:
    words = WORD.findall(entity.name.lower())[-3:]
    count = (write_count(entity.count) or "") if entity.count is not None else ""
    base = "-".join([*([count] if count.isdecimal() and count != "1" else []), *words]) or entity.type
    label, number = base, 2
    while label in taken or re.fullmatch(r"[a-z]{1,4}\d+", label):
        label, number = f"{base}-{number}", number + 1
    return label


def _renamed(value: Any, names: dict[str, str]) -> Any:
    if isinstance(value, dict):
        return {key: one if key in VERBATIM else _renamed(one, names) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_renamed(one, names) for one in value]
    return names.get(value, value) if isinstance(value, str) else value
