"""A finding and what it stands on, for a person and as JSON: class, claims, sources, the account's own words.

Nothing here says that anybody lied or knew: the sentences come from the engine, which says by whose account it is so.
"""

from collections.abc import Iterable, Sequence
from typing import Any

import msgspec
from rich.console import Console

from whoknew.cli.scale import bounds_in_words
from whoknew.cli.sides import matter
from whoknew.cli.terminal import write_line
from whoknew.model import Count, Deception, Finding, KnowledgeFinding
from whoknew.reasoning import World
from whoknew.reasoning.sides import other_sides
from whoknew.reasoning.words import label
from whoknew.scenario.cursor import write_count

MOST_RECORDS = 6

CLASSES = {
    "certain": "certain, if its sources are right",
    "possible": "possible",
    "excluded": "excluded, if its sources are right",
    "not_recorded": "not recorded",
    "not_decided": "not decided in time",
}
VALUES = {
    "knew": "knew",
    "believed": "believed",
    "believed_wrongly": "believed, wrongly as the account has it",
    "told": "was told",
    "told_falsely": "was told, falsely as the account has it",
    "kept_from": "was kept from, or not told",
    "unaware": "is said not to have known",
    "not_recorded": "nothing is recorded",
}
METHODS = {
    "fast": "decided by stated bounds and order",
    "search": "decided by an exact search",
    "capped": "the search was cut short",
    "": "",
}


def line(console: Console, words: str, indent: int = 0, style: str = "") -> None:
    """One line, wrapped under itself."""
    write_line(console, words, indent, style)


def cite(world: World, record: str) -> str | None:
    """The sentence that a record stands on, with its number and, of several accounts, its file; ``None`` for silence."""
    spans = [span for span in world.spans_of(record) if span[1] > span[0]]
    if not spans:
        return None
    analysis = world.analysis_of(record)
    number = analysis.sentence_at(spans[0][0])
    start, end = analysis.sentences[number].span if number >= 0 else spans[0]
    words = " ".join(analysis.account.text[start : max(end, spans[0][1])].split())
    words = words if len(words) <= 300 else words[:299].rstrip() + "…"
    place = f"{_account(world, record)}[{number + 1}] " if number >= 0 else _account(world, record)
    return f"{place}“{words}”"


def _account(world: World, record: str) -> str:
    if len(world.analyses) == 1:
        return ""
    account = world.analysis_of(record).account
    return f"{account.publisher or account.title or account.path or 'account'} "


def sources(world: World, record: str) -> str:
    """Who says so."""
    known = [source for source in world.sources_of(record) if not source.endswith("self")]
    return ", ".join(world.name_of(source) for source in known) or "the account itself"


def in_full(world: World, key: str) -> str:
    """One line for a fact with its place and the size of the groups in it: all that falls when it falls."""
    record = world.record(key)
    analysis = world.analysis_of(key)
    entities = {entity.id: entity for entity in analysis.entities}
    words = label(world, key)
    for party in (*getattr(record, "agents", ()), *getattr(record, "others", ())):
        entity = entities.get(party.entity or "")
        if entity is not None and entity.type == "group" and entity.count is not None:
            words = words.replace(entity.name, f"{entity.name} ({number(entity.count)})", 1)
    place = getattr(record, "place", None)
    return f"{words}, at {entities[place].name if place in entities else place}" if place else words


def number(count: Count) -> str:
    """How many, as a scenario says it."""
    return write_count(count) or f"{count.low}–{'' if count.high is None else count.high}"


def show_proof(world: World, finding: Finding, console: Console, indent: int = 4) -> None:
    """The claims that a finding stands on, each with its sentence and source; then what it needs."""
    records = list(dict.fromkeys(finding.claims))
    for record in records[:MOST_RECORDS]:
        quote = cite(world, record)
        said = f"{quote or label(world, record)} — {sources(world, record)}"
        line(console, said, indent, "dim")
    if len(records) > MOST_RECORDS:
        line(console, f"… and {len(records) - MOST_RECORDS} more claims (--json has all).", indent, "dim")
    must = [world.name_of(source) for source in finding.must_sources if not source.endswith("self")]
    if must:
        line(console, f"falls without: {', '.join(must)}", indent, "dim")
    if finding.capped:
        line(console, "More ways to derive this exist than are listed.", indent, "dim")


