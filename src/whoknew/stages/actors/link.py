"""Mentions to entities, in the order of the text: names, then what stands beside them, then descriptions and pronouns.

A pronoun takes the best of the entities named shortly before that agree with it in number, gender and kind: nearness, being a
subject, being what the account is about, and the encoder's coreference chain speak for one (centering: Grosz, Joshi and
Weinstein, CL 1995; salience: Lappin and Leass, CL 1994). Where the runner-up is close the mention is marked ambiguous.
Speakers are "I" in their own words and nobody else's "he".
"""

from collections import defaultdict

from whoknew.model import Analysis
from whoknew.model.wording import Wording
from whoknew.stages.actors.beside import BE as _BE
from whoknew.stages.actors.beside import Beside
from whoknew.stages.actors.clusters import Cluster, Names
from whoknew.stages.actors.lexicon import Lexicon
from whoknew.stages.actors.mentions import Mention
from whoknew.stages.actors.narrator import signed
from whoknew.stages.actors.salience import CLOSE, Salience

CLEAR = 0.9  # lead in salience from which a description takes up somebody named without doubt, if the chain agrees
_OPENING = frozenset(
    {
        "before",
        "after",
        "when",
        "while",
        "as",
        "until",
        "since",
        "although",
        "though",
        "despite",
        "in",
        "at",
        "with",
        "on",
    }
)
_DEFINITE = frozenset({"the", "this", "that", "these", "those", "both", "all"})


