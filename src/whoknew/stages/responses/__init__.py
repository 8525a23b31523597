"""Stage ``responses``: was the other side heard – and who is accused without any answer on record."""

import msgspec

from whoknew.model import Analysis, Claim, Response, Source, Span
from whoknew.model.wording import Mentions, Wording
from whoknew.stages.responses.parties import same_party, speaks_for
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


def _silence(analysis: Analysis, found: list[Response]) -> list[Response]:
    """Somebody accused by a source, of whom no answer is on record anywhere, nor of anyone who speaks for him."""
    names = {entity.id: entity.name for entity in analysis.entities}
    heard_of = [names.get(one.who, one.who) for one in found]
    speaking = [source for source in analysis.sources if not source.inner and source.kind != "self"]
    first: dict[str, Claim] = {}
    for claim in analysis.claims:
        if claim.kind != "allegation":
            continue
        for who in claim.against:
            name = names.get(who, who)
            said = set(claim.chain[-1])
            answers = (s for s in speaking if s.id not in said)
            if who in first or any(same_party(name, other) for other in heard_of):
                continue
            if not any(_speaks_for(analysis, names, source, who, name) for source in answers):
                first[who] = claim
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


def _speaks_for(analysis: Analysis, names: dict[str, str], source: Source, who: str, name: str) -> bool:
    """Whether a source is the accused, or a lawyer, spokesman or campaign of his."""
    if source.entity == who or same_party(name, names.get(source.entity or "", source.descriptor)):
        return True
    if source.organisation is not None and same_party(name, names.get(source.organisation, source.organisation)):
        return True
    words = [analysis.text_of(mention).lower() for mention in source.mentions[:4]]
    last = name.lower().split()[-1].rstrip("s'’.") if name else ""
    voice = speaks_for()
    return len(last) > 2 and any(last in text and any(word in text for word in voice) for text in words)


stage = Responses()
