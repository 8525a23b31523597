"""A difference for a person and as JSON: what falls, what appears, what changes, each with its reason."""

from collections.abc import Sequence
from typing import Any

from rich.console import Console

from whoknew.cli.asking import assumed
from whoknew.cli.conflicts import show_conflict
from whoknew.cli.proof import CLASSES, deception_words, in_full, line, row, sources_in_words
from whoknew.model import Act, Claim, Conflict, Deception, Event, Finding, KnowledgeFinding, Span, Spans, TimelineEntry
from whoknew.reasoning import Change, Difference, World
from whoknew.reasoning.minds import finding_words, state_words
from whoknew.reasoning.naming import speaker
from whoknew.reasoning.sides import other_sides
from whoknew.reasoning.timeline import ranked
from whoknew.reasoning.words import is_rules, label, sentence

Contents = set[tuple[int | None, Span]]  # what acts conveyed, by the number of their account


def show_difference(found: Difference, console: Console, *, orders: bool = False) -> None:
    """Only what differs; ``orders`` also lists times and places in the order that became wider or narrower."""
    if not found:
        line(console, "Nothing changes.")
        return
    old, new = found.before, found.world
    taken = {key: f" (your rule at line {rule.line})" for rule in found.assumptions for key in rule.records}
    _records(old, _own(old, found.records_gone, rules=False), "No longer recorded", console, taken, cited=True)
    _records(new, _own(new, found.records_new, rules=False), "Added by you", console)
    _rules(found, console)
    _changes(found.falls, "Falls", old, new, console)
    _changes(found.appears, "New", old, new, console)
    _changes(found.changed, "Becomes something else", old, new, console)
    _not_taken_over(found, new, console)
    if found.lost:
        line(console, "Stated preconditions and reasons lost", 0, "bold")
        for lost in dict.fromkeys((item.item, item.needed, item.kind) for item in found.lost):
            entry = next(item for item in found.lost if (item.item, item.needed, item.kind) == lost)
            said = "the account itself" if entry.source.endswith("self") else speaker(old, entry.source)
            head = f"{sentence(label(old, entry.item))} – its {entry.kind} is gone: {entry.why} — {said}"
            line(console, head, 2)
            quote = _quote(old, entry.item, entry.span)
            if quote:
                line(console, quote, 4, "dim")
    if found.broken:
        line(console, "Constraints broken", 0, "bold")
        for conflict in found.broken:
            show_conflict(new, conflict, console, "These can no longer all be so")
    if found.unbelievable:
        line(console, "Could no longer have been believed", 0, "bold")
        for change in found.unbelievable:
            line(console, f"{_words(old, change.before)} {change.why}".strip(), 2)
    moved = [change for change in found.changed if change.kind == "order"]
    if moved and not orders:
        facts = "1 fact changes" if len(moved) == 1 else f"{len(moved)} facts change"
        line(console, f"The bounds or the order of {facts} too (--orders lists them).", 0, "dim")
    elif moved:
        line(console, "Bounds and order", 0, "bold")
        for change in moved:
            if isinstance(change.before, TimelineEntry) and isinstance(change.after, TimelineEntry):
                line(
                    console, f"{label(old, change.before.item)}: {_bounds(change.before)} → {_bounds(change.after)}", 2
                )
    shown = [
        change for change in (*found.falls, *found.appears, *found.changed) if change.kind not in ("order", "item")
    ]
    if not any((shown, found.lost, found.broken, found.unbelievable, found.assumptions, found.ended, found.notes)):
        line(console, "Nothing that anybody knew, believed or was told changes by it.", 0, "dim")


def _own(world: World, keys: tuple[str, ...], *, rules: bool) -> tuple[str, ...]:
    """Facts that a rule of the user's makes, or all others; a claim that only says that a fact happened is left out."""
    kept = []
    told = {
        (world.home.get(key), span)
        for key in keys
        if isinstance(act := world.records[key], Act)
        for span in act.content_spans
    }
    for key in keys:
        if is_rules(world, key) == rules and not _shadow(world, key, told):
            kept.append(key)
    return tuple(kept)


def _shadow(world: World, key: str, told: Contents) -> bool:
    """Whether a record says nothing that another one here does not: a claim that a fact happened, or what an act told."""
    record, home = world.records[key], world.home.get(key)
    if isinstance(record, Claim) and record.proposition is None and record.about:
        return True
    if (
        isinstance(record, Event)
        and record.origin.startswith("events/")
        and world.item_index.get(key) not in ranked(world)
    ):
        return True  # a word of a sentence that another line tells
    spans: Spans = ()
    if isinstance(record, Claim) and len(record.chain) > 2:  # somebody's words about the words of somebody else
        spans = record.spans
    elif isinstance(record, Event) and world.analysis_of(key).stages:
        spans = (record.trigger,)
    return any(home == of and span[0] < end and start < span[1] for span in spans for of, (start, end) in told)


def _rules(found: Difference, console: Console) -> None:
    """What the user's rules add and take, each with its line and what it waits for."""
    if not (found.assumptions or found.ended or found.notes):
        return
    line(console, "By your own rules (assumptions of yours, not of the account)", 0, "bold")
    for rule in found.assumptions:
        line(console, assumed(found.world, rule), 2)
    for rule in found.ended:
        line(console, f"no longer: {assumed(found.before, rule)}", 2)
    for note in found.notes:
        line(console, note, 2)


