"""What the rules of this stage stand on: the words, whose mention lies where, who is named, who is the subject of what."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from whoknew.model import Entity, Span
from whoknew.model.wording import Wording
from whoknew.stages.relations.lexicon import lexicon
from whoknew.stages.relations.phrases import Phrase, Reader

LEADING_BRACKET = 40  # tokens of a bracket between a name and its verb
LABEL = 60  # characters of a speaker's name before a turn
RELATIVE = 12  # tokens from a subject to what is said of it that are shown as one stretch

Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Relation:
    """``a`` (entity id) is ``title`` of ``of`` (entity id, words or None)."""

    a: str
    title: str
    noun: str
    kind: str
    of: str | None
    former: bool
    span: Span


class Ground:
    """One analysis, indexed by tokens."""

    def __init__(self, words: Wording, entities: Sequence[Entity]) -> None:
        self.words = words
        self.by_id = {e.id: e for e in entities}
        spans = sorted(
            ((words.range_of(span), e) for e in entities for span in e.mentions),
            key=lambda pair: (pair[0][0], -pair[0][1]),
        )
        self.ranges = [(r, e) for r, e in spans if r[0] < r[1]]
        mentions: dict[int, tuple[int, str]] = {}
        owners: dict[int, str] = {}
        sizes: dict[int, int] = {}
        self.ending: dict[int, list[tuple[Range, Entity]]] = {}
        for (first, end), e in self.ranges:
            mentions.setdefault(first, (end, e.id))
            self.ending.setdefault(end - 1, []).append(((first, end), e))
            for k in range(first, end):
                if end - first < sizes.get(k, 999):
                    sizes[k] = end - first
                    owners[k] = e.id
        for k, size in sizes.items():
            if size > 1 and words.lower[k] in self._owning():
                owners.pop(k)  # "its chairwoman", where nobody knows what "it" is: not the chairwoman
        self.doubted = {words.range_of(span) for e in entities for span in e.ambiguous}
        named = frozenset(e.id for e in entities if e.named and not e.members)
        names: dict[int, tuple[int, str]] = {}
        self.reader = Reader(words, mentions, owners, named, names, {e.id: e.type for e in entities})
        self.lexicon = self.reader.lexicon
        for (first, end), e in self.ranges:
            if e.id in named and self._written(first, end, e):
                names.setdefault(first, (end, e.id))
        self.groups = {r[0]: e for r, e in self.ranges if e.members}
        self.by_name: dict[tuple[str, str], str] = {}
        for e in entities:
            for name in (e.name, *e.aliases):
                self.by_name.setdefault((e.type, name), e.id)
        self.names = [
            ((first, end), e) for (first, end), e in self.ranges if e.id in named and self._written(first, end, e)
        ]

    @staticmethod
    def _owning() -> frozenset[str]:
        return lexicon().owning

    def _written(self, first: int, end: int, e: Entity) -> bool:
        """Whether a mention is written as a name: "the Texas senator", "Political Director" are none."""
        words, last = self.words, self.words.lower[end - 1]
        if words.lower[first] in self.lexicon.unnaming or words.forms[end - 1][:1].islower():
            return False
        return not self.lexicon.head(last) or last in e.name.lower().replace("-", " ").split()

    # words

    def low(self, k: int) -> str:
        """A token in lower case; "" outside the text."""
        return self.words.lower[k] if 0 <= k < len(self.words) else ""

    def same(self, a: int, b: int) -> bool:
        """Whether two tokens exist and stand in one sentence."""
        return (
            0 <= a < len(self.words) and 0 <= b < len(self.words) and self.words.sentence[a] == self.words.sentence[b]
        )

    def labelled(self, first: int, end: int) -> bool:
        """Whether a speaker's label ends between two tokens ("MR HALE: The director."): its line opens another turn too."""
        text = self.words.text
        for k in range(first, min(end, first + 4)):
            if self.words.forms[k] == ":":
                at = self.words.spans[k][0]
                opening = text[max(0, at - LABEL) : at].rpartition("\n")[2]
                return text.count(f"\n{opening}:") > 1
        return False

    def kids(self, k: int, *relations: str) -> list[int]:
        """Dependents of a token by the base of their relation; none where nothing was parsed."""
        if not self.words.parsed:
            return []
        return [c for c in self.words.children[k] if self.words.deprels[c].split(":")[0] in relations]

    # entities

    def named_at(self, k: int) -> Entity | None:
        """The entity of the shortest mention over a token."""
        owner = self.reader.owners.get(k)
        return self.by_id[owner] if owner is not None else None

    def people(self, k: int) -> tuple[str, ...]:
        """Ids of the person or of a named group's members mentioned at a token; none for others."""
        for _, e in self.ending.get(k, ()):
            if e.members and e.named:
                return e.members
        one = self.named_at(k)
        return (one.id,) if one is not None and one.type in ("person", "group") else ()

    def listed(self, first: int) -> tuple[str, ...]:
        """Those named from a token on, titles before a name passed over: one person, or the members of a list."""
        for at in range(first, min(first + 6, len(self.words))):
            if not self.same(first, at):
                return ()
            if at in self.groups and self.groups[at].named:
                return self.groups[at].members
            held = self.reader.names.get(at)
            if held is not None:
                return (held[1],) if self.by_id[held[1]].type == "person" else ()
            if self.low(at) in self.lexicon.prepositions or self.low(at) in self.lexicon.ends:
                return ()
        return ()

    def start_of(self, k: int) -> int:
        """First token of the shortest mention that ends at ``k``; ``k`` where none does."""
        found = [r[0] for r, _ in self.ending.get(k, ())]
        return max(found) if found else k

    def subject(self, k: int, *, unnamed: bool = False) -> tuple[int, str] | None:
        """The person before a verb: (first token, entity id), over adverbs, auxiliaries and a bracket."""
        words, lexicon = self.words, self.lexicon
        steps = 0
        if k > 2 and words.forms[k] == ")":
            opening = next((j for j in range(k - 1, max(0, k - LEADING_BRACKET), -1) if words.forms[j] == "("), -1)
            k = opening - 1 if opening > 0 else k
            while k > 0 and words.forms[k].isupper() and 1 < len(words.forms[k]) < 5 and k not in self.reader.owners:
                k -= 1
        while (
            k >= 0
            and steps < 5
            and (
                words.lower[k] in lexicon.adverbs
                or words.lower[k] in lexicon.auxiliary
                or words.lower[k].endswith("ly")
            )
        ):
            if words.lower[k] == "who" and k in self.reader.owners:
                break
            k -= 1
            steps += 1
        if k < 0 or not self.same(k, k + 1):
            return None
        entity = self.reader.owners.get(k)
        if entity is None or self.by_id[entity].type not in ("person", "group"):
            return None
        for (first, end), e in self.ending.get(k, ()):
            if (first, end) in self.doubted:
                return None  # a role is not told by somebody who may be another
            if end == k + 1 and e.id == entity and (self.by_id[entity].named or unnamed):
                return first, entity
        return None

    def bearer(self, head: int) -> tuple[int, str] | None:
        """(first token, entity id) of the person whom a governor in the parse mentions, relative pronouns followed."""
        entity = self.named_at(head)
        if entity is None or entity.type not in ("person", "group") or not entity.named:
            return None
        start = self.start_of(head)
        return None if (start, head + 1) in self.doubted else (start, entity.id)

    # making relations

    def relation(self, a: str, p: Phrase, first: int, end: int) -> Relation | None:
        """A relation of an entity by a phrase; kin and ties of nobody are left out."""
        if p.kind in ("kin", "tie") and p.of is None:
            return None
        if p.kind == "kin" and p.of in self.by_id and self.by_id[p.of].type in ("organisation", "place", "facility"):
            return None  # bodies have no children
        if self.by_id[a].type in ("organisation", "place", "facility", "other"):
            return None
        title = p.noun if p.kind != "office" else p.title
        return Relation(a, title, p.noun, p.kind, p.of, p.former, self.words.span(first, end))

    def mutual(self, members: Sequence[str], p: Phrase, first: int, end: int) -> Iterator[Relation]:
        """ "the brothers Amir and Samir", "are cousins": each of two is kin of the other."""
        if p.kind == "office" or p.of is not None or len(members) != 2 or p.noun not in self.lexicon.mutual:
            return
        for a, b in (members, members[::-1]):
            yield Relation(a, p.noun, p.noun, p.kind, b, p.former, self.words.span(first, end))
