"""The checks that lay two claims of one matter side by side: voice, strength, figures and days."""

from collections.abc import Iterator

from whoknew.model import Claim
from whoknew.reasoning.audit.evidence import Evidence, stem
from whoknew.reasoning.audit.found import Found, capital, overlap
from whoknew.reasoning.audit.matter import days, figures, rest_alike, strength

PLANS = frozenset({"planned", "hypothetical"})


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
                and not overlap(own, said)
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
        if overlap(one, other) or one.status in PLANS or other.status in PLANS:
            continue
        hedged = (one.status in weak) != (other.status in weak) and {one.status, other.status} <= weak | {"asserted"}
        hedged = hedged and "allegation" not in (one.kind, other.kind) and e.same_matter(one, other)
        if strength(e, one, other) or (hedged and not {s.id for s in a} & {s.id for s in b}):
            same = {s.id for s in a} & {s.id for s in b}
            who = (
                f"{capital(e.called(a[0]))} puts, in two places,"
                if same
                else f"{capital(e.called(a[0]))} and {e.called(b[0])} put"
            )
            yield Found(spans=(*one.spans, *other.spans), claims=(one.id, other.id), gaps={"who": who})


def figures_differ(e: Evidence) -> Iterator[Found]:
    for one, other in e.neighbours:
        a, b = e.speakers(one), e.speakers(other)
        if {s.id for s in a} & {s.id for s in b} or overlap(one, other):
            continue
        if "document" in (a[0].kind, b[0].kind) and a[0].kind == b[0].kind:
            continue  # two surveys are two figures of two things
        for first, second in _differing(e, one, other):
            yield Found(
                spans=(*one.spans, *other.spans),
                claims=(one.id, other.id),
                gaps={
                    "source": capital(e.called(a[0])),
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
