"""What is stated of a source: its role, its body and nation, the group in the story that it was one of."""

from whoknew.model import Analysis, Basis, Entity, Span
from whoknew.model.wording import Wording
from whoknew.stages.sources.clusters import Cluster
from whoknew.stages.sources.described import joined
from whoknew.stages.sources.lexicon import Lexicon
from whoknew.stages.sources.people import VAGUE, People
from whoknew.stages.sources.phrase import Phrase

HONORIFICS = frozenset(["mr", "mr.", "mrs", "mrs.", "ms", "ms.", "dr", "dr.", "sir", "dame"])


def attributes(
    who: People, cluster: Cluster, entity: Entity | None, by_id: dict[str, Entity]
) -> tuple[str | None, str | None, str | None]:
    """Role, organisation and nationality as the source's own phrases state them, else its entity's first office.

    A person, a place or a party that only an adjective names ("the Republican nominee") is no organisation.
    """
    words, lexicon = who.words, who.lexicon
    role = organisation = nationality = None
    people = cluster.kind in ("named_person", "anonymous_person", "unnamed_group")
    for phrase in cluster.phrases:
        if role is None and phrase.role is not None and people:
            role = _office(words, lexicon, phrase)
        if organisation is None and phrase.organisation is not None and people:
            organisation = who.body(phrase.organisation)
        nationality = nationality or (phrase.nationality if people else None)
    if entity is not None and not cluster.unnamed and entity.roles and cluster.kind == "named_person":
        first = entity.roles[0]
        role = role or first.title
        organisation = organisation or _of(words, lexicon, first.of, by_id.get(first.of or ""), first.span)
    return role, organisation, nationality


def _of(words: Wording, lexicon: Lexicon, of: str | None, entity: Entity | None, span: Span | None) -> str | None:
    """The body of an office, where it is one and the office's own words name it."""
    if of is None or span is None:
        return None
    if entity is not None:
        inside = any(span[0] <= a and b <= span[1] and not _adjective(words.text[a:b]) for a, b in entity.mentions)
        vague = entity.name.lower().removeprefix("the ") in VAGUE
        return of if entity.type == "organisation" and (inside or not entity.named) and not vague else None
    last = of.lower().split()[-1]
    body = last in lexicon.body_endings | lexicon.organisation | lexicon.outlet_endings or of.isupper()
    return of if body and of.lower() in words.text[slice(*span)].lower() else None


def _adjective(name: str) -> bool:
    """Whether a party is only hinted at by an adjective ("the Republican nominee")."""
    return name.lower() in ADJECTIVES


ADJECTIVES = frozenset({"republican", "democrat", "democratic", "conservative", "liberal", "labour", "labor"})


def _office(words: Wording, lexicon: Lexicon, phrase: Phrase) -> str | None:
    """The role in a phrase without the body: "senior adviser" of "senior adviser to the Committee"; no initials."""
    first, end = phrase.role or (0, 0)
    body = phrase.organisation or (0, 0)
    kept = [k for k in range(first, end) if not body[0] <= k < body[1]]
    if body[1] and body[1] >= end:  # "senior adviser to the centrist | Committee"
        adjectives = words.parsed and len(kept) > 2 and words.upos[kept[-1]] == "ADJ"
        kept = kept[:-1] if adjectives else kept
    joins = lexicon.words["links"] | lexicon.words["determiners"]
    while kept and (
        words.lower[kept[-1]] in joins or not words.lower[kept[-1]][0].isalnum() or words.lower[kept[-1]] == "'s"
    ):
        kept.pop()
    while kept and (words.lower[kept[0]] in lexicon.words["determiners"] or words.lower[kept[0]] in ("'s", ",", "-")):
        kept = kept[1:]
    if not kept or words.lower[kept[0]] in HONORIFICS:
        return None
    known = lexicon.person | lexicon.words["titles"] | lexicon.generic
    told = any(lexicon.singular(words.lower[k]) in known or words.lower[k].rstrip(".") in known for k in kept)
    plain = any(len(words.lower[k]) > 3 and words.forms[k][:1].islower() for k in kept)
    return joined(words, kept) if told or plain else None


def member_of(analysis: Analysis, words: Wording, cluster: Cluster, basis: Basis) -> str | None:
    """The group in the story that an unnamed participant was one of ("a commander who was there")."""
    if not cluster.unnamed or cluster.first.plural:
        return None
    own = words.span(*cluster.first.whole)
    groups_of = cluster.entity.member_of if cluster.entity is not None else ()
    by_id = {entity.id: entity for entity in analysis.entities}
    for ident in groups_of:
        if (
            ident in by_id
            and not _shortlist(by_id[ident], by_id)
            and not any(a < own[1] and own[0] < b for a, b in by_id[ident].mentions)
        ):
            return ident
    if basis.kind != "participant":
        return None
    here = words.spans[cluster.first.head][0]
    groups = [
        (start, entity)
        for entity in analysis.entities
        if entity.type == "group"
        and entity.count is not None
        and entity.count.low > 2
        and not _shortlist(entity, by_id)
        for start, _ in entity.mentions
        if 0 < here - start < 600
    ]
    return max(groups, key=lambda pair: pair[0])[1].id if groups else None


def _shortlist(group: Entity, by_id: dict[str, Entity]) -> bool:
    """Whether a group names some who are in it: to say that an unnamed source is one of them would be a shortlist."""
    return group.named or any(by_id[member].named for member in group.members if member in by_id)
