"""A view of the words of an analysis as a tree: children, phrases, subjects, voice and negation. Read only.

Relations are those of UD English; a relation is compared by its base where the subtype does not matter. Trees come
from a parser and may hold any mistake: walks are bounded and never trust that a tree has no cycle.
"""

from bisect import bisect_left
from collections.abc import Collection

from whoknew.model.analysis import Analysis
from whoknew.model.base import Span
from whoknew.model.signals import Word

ENDINGS = (
    ("ied", "y"),
    ("ies", "y"),
    ("ying", "y"),
    ("ing", "e"),
    ("ing", ""),
    ("ed", "e"),
    ("ed", ""),
    ("es", ""),
    ("s", ""),
)
LIMIT = 400  # words of a phrase that are ever looked at


NEGATORS = frozenset({"not", "n't", "never", "no", "neither", "nor", "nobody", "none", "nothing", "without"})
STANDING = frozenset({"stand", "remain"})  # "stands accused": a passive without "be"
PUT = frozenset({"accused", "charged", "convicted", "condemned", "indicted", "suspected", "warned", "corrected"})
SUBJECT_CONTROL = frozenset({"promise", "vow", "threaten", "pledge", "swear"})
OBJECT_CONTROL = frozenset(
    {"accuse", "suspect", "blame", "criticize", "criticise", "charge", "convict", "acquit", "stop", "prevent", "thank"}
)  # "accused her of being misled": she was
RELATIVES = frozenset({"who", "which", "that", "whom", "whose"})


