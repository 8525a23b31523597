"""Papers taken up again under other words: a survey as "the study", a poll told first as "a new poll", a statement that is
its issuer's own words."""

import msgspec

from whoknew.stages.sources.clusters import Cluster, Memory
from whoknew.stages.sources.outlets import alone, is_outlet
from whoknew.stages.sources.phrase import Phrase

NEAR = 2  # sentences over which "the study" takes up a survey, and "the statement" what was issued
FAR = 8  # sentences over which a poll that was only "a new poll" gets its name


def issuer(memory: Memory, phrase: Phrase) -> int | None:
    """ "The council issued a statement … The statement noted": the council's words, where the council is known to speak."""
    words, listed = memory.words, memory.lexicon.words
    if not words.parsed or phrase.determiner not in ("the", "this") or phrase.noun not in listed["messages"]:
        return None
    if phrase.post is not None or phrase.plural:
        return None
    here = words.sentence[phrase.head]
    for i in range(phrase.whole[0] - 1, words.sentences[max(0, here - NEAR)].first - 1, -1):
        verb = words.heads[i]
        if words.lower[i] != phrase.noun or verb < 0 or words.lemmas[verb] not in listed["issues"]:
            continue
        subject = next((c for c in words.children[verb] if words.deprels[c] == "nsubj"), -1)
        for index in memory.recent():
            cluster = memory.clusters[index]
            if any(one.whole[0] <= subject < one.whole[1] for one in cluster.phrases):
                return index
    return None


def same_survey(memory: Memory, phrase: Phrase) -> int | None:
    """ "The study" after "a recent survey of voters"; "the latest Reuters poll" after a mere "new poll"."""
    listed = memory.lexicon.words
    if phrase.noun not in listed["surveys"] or phrase.plural:
        return None
    here = memory.words.sentence[phrase.head]
    known = [memory.clusters[index] for index in memory.recent() if memory.clusters[index].kind == "document"]
    for cluster in known:
        apart = here - memory.words.sentence[cluster.phrases[-1].head]
        if cluster.first.noun not in listed["surveys"] or cluster.first.plural or not 0 <= apart <= FAR:
            continue
        taken_up = phrase.determiner in ("the", "this") and not memory.modifiers(phrase) and phrase.post is None
        if taken_up and apart <= NEAR:
            return memory.clusters.index(cluster)
        plain = memory.modifiers(cluster.first) <= listed["newest"] and cluster.first.name is None
        told = sum(one.kind == "document" and one.first.noun in listed["surveys"] for one in memory.clusters)
        if plain and told == 1 and cluster.first.noun == phrase.noun and memory.modifiers(phrase) & listed["newest"]:
            cluster.phrases.insert(0, phrase)
            return memory.clusters.index(cluster)
    return None


def of_outlet(memory: Memory, phrase: Phrase) -> Phrase:
    """ "A report by the Lantern": the Lantern's word, under its name."""
    if phrase.post is None or phrase.noun not in memory.lexicon.words["pieces"]:
        return phrase
    first, end = phrase.post
    if phrase.name is not None and phrase.name[0] < first:
        return phrase
    if memory.words.lower[first] not in ("by", "in", "from"):
        return phrase
    begin = first + 1 + (memory.words.lower[first + 1 : first + 2] == ["the"])
    for stop in range(min(end, begin + 5), begin, -1):
        article = begin > first + 1 and alone(memory.words, memory.lexicon, begin, stop)
        if article or is_outlet(memory.words, memory.lexicon, begin, stop):
            return msgspec.structs.replace(
                phrase,
                core=(begin, stop),
                head=stop - 1,
                noun=memory.words.lower[stop - 1],
                determiner="the" if article else "",
                name=(begin, stop),
                post=None,
                person=False,
            )
    return phrase


def announced_body(memory: Memory, kind: str, phrase: Phrase) -> int | None:
    """A body that only a heading has named so far ("Court rules …"), named in full in the text ("a federal court")."""
    if kind != "organisation" or memory.words.sentence[phrase.head] in memory.headings or phrase.name is not None:
        return None
    for index in memory.known():
        cluster: Cluster = memory.clusters[index]
        same = cluster.kind == kind and cluster.first.noun == phrase.noun and memory.only_heading(cluster)
        if same and memory.modifiers(cluster.first) <= memory.modifiers(phrase):
            cluster.phrases.insert(0, phrase)
            return index
    return None
