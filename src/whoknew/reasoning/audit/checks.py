"""The checks behind the rules: each yields what it found as gaps to fill, claims and spans. Rule texts are data."""

from collections.abc import Callable, Iterator

from whoknew.reasoning.audit.anonymity import (
    anonymous_opinion,
    bare_sources,
    no_reason_for_anonymity,
    plural_is_one,
    quoted_and_declined,
    single_anonymous_allegation,
)
from whoknew.reasoning.audit.compared import figures_differ, own_voice_elsewhere_sourced, strength_differs
from whoknew.reasoning.audit.evidence import Evidence
from whoknew.reasoning.audit.found import Found
from whoknew.reasoning.audit.outofsight import nobody_cited

MANY = 3  # doubts of one kind beyond which one flag lists them all
DOUBTFUL = 0.4  # confidence below which a quotation's attribution is in doubt


def accusation_unanswered(e: Evidence) -> Iterator[Found]:
    for response in e.analysis.responses:
        name = e.name(response.who)
        if response.result != "not_recorded" or response.span is None or not e.to_be_heard(response.who):
            continue
        if all(e.of_character(claim) for claim in response.about):
            continue
        other = response.elsewhere[:1]
        doubt = f"; {name} is quoted, but not on this" if other else ""
        yield Found(
            spans=(response.span, *other),
            claims=response.about,
            gaps={"against": name, "doubt": doubt},
            severity="caution" if other else None,
        )


def speaker_in_doubt(e: Evidence) -> Iterator[Found]:
    doubts = [d.span for d in e.analysis.diagnostics if d.code == "attributions.no-speaker" and d.span is not None]
    for attribution in e.analysis.attributions:
        unsure = attribution.confidence is not None and attribution.confidence < DOUBTFUL
        if unsure and attribution.form == "direct" and attribution.parent is None and attribution.content_spans:
            doubts.append(attribution.content_spans[0])
    if len(doubts) <= MANY:
        yield from (Found(spans=(span,), gaps={"whose": "these words are"}) for span in doubts)
    else:
        yield Found(spans=tuple(sorted(doubts)), gaps={"whose": f"{len(doubts)} quotations are"})


def could_not_verify(e: Evidence) -> Iterator[Found]:
    by_id = {claim.id: claim for claim in e.analysis.claims}
    told: set[str] = set()
    for claim in e.analysis.claims:
        linked = tuple(link.claim for link in claim.links if link.relation == "cannot_verify" and link.claim in by_id)
        if linked and claim.spans:
            told |= {claim.id, *linked}
            spans = tuple(s for ident in linked for s in by_id[ident].spans)
            yield Found(spans=(*spans, *claim.spans), claims=(*linked, claim.id))
    for claim in e.analysis.claims:
        if claim.status == "unverified" and claim.spans and claim.id not in told:
            yield Found(spans=claim.spans, claims=(claim.id,))


CHECKS: dict[str, Callable[[Evidence], Iterator[Found]]] = {
    "single-anonymous-allegation": single_anonymous_allegation,
    "accusation-unanswered": accusation_unanswered,
    "anonymous-opinion": anonymous_opinion,
    "bare-sources": bare_sources,
    "plural-is-one": plural_is_one,
    "quoted-and-declined": quoted_and_declined,
    "no-reason-for-anonymity": no_reason_for_anonymity,
    "nobody-cited": nobody_cited,
    "own-voice-elsewhere-sourced": own_voice_elsewhere_sourced,
    "strength-differs": strength_differs,
    "figures-differ": figures_differ,
    "speaker-in-doubt": speaker_in_doubt,
    "could-not-verify": could_not_verify,
}
