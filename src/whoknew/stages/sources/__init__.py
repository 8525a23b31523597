"""Sources resolved: every distinct source of the account, what is known of it, and which relation it speaks in.

Each attribution gets the ids of those who speak; ``self`` is the account's own voice. An unnamed source never gets a
name: it joins other unnamed mentions only, and what may be the same people is said in ``overlaps``.
"""

import msgspec

from whoknew.model import Analysis, Attribution, Count, Diagnostic, Entity, Source, Span, Spans
from whoknew.model.wording import Wording
from whoknew.stages.sources import (
    bounds,
    channels,
    credits,
    described,
    elliptic,
    kinds,
    people,
    publishing,
    signers,
    speakers,
    stated,
    withheld,
)
from whoknew.stages.sources.clusters import Cluster
from whoknew.stages.sources.lexicon import lexicon
from whoknew.stages.sources.notes import note_spans
from whoknew.stages.sources.phrase import describe
from whoknew.stages.sources.resolve import Resolver

VERSION = "1"
ANYBODY = frozenset({"person", "source", "insider", "somebody", "someone", "man", "woman", "others"})


class Sources:
    """The stage: see the module's docstring."""

    name = "sources"
    version = VERSION
    requires = frozenset({"attributions", "tokens", "sentences"})
    uses = frozenset({"entities", "signals", "blocks", "quotations"})
    provides = frozenset({"sources", "attributions.sources"})

    def __call__(self, analysis: Analysis, /) -> Analysis:
        words = Wording(analysis)
        built = build(analysis, words)
        made = (built.voice, *built.sources)
        return msgspec.structs.replace(
            analysis,
            sources=made,
            attributions=tuple(_named(a, built.spoken) for a in analysis.attributions),
            diagnostics=(*analysis.diagnostics, *built.doubts),
        )


class Built(msgspec.Struct, frozen=True):
    """``self``, the other sources, for each attribution id the ids of who speaks in it, and what is in doubt."""

    voice: Source
    sources: tuple[Source, ...]
    spoken: dict[str, tuple[str, ...]]
    doubts: tuple[Diagnostic, ...] = ()


def build(analysis: Analysis, words: Wording) -> Built:
    """Resolve all speakers and channels of an analysis."""
    table = lexicon()
    who = people.People(analysis, words, table)
    notes = note_spans(analysis, table)
    used: set[int] = set()
    kept = withheld.general_note(analysis, table, notes, used) is not None
    paper = publishing.publisher(analysis, words, table)
    signed = signers.signed(analysis, words, table)
    resolver = Resolver(
        words,
        table,
        who.persons,
        _headings(analysis),
        kept=kept,
        bodies=who.bodies,
        blocks=tuple(sentence.block for sentence in analysis.sentences),
        notes=tuple(notes),
    )
    spoken: dict[str, list[int]] = {}
    voice: set[str] = set()
    heard = sorted(
        [*speakers.speakers(analysis, words, table, paper.names), *channels.channels(analysis, words, table)],
        key=lambda one: (one.whole, one.channel),
    )
    for speaker in heard:
        whole = _resolved(analysis, words, who, who.antecedent(speaker.whole))
        phrase = elliptic.stand_for(words, table, describe(words, table, whole, who.names), resolver.unnamed_phrases)
        if people.own_voice(words, table, phrase, paper.names):
            voice.add(speaker.attribution or "")
            continue
        index = resolver.add(speaker, phrase, who.entity(phrase))
        if index is not None and not speaker.channel and speaker.attribution is not None:
            spoken.setdefault(speaker.attribution, []).append(index)
    clusters = [cluster for cluster in resolver.clusters if cluster.speakers]
    order = sorted(range(len(clusters)), key=lambda k: clusters[k].phrases[0].whole)
    ids = {k: f"s{n + 1}" for n, k in enumerate(order)}
    by_id = {attribution.id: attribution for attribution in analysis.attributions}
    by_entity = {entity.id: entity for entity in analysis.entities}
    told = any(not resolver.only_heading(cluster) for cluster in clusters)
    made = [
        _source(
            analysis,
            words,
            by_id,
            clusters,
            ids,
            k,
            notes,
            used,
            who,
            by_entity,
            # whom only a heading tells of without a name ("General reveals …"), the text tells of by another
            titular=told and clusters[k].unnamed and resolver.only_heading(clusters[k]),
        )
        for k in order
    ]
    made = bounds.reconcile(analysis, words, table, _withheld(analysis, _shared(_confiding(made)), notes, used))
    final = {ident: tuple(dict.fromkeys(ids[k] for k in indices)) for ident, indices in spoken.items()}
    final.update({ident: ("self",) for ident in voice if ident and ident not in final})
    beside = credits.publishers(analysis, paper, signed, len(made))
    carried = analysis.text_of(paper.carried) if paper.carried is not None else ""
    return Built(
        voice=_self(analysis, paper, signed),
        sources=(*made, *beside),
        spoken=final,
        doubts=tuple(publishing.doubts(paper, carried, Sources.name)),
    )


def _headings(analysis: Analysis) -> frozenset[int]:
    """Indices of the sentences of titles and headings."""
    blocks = analysis.blocks
    return frozenset(
        n
        for n, s in enumerate(analysis.sentences)
        if 0 <= s.block < len(blocks) and blocks[s.block].type in ("title", "heading")
    )


