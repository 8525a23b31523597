"""Names and entities behind the phrases: whose mention a phrase is, what "who" stands for, roles, descriptors."""

import msgspec

from whoknew.model import Analysis, Entity, Span
from whoknew.model.wording import Mentions, Wording
from whoknew.stages.sources.capitals import Range, capital, opening_noun
from whoknew.stages.sources.lexicon import Lexicon
from whoknew.stages.sources.phrase import Phrase

PAPERS = frozenset({"letter", "statement", "memo", "report", "note", "email", "e-mail", "document", "study", "audit"})
PEOPLE = frozenset({"crowd", "group", "family", "crew", "team", "staff", "couple", "pair"})
VAGUE = frozenset("organisation organization group company country state city county district team body".split())


class People:
    """Named entities by token, entity mentions by place, and the last names of people named in full."""

    def __init__(self, analysis: Analysis, words: Wording, lexicon: Lexicon) -> None:
        self.words = words
        self.lexicon = lexicon
        self.names: dict[int, tuple[Range, str]] = {}
        if analysis.signals is not None:
            for name in analysis.signals.names:
                for i in range(name.first, min(name.end, len(words))):
                    self.names[i] = ((name.first, name.end), name.type)
        for entity in analysis.entities:
            if entity.named and entity.type in ("person", "organisation"):
                self._add(entity)
        self._mentions = Mentions(analysis, words)
        self.persons = self._last_names(analysis)
        self.bodies = self._first_names_of_bodies()

    def _add(self, entity: Entity) -> None:
        """A named entity's name mentions, where the reader marked no name."""
        last = entity.name.split()[-1].lower() if entity.name else ""
        for span in entity.mentions:
            first, end = self.words.range_of(span)
            plain = (
                first < end and capital(self.words, first) and self.words.lower[end - 1] == last and end - first <= 6
            )
            common = end - first == 1 and opening_noun(self.words, self.lexicon, first)
            if plain and not common and not any(i in self.names for i in range(first, end)):
                self.names.update(dict.fromkeys(range(first, end), ((first, end), entity.type)))

    def _last_names(self, analysis: Analysis) -> frozenset[str]:
        found = {
            self.words.lower[r[1] - 1]
            for r, kind in self.names.values()
            if kind == "person" and r[1] <= len(self.words)
        }
        for entity in analysis.entities:
            if entity.type == "person" and entity.named and entity.name:
                found.add(entity.name.lower().split()[-1])
        if not analysis.entities:
            found |= self._long_names()
        titles = self.lexicon.words["titles"]
        for i, low in enumerate(self.words.lower[:-2]):
            if low in titles and low.endswith(".") and capital(self.words, i + 1):
                found.add(self.words.lower[i + 1])
        return frozenset(found)

    def _first_names_of_bodies(self) -> frozenset[str]:
        """First words of names that end as a body's does ("Corvane Holdings"): the short form is that body too."""
        words, lexicon = self.words, self.lexicon
        found = {
            words.lower[i - 1]
            for i in range(1, len(words))
            if words.lower[i] in lexicon.body_endings
            and capital(words, i)
            and capital(words, i - 1)
            and words.lower[i - 1] not in lexicon.words["titles"]
            and words.lower[i - 1] not in lexicon.words["determiners"]
        }
        full = {words.lower[r[1] - 1] for r, kind in self.names.values() if kind == "person" and r[1] - r[0] > 1}
        full |= {words.lower[i + 1] for i in range(len(words) - 1) if words.lower[i] in lexicon.words["titles"]}
        return frozenset(found - full)

    def _long_names(self) -> set[str]:
        """Last words of runs of two or three capitals that are no body's, place's or outlet's name."""
        words, lexicon = self.words, self.lexicon
        other = (
            lexicon.body_endings
            | lexicon.outlet_endings
            | lexicon.places
            | lexicon.nationalities
            | lexicon.organisation
        )
        found: set[str] = set()
        i = 0
        while i < len(words):
            j = i
            while j < len(words) and (
                capital(words, j) or (j > i and words.lower[j] in ("-", "al") and j + 1 < len(words))
            ):
                j += 1
            if 2 <= j - i <= 5 and not set(words.lower[i:j]) & other and words.forms[j - 1].isalpha():
                found.add(words.lower[j - 1])
            i = max(j, i + 1)
        return found

    def entity(self, phrase: Phrase) -> Entity | None:
        """The entity whose mention covers the phrase's head and fits its core best."""
        return self._mentions.entity(*phrase.core, head=phrase.head)

    def body(self, organisation: Range) -> str | None:
        """A body by its entity where the account names it, else in its words; "the group" alone says nothing."""
        entity = self._mentions.entity(*organisation)
        bearer = entity is not None and self.lexicon.singular(entity.name.lower().split()[-1]) in self.lexicon.person
        if entity is not None and entity.named and entity.type == "organisation" and not bearer:
            return entity.id
        first, end = organisation
        vague = end - first == 1 and self.words.lower[first] in VAGUE
        return None if vague else self.words.words(first, end)

    def subject_before(self, i: int, block_start: int) -> Range | None:
        """Without coreference: the person's name that opens the nearest sentence before ``i`` in its paragraph."""
        words = self.words
        for number in range(words.sentence[i] - 1, max(-1, words.sentence[i] - 4), -1):
            first = words.sentences[number].first
            if first < block_start:
                return None
            stop = first
            while stop < words.sentences[number].end and (
                capital(words, stop) or (stop > first and words.lower[stop] in self.lexicon.words["particles"])
            ):
                stop += 1
            if stop > first and words.lower[stop - 1] in self.persons:
                return first, stop
        return None

    def _subject_above(self, first: int) -> Range | None:
        """ "Ruiz said that Kern was right when he warned …": the subject of the clause that the pronoun's hangs on."""
        words = self.words
        verb = words.heads[first] if words.parsed and words.deprels[first] == "nsubj" else -1
        above = words.heads[verb] if verb >= 0 and words.deprels[verb] == "advcl" else -1
        if above < 0 or not {"when", "while", "as"} & {words.lower[c] for c in words.children[verb]}:
            return None
        if words.deprels[above] not in ("ccomp", "parataxis"):  # the parse hangs the clause on the saying itself
            said = [c for c in words.children[above] if words.deprels[c] == "ccomp" and above < c < first]
            if not said:
                return None
            above = said[-1]
        for child in words.children[above]:
            if words.deprels[child] == "nsubj" and words.upos[child] == "PROPN" and child < first:
                named = self.names.get(child)
                return named[0] if named is not None and named[1] == "person" else None
        return None

    def _somebody(self, noun: int) -> int:
        """Who "who" can stand for: of a thing ("listeners to the programme who said"), the people above it."""
        words, at = self.words, noun
        for _ in range(3):
            if at < 0 or words.upos[at] == "PROPN" or words.upos[at] == "PRON":
                return noun
            if lexicon_person(self.lexicon, words, at) or self.lexicon.singular(words.lower[at]) in PEOPLE:
                return at
            above, relation = words.heads[at], words.deprels[at].split(":")[0]
            if (
                relation == "obl" and above >= 0
            ):  # "calls from listeners to his programme who said": both hang on the verb
                beside = [c for c in words.children[above] if c < noun and lexicon_person(self.lexicon, words, c)]
                return beside[-1] if beside and beside[-1] > above else noun
            at = above if relation in ("nmod", "appos") else -1
        return noun

    def _paper_before(self, it: int) -> Range | None:
        """ "Her lawyer released a letter. It reads: …": the document named in the sentence before, where it is the only one
        and nothing else there has spoken for itself."""
        words = self.words
        number = words.sentence[it]
        if not words.parsed or number < 1 or words.heads[it] < 0 or words.deprels[it] != "nsubj":
            return None
        before = words.sentences[number - 1]
        papers = [
            i
            for i in range(before.first, min(before.end, len(words)))
            if words.upos[i] == "NOUN" and words.quoted[i] < 0 and self.lexicon.singular(words.lower[i]) in PAPERS
        ]
        bodies = [
            i for i in range(before.first, min(before.end, len(words))) if words.lower[i] in self.lexicon.organisation
        ]
        if any(words.deprels[i].startswith("obl") for i in papers):
            return None  # "The firm said in a statement that … It …": the firm goes on
        if len(papers) != 1 or self.lexicon.is_plural(words.lower[papers[0]]):
            return None
        if bodies and not (
            words.deprels[papers[0]].startswith("nsubj") and words.deprels[words.heads[papers[0]]] == "root"
        ):
            return None  # "The report, seen by this agency, was long. It warned …": the paper is what is spoken of
        start = papers[0]
        while start > before.first and words.heads[start - 1] == papers[0] and words.upos[start - 1] != "ADP":
            start -= 1
        return start, papers[0] + 1

    def _body_before(self, first: int) -> Range | None:
        """The body named just before ", which": "members of the Harbour Board, which …"."""
        words, lexicon = self.words, self.lexicon
        stop = first - 1
        if stop < 1 or words.lower[stop] != ",":
            return None
        start = stop - 1
        if words.lower[start] not in lexicon.organisation | lexicon.body_endings:
            return None
        while start > 0 and capital(words, start - 1):
            start -= 1
        if start > 0 and words.lower[start - 1] in lexicon.words["determiners"]:
            start -= 1
        return start, stop

    def antecedent(self, whole: Range) -> Range:
        """What a relative pronoun stands for: the phrase left of it; any other range as it is."""
        first, end = whole
        words = self.words
        if end - first == 1 and words.lower[first] in ("he", "she"):
            return self._subject_above(first) or whole
        if end - first == 1 and words.lower[first] == "it":
            return self._paper_before(first) or whole
        if end - first != 1 or words.lower[first] not in self.lexicon.words["relative"]:
            return whole
        if words.parsed:
            verb = words.heads[first]
            noun = words.heads[verb] if verb >= 0 else -1
            body = self._body_before(first) if words.lower[first] == "which" else None
            if body is not None and 0 <= noun < body[0] and lexicon_person(self.lexicon, words, noun):
                return body
            if words.lower[first] == "who":
                noun = self._somebody(noun)
            if 0 <= noun < first:
                tokens = [k for k in words.subtree(noun) if k < first]
                low = next((k for k in range(noun, -1, -1) if k not in set(tokens)), -1) + 1
                return (low, noun + 1)
        stop = first
        while stop > 0 and words.lower[stop - 1] == ",":
            stop -= 1
        start = stop
        while start > 0 and stop - start < 6 and words.lower[start - 1][0].isalnum():
            start -= 1
            if words.lower[start] in self.lexicon.words["determiners"]:
                break
            if capital(words, start) and not (start > 0 and capital(words, start - 1)):
                break
        return (start, stop) if start < stop else whole


