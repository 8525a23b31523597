"""Named sources taken up again: by name, by entity, by the office or the age that the account calls them by."""

from whoknew.model import Entity
from whoknew.stages.sources.clusters import Memory
from whoknew.stages.sources.phrase import Phrase
from whoknew.stages.sources.speakers import Speaker


def office_holder(memory: Memory, phrase: Phrase) -> bool:
    """ "The senator", "the former secretary of state": an office, told of somebody whom the account has named before."""
    definite = phrase.determiner in ("the", "this", "both")
    spoken = memory.unnamed_nouns(singular=True)
    lead = set(memory.words.lower[phrase.core[0] : phrase.head])
    once = bool(lead & {"former", "current", "ex", "then"}) and phrase.noun in memory.lexicon.person
    office = phrase.noun in memory.lexicon.offices or (once and phrase.noun not in memory.lexicon.confiding)
    return definite and (phrase.post is None or once) and office and phrase.noun not in spoken


def aged(memory: Memory, phrase: Phrase) -> bool:
    """ "The 41-year-old baker": an account's way of naming again somebody whom it has just named."""
    lead = memory.words.lower[phrase.core[0] : phrase.head]
    aged = any(w == "old" or w.endswith("-old") for w in lead)
    told = any(a < b_ and a_ < b for a, b in (memory.note_range(phrase),) for a_, b_ in memory.notes)
    spoken = memory.unnamed_nouns()
    return phrase.determiner == "the" and aged and not (memory.kept or told or phrase.noun in spoken)


def same_office(memory: Memory, phrase: Phrase) -> int | None:
    """The holder of an office that spoke before without a name ("the mayor of Vesper", then "the mayor")."""
    if phrase.name is not None:
        return None
    for index in memory.recent():
        first = memory.clusters[index].first
        if memory.clusters[index].kind == "named_person" and first.name is None and first.noun == phrase.noun:
            return index
    return None


def last_named(memory: Memory, phrase: Phrase, speaker: Speaker, entity: Entity | None = None) -> int | None:
    """The named person who spoke last, a few sentences back at most; nobody where there is none, or where
    coreference (``entity``) reads the phrase as another person whom the account names."""
    if phrase.plural:
        return None
    for index in memory.recent():
        cluster = memory.clusters[index]
        apart = memory.words.sentence[phrase.head] - memory.words.sentence[cluster.phrases[-1].head]
        if cluster.kind == "named_person" and 0 <= apart <= 4:
            held = cluster.entity
            if entity is not None and entity.named and held is not None and held.id != entity.id:
                return None
            cluster.phrases.append(phrase)
            cluster.speakers.append(speaker)
            memory.last.append(index)
            return index
    return None


def names_again(memory: Memory, kind: str, phrase: Phrase, entity: Entity | None) -> bool:
    """Whether a definite description is the account's own way of naming somebody again ("the candidate").

    Never for a word that keeps a confidence, for a number, or where an unnamed source goes by that noun.
    """
    if entity is None or not entity.named or entity.type != "person" or kind != "anonymous_person":
        return False
    if memory.kept or any(a < b_ and a_ < b for a, b in (memory.note_range(phrase),) for a_, b_ in memory.notes):
        return False  # where names are kept, no description gives one away
    definite = phrase.determiner in ("the", "this", "that") and not phrase.counted and not phrase.plural
    spoken = memory.unnamed_nouns()
    return definite and phrase.noun not in spoken and phrase.noun not in memory.lexicon.confiding | memory.lexicon.kept


def by_entity(memory: Memory, entity: Entity) -> int | None:
    for index in memory.known():
        held = memory.clusters[index].entity
        if held is not None and held.id == entity.id:
            return index
    last = entity.name.lower().split()[-1]
    return next((i for i, c in enumerate(memory.clusters) if c.kind == "named_person" and last in c.names), None)


def same_name(memory: Memory, entity: Entity) -> int | None:
    """The named person or body that bears this entity's name where coreference left two chains of one name; if only one does."""
    own = {w for w in entity.name.lower().split() if w.isalpha() and w not in memory.lexicon.words["titles"]}
    own -= {"the", "of"}
    kinds = ("named_person",) if entity.type == "person" else ("organisation", "media")
    bearers = [
        i
        for i in memory.known()
        if memory.clusters[i].kind in kinds
        and memory.clusters[i].names
        and (entity.type == "person" or own == memory.clusters[i].names or len(own & memory.clusters[i].names) > 1)
        and (own <= memory.clusters[i].names or memory.clusters[i].names <= own)
    ]
    return bearers[0] if own and len(bearers) == 1 else None


def by_name(memory: Memory, kind: str, phrase: Phrase, entity: Entity | None) -> int | None:
    names = memory.names(phrase)
    last = memory.words.lower[phrase.name[1] - 1] if phrase.name else ""
    for index in memory.known():
        cluster = memory.clusters[index]
        if cluster.unnamed:
            continue
        if entity is not None and cluster.entity is not None and cluster.entity.id == entity.id:
            return index
        if kind == "named_person" and _namesakes(memory, cluster.entity, entity):
            continue
        if cluster.kind == kind == "named_person":
            if last in cluster.names and cluster.names and (names <= cluster.names or cluster.names <= names):
                return index
        elif cluster.kind == kind and names and cluster.names and (names <= cluster.names or cluster.names <= names):
            return index
    return None


def _namesakes(memory: Memory, one: Entity | None, other: Entity | None) -> bool:
    """Whether two people share a last name and nothing else: "Boom" is Karel Boom where coreference says so, not Ida."""
    if one is None or other is None or one.id == other.id or not (one.named and other.named):
        return False
    titles = memory.lexicon.words["titles"]
    ours, theirs = ({w for w in held.name.lower().split() if w.isalpha() and w not in titles} for held in (one, other))
    return not (ours <= theirs or theirs <= ours)