def _resolved(analysis: Analysis, words: Wording, who: "people.People", whole: tuple[int, int]) -> tuple[int, int]:
    """Without coreference, "he" or "she" read as the name that opens a sentence just before it, where there is one."""
    first, end = whole
    if analysis.entities or end - first != 1 or words.lower[first] not in ("he", "she"):
        return whole
    sentence = words.sentence[first]
    block = analysis.sentences[sentence].block if sentence >= 0 else -1
    start = words.range_of(analysis.blocks[block].span)[0] if 0 <= block < len(analysis.blocks) else 0
    return who.subject_before(first, start) or whole


def _self(analysis: Analysis, paper: publishing.Publisher, signed: signers.Signed) -> Source:
    """The account's own voice: its signer where it is his, else its publisher, else whoever wrote it."""
    account = analysis.account
    signer = analysis.text_of(signed.author) if signed.author is not None else None
    bearer = signers.bearer(analysis, signed.author) if signed.author is not None and signed.own else None
    narrator = people.narrator(analysis)
    publisher = account.publisher or paper.name
    name = (signer if signed.own else None) or publisher or account.author or signer or "the account"
    return Source(
        id="self",
        descriptor=name,
        kind="self",
        entity=bearer.id if bearer is not None else narrator,
        role="author" if name == signer else None,
        organisation=publisher if name == signer else None,
        on_record=True,
        mentions=(signed.author,) if name == signer and signed.author is not None else paper.spans,
        origin=f"sources/{VERSION}",
    )


def _named(attribution: Attribution, spoken: dict[str, tuple[str, ...]]) -> Attribution:
    ids = spoken.get(attribution.id, ())
    return msgspec.structs.replace(attribution, sources=ids) if ids else attribution


def _source(
    analysis: Analysis,
    words: Wording,
    by_id: dict[str, Attribution],
    clusters: list[Cluster],
    ids: dict[int, str],
    k: int,
    notes: list[Span],
    used: set[int],
    who: "people.People",
    by_entity: dict[str, Entity],
    titular: bool = False,
) -> Source:
    cluster = clusters[k]
    table = lexicon()
    unnamed = cluster.unnamed
    entity: Entity | None = cluster.entity
    kept = withheld.anonymity(analysis, words, table, cluster, notes, used) if unnamed else None
    if kept is not None and kept.requested:
        cluster.kind = "anonymous_person"  # a group in general asks for nothing
    basis = withheld.basis(analysis, words, table, cluster, by_id)
    role, organisation, nationality = stated.attributes(who, cluster, entity, by_entity)
    if unnamed:
        role = None if cluster.first.noun in ANYBODY else described.trade(words, table, cluster)
    member = stated.member_of(analysis, words, cluster, basis)
    if cluster.part_of is not None:
        member = ids.get(cluster.part_of, member)
    return Source(
        id=ids[k],
        descriptor=described.descriptor(words, table, cluster),
        kind=cluster.kind,  # type: ignore[arg-type]
        entity=entity.id if entity is not None and not (unnamed and entity.named) else None,
        count=_count(cluster),
        role=role,
        organisation=organisation,
        nationality=nationality,
        on_record=True if cluster.kind == "named_person" else False if cluster.kind == "anonymous_person" else None,
        basis=basis,
        anonymity=kept if kept is not None else Source(id="", descriptor="", kind="self").anonymity,
        member_of=member,
        mentions=_mentions(words, cluster),
        inner=all(speaker.inner for speaker in cluster.speakers) or titular,
        publisher=cluster.kind == "media" and all(_could_not(by_id, speaker) for speaker in cluster.speakers),
        origin=f"sources/{VERSION}",
    )


def _could_not(by_id: dict[str, Attribution], speaker: speakers.Speaker) -> bool:
    """ "The Lantern could not verify the plans": a paper at its own work, and no source of a claim."""
    attribution = by_id.get(speaker.attribution or "")
    return attribution is not None and attribution.cue_class == "verifying" and attribution.negated


def _confiding(made: list[Source]) -> list[Source]:
    """A group of which one member asks for his name to be kept is no group in general."""
    groups = {s.member_of for s in made if s.anonymity.requested and s.kind == "anonymous_person"}
    return [
        msgspec.structs.replace(s, kind="anonymous_person", on_record=False)
        if s.id in groups and s.kind == "unnamed_group"
        else s
        for s in made
    ]


def _shared(made: list[Source]) -> list[Source]:
    """Why the names of a group are kept ("they asked not to be named because …") holds of "one of" them too."""
    asked = {source.id: source.anonymity for source in made if source.anonymity.requested}
    return [
        msgspec.structs.replace(source, anonymity=asked[source.member_of])
        if source.kind == "anonymous_person" and source.anonymity.reason is None and source.member_of in asked
        else source
        for source in made
    ]


def _count(cluster: Cluster) -> Count:
    """A named person or a body is one; unnamed people as many as their first phrase says."""
    if cluster.kind in ("named_person", "organisation"):
        return Count()
    if cluster.kind == "unnamed_group" and cluster.first.noun in lexicon().shares:
        return Count(low=2, high=None)
    return cluster.first.count


def _mentions(words: Wording, cluster: Cluster) -> Spans:
    return tuple(sorted({words.span(*phrase.whole) for phrase in cluster.phrases}))


def _withheld(analysis: Analysis, made: list[Source], notes: list[Span], used: set[int]) -> list[Source]:
    """A note for the whole account gives its reason to every anonymous person that has none of its own."""
    general = withheld.general_note(analysis, lexicon(), notes, used)
    if general is None:
        return made
    return [
        msgspec.structs.replace(source, anonymity=msgspec.structs.replace(source.anonymity, reason=general))
        if source.kind in kinds.UNNAMED and source.kind == "anonymous_person" and source.anonymity.reason is None
        else source
        for source in made
    ]


stage = Sources()
