"""``whoknew timeline``: every event with the interval that the text forces, drawn, and why it is forced.

A bar is flat from the earliest to the latest possible moment; an open end runs out in dots. Nothing marks a middle.
"""

import typer
from msgspec.structs import replace
from rich.console import Console

from whoknew import reasoning
from whoknew.cli.asking import ABOUT, AGENT, FILES, JSON, PUBLISHED, print_json, world_of
from whoknew.cli.conflicts import narrowed, show_conflict
from whoknew.cli.matching import records
from whoknew.cli.movements import show_movements
from whoknew.cli.proof import cite, line, rows, sources_in_words
from whoknew.cli.scale import Scale, bounds_in_words
from whoknew.cli.terminal import output
from whoknew.model import Act, Event, Movement, Presence, TimelineEntry
from whoknew.reasoning import World
from whoknew.reasoning.words import label, sentence

WHY = typer.Option(
    None, "--why", metavar="FACT", help="Which sentences force the time of this one (its number, id or words)."
)


def register(app: typer.Typer) -> None:
    @app.command()
    def timeline(
        files: list[str] = FILES,
        agent: str | None = AGENT,
        about: str | None = ABOUT,
        why: str | None = WHY,
        moves: bool = typer.Option(
            False, "--movements", help="The table of movements instead: who, from, to, how, when."
        ),
        published: str | None = PUBLISHED,
        as_json: bool = JSON,
    ) -> None:
        """Every event in order, with the bounds that the text forces; several accounts are read together.
        Of everything, or of what somebody takes part in or what is about something."""
        world = world_of(files, published)
        among = records(world, agent, about)
        entries = reasoning.timeline(world)
        console = output()
        if why is not None:
            explain(world, entries, why, console)
        elif moves:
            show_movements(world, console, among)
        elif as_json:
            print_json({"timeline": rows(world, entries if among is None else _among(world, entries, among))})
        else:
            show_timeline(world, entries if among is None else _among(world, entries, among), console)
            report = narrowed(reasoning.conflicts(world), among)
            clashes = [c for c in report.conflicts if "time" in c.reason]
            for conflict in clashes:
                console.print()
                show_conflict(world, conflict, console, "These times cannot all be so")
            ask_of_odds(world, among, console)


def ask_of_odds(world: World, among: frozenset[str] | None, console: Console) -> None:
    """Where stated times set apart what seems to be one thing told twice: the sentences, as a question."""
    for first, second, forcing in reasoning.at_odds(world):
        if among is not None and not among & {first, second}:
            continue
        console.print()
        line(console, "A question: if these tell of one thing, when was it?", 0, "bold")
        shown = dict.fromkeys(
            f"{cite(world, record) or label(world, record)} — {sources_in_words(world, record)}"
            for record in (first, second, *forcing)
        )
        for number, words in enumerate(shown):
            line(console, f"{chr(ord('a') + number)}  {words}", 2)


def _among(world: World, entries: tuple[TimelineEntry, ...], among: frozenset[str]) -> tuple[TimelineEntry, ...]:
    """Only these, with the numbers that they have among all; whether one follows on the one before it is asked anew."""
    kept: list[TimelineEntry] = []
    for entry in entries:
        if entry.item in among:
            weak = bool(kept) and reasoning.explain_order(world, kept[-1].item, entry.item) is None
            kept.append(replace(entry, weak=weak))
    return tuple(kept)


def show_timeline(world: World, entries: tuple[TimelineEntry, ...], console: Console) -> None:
    """One row an entry: number, bar, bounds, what it is, and its sentence."""
    if not entries:
        line(console, "No event was found.")
        return
    scale = Scale.of(entries)
    if scale is not None:
        line(console, scale.ruler(), 5, "dim")
    for entry in entries:
        bar = scale.bar(entry.bounds) if scale is not None else ""
        mark = "~" if entry.weak else " "
        said_when = against(world, entry) or f"{bounds_in_words(entry.bounds)}{likely(entry)}"
        line(console, f"{entry.rank + 1:>3}{mark} {bar}  {said_when}")
        line(console, sentence(entry.label), 6, "bold")
        said = cite(world, entry.item)
        if said:
            line(console, f"{said} — {sources_in_words(world, entry.item)}", 6, "dim")
    line(console, "")
    if scale is not None and scale.outside(entries):
        line(console, "◂ ▸ before or after the stretch that is drawn.", 0, "dim")
    line(console, "~ its place after the one before rests on the order of the telling alone, or on nothing.", 0, "dim")


def against(world: World, entry: TimelineEntry) -> str:
    """The stated time of one that other statements rule out, said as such; empty for any other."""
    record = world.records.get(entry.item)
    told = getattr(record, "time", None)
    if told is None or told.weak or not told.times or entry.bounds.earliest or entry.bounds.latest:
        return ""
    if not told.bounds.earliest and not told.bounds.latest:
        return ""
    return f"{bounds_in_words(told.bounds)}, by its own words; see the times below that cannot all be so"


def likely(entry: TimelineEntry) -> str:
    """What the order of the telling suggests, said as such."""
    if entry.likely is None:
        return ""
    return f"  (by the telling perhaps {bounds_in_words(entry.likely)})"


def explain(world: World, entries: tuple[TimelineEntry, ...], wanted: str, console: Console) -> None:
    """The sentences that bound one entry, and those that force it after the one before it."""
    if wanted.isdigit() and 1 <= int(wanted) <= len(entries):
        chosen = [entries[int(wanted) - 1]]
    else:
        items = set(reasoning.find_items(world, wanted))
        chosen = [entry for entry in entries if entry.item in items]
    for entry in chosen:
        line(console, f"{sentence(entry.label)}: {bounds_in_words(entry.bounds)}", 0, "bold")
        said = cite(world, entry.item)
        if said:
            line(console, said, 4)
        for words in stated(world, entry.item):
            line(console, f"its own time: “{words}”", 4)
        told = _publication(world, entry)
        if told:
            line(console, told, 4)
        forcing = [record for record in entry.claims if record != entry.item]
        for record in forcing:
            line(console, f"bounded by {cite(world, record) or record} — {sources_in_words(world, record)}", 4)
        if not forcing and not told and not stated(world, entry.item):
            line(
                console,
                "Nothing else that is told bounds it."
                if entry.bounds.earliest or entry.bounds.latest
                else "Nothing bounds it.",
                4,
            )
        for other in entry.after[-3:]:
            records = reasoning.explain_order(world, other, entry.item) or ()
            said = "; ".join(dict.fromkeys(cite(world, record) or label(world, record) for record in records))
            line(console, f"after: {label(world, other)}" + (f" – {said}" if said else ""), 4)
    if not chosen:
        line(console, f"“{wanted}” is not on the timeline.")


def stated(world: World, item: str) -> list[str]:
    """The expressions of time that the text gives this one, as they stand."""
    record = world.records.get(item)
    if not isinstance(record, (Act, Event, Movement, Presence)):
        return []
    analysis = world.analysis_of(item)
    known = {time.id: time for time in analysis.times}
    return [analysis.text_of(known[ident].span) for ident in record.time.times if ident in known]


def _publication(world: World, entry: TimelineEntry) -> str:
    """That the end is no more than the day of the telling, where it is."""
    account = world.analysis_of(entry.item).account
    day = account.read_at or account.published
    if not day or entry.bounds.latest is None or entry.bounds.latest[:10] != day[:10] or stated(world, entry.item):
        return ""
    return f"told as done, so not later than the account itself ({day})"