def lexicon_person(lexicon: Lexicon, words: Wording, noun: int) -> bool:
    """Whether a noun is for people, which "which" is not."""
    return lexicon.singular(words.lower[noun]) in lexicon.person | lexicon.generic


def own_voice(words: Wording, lexicon: Lexicon, phrase: Phrase, own: frozenset[str]) -> bool:
    """Whether the account speaks of itself: its publisher's name, "we" outside quotation marks, "this report"."""
    if phrase.pronoun in ("we", "i", "us"):
        return words.quoted[phrase.head] < 0
    core = words.lower[slice(*phrase.core)]
    if core[:1] == ["this"] and phrase.noun in lexicon.publishing["itself"]:
        return True
    if core == ["the", phrase.noun] and phrase.noun in lexicon.publishing["itself"] and _this(words, phrase.noun):
        return True  # "documents seen by this newspaper", and then "the newspaper could not verify that"
    name = " ".join(w for w in core if w not in ("the", "'s"))
    return bool(name) and name in own


def _this(words: Wording, noun: str) -> bool:
    """Whether the account has called itself by this noun ("this newspaper"), outside quotation marks."""
    pairs = zip(words.lower, words.lower[1:], words.quoted, strict=False)
    return any(one == "this" and other == noun and mark < 0 for one, other, mark in pairs)


def narrator(analysis: Analysis) -> str | None:
    """The entity that says "I" outside quotation marks, in a statement in the first person."""
    text = analysis.account.text
    quoted = [quotation.span for quotation in analysis.quotations]
    for entity in analysis.entities:
        for start, stop in entity.mentions:
            if text[start:stop] == "I" and not any(a <= start < b for a, b in quoted):
                return entity.id
    return None


class Total(msgspec.Struct, frozen=True):
    """A number of interviewed people that the account states, and where."""

    low: int
    high: int | None
    span: Span
