"""Who a pronoun that speaks stands for: by coreference, by the turn of the talk, else the last speaker it could mean."""

from whoknew.model import Entity
from whoknew.stages.sources import tags
from whoknew.stages.sources.clusters import Cluster, Memory
from whoknew.stages.sources.phrase import Phrase

NEAR = 2  # sentences over which "it" reaches back to a paper or a body that spoke


def _stated_sex(memory: Memory, cluster: Cluster) -> str | None:
    """What the account's own word for the source says ("widow Ana Ruiz", "the congressman"), above any guess."""
    words: set[str] = set()
    for phrase in cluster.phrases:
        if phrase.pronoun is None:
            words.add(phrase.noun)
            if phrase.name is not None and phrase.whole[0] < phrase.name[0]:
                words.add(memory.words.lower[phrase.name[0] - 1])
    female, male = words & memory.lexicon.words["female"], words & memory.lexicon.words["male"]
    return None if bool(female) == bool(male) else "female" if female else "male"


def _tagged(memory: Memory, phrase: Phrase, entity: Entity | None) -> int | None:
    """The last speaker, where the pronoun is the tag of a paragraph's quotation; see ``tags``."""
    if not tags.opens_or_tags(memory.words, memory.blocks, phrase):
        return None
    here = memory.words.sentence[phrase.head]
    for index in memory.recent():
        cluster = memory.clusters[index]
        if cluster.speakers[-1].channel:
            continue
        spoke = cluster.phrases[-1].head
        there = memory.words.sentence[spoke]
        if not 0 <= memory.blocks[here] - memory.blocks[there] <= 1 or there in memory.headings:
            return None
        if cluster.speakers[-1].nested or _other_sex(memory, cluster, phrase.pronoun or ""):
            continue
        if cluster.kind != "named_person" or tags.stepped_in(memory.words, entity, spoke, phrase.head):
            return None
        return index
    return None


def _going_on(memory: Memory, phrase: Phrase, entity: Entity | None) -> int | None:
    """The one who spoke in the sentence before goes on ("Jalali said … He was ready, he said"), where coreference
    gives the pronoun to somebody else who has not spoken at all."""
    if entity is None or not memory.last or phrase.pronoun not in ("he", "she") or len(memory.blocks) == 0:
        return None
    if any(c.entity is not None and c.entity.id == entity.id for c in memory.clusters):
        return None
    index = memory.last[-1]
    cluster = memory.clusters[index]
    here, there = memory.words.sentence[phrase.head], memory.words.sentence[cluster.phrases[-1].head]
    near = 0 <= here - there <= 1 and memory.blocks[here] == memory.blocks[there]
    turned = cluster.speakers[-1].kind in ("charging", "criticizing", "asking", "doubting", "denying")
    quoting = _one_unnamed(memory, cluster) and _quotes(memory, here)
    if not near or turned or _other_sex(memory, cluster, phrase.pronoun):
        return None
    if cluster.kind != "named_person" and not quoting:
        return None
    called = {
        memory.words.text[a:b].lower() for a, b in (cluster.entity.mentions if cluster.entity is not None else ())
    }
    wrong = {"she", "her"} if phrase.pronoun == "he" else {"he", "him", "his"}
    return None if called & wrong else index


def _one_unnamed(memory: Memory, cluster: Cluster) -> bool:
    """Whether a source is one unnamed person ("one of the nurses"), who may be either "he" or "she"."""
    return cluster.kind == "anonymous_person" and cluster.first.count.high == 1


def _quotes(memory: Memory, sentence: int) -> bool:
    """Whether a sentence has words in quotation marks: these go on from the speaker who stands nearest before."""
    if sentence < 0:
        return False
    span = memory.words.sentences[sentence]
    return any(memory.words.quoted[i] >= 0 for i in range(span.first, span.end))


def _other_sex(memory: Memory, cluster: Cluster, pronoun: str) -> bool:
    """Whether the account has called this source by the other pronoun, or by the other title or noun."""
    spoken = {p.pronoun for p in cluster.phrases if p.pronoun}
    called = {w for p in cluster.phrases if p.pronoun is None for w in memory.words.lower[slice(*p.whole)]}
    known = cluster.entity.gender if cluster.entity is not None else None
    stated = _stated_sex(memory, cluster)
    if stated is not None:
        return (stated == "male") != (pronoun in ("he", "him", "his", "himself"))
    if known in ("male", "female") and pronoun in ("he", "him", "his", "himself", "she", "her", "herself"):
        return (known == "male") != (pronoun in ("he", "him", "his", "himself"))
    if pronoun in ("she", "her", "herself"):
        return bool(spoken & {"he", "him", "his"} or called & memory.lexicon.words["male"])
    return pronoun in ("he", "him", "himself", "his") and bool(
        spoken & {"she"} or called & memory.lexicon.words["female"]
    )


def by_pronoun(memory: Memory, phrase: Phrase, entity: Entity | None) -> int | None:
    """By coreference where it names somebody; else the last speaker that the pronoun could mean."""
    going_on = _tagged(memory, phrase, entity)
    going_on = _going_on(memory, phrase, entity) if going_on is None else going_on
    if going_on is not None:
        return going_on
    if entity is not None:
        for index in memory.known():
            held = memory.clusters[index].entity
            if held is not None and held.id == entity.id:
                return index
        if entity.named:
            return None
    listed = memory.lexicon.words
    pronoun = phrase.pronoun or ""
    for index in memory.recent():
        cluster = memory.clusters[index]
        many = cluster.first.plural or cluster.first.count.low > 1
        person = cluster.kind == "named_person" or (cluster.unnamed and not many)
        if _other_sex(memory, cluster, pronoun):
            continue
        if pronoun in listed["singular_pronouns"] and person:
            return index
        if pronoun in listed["plural_pronouns"] and (
            (many and cluster.kind not in ("media", "document")) or cluster.kind == "organisation"
        ):
            return index
        apart = memory.words.sentence[phrase.head] - memory.words.sentence[cluster.phrases[-1].head]
        if apart <= NEAR and pronoun in listed["things"] and cluster.kind in ("organisation", "document", "media"):
            return index
    return None
