"""What a stretch of text is about: concepts with weights, actors, sign, numbers and places; pure functions of words.

A concept is a theme of the word lists, or else a lemma. Weights are inverse document frequencies inside the account,
so that what the whole account speaks of decides little.
"""

import tomllib
from collections import Counter
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import log

from whoknew.model import Analysis, Span
from whoknew.model.syntax import Tree

LONG = 30  # words of a content that can be held to be one statement
TOWARDS = frozenset({"to", "for", "into", "towards", "toward", "onto"})
GOALS = frozenset({"ARG4", "ARGM-GOL"})
CONTENT = frozenset({"NOUN", "VERB", "ADJ", "PROPN", "NUM", "ADV"})


@cache
def lists() -> dict[str, dict[str, list[str]]]:
    """The word lists, as in ``themes.toml``."""
    found: dict[str, dict[str, list[str]]] = tomllib.loads(
        (files("whoknew.stages.propositions") / "themes.toml").read_text("utf-8")
    )
    return found


@cache
def themes() -> dict[str, str]:
    """Lemma → theme."""
    return {word: theme for theme, words in lists()["themes"].items() for word in words}


@cache
def states() -> dict[str, str]:
    """Demonym or capital → the state it can stand for."""
    return {word: state for state, words in lists()["demonyms"].items() for word in (*words, state)}


@cache
def antonyms() -> frozenset[frozenset[str]]:
    """Pairs of concepts that cannot both hold."""
    return frozenset(frozenset(pair) for pair in lists()["antonyms"]["pairs"])


@dataclass(frozen=True)
class About:
    """What a stretch is about. ``actors``: entity ids or states that it names; ``minus``: negative as worded."""

    span: Span
    concepts: frozenset[str] = frozenset()
    actors: frozenset[str] = frozenset()
    named: frozenset[str] = frozenset()
    head: str = ""
    subject: str = ""
    minus: bool = False
    future: bool = False
    numbers: frozenset[str] = frozenset()
    times: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()  # where it has somebody go
    thing: str = ""  # concept of its subject's noun, where that is no pronoun
    pronoun: bool = False  # its subject is a pronoun that no entity stands for: "they had not been repaired"
    ought: bool = False  # what should be or is bidden, not what is
    topic: bool = False  # no statement: a bare noun phrase, a question, "what he meant to do"


