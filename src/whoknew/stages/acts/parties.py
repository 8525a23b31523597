"""From a word to the party it names: the entity by its span, else the words, with quantity and number."""

from collections.abc import Iterable

from whoknew.model import Attribution, Party
from whoknew.stages.acts.lexicon import among, noun_groups
from whoknew.stages.acts.lexicon import words as lists
from whoknew.stages.acts.meant import Meant
from whoknew.stages.acts.phrases import count, descriptor, noun_phrase, quantity


class Parties(Meant):
    """Words as parties: who can speak or hear, who is one or several, coordinated ones apart."""

    def personal(self, index: int) -> bool:
        """Whether a word can stand for somebody who speaks or hears."""
        index = self.tree.antecedent(index)
        identity = self.entity(index)
        known = self.entities[identity].type if identity is not None else ""
        if known != "person" and not lists().things.isdisjoint((self.tree.low(index), self.tree.lemma(index))):
            return False
        if identity is not None and self.entities[identity].type in among("personal"):
            return True
        low, lemma = self.tree.low(index), self.tree.lemma(index)
        if low in lists().people or lemma in lists().people or low in lists().pronouns:
            return True
        if identity is not None and self.entities[identity].type in ("place", "facility"):
            return self.tree.words[index].upos == "PROPN" or identity in self._source_entity.values()
        if self.tree.words[index].upos == "PROPN":
            return low not in among("time_words")  # "Monday's debate with him"
        if low in among("partitive"):
            inner = self._inner(index)
            return inner >= 0 and self.personal(inner)
        return (
            bool(lemma.endswith(("er", "or", "ist", "man", "woman", "ian", "ant")))
            and self.tree.words[index].upos == "NOUN"
        )

    def person(self, index: int) -> bool:
        """Whether a word names or stands for one person or a named organisation, rather than a crowd or a force."""
        index = self.tree.antecedent(index)
        identity = self.entity(index)
        if identity is not None:
            entity = self.entities[identity]
            return entity.type == "person" or (entity.type == "organisation" and entity.named)
        return self.tree.low(index) in ("he", "she", "him", "her", "i", "me") or self.tree.words[index].upos == "PROPN"

    def last_mention(self, identity: str, before: int) -> int:
        """Word of the last mention of an entity before a word, -1 where there is none."""
        return max(
            (head for head, (_, entity) in self._by_head.items() if entity == identity and head < before), default=-1
        )

    def fits(self, index: int, pronoun: str) -> bool:
        """Whether a word's gender, where it is known, allows a pronoun."""
        identity = self.entity(index)
        gender = (self.entities[identity].gender or "") if identity is not None else ""
        return not gender or gender.startswith("f") == (pronoun == "her")

    def plural(self, index: int) -> bool:
        """Whether a word stands for several people."""
        identity = self.entity(index)
        if identity is not None and self.entities[identity].type == "group":
            return True
        if self.tree.low(index) in among("plurals"):
            return True
        return self.tree.words[index].upos == "NOUN" and self.tree.low(index) != self.tree.lemma(index)

    def somebody(self, index: int) -> bool:
        """As :meth:`personal`, but a place is no one: who can be visited or greeted."""
        identity = self.entity(self.tree.antecedent(index))
        place = identity is not None and self.entities[identity].type in ("place", "facility")
        return not place and self.tree.lemma(index) not in among("polities") and self.personal(index)

    def by_the_press(self, attribution: Attribution) -> bool:
        """Whether those who report something are papers and broadcasters, who only carry it."""
        return bool(attribution.sources) and all(source in self._media for source in attribution.sources)

    def speaking(self, attribution: Attribution) -> tuple[Party, ...]:
        """The one source of an attribution as a party."""
        if len(attribution.sources) != 1 or attribution.sources[0] == "self":
            return ()
        source = attribution.sources[0]
        if self._source_words.get(source, "").lower() in among("second"):
            return ()
        span = attribution.source_spans[0] if attribution.source_spans else None
        entity = self._source_entity.get(source)
        return (Party(entity=entity, descriptor="" if entity else self._source_words.get(source, ""), span=span),)

    def heads(self, index: int) -> list[int]:
        """The word and what is coordinated with it, however the coordination is nested."""
        found = [self.tree.antecedent(index)]
        for head in found:
            for kid in self.tree.kids(head, "conj"):
                if self.tree.words[kid].upos not in ("VERB", "AUX") and kid not in found and len(found) < 40:
                    found.append(kid)
        found = sorted({self._shared[head][0] if head in self._shared else head for head in found})
        if self.personal(found[0]) and self.tree.words[found[0]].upos in ("PROPN", "PRON"):
            found = [found[0], *(head for head in found[1:] if self.personal(head))]
        elif self.personal(found[0]):  # "his praise of the president and his call for a ban": a call hears nothing
            found = [head for head in found if head == found[0] or self.tree.lemma(head) not in noun_groups()]
        last = found[-1]
        people = self.tree.low(last) in lists().people and self.tree.low(last) != self.tree.lemma(last)
        things = [head for head in found[:-1] if self.tree.words[head].upos == "NOUN" and not self.personal(head)]
        if people and things:
            return [last]  # "army and security chiefs" are chiefs
        return found

    def of(self, indices: Iterable[int]) -> tuple[Party, ...]:
        """Parties for head words, coordinated ones apart, the same one only once."""
        found: list[Party] = []
        seen: set[str] = set()
        for index in indices:
            for head in self.heads(index):
                party = self.party(head)
                if party is None:
                    continue
                key = party.entity or party.descriptor.lower() or f"#{party.quantity}"
                if key not in seen:
                    seen.add(key)
                    found.append(party)
        return tuple(found)

    def party(self, index: int) -> Party | None:
        """One party; None where the word names nobody ("it" of the weather, a first person without speaker)."""
        tree = self.tree
        identity = self.entity(index)
        low = tree.low(index)
        much = quantity(tree, index)
        words = noun_phrase(tree, index)
        span = self._shared[index][1] if index in self._shared else tree.cover(words)
        if low in among("second") and (identity is None or self.entities[identity].name.lower() in among("second")):
            return None  # "You say you accept it": who that is, the words do not say
        if identity is None and low in among("first"):
            attribution = self.covering(span[0])
            if attribution is not None and len(attribution.sources) == 1:
                return Party(descriptor=self._source_words.get(attribution.sources[0], ""), quantity=much, span=span)
            return None
        if identity is None and low in ("it", "this", "that", "which", "what", "there", "who", "whom"):
            return None
        called = "" if identity is not None else descriptor(tree, index)
        if much in ("none", "almost_none") and low in (
            "nobody",
            "one",
            "none",
            "soul",
            "anyone",
            "anybody",
            "no-one",
        ):
            called = "" if self._inner(index) < 0 else called
        return Party(entity=identity, descriptor=called, quantity=much, count=count(tree, index), span=span)


def same_parties(parties: Parties, left: list[int], right: list[int]) -> bool:
    """Whether two lists of words have a party in common."""

    def names(indices: list[int]) -> set[str]:
        found = set()
        for party in parties.of(indices):
            found.add(party.entity or party.descriptor.lower())
        return found

    return bool(names(left) & names(right))
