"""A finding and what it stands on, for a person and as JSON: class, claims, sources, the account's own words.

Nothing here says that anybody lied or knew: the sentences come from the engine, which says by whose account it is so.
"""

import re
from collections.abc import Iterable, Sequence
from typing import Any

import msgspec
from rich.console import Console

from whoknew.cli.scale import bounds_in_words
from whoknew.cli.terminal import write_line
from whoknew.model import Analysis, Count, Deception, Entity, Finding, KnowledgeFinding, Span
from whoknew.reasoning import World
from whoknew.reasoning.answers import OPEN_NOTES
from whoknew.reasoning.contents import INNER
from whoknew.reasoning.minds import deception_head, finding_words
from whoknew.reasoning.naming import speaker
from whoknew.reasoning.sides import other_sides
from whoknew.reasoning.words import at_place, by_account, drawn_from, label, sentence, voices
from whoknew.scenario.cursor import write_count

MOST_RECORDS = 6
HEDGED = re.compile(
    r"(?:about|around|some|nearly|almost|roughly|over|at least|up to|more than|fewer than|less than) (?:a )?[\w,]+",
    re.I,
)

CLASSES = {
    "certain": "certain, if its sources are right",
    "possible": "possible",
    "excluded": "excluded, if its sources are right",
    "not_recorded": "not recorded",
    "not_decided": "not decided in time",
}
VALUES = {  # a state of mind by itself, where who and what were just said
    "knew": "knew",
    "believed": "had reason to believe it",
    "believed_wrongly": "had reason to believe it, which the account has otherwise",
    "told": "told",
    "told_falsely": "told, which the account has otherwise",
    "kept_from": "not told, or kept from knowing",
    "unaware": "did not know",
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
    return sentence_of(world, record, spans[0]) if spans else None


def contrary(world: World, finding: Deception) -> list[tuple[Span, str]]:
    """The words that say that what was told was not so, each with who says it."""
    found: list[tuple[Span, str]] = []
    for entries in world.said.values():
        for said in entries:
            if said.span in finding.said_in and world.items[said.item] == finding.act and said.span is not None:
                known = [speaker(world, one) for one in said.holders if not one.endswith("self")]
                found.append((said.span, ", ".join(known) or "the account itself"))
    return found


def sentence_of(world: World, record: str, span: Span) -> str:
    """The sentence of a stretch in the account of a record."""
    analysis = world.analysis_of(record)
    number = analysis.sentence_at(span[0])
    start, end = analysis.sentences[number].span if number >= 0 else span
    words = " ".join(analysis.account.text[start : max(end, span[1])].split())
    words = words if len(words) <= 300 else words[:299].rstrip() + "…"
    place = f"{_account(world, record)}[{number + 1}] " if number >= 0 else _account(world, record)
    return f"{place}“{words.translate(INNER)}”"


def _account(world: World, record: str) -> str:
    if len(world.analyses) == 1:
        return ""
    account = world.analysis_of(record).account
    return f"{account.publisher or account.title or account.path or 'account'} "


def sources_in_words(world: World, record: str) -> str:
    """Who says so."""
    return voices(world, record)


def in_full(world: World, key: str) -> str:
    """One line for a fact with its place and the size of the groups in it: all that falls when it falls."""
    record = world.record(key)
    analysis = world.analysis_of(key)
    entities = {entity.id: entity for entity in analysis.entities}
    words = sentence(label(world, key))
    for party in (*getattr(record, "agents", ()), *getattr(record, "others", ())):
        entity = entities.get(party.entity or "")
        if entity is not None and entity.type == "group" and entity.count is not None and _stated(analysis, entity):
            size = in_numbers(analysis, entity)
            if not any(digit in words for digit in re.findall(r"\d+", size)):
                words = words.replace(entity.name, f"{entity.name} ({size})", 1)
    place = getattr(record, "place", None)
    if not place:
        return words
    home = f"{world.home.get(key, 0) + 1}:{place}" if len(world.analyses) > 1 else place
    return f"{words}, {at_place(world, home) if home in world.names else f'at {place}'}"


def _stated(analysis: Analysis, entity: Entity) -> bool:
    """Whether the account says how many: "ground forces" are several, and that is all."""
    bare = entity.count is not None and (entity.count.low, entity.count.high) == (2, None)
    return not bare or any(HEDGED.match(" ".join(analysis.text_of(span).split())) for span in entity.mentions[:3])


def in_numbers(analysis: Analysis, entity: Entity) -> str:
    """How many, with the account's own "about" where it has one: "about 30"."""
    assert entity.count is not None
    for span in entity.mentions[:3]:
        hedged = HEDGED.match(" ".join(analysis.text_of(span).split()))
        if hedged is not None:
            return hedged.group().strip().lower()
    return number(entity.count)


def number(count: Count) -> str:
    """How many, as a scenario says it."""
    return write_count(count) or f"{count.low}–{'' if count.high is None else count.high}"


def show_proof(world: World, finding: Finding, console: Console, indent: int = 4) -> None:
    """The claims that a finding stands on, each with its sentence and source; then what it needs."""
    lines = list(
        dict.fromkeys(
            f"{cite(world, record) or label(world, record)} — {sources_in_words(world, record)}"
            for record in finding.claims
        )
    )
    if isinstance(finding, Deception):
        for span, holders in contrary(world, finding):
            quote = sentence_of(world, finding.act, span)
            if not any(shown.startswith(quote) for shown in lines):
                lines.append(f"{quote} — {holders}")
    for said in lines[:MOST_RECORDS]:
        line(console, said, indent, "dim")
    if len(lines) > MOST_RECORDS:
        line(console, f"… and {len(lines) - MOST_RECORDS} more claims (--json has all).", indent, "dim")
    must = [speaker(world, source) for source in finding.must_sources if not source.endswith("self")]
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
    grade = "" if finding.value == "not_recorded" else f" ({CLASSES[finding.certainty]})"
    line(console, f"{sentence(finding_words(world, finding, others))}{grade}", 0, "bold")
    if finding.value == "not_recorded":
        line(console, "The account says nothing of this. That is not to say that it was not known.", 2)
    else:
        line(console, _basis(world, finding), 2)
    show_proof(world, finding, console)
    known = finding.interval.earliest or finding.interval.latest
    if known and finding.to_moment is None and finding.value in SINCE:
        line(console, f"{SINCE[finding.value]}: {bounds_in_words(finding.interval)}", 4, "dim")


def _basis(world: World, finding: KnowledgeFinding) -> str:
    """By whose account it is so, or from what it is inferred; of a telling its whole note, which says by whom."""
    if finding.value in ("told", "told_falsely"):
        return finding.note
    left = next((f"; {words}" for words in OPEN_NOTES if f"; {words}." in finding.note), "")
    if finding.mind_of is not None:
        return finding.note
    if finding.inferred:
        return f"Inferred {drawn_from(world, finding.claims)}{left}."
    said = dict.fromkeys(source for record in finding.claims for source in world.sources_of(record))
    return f"{sentence(by_account(world, said))}{left}."


KINDS = {
    "deceived": "told against what the teller had reason to believe",
    "attempt": "told against what the teller had reason to believe, to no recorded effect",
    "told_falsely": "told what the account has otherwise",
    "said_to_mislead": "said to have misled",
}


def deception_words(world: World, finding: Deception) -> str:
    """Who told whom what, and what that was: a telling against belief, an attempt at one, or what a source calls misleading."""
    return f"{deception_head(world, finding)} – {KINDS[finding.value]} ({CLASSES[finding.certainty]})"


def show_deception(world: World, finding: Deception, console: Console) -> None:
    """A deception with its note and its proof; nothing in our own voice."""
    line(console, deception_words(world, finding), 0, "bold")
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