def _quote(world: World, item: str, span: tuple[int, int] | None) -> str:
    if span is None or span[1] <= span[0]:
        return ""
    words = world.analysis_of(item).account.text[span[0] : span[1]]
    return f"“{' '.join(words.split())}”"


def _bounds(entry: TimelineEntry) -> str:
    low, high = entry.bounds.earliest, entry.bounds.latest
    return f"{low or '…'} – {high or '…'}"


def _records(
    world: World,
    keys: tuple[str, ...],
    head: str,
    console: Console,
    taken: dict[str, str] | None = None,
    *,
    cited: bool = False,
) -> None:
    """Facts in full; ``cited``: with whose word each is."""
    if keys:
        line(console, head, 0, "bold")
        for key in keys:
            yours = (taken or {}).get(key, "")
            said = "" if yours or not cited else f" — {sources_in_words(world, key)}"
            line(console, f"{in_full(world, key)}{said}{yours}", 2)


def _changes(changes: tuple[Change, ...], head: str, old: World, new: World, console: Console) -> None:
    """One line for each cell and each deception: of several stretches of time the firmest stands for all."""
    shown: dict[tuple[object, ...], tuple[int, str]] = {}
    turned = _turned(changes, old, new)
    for number, change in enumerate(changes):
        if change.kind in ("order", "item") or number in turned:
            continue
        others = [changes[at] for at, main in turned.items() if main == number]
        before = _words(old, change.before, [c.before for c in others]) if change.before is not None else ""
        after = _words(new, change.after, [c.after for c in others]) if change.after is not None else ""
        words = f"{before} → {after}" if before and after else before or after
        why = "" if change.why in ("", "a telling changed") else f" – {change.why}"
        firm = FIRMNESS.index(getattr(change.after or change.before, "certainty", "certain"))
        key = _cell(change, words)
        if key not in shown or firm < shown[key][0]:
            shown[key] = (firm, words + why)
    if shown:
        line(console, head, 0, "bold")
        for _, words in shown.values():
            line(console, words, 2)


def _turned(changes: tuple[Change, ...], old: World, new: World) -> dict[int, int]:
    """Changes that only turn another round: where both sides of a clash change alike."""
    before = other_sides(old, [change.before for change in changes])
    after = other_sides(new, [change.after for change in changes])
    found = {}
    for at, change in enumerate(changes):
        main = before.get(at, after.get(at))
        if main is None:
            continue
        gone = change.before is None and changes[main].before is None
        come = change.after is None and changes[main].after is None
        if (gone or before.get(at) == main) and (come or after.get(at) == main):
            found[at] = main
    return found


def _not_taken_over(found: Difference, new: World, console: Console) -> None:
    """Tellings that are new and yet change no mind: something that counts for more stands against them."""
    gained = [c.after for c in (*found.appears, *found.changed) if isinstance(c.after, KnowledgeFinding)]
    told = [c.after for c in found.appears if isinstance(c.after, KnowledgeFinding)]
    minds = {(f.agent, f.proposition) for f in gained if f.value not in ("told", "told_falsely", "kept_from")}
    for finding in told:
        if finding.value in ("told", "told_falsely") and (finding.agent, finding.proposition) not in minds:
            line(console, "Told, but not taken over", 0, "bold")
            said = state_words(new, finding.agent, finding.proposition, "told", finding.asserts)
            words = (
                f"{sentence(said)}: it is held already, or something seen at first hand "
                "or heard from somebody nearer to it counts for more."
            )
            line(console, words, 2)


FIRMNESS = ("certain", "excluded", "possible", "not_decided", "not_recorded")


def _cell(change: Change, words: str) -> tuple[object, ...]:
    finding = change.after or change.before
    if isinstance(finding, KnowledgeFinding):
        return change.kind, finding.agent, finding.proposition, finding.asserts, finding.value, finding.by
    return change.kind, words


def _words(world: World, finding: Finding | None, others: Sequence[Finding | None] = ()) -> str:
    if isinstance(finding, KnowledgeFinding):
        turned = [other for other in others if isinstance(other, KnowledgeFinding)]
        grade = "" if finding.value == "not_recorded" else f" ({CLASSES[finding.certainty]})"
        return f"{sentence(finding_words(world, finding, turned))}{grade}"
    if isinstance(finding, Deception):
        return deception_words(world, finding)
    if isinstance(finding, Conflict):
        return finding.note or getattr(finding, "reason", "") or finding.rule
    return "" if finding is None else finding.note or finding.rule


def difference_row(found: Difference) -> dict[str, Any]:
    """A difference as JSON."""
    old = found.before

    def change(item: Change) -> dict[str, Any]:
        return {
            "kind": item.kind,
            "before": None if item.before is None else row(old, item.before),
            "after": None if item.after is None else row(found.world, item.after),
            "why": item.why,
        }

    return {
        "changed_anything": bool(found),
        "falls": [change(item) for item in found.falls],
        "appears": [change(item) for item in found.appears],
        "changed": [change(item) for item in found.changed],
        "records_gone": [{"id": key, "words": label(old, key)} for key in found.records_gone],
        "records_new": [{"id": key, "words": label(found.world, key)} for key in found.records_new],
        "broken": [row(found.world, conflict) for conflict in found.broken],
        "lost": [item._asdict() for item in found.lost],
        "unbelievable": [change(item) for item in found.unbelievable],
        "assumptions": [item._asdict() for item in found.assumptions],
        "ended": [item._asdict() for item in found.ended],
        "notes": list(found.notes),
    }
