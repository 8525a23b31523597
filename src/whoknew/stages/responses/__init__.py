"""Stage ``responses``: was the other side heard – and who is accused without any answer on record."""

import msgspec

from whoknew.model import Analysis, Claim, Response, Span
from whoknew.model.wording import Mentions, Wording
from whoknew.stages.responses.rules import Heard, heard

VERSION = "1"
CLOSE = 4  # sentences before a response in which the claims that it is about are looked for


class Responses:
    """Fills ``responses``: what set phrases say, what denials answer, and "not recorded" for the accused."""

    name = "responses"
    version = VERSION
    requires = frozenset({"claims", "tokens", "sentences"})
    uses = frozenset({"entities", "sources", "quotations", "blocks"})
    provides = frozenset({"responses"})

    def __call__(self, analysis: Analysis, /) -> Analysis:
        words = Wording(analysis)
        mentions = Mentions(analysis, words)
        found = [_response(analysis, words, mentions, one) for one in heard(analysis, words)]
        found.extend(_denials(analysis))
        found.extend(_silence(analysis, found))
        found.sort(key=lambda one: one.span or (0, 0))
        numbered = tuple(msgspec.structs.replace(one, id=f"r{n + 1}") for n, one in enumerate(found))
        return msgspec.structs.replace(analysis, responses=numbered)


def _response(analysis: Analysis, words: Wording, mentions: Mentions, one: Heard) -> Response:
    entity = mentions.entity(*one.who)
    who = entity.id if entity is not None else words.words(*one.who)
    span = words.span(*one.span)
    about = tuple(claim.id for claim in analysis.claims if who in claim.against)
    return Response(
        id="",
        who=who,
        result=one.result,
        span=span,
        about=about or _near(analysis, span),
        origin=f"responses/{VERSION}",
    )


def _near(analysis: Analysis, span: Span) -> tuple[str, ...]:
    """Allegations in the sentences just before."""
    home = analysis.sentence_at(span[0])
    return tuple(
        claim.id
        for claim in analysis.claims
        if claim.kind == "allegation" and claim.spans and 0 <= home - analysis.sentence_at(claim.spans[0][0]) <= CLOSE
    )


def _denials(analysis: Analysis) -> list[Response]:
    """A denial by the accused is an answer to what it denies."""
    sources = {source.id: source for source in analysis.sources}
    by_id = {claim.id: claim for claim in analysis.claims}
    found = []
    for claim in analysis.claims:
        denied = [by_id[link.claim] for link in claim.links if link.relation == "denies" and link.claim in by_id]
        if claim.status != "denied" or len(claim.chain) != 2 or not denied:
            continue
        for ident in claim.chain[-1]:
            source = sources.get(ident)
            if source is not None and ident != "self":
                found.append(
                    Response(
                        id="",
                        who=source.entity or source.descriptor,
                        result="answered",
                        span=claim.spans[0] if claim.spans else None,
                        about=tuple(other.id for other in denied),
                        origin=f"responses/{VERSION}",
                    )
                )
    return found


def _silence(analysis: Analysis, found: list[Response]) -> list[Response]:
    """Somebody accused by a source, of whom no answer is on record anywhere."""
    speaks = {s.entity for s in analysis.sources if s.entity and not s.inner} | {
        s.descriptor for s in analysis.sources if not s.inner
    }
    heard_of = {one.who for one in found}
    first: dict[str, Claim] = {}
    for claim in analysis.claims:
        if claim.kind == "allegation":
            for who in claim.against:
                if who not in heard_of and who not in speaks:
                    first.setdefault(who, claim)
    return [
        Response(
            id="",
            who=who,
            result="not_recorded",
            span=claim.spans[0] if claim.spans else None,
            about=tuple(c.id for c in analysis.claims if c.kind == "allegation" and who in c.against),
            origin=f"responses/{VERSION}",
        )
        for who, claim in first.items()
    ]


stage = Responses()