class Reader:
    """Reads stretches of one account."""

    def __init__(self, analysis: Analysis, tree: Tree) -> None:
        self.tree = tree
        self.analysis = analysis
        self.act_at = {act.id: number for number, act in enumerate(analysis.acts)}
        self.entity_at: dict[int, str] = {}
        self.types = {entity.id: entity.type for entity in analysis.entities}
        self.names = {entity.id: entity.name for entity in analysis.entities}
        self.is_named = {entity.id: entity.named for entity in analysis.entities}
        for entity in analysis.entities:
            for mention in entity.mentions:
                top = tree.top(mention) if tree.size else -1
                if top >= 0:
                    self.entity_at.setdefault(top, entity.id)
        self.name_words = frozenset(
            word
            for entity in analysis.entities
            if entity.named and entity.type != "place"
            for name in (entity.name, *entity.aliases)
            for word in name.lower().split()
            if name[:1].isupper()
        )
        counts = Counter(self.concept(index) for index in range(tree.size) if self.counts(index))
        total = max(1, sum(counts.values()))
        self.weight = {concept: log(1 + total / count) for concept, count in counts.items()}
        frames = analysis.signals.frames if analysis.signals is not None else ()
        self.goals = {
            frame.word: [index for role in frame.roles if role.label in GOALS for index in range(role.first, role.end)]
            for frame in frames
        }
        self.moves = {tree.top(move.span): move.destination for move in analysis.movements if move.destination}
        self.dates = {
            time.id: (time.bounds.earliest, time.bounds.latest)
            for time in analysis.times
            if time.bounds.earliest and time.bounds.latest
        }
        self.time_at = {index: time.id for time in analysis.times for index in tree.within(time.span)}

    def counts(self, index: int) -> bool:
        """Whether a word says what its sentence is about."""
        word = self.tree.words[index]
        return (
            word.upos in CONTENT
            and word.lemma.lower() not in STOP()
            and word.deprel.split(":")[0] not in ("aux", "cop", "det")
        )

    def concept(self, index: int) -> str:
        """Theme, state or lemma of a word."""
        low, lemma = self.tree.low(index), self.tree.lemma(index)
        if low in states():
            return states()[low]
        if low in lists()["plain"]:
            return str(lists()["plain"][low])
        return themes().get(lemma, themes().get(low, lemma))

    def actor(self, index: int) -> str:
        """Entity id or state that a word names, "" where none."""
        low = self.tree.low(index)
        if low in states():
            return states()[low]
        identity = self.entity_at.get(self.tree.antecedent(index), "")
        if identity:
            name = self.names[identity].lower()
            for part in name.split():
                if part in states() and self.types[identity] in ("place", "organisation", "group"):
                    return states()[part]
        return identity

    def read(self, span: Span, indices: list[int] | None = None) -> About:
        """What a stretch is about; ``indices`` overrides the words that count."""
        tree = self.tree
        inside = [i for i in (indices if indices is not None else tree.within(span)) if i not in self.time_at]
        concepts = {self.concept(index) for index in inside if self.counts(index)}
        text = tree.text[span[0] : span[1]].lower()
        said = ""  # the theme of a turn of phrase that ends in the main word: "was not to be had"
        actors = {self.actor(index) for index in inside} - {""}
        named = {a for a in actors if a not in self.names or self.is_named.get(a, False)}
        whole = set(indices) if indices is not None else set(tree.within(span))
        tops = [
            i
            for i in sorted(whole)
            if tree.head(i) not in whole and tree.base(i) not in ("punct", "case", "mark", "cc")
        ]
        top = next(
            (i for i in tops if tree.words[i].upos in ("VERB", "AUX") or tree.kid(i, "cop") >= 0),
            tops[0] if tops else -1,
        )
        for theme, phrases in lists()["phrases"].items():
            for phrase in phrases:
                if phrase in text:
                    concepts.add(theme)
                    said = theme if top >= 0 and phrase.split()[-1] == tree.low(top) else said
        subject = tree.kid(top, "nsubj") if top >= 0 else -1
        if subject < 0 and top >= 0:
            subject = tree.subject(top)
        return About(
            span=span,
            concepts=frozenset(concepts),
            actors=frozenset(actors),
            named=frozenset(named),
            head=said or (self.concept(top) if top >= 0 else ""),
            subject=self.actor(subject) if subject >= 0 else "",
            minus=self.minus(inside, top) and not self.topic(span, top),
            future=self.future(top),
            numbers=frozenset(tree.low(i) for i in inside if tree.words[i].upos == "NUM"),
            times=frozenset(self.time_at[i] for i in tree.within(span) if i in self.time_at),
            places=self.bound_for(inside),
            thing=self.concept(subject) if subject >= 0 and tree.words[subject].upos in ("NOUN", "PROPN") else "",
            pronoun=subject >= 0 and tree.low(subject) in ("it", "they", "this", "that") and not self.actor(subject),
            ought=self.ought(span, top),
            topic=self.topic(span, top),
        )

    def topic(self, span: Span, top: int) -> bool:
        """Whether a stretch only says what something is about."""
        tree = self.tree
        if top < 0:
            return True
        words = tree.text[span[0] : span[1]].lower().split()
        if words and words[0] in lists()["topics"]["openers"]:
            return True
        perhaps = {tree.low(kid) for kid in tree.kids(top, "aux", "advmod")}
        if perhaps & {"may", "might"} and perhaps & {"not", "n't", "never"}:
            return True  # "may not have paid": neither that he did nor that he did not
        if len(words) > LONG or tree.sentence[tree.within(span)[0]] != tree.sentence[tree.within(span)[-1]]:
            return True  # a long quotation says many things
        return tree.words[top].upos not in ("VERB", "AUX") and tree.kid(top, "cop") < 0 and tree.kid(top, "nsubj") < 0

    def bound_for(self, inside: list[int]) -> frozenset[str]:
        """Where a stretch has somebody go: places after "to", "for", "into", and such words as "home"."""
        tree = self.tree
        found: set[str] = set()
        goals = {index for word in inside for index in self.goals.get(word, ())}
        for index in sorted({*inside, *goals}):
            place, low = self.entity_at.get(index), tree.low(index)
            before = tree.case(index) or next(
                (tree.low(index - back) for back in (1, 2) if tree.low(index - back) in TOWARDS), ""
            )
            if place and self.types[place] in ("place", "facility"):
                if index in goals or before in TOWARDS or tree.lemma(tree.head(index)) == "reach":
                    found.add(low if low in lists()["bound"]["words"] else place)
            elif low in lists()["bound"]["words"] and (
                index in goals or before in TOWARDS or (low == "home" and not before)
            ):
                found.add(low)
        for word in inside:
            if word in self.moves and not found:
                found.add(self.moves[word])
        return frozenset(found)

    def minus(self, inside: list[int], top: int) -> bool:
        """Whether the stretch is negative as it is worded: its governing verb, subject or object is negated."""
        if top < 0:
            return False
        minus = lists()["minus"]
        near = {top, *self.tree.kids(top)}
        near |= {kid for index in list(near) for kid in self.tree.kids(index, "det", "advmod")}
        negative = sum(self.tree.low(index) in minus["words"] for index in near if index in set(inside) or index == top)
        return bool(negative % 2) != (self.tree.lemma(top) in minus["verbs"])

    def ought(self, span: Span, top: int) -> bool:
        """Whether the stretch says what should be done, or bids somebody to do it."""
        if top < 0:
            return False
        tree = self.tree
        aux = {tree.low(kid) for kid in tree.kids(top, "aux")}
        first = tree.within(span)[0]
        bare = top == first and tree.words[top].upos == "VERB" and tree.low(top) == tree.lemma(top)
        return bool(aux & {"should", "ought", "must", "let"}) or (bare and tree.kid(top, "nsubj") < 0)

    def future(self, top: int) -> bool:
        """Whether the stretch speaks of what was still to come when it was said."""
        if top < 0:
            return False
        aux = {self.tree.low(kid) for kid in self.tree.kids(top, "aux", "cop")}
        going = self.tree.low(top).endswith("ing") and bool(aux & {"was", "is", "were", "are"})
        meant = bool({self.tree.low(kid) for kid in self.tree.kids(top, "mark")} & {"to"})  # "was to be painted"
        return bool(
            aux & {"will", "would", "'ll", "shall", "wo"} or (meant and aux & {"was", "is", "were", "are"})
        ) or (going and themes().get(self.tree.lemma(top)) in ("come", "leave"))


@cache
def STOP() -> frozenset[str]:  # noqa: N802 - a constant that is read once
    """Lemmas that say nothing about what a sentence is about."""
    return frozenset(lists()["stop"]["lemmas"])


def likeness(left: About, right: About, weight: dict[str, float]) -> float:
    """How much two stretches are about the same, 0–1: the weight they share over that of the smaller one."""
    shared = left.concepts & right.concepts
    if not shared:
        return 0.0

    def total(concepts: frozenset[str]) -> float:
        return sum(weight.get(concept, 1.0) for concept in concepts)

    base = total(shared) / max(1e-9, min(total(left.concepts), total(right.concepts)))
    return min(1.0, base)


def crossed(left: About, right: About) -> bool:
    """Whether each names somebody or some state that the other does not, so that they speak of different doers."""
    mine = set(left.named)
    yours = set(right.named)
    return bool(mine and yours) and not mine & yours
