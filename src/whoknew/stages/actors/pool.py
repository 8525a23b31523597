"""The entities found so far in one text: opened, joined, merged."""

from abc import ABC, abstractmethod
from collections import defaultdict

from whoknew.model import Analysis
from whoknew.model.wording import Wording
from whoknew.stages.actors.clusters import Cluster, Names
from whoknew.stages.actors.lexicon import Lexicon
from whoknew.stages.actors.mentions import Mention
from whoknew.stages.actors.salience import Salience

NARRATOR = -1  # stands for the narrator's number among owners


class Pool(Salience, ABC):
    """Holds the entities of one account while its mentions are linked."""

    def __init__(self, analysis: Analysis, words: Wording, lexicon: Lexicon) -> None:
        super().__init__(analysis, words, lexicon)
        self.names = Names(lexicon)
        self.clusters: list[Cluster] = []
        self.by_noun: dict[str, list[Cluster]] = defaultdict(list)
        self.owned: dict[tuple[int, str], Cluster] = {}
        self.at: dict[int, Mention] = {}
        self.owning: dict[int, Mention] = {}  # possessive pronoun → the description that it opens
        self.narrator: Cluster | None = None

    @abstractmethod
    def _assign(self, m: Mention) -> None:
        """Give a mention its entity."""

    def _new(self, m: Mention) -> Cluster:
        cluster = Cluster(len(self.clusters), m.type.rstrip("?"))
        self.clusters.append(cluster)
        self._join(cluster, m)
        return cluster

    def _join(self, cluster: Cluster, m: Mention) -> None:
        m.cluster = cluster
        cluster.mentions.append(m)
        cluster.publishing = cluster.publishing or m.publishing
        cluster.last = max(cluster.last, m.head)
        cluster.plural = cluster.plural or (m.plural and m.kind != "pronoun")
        kind = m.type.rstrip("?")
        if not cluster.type:
            cluster.type = kind
        if m.gender and not cluster.gender and cluster.type in ("person", "") and m.kind != "pronoun":
            cluster.gender = m.gender
        elif m.gender and cluster.guessed and m.title and m.kind == "name":
            cluster.gender, cluster.guessed = m.gender, False
        if m.kind == "name" and not m.members:
            self.names.add(cluster, m)
            kind_of = m.parts[-1].casefold()
            if len(m.parts) > 1 and not m.title and cluster.type in ("organisation", "facility", "place"):
                known = self.lexicon.organisations.get(kind_of) or self.lexicon.facilities.get(kind_of)
                if known == kind_of:
                    self._noun(cluster, known, ())  # St. Brannoc's Hospital is "the hospital"
            for word in m.title.casefold().replace(".", "").split():
                if word in self.lexicon.offices:
                    self._noun(cluster, self.lexicon.full.get(word, word), ())
        if m.kind == "nominal":
            self._noun(cluster, m.noun, tuple(w.casefold() for w in m.modifiers))
            owner = m.owner.cluster if m.owner is not None else None
            if owner is None and m.owner is not None and self._own(m) and not m.modifiers:
                self.owned.setdefault((NARRATOR, m.noun), cluster)
            if isinstance(owner, Cluster) and not m.plural and owner is not cluster:
                held = self.owned.setdefault((owner.number, m.noun), cluster)
                if held is not cluster and not held.named and held.mentions and held.type == cluster.type:
                    self._merge(cluster, held)
                    self.owned[(owner.number, m.noun)] = cluster
                cluster.owner = cluster.owner or owner
            elif isinstance(owner, Cluster) and m.plural and owner is not cluster and not cluster.named:
                cluster.owner = cluster.owner or owner
        if m.head in self.chain_of and cluster not in self.chains[self.chain_of[m.head]]:
            self.chains[self.chain_of[m.head]].append(cluster)
        self.recent.append(m)

    def _own(self, m: Mention) -> bool:
        """ "My father" outside quotations: the narrator's, who is put together last."""
        return (
            m.owner is not None
            and m.owner.noun == "first"
            and self.words.quoted[m.head] < 0
            and m.head not in self.turn_of
            and m.noun in self.lexicon.kin
        )

    def _noun(self, cluster: Cluster, noun: str, modifiers: tuple[str, ...]) -> None:
        cluster.nouns.setdefault(noun, modifiers)
        if cluster not in self.by_noun[noun][-40:]:
            self.by_noun[noun].append(cluster)

    def _merge(self, into: Cluster, gone: Cluster) -> None:
        """One entity of two: what was described before is now named."""
        for m in gone.mentions:
            m.cluster = into
        into.mentions += gone.mentions
        gone.mentions = []
        into.gender = into.gender or gone.gender
        for noun, modifiers in gone.nouns.items():
            self._noun(into, noun, modifiers)
        for tag, held in list(self.owned.items()) if gone.owner is not None else ():
            if held is gone:
                self.owned[tag] = into
        into.owner = into.owner or gone.owner
        for other in self.clusters:
            if other.owner is gone:
                other.owner = into

    def _announced(self) -> None:
        """ "The president" of a headline, before anybody is named, is the one president that the account names."""
        for cluster in self.clusters:
            first = cluster.mentions[0] if cluster.mentions else None
            if first is None or first.kind != "nominal" or cluster.named or cluster.plural or cluster.type != "person":
                continue
            if first.determiner != "the" or first.modifiers or first.noun not in self.lexicon.offices:
                continue
            named = [c for c in self.by_noun.get(first.noun, [])[:40] if c.named and c.mentions and c.type == "person"]
            if len(named) == 1:
                self._merge(named[0], cluster)

    def _acts_like_person(self, m: Mention) -> bool:
        after = self.words.lower[m.end] if m.end < len(self.words) else ""
        return after in self.lexicon.agentive and not (m.first and self.words.lower[m.first - 1] == "the")

    def _settle_types(self) -> None:
        """Names that look like a person's but were only ever places or premises: "in Marlow Cross"."""
        for cluster in self.clusters:
            named = [m for m in cluster.mentions if m.kind == "name" and not m.members]
            if (
                not named
                or cluster.type != "person"
                or not all(m.type in ("person?", "") for m in named)
                or cluster.gender
            ):
                continue
            if any(m.kind != "name" for m in cluster.mentions) or any(self._acts_like_person(m) for m in named):
                continue
            before = [self.words.lower[m.first - 1] if m.first else "" for m in named]
            if any(w in ("in", "near", "outside") for w in before):
                cluster.type = "place"
            elif any(w in ("at", "inside") for w in before) or all(self.words.forms[m.first].isupper() for m in named):
                cluster.type = "facility" if "at" in before else "other"
