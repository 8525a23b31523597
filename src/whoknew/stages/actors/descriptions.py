"""Whom a description takes up: somebody with that noun, somebody's relative or aide, a body or person just named."""

from collections.abc import Callable

from whoknew.stages.actors.clusters import Cluster
from whoknew.stages.actors.lexicon import grammar
from whoknew.stages.actors.mentions import Mention
from whoknew.stages.actors.pool import NARRATOR, Pool

_DEFINITE = grammar("definite")
_YOUNG = grammar("young")
_BUSINESS = grammar("business")
_OFFSPRING = sorted(grammar("offspring"))


class Descriptions(Pool):
    """Links descriptions."""

    def _described(self, m: Mention) -> Cluster | None:
        lexicon = self.lexicon
        if m.owner is not None:
            if m.owner.cluster is None:
                self._assign(m.owner)
            owner = m.owner.cluster
            if owner is None and self._own(m):
                return self.owned.get((NARRATOR, m.noun)) if not m.modifiers else None
            if isinstance(owner, Cluster):
                if m.plural:
                    return self._again(owner, m)
                return self.owned.get((owner.number, m.noun)) or self._reciprocal(owner, m)
            return None
        if m.noun in lexicon.pairs and m.determiner in _DEFINITE:
            return self._pair(m)
        if m.determiner not in _DEFINITE:
            return None
        if m.noun in lexicon.generic_groups and not m.plural and not m.modifiers:
            just = self._latest(m, lambda c: c.type == "organisation" and c.named > 0 and self._kindred(c, m), 1)
            rivals = self._rivals(m, just) if just is not None else 0
            known = self.by_noun.get(m.noun, [])[-40:]
            if just is not None and not any(c.named or c.last > just.last for c in known):
                m.ambiguous = rivals > 0
                return just
            if just is None and not known and m.noun in _BUSINESS:
                return self._headlined(m)
        held = [
            c for c in self.by_noun.get(m.noun, [])[-40:] if c.plural == m.plural or c.type == m.type == "organisation"
        ]
        wanted = {w.casefold() for w in m.modifiers} - {"same"}
        fitting = [c for c in held if wanted <= set(c.nouns[m.noun]) or not c.nouns[m.noun]]
        pool = fitting or ([] if wanted else held)
        if pool:
            chosen = max(pool, key=lambda c: (c.last - 4000 * (self._far(c, m)), c.named))
            m.ambiguous = len([c for c in pool if not self._far(c, m)]) > 1
            return chosen
        if m.noun in _YOUNG and not m.plural:
            return self._child(m)
        if self._takes_up_named(m):
            ranked = [
                pair
                for pair in self._ranked(m)
                if pair[1].named and m.noun not in pair[1].nouns and not self._other_office(pair[1], m)
            ]
            if ranked:
                m.ambiguous = True  # whom it takes up is told by salience only: no role of his is drawn from it
                return ranked[0][1]
            return None
        if m.noun in ("man", "woman", "leader") and not m.plural:
            return self._latest(
                m,
                lambda c: c.type == "person" and not c.plural and not (c.gender and m.gender and c.gender != m.gender),
                2,
            )
        if m.noun in lexicon.generic_groups and not m.plural and not wanted:
            return self._latest(
                m,
                lambda c: (
                    c.type in ("organisation", "group")
                    and self._kindred(c, m)
                    and (c.named > 0 or (c.type == "organisation" and bool(set(c.nouns) & lexicon.generic_groups)))
                ),
                2,
            )
        if m.noun in lexicon.generic_places and not wanted:
            return self._latest(m, lambda c: c.type == "place" and c.named > 0, 2)
        return None

    def _again(self, owner: Cluster, m: Mention) -> Cluster | None:
        """ "His supporters" are those spoken of before as his; with a number they may be others."""
        if m.count is not None and m.count.high is not None:
            return None
        wanted = tuple(w.casefold() for w in m.modifiers)
        for held in reversed(self.by_noun.get(m.noun, [])[-40:]):
            if (
                held.plural
                and held.owner is owner
                and held.nouns[m.noun] == wanted
                and held.mentions
                and not held.named
            ):
                return None if self._counted(held) else held
        return None

    def _child(self, m: Mention) -> Cluster | None:
        """ "The girl" is the daughter told of before, and no grown person who was named."""
        found = [
            c
            for noun in _OFFSPRING
            for c in self.by_noun.get(noun, [])[-40:]
            if not c.plural and c.mentions and not (c.gender and m.gender and c.gender != m.gender)
        ]
        return max(found, key=lambda c: c.last, default=None)

    def _counted(self, cluster: Cluster) -> bool:
        """Whether an entity was introduced with a number: "three aides" are not "aides"."""
        return any(m.count is not None and m.count.high is not None for m in cluster.mentions[:3])

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

    def _other_office(self, cluster: Cluster, m: Mention) -> bool:
        """Whether somebody was said to hold one office, and a description speaks of another: no ambassador is the head of
        security."""
        offices = self.lexicon.offices
        return m.noun in offices and any(noun in offices for noun in cluster.nouns)

    def _reciprocal(self, owner: Cluster, m: Mention) -> Cluster | None:
        """Whose sister has been named is "her brother"; of whom somebody is said to be the son, "his father"."""
        back = self.lexicon.reciprocal.get(m.noun)
        if back is None:
            return None
        said = [of for noun, of in self.kin_of.get(owner.number, ()) if noun in back and of.mentions]
        other = said[0] if len(said) == 1 else owner.owner
        if other is None or not (said or any(self.owned.get((other.number, noun)) is owner for noun in back)):
            return None
        return (
            other if other.type == "person" and not (m.gender and other.gender and m.gender != other.gender) else None
        )

    def _far(self, cluster: Cluster, m: Mention) -> bool:
        return self.words.sentence[m.head] - self.words.sentence[cluster.last] > 30

    def _latest(self, m: Mention, fits: Callable[[Cluster], bool], sentences: int) -> Cluster | None:
        for earlier in reversed(self.recent):
            if self.words.sentence[m.head] - self.words.sentence[earlier.head] > sentences:
                return None
            if (
                isinstance(earlier.cluster, Cluster)
                and earlier.kind != "pronoun"
                and not earlier.cluster.publishing
                and not (self.words.quoted[earlier.head] >= 0 > self.words.quoted[m.head])
                and fits(earlier.cluster)
            ):
                return earlier.cluster
        return None

    def _kindred(self, cluster: Cluster, m: Mention) -> bool:
        """Whether a body may be called by a noun: none that is named after another kind ("Harlow College" is no bank)."""
        kinds = {name[-1].casefold() for name in cluster.names if len(name) > 1} & set(self.lexicon.organisations)
        return m.noun in _BUSINESS or not kinds or m.noun in kinds

    def _rivals(self, m: Mention, chosen: Cluster) -> int:
        """How many other bodies are named in the sentence that the chosen one was last named in."""
        at = next((x for x in reversed(self.recent) if x.cluster is chosen), None)
        here = self.words.sentence[at.head] if at is not None else -1
        return len(
            {
                x.cluster.number
                for x in self.recent
                if isinstance(x.cluster, Cluster)
                and x.cluster is not chosen
                and x.kind == "name"
                and x.cluster.type == "organisation"
                and not x.cluster.publishing
                and self.words.sentence[x.head] == here
            }
        )

    def _headlined(self, m: Mention) -> Cluster | None:
        """ "The firm", where none was named just now, is the one body that a heading names; it may be another."""
        named = [c for c in self.clusters if c.type == "organisation" and c.named and c.mentions and not c.publishing]
        heads = [c for c in named if self.paragraph[c.mentions[0].head] in self.headings]
        if len(heads) != 1 or (m.determiner != "the" and len(named) > 1):
            return None
        m.ambiguous = len(named) > 1
        return heads[0]

    def _pair(self, m: Mention) -> Cluster | None:
        return self._latest(
            m,
            lambda c: (
                (len(c.members) == 2 and not any(one.plural for one in c.members))
                or (c.plural and not c.members and c.mentions[0].count is not None and c.mentions[0].count.high == 2)
            ),
            4,
        )
