"""Analysis → scenario text. Whole, it reads back to the same analysis; plain, it is for a person to read and mend.

Every record is written as the sentence that states it. Written whole, the text is then read back, and each field in
which a record differs from what was read is set by name beneath its line: so nothing is lost, whatever it is.
Not written are tokens and signals (the JSON leaves them out too) and findings, which follow from the rest.
"""

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from whoknew.errors import ScenarioError
from whoknew.model import Account, Act, Analysis, Movement, Place, Presence, Source
from whoknew.scenario.compose import is_shadow
from whoknew.scenario.lines import quoted
from whoknew.scenario.parse import Scenario, try_parse
from whoknew.scenario.render import declaration, details, skeleton
from whoknew.scenario.say import Speaker
from whoknew.scenario.state import FACTS, PREFIXES, SELF
from whoknew.scenario.words import vocabulary

Owner = tuple[str, int]
Written = tuple[str, Owner | None]
DECLARED = ("entities", "sources", "propositions")
Overrides = dict[Owner, tuple[str, ...]]
RECORDS = ("times", "attributions", "blocks", "sentences", "quotations", "diagnostics", "stages")
OWN_VOICE = Source(id=SELF, descriptor="the account", kind="self")


def write(analysis: Analysis, *, account: str | None = None) -> str:
    """The whole analysis as a scenario: ``parse(write(a)).analysis`` equals ``a`` but for tokens, signals and findings.

    ``account`` is the path that the scenario names for the account's text; without it the text is written too, unless
    the facts themselves are the text.
    """
    own, read = _said(analysis, "facts", "")
    cut = bool(read.sentences) and not analysis.sentences  # a text that nobody has cut into sentences stays so
    if account is not None or cut or read.account.text != analysis.account.text:
        own, read = _said(analysis, "named" if account else "given", account or "")
    return own.text(_differences(analysis, read))


def _said(analysis: Analysis, mode: str, path: str) -> tuple["Draft", Analysis]:
    """A draft that says who says so on the line of the fact, where the claims then read back as they are."""
    merged = shadows(analysis)
    if merged:
        own, read = _readable(analysis, mode, path, merged)
        if read.claims == analysis.claims:
            return own, read
    return _readable(analysis, mode, path, {})


def _readable(analysis: Analysis, mode: str, path: str, merged: dict[int, str]) -> tuple["Draft", Analysis]:
    """A draft whose every line reads back: what cannot be said in words is left to its fields."""
    bare: frozenset[Owner] = frozenset()
    while True:
        draft = Draft(analysis, text=mode, path=path, bare=bare, merged=merged)
        read, errors = try_parse(draft.text(), open_account=lambda _: analysis.account)
        lines = [error.line for error in errors] if read is None else _surplus(analysis, read)
        if read is not None and not lines:
            return draft, read.analysis
        owners = {draft.owners[line - 1] for line in lines} - bare - {None}
        if not owners:
            raise errors[0] if errors else ScenarioError("this analysis cannot be written as a scenario.")
        bare |= {owner for owner in owners if owner is not None}


def _surplus(wanted: Analysis, read: Scenario) -> list[int]:
    """Lines that made a record too many, since a quoted name stood where a statement may stand."""
    extra = [record.id for layer in PREFIXES for record in getattr(read.analysis, layer)[len(getattr(wanted, layer)) :]]
    return [read.lines[identifier][1] for identifier in extra if identifier in read.lines]


def _differences(wanted: Analysis, read: Analysis) -> Overrides:
    found: Overrides = {}
    for layer in PREFIXES:
        for index, (a, b) in enumerate(zip(getattr(wanted, layer), getattr(read, layer), strict=False)):
            lines = tuple(
                f"{field.encode_name} = {msgspec.json.encode(getattr(a, field.name)).decode()}"
                for field in msgspec.structs.fields(a)
                if getattr(a, field.name) != getattr(b, field.name)
            )
            if lines:
                found[layer, index] = lines
    for index, rule in enumerate(wanted.rules if found else ()):
        stands = f"line = {rule.line}"  # the lines set above move the rule down: its own number is said too
        if stands not in found.get(("rules", index), ()):
            found["rules", index] = (*found.get(("rules", index), ()), stands)
    fields = {
        field.encode_name: getattr(wanted.account, field.name)
        for field in msgspec.structs.fields(wanted.account)
        if getattr(wanted.account, field.name) != getattr(read.account, field.name)
    }
    if fields:
        found["account", 0] = (msgspec.json.encode(fields).decode(),)
    if wanted.sentences != read.sentences:
        found["sentences", -1] = ()
    return found


