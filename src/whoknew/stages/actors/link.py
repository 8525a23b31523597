"""Mentions to entities, in the order of the text: names, then what stands beside them, then descriptions and pronouns.

A pronoun takes the best of the entities named shortly before that agree with it in number, gender and kind: nearness, being a
subject, being what the account is about, and the encoder's coreference chain speak for one (centering: Grosz, Joshi and
Weinstein, CL 1995; salience: Lappin and Leass, CL 1994). Where the runner-up is close the mention is marked ambiguous.
Speakers are "I" in their own words and nobody else's "he".
"""

from whoknew.model.spelling import core
from whoknew.stages.actors.beside import Beside
from whoknew.stages.actors.clusters import Cluster
from whoknew.stages.actors.descriptions import Descriptions
from whoknew.stages.actors.lexicon import grammar
from whoknew.stages.actors.mentions import Mention
from whoknew.stages.actors.narrator import says_i, signed
from whoknew.stages.actors.pronouns import Pronouns


class Linker(Descriptions, Pronouns):
    """Links the mentions of one account."""

    def link(self, mentions: list[Mention]) -> list[Cluster]:
        """All entities, in the order in which they appear."""
        mentions.sort(key=lambda m: (m.first, -m.end))
        for m in mentions:
            if m.kind != "name" or not m.members:
                self.at.setdefault(m.head, m)
        beside = Beside(self.words, self.lexicon)
        beside.look(mentions)
        for m in mentions:
            if m.owner is None and m.kind == "nominal" and m.determiner in self.lexicon.pronouns["possessive"]:
                held = [k for k in range(m.first, m.head) if k in self.at and self.at[k].kind == "pronoun"]
                if held:
                    m.owner = self.at[held[0]]
                    self.owning.setdefault(held[0], m)
        for m in mentions:
            self._assign(m)
            if m.kind == "name" and isinstance(m.cluster, Cluster) and says_i(self.words, m):
                self.speaks_first.add(m.cluster.number)
            self._kin_of(m)
        for whole, parts in beside.included:
            if isinstance(whole.cluster, Cluster):
                whole.cluster.members += [
                    m.cluster
                    for m in parts
                    if isinstance(m.cluster, Cluster) and m.cluster not in whole.cluster.members
                ]
                whole.cluster.open = True
        self._first_persons(mentions)
        self._announced()
        self._settle_types()
        return [c for c in self.clusters if c.mentions]

    def _assign(self, m: Mention) -> None:
        if m.cluster is not None or (m.predicate and m.kind == "nominal"):
            return
        if m.owner is not None and m.owner.cluster is None and m.owner.first < m.head:
            self._assign(m.owner)
        if m.apposed is not None and m.apposed is not m:
            self._assign(m.apposed)
            if isinstance(m.apposed.cluster, Cluster):
                self._join(m.apposed.cluster, m)
                return
        if m.members:
            for member in m.members:
                self._assign(member)
            self._group(m)
        elif m.kind == "name":
            self._name(m)
        elif m.kind == "nominal":
            self._nominal(m)
        else:
            self._pronoun(m)

    def _name(self, m: Mention) -> None:
        if (
            m.type == "place"
            and len(m.parts) == 1
            and (not m.first or self.words.lower[m.first - 1] not in grammar("placing"))
        ):
            bearers = self.names.by_first.get(core(m.parts[0]), [])
            if len(bearers) == 1 and self.names.whole.get(core(m.parts[0])) is None:
                m.type = "person"  # a first name told before, which the reader takes for a place here
        found, doubt = self.names.find(m)
        if found is not None:
            m.ambiguous = doubt
            if m.type.startswith("person") and found.type == "":
                found.type = "person"
            self._join(found, m)
            return
        if m.type == "":
            m.type = (
                "person"
                if self._acts_like_person(m)
                else "organisation"
                if m.first and self.words.lower[m.first - 1] == "the"
                else "other"
            )
        self._new(m)

    def _group(self, m: Mention) -> None:
        members = [x.cluster for x in m.members if isinstance(x.cluster, Cluster)]
        for cluster in reversed(self.clusters[-30:]):
            if cluster.members and {c.number for c in cluster.members} == {c.number for c in members}:
                self._join(cluster, m)
                return
        cluster = self._new(m)
        cluster.members, cluster.plural = members, True

    def _nominal(self, m: Mention) -> None:
        found = self._described(m)
        if found is not None:
            self._join(found, m)
            return
        if (
            m.kind == "nominal"
            and not m.determiner
            and m.plural
            and m.count is not None
            and m.count.high is None
            and m.owner is None
        ):
            wanted = tuple(sorted(w.casefold() for w in m.modifiers))
            for held in reversed(self.by_noun.get(m.noun, [])[-40:]):
                own = tuple(sorted(held.nouns[m.noun]))
                if (
                    held.plural
                    and not held.named
                    and held.owner is None
                    and own == wanted
                    and held.mentions
                    and not self._counted(held)
                ):
                    self._join(held, m)
                    return
        self._new(m)

    def _kin_of(self, m: Mention) -> None:
        """ "Ana Diaz is a daughter of Piet Diaz": from here on "her father" is he."""
        start = m.title_first if m.title_first >= 0 else m.first
        said = (
            self.at.get(start - 2) if m.kind == "name" and start > 1 and self.words.lower[start - 1] == "of" else None
        )
        if said is None or said.kind != "nominal" or said.plural or said.noun not in self.lexicon.reciprocal:
            return
        of, bearer = m.cluster, said.apposed.cluster if said.apposed is not None else self._subject_of(said)
        if isinstance(of, Cluster) and isinstance(bearer, Cluster) and of is not bearer and not bearer.plural:
            self.owned.setdefault((of.number, said.noun), bearer)
            self.kin_of[bearer.number].append((said.noun, of))

    def _subject_of(self, m: Mention) -> object | None:
        """Of whom a predicate is said, by the tree: the entity of its subject; ``None`` without one."""
        words, k = self.words, m.head
        for _ in range(4):
            if not words.parsed or k < 0:
                return None
            found = [c for c in words.children[k] if words.deprels[c].startswith("nsubj")]
            if found or words.deprels[k] != "conj":
                over = [x for x in self.recent if found and x.first <= found[0] < x.end and not x.ambiguous]
                return over[0].cluster if over else None
            k = words.heads[k]
        return None

    def _heads(self) -> frozenset[int]:
        """Numbers of the sentences that are headings."""
        return frozenset(n for n, sentence in enumerate(self.words.sentences) if sentence.block in self.headings)

    def _first_persons(self, mentions: list[Mention]) -> None:
        """ "I" and "we": whoever speaks, within quotations; the account's narrator outside them."""
        outside = sum(
            m.noun == "first" and m.determiner == "i" and self.words.quoted[m.head] < 0 and m.head not in self.turn_of
            for m in mentions
        )
        for m in mentions:
            if m.kind != "pronoun" or m.noun not in ("first", "we"):
                continue
            turn = self.turn_of.get(m.head) if self.words.quoted[m.head] < 0 else None
            if self.words.quoted[m.head] >= 0 or turn is not None:
                found = sorted(self._speakers(m.head) if turn is None else turn)
                speaker = next((self.at[i].cluster for i in found if i in self.at), None)
                if isinstance(speaker, Cluster) and (
                    m.noun == "first" or speaker.plural or speaker.type in ("organisation", "group")
                ):
                    self._join(speaker, m)
            elif m.noun == "first" and outside:
                if self.narrator is None:
                    m.type = "person"
                    self.narrator = signed(self.words, self.lexicon, mentions, self._heads())
                    if self.narrator is None:
                        self.narrator = self._new(m)
                    else:
                        self._join(self.narrator, m)
                    self.narrator.narrator = True
                else:
                    self._join(self.narrator, m)
