"""An analysis for a person in a terminal: the sourcing box, the timeline, the findings, each with its sentence.

Whatever the account says stands in quotation marks with the number of its sentence; whatever is inferred says so.
"""

from rich.console import Console
from rich.text import Text

from whoknew import reasoning
from whoknew.cli.proof import CLASSES, deception_words, sources_in_words
from whoknew.cli.scale import bounds_in_words
from whoknew.cli.terminal import write_line
from whoknew.model import Analysis, Conflict, Deception, Source, Span, TimelineEntry
from whoknew.reasoning import World
from whoknew.reasoning.contents import INNER
from whoknew.reasoning.minds import finding_words
from whoknew.reasoning.naming import speaker
from whoknew.reasoning.words import by_account, drawn_from, label, sentence

MOST_TIMELINE = 40
MOST_FLAGS = 12


def show(analysis: Analysis, console: Console) -> None:
    """Print the whole of it."""
    world = reasoning.compile([analysis])
    head(analysis, console)
    box(analysis, console)
    sources(analysis, world, console)
    timeline(analysis, world, console)
    deceptions(analysis, world, console)
    kept_in_the_dark(analysis, world, console)
    conflicts(analysis, console)
    flags(analysis, console)
    doubts(analysis, console)


def heading(console: Console, words: str) -> None:
    console.print()
    console.print(Text(words, style="bold"))


def quote(analysis: Analysis, span: Span, limit: int = 220) -> str:
    """The sentence that holds a span, in quotation marks, with its number."""
    number = analysis.sentence_at(span[0])
    start, end = analysis.sentences[number].span if number >= 0 else span
    words = " ".join(analysis.account.text[start : max(end, span[1])].split())
    if len(words) > limit:
        words = words[: limit - 1].rstrip() + "…"
    return f"[{number + 1}] “{words.translate(INNER)}”"


def names(analysis: Analysis) -> dict[str, str]:
    """Entity and source ids to names."""
    found = {source.id: source.descriptor for source in analysis.sources}
    found |= {entity.id: entity.name for entity in analysis.entities}
    found["self"] = "the account itself"
    return found


def line(console: Console, words: str, *, indent: int = 2, style: str = "") -> None:
    write_line(console, words, indent, style)


def cite(analysis: Analysis, console: Console, spans: tuple[Span, ...], most: int = 3) -> None:
    """The sentences that a finding stands on, one line each."""
    seen: list[int] = []
    for span in spans:
        number = analysis.sentence_at(span[0])
        if number not in seen:
            seen.append(number)
            line(console, quote(analysis, span), indent=6, style="dim")
        if len(seen) == most:
            break


def head(analysis: Analysis, console: Console) -> None:
    account = analysis.account
    console.print(Text(analysis.headline(), style="bold"))
    known = [part for part in (account.publisher, account.published) if part]
    basis = {item.field: item.basis for item in reversed(account.metadata)}
    dated = f", date {basis['published']}" if "published" in basis and account.published else ""
    words = len(account.text.split())
    line(
        console, f"{', '.join(known) or 'publisher and date not stated'} ({words} words{dated})", indent=0, style="dim"
    )


def box(analysis: Analysis, console: Console) -> None:
    figures = analysis.findings.audit.box
    if not figures:
        return
    heading(console, "The sourcing, as this account has it")
    for figure in figures:
        value = f"{figure.value}–{figure.high}" if figure.high not in (None, figure.value) else f"{figure.value}"
        line(console, f"{value:>6}  {figure.label}")


def sources(analysis: Analysis, world: World, console: Console) -> None:
    listed = [source for source in analysis.sources if source.kind != "self"]
    if not listed:
        return
    heading(console, "Who says so")
    known = names(analysis)
    for source in listed:
        line(console, _source(source, sentence(speaker(world, source.id)), known))
        cite(analysis, console, source.mentions[:1], most=1)


KINDS = {
    "named_person": "named",
    "anonymous_person": "not named",
    "unnamed_group": "not named",
    "organisation": "an organisation",
    "document": "a document",
    "media": "another publisher",
    "self": "",
}
BASES = {
    "participant": "took part",
    "witness": "saw or heard it",
    "told": "was told of it",
    "document": "has it from a document",
}


def _source(source: Source, name: str, known: dict[str, str]) -> str:
    """A source with its kind, how many it is and how it knows: "Three aides  (not named, 3)"."""
    low, high = source.count.low, source.count.high
    number = f"{low} or more" if high is None else f"{low}–{high}" if high != low else f"{low}"
    documents = "documents" if (low, high) != (1, 1) else "a document"
    parts = [documents if source.kind == "document" else KINDS[source.kind]]
    if source.kind in ("anonymous_person", "unnamed_group", "document") and (low, high) != (1, 1):
        parts.append(number)
    if source.basis.kind in BASES and (source.kind, source.basis.kind) != ("document", "document"):
        parts.append(BASES[source.basis.kind])
    if source.organisation:
        parts.append(known.get(source.organisation, source.organisation))
    return f"{name}  ({', '.join(part for part in parts if part)})"