class Draft:
    """One writing of an analysis; ``text`` says where its text comes from: the facts, the file itself, or a named file.

    ``bare`` are the records that no sentence says; ``merged`` the claims that only say who says a fact, and that fact:
    they have no line, the fact's line names the sources. ``owners`` has the record of each line written last.
    """

    def __init__(
        self,
        analysis: Analysis,
        *,
        text: str,
        path: str = "",
        bare: frozenset[Owner] = frozenset(),
        merged: dict[int, str] | None = None,
    ) -> None:
        self.analysis, self.mode, self.path, self.bare = analysis, text, path, bare
        self.merged = merged or {}
        self.voiced = {fact: chain_of(analysis.claims[index]) for index, fact in self.merged.items()}
        self.speaker = Speaker(analysis)
        self.plain = Speaker(analysis, plain=True)
        self.labelled = referenced(analysis)
        self.owners: list[Owner | None] = []

    def text(self, overrides: Overrides | None = None) -> str:
        """The lines of the draft; ``overrides`` are set beneath their records."""
        overrides = overrides or {}
        given = self.analysis.account.text.split("\n") if self.mode == "given" else []
        sections: list[list[Written]] = [
            [(line, None) for line in headers(self.analysis.account, self.path)],
            *(list[Written](self._declarations(layer, overrides)) for layer in DECLARED),
            list(self._facts(overrides)),
            list(self._rules(overrides)),
            [(line, None) for line in self._records(overrides)],
            [(f"> {line}" if line else ">", None) for line in given],
        ]
        if not any(sections):
            sections = [[("source [self] the account", None)]]
        lines = [line for section in sections if section for line in (*section, ("", None))][:-1]
        self.owners = [owner for _, owner in lines]
        return "\n".join(line for line, _ in lines) + "\n"

    def _label(self, layer: str, index: int, identifier: str) -> str:
        number = index + 1
        if layer == "sources":
            number -= sum(1 for source in self.analysis.sources[: index + 1] if source.id == SELF)
        automatic = identifier == f"{PREFIXES[layer]}{number}"
        return (
            ""
            if automatic and identifier not in self.labelled and not self._named(layer, identifier)
            else f"[{identifier}] "
        )

    def _named(self, layer: str, identifier: str) -> bool:
        """Whether other lines name this record by its label, since its words would not lead back to it."""
        say = {"entities": self.speaker.name, "sources": self.speaker.source, "propositions": self.speaker.statement}
        return layer in say and say[layer](identifier) == f"[{identifier}]"

    def _declarations(self, layer: str, overrides: Overrides) -> Iterator[Written]:
        simple = simple_places(self.analysis)
        for index, record in enumerate(getattr(self.analysis, layer)):
            owner, label = (layer, index), self._label(layer, index, record.id)
            if record == OWN_VOICE and index == 0:
                continue
            if owner in self.bare:
                yield skeleton(record, label), owner
            else:
                yield declaration(record, label, self.speaker, places=simple), owner
                yield from ((f"    {line}", owner) for line in details(record, self.speaker, None))
            yield from ((f"    {line}", owner) for line in overrides.get(owner, ()))

    def _facts(self, overrides: Overrides) -> Iterator[Written]:
        for layer, index, record in in_order(self.analysis):
            owner, label = (layer, index), self._label(layer, index, record.id)
            if layer == "claims" and index in self.merged:
                continue
            if not label and owner not in self.bare and self.speaker.fact(record).startswith("["):
                label = f"[{record.id}] "  # a bracket at the start would be read as a label
            if owner in self.bare:
                yield skeleton(record, label), owner
            else:
                by = self.speaker.by(self.voiced.get(record.id) or chain_of(record))
                yield f"{label}{self.speaker.fact(record)}{'   ' if by else ''}{by}", owner
                yield from ((f"    {line}", owner) for line in details(record, self.speaker, self._quote(record)))
            yield from ((f"    {line}", owner) for line in overrides.get(owner, ()))

    def _rules(self, overrides: Overrides) -> Iterator[Written]:
        for index, rule in enumerate(self.analysis.rules):
            yield self._label("rules", index, rule.id) + self.speaker.rule(rule), ("rules", index)
            yield from ((f"    {line}", ("rules", index)) for line in overrides.get(("rules", index), ()))

    def _quote(self, record: Any) -> str | None:
        span = span_of(record)
        if span is None or span[1] <= span[0]:
            return None
        words = self.analysis.account.text[span[0] : span[1]]
        if self.mode == "facts" and (words == self.plain.fact(record) or is_shadow(record)):
            return None
        return words or None

    def _records(self, overrides: Overrides) -> Iterator[str]:
        layers = RECORDS if simple_places(self.analysis) else (*RECORDS, "places")
        for layer in layers:
            if layer == "sentences" and self.mode == "facts" and (layer, -1) not in overrides:
                continue  # the lines of the facts are the sentences
            for record in getattr(self.analysis, layer):
                yield f"record {layer} {msgspec.json.encode(record).decode()}"
        for line in overrides.get(("account", 0), ()):
            yield f"record account {line}"


