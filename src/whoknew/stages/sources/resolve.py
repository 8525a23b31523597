"""Speaking phrases to distinct sources: by name, by coreference, by descriptor; unnamed ones never to a name.

A phrase joins an earlier source when it has the same name, when it is a pronoun that coreference or nearness gives it,
or when it is a definite description ("the commander", "the same aide") of the last unnamed source with that noun. An
indefinite one ("an aide", "three diplomats") is a new source. What is unnamed joins only what is unnamed: no guess.
"""

from collections.abc import Iterator

import msgspec

from whoknew.model import Entity
from whoknew.model.wording import Wording
from whoknew.stages.sources import kinds, tags
from whoknew.stages.sources.elliptic import GROUPS, TELLING
from whoknew.stages.sources.lexicon import Lexicon
from whoknew.stages.sources.phrase import Phrase
from whoknew.stages.sources.speakers import Speaker

MALE = frozenset(
    {"mr", "mr.", "man", "gentleman", "spokesman", "chairman", "businessman", "king", "prince", "sir"}
) | frozenset("husband father brother son uncle nephew grandfather widower congressman policeman actor".split())
FEMALE = frozenset(
    {"mrs", "mrs.", "ms", "ms.", "woman", "lady", "spokeswoman", "chairwoman", "queen", "princess"}
) | frozenset("wife mother sister daughter aunt niece grandmother widow congresswoman policewoman actress".split())
NEAR = 2  # sentences over which "it" reaches back to a paper or a body that spoke
REACH = 500  # speakings that are looked back on: a bound that keeps long texts linear


class Cluster(msgspec.Struct, kw_only=True):
    """A source in the making."""

    kind: str
    phrases: list[Phrase]
    speakers: list[Speaker]
    names: set[str]
    entity: Entity | None = None
    part_of: int | None = None  # index of the cluster that it is "one of"

    @property
    def first(self) -> Phrase:
        """The phrase that introduces it: the first that is no pronoun, else the first."""
        return next((phrase for phrase in self.phrases if phrase.pronoun is None), self.phrases[0])

    @property
    def unnamed(self) -> bool:
        return self.kind in kinds.UNNAMED


