"""The lists behind the figures of the sourcing box: each claim with who says so and how known, each source with its words.

``whoknew audit PATH --list denied``: the ids are the box's own, nothing is counted here.
"""

from rich.console import Console

from whoknew.cli.show import cite, heading, line, names
from whoknew.model import Analysis, BoxFigure, Claim, Source

LONGEST = 200  # letters of a claim that are shown
NAMED = {"named_person": "named", "organisation": "named", "media": "named", "document": "a document"}
KNOWN = {
    "participant": "was there",
    "witness": "saw or heard it",
    "told": "was told or briefed",
    "document": "has seen a document",
    "unstated": "how it is known is not said",
}
HEARD = {
    "answered": "answered",
    "declined": "declined to comment",
    "no_reply": "did not reply",
    "unreachable": "could not be reached",
    "not_recorded": "no answer is recorded",
}


def show_list(analysis: Analysis, figure: BoxFigure, console: Console) -> None:
    """One figure with everything that it counts, each item with its sentence."""
    heading(console, f"{figure.label} ({len(figure.items)} listed)")
    claims = {claim.id: claim for claim in analysis.claims}
    sources = {source.id: source for source in analysis.sources}
    facts = {act.id: act.cue for act in analysis.acts} | {event.id: event.trigger for event in analysis.events}
    facts |= {one.id: one.span for one in analysis.movements}
    facts |= {one.id: one.span for one in analysis.presences}
    for item in figure.items:
        if item in claims:
            _claim(analysis, claims[item], sources, console)
        elif item in sources:
            _source(analysis, sources[item], console)
        elif item in facts:
            cite(analysis, console, (facts[item],), most=1)


def _claim(analysis: Analysis, claim: Claim, sources: dict[str, Source], console: Console) -> None:
    words = " … ".join(" ".join(analysis.text_of(span).split()) for span in claim.spans)
    words = words if len(words) <= LONGEST else words[: LONGEST - 1].rstrip() + "…"
    line(console, f"{words}  ({claim.status}, {claim.kind})", style="bold")
    for step in claim.chain[1:]:
        who = [_called(analysis, sources[ident]) for ident in step if ident in sources]
        line(console, f"says: {'; '.join(who) if who else 'nobody is named'}", indent=4)
    if len(claim.chain) == 1:
        line(console, "says: the account itself", indent=4)
    for response in analysis.responses:
        if claim.id in response.about:
            party = names(analysis).get(response.who, response.who)
            line(console, f"other side: {party}, {HEARD[response.result]}", indent=4)
    cite(analysis, console, claim.spans, most=1)


def _called(analysis: Analysis, source: Source) -> str:
    """Who, named or not, how many, how known, and whether a name was kept."""
    number = (
        f"{source.count.low}" if source.count.high == source.count.low else f"{source.count.low}–{source.count.high}"
    )
    number = f"{source.count.low} or more" if source.count.high is None else number
    parts = [source.descriptor, NAMED.get(source.kind, "unnamed")]
    if source.kind in ("anonymous_person", "unnamed_group"):
        parts += [number, KNOWN[source.basis.kind]]
        if source.anonymity.reason is not None:
            parts.append("not named " + " ".join(analysis.text_of(source.anonymity.reason).split()))
    return ", ".join(parts)


def _source(analysis: Analysis, source: Source, console: Console) -> None:
    line(console, _called(analysis, source), style="bold")
    more = [names(analysis).get(source.organisation, source.organisation) if source.organisation else None]
    facts = [part for part in (source.role, *more, source.nationality) if part and part not in source.descriptor]
    if facts:
        line(console, ", ".join(facts), indent=4)
    cite(analysis, console, source.mentions, most=2)
