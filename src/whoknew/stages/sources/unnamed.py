"""Unnamed sources taken up again: the same noun, the same number, the group that one of them is taken from. Never by a name."""

from whoknew.model import Entity
from whoknew.stages.sources.clusters import Cluster, Memory
from whoknew.stages.sources.elliptic import GROUPS, TELLING
from whoknew.stages.sources.phrase import Phrase


def _from_heading(memory: Memory, phrase: Phrase) -> int | None:
    """A source that only a heading has named so far ("Officers say …"), told properly in the text."""
    for index in memory.announced:
        cluster = memory.clusters[index]
        plural = cluster.first.plural == phrase.plural or phrase.count.low > 1
        if cluster.unnamed and cluster.first.noun == phrase.noun and plural and memory.only_heading(cluster):
            cluster.phrases.insert(0, phrase)
            return index
    return None


def earlier_unnamed(memory: Memory, kind: str, phrase: Phrase, entity: Entity | None) -> int | None:
    if memory.words.sentence[phrase.head] not in memory.headings:
        announced = _from_heading(memory, phrase)
        if announced is not None:
            memory.clusters[announced].kind = kind
            memory.clusters[announced].entity = entity if entity is not None and not entity.named else None
            return announced
    definite = phrase.determiner in memory.lexicon.words["definite"]
    bare = not phrase.determiner and not phrase.counted and phrase.plural
    part = whole_of(memory, phrase) is not None
    for index in memory.recent():
        cluster = memory.clusters[index]
        if not cluster.unnamed or part:
            continue
        first = cluster.first
        if entity is not None and cluster.entity is not None and entity.id == cluster.entity.id and definite:
            return index
        same = first.noun == phrase.noun and (memory.modifiers(phrase) <= memory.modifiers(first) or not definite)
        same = same and not _told_apart(memory, first, phrase)
        if definite and same and first.plural == phrase.plural:
            return index
        held = entity is not None and cluster.entity is not None and entity.id == cluster.entity.id
        plain = first.noun == phrase.noun and first.plural and not first.counted and not first.determiner
        if bare and held and plain:
            return index
        if bare and same and memory.modifiers(phrase) == memory.modifiers(first) and first.plural and not first.counted:
            return index
    if definite and phrase.counted:
        return _by_number(memory, phrase)
    return None


def _told_apart(memory: Memory, first: Phrase, phrase: Phrase) -> bool:
    """Whether what follows the nouns sets them apart: "people close to the minister", "people who were there"."""
    ours, theirs = _post(memory, phrase), _post(memory, first)
    return bool(ours) and not ours & theirs


def _post(memory: Memory, phrase: Phrase) -> set[str]:
    if phrase.post is None:
        return set()
    skip = memory.lexicon.words["links"] | memory.lexicon.words["determiners"]
    return {w for w in memory.words.lower[slice(*phrase.post)] if w[0].isalnum() and w not in skip and len(w) > 2}


def _by_number(memory: Memory, phrase: Phrase) -> int | None:
    """ "The two relatives" after "two members of the family": the last unnamed source of that number."""
    for index in memory.recent():
        cluster = memory.clusters[index]
        if cluster.unnamed and cluster.first.counted and cluster.first.count == phrase.count:
            return index
    return None


def whole_of(memory: Memory, phrase: Phrase) -> int | None:
    """The group that "one of the relatives" or "a third of the officers" is taken from."""
    low = memory.words.lower
    if phrase.borrowed is not None:
        for index in memory.recent():
            cluster = memory.clusters[index]
            several = cluster.first.plural or cluster.first.count.low > 1
            if cluster.unnamed and several and any(one.head == phrase.borrowed for one in cluster.phrases):
                return index
        if phrase.borrowed < phrase.whole[0]:
            return None
    for i in range(phrase.whole[0] + 1, min(phrase.whole[0] + 4, phrase.whole[1])):
        if low[i] == "of" and (
            low[i - 1] in memory.lexicon.numbers or low[i - 1] in ("some", "several", "most", "another", "one")
        ):
            noun = next(
                (
                    memory.lexicon.singular(w)
                    for w in low[i + 1 : phrase.whole[1]]
                    if memory.lexicon.singular(w) in memory.lexicon.person
                ),
                memory.lexicon.singular(low[phrase.core[1] - 1]),
            )
            pronoun = low[i + 1] in GROUPS and not (i + 2 < phrase.whole[1] and low[i + 2] in TELLING)
            for index in memory.recent():
                cluster = memory.clusters[index]
                several = cluster.first.plural or cluster.first.count.low > 1
                if (
                    cluster.unnamed
                    and several
                    and (pronoun or cluster.first.noun == noun or noun in _pronouns_of(memory, cluster))
                ):
                    return index
    return None


def _pronouns_of(memory: Memory, cluster: Cluster) -> set[str]:
    return {phrase.noun for phrase in cluster.phrases}
