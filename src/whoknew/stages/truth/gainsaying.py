"""Statements of the account that gainsay what was told just before: "… that it was a drill. It was not a drill."

Four ways, each in words of the text: the same said with "not"; the thing told of denied to be ("no cheque had been
written", "a painter never came"); "they had not"; and what comes after "in fact". Only what follows the telling, in its
paragraph, counts, and only what is said firmly in a voice that the account gives.
"""

from typing import NamedTuple

from whoknew.model import Act, Analysis, Span
from whoknew.model.happenings import TruthValue
from whoknew.model.syntax import Tree

REACH = 2  # sentences after the one of the telling
STEM = 4  # letters that two words of one root share at least
CONTENT = frozenset({"NOUN", "VERB", "ADJ", "PROPN", "ADV"})
Lists = dict[str, list[str]]
Said = tuple[TruthValue, Span, int]  # the value, the words, and the verb of who is said to say so (-1: nobody)


class Told(NamedTuple):
    """What was told: the word that governs it, its subject, the roots of its content words, its auxiliaries."""

    head: int
    subject: int
    roots: frozenset[str]
    auxiliaries: frozenset[str]
    tellers: frozenset[str]


class Gainsaying:
    """Looks for what gainsays a telling, for one account."""

    def __init__(self, analysis: Analysis, tree: Tree, lists: Lists) -> None:
        self.tree, self.lists = tree, lists
        self.block = [sentence.block for sentence in analysis.sentences]
        self.entity: dict[int, str] = {}
        self.within = {entity.id: set(entity.members) for entity in analysis.entities if entity.members}
        for entity in analysis.entities:
            for mention in entity.mentions:
                top = tree.top(mention)
                if top >= 0:
                    self.entity.setdefault(top, entity.id)

    def of(self, act: Act) -> list[Said]:
        """The words that gainsay an act's content, with "false"; none where it is negative or no statement itself."""
        told = self._told(act)
        if told is None:
            return []
        here = self.tree.sentence[told.head]
        for number in range(here, min(here + REACH + 1, len(self.tree.bounds))):
            if self.block[number] != self.block[here]:
                break
            for word in self._clauses(number):
                if word <= told.head or self._inside(word, act):
                    continue
                if self._gainsays(told, word, number - here):
                    return [("false", self._span(word), word if self._opposite(word) else -1)]
        return []

    def _told(self, act: Act) -> Told | None:
        tree = self.tree
        if not act.content_spans or not act.asserts:
            return None
        span = max(act.content_spans, key=lambda one: one[1] - one[0])
        words = tree.within(span)
        head = tree.top(span)
        if head < 0 or not len(words) or tree.sentence[words[0]] != tree.sentence[words[-1]]:
            return None
        finite = tree.words[head].upos in ("VERB", "AUX") or tree.kid(head, "cop") >= 0
        if not finite or tree.negated(head) >= 0 or tree.text[span[0] : span[1]].endswith("?"):
            return None
        roots = frozenset(root(tree.lemma(i)) for i in words if tree.words[i].upos in CONTENT and self._counts(i))
        tellers = frozenset(party.entity for party in act.agents if party.entity)
        return Told(head, tree.kid(head, "nsubj"), roots, frozenset(self._auxiliaries(head)), tellers)

    def _counts(self, index: int) -> bool:
        return self.tree.lemma(index) not in self.lists["empty"] and len(self.tree.lemma(index)) > 2

    def _auxiliaries(self, head: int) -> list[str]:
        """Lemmas of what "they had not" can take up: auxiliaries, a copula, "do" for a simple past."""
        tree = self.tree
        found = [tree.lemma(kid) for kid in tree.kids(head, "aux", "cop")]
        return found or ["do"]

    def _clauses(self, number: int) -> list[int]:
        """Words that govern the main clauses of a sentence."""
        tree = self.tree
        first, end = tree.bounds[number]
        return [
            i
            for i in range(first, end)
            if (
                tree.base(i) in ("root", "conj", "parataxis", "advcl")
                or tree.rel(i) == "acl:relcl"
                or (tree.base(i) == "ccomp" and tree.lemma(tree.head(i)) in self.lists["saying"])
            )
            and (tree.words[i].upos in ("VERB", "AUX") or tree.kid(i, "cop") >= 0 or tree.kid(i, "nsubj") >= 0)
        ]

    def _inside(self, word: int, act: Act) -> bool:
        at = self.tree.spans[word][0]
        return any(span[0] <= at < span[1] for span in (*act.content_spans, act.cue))

    def _gainsays(self, told: Told, word: int, distance: int) -> bool:
        tree = self.tree
        if tree.base(word) in ("advcl",) or any(tree.low(kid) in self.lists["weak"] for kid in tree.kids(word)):
            return False
        if tree.negated(word) < 0:
            return distance == 1 and (self._corrects(told, word) or self._instead(told, word) or self._opposite(word))
        return (
            self._elliptic(told, word, distance)
            or self._denied(told, word)
            or self._nothing(told, word)
            or self._not_there(told, word)
            or (distance == 1 and self._none(word))
        )

    def _none(self, word: int) -> bool:
        """ "Three officers said that there had been none.": nothing of the kind that was told of."""
        lows = [self.tree.low(i) for i in self.tree.phrase(word) if self.tree.words[i].upos != "PUNCT"]
        lows = lows[lows.index("there") :] if "there" in lows else []
        return "none" in lows and set(lows) <= {
            "there",
            "was",
            "were",
            "is",
            "are",
            "had",
            "have",
            "has",
            "been",
            "none",
        }

    def _elliptic(self, told: Told, word: int, distance: int) -> bool:
        """ "They had not.": a pronoun, an auxiliary of what was told, and "not"."""
        tree = self.tree
        first, end = tree.bounds[tree.sentence[word]]
        words = [i for i in range(first, end) if tree.words[i].upos != "PUNCT"]
        if distance != 1 or len(words) > 4 or tree.base(word) != "root":
            return False
        lows = [tree.low(i) for i in words if tree.low(i) not in ("but", "in", "fact")]
        return (
            len(lows) == 3
            and lows[0] in self.lists["pronouns"]
            and {tree.lemma(i) for i in words} & told.auxiliaries != set()
            and lows[2] in ("not", "n't")
        ) and self._one(told.subject, tree.kid(word, "nsubj"))

    def _denied(self, told: Told, word: int) -> bool:
        """The same said with "not", of the same one: "was not a drill", "the order was not placed until July"."""
        tree = self.tree
        subject = tree.kid(word, "nsubj")
        wanted = root(tree.lemma(told.head))
        if root(tree.lemma(word)) == wanted and self._counts(word):
            return self._one(told.subject, subject) and self._objects(told.head, word)
        nominal = subject >= 0 and tree.words[subject].upos == "NOUN" and root(tree.lemma(subject)) == wanted
        return nominal and tree.lemma(word) in self.lists["done"]

    def _nothing(self, told: Told, word: int) -> bool:
        """What was told of is denied to be at all: "no cheque had been written", "a painter never came"."""
        tree = self.tree
        for noun in tree.kids(word, "nsubj", "obj"):
            if tree.words[noun].upos != "NOUN" or root(tree.lemma(noun)) not in told.roots:
                continue
            if any(tree.low(kid) in ("no", "neither") for kid in tree.kids(noun, "det")):
                return True
            if tree.base(noun) == "nsubj" and tree.lemma(word) in self.lists["coming"]:
                return True
        return False

    def _not_there(self, told: Told, word: int) -> bool:
        """ "He never got there": where he was said to be going."""
        tree = self.tree
        there = any(tree.low(kid) in ("there", "it") for kid in tree.kids(word, "advmod", "obj"))
        arrived = tree.lemma(word) in self.lists["arriving"] and (there or tree.lemma(word) in ("arrive", "come"))
        going = any(tree.case(kid) in ("to", "for", "into") for kid in tree.kids(told.head, "obl")) or any(
            tree.low(kid) == "home" for kid in tree.kids(told.head, "advmod")
        )
        return arrived and going and self._one(told.subject, tree.kid(word, "nsubj"))

    def _corrects(self, told: Told, word: int) -> bool:
        """What comes after "in fact" at the head of the next sentence."""
        tree = self.tree
        first = tree.bounds[tree.sentence[word]][0]
        if tree.base(word) != "root":
            return False
        start = tree.text[tree.spans[first][0] : tree.spans[word][1]].lower()
        return any(start.startswith((f"{lead} ", f"{lead}, ", f"but {lead}")) for lead in self.lists["leads"])

    def _opposite(self, word: int) -> bool:
        """ "… a report that said the opposite"."""
        tree = self.tree
        said = [
            tree.text[slice(*tree.spans[kid])].lower() for kid in tree.kids(word, "obj", "advmod", "xcomp", "nsubj")
        ]
        return tree.lemma(word) in self.lists["saying"] and any(one in self.lists["opposites"] for one in said)

    def _instead(self, told: Told, word: int) -> bool:
        """ "Instead he …": what he did who was said to be about to do something else."""
        tree = self.tree
        first = tree.bounds[tree.sentence[word]][0]
        if tree.base(word) != "root" or tree.low(first) not in self.lists["instead"] or told.subject < 0:
            return False
        doers = {self.entity.get(kid, "") for kid in tree.kids(word, "nsubj", "obj")} - {""}
        mine = self.entity.get(told.subject, "")
        both = tree.low(told.subject) in ("they", "we") and bool(doers & told.tellers)  # he and whoever he told
        return mine in doers or both or bool(doers & self.within.get(mine, set()))

    def _one(self, left: int, right: int) -> bool:
        """Whether two subjects may be one: no two that are known apart."""
        if left < 0 or right < 0:
            return True
        mine, yours = self.entity.get(left, ""), self.entity.get(right, "")
        if mine and yours:
            return mine == yours or self.tree.lemma(left) == self.tree.lemma(right)
        pronoun = "PRON" in (self.tree.words[left].upos, self.tree.words[right].upos)
        return pronoun or root(self.tree.lemma(left)) == root(self.tree.lemma(right))

    def _objects(self, left: int, right: int) -> bool:
        """Whether two predicates may have the same object and goal: none of the two names another."""
        tree = self.tree
        for relation in ("obj", "obl"):
            mine = [kid for kid in tree.kids(left, relation) if kid not in tree.timed and tree.case(kid) != "until"]
            yours = [kid for kid in tree.kids(right, relation) if kid not in tree.timed and tree.case(kid) != "until"]
            if mine and yours and not any(self._one(a, b) for a in mine for b in yours):
                return False
        return True

    def _span(self, word: int) -> Span:
        words = self.tree.phrase(word)
        while len(words) > 1 and self.tree.base(words[-1]) == "punct":
            words = words[:-1]
        if len(words) > 1 and self.tree.low(words[0]) == "that" and self.tree.base(words[0]) == "mark":
            words = words[1:]
        return self.tree.cover(words)


def root(lemma: str) -> str:
    """A word without the endings by which nouns are made of verbs.

    >>> root("painter") == root("paint"), root("payment") == root("pay"), root("drill")
    (True, True, 'drill')
    """
    for ending in ("ation", "ment", "ing", "ion", "er", "or", "al", "ed", "e", "s"):
        if lemma.endswith(ending) and len(lemma) - len(ending) >= min(STEM, 3 if ending == "ment" else STEM):
            return lemma[: -len(ending)]
    return lemma
