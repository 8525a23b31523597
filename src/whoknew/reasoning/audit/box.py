"""The sourcing box: seven figures, each with the ids that it counts. Every view shows these and counts nothing itself.

People are counted as a range. The low end lets unnamed sources with the same noun be the same people, and takes a stated
crowd ("more than a dozen people") to hold the named ones; the high end takes all apart, up to a stated total.
"""

from whoknew.model import BoxFigure, Source
from whoknew.reasoning.audit.evidence import Evidence
from whoknew.reasoning.audit.words import listed

CROWD = 5  # a source of so many may hold all the others


def figures(evidence: Evidence) -> tuple[BoxFigure, ...]:
    """The box of one analysis."""
    claims = evidence.said
    listed = [s for s in evidence.analysis.sources if s.kind != "self" and not s.inner and not s.publisher]
    unnamed = [s for s in listed if s.kind == "anonymous_person"]
    others = [s for s in listed if s.kind != "anonymous_person"]
    low, high = people(unnamed, sum(s.kind == "named_person" for s in others))
    seconded = _seconded(evidence)
    one = tuple(c.id for c in claims if evidence.outermost(c) and evidence.one_person(c) and c.id not in seconded)
    return (
        _figure("claims", "claims", tuple(c.id for c in claims)),
        BoxFigure(
            key="sources",
            label="sources",
            value=len(others) + low,
            high=None if high is None else len(others) + high,
            items=tuple(s.id for s in listed),
        ),
        BoxFigure(
            key="anonymous",
            label="of them people without a name",
            value=low,
            high=high,
            items=tuple(s.id for s in unnamed),
        ),
        _figure("one_person", "claims that rest on one person", one),
        _figure("denied", "claims denied", _denied(evidence)),
        _figure(
            "unverified", "claims that could not be confirmed", tuple(c.id for c in claims if c.status == "unverified")
        ),
        _figure("own_voice", "claims in the account's own voice", tuple(c.id for c in claims if evidence.own_voice(c))),
    )


def _denied(evidence: Evidence) -> tuple[str, ...]:
    """Denials, each once: in the denier's words, or the claim denied where nobody's words of denial are a claim."""
    claims = evidence.analysis.claims
    answered = {link.claim for c in claims if c.status == "denied" for link in c.links if link.relation == "denies"}
    return tuple(c.id for c in claims if c.status == "denied" and c.id not in answered)


def _figure(key: str, label: str, items: tuple[str, ...]) -> BoxFigure:
    return BoxFigure(key=key, label=label, value=len(items), items=items)


def _seconded(evidence: Evidence) -> frozenset[str]:
    """Ids of the claims that another source says too."""
    found: set[str] = set(evidence.seconded)
    for one, other in evidence.pairs:
        if one.id in found and other.id in found:
            continue
        a, b = evidence.speakers(one), evidence.speakers(other)
        if a and b and {s.id for s in a} != {s.id for s in b} and one.asserts == other.asserts:
            found |= {one.id, other.id}
    return frozenset(found)


def people(unnamed: list[Source], named: int) -> tuple[int, int | None]:
    """Bounds on how many distinct people the unnamed sources are."""
    if not unnamed:
        return 0, 0
    largest: dict[str, int] = {}
    for source in unnamed:
        noun = noun_of(source)
        if noun not in listed("anybody") and source.count.low < CROWD:
            largest[noun] = max(largest.get(noun, 0), source.count.low)
    crowds = [s for s in unnamed if s.count.low >= CROWD]
    low = max([sum(largest.values()), 1, *(s.count.low - named for s in crowds)])
    apart = [s for s in unnamed if s not in crowds]
    highs = [s.count.high for s in apart]
    total = None if any(h is None for h in highs) else sum(h for h in highs if h is not None)
    for crowd in crowds:
        if crowd.count.high is not None and noun_of(crowd) in listed("anybody"):
            total = crowd.count.high
        elif crowd.count.high is not None and total is not None:
            total += crowd.count.high
        else:
            total = None
    return low, None if total is None else max(total, low)


def noun_of(source: Source) -> str:
    """The head of a descriptor: its last word before "of", "with", "familiar" …, in the singular."""
    words = source.descriptor.lower().split()
    for k, word in enumerate(words):
        if k and word in ("of", "with", "in", "for", "from", "at", "familiar", "briefed", "close", "who", "to"):
            words = words[:k]
            break
    noun = words[-1] if words else ""
    return noun[:-1] if noun.endswith("s") and not noun.endswith("ss") else noun