class Linker(Salience):
    """Links the mentions of one account."""

    def __init__(self, analysis: Analysis, words: Wording, lexicon: Lexicon) -> None:
        super().__init__(analysis, words, lexicon)
        self.names = Names(lexicon)
        self.clusters: list[Cluster] = []
        self.by_noun: dict[str, list[Cluster]] = defaultdict(list)
        self.owned: dict[tuple[int, str], Cluster] = {}
        self.at: dict[int, Mention] = {}
        self.owning: dict[int, Mention] = {}  # possessive pronoun → the description that it opens
        self.narrator: Cluster | None = None

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

    # assigning

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

    def _new(self, m: Mention) -> Cluster:
        cluster = Cluster(len(self.clusters), m.type.rstrip("?"))
        self.clusters.append(cluster)
        self._join(cluster, m)
        return cluster

    def _join(self, cluster: Cluster, m: Mention) -> None:
        m.cluster = cluster
        cluster.mentions.append(m)
        cluster.last = max(cluster.last, m.head)
        cluster.plural = cluster.plural or (m.plural and m.kind != "pronoun")
        kind = m.type.rstrip("?")
        if not cluster.type:
            cluster.type = kind
        if m.gender and not cluster.gender and cluster.type in ("person", ""):
            cluster.gender = m.gender
        if m.kind == "name" and not m.members:
            self.names.add(cluster, m)
            for word in m.title.casefold().replace(".", "").split():
                if word in self.lexicon.offices:
                    self._noun(cluster, self.lexicon.full.get(word, word), ())
        if m.kind == "nominal":
            self._noun(cluster, m.noun, tuple(w.casefold() for w in m.modifiers))
            owner = m.owner.cluster if m.owner is not None else None
            if isinstance(owner, Cluster) and not m.plural and owner is not cluster:
                held = self.owned.setdefault((owner.number, m.noun), cluster)
                if held is not cluster and not held.named and held.mentions and held.type == cluster.type:
                    self._merge(cluster, held)
                    self.owned[(owner.number, m.noun)] = cluster
                cluster.owner = cluster.owner or owner
        if m.head in self.chain_of and cluster not in self.chains[self.chain_of[m.head]]:
            self.chains[self.chain_of[m.head]].append(cluster)
        self.recent.append(m)

    def _noun(self, cluster: Cluster, noun: str, modifiers: tuple[str, ...]) -> None:
        cluster.nouns.setdefault(noun, modifiers)
        if cluster not in self.by_noun[noun][-40:]:
            self.by_noun[noun].append(cluster)

    def _name(self, m: Mention) -> None:
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

    def _acts_like_person(self, m: Mention) -> bool:
        after = self.words.lower[m.end] if m.end < len(self.words) else ""
        return after in self.lexicon.agentive and not (m.first and self.words.lower[m.first - 1] == "the")

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

    def _described(self, m: Mention) -> Cluster | None:
        lexicon = self.lexicon
        if m.owner is not None:
            if m.owner.cluster is None:
                self._assign(m.owner)
            owner = m.owner.cluster
            if isinstance(owner, Cluster):
                if m.plural:
                    return None
                return self.owned.get((owner.number, m.noun)) or self._reciprocal(owner, m)
            return None
        if m.noun in lexicon.pairs and m.determiner in _DEFINITE:
            return self._pair(m)
        if m.determiner not in _DEFINITE:
            return None
        if m.noun in lexicon.generic_groups and not m.plural and not m.modifiers:
            just = self._latest(m, lambda c: c.type == "organisation" and c.named > 0, 1)
            known = self.by_noun.get(m.noun, [])[-40:]
            if just is not None and not any(c.named or c.last > just.last for c in known):
                return just
        held = [c for c in self.by_noun.get(m.noun, [])[-40:] if c.plural == m.plural or c.type == "organisation"]
        wanted = {w.casefold() for w in m.modifiers} - {"same"}
        fitting = [c for c in held if wanted <= set(c.nouns[m.noun]) or not c.nouns[m.noun]]
        pool = fitting or ([] if wanted else held)
        if pool:
            chosen = max(pool, key=lambda c: (c.last - 4000 * (self._far(c, m)), c.named))
            m.ambiguous = len([c for c in pool if not self._far(c, m)]) > 1
            return chosen
        if self._takes_up_named(m):
            ranked = [pair for pair in self._ranked(m) if pair[1].named and m.noun not in pair[1].nouns]
            if ranked:
                clear = len(ranked) < 2 or ranked[0][0] - ranked[1][0] > CLEAR
                m.ambiguous = not (clear and self._chained(m, ranked[0][1]))
                return ranked[0][1]
            return None
        if m.noun in ("man", "woman", "leader") and not m.plural:
            return self._latest(
                m,
                lambda c: c.type == "person" and not c.plural and not (c.gender and m.gender and c.gender != m.gender),
                2,
            )
        if m.noun in lexicon.generic_groups and not m.plural and not wanted:
            return self._latest(m, lambda c: c.type in ("organisation",) or (c.type == "group" and c.named > 0), 2)
        if m.noun in lexicon.generic_places and not wanted:
            return self._latest(m, lambda c: c.type == "place" and c.named > 0, 2)
        return None

    def _counted(self, cluster: Cluster) -> bool:
        """Whether an entity was introduced with a number: "three aides" are not "aides"."""
        return any(m.count is not None and m.count.high is not None for m in cluster.mentions[:3])

    def _chained(self, m: Mention, cluster: Cluster) -> bool:
        """Whether the encoder's chain of a mention holds an entity."""
        chain = self.chain_of.get(m.head)
        return chain is not None and cluster in self.chains.get(chain, ())

    def _takes_up_named(self, m: Mention) -> bool:
        """Whether a description may stand for somebody just named: "the Texas senator", "the retired surgeon"."""
        if (
            m.determiner != "the"
            or m.plural
            or m.type != "person"
            or m.noun in self.lexicon.unnamed
            or m.noun in self.lexicon.kin
        ):
            return False
        after = self.words.lower[m.end] if m.end < len(self.words) else ""
        return after not in ("who", "of", "for", "at", "whose")

    def _reciprocal(self, owner: Cluster, m: Mention) -> Cluster | None:
        """Whose sister has been named is "her brother"."""
        other = owner.owner
        back = self.lexicon.reciprocal.get(m.noun)
        if other is None or back is None or not any(self.owned.get((other.number, noun)) is owner for noun in back):
            return None
        return (
            other if other.type == "person" and not (m.gender and other.gender and m.gender != other.gender) else None
        )

    def _far(self, cluster: Cluster, m: Mention) -> bool:
        return self.words.sentence[m.head] - self.words.sentence[cluster.last] > 30

    def _latest(self, m: Mention, fits: "object", sentences: int) -> Cluster | None:
        for earlier in reversed(self.recent):
            if self.words.sentence[m.head] - self.words.sentence[earlier.head] > sentences:
                return None
            if isinstance(earlier.cluster, Cluster) and earlier.kind != "pronoun" and fits(earlier.cluster):  # type: ignore[operator]
                return earlier.cluster
        return None

    def _pair(self, m: Mention) -> Cluster | None:
        return self._latest(
            m,
            lambda c: (
                len(c.members) == 2 or (c.plural and c.mentions[0].count is not None and c.mentions[0].count.high == 2)
            ),
            4,
        )

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

    # pronouns

    def _pronoun(self, m: Mention) -> None:
        if m.noun in ("first", "we"):
            return
        if m.noun == "relative":
            self._relative(m)
            return
        if m.noun == "neuter" and self._empty(m):
            return
        if m.determiner == "their" and self._couple(m):
            return
        ahead = self._ahead(m)
        if ahead is not None:
            self._assign(ahead)
            if isinstance(ahead.cluster, Cluster) and self._agrees(ahead.cluster, m):
                self._join(ahead.cluster, m)
                return
        ranked = self._ranked(m)
        if not ranked:
            return
        best = ranked[0]
        if m.noun not in ("male", "female") and self._spoken_about(m, best[1]):
            return
        m.ambiguous = len(ranked) > 1 and best[0] - ranked[1][0] < CLOSE
        m.score = best[0]
        if m.gender and not best[1].gender and best[1].type == "person" and not m.ambiguous:
            best[1].gender = m.gender
        self._join(best[1], m)

    def _spoken_about(self, m: Mention, cluster: Cluster) -> bool:
        """ "The insurers wanted them. They went …": "they" goes on about what "them" stood for, and not
        about those who are only named (Grosz, Joshi and Weinstein 1995, rule 1)."""
        words = self.words
        if words.lower[m.head] != "they" or cluster.last < 0:
            return False
        sentence = words.sentences[words.sentence[cluster.last]]
        if words.sentence[m.head] == words.sentence[cluster.last] or words.lower[cluster.last] in (
            "they",
            "them",
            "their",
        ):
            return False
        after = range(cluster.last + 1, min(sentence.end, cluster.last + 6))
        return any(
            words.lower[k] == "them" and ((other := self.at.get(k)) is None or other.cluster is not cluster)
            for k in after
        )

    def _ahead(self, m: Mention) -> Mention | None:
        """ "Hours before he left, Assad met …": the name that follows the opening clause of its sentence."""
        if m.noun not in ("male", "female"):
            return None
        words = self.words
        sentence = words.sentences[words.sentence[m.head]]
        clause = words.lower[sentence.first : m.head]
        if (
            len(clause) > 16
            or not any(w in _OPENING for w in clause)
            or any(
                isinstance(x.cluster, Cluster) and x.cluster.type == "person"
                for k in range(sentence.first, m.head)
                if (x := self.at.get(k)) is not None
            )
        ):
            return None
        for k in range(m.end, min(sentence.end - 1, m.end + 16)):
            if words.forms[k] == ",":
                for at in range(k + 1, min(sentence.end, k + 5)):
                    found = self.at.get(at)
                    if (
                        found is not None
                        and found.kind == "name"
                        and found.type in ("person", "person?", "")
                        and (found.title_first if found.title_first >= 0 else found.first) == k + 1
                    ):
                        return found
            elif words.lower[k] in ("said", "told", "and"):
                return None
        return None

    def _couple(self, m: Mention) -> bool:
        """ "his wife, Asma, and their children": theirs are his, and hers; the mention is given to him and marked."""
        owned = self.owning.get(m.head)
        if owned is None or owned.within is None:
            return False
        for member in owned.within.members:
            owner = member.cluster.owner if isinstance(member.cluster, Cluster) else None
            if member.first < m.first and owner is not None:
                m.ambiguous = True
                self._join(owner, m)
                return True
        return False

    def _empty(self, m: Mention) -> bool:
        """Whether an "it" stands for nobody: "it was those talks that …", "it is believed", "it rained"."""
        if self.words.parsed and self.words.deprels[m.head].startswith("expl"):
            return True
        after = self.words.lower[m.end] if m.end < len(self.words) else ""
        return m.determiner == "it" and after in _BE | {
            "seems",
            "seemed",
            "appears",
            "appeared",
            "turned",
            "would",
            "will",
            "may",
            "might",
            "takes",
            "took",
        }

    def _relative(self, m: Mention) -> None:
        words = self.words
        for earlier in reversed(self.recent):
            if (
                words.sentence[earlier.head] != words.sentence[m.head]
                or earlier.end > m.first
                or m.first - earlier.end > 8
            ):
                return
            gap = words.lower[earlier.end : m.first]
            if (
                isinstance(earlier.cluster, Cluster)
                and (not gap or gap == [","] or (gap[0] in ("of", "in", "at", "from", "for") and "," not in gap[:-1]))
                and self._relates(m, earlier.cluster)
            ):
                if earlier.within is not None and isinstance(earlier.within.cluster, Cluster):
                    self._join(earlier.within.cluster, m)
                else:
                    self._join(earlier.cluster, m)
                return

    def _relates(self, m: Mention, cluster: Cluster) -> bool:
        if m.determiner == "which":
            return cluster.type in ("organisation", "place", "facility", "group") and not (
                cluster.type == "group" and not cluster.named
            )
        return cluster.type in ("person", "group", "organisation", "", "place")

    # the first person

    def _heads(self) -> frozenset[int]:
        """Numbers of the sentences that are headings."""
        return frozenset(n for n, sentence in enumerate(self.words.sentences) if sentence.block in self.headings)

    def _first_persons(self, mentions: list[Mention]) -> None:
        """ "I" and "we": whoever speaks, within quotations; the account's narrator outside them."""
        outside = sum(m.noun == "first" and self.words.quoted[m.head] < 0 and m.determiner == "i" for m in mentions)
        for m in mentions:
            if m.kind != "pronoun" or m.noun not in ("first", "we"):
                continue
            if self.words.quoted[m.head] >= 0:
                speaker = next((self.at[i].cluster for i in sorted(self._speakers(m.head)) if i in self.at), None)
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
