"""Sources in the making, and what has been read of them so far."""

from collections.abc import Iterator

import msgspec

from whoknew.model import Entity
from whoknew.model.wording import Wording
from whoknew.stages.sources import kinds
from whoknew.stages.sources.lexicon import Lexicon
from whoknew.stages.sources.phrase import Phrase
from whoknew.stages.sources.speakers import Speaker

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


class Memory:
    """The sources found so far, who spoke when, and what the text is known to hold."""

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
        self._plain = lexicon.words["determiners"] | set(lexicon.numbers) | set(lexicon.vague) | {"'s", ",", "-"}
        self._modifiers: dict[tuple[int, int], frozenset[str]] = {}
        self.announced: list[int] = []  # clusters that a heading introduced
        self.clusters: list[Cluster] = []
        self.last: list[int] = []  # cluster indices in the order in which they spoke
        self.heads: dict[int, int] = {}  # cluster by the head of a phrase that has spoken
        self.unnamed_phrases: list[Phrase] = []  # of unnamed sources, in the order in which they spoke

    def recent(self) -> Iterator[int]:
        """Clusters in the order in which they last spoke, each once, as far back as is looked."""
        return iter(dict.fromkeys(reversed(self.last[-REACH:])))

    def known(self) -> Iterator[int]:
        """Clusters from the newest back, as far as is looked."""
        return iter(range(len(self.clusters) - 1, max(-1, len(self.clusters) - 1 - 4 * REACH), -1))

    def names(self, phrase: Phrase) -> set[str]:
        """The words of a phrase's name; in a heading, where all words have capitals, only a known last name."""
        if phrase.name is None:
            return set()
        found = {w for w in self.words.lower[slice(*phrase.name)] if w[0].isalnum() and w not in ("the", "of", "'s")}
        known = found & self.persons
        return known if known and self.words.sentence[phrase.head] in self.headings else found

    def modifiers(self, phrase: Phrase) -> frozenset[str]:
        """The words before a phrase's head that say which one: no determiner, no number."""
        place = (phrase.core[0], phrase.head)
        if place not in self._modifiers:
            self._modifiers[place] = frozenset(
                w for w in self.words.lower[slice(*place)] if w not in self._plain and w[0].isalnum()
            )
        return self._modifiers[place]

    def unnamed_nouns(self, *, singular: bool = False) -> set[str]:
        """The nouns that unnamed sources go by, as far back as is looked; ``singular`` leaves out plurals and borrowed ones."""
        return {
            cluster.first.noun
            for cluster in self.clusters[-REACH:]
            if cluster.unnamed and not (singular and (cluster.first.borrowed is not None or cluster.first.plural))
        }

    def only_heading(self, cluster: Cluster) -> bool:
        return all(self.words.sentence[phrase.head] in self.headings for phrase in cluster.phrases)

    def note_range(self, phrase: Phrase) -> tuple[int, int]:
        """The text of the phrase's sentence and of the next one, where a note of anonymity would stand."""
        number = self.words.sentence[phrase.head]
        if number < 0:
            return (0, 0)
        last = min(number + 1, len(self.words.sentences) - 1)
        return self.words.sentences[number].span[0], self.words.sentences[last].span[1]
