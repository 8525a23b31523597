"""What the audit reads of an analysis: who speaks for a claim, in what strength, and in which words."""

import re
from functools import cached_property

from whoknew.model import Act, Analysis, Attribution, Claim, Event, Movement, Presence, Source, Span
from whoknew.reasoning.audit.words import listed
from whoknew.reasoning.chains import OWN_VOICE, Chains

WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
PEOPLE = frozenset({"named_person", "anonymous_person"})


def stem(word: str) -> str:
    """A word without the endings of English inflection, crudely: "sending" and "sends" are "send"."""
    for ending in ("ing", "ed", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word[: -len(ending)]
            break
    if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "aeiouls":
        word = word[:-1]
    return word[:-1] if word.endswith("e") and len(word) > 3 else word


Record = Act | Event | Movement | Presence


def _records(analysis: Analysis) -> tuple[Record, ...]:
    return (*analysis.acts, *analysis.events, *analysis.movements, *analysis.presences)


def _matter(record: Record) -> tuple[object, ...]:
    """What a fact says, whoever says it and wherever."""
    if isinstance(record, Act):
        parties = tuple((p.entity, p.descriptor, p.quantity) for p in (*record.agents, *record.others))
        return "act", record.type, parties, record.proposition, record.asserts, record.polarity, record.completed
    if isinstance(record, Event):
        return "event", " ".join(record.gist.lower().split()), record.polarity
    if isinstance(record, Movement):
        return "movement", record.mover.entity, record.origin_place, record.destination, record.happened
    return "presence", record.who.entity, record.where, record.present


class Evidence:
    """Look-ups over one analysis, built once."""

    def __init__(self, analysis: Analysis) -> None:
        self.analysis = analysis
        self.sources = {source.id: source for source in analysis.sources}
        self.attributions = {attribution.id: attribution for attribution in analysis.attributions}
        self.entities = {entity.id: entity for entity in analysis.entities}
        self.narrator = self.sources["self"].entity if "self" in self.sources else None

    @cached_property
    def said(self) -> tuple[Claim, ...]:
        """Everything said to be so: the claims, and in a model that a person wrote each fact that no claim is about.

        Of an account in prose the stages make a claim of every statement, so that nothing is added to those.
        """
        claims = self.analysis.claims
        if self.analysis.stages:
            return claims
        covered = {record for claim in claims for record in claim.about}
        facts = [record for record in _records(self.analysis) if record.id not in covered]
        return (*claims, *map(self._as_claim, facts))

    def _as_claim(self, record: Record) -> Claim:
        chain = Chains(self.analysis).of_record(record)[0] if record.attribution else (tuple(record.sources),)
        steps = () if chain in (OWN_VOICE, ((),)) else chain
        hedged = not isinstance(record, Event) and record.hedged
        return Claim(
            id=record.id,
            chain=(("self",), *steps),
            status="alleged" if hedged else "asserted",
            spans=(record.trigger,)
            if isinstance(record, Event)
            else (record.cue if isinstance(record, Act) else record.span,),
            about=(record.id,),
        )

    @cached_property
    def seconded(self) -> frozenset[str]:
        """Ids of the facts that a person wrote down twice, on the word of different sources."""
        alike: dict[tuple[object, ...], list[Record]] = {}
        for record in () if self.analysis.stages else _records(self.analysis):
            alike.setdefault(_matter(record), []).append(record)
        return frozenset(
            record.id
            for group in alike.values()
            for record in group
            if record.sources and any(other.sources and other.sources != record.sources for other in group)
        )

    def speakers(self, claim: Claim) -> tuple[Source, ...]:
        """The outermost sources that answer for a claim, an outlet that carried them left out."""
        for step in claim.chain[1:]:
            found = tuple(self.sources[i] for i in step if i in self.sources and i != "self")
            if not found:
                return ()
            if not all(source.kind == "media" for source in found) or step == claim.chain[-1]:
                return found
        return ()

    def outermost(self, claim: Claim) -> bool:
        """Whether a claim is a source's own statement rather than words inside another's, or told inside the story."""
        attribution = self.attribution(claim)
        if attribution is None:
            return len(claim.chain) > 1
        return attribution.parent is None and not any(source.inner for source in self.speakers(claim))

    def attribution(self, claim: Claim) -> Attribution | None:
        """The attribution that a claim is the content of."""
        return self.attributions.get(claim.attribution or "")

    def own_voice(self, claim: Claim) -> bool:
        """Whether the account says it itself."""
        return all(step == ("self",) for step in claim.chain)

    def one_person(self, claim: Claim) -> bool:
        """Whether exactly one person answers for a claim."""
        found = self.speakers(claim)
        return len(found) == 1 and found[0].kind in PEOPLE and found[0].count.high == 1

    def of_publisher(self, claim: Claim) -> bool:
        """Whether a claim tells of the publisher's own work ("the Lantern asked …")."""
        names = (
            {w for w in self.sources["self"].descriptor.lower().split() if len(w) > 3}
            if "self" in self.sources
            else set()
        )
        return bool((names - listed("generic")) & self.words(claim.spans))

    def name(self, ident: str) -> str:
        """A source's descriptor or an entity's name; other words as they are."""
        if ident in self.sources:
            return self.sources[ident].descriptor
        name = self.entities[ident].name if ident in self.entities else ident
        return re.split(r",? who\b|,$", name, maxsplit=1)[0] or name  # "Jane Roe, who ran the mill,"

    @cached_property
    def by_id(self) -> dict[str, Claim]:
        """The claims by id."""
        return {claim.id: claim for claim in self.analysis.claims}

    @cached_property
    def offices(self) -> dict[str, tuple[tuple[str, ...], ...]]:
        """The words of the offices that named people of the account hold, by their last word."""
        found: dict[str, list[tuple[str, ...]]] = {}
        for entity in self.analysis.entities:
            if entity.named and entity.type == "person":
                for office in entity.roles:
                    words = tuple(office.title.lower().split())
                    if words:
                        found.setdefault(words[-1], []).append(words)
        return {head: tuple(titles) for head, titles in found.items()}

    def to_be_heard(self, ident: str) -> bool:
        """Whether somebody accused is one who can be asked: a person or body, no pronoun, no "the media", no whole people."""
        name, entity = self.name(ident), self.entities.get(ident)
        words = name.split()
        if not words or name.lower() in listed("pronouns") or not name[:1].isupper():
            return False
        if entity is None or entity.type != "group":
            return words[-1].lower() not in listed("diffuse")
        return len(words) > 1 and words[-1].lower() not in listed("diffuse")

    def of_character(self, ident: str) -> bool:
        """Whether a claim holds no deed against anybody, only what he is ("being a Democrat"), and nothing shameful."""
        claim = self.by_id.get(ident)
        words = self.low(claim).split() if claim is not None else []
        return words[:1] == ["being"] and not {w.strip(".,;“”\"'") for w in words} & listed("shameful")

    def called(self, source: Source) -> str:
        """A source as the account first calls it ("another adviser"); by its name where it has one, or in a model."""
        if source.kind not in ("anonymous_person", "unnamed_group") or not source.mentions or not self.analysis.stages:
            return source.descriptor
        words = " ".join(self.analysis.text_of(source.mentions[0]).split())
        if len(words) > 60 or words.lower() in listed("pronouns"):
            return source.descriptor
        return words if words.isupper() else words[:1].lower() + words[1:]

    def words(self, spans: tuple[Span, ...]) -> frozenset[str]:
        """The content words of spans, in lower case."""
        text = self.analysis.account.text
        found = (w.lower() for start, stop in spans for w in WORD.findall(text[start:stop]))
        return frozenset(w for w in found if w not in listed("empty"))

    @cached_property
    def bags(self) -> dict[str, frozenset[str]]:
        """Content words by claim id."""
        return {claim.id: self.words(claim.spans) for claim in self.analysis.claims}

    def alike(self, one: Claim, other: Claim) -> float:
        """Overlap of content words: shared over those of the shorter, 0 where it has fewer than four."""
        a, b = self.bags[one.id], self.bags[other.id]
        fewer = min(len(a), len(b))
        return len(a & b) / fewer if fewer >= 4 else 0.0

    def same_matter(self, one: Claim, other: Claim, least: float = 0.6) -> bool:
        """Whether two claims are of one proposition, or of nearly the same words."""
        if one.proposition is not None and one.proposition == other.proposition:
            return True
        return self.alike(one, other) >= least

    @cached_property
    def stems(self) -> dict[str, frozenset[str]]:
        """Stems of the content words by claim id."""
        return {ident: frozenset(map(stem, words)) for ident, words in self.bags.items()}

    def low(self, claim: Claim) -> str:
        """A claim's words in lower case, with straight apostrophes and single spaces."""
        text = self.analysis.account.text
        return " ".join(" ".join(text[a:b] for a, b in claim.spans).lower().replace("’", "'").split())

    @cached_property
    def neighbours(self) -> tuple[tuple[Claim, Claim], ...]:
        """Pairs of claims of sources that share two stems or more, found through their rarer ones."""
        by_stem: dict[str, list[int]] = {}
        claims = [c for c in self.analysis.claims if c.spans and self.speakers(c) and self.outermost(c)]
        for k, claim in enumerate(claims):
            for word in self.stems[claim.id]:
                by_stem.setdefault(word, []).append(k)
        shared: dict[tuple[int, int], int] = {}
        for held in by_stem.values():
            if 2 <= len(held) <= 30:
                for n, k in enumerate(held):
                    for other in held[n + 1 :]:
                        shared[k, other] = shared.get((k, other), 0) + 1
        return tuple((claims[k], claims[other]) for (k, other), n in sorted(shared.items()) if n >= 2)

    @cached_property
    def pairs(self) -> tuple[tuple[Claim, Claim], ...]:
        """Pairs of outermost claims that are of the same matter, found through their rarer words."""
        by_word: dict[str, list[Claim]] = {}
        for claim in self.analysis.claims:
            for word in self.bags[claim.id]:
                by_word.setdefault(word, []).append(claim)
        met: dict[tuple[str, str], tuple[Claim, Claim]] = {}
        for claims in by_word.values():
            if 2 <= len(claims) <= 40:
                for k, one in enumerate(claims):
                    for other in claims[k + 1 :]:
                        met.setdefault((one.id, other.id), (one, other))
        return tuple(pair for _, pair in sorted(met.items()) if self.same_matter(*pair))