def headers(account: Account, path: str) -> Iterator[str]:
    """``title: …`` and the rest, those that are known and can be read back."""
    for name, field in vocabulary()["headers"].items():
        value = getattr(account, field)
        if value and value == " ".join(value.split()):
            yield f"{name}: {quoted(value)}"
    if path:
        yield f"account: {path}"


def simple_places(analysis: Analysis) -> bool:
    """Whether every resolved place is one that ``place NAME, at LATITUDE LONGITUDE`` states."""
    order = {entity.id: index for index, entity in enumerate(analysis.entities)}
    names = {entity.id: entity.name for entity in analysis.entities}
    at = -1
    for number, place in enumerate(analysis.places, start=1):
        bare = Place(
            id=f"pl{number}",
            span=(0, 0),
            name=names.get(place.entity or "", ""),
            entity=place.entity,
            latitude=place.latitude,
            longitude=place.longitude,
            country=place.country,
        )
        if place != bare or place.latitude is None or place.longitude is None or order[place.entity or ""] <= at:
            return False
        at = order[place.entity or ""]
    return True


def in_order(analysis: Analysis) -> Iterator[tuple[str, int, Any]]:
    """All facts as the text has them; within a layer the order never changes, so that ids are found again."""
    queues = {layer: list(enumerate(getattr(analysis, layer))) for layer in FACTS}
    heads = dict.fromkeys(FACTS, 0)
    while True:
        open_layers = [layer for layer in FACTS if heads[layer] < len(queues[layer])]
        if not open_layers:
            return
        layer = min(open_layers, key=lambda name: (span_of(queues[name][heads[name]][1]) or (0, 0))[0])
        index, record = queues[layer][heads[layer]]
        heads[layer] += 1
        yield layer, index, record


def span_of(record: Any) -> tuple[int, int] | None:
    """The words that a fact stands on; ``None`` where it names none."""
    for name in ("cue", "span", "trigger"):
        if hasattr(record, name):
            span: tuple[int, int] | None = getattr(record, name)
            return span
    spans: tuple[tuple[int, int], ...] = getattr(record, "spans", ())
    return spans[0] if spans else None


def chain_of(record: Any) -> tuple[tuple[str, ...], ...]:
    """Who says so, without the account itself."""
    if hasattr(record, "chain"):
        chain: tuple[tuple[str, ...], ...] = record.chain
        return chain[1:] if chain[:1] == ((SELF,),) else ()
    sources = getattr(record, "sources", ())
    return (sources,) if sources else ()


def shadows(analysis: Analysis) -> dict[int, str]:
    """Claims (by index) that say nothing but who says one fact, and that fact: one for each event or fact at second hand."""
    events = {event.id for event in analysis.events}
    facts: Iterable[Act | Movement | Presence] = (*analysis.acts, *analysis.movements, *analysis.presences)
    sources = {record.id: record.sources for record in facts}
    found: dict[int, str] = {}
    for index, claim in enumerate(analysis.claims):
        chain = chain_of(claim)
        plain = claim.status == "asserted" and claim.asserts and claim.kind == "fact" and not claim.links
        if not is_shadow(claim) or not plain or claim.about[0] in found.values() or not all(chain) or claim.against:
            continue
        fact = claim.about[0]
        if (fact in events and chain) or (len(chain) > 1 and sources.get(fact) == chain[-1]):
            found[index] = fact
    return found


def referenced(analysis: Analysis) -> frozenset[str]:
    """Ids of facts that other lines refer to: those are always labelled, so that the reference can stand before them."""
    found: set[str] = set()
    records: Iterable[Any] = (record for layer in FACTS for record in getattr(analysis, layer))
    for record in (*records, *analysis.propositions):
        found |= {order.to for order in getattr(getattr(record, "time", None), "orders", ())}
        for name in ("because", "enables", "requires"):
            found |= {link.event for link in getattr(record, name, ())}
        found |= set(getattr(record, "about", ())) | set(getattr(record, "events", ()))
        found |= {link.claim for link in getattr(record, "links", ())}
    return frozenset(found)
