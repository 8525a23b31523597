"""Which entities a pronoun may take up, best first.

Nearness, being a subject, being what the account is about and the encoder's chain speak for one (Lappin and Leass, CL 1994);
agreement, binding and being the speaker rule out.
"""

from collections import defaultdict, deque
from math import log

from whoknew.model import Analysis
from whoknew.model.wording import Wording
from whoknew.stages.actors.clusters import Cluster
from whoknew.stages.actors.dialogue import turn_of
from whoknew.stages.actors.lexicon import Lexicon, grammar
from whoknew.stages.actors.mentions import Mention

WINDOW = 40  # mentions that a pronoun looks back over
SENTENCES = 5  # and sentences
FAMILY = 2.0  # what a surname shared with the kin named beside the pronoun adds, or a kin of that sort
CHAIN = 0.8  # what the encoder's chain adds where its link is certain
LIKELY = 0.8  # probability of a link from which it speaks at all
PARALLEL = 1.5  # "A and B did not run. They were …": several who opened the sentence before, said again; paragraphs that begin alike
MATRIX = 1.2  # what being the subject of the clause that the pronoun's clause depends on adds
EMBEDDED = 0.4  # of what being a subject adds, where it is that of a relative clause: "a man who stands accused"
NEW = 0.8  # what being brought in by the description's own sentence takes from one
CLIMB = 8  # clauses and phrases around a description
ONE = 1.5  # what agreement in the singular takes from a body that "they" might take up
CLOSE = 0.5  # difference in salience below which a pronoun is ambiguous
_BREAKS = grammar("breaks")
_CLAUSES = grammar("clauses")
_SUBJECT_BEFORE = grammar("before_subjects")


def _weight(p: float | None) -> float:
    """What the encoder's chain speaks for an antecedent, by the probability of its link: nothing below ``LIKELY``."""
    return CHAIN if p is None else CHAIN * max(0.0, p - LIKELY) / (1 - LIKELY)


