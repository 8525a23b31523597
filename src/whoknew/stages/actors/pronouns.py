"""Whom a pronoun takes up: the best by salience, a name that its clause runs ahead of, the head of its relative clause."""

from whoknew.stages.actors.clusters import Cluster
from whoknew.stages.actors.lexicon import grammar
from whoknew.stages.actors.mentions import Mention
from whoknew.stages.actors.pool import Pool
from whoknew.stages.actors.salience import CLOSE
from whoknew.stages.actors.sides import BE as _BE

_OPENING = grammar("opening")


class Pronouns(Pool):
    """Links pronouns."""

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
            best[1].gender, best[1].guessed = m.gender, True
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
        if words.parsed and not self._opening_clause(m.head):
            return None
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

    def _opening_clause(self, i: int) -> bool:
        """Whether a pronoun stands in a clause or phrase that opens its sentence, and not in the main clause after it:
        "After he left, Diaz …", and not "Before leaving he called Diaz"."""
        words = self.words
        for _ in range(8):
            if words.deprels[i].split(":")[0] in ("advcl", "obl", "acl") and words.heads[i] > i:
                return True
            i = words.heads[i]
            if i < 0:
                return False
        return False

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
        return m.determiner == "it" and after in _BE | grammar("empty")

    def _relative(self, m: Mention) -> None:
        words = self.words
        for earlier in reversed(self.recent):
            if (
                words.sentence[earlier.head] != words.sentence[m.head]
                or earlier.end > m.first
                or m.first - earlier.end > 8
            ):
                return
            gap = [
                low for low in words.lower[earlier.end : m.first] if not low.isdigit() and low not in ("aged", "age")
            ]
            gap = [","] if gap == [",", ","] else gap  # "Ana Diaz, 43, who …"
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
