"""An analysis without some of its records, or without what one source says."""

from msgspec.structs import replace

from whoknew.errors import QuestionError
from whoknew.model import Act, Analysis, Event, Movement, Presence, When
from whoknew.reasoning.chains import Chains
from whoknew.reasoning.facts import alive


def drop_records(analysis: Analysis, gone: frozenset[str]) -> Analysis:
    """Leave out records; orderings and claims that refer to them lose the reference, not their life."""
    if not gone:
        return analysis

    def when(time: When) -> When:
        orders = tuple(order for order in time.orders if order.to not in gone)
        return time if len(orders) == len(time.orders) else replace(time, orders=orders)

    return replace(
        analysis,
        acts=tuple(replace(r, time=when(r.time)) for r in analysis.acts if r.id not in gone),
        events=tuple(replace(r, time=when(r.time)) for r in analysis.events if r.id not in gone),
        movements=tuple(replace(r, time=when(r.time)) for r in analysis.movements if r.id not in gone),
        presences=tuple(replace(r, time=when(r.time)) for r in analysis.presences if r.id not in gone),
        claims=tuple(
            replace(c, time=when(c.time), links=tuple(link for link in c.links if link.claim not in gone))
            for c in analysis.claims
            if c.id not in gone and not (c.about and set(c.about) <= gone)
        ),
    )


def drop_source(analysis: Analysis, source: str) -> Analysis:
    """The analysis as if a source had said nothing: what others say too stays on their word alone."""
    if all(known.id != source for known in analysis.sources):
        raise QuestionError(f"No source has the id “{source}”.")
    gone = frozenset((source,))
    chains = Chains(analysis)
    dead = {claim.id for claim in analysis.claims if not alive((chains.of_claim(claim),), gone)}
    orphaned = {a.id for a in analysis.attributions if a.sources and set(a.sources) <= gone}
    records: list[Act | Event | Movement | Presence] = [*analysis.acts, *analysis.events]
    records += [*analysis.movements, *analysis.presences]
    for record in records:
        if not alive(chains.of_record(record), gone):
            dead.add(record.id)
    orphaned |= {a.id for a in analysis.attributions if not alive((tuple(chains.of_attribution(a.id)),), gone)}

    def others(sources: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(known for known in sources if known != source)

    left = drop_records(analysis, frozenset(dead))

    def reattribute(attribution: str | None) -> str | None:
        return None if attribution in orphaned else attribution

    return replace(
        left,
        attributions=tuple(replace(a, sources=others(a.sources)) for a in left.attributions if a.id not in orphaned),
        acts=tuple(
            replace(
                a,
                attribution=reattribute(a.attribution),
                sources=others(a.sources),
                truth_by=tuple(held for held in a.truth_by if held.holder != source),
                insincere_by=tuple(held for held in a.insincere_by if held.holder != source),
            )
            for a in left.acts
        ),
        events=tuple(
            replace(
                e,
                attribution=reattribute(e.attribution),
                factuality=tuple(held for held in e.factuality if held.holder != source),
            )
            for e in left.events
        ),
        movements=tuple(
            replace(m, attribution=reattribute(m.attribution), sources=others(m.sources)) for m in left.movements
        ),
        presences=tuple(
            replace(p, attribution=reattribute(p.attribution), sources=others(p.sources)) for p in left.presences
        ),
        claims=tuple(
            replace(
                c,
                chain=tuple(others(step) for step in c.chain),
                attribution=reattribute(c.attribution),
            )
            for c in left.claims
        ),
        sources=tuple(known for known in left.sources if known.id != source or source == "self"),
    )