class Resolver:
    """Takes phrases in the order of the text and says which cluster each belongs to."""

    def __init__(
        self,
        words: Wording,
        lexicon: Lexicon,
        persons: frozenset[str],
        headings: frozenset[int],
        *,
        kept: bool,
        bodies: frozenset[str] = frozenset(),
        blocks: tuple[int, ...] = (),
        notes: tuple[tuple[int, int], ...] = (),
    ) -> None:
        self.words = words
        self.lexicon = lexicon
        self.persons = persons
        self.kept = kept
        self.bodies = bodies
        self.blocks = blocks
        self.notes = notes
        self.headings = headings
        self.announced: list[int] = []  # clusters that a heading introduced
        self.clusters: list[Cluster] = []
        self.last: list[int] = []  # cluster indices in the order in which they spoke
        self.heads: dict[int, int] = {}  # cluster by the head of a phrase that has spoken
        self.unnamed_phrases: list[Phrase] = []  # of unnamed sources, in the order in which they spoke

    def _recent(self) -> Iterator[int]:
        """Clusters in the order in which they last spoke, each once, as far back as is looked."""
        return iter(dict.fromkeys(reversed(self.last[-REACH:])))

    def _known(self) -> Iterator[int]:
        """Clusters from the newest back, as far as is looked."""
        return iter(range(len(self.clusters) - 1, max(-1, len(self.clusters) - 1 - 4 * REACH), -1))

    def add(self, speaker: Speaker, phrase: Phrase, entity: Entity | None) -> int | None:
        """Index of the phrase's cluster, or ``None`` where it cannot be told who speaks."""
        phrase = self._uncapital(phrase)
        if phrase.pronoun is None and phrase.head in self.heads:
            return self._again(self.heads[phrase.head], speaker)
        if phrase.pronoun is not None:
            index = self._pronoun(phrase, entity)
            if index is None and entity is not None and entity.named and entity.type == "person":
                index = self._same_name(entity)
            if index is None and entity is not None and entity.named and entity.type in ("person", "organisation"):
                index = self._new("named_person" if entity.type == "person" else "organisation", phrase, entity)
        else:
            kind = kinds.kind(
                self.words, self.lexicon, phrase, entity, self.persons, kept=self.kept, bodies=self.bodies
            )
            kind = "media" if speaker.channel else kind
            if kind is None:
                return None
            if kind == "anonymous_person" and self._aged(phrase):
                index = self._last_named(phrase, speaker)
                if index is not None:
                    return index
            if kind == "anonymous_person" and self._office_holder(phrase):
                index = self._last_named(phrase, speaker, entity)
                if index is not None or phrase.noun not in self.lexicon.words["public"] or phrase.plural:
                    return index
                kind = "named_person"  # an office that the account takes to be known
            index = self._same_office(phrase) if kind == "named_person" else None
            index = self._find(kind, phrase, entity) if index is None else index
            if index is None and self._names_again(kind, phrase, entity) and entity is not None:
                index = self._by_entity(entity)
                kind = "named_person"
            if index is None:
                index = self._new(kind, phrase, entity)
        if index is None:
            return None
        cluster = self.clusters[index]
        cluster.phrases.append(phrase)
        cluster.speakers.append(speaker)
        cluster.names |= self._names(phrase)
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

    def _thing(self, first: int, end: int) -> bool:
        """ "New Poll", "Popular Website": adjectives and a noun for a paper or an outlet, no name."""
        things = self.lexicon.document | self.lexicon.media
        plain = not self.words.parsed or all(self.words.upos[i] == "ADJ" for i in range(first, end - 1))
        known = self.words.lower[end - 1] in self.lexicon.outlet_endings
        return self.words.lower[end - 1] in things and plain and not known

    def _office_holder(self, phrase: Phrase) -> bool:
        """ "The senator", "the candidate": a public office, told of somebody whom the account has named before."""
        definite = phrase.determiner in ("the", "this", "both")
        spoken = {cluster.first.noun for cluster in self.clusters if cluster.unnamed}
        return definite and phrase.post is None and phrase.noun in self.lexicon.offices and phrase.noun not in spoken

    def _aged(self, phrase: Phrase) -> bool:
        """ "The 41-year-old baker": an account's way of naming again somebody whom it has just named."""
        lead = self.words.lower[phrase.core[0] : phrase.head]
        aged = any(w == "old" or w.endswith("-old") for w in lead)
        told = any(a < b_ and a_ < b for a, b in (self._sentence(phrase),) for a_, b_ in self.notes)
        spoken = {cluster.first.noun for cluster in self.clusters if cluster.unnamed}
        return phrase.determiner == "the" and aged and not (self.kept or told or phrase.noun in spoken)

    def _same_office(self, phrase: Phrase) -> int | None:
        """The holder of an office that spoke before without a name ("the mayor of Vesper", then "the mayor")."""
        if phrase.name is not None:
            return None
        for index in self._recent():
            first = self.clusters[index].first
            if self.clusters[index].kind == "named_person" and first.name is None and first.noun == phrase.noun:
                return index
        return None

    def _last_named(self, phrase: Phrase, speaker: Speaker, entity: Entity | None = None) -> int | None:
        """The named person who spoke last, a few sentences back at most; nobody where there is none, or where
        coreference (``entity``) reads the phrase as another person whom the account names."""
        if phrase.plural:
            return None
        for index in self._recent():
            cluster = self.clusters[index]
            apart = self.words.sentence[phrase.head] - self.words.sentence[cluster.phrases[-1].head]
            if cluster.kind == "named_person" and 0 <= apart <= 4:
                held = cluster.entity
                if entity is not None and entity.named and held is not None and held.id != entity.id:
                    return None
                cluster.phrases.append(phrase)
                cluster.speakers.append(speaker)
                self.last.append(index)
                return index
        return None

    def _names_again(self, kind: str, phrase: Phrase, entity: Entity | None) -> bool:
        """Whether a definite description is the account's own way of naming somebody again ("the candidate").

        Never for a word that keeps a confidence, for a number, or where an unnamed source goes by that noun.
        """
        if entity is None or not entity.named or entity.type != "person" or kind != "anonymous_person":
            return False
        if self.kept or any(a < b_ and a_ < b for a, b in (self._sentence(phrase),) for a_, b_ in self.notes):
            return False  # where names are kept, no description gives one away
        definite = phrase.determiner in ("the", "this", "that") and not phrase.counted and not phrase.plural
        spoken = {cluster.first.noun for cluster in self.clusters if cluster.unnamed}
        return definite and phrase.noun not in spoken and phrase.noun not in self.lexicon.confiding | self.lexicon.kept

    def _sentence(self, phrase: Phrase) -> tuple[int, int]:
        """The text of the phrase's sentence and of the next one, where a note of anonymity would stand."""
        number = self.words.sentence[phrase.head]
        if number < 0:
            return (0, 0)
        last = min(number + 1, len(self.words.sentences) - 1)
        return self.words.sentences[number].span[0], self.words.sentences[last].span[1]

    def _by_entity(self, entity: Entity) -> int | None:
        for index in self._known():
            held = self.clusters[index].entity
            if held is not None and held.id == entity.id:
                return index
        last = entity.name.lower().split()[-1]
        return next((i for i, c in enumerate(self.clusters) if c.kind == "named_person" and last in c.names), None)

    def _same_name(self, entity: Entity) -> int | None:
        """The named person who bears this entity's name where coreference left two chains of one name; if only one does."""
        own = {w for w in entity.name.lower().split() if w.isalpha() and w not in self.lexicon.words["titles"]}
        bearers = [
            i
            for i in self._known()
            if self.clusters[i].kind == "named_person"
            and self.clusters[i].names
            and (own <= self.clusters[i].names or self.clusters[i].names <= own)
        ]
        return bearers[0] if own and len(bearers) == 1 else None

    def _new(self, kind: str, phrase: Phrase, entity: Entity | None) -> int:
        held = entity if entity is None or kind not in kinds.UNNAMED or not entity.named else None
        names = self._names(phrase)
        if phrase.pronoun is not None and held is not None and held.named and kind == "named_person":
            names |= {w for w in held.name.lower().split() if w.isalpha() and w not in self.lexicon.words["titles"]}
        self.clusters.append(Cluster(kind=kind, phrases=[], speakers=[], names=names, entity=held))
        if kind in kinds.UNNAMED and self.words.sentence[phrase.head] in self.headings:
            self.announced.append(len(self.clusters) - 1)
        if kind in kinds.UNNAMED:
            self.clusters[-1].part_of = self._whole_of(phrase)
        return len(self.clusters) - 1

    def _names(self, phrase: Phrase) -> set[str]:
        """The words of a phrase's name; in a heading, where all words have capitals, only a known last name."""
        if phrase.name is None:
            return set()
        found = {w for w in self.words.lower[slice(*phrase.name)] if w[0].isalnum() and w not in ("the", "of", "'s")}
        known = found & self.persons
        return known if known and self.words.sentence[phrase.head] in self.headings else found

    def _find(self, kind: str, phrase: Phrase, entity: Entity | None) -> int | None:
        if phrase.name is not None and kind not in kinds.UNNAMED:
            return self._by_name(kind, phrase, entity)
        if kind in kinds.UNNAMED:
            return self._unnamed(kind, phrase, entity)
        body = self.words.sentence[phrase.head] not in self.headings
        for index in self._known():
            cluster = self.clusters[index]
            if cluster.entity is not None and entity is not None and cluster.entity.id == entity.id:
                return index
            paper = body and cluster.kind == kind == "document" and cluster.first.noun == phrase.noun
            if paper and self._only_heading(cluster):
                cluster.phrases.insert(0, phrase)
                return index
            if cluster.kind == kind and self._same_thing(cluster, phrase):
                return index
        if kind == "media" and phrase.determiner in self.lexicon.words["definite"]:
            return next((i for i in reversed(self.last) if self.clusters[i].kind == "media"), None)
        return None

    def _same_thing(self, cluster: Cluster, phrase: Phrase) -> bool:
        """One body or document mentioned again: the same head, and no modifier that the other lacks."""
        ours = self._modifiers(phrase)
        for other in cluster.phrases:
            if other.pronoun is None and other.noun == phrase.noun:
                theirs = self._modifiers(other)
                if ours == theirs or (phrase.determiner in ("the", "this", "that") and ours <= theirs):
                    return True
        return False

    def _modifiers(self, phrase: Phrase) -> set[str]:
        skip = (
            self.lexicon.words["determiners"] | set(self.lexicon.numbers) | set(self.lexicon.vague) | {"'s", ",", "-"}
        )
        return {w for w in self.words.lower[phrase.core[0] : phrase.head] if w not in skip and w[0].isalnum()}

    def _by_name(self, kind: str, phrase: Phrase, entity: Entity | None) -> int | None:
        names = self._names(phrase)
        last = self.words.lower[phrase.name[1] - 1] if phrase.name else ""
        for index in self._known():
            cluster = self.clusters[index]
            if cluster.unnamed:
                continue
            if entity is not None and cluster.entity is not None and cluster.entity.id == entity.id:
                return index
            if kind == "named_person" and self._namesakes(cluster.entity, entity):
                continue
            if cluster.kind == kind == "named_person":
                if last in cluster.names and cluster.names and (names <= cluster.names or cluster.names <= names):
                    return index
            elif (
                cluster.kind == kind and names and cluster.names and (names <= cluster.names or cluster.names <= names)
            ):
                return index
        return None

    def _namesakes(self, one: Entity | None, other: Entity | None) -> bool:
        """Whether two people share a last name and nothing else: "Boom" is Karel Boom where coreference says so, not Ida."""
        if one is None or other is None or one.id == other.id or not (one.named and other.named):
            return False
        titles = self.lexicon.words["titles"]
        ours, theirs = (
            {w for w in held.name.lower().split() if w.isalpha() and w not in titles} for held in (one, other)
        )
        return not (ours <= theirs or theirs <= ours)

    def _from_heading(self, phrase: Phrase) -> int | None:
        """A source that only a heading has named so far ("Officers say …"), told properly in the text."""
        for index in self.announced:
            cluster = self.clusters[index]
            plural = cluster.first.plural == phrase.plural or phrase.count.low > 1
            if cluster.unnamed and cluster.first.noun == phrase.noun and plural and self._only_heading(cluster):
                cluster.phrases.insert(0, phrase)
                return index
        return None

    def _only_heading(self, cluster: Cluster) -> bool:
        return all(self.words.sentence[phrase.head] in self.headings for phrase in cluster.phrases)

    def _unnamed(self, kind: str, phrase: Phrase, entity: Entity | None) -> int | None:
        if self.words.sentence[phrase.head] not in self.headings:
            announced = self._from_heading(phrase)
            if announced is not None:
                self.clusters[announced].kind = kind
                self.clusters[announced].entity = entity if entity is not None and not entity.named else None
                return announced
        definite = phrase.determiner in self.lexicon.words["definite"]
        bare = not phrase.determiner and not phrase.counted and phrase.plural
        part = self._whole_of(phrase) is not None
        for index in self._recent():
            cluster = self.clusters[index]
            if not cluster.unnamed or part:
                continue
            first = cluster.first
            if entity is not None and cluster.entity is not None and entity.id == cluster.entity.id and definite:
                return index
            same = first.noun == phrase.noun and (self._modifiers(phrase) <= self._modifiers(first) or not definite)
            same = same and not self._told_apart(first, phrase)
            if definite and same and first.plural == phrase.plural:
                return index
            held = entity is not None and cluster.entity is not None and entity.id == cluster.entity.id
            plain = first.noun == phrase.noun and first.plural and not first.counted and not first.determiner
            if bare and held and plain:
                return index
            if (
                bare
                and same
                and self._modifiers(phrase) == self._modifiers(first)
                and first.plural
                and not first.counted
            ):
                return index
        if definite and phrase.counted:
            return self._by_number(phrase)
        return None

    def _told_apart(self, first: Phrase, phrase: Phrase) -> bool:
        """Whether what follows the nouns sets them apart: "people close to the minister", "people who were there"."""
        ours, theirs = self._post(phrase), self._post(first)
        return bool(ours) and not ours & theirs

    def _post(self, phrase: Phrase) -> set[str]:
        if phrase.post is None:
            return set()
        skip = self.lexicon.words["links"] | self.lexicon.words["determiners"]
        return {w for w in self.words.lower[slice(*phrase.post)] if w[0].isalnum() and w not in skip and len(w) > 2}

    def _by_number(self, phrase: Phrase) -> int | None:
        """ "The two relatives" after "two members of the family": the last unnamed source of that number."""
        for index in self._recent():
            cluster = self.clusters[index]
            if cluster.unnamed and cluster.first.counted and cluster.first.count == phrase.count:
                return index
        return None

    def _whole_of(self, phrase: Phrase) -> int | None:
        """The group that "one of the relatives" or "a third of the officers" is taken from."""
        low = self.words.lower
        if phrase.borrowed is not None:
            for index in self._recent():
                cluster = self.clusters[index]
                several = cluster.first.plural or cluster.first.count.low > 1
                if cluster.unnamed and several and any(one.head == phrase.borrowed for one in cluster.phrases):
                    return index
            if phrase.borrowed < phrase.whole[0]:
                return None
        for i in range(phrase.whole[0] + 1, min(phrase.whole[0] + 4, phrase.whole[1])):
            if low[i] == "of" and (
                low[i - 1] in self.lexicon.numbers or low[i - 1] in ("some", "several", "most", "another", "one")
            ):
                noun = next(
                    (
                        self.lexicon.singular(w)
                        for w in low[i + 1 : phrase.whole[1]]
                        if self.lexicon.singular(w) in self.lexicon.person
                    ),
                    self.lexicon.singular(low[phrase.core[1] - 1]),
                )
                pronoun = low[i + 1] in GROUPS and not (i + 2 < phrase.whole[1] and low[i + 2] in TELLING)
                for index in self._recent():
                    cluster = self.clusters[index]
                    several = cluster.first.plural or cluster.first.count.low > 1
                    if (
                        cluster.unnamed
                        and several
                        and (pronoun or cluster.first.noun == noun or noun in self._pronouns_of(cluster))
                    ):
                        return index
        return None

    def _pronouns_of(self, cluster: Cluster) -> set[str]:
        return {phrase.noun for phrase in cluster.phrases}

    def _stated_sex(self, cluster: Cluster) -> str | None:
        """What the account's own word for the source says ("widow Ana Ruiz", "the congressman"), above any guess."""
        words: set[str] = set()
        for phrase in cluster.phrases:
            if phrase.pronoun is None:
                words.add(phrase.noun)
                if phrase.name is not None and phrase.whole[0] < phrase.name[0]:
                    words.add(self.words.lower[phrase.name[0] - 1])
        female, male = words & FEMALE, words & MALE
        return None if bool(female) == bool(male) else "female" if female else "male"

    def _tagged(self, phrase: Phrase, entity: Entity | None) -> int | None:
        """The last speaker, where the pronoun is the tag of a paragraph's quotation; see ``tags``."""
        if not tags.opens_or_tags(self.words, self.blocks, phrase):
            return None
        here = self.words.sentence[phrase.head]
        for index in self._recent():
            cluster = self.clusters[index]
            if cluster.speakers[-1].channel:
                continue
            spoke = cluster.phrases[-1].head
            there = self.words.sentence[spoke]
            if not 0 <= self.blocks[here] - self.blocks[there] <= 1 or there in self.headings:
                return None
            if cluster.speakers[-1].nested or self._other_sex(cluster, phrase.pronoun or ""):
                continue
            if cluster.kind != "named_person" or tags.stepped_in(self.words, entity, spoke, phrase.head):
                return None
            return index
        return None

    def _going_on(self, phrase: Phrase, entity: Entity | None) -> int | None:
        """The one who spoke in the sentence before goes on ("Jalali said … He was ready, he said"), where coreference
        gives the pronoun to somebody else who has not spoken at all."""
        if entity is None or not self.last or phrase.pronoun not in ("he", "she") or len(self.blocks) == 0:
            return None
        if any(c.entity is not None and c.entity.id == entity.id for c in self.clusters):
            return None
        index = self.last[-1]
        cluster = self.clusters[index]
        here, there = self.words.sentence[phrase.head], self.words.sentence[cluster.phrases[-1].head]
        near = 0 <= here - there <= 1 and self.blocks[here] == self.blocks[there]
        turned = cluster.speakers[-1].kind in ("charging", "criticizing", "asking", "doubting", "denying")
        quoting = self._one_unnamed(cluster) and self._quotes(here)
        if not near or turned or self._other_sex(cluster, phrase.pronoun):
            return None
        if cluster.kind != "named_person" and not quoting:
            return None
        called = {
            self.words.text[a:b].lower() for a, b in (cluster.entity.mentions if cluster.entity is not None else ())
        }
        wrong = {"she", "her"} if phrase.pronoun == "he" else {"he", "him", "his"}
        return None if called & wrong else index

    def _one_unnamed(self, cluster: Cluster) -> bool:
        """Whether a source is one unnamed person ("one of the nurses"), who may be either "he" or "she"."""
        return cluster.kind == "anonymous_person" and cluster.first.count.high == 1

    def _quotes(self, sentence: int) -> bool:
        """Whether a sentence has words in quotation marks: these go on from the speaker who stands nearest before."""
        if sentence < 0:
            return False
        span = self.words.sentences[sentence]
        return any(self.words.quoted[i] >= 0 for i in range(span.first, span.end))

    def _other_sex(self, cluster: Cluster, pronoun: str) -> bool:
        """Whether the account has called this source by the other pronoun, or by the other title or noun."""
        spoken = {p.pronoun for p in cluster.phrases if p.pronoun}
        called = {w for p in cluster.phrases if p.pronoun is None for w in self.words.lower[slice(*p.whole)]}
        known = cluster.entity.gender if cluster.entity is not None else None
        stated = self._stated_sex(cluster)
        if stated is not None:
            return (stated == "male") != (pronoun in ("he", "him", "his", "himself"))
        if known in ("male", "female") and pronoun in ("he", "him", "his", "himself", "she", "her", "herself"):
            return (known == "male") != (pronoun in ("he", "him", "his", "himself"))
        if pronoun in ("she", "her", "herself"):
            return bool(spoken & {"he", "him", "his"} or called & MALE)
        return pronoun in ("he", "him", "himself", "his") and bool(spoken & {"she"} or called & FEMALE)

    def _pronoun(self, phrase: Phrase, entity: Entity | None) -> int | None:
        """By coreference where it names somebody; else the last speaker that the pronoun could mean."""
        going_on = self._tagged(phrase, entity)
        going_on = self._going_on(phrase, entity) if going_on is None else going_on
        if going_on is not None:
            return going_on
        if entity is not None:
            for index in self._known():
                held = self.clusters[index].entity
                if held is not None and held.id == entity.id:
                    return index
            if entity.named:
                return None
        listed = self.lexicon.words
        pronoun = phrase.pronoun or ""
        for index in self._recent():
            cluster = self.clusters[index]
            many = cluster.first.plural or cluster.first.count.low > 1
            person = cluster.kind == "named_person" or (cluster.unnamed and not many)
            if self._other_sex(cluster, pronoun):
                continue
            if pronoun in listed["singular_pronouns"] and person:
                return index
            if pronoun in listed["plural_pronouns"] and (
                (many and cluster.kind not in ("media", "document")) or cluster.kind == "organisation"
            ):
                return index
            apart = self.words.sentence[phrase.head] - self.words.sentence[cluster.phrases[-1].head]
            if apart <= NEAR and pronoun in listed["things"] and cluster.kind in ("organisation", "document", "media"):
                return index
        return None