class Salience:
    """Keeps the latest mentions of one text and ranks what a pronoun may take up among them."""

    def __init__(self, analysis: Analysis, words: Wording, lexicon: Lexicon) -> None:
        self.words, self.lexicon = words, lexicon
        self.recent: deque[Mention] = deque(maxlen=WINDOW)
        self.kin_of: dict[int, list[tuple[str, Cluster]]] = defaultdict(
            list
        )  # what somebody is said to be, and of whom
        self.chain_of: dict[int, int] = {}
        self.sure: dict[int, float] = {}  # head → the weight of the encoder's link
        self.chains: dict[int, list[Cluster]] = defaultdict(list)
        if analysis.signals is not None:
            for signal in analysis.signals.mentions:
                if signal.chain >= 0:
                    self.chain_of[signal.head] = signal.chain
                    self.sure[signal.head] = _weight(signal.link_score)
        self.paragraph = self._paragraphs(analysis)
        self.headings = {n for n, block in enumerate(analysis.blocks) if block.type in ("heading", "title")}
        self.contents: dict[int, list[tuple[list[int], bool]]] = defaultdict(list)
        self.turn_of = turn_of(analysis, words)
        self.labels = {i for speaker in self.turn_of.values() for i in speaker}
        self.speaks_first: set[int] = set()  # entities that say "I" of themselves: "I, Ana Diaz, …"
        self.speaking: set[int] = set()
        for attribution in analysis.attributions:
            source = [i for r in words.ranges(attribution.source_spans) for i in range(*r)]
            self.speaking.update(source)
            for first, end in words.ranges(attribution.content_spans):
                for i in range(first, end):
                    self.contents[i].append((source, words.quoted[i] >= 0))

    def _paragraphs(self, analysis: Analysis) -> list[int]:
        """Block number of each token."""
        blocks = [-1] * len(self.words)
        for sentence in analysis.sentences:
            for i in range(sentence.first, min(sentence.end, len(blocks))):
                blocks[i] = sentence.block
        return blocks

    def _ranked(self, m: Mention) -> list[tuple[float, Cluster]]:
        words = self.words
        here = words.sentence[m.head]
        opens = self.paragraph[m.head] != (self.paragraph[m.head - 1] if m.head else -2) or self._first_sentence(m.head)
        after_heading = opens and self.paragraph[m.head] - 1 in self.headings
        chain = self.chain_of.get(m.head)
        scores: dict[int, float] = {}
        seen: dict[int, Cluster] = {}
        barred = self._barred(m)
        surname = self._surname_beside(m)
        back = self._kin_beside(m)
        matrix = self._matrix_subject(m)
        for earlier in reversed(self.recent):
            distance = here - words.sentence[earlier.head]
            if distance > SENTENCES + 2 * after_heading:
                break
            cluster = earlier.cluster
            if not isinstance(cluster, Cluster) or earlier.head >= m.head or not self._agrees(cluster, m):
                continue
            if cluster.number in barred or (m.noun == "neuter" and self._inside(earlier)):
                continue
            if earlier.head in self.labels:
                continue  # the name before a turn says who speaks, and is nobody's antecedent
            speakers = self._speakers(m.head)
            if (words.quoted[m.head] >= 0 or m.head in self.turn_of) and earlier.head in speakers:
                scores[cluster.number] = -9.0
                continue
            score = -0.9 * distance * (0.3 if after_heading else 0.6 if opens else 1.0)
            subject = self._subject(earlier) * (EMBEDDED if earlier.noun == "relative" else 1.0)
            score += (0.4 if after_heading else 1.2) * subject + 0.3 * (earlier.kind == "name")
            score += (1.3 if after_heading else 0.9 if opens else 0.35) * log(1 + len(cluster.mentions))
            score -= 1.5 * (earlier.type == "person?")
            score -= 0.6 * (cluster.named == 0) * (1 - (earlier.kind == "pronoun"))
            if earlier.head in self.speaking:
                own = earlier.head in speakers and words.quoted[m.head] < 0 and earlier.head < m.head
                score += 0.9 if own else 0.0 if m.head in self.speaking else -0.8  # who spoke speaks on
            if words.quoted[earlier.head] >= 0 > words.quoted[m.head]:
                score -= 1.0
            if m.noun == "plural":
                score -= (
                    {"group": 0.0, "organisation": 1.0, "place": 2.2, "person": 2.6}.get(cluster.type, 1.5)
                    if not (cluster.plural or cluster.members)
                    else 0.0
                )
                score -= ONE * self._one(earlier, cluster)
            elif m.gender and not cluster.gender:
                score -= 0.5
            elif m.noun == "neuter":
                score += {"organisation": 0.6, "facility": 0.2, "place": 0.2}.get(cluster.type, 0.0)
            opened = earlier.first == words.sentences[words.sentence[earlier.head]].first
            if m.noun == "plural" and distance == 1 and cluster.members and opened and self._subject(m):
                score += PARALLEL
            if self._begins(m) and self._begins(earlier) and words.lower[m.head] == words.lower[earlier.head]:
                score += PARALLEL
            if matrix >= 0 and earlier.first <= matrix < earlier.end:
                score += MATRIX
            if m.kind == "nominal" and words.sentence[cluster.mentions[0].head] == here:
                score -= NEW
            if surname and any(len(name) > 1 and name[-1].lower() == surname for name in cluster.names):
                score += FAMILY
            if back and any(noun in back for noun, _ in self.kin_of.get(cluster.number, ())):
                score += FAMILY
            if chain is not None and cluster in self.chains.get(chain, ()):
                score += self.sure.get(m.head, 1.0)
            if score > scores.get(cluster.number, -99.0) and scores.get(cluster.number) != -9.0:
                scores[cluster.number] = score
                seen[cluster.number] = cluster
        return sorted(
            ((s, seen[n]) for n, s in scores.items() if n in seen and s > -6),
            key=lambda pair: (-pair[0], pair[1].number),
        )

    def _one(self, m: Mention, cluster: Cluster) -> bool:
        """Whether a body is spoken of as one thing: "the bank was in, he told them" (number agreement)."""
        words = self.words
        if cluster.plural or cluster.members or not words.parsed or not self._subject(m):
            return False
        verb = words.heads[self._root(m)]
        near = (verb, *words.children[verb]) if verb >= 0 else ()
        return any(words.lower[k] in ("is", "was", "has") for k in near)

    def _inside(self, m: Mention) -> bool:
        """Whether a name only tells the kind of the noun after it: "a Polar Air plane" is what "it" takes up, not the
        company (words inside a compound are no antecedents: Postal 1969)."""
        words = self.words
        return (
            words.parsed
            and m.kind == "name"
            and words.deprels[m.head].startswith("compound")
            and words.heads[m.head] == m.end
        )

    def _begins(self, m: Mention) -> bool:
        """ "His brother was left out. … His wife was abroad.": paragraphs that begin with one pronoun go on about one."""
        return m.kind == "pronoun" and (m.head == 0 or self.paragraph[m.head] != self.paragraph[m.head - 1])

    def _matrix_subject(self, m: Mention) -> int:
        """Subject of the clause that the pronoun's adverbial clause hangs on: "Diaz left while she was ill"; -1 for none."""
        words = self.words
        if not words.parsed or m.noun not in ("male", "female"):
            return -1
        verb = words.heads[m.head]
        for _ in range(4):
            if verb < 0:
                return -1
            if words.deprels[verb].startswith("advcl"):
                outer = words.heads[verb]
                found = [c for c in words.children[outer] if words.deprels[c].startswith("nsubj")] if outer >= 0 else []
                return found[0] if found and found[0] < m.head else -1
            if words.deprels[verb].split(":")[0] not in ("xcomp", "obj", "obl", "nmod", "conj"):
                return -1
            verb = words.heads[verb]
        return -1

    def _surname_beside(self, m: Mention) -> str:
        """ "His sister, Marian Averill": the surname that the owner of the kin probably shares; empty elsewhere."""
        words, at = self.words, m.head
        if words.lower[at] not in {"his", "her"} or at + 4 >= len(words) or words.lower[at + 1] not in self.lexicon.kin:
            return ""
        first = at + 2 + (words.lower[at + 2] == ",")
        named = words.forms[first][:1].isupper() and words.forms[first + 1][:1].isupper()
        return words.lower[first + 1] if named else ""

    def _kin_beside(self, m: Mention) -> frozenset[str]:
        """ "His father": what the owner is to that kin, so that somebody's son is meant rather than the father himself."""
        words, at = self.words, m.head
        if words.lower[at] not in {"his", "her"} or at + 1 >= len(words):
            return frozenset()
        return self.lexicon.reciprocal.get(words.lower[at + 1], frozenset())

    def _barred(self, m: Mention) -> set[int]:
        """Entities that are arguments of the pronoun's own verb, and whoever says "I" where it stands."""
        speaking = self._says_i(m) if m.noun in ("male", "female") or m.kind == "nominal" else set()
        if m.determiner in self.lexicon.pronouns["possessive"] and m.determiner != "her":
            return speaking
        here = self.words.sentence[m.head]
        told = self._told_of(m)
        barred, doers = speaking, self._doers(m) if m.kind == "nominal" else set()
        for earlier in reversed(self.recent):
            if self.words.sentence[earlier.head] != here:
                break
            if isinstance(earlier.cluster, Cluster) and earlier.head < m.head and self._bound(earlier, m):
                barred.add(earlier.cluster.number)
            if isinstance(earlier.cluster, Cluster) and self._root(earlier) in doers:
                barred.add(earlier.cluster.number)
            if isinstance(earlier.cluster, Cluster) and earlier.kind == "name" and self._root(earlier) in told:
                barred.add(earlier.cluster.number)
        return barred

    def _told_of(self, m: Mention) -> set[int]:
        """Subjects of what the one is told whom a pronoun stands for: "Alvor was in, he told them" tells others."""
        words = self.words
        if not words.parsed or words.deprels[m.head] not in ("obj", "iobj"):
            return set()
        verb = words.heads[m.head]
        clauses = [c for c in words.children[verb] if words.deprels[c] == "ccomp"] if verb >= 0 else []
        return {c for clause in clauses for c in words.children[clause] if words.deprels[c].startswith("nsubj")}

    def _says_i(self, m: Mention) -> set[int]:
        """Who is "I" around a pronoun: the speaker of the turn, the witness whose own statement it is; never "he" or "the minister"."""
        if self.words.quoted[m.head] >= 0:
            return set()
        turn = self.turn_of.get(m.head)
        if turn is None:
            return set(self.speaks_first)
        return {x.cluster.number for x in self.recent if x.head in turn and isinstance(x.cluster, Cluster)}

    def _doers(self, m: Mention) -> set[int]:
        """Subjects of the clauses around a description: "Diaz …, slamming the senator", "Diaz left after the senator had
        spoken" are of another (a description is never bound: Chomsky 1981, principle C)."""
        words, node, found = self.words, m.head, set[int]()
        for _ in range(CLIMB if words.parsed else 0):
            outer, relation = words.heads[node], words.deprels[node].split(":")[0]
            own = any(words.deprels[c].startswith("nsubj") for c in words.children[node])
            if (
                outer < 0
                or relation in ("parataxis", "appos", "discourse", "dislocated")
                or (relation == "conj" and own)
            ):
                break
            found.update(c for c in words.children[outer] if words.deprels[c].startswith("nsubj") and c != node)
            node = outer
        return found

    def _first_sentence(self, i: int) -> bool:
        sentence = self.words.sentence[i]
        first = self.words.sentences[sentence].first
        return first == 0 or self.paragraph[first] != self.paragraph[first - 1]

    def _speakers(self, i: int) -> set[int]:
        return {k for source, _ in self.contents.get(i, ()) for k in source}

    def _agrees(self, cluster: Cluster, m: Mention) -> bool:
        if cluster.publishing:
            return False  # who publishes is not what an account is about
        if m.noun in ("male", "female") or m.kind == "nominal":
            return (
                cluster.type == "person"
                and not cluster.plural
                and not (cluster.gender and m.gender and cluster.gender != m.gender)
            )
        if m.noun == "plural":
            return (
                cluster.plural
                or bool(cluster.members)
                or cluster.type in ("group", "organisation")
                or (cluster.type == "person" and not cluster.named)
            )
        if cluster.type == "organisation" and cluster.plural:
            return False  # "Democrats" are no "it"
        return cluster.type in ("organisation", "place", "facility", "other", "") or (
            cluster.type == "group" and not cluster.members and not cluster.plural
        )

    def _bound(self, earlier: Mention, m: Mention) -> bool:
        """Whether both are arguments of one verb, so that a plain pronoun cannot take up the earlier one."""
        if m.determiner in self.lexicon.pronouns["reflexive"]:
            return False
        between = self.words.lower[earlier.end : m.first]
        if (
            m.determiner == "her"
            and m.end < len(self.words)
            and self.words.lower[m.end][:1].isalpha()
            and self.words.lower[m.end] not in self.lexicon.function
        ):
            return False
        if m.determiner in ("him", "her", "them", "me", "us"):
            return self._subject(earlier) and not any(w in _CLAUSES for w in between)
        return not any(w in _BREAKS for w in between) and len(between) <= 6 and self._subject(earlier)

    def _root(self, m: Mention) -> int:
        """The word of a mention by which it hangs in the tree: the first of a name of several, as a rule."""
        start = m.title_first if m.title_first >= 0 else m.first
        return self.words.head_of(start, m.end) if m.kind == "name" else m.head

    def _subject(self, m: Mention) -> bool:
        words = self.words
        if m.members:
            return self._subject(m.members[0])
        if words.parsed:
            return words.deprels[self._root(m)].startswith("nsubj")
        start = m.title_first if m.title_first >= 0 else m.first
        if m.within is not None:
            start = m.within.first
        before = words.lower[start - 1] if start and words.sentence[start - 1] == words.sentence[start] else "."
        after = words.lower[m.end] if m.end < len(words) else "."
        apposed = after == "," and before == "."
        return before in _SUBJECT_BEFORE and after not in ("'s", "'") and (after[:1].isalpha() or apposed)