# What the interval of an answer about a moment is: when the words came, or when the mind was made up.
SINCE = {"told": "when", "told_falsely": "when", "knew": "since", "believed": "since", "believed_wrongly": "since"}


def show_knowledge(
    world: World, finding: KnowledgeFinding, console: Console, others: Sequence[KnowledgeFinding] = ()
) -> None:
    """One answer: who, of what, the class, the sentence in words, the proof. ``others`` only turn it round."""
    state = VALUES[finding.value]
    grade = "" if finding.value == "not_recorded" else f" ({CLASSES[finding.certainty]})"
    line(console, f"{world.name_of(finding.agent)}, {matter(world, finding, others)}: {state}{grade}", 0, "bold")
    if finding.value == "not_recorded":
        line(console, "The account says nothing of this. That is not to say that it was not known.", 2)
    elif finding.note:
        line(console, finding.note, 2)
    show_proof(world, finding, console)
    known = finding.interval.earliest or finding.interval.latest
    if known and finding.to_moment is None and finding.value in SINCE:
        line(console, f"{SINCE[finding.value]}: {bounds_in_words(finding.interval)}", 4, "dim")


def show_deception(world: World, finding: Deception, console: Console) -> None:
    """A telling against belief, an attempt at one, or what a source calls misleading; never in our own voice."""
    told = ", ".join(world.name_of(who) for who in finding.told) or "nobody in particular"
    matter = f" “{world.name_of(finding.proposition)}”" if finding.proposition else ""
    kinds = {
        "deceived": "told against what the teller had reason to believe",
        "attempt": "told against what the teller had reason to believe, to no recorded effect",
        "told_falsely": "told what the account has otherwise",
        "said_to_mislead": "said to have misled",
    }
    grade = CLASSES[finding.certainty]
    teller = world.name_of(finding.teller) or "somebody"
    line(console, f"{teller} → {told}{matter}: {kinds[finding.value]} ({grade})", 0, "bold")
    if finding.note:
        line(console, finding.note, 2)
    show_proof(world, finding, console)


def row(world: World, finding: Finding) -> dict[str, Any]:
    """A finding with its names, sources and quotes, as the JSON of every question has it."""
    made: dict[str, Any] = msgspec.to_builtins(finding)
    for name in ("agent", "teller", "proposition", "by"):
        key = made.get(name)
        if isinstance(key, str):
            made[f"{name}_words"] = world.name_of(key)
    if "told" in made:
        made["told_words"] = [world.name_of(who) for who in made["told"]]
    made["how"] = METHODS[finding.method]
    made["proof"] = [
        {
            "record": record,
            "words": label(world, record),
            "sources": [{"id": source, "words": world.name_of(source)} for source in world.sources_of(record)],
            "quote": cite(world, record),
            "spans": list(world.spans_of(record)),
        }
        for record in dict.fromkeys(finding.claims)
    ]
    return made


def rows(world: World, findings: Iterable[Finding]) -> list[dict[str, Any]]:
    return [row(world, finding) for finding in findings]


def show_all(world: World, findings: Sequence[KnowledgeFinding], console: Console) -> None:
    """Answers one below the other, with a blank line between; what only turns one round is said with it."""
    turned = other_sides(world, findings)
    others: dict[int, list[KnowledgeFinding]] = {at: [] for at in range(len(findings)) if at not in turned}
    for at, main in turned.items():
        others[main].append(findings[at])
    for number, at in enumerate(others):
        if number:
            console.print()
        show_knowledge(world, findings[at], console, others[at])