class Tree:
    """The words of one account, by document-wide index. The last one's lists are shared by the next of the same words."""

    def __init__(self, analysis: Analysis) -> None:
        made_of = (analysis.account.text, analysis.tokens, analysis.sentences, analysis.signals, analysis.times)
        kept = _shared[-1] if _shared else None
        if kept is not None and all(mine is other for mine, other in zip(made_of, kept[0], strict=True)):
            self.__dict__.update(kept[1].__dict__)
        else:
            self._build(analysis)
            _shared[:] = [(made_of, self)]
        self._mended: dict[int, str] = {}

    def _build(self, analysis: Analysis) -> None:
        signals = analysis.signals
        self.text = analysis.account.text
        self.spans: tuple[Span, ...] = tuple(token.span for token in analysis.tokens)
        self.words: tuple[Word, ...] = signals.words if signals is not None else ()
        self.size = min(len(self.spans), len(self.words))
        self.sentence = [-1] * self.size
        self.bounds: list[tuple[int, int]] = []
        for number, sentence in enumerate(analysis.sentences):
            self.bounds.append((sentence.first, min(sentence.end, self.size)))
            for index in range(sentence.first, min(sentence.end, self.size)):
                self.sentence[index] = number
        self.timed = {index for time in analysis.times for index in self.within(time.span)}
        frames = signals.frames if signals is not None else ()
        self.roles = {frame.word: tuple((role.label, role.first, role.end) for role in frame.roles) for frame in frames}
        self._low = [self.text[start:end].lower().replace("’", "'") for start, end in self.spans[: self.size]]
        self._lemmas = [word.lemma.lower() for word in self.words[: self.size]]
        self._bases = [word.deprel.split(":")[0] for word in self.words[: self.size]]
        self._kids: list[list[int]] = [[] for _ in range(self.size)]
        for index in range(self.size):
            head = self.words[index].head
            if 0 <= head < self.size and head != index:
                self._kids[head].append(index)

    def within(self, span: Span) -> range:
        """Indices of the words that lie in a stretch of text."""
        first = bisect_left(self.spans, (span[0], span[0]), hi=self.size)
        if first and self.spans[first - 1][1] > span[0]:
            first -= 1
        return range(first, bisect_left(self.spans, (span[1], span[1]), lo=first, hi=self.size))

    def top(self, span: Span) -> int:
        """The word of a stretch that governs the rest of it, -1 where the stretch holds no word."""
        indices = self.within(span)
        for index in indices:
            if self.head(index) not in indices and self.base(index) != "punct":
                return index
        return indices[0] if len(indices) else -1

    def mend(self, vocabulary: Collection[str]) -> None:
        """Give verbs whose lemma the reader got wrong the regular one that stands in a vocabulary."""
        for index in range(self.size):
            if self.words[index].upos == "VERB" and self.words[index].lemma.lower() not in vocabulary:
                low = self.low(index)
                regular = (
                    low[: -len(end)] + put for end, put in ENDINGS if low.endswith(end) and len(low) > len(end) + 2
                )
                found = next((lemma for lemma in regular if lemma in vocabulary), None)
                if found is None and len(low) > 6 and low.endswith(("ed", "ing")):
                    stem = low[:-2] if low.endswith("ed") else low[:-3]
                    found = stem[:-1] if stem[-1:] == stem[-2:-1] and stem[:-1] in vocabulary else None
                if found is not None:
                    self._mended[index] = found

    def lemma(self, index: int) -> str:
        return self._mended.get(index) or self._lemmas[index]

    def low(self, index: int) -> str:
        return self._low[index]

    def rel(self, index: int) -> str:
        return self.words[index].deprel

    def base(self, index: int) -> str:
        return self._bases[index]

    def head(self, index: int) -> int:
        head = self.words[index].head
        return head if 0 <= head < self.size and head != index else -1

    def kids(self, index: int, *relations: str) -> list[int]:
        if not relations:
            return self._kids[index]
        return [
            kid for kid in self._kids[index] if self.words[kid].deprel in relations or self._bases[kid] in relations
        ]

    def kid(self, index: int, *relations: str) -> int:
        found = self.kids(index, *relations)
        if len(found) > 1 and "nsubj" in relations:  # two subjects: the one next to its verb is
            before = [kid for kid in found if kid < index]
            return before[-1] if before else found[0]
        return found[0] if found else -1

    def phrase(self, index: int, skip: frozenset[int] = frozenset()) -> list[int]:
        """Indices of the words under ``index``, in order, those under ``skip`` left out."""
        seen = {index}
        queue = [index]
        while queue and len(seen) < LIMIT:
            for kid in self._kids[queue.pop()]:
                if kid not in seen and kid not in skip:
                    seen.add(kid)
                    queue.append(kid)
        return sorted(seen)

    def cover(self, indices: list[int]) -> Span:
        return (self.spans[indices[0]][0], self.spans[indices[-1]][1])

    def case(self, index: int) -> str:
        """The preposition of a phrase, "" where it has none."""
        marks = self.kids(index, "case", "mark")
        return self.low(marks[0]) if marks else ""

    def passive(self, index: int) -> bool:
        if self.kids(index, "aux:pass", "nsubj:pass", "csubj:pass"):
            return True
        if index and self.lemma(index - 1) in STANDING and self.low(index) in PUT:
            return True  # "stands accused of it"
        if self._set_off(index):
            return True
        aside = self.rel(index) in ("acl", "advcl", "amod") or self._beside_noun(index)
        if aside and self.low(index).endswith(("ed", "en", "ld", "nt", "id")):
            return self.kid(index, "obj", "iobj", "nsubj", "mark") < 0 and not self.kids(index, "aux")
        return False

    def _beside_noun(self, index: int) -> bool:
        """Whether a verb hangs on a noun as an aside between commas."""
        head = self.head(index)
        return (
            self.rel(index) == "parataxis"
            and 0 <= head < index
            and self.words[head].upos in ("NOUN", "PROPN", "PRON")
            and self.low(index - 1) == ","
        )

    def _set_off(self, index: int) -> bool:
        """ "Reyes, asked about the deaths, said …": a participle between commas that the parse gave the subject of what
        comes after it."""
        own = self.kid(index, "nsubj")
        if not 0 <= own < index or not self.low(index).endswith("ed") or self.low(index - 1) != ",":
            return False
        if self.kids(index, "obj", "iobj", "aux", "ccomp") or self.phrase(own)[-1] < index - 2:
            return False
        end = self.phrase(index)[-1]
        later = [verb for verb in self._kids[index] + self._kids[max(self.head(index), 0)] if verb > index]
        return (
            any(
                self.words[verb].upos == "VERB"
                and self.kid(verb, "nsubj") < 0
                and any(self.low(k) == "," for k in range(index + 1, verb))
                for verb in later
            )
            and end > index
        )

    def finite_head(self, index: int) -> int:
        """Up through conjunctions to the first conjunct."""
        for _ in range(8):
            if self.base(index) != "conj" or self.head(index) < 0:
                break
            index = self.head(index)
        return index

    def negated(self, index: int) -> int:
        """Index of the word that negates a predicate, -1 where none does."""
        for kid in self._kids[index]:
            if self.low(kid) in NEGATORS and self.base(kid) in ("advmod", "det", "mark", "cc", "nsubj", "obl"):
                return kid
            if self.base(kid) in ("nsubj", "obj", "iobj"):
                for grand in (kid, *self.kids(kid, "det")):
                    if self.low(grand) in NEGATORS:
                        return grand
                if self.low(kid) == "one":  # "not one of them had been told"
                    for grand in self.kids(kid, "advmod"):
                        if self.low(grand) == "not":
                            return grand
                for grand in self.kids(kid, "advmod", "cc"):
                    if self.low(grand) == "neither" and grand < kid:
                        return grand  # "neither Ana nor her firm"
        return -1

    def subject(self, index: int, depth: int = 6) -> int:
        """Head of who acts, through conjunction, control and participles; -1 where the sentence does not say."""
        if depth == 0:
            return -1
        own = self.kid(index, "nsubj", "csubj")
        if own >= 0:
            return own
        whose = self.kid(index, "nmod:poss")
        if whose >= 0 and self.words[index].upos == "VERB":
            return whose
        head, relation = self.head(index), self.rel(index)
        if (beside := self._beside_time(index)) >= 0:
            return beside
        if head < 0:
            return -1
        if relation.startswith("conj"):
            by = self.kid(head, "obl:agent")
            return by if by >= 0 and self.passive(head) and not self.passive(index) else self.subject(head, depth - 1)
        if relation == "acl:relcl":
            return head
        if self._beside_noun(index) and self.passive(index):
            return head
        if relation.startswith("acl"):
            over = self.head(head)
            if (
                over >= 0
                and self.base(head) == "obj"
                and self.lemma(over) in OBJECT_CONTROL
                and self.case(index) == "of"
            ):
                return head
            return self._adnominal(head, depth)
        if relation.startswith("xcomp"):
            if self.lemma(head) not in SUBJECT_CONTROL:
                controlled = self.kid(head, "obj", "iobj")
                if controlled >= 0:
                    return controlled
            return self.subject(head, depth - 1)
        if (
            relation.startswith("advcl")
            and self.lemma(head) in OBJECT_CONTROL
            and self.case(index) in ("of", "for", "from")
        ):
            done_to = self.kid(head, "obj", "nsubj:pass")
            if done_to >= 0:
                return done_to
        if relation.startswith(("advcl", "parataxis", "ccomp", "dep")):
            return self.subject(head, depth - 1)
        return -1

    def _beside_time(self, index: int) -> int:
        """ "On Tuesday, a rower, Jens Moe, asked …": who the parser took for another name of the day before him."""
        if self.passive(index) or self.base(index) not in ("root", "conj", "ccomp"):
            return -1
        for kid in self.kids(index, "obl", "nmod"):
            if kid < index and kid in self.timed:
                for other in self.kids(kid, "appos"):
                    noun = self.words[other].upos in ("NOUN", "PROPN", "PRON")
                    if noun and other < index and other not in self.timed and not self.kids(other, "case"):
                        return other
        return -1

    def _adnominal(self, noun: int, depth: int) -> int:
        """The one who acts in "issue a memo instructing …": whoever issues it; in "a man waiting …": the man."""
        whose = self.kid(noun, "nmod:poss")
        if whose >= 0:
            return whose
        if self.words[noun].upos == "PROPN":
            return noun
        governor = self.head(noun)
        if governor >= 0 and self.base(noun) in ("obj", "obl") and self.words[governor].upos in ("VERB", "AUX"):
            return self.subject(governor, depth - 1)
        return noun

    def antecedent(self, index: int) -> int:
        """The noun that a relative pronoun stands for, else the word itself."""
        if self.low(index) in RELATIVES and self.words[index].upos in (
            "PRON",
            "DET",
            "SCONJ",
        ):
            clause = self.head(index)
            for _ in range(4):
                if clause < 0:
                    return index
                if self.rel(clause) in ("acl:relcl", "acl") and self.head(clause) >= 0:
                    return self._nearer_name(index, self.head(clause))
                clause = self.head(clause)
        return index

    def _nearer_name(self, pronoun: int, noun: int) -> int:
        """In "refuge in the Emirates, which refused" the clause goes on about the name just before the comma, wherever the
        parse hung it: a common noun with a name in it, and "which" after a comma."""
        name = pronoun - 2
        if (
            self.low(pronoun) != "which"
            or name <= noun
            or self.low(pronoun - 1) != ","
            or self.words[noun].upos != "NOUN"
        ):
            return noun
        if self.words[name].upos != "PROPN":
            return noun
        while self.head(name) > noun and self.words[self.head(name)].upos == "PROPN":
            name = self.head(name)
        return name if self.head(name) == noun and self.rel(name).startswith("nmod") else noun


_shared: list[tuple[tuple[object, ...], Tree]] = []  # the last tree and what it was made of
