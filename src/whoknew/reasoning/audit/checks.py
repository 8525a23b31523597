"""The checks behind the rules: each yields what it found as gaps to fill, claims and spans. Rule texts are data."""

from collections.abc import Callable, Iterator

import msgspec

from whoknew.model import Act, Claim, Span
from whoknew.reasoning.audit.box import noun_of
from whoknew.reasoning.audit.evidence import Evidence, stem
from whoknew.reasoning.audit.matter import days, figures, rest_alike, strength
from whoknew.reasoning.audit.rules import Severity
from whoknew.reasoning.audit.unnamed import nameless, withheld
from whoknew.reasoning.audit.words import listed

MOST_NAMED = 6  # unnamed sources that one message lists
MANY = 3  # doubts of one kind beyond which one flag lists them all
DOUBTFUL = 0.4  # confidence below which a quotation's attribution is in doubt


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that a rule found."""

    spans: tuple[Span, ...]
    claims: tuple[str, ...] = ()
    gaps: dict[str, str] = {}
    severity: Severity | None = None  # where it is not the rule's own


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


def anonymous_opinion(e: Evidence) -> Iterator[Found]:
    for claim in e.analysis.claims:
        speakers = e.speakers(claim)
        unnamed = bool(speakers) and all(nameless(e, s) for s in speakers)
        if claim.kind == "opinion" and unnamed and claim.spans and e.outermost(claim):
            yield Found(spans=claim.spans, claims=(claim.id,), gaps={"source": _capital(speakers[0].descriptor)})


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
        party = e.name(response.who)
        for source, body in quoted:
            if _same(party, body):
                yield Found(
                    spans=(response.span, source.mentions[0]),
                    gaps={"source": _capital(source.descriptor), "party": party},
                )


def no_reason_for_anonymity(e: Evidence) -> Iterator[Found]:
    kept = [s for s in e.analysis.sources if s.anonymity.reason is None and withheld(e, s)]
    if kept:
        shown = ", ".join(f"“{e.called(s)}”" for s in kept[:MOST_NAMED])
        more = f" and {len(kept) - MOST_NAMED} more" if len(kept) > MOST_NAMED else ""
        yield Found(spans=tuple(s.mentions[0] for s in kept), gaps={"source": shown + more})


def nobody_cited(e: Evidence) -> Iterator[Found]:
    private = {a.id for a in e.analysis.acts if a.type in listed("private") and not a.sources and _between(e, a)}
    cited = _cited_blocks(e)
    told: dict[int, list[Claim]] = {}
    for claim in e.analysis.claims:
        words = e.words(claim.spans)
        shown = bool(words & listed("shown")) and bool(words & listed("showing"))
        plain = claim.status == "asserted" and e.own_voice(claim) and not e.of_publisher(claim) and not shown
        if plain and claim.spans and private & set(claim.about):
            told.setdefault(_block(e, claim.spans[0][0]), []).append(claim)
    for block, claims in told.items():
        if block not in cited:
            yield Found(spans=tuple(s for c in claims for s in c.spans), claims=tuple(c.id for c in claims))


def _between(e: Evidence, act: Act) -> bool:
    """Whether an act passed between people out of sight: somebody told somebody something, or two met or called.

    What is said on a stage, in a debate or by the narrator himself is no secret.
    """
    people = [party.entity for party in act.others if party.entity in e.entities]
    if not people or not all(e.entities[who].type in ("person", "group", "organisation") for who in people if who):
        return False
    start = act.cue[0] if act.cue else 0
    sentence = e.analysis.sentence_at(start)
    if sentence < 0:
        return False
    said = e.words((e.analysis.sentences[sentence].span,))
    if said & listed("public") or e.narrator in {party.entity for party in (*act.agents, *act.others)} - {None}:
        return False
    if act.type != "withhold" and not set(e.analysis.text_of(act.cue).lower().split()) & listed("in_private"):
        return False
    if act.type in ("call", "meet"):
        return all(e.entities[who].type == "person" for who in people if who) and bool(act.agents)
    return bool(act.content_spans) and bool(act.agents or act.type in ("withhold",))


def _cited_blocks(e: Evidence) -> set[int]:
    return {
        _block(e, a.cue_spans[0][0])
        for a in e.analysis.attributions
        if a.cue_spans and any(not e.sources[s].inner for s in a.sources if s in e.sources and s != "self")
    }


def _block(e: Evidence, offset: int) -> int:
    sentence = e.analysis.sentence_at(offset)
    return e.analysis.sentences[sentence].block if sentence >= 0 else -1


def own_voice_elsewhere_sourced(e: Evidence) -> Iterator[Found]:
    for one, other in e.pairs:
        for own, said in ((one, other), (other, one)):
            speakers = e.speakers(said)
            if (
                (
                    e.own_voice(own)
                    and speakers
                    and own.asserts == said.asserts
                    and own.status == said.status == "asserted"
                )
                and e.alike(own, said) >= 0.75
                and len(e.bags[own.id] & e.bags[said.id]) >= 0.5 * max(len(e.bags[own.id]), len(e.bags[said.id]))
                and e.outermost(said)
                and not _overlap(own, said)
            ):
                yield Found(
                    spans=(*own.spans, *said.spans),
                    claims=(own.id, said.id),
                    gaps={"source": speakers[0].descriptor},
                )


def strength_differs(e: Evidence) -> Iterator[Found]:
    weak = {"alleged", "doubted"}
    for one, other in e.neighbours:
        a, b = e.speakers(one), e.speakers(other)
        if _overlap(one, other) or one.status in PLANS or other.status in PLANS:
            continue
        hedged = (one.status in weak) != (other.status in weak) and {one.status, other.status} <= weak | {"asserted"}
        hedged = hedged and "allegation" not in (one.kind, other.kind) and e.same_matter(one, other)
        if strength(e, one, other) or (hedged and not {s.id for s in a} & {s.id for s in b}):
            same = {s.id for s in a} & {s.id for s in b}
            who = (
                f"{_capital(e.called(a[0]))} puts, in two places,"
                if same
                else f"{_capital(e.called(a[0]))} and {e.called(b[0])} put"
            )
            yield Found(spans=(*one.spans, *other.spans), claims=(one.id, other.id), gaps={"who": who})


PLANS = frozenset({"planned", "hypothetical"})


def figures_differ(e: Evidence) -> Iterator[Found]:
    for one, other in e.neighbours:
        a, b = e.speakers(one), e.speakers(other)
        if {s.id for s in a} & {s.id for s in b} or _overlap(one, other):
            continue
        if "document" in (a[0].kind, b[0].kind) and a[0].kind == b[0].kind:
            continue  # two surveys are two figures of two things
        for first, second in _differing(e, one, other):
            yield Found(
                spans=(*one.spans, *other.spans),
                claims=(one.id, other.id),
                gaps={
                    "source": _capital(e.called(a[0])),
                    "other": e.called(b[0]),
                    "first": first,
                    "second": second,
                },
            )


def _differing(e: Evidence, one: Claim, other: Claim) -> Iterator[tuple[str, str]]:
    """Figures of one unit, and days or hours, that two claims of one matter give differently."""
    first, second = figures(e, one), figures(e, other)
    for unit in sorted(set(first) & set(second)):
        said = frozenset(stem(w) for w in f"{first[unit][1]} {second[unit][1]}".split()) - {unit}
        if first[unit][0] != second[unit][0] and rest_alike(e, one, other, said):
            yield first[unit][1], second[unit][1]
    when, then = days(e, one), days(e, other)
    for kind in sorted(set(when) & set(then)):
        (value, words), (another, others) = when[kind], then[kind]
        said = frozenset(stem(w) for w in f"{words} {others}".lower().split())
        if value != another and len(value) == len(another) and rest_alike(e, one, other, said, least=0.75):
            yield words, others


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


def _overlap(one: Claim, other: Claim) -> bool:
    return any(a < d and c < b for a, b in one.spans for c, d in other.spans)


def _same(one: str, other: str) -> bool:
    a, b = ({w for w in s.lower().split() if w not in ("the", "of", "a")} for s in (one, other))
    return bool(a) and bool(b) and (a <= b or b <= a)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


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
