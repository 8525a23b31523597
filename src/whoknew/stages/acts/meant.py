"""Who is meant by a word: by its chain, its kinship, its name, who speaks in a quotation."""

from whoknew.model import Analysis, Attribution, Span
from whoknew.model.cover import Cover
from whoknew.model.syntax import Tree
from whoknew.stages.acts.lexicon import among
from whoknew.stages.acts.names import INVERSE, bearers, doubles
from whoknew.stages.acts.phrases import mention_head, shared_noun

REACH = 8  # sentences that a pronoun in a quotation reaches back


class Meant:
    """The entity behind a word, for one account."""

    def __init__(self, analysis: Analysis, tree: Tree) -> None:
        self.tree = tree
        self.analysis = analysis
        self.entities = {entity.id: entity for entity in analysis.entities}
        self._starts = [span[0] for span in tree.spans]
        self._by_head: dict[int, tuple[int, str]] = {}
        self._shared: dict[int, tuple[int, Span]] = {}
        same = doubles(analysis)
        for entity in analysis.entities:
            for mention in entity.mentions:
                head = mention_head(tree, self._starts, mention)
                if head < 0:
                    continue
                shared = shared_noun(tree, head, mention) if not entity.members else -1
                if shared >= 0:  # "army and security chiefs" are chiefs
                    self._shared[head] = self._shared[shared] = (shared, mention)
                    head = shared
                rank = (2 if entity.named else 1) * 1000 - (mention[1] - mention[0])
                if entity.members and " and " in analysis.text_of(mention):
                    rank -= 5000  # the words for each of those coordinated say more than those for all
                if head not in self._by_head or self._by_head[head][0] < rank:
                    self._by_head[head] = (rank, same.get(entity.id, entity.id))
        self._names = bearers(analysis)
        self._source_entity = {source.id: source.entity for source in analysis.sources}
        self._media = {source.id for source in analysis.sources if source.kind == "media"}
        self._source_words = {source.id: source.descriptor for source in analysis.sources}
        self._quoted = Cover(
            (span, attribution)
            for attribution in analysis.attributions
            if attribution.form != "indirect"
            for span in attribution.content_spans
            if analysis.text_of(span).strip(" “”\"'‘’,.").lower() not in among("first") | among("third")
        )
        self._reported = Cover((span, one) for one in analysis.attributions for span in one.content_spans)
        self._marks = Cover((quotation.span, True) for quotation in analysis.quotations)
        self.stands_for: dict[int, int] = {}  # pronouns that a rule resolved otherwise than the chains
        self._kin = {
            (kin.to, kin.relation.lower().split()[-1]): entity.id
            for entity in analysis.entities
            for kin in entity.kin
            if kin.relation.strip()
        }

    def entity(self, index: int) -> str | None:
        """Entity id of the mention whose head is this word, by kinship too ("his sister")."""
        index = self.stands_for.get(index, self.tree.antecedent(index))
        kin = self._by_kin(index)
        if kin is not None:
            return kin
        if self.tree.low(index) in among("some_of"):
            inner = self._inner(index)
            if inner >= 0 and (whole := self.entity(inner)) is not None:
                return whole  # "several of them": they, with a quantity
        titled = self._titled(index)
        if titled is not None:
            return titled
        found = self._by_head.get(index)
        quoted = self._in_marks(index) and self.covering(self.tree.spans[index][0]) is not None
        if quoted and self.tree.low(index) in among("myself") and (speaker := self._speaker(index)) is not None:
            return speaker  # whatever the chains say, "I" in a quotation is whoever is quoted
        if found is not None:
            own = self._source_entity.get("self") == found[1] and self.tree.low(index) in among("first")
            if own and self.covering(self.tree.spans[index][0]) is None and self._in_marks(index):
                return None
            return self._unlike(index, self._not_the_speaker(index, found[1]))
        if self.tree.low(index) in among("first"):
            return self._speaker(index)
        if self.tree.low(index) in ("it", "its"):
            return self._body(index)
        if self.tree.words[index].upos == "PROPN":
            return self._by_name(index)
        return None

    def _unlike(self, index: int, identity: str | None) -> str | None:
        """ "He, like Hale, has refused": he is not Hale, and who he is the chains did not say."""
        if identity is None or self.tree.low(index) not in among("third"):
            return identity
        beside = range(index + 1, min(index + 4, self.tree.size))
        like = next((word for word in beside if self.tree.low(word) in ("like", "unlike")), -1)
        if like < 0 or self.tree.low(index + 1) not in (",", "like", "unlike"):
            return identity
        names = [word for word in range(like + 1, min(like + 4, self.tree.size)) if word in self._by_head]
        if not names or self._by_head[names[0]][1] != identity:
            return identity
        return None

    def _other_person(self, index: int, identity: str) -> str | None:
        """The last person before a pronoun whom it fits and who is not a given one."""
        female = self.tree.low(index) in ("she", "her", "hers", "herself")
        best = -1
        for head, (_, other) in self._by_head.items():
            entity = self.entities[other]
            if not best < head < index or other == identity or entity.type != "person":
                continue
            if entity.gender and entity.gender.startswith("f") != female:
                continue
            if self.tree.sentence[index] - self.tree.sentence[head] <= REACH and (entity.gender or entity.named):
                best = head
        return self._by_head[best][1] if best >= 0 else None

    def _not_the_speaker(self, index: int, identity: str) -> str | None:
        """Nobody who is quoted calls himself "he": such a pronoun is the last other person that it fits."""
        low = self.tree.low(index)
        if low not in among("third"):
            return identity
        over = self.covering(self.tree.spans[index][0])
        marked = self.within_marks(self.tree.spans[index][0])
        if over is None or not marked or self.source_entities(over) != {identity}:
            return identity
        return self._other_person(index, identity)

    def _titled(self, index: int) -> str | None:
        """ "The reporter Michelle Fields" is she: a name beside a noun of what its bearer is."""
        if self.tree.words[index].upos != "NOUN":
            return None
        for kid in self.tree.kids(index, "appos", "flat", "nmod:desc"):
            if self.tree.words[kid].upos == "PROPN":
                found = self._by_head.get(kid)
                identity = found[1] if found is not None else self._by_name(kid)
                if (
                    identity is not None
                    and self.entities[identity].named
                    and self.entities[identity].type in among("personal")
                ):
                    return identity
        return None

    def _by_name(self, index: int) -> str | None:
        """A name outside every chain is whoever alone bears it, or bears it as last name."""
        words = [index, *self.tree.kids(index, "flat")]
        name = " ".join(self.tree.text[slice(*self.tree.spans[word])] for word in sorted(words)).lower()
        return self._names.get(name)

    def _by_kin(self, index: int) -> str | None:
        """ "His sister" is whom the account calls the sister of him, "her brother" him whose sister she is."""
        lemma = self.tree.lemma(index)
        sides = INVERSE.get(lemma)
        whose = self.tree.kid(index, "nmod:poss") if sides is not None else -1
        if sides is None or whose < 0 or self.tree.kids(index, "appos") or self.tree.low(index) != lemma:
            return None  # "his brothers" are not the one of them that is named
        owner = self.entity(whose)
        if owner is None:
            return None
        direct = self._kin.get((owner, lemma))
        if direct is not None:
            return direct
        others = {
            kin.to
            for kin in self.entities[owner].kin
            if kin.relation.lower().split()[-1] in sides and kin.to in self.entities
        }
        return next(iter(others)) if len(others) == 1 else None

    def covering(self, offset: int) -> Attribution | None:
        """The direct quotation's attribution that holds an offset."""
        return self._quoted.innermost(offset)

    def _speaker(self, index: int) -> str | None:
        attribution = self.covering(self.tree.spans[index][0])
        if attribution is None and self._in_marks(index):
            return None  # whose words are quoted, the account does not say
        if attribution is None or len(attribution.sources) != 1:
            return self._source_entity.get("self")
        return self._source_entity.get(attribution.sources[0])

    def _in_marks(self, index: int) -> bool:
        """Whether a word is quoted: within marks, or in a sentence that opens with one which nothing closes."""
        first = self.tree.bounds[self.tree.sentence[index]][0]
        return self.within_marks(self.tree.spans[index][0]) or self.tree.text[self.tree.spans[first][0]] in '“"«'

    def _body(self, index: int) -> str | None:
        """ "The firm said that it had been told": the body that speaks is "it", where nothing else was named for it."""
        over = self._reported.innermost(self.tree.spans[index][0])
        if over is None or len(over.sources) != 1 or self.tree.base(index) not in ("nsubj", "nmod", "obj"):
            return None
        identity = self._source_entity.get(over.sources[0])
        entity = self.entities.get(identity or "")
        return identity if entity is not None and entity.type == "organisation" else None

    def within_marks(self, offset: int) -> bool:
        """Whether an offset lies within quotation marks."""
        return self._marks.innermost(offset) is not None

    def source_entities(self, attribution: Attribution) -> set[str | None]:
        """The entities of an attribution's sources, None among them for a source that is nobody's."""
        return {self._source_entity.get(source) for source in attribution.sources}

    def _inner(self, index: int) -> int:
        for kid in self.tree.kids(index, "nmod"):
            if self.tree.case(kid) == "of":
                return kid
        return -1
