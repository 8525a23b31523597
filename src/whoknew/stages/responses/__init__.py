"""Stage ``responses``: was the other side heard – and who is accused without any answer on record."""

import msgspec

from whoknew.model import Analysis, Response, Span
from whoknew.model.wording import Mentions, Wording
from whoknew.stages.responses.rules import Heard, heard
from whoknew.stages.responses.silence import heard_of

VERSION = "2"
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
        spoken, silent = heard_of(analysis, words, found, origin=f"responses/{VERSION}")
        found += [*spoken, *silent]
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
        held = {who for other in denied for who in other.against}
        if len(claim.chain) != 2 or not denied or (claim.status != "denied" and not held):
            continue
        for ident in claim.chain[-1]:
            source = sources.get(ident)
            accused = source is not None and bool({source.entity, source.descriptor} & held)
            if source is not None and ident != "self" and (claim.status == "denied" or accused):
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


stage = Responses()
