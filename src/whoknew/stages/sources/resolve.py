"""Speaking phrases to distinct sources: by name, by coreference, by descriptor; unnamed ones never to a name.

A phrase joins an earlier source when it has the same name, when it is a pronoun that coreference or nearness gives it,
or when it is a definite description ("the commander", "the same aide") of the last unnamed source with that noun. An
indefinite one ("an aide", "three diplomats") is a new source. What is unnamed joins only what is unnamed: no guess.
"""

import msgspec

from whoknew.model import Entity
from whoknew.stages.sources import kinds, papers
from whoknew.stages.sources.clusters import Cluster, Memory
from whoknew.stages.sources.named import (
    aged,
    by_entity,
    by_name,
    last_named,
    names_again,
    office_holder,
    same_name,
    same_office,
)
from whoknew.stages.sources.phrase import Phrase
from whoknew.stages.sources.pronouns import by_pronoun
from whoknew.stages.sources.speakers import Speaker
from whoknew.stages.sources.unnamed import earlier_unnamed, whole_of


class Resolver(Memory):
    """Takes phrases in the order of the text and says which cluster each belongs to."""

    def add(self, speaker: Speaker, phrase: Phrase, entity: Entity | None) -> int | None:
        """Index of the phrase's cluster, or ``None`` where it cannot be told who speaks."""
        phrase = papers.of_outlet(self, self._uncapital(phrase))
        if phrase.pronoun is None and phrase.head in self.heads:
            return self._again(self.heads[phrase.head], speaker)
        if phrase.pronoun is not None:
            index = by_pronoun(self, phrase, entity)
            if index is None and entity is not None and entity.named and entity.type in ("person", "organisation"):
                index = same_name(self, entity)
                index = self._group(entity) if index is None else index
            if index is None and entity is not None and entity.named and entity.type in ("person", "organisation"):
                outlet = entity.name.lower() in self.lexicon.outlets - self.lexicon.platforms
                held = "named_person" if entity.type == "person" else "media" if outlet else "organisation"
                index = self._new(held, phrase, entity)
        else:
            kind = kinds.kind(
                self.words, self.lexicon, phrase, entity, self.persons, kept=self.kept, bodies=self.bodies
            )
            kind = "media" if speaker.channel else kind
            if kind is None or (kind == "named_person" and self._label(phrase, entity)):
                return None
            if kind == "anonymous_person" and aged(self, phrase):
                index = last_named(self, phrase, speaker)
                if index is not None:
                    return index
            if kind == "anonymous_person" and office_holder(self, phrase):
                index = last_named(self, phrase, speaker, entity)
                if index is not None or phrase.noun not in self.lexicon.words["public"] or phrase.plural:
                    return index
                kind = "named_person"  # an office that the account takes to be known
            index = same_office(self, phrase) if kind == "named_person" else None
            index = self._find(kind, phrase, entity) if index is None else index
            if index is None and names_again(self, kind, phrase, entity) and entity is not None:
                index = by_entity(self, entity)
                kind = "named_person"
            if index is None:
                index = self._new(kind, phrase, entity)
        if index is None:
            return None
        cluster = self.clusters[index]
        cluster.phrases.append(phrase)
        cluster.speakers.append(speaker)
        cluster.names |= self.names(phrase)
        if phrase.pronoun is None:
            self.heads.setdefault(phrase.head, index)
        if cluster.unnamed and phrase.pronoun is None:
            self.unnamed_phrases.append(phrase)
        if speaker.channel:
            cluster.names |= {w for w in self.words.lower[slice(*phrase.whole)] if w[0].isalnum() and len(w) > 2}
        self.last.append(index)
        return index

    def _again(self, index: int, speaker: Speaker) -> int:
        """The very same words speak twice ("a docker, who spoke on …, said"): one source."""
        self.clusters[index].speakers.append(speaker)
        self.last.append(index)
        return index

    def _uncapital(self, phrase: Phrase) -> Phrase:
        """In a heading, where every word has a capital, a noun for people is no name ("Woman Steps Forward")."""
        if phrase.name is None or phrase.person or self.words.sentence[phrase.head] not in self.headings:
            return phrase
        first, end = phrase.name
        people = self.lexicon.person | self.lexicon.generic
        common = all(self.lexicon.singular(w) in people for w in self.words.lower[first:end])
        common = common or (self._thing(first, end) and first == phrase.core[0])
        return msgspec.structs.replace(phrase, name=None) if common else phrase

    def _label(self, phrase: Phrase, entity: Entity | None) -> bool:
        """ "Stealth Over Health: …": words before a heading's colon that nothing knows to be anybody's name."""
        if self.words.sentence[phrase.head] not in self.headings or phrase.person or entity is not None:
            return False
        return phrase.name is not None and not set(self.words.lower[slice(*phrase.name)]) & self.persons

    def _thing(self, first: int, end: int) -> bool:
        """ "New Poll", "Popular Website": adjectives and a noun for a paper or an outlet, no name."""
        things = self.lexicon.document | self.lexicon.media
        plain = not self.words.parsed or all(self.words.upos[i] == "ADJ" for i in range(first, end - 1))
        known = self.words.lower[end - 1] in self.lexicon.outlet_endings
        return self.words.lower[end - 1] in things and plain and not known

    def _new(self, kind: str, phrase: Phrase, entity: Entity | None) -> int:
        held = entity if entity is None or kind not in kinds.UNNAMED or not entity.named else None
        names = self.names(phrase)
        if phrase.pronoun is not None and held is not None and held.named and kind == "named_person":
            names |= {w for w in held.name.lower().split() if w.isalpha() and w not in self.lexicon.words["titles"]}
        self.clusters.append(Cluster(kind=kind, phrases=[], speakers=[], names=names, entity=held))
        if kind in kinds.UNNAMED and self.words.sentence[phrase.head] in self.headings:
            self.announced.append(len(self.clusters) - 1)
        if kind in kinds.UNNAMED:
            self.clusters[-1].part_of = whole_of(self, phrase)
        return len(self.clusters) - 1

    def _find(self, kind: str, phrase: Phrase, entity: Entity | None) -> int | None:
        if phrase.name is not None and kind not in kinds.UNNAMED:
            return by_name(self, kind, phrase, entity)
        if kind in kinds.UNNAMED:
            return earlier_unnamed(self, kind, phrase, entity)
        body = self.words.sentence[phrase.head] not in self.headings
        if kind in ("document", "organisation"):
            known = papers.issuer(self, phrase) if kind == "document" else papers.announced_body(self, kind, phrase)
            known = papers.same_survey(self, phrase) if known is None and kind == "document" else known
            if known is not None:
                return known
        for index in self.known():
            cluster = self.clusters[index]
            if cluster.entity is not None and entity is not None and cluster.entity.id == entity.id:
                return index
            paper = body and cluster.kind == kind == "document" and cluster.first.noun == phrase.noun
            if paper and self.only_heading(cluster):
                cluster.phrases.insert(0, phrase)
                return index
            if cluster.kind == kind and self._same_thing(cluster, phrase):
                return index
        if kind == "media" and phrase.determiner in self.lexicon.words["definite"]:
            return next((i for i in reversed(self.last) if self.clusters[i].kind == "media"), None)
        return None

    def _group(self, entity: Entity) -> int | None:
        """A group that spoke by the very name of a body ("Democrats said …", then "they", read as the party)."""
        name = entity.name.lower()
        for index in self.known():
            cluster = self.clusters[index]
            if cluster.kind == "unnamed_group" and self.words.words(*cluster.first.core).lower() == name:
                return index
        return None

    def _same_thing(self, cluster: Cluster, phrase: Phrase) -> bool:
        """One body or document mentioned again: the same head, and no modifier that the other lacks."""
        ours = self.modifiers(phrase)
        for other in cluster.phrases:
            if other.pronoun is None and other.noun == phrase.noun:
                theirs = self.modifiers(other)
                if ours == theirs or (phrase.determiner in ("the", "this", "that") and ours <= theirs):
                    return True
        return False
