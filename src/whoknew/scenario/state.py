"""What a scenario has said so far: records in progress, their lines, and the names under which they are found."""

from dataclasses import dataclass, field
from typing import Any

from whoknew.errors import ScenarioError
from whoknew.model import Entity, Proposition, Source, Struct
from whoknew.scenario.lines import Line
from whoknew.scenario.names import Names

PREFIXES = {
    "entities": "e",
    "sources": "s",
    "propositions": "p",
    "claims": "c",
    "events": "ev",
    "acts": "a",
    "movements": "m",
    "presences": "pr",
    "responses": "r",
    "rules": "rule",
    "places": "pl",
    "times": "t",
    "attributions": "at",
}
FACTS = ("events", "acts", "movements", "presences", "claims", "responses")
SELF = "self"


@dataclass(frozen=True)
class Statement:
    """A line at the margin with the indented lines beneath it, and the file that it stands in."""

    path: str
    line: Line
    details: tuple[Line, ...] = ()


NO_STATEMENT = Statement("", Line(0, False, (), None, ""))


@dataclass
class Entry:
    """One record in progress. ``quote`` is its words in the account; ``quotes`` those of parts of it, by a path into it."""

    layer: str
    record: Any
    statement: Statement
    quote: str | None = None
    quotes: list[tuple[tuple[str, int], str, Line]] = field(default_factory=list)
    fields: list[tuple[str, str, Line]] = field(default_factory=list)

    @property
    def id(self) -> str:
        return str(self.record.id)


@dataclass
class State:
    """Everything read so far. ``labels`` are the ids that the scenario gives itself, with the line of each."""

    path: str = ""
    entries: dict[str, list[Entry]] = field(default_factory=lambda: {layer: [] for layer in PREFIXES})
    order: list[Entry] = field(default_factory=list)
    labels: dict[str, Statement] = field(default_factory=dict)
    errors: list[ScenarioError] = field(default_factory=list)
    actors: Names = field(default_factory=lambda: Names("actor"))
    sources: Names = field(default_factory=lambda: Names("source"))
    statements: Names = field(default_factory=lambda: Names("statement"))
    facts: Names = field(default_factory=lambda: Names("fact"))
    counts: dict[str, int] = field(default_factory=dict)
    by_id: dict[tuple[str, str], Entry] = field(default_factory=dict)
    given: bool = False  # whether the account's text is given, rather than made of the facts
    voices: dict[str, str] = field(default_factory=dict)  # entity id → id of the source that speaks as it

    def fresh(self, layer: str) -> str:
        """The next id of a layer that no line has taken as its label."""
        number = self.counts.get(layer, 0) + 1
        while f"{PREFIXES[layer]}{number}" in self.labels:
            number += 1
        return f"{PREFIXES[layer]}{number}"

    def add(self, layer: str, record: Struct, statement: Statement) -> Entry:
        entry = Entry(layer, record, statement)
        self.entries[layer].append(entry)
        self.order.append(entry)
        self.counts[layer] = self.counts.get(layer, 0) + (entry.id != SELF)
        self.by_id[layer, entry.id] = entry
        return entry

    def entity(self, identifier: str) -> Entity:
        found: Entity = self.by_id["entities", identifier].record
        return found

    def add_proposition(self, gist: str, statement: Statement, identifier: str | None = None) -> str:
        """Add a statement, or give the one that has this gist already."""
        known = self.statements.exact(gist) if identifier is None else ()
        if known:
            return known[0]
        made = identifier or self.fresh("propositions")
        self.add("propositions", Proposition(id=made, gist=gist), statement)
        self.statements.add(made, (gist,))
        return made

    def source_of_actor(self, entity_id: str, statement: Statement) -> str:
        """The source that speaks as a declared actor; made at its first use."""
        if entity_id in self.voices:
            return self.voices[entity_id]
        entity = self.entity(entity_id)
        kinds: dict[str, Any] = {"person": "named_person", "group": "unnamed_group"}
        kind = kinds.get(entity.type, "organisation")
        made = self.fresh("sources")
        count = entity.count if entity.count and entity.type == "group" else None
        record = Source(id=made, descriptor=entity.name, kind=kind, entity=entity_id)
        if count is not None:
            record = Source(id=made, descriptor=entity.name, kind=kind, entity=entity_id, count=count)
        self.add("sources", record, statement)
        self.sources.add(made, (entity.name,))
        self.voices[entity_id] = made
        return made
