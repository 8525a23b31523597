"""What must hold of every reading, whatever its account says: laws of what may be shown to a user."""

import re
from collections.abc import Callable, Iterator

from whoknew.model import Conflict
from whoknew.reasoning.words import label
from whoknew_eval.sisters.reading import Reading

_CORRELATIVE = re.compile(r"\b(?:neither|either|nor|both)\b", re.IGNORECASE)


def broken(reading: Reading) -> list[str]:
    """The laws that a reading breaks, each with the record or finding that breaks it."""
    return [f"{law.__name__.strip('_')}: {what}" for law in _LAWS for what in law(reading)]


def _a_conflict_has_two_sides(reading: Reading) -> Iterator[str]:
    """Two sentences, or two stretches of one that lie apart."""
    for conflict in reading.conflicts:
        apart = any(a[1] <= b[0] for a in conflict.spans for b in conflict.spans)
        if len(_sentences(reading, conflict)) < 2 and not apart:
            yield conflict.id


def _a_conflict_is_said_once(reading: Reading) -> Iterator[str]:
    seen: set[tuple[frozenset[int], str]] = set()
    for conflict in reading.conflicts:
        key = (_sentences(reading, conflict), conflict.reason)
        if key in seen:
            yield conflict.id
        seen.add(key)


def _no_unnamed_source_is_named(reading: Reading) -> Iterator[str]:
    entities = {entity.id: entity for entity in reading.analysis.entities}
    for source in reading.analysis.sources:
        entity = entities.get(source.entity or "")
        if source.kind in ("anonymous_person", "unnamed_group") and entity is not None and entity.named:
            yield source.id


def _no_party_begins_with_a_correlative(reading: Reading) -> Iterator[str]:
    for act in reading.analysis.acts:
        if _CORRELATIVE.search(label(reading.world, act.id).split(": “")[0]):
            yield act.id


def _sentences(reading: Reading, conflict: Conflict) -> frozenset[int]:
    return frozenset(reading.analysis.sentence_at(start) for start, _ in conflict.spans)


_LAWS: tuple[Callable[[Reading], Iterator[str]], ...] = (
    _a_conflict_has_two_sides,
    _a_conflict_is_said_once,
    _no_unnamed_source_is_named,
    _no_party_begins_with_a_correlative,
)
