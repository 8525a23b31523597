"""An analysis for a person in a terminal: the sourcing box, the timeline, the findings, each with its sentence.

Whatever the account says stands in quotation marks with the number of its sentence; whatever is inferred says so.
"""

from rich.console import Console
from rich.text import Text

from whoknew.cli.scale import bounds_in_words
from whoknew.cli.terminal import write_line
from whoknew.model import Analysis, Conflict, Deception, Source, Span, TimelineEntry

MOST_TIMELINE = 40
MOST_FLAGS = 12


def show(analysis: Analysis, console: Console) -> None:
    """Print the whole of it."""
    head(analysis, console)
    box(analysis, console)
    sources(analysis, console)
    timeline(analysis, console)
    deceptions(analysis, console)
    kept_in_the_dark(analysis, console)
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
    return f"[{number + 1}] “{words}”"


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


def sources(analysis: Analysis, console: Console) -> None:
    listed = [source for source in analysis.sources if source.kind != "self"]
    if not listed:
        return
    heading(console, "Who says so")
    known = names(analysis)
    for source in listed:
        line(console, _source(source, known))
        cite(analysis, console, source.mentions[:1], most=1)


def _source(source: Source, known: dict[str, str]) -> str:
    low, high = source.count.low, source.count.high
    number = f"{low}+" if high is None else f"{low}–{high}" if high != low else f"{low}"
    parts = [source.kind.replace("_", " "), number]
    if source.basis.kind != "unstated":
        parts.append(f"knows as {source.basis.kind}")
    if source.organisation:
        parts.append(known.get(source.organisation, source.organisation))
    return f"{source.descriptor}  ({', '.join(parts)})"


def timeline(analysis: Analysis, console: Console) -> None:
    entries = sorted(analysis.findings.timeline, key=lambda entry: entry.rank)
    heading(console, "Timeline")
    if not entries:
        line(console, "No event was found whose time the account bounds.")
    for entry in entries[:MOST_TIMELINE]:
        line(console, f"{when(entry):<36} {entry.label}")
        if entry.likely is not None:
            line(console, f"by the telling perhaps {bounds_in_words(entry.likely)}", indent=6, style="dim")
        cite(analysis, console, entry.spans, most=1)
    if len(entries) > MOST_TIMELINE:
        line(console, f"… and {len(entries) - MOST_TIMELINE} more (whoknew timeline prints all).")


def when(entry: TimelineEntry) -> str:
    """Bounds as a range; open ends as such; never a middle."""
    low, high = entry.bounds.earliest, entry.bounds.latest
    mark = "~ " if entry.weak else ""
    if low and high:
        low, high = _short(low), _short(high)
        return f"{mark}{low}" if low == high else f"{mark}{low} – {high}"
    if low:
        return f"{mark}from {_short(low)}"
    return f"{mark}until {_short(high)}" if high else f"{mark}time not stated"


def _short(moment: str) -> str:
    return moment.replace("T00:00", "").replace("T23:59", "").replace("T", " ")[:16]


def deceptions(analysis: Analysis, console: Console) -> None:
    found = analysis.findings.deceptions
    heading(console, "Told one thing while the account says another")
    if not found:
        line(console, "None found.")
    known = names(analysis)
    for deception in found:
        line(console, _deception(analysis, deception, known))
        cite(analysis, console, deception.spans, most=4)


def _deception(analysis: Analysis, deception: Deception, known: dict[str, str]) -> str:
    told = ", ".join(known.get(party, party) for party in deception.told) or "somebody"
    teller = known.get(deception.teller, deception.teller)
    gist = next((p.gist for p in analysis.propositions if p.id == deception.proposition), "")
    by = "as the account itself says" if deception.stated else "inferred from the account"
    if deception.said_by and deception.stated:
        by = "by the account of " + ", ".join(known.get(source, source) for source in deception.said_by)
    grade = "" if deception.certainty == "certain" else f", {deception.certainty.replace('_', ' ')}"
    about = f": “{' '.join(gist.split())}”" if gist else ""
    return f"{teller or 'somebody'} → {told}{about} ({by}{grade})"


def kept_in_the_dark(analysis: Analysis, console: Console) -> None:
    kept = [item for item in analysis.findings.knowledge if item.value in {"kept_from", "unaware"}]
    if not kept:
        return
    heading(console, "Kept in the dark")
    known = names(analysis)
    gists = {proposition.id: proposition.gist for proposition in analysis.propositions}
    for item in kept:
        gist = " ".join(gists.get(item.proposition, "").split())
        state = "kept from" if item.value == "kept_from" else "is said not to know"
        not_so = "" if item.asserts else "that it is not so: "
        line(console, f"{known.get(item.agent, item.agent)}: {state} {not_so}“{gist}” ({grade(item.certainty)})")
        cite(analysis, console, item.spans, most=2)


def conflicts(analysis: Analysis, console: Console) -> None:
    heading(console, "Sentences that cannot all be true")
    findings = analysis.findings
    if not findings.conflicts and not findings.tensions:
        line(console, "None found among what the account states firmly.")
    for kind, found in (("conflict", findings.conflicts), ("tension: needs a hedged claim", findings.tensions)):
        for conflict in told_once(analysis, found):
            line(console, f"{conflict.reason or conflict.rule} ({kind})")
            cite(analysis, console, conflict.spans, most=6)


def told_once(analysis: Analysis, found: tuple[Conflict, ...]) -> list[Conflict]:
    """Each set of sentences once for each reason: two records of one sentence can clash with the same other one."""
    kept: dict[tuple[str, frozenset[int]], Conflict] = {}
    for conflict in found:
        sentences = frozenset(analysis.sentence_at(span[0]) for span in conflict.spans)
        kept.setdefault((conflict.reason, sentences), conflict)
    return list(kept.values())


def grade(certainty: str) -> str:
    """A class of answer in words."""
    return "certain, if its sources are right" if certainty == "certain" else certainty.replace("_", " ")


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
