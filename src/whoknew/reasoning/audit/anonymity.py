"""The checks of unnamed sources: alone with an allegation, with an opinion, bare, plural, quoted and silent, unexplained."""

from collections.abc import Iterator

from whoknew.reasoning.audit.box import noun_of
from whoknew.reasoning.audit.evidence import Evidence
from whoknew.reasoning.audit.found import Found, capital
from whoknew.reasoning.audit.unnamed import gives, nameless, speaks_up, withheld
from whoknew.reasoning.audit.words import listed

MOST_NAMED = 6  # unnamed sources that one message lists


def single_anonymous_allegation(e: Evidence) -> Iterator[Found]:
    for claim in e.analysis.claims:
        speakers = e.speakers(claim)
        if claim.kind == "allegation" and len(speakers) == 1 and e.outermost(claim) and claim.spans:
            source = speakers[0]
            if source.count.high == 1 and nameless(e, source):
                accused = [e.name(who) for who in claim.against if e.name(who).lower() not in listed("pronouns")]
                against = f" against {accused[0]}" if accused else ""
                yield Found(
                    spans=claim.spans, claims=(claim.id,), gaps={"source": e.called(source), "against": against}
                )


def anonymous_opinion(e: Evidence) -> Iterator[Found]:
    for claim in e.analysis.claims:
        speakers = e.speakers(claim)
        unnamed = bool(speakers) and all(nameless(e, s) for s in speakers)
        attribution = e.attribution(claim)
        given = attribution is None or any(gives(e, source, attribution) for source in speakers)
        if claim.kind == "opinion" and unnamed and given and claim.spans and e.outermost(claim):
            yield Found(spans=claim.spans, claims=(claim.id,), gaps={"source": e.called(speakers[0])})


def bare_sources(e: Evidence) -> Iterator[Found]:
    for source in e.analysis.sources:
        bare = source.descriptor.lower() in (
            "source",
            "sources",
            "insiders",
            "insider",
            "people",
            "person",
            "officials",
        )
        told = source.basis.kind != "unstated" or source.organisation or source.nationality or source.member_of
        if (
            bare
            and not told
            and not source.inner
            and source.kind in ("anonymous_person", "unnamed_group")
            and source.mentions
            and (speaks_up(e, source) or not e.analysis.stages)
        ):
            mention = e.analysis.text_of(source.mentions[0])
            if source.count.low < 5 and mention.lower() not in listed("pronouns"):
                yield Found(spans=source.mentions[:1], gaps={"mention": " ".join(mention.split())})


def plural_is_one(e: Evidence) -> Iterator[Found]:
    members: dict[str, list[str]] = {}
    listed = [s for s in e.analysis.sources if s.kind in ("anonymous_person", "unnamed_group") and not s.inner]
    for source in e.analysis.sources:
        if source.member_of is not None and source.count.high == 1:
            members.setdefault(source.member_of, []).append(source.id)
    for source in listed:
        if source.count.high is not None or source.count.low != 2 or not source.mentions:
            continue
        noun = noun_of(source)
        others = [s for s in listed if s.id != source.id and noun_of(s) == noun]
        alone = len(others) == 1 and others[0].count.high == 1 and source.organisation in (None, others[0].organisation)
        if len(members.get(source.id, ())) == 1 or (alone and not members.get(source.id)):
            yield Found(
                spans=source.mentions[:1], gaps={"mention": " ".join(e.analysis.text_of(source.mentions[0]).split())}
            )


def quoted_and_declined(e: Evidence) -> Iterator[Found]:
    quoted = [
        (source, e.name(source.organisation))
        for source in e.analysis.sources
        if nameless(e, source)
        and source.organisation
        and not source.descriptor.lower().startswith("former")
        # who speaks for the party gives its answer
        and not source.descriptor.lower().startswith(("lawyer", "attorney", "spokes"))
    ]
    for response in e.analysis.responses:
        if response.result not in ("declined", "no_reply") or response.span is None:
            continue
        if not e.words((response.span,)) & listed("commenting"):
            continue  # "declined to say how many ships it owned": it may have said much else
        party = e.name(response.who)
        for source, body in quoted:
            if _same(party, body):
                yield Found(
                    spans=(response.span, source.mentions[0]),
                    gaps={"source": capital(e.called(source)), "party": party},
                )


def no_reason_for_anonymity(e: Evidence) -> Iterator[Found]:
    found = [s for s in e.analysis.sources if s.anonymity.reason is None and withheld(e, s)]
    asked = {s.id for s in found}
    kept = [s for s in found if s.member_of not in asked]  # one of those already asked about
    if kept:
        shown = ", ".join(f"“{e.called(s)}”" for s in kept[:MOST_NAMED])
        more = f" and {len(kept) - MOST_NAMED} more" if len(kept) > MOST_NAMED else ""
        yield Found(spans=tuple(s.mentions[0] for s in kept), gaps={"source": shown + more})


def _same(one: str, other: str) -> bool:
    a, b = ({w for w in s.lower().split() if w not in ("the", "of", "a")} for s in (one, other))
    return bool(a) and bool(b) and (a <= b or b <= a)