def timeline(analysis: Analysis, world: World, console: Console) -> None:
    entries = sorted(analysis.findings.timeline, key=lambda entry: entry.rank)
    heading(console, "Timeline")
    if not entries:
        line(console, "No event was found whose time the account bounds.")
    for entry in entries[:MOST_TIMELINE]:
        line(console, when(entry))
        line(console, sentence(label(world, entry.item)), indent=6)
        cited = quote(analysis, entry.spans[0]) if entry.spans else ""
        if cited:
            line(console, f"{cited} — {sources_in_words(world, entry.item)}", indent=6, style="dim")
    if len(entries) > MOST_TIMELINE:
        line(console, f"… and {len(entries) - MOST_TIMELINE} more (whoknew timeline prints all).")
    if any(entry.weak for entry in entries[:MOST_TIMELINE]):
        line(
            console,
            "~ its place after the one before rests on the order of the telling alone, or on nothing.",
            style="dim",
        )


def when(entry: TimelineEntry) -> str:
    """Bounds as a range; open ends as such; never a middle. Then what the telling itself suggests, said as such."""
    likely = f"  (by the telling perhaps {bounds_in_words(entry.likely)})" if entry.likely is not None else ""
    return f"{'~ ' if entry.weak else ''}{bounds_in_words(entry.bounds)}{likely}"


def deceptions(analysis: Analysis, world: World, console: Console) -> None:
    found = analysis.findings.deceptions
    heading(console, "Told one thing while the account says another")
    if not found:
        line(console, "None found.")
    for deception in found:
        line(console, deception_words(world, deception))
        line(console, _whose(world, deception), indent=4)
        cite(analysis, console, deception.spans, most=4)


def _whose(world: World, deception: Deception) -> str:
    """Whether somebody says so, and who, or whether it only follows."""
    if not deception.stated:
        return f"Inferred {drawn_from(world, deception.claims)}."
    return f"{sentence(by_account(world, deception.said_by))}."


def kept_in_the_dark(analysis: Analysis, world: World, console: Console) -> None:
    kept = [item for item in analysis.findings.knowledge if item.value in {"kept_from", "unaware"}]
    if not kept:
        return
    heading(console, "Kept in the dark")
    for item in kept:
        line(console, f"{sentence(finding_words(world, item))} ({CLASSES[item.certainty]})")
        said = dict.fromkeys(source for claim in item.claims for source in world.sources_of(claim))
        line(console, f"{sentence(by_account(world, said))}.", indent=4)
        cite(analysis, console, item.spans, most=2)


def conflicts(analysis: Analysis, console: Console) -> None:
    heading(console, "Sentences that cannot all be true")
    findings = analysis.findings
    if not findings.conflicts and not findings.tensions:
        line(console, "None found among what the account states firmly.")
    for kind, found in (
        ("conflict", findings.conflicts),
        ("a tension: only if what is hedged is taken as firm", findings.tensions),
    ):
        for conflict in told_once(analysis, found):
            line(console, f"{sentence(conflict.reason or conflict.rule)} ({kind})")
            cite(analysis, console, conflict.spans, most=6)


def told_once(analysis: Analysis, found: tuple[Conflict, ...]) -> list[Conflict]:
    """Each set of sentences once for each reason: two records of one sentence can clash with the same other one."""
    kept: dict[tuple[str, frozenset[int]], Conflict] = {}
    for conflict in found:
        sentences = frozenset(analysis.sentence_at(span[0]) for span in conflict.spans)
        kept.setdefault((conflict.reason, sentences), conflict)
    return list(kept.values())


def flags(analysis: Analysis, console: Console) -> None:
    found = analysis.findings.audit.flags
    if not found:
        return
    heading(console, "Questions an editor would ask")
    for flag in found[:MOST_FLAGS]:
        line(console, f"{flag.message} [{flag.rule}]")
        cite(analysis, console, flag.spans, most=1)
    if len(found) > MOST_FLAGS:
        line(console, f"… and {len(found) - MOST_FLAGS} more (whoknew audit prints all).")


def doubts(analysis: Analysis, console: Console) -> None:
    found = [doubt for doubt in analysis.diagnostics if doubt.severity != "info"]
    if not found:
        return
    heading(console, "Doubts about the reading")
    for doubt in found[:10]:
        line(console, doubt.message)
        if doubt.span is not None:
            cite(analysis, console, (doubt.span,), most=1)
