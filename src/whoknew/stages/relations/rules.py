"""Where roles and kinships are told: before a name, beside it, after "is" or "as", by a possessive, by "of" after a name."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from whoknew.model import Entity, Span
from whoknew.model.wording import Wording
from whoknew.stages.relations.phrases import Phrase, Reader


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


class Finder:
    """Finds the relations of one analysis."""

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
        for (first, end), e in self.ranges:
            mentions.setdefault(first, (end, e.id))
            for k in range(first, end):
                if end - first < sizes.get(k, 999):
                    sizes[k] = end - first
                    owners[k] = e.id
        named = frozenset(e.id for e in entities if e.named and not e.members)
        names: dict[int, tuple[int, str]] = {}
        for (first, end), e in self.ranges:
            if e.id in named and self._capital(first, end):
                names.setdefault(first, (end, e.id))
        self.reader = Reader(words, mentions, owners, named, names)
        self.lexicon = self.reader.lexicon
        self.groups = {r[0]: e for r, e in self.ranges if e.members}
        self.names = [
            ((first, end), e) for (first, end), e in self.ranges if e.id in named and self._capital(first, end)
        ]

    def _capital(self, first: int, end: int) -> bool:
        return any(self.words.forms[k][:1].isupper() for k in range(first, end)) and self.words.lower[first] not in (
            "he",
            "she",
            "i",
            "his",
            "her",
            "they",
            "the",
            "a",
            "an",
            "its",
            "it",
        )

    def find(self) -> list[Relation]:
        """All relations, each fact of an entity once, in the order of the text."""
        found: dict[tuple[str, str, str], Relation] = {}
        every = [*self._before_names(), *self._after_names(), *self._copular(), *self._possessed(), *self._verbs()]
        every += [replace(r, a=member) for r in every for member in self._members(r)]
        for relation in sorted(every, key=lambda r: (r.span, r.a)):
            if relation.of == relation.a:
                continue
            tag = (relation.a, relation.noun, relation.of or "")
            if tag in found:
                continue
            bare = (relation.a, relation.noun, "")
            if relation.of is None and any(a == relation.a and noun == relation.noun for a, noun, _ in found):
                continue
            if relation.of is not None and bare in found:
                del found[bare]
            found[tag] = relation
        return list(found.values())

    def _members(self, r: Relation) -> tuple[str, ...]:
        """Kin of a group of two or more is kin of each: "his cousins Ehab and Eyad"."""
        entity = self.by_id[r.a]
        return entity.members if r.kind != "office" and entity.named else ()

    def _verbs(self) -> Iterator[Relation]:
        """ "who leads the coalition", "founded Acme", "taught at Basel"."""
        words = self.words
        for k in range(1, len(words) - 1):
            title = self.lexicon.verbs.get(words.lower[k])
            subject = self._subject(k - 1) if title else None
            if title is None or subject is None or words.lower[k - 1] in self.lexicon.be:
                continue
            at = k + 1
            if title == "teacher":
                at = next((j + 1 for j in range(k + 1, min(k + 5, len(words) - 1)) if words.lower[j] == "at"), -1)
            while 0 < at < len(words) and words.lower[at] in ("the", "a", "an", "its", "his", "her"):
                at += 1
            held = self.reader.mentions.get(at) or self.reader.mentions.get(k + 1)
            if (
                at > 0
                and held is not None
                and self.by_id[held[1]].type in ("organisation", "group")
                and words.sentence[at] == words.sentence[k]
            ):
                yield Relation(subject[1], title, title, "office", held[1], False, words.span(k, held[0]))

    def _relation(self, a: str, p: Phrase, first: int, end: int) -> Relation | None:
        if p.kind in ("kin", "tie") and p.of is None:
            return None
        title = p.noun if p.kind != "office" else p.title
        return Relation(a, title, p.noun, p.kind, p.of, p.former, self.words.span(first, end))

    def _before_names(self) -> Iterator[Relation]:
        """ "Foreign Minister Sergei Lavrov", "campaign manager Corey Lewandowski", "the CNN reporter Ana Diaz", "his wife, Asma"."""
        words = self.words
        for (first, end), e in self.names:
            if e.type not in ("person", "group"):
                continue
            k = first - 1
            comma = k > 0 and words.lower[k] == ","
            if comma:
                k -= 1
            if k < 0 or words.sentence[k] != words.sentence[first]:
                continue
            low = words.lower[k]
            if not self.lexicon.head(low) or low.rstrip(".") in self.lexicon.untitled:
                continue
            if comma and (
                words.lower[end : end + 1] not in ([","], ["."], [")"], [";"], ["and"]) or not self._descriptive(k)
            ):
                continue
            start = self._phrase_start(k, first)
            for p in self._all_phrases(start, k):
                group = self.groups.get(first)
                for a in group.members if p.plural and group is not None else (e.id,):
                    made = self._relation(a, p, start, end)
                    if made is None:
                        continue
                    of = self._after_place(end) if made.of is None else None
                    yield (
                        made
                        if of is None
                        else Relation(
                            made.a, made.title, made.noun, made.kind, of[0], made.former, words.span(start, of[1])
                        )
                    )

    def _descriptive(self, k: int) -> bool:
        """Whether a noun before a comma belongs to a phrase with a determiner or owner ("his wife, Asma,")."""
        for j in range(k, max(-1, k - 8), -1):
            low = self.words.lower[j]
            if low in ("the", "a", "an", "his", "her", "its", "their", "'s", "whose", "my", "our"):
                return True
            if j != k and (not self.words.forms[j][:1].isalnum() or low in self.lexicon.ends):
                return False
        return False

    def _phrase_start(self, k: int, first: int) -> int:
        """Leftmost token of the role phrase that ends before a name."""
        words = self.words
        start = k
        while start > 0 and words.sentence[start - 1] == words.sentence[k] and k - start < 10:
            low, form = words.lower[start - 1], words.forms[start - 1]
            if low in ("'s", "'"):
                start -= 1
                owner = self.reader.owners.get(start - 1)
                while owner is not None and start > 0 and self.reader.owners.get(start - 1) == owner:
                    start -= 1
                break
            if form == "-":
                start -= 1
                continue
            if low in ("his", "her", "its", "their", "the", "a", "an", "my", "our", "whose"):
                return start - 1
            if ((low in self.lexicon.ends or low in self.lexicon.prepositions) and low != "and") or not form[
                :1
            ].isalnum():
                break
            if low == "and" and not (start - 2 >= 0 and self.lexicon.head(words.lower[start - 2])):
                break
            if form[:1].islower() and (low.endswith(("ed", "ing")) and low not in ("retired", "managing", "acting")):
                break
            start -= 1
        return start

    def _all_phrases(self, start: int, k: int) -> list[Phrase]:
        """The phrases one after another from ``start`` that reach the noun at ``k``."""
        for at in range(start, k + 1):
            collected: list[Phrase] = []
            here = at
            while here <= k:
                found = [p for p in self.reader.read(here) if p.first <= k]
                if not found:
                    break
                collected += found
                here = max(found[-1].end, here + 1)
            if collected and collected[-1].end > k:
                return collected
        return []

    def _after_place(self, end: int) -> tuple[str, int] | None:
        """ "Senator Ted Cruz of Texas", "(R-Texas)", ", R-Ariz."."""
        words = self.words
        low = words.lower[end : end + 5]
        if low[:1] == ["of"] or low[:1] == ["from"]:
            at = end + 1 + (low[1:2] == ["the"])
            if at in self.reader.mentions and self.by_id[self.reader.mentions[at][1]].type in ("place", "organisation"):
                return self.reader.mentions[at][1], self.reader.mentions[at][0]
        if len(low) > 3 and low[0] in ("(", ",") and low[1] in ("r", "d", "i") and low[2] == "-":
            close = end + 3
            while close < min(len(words), end + 7) and words.forms[close] not in (")", ","):
                close += 1
            return self._state(words.words(end + 3, close)), close
        if len(low) > 1 and low[0] in ("(", ",") and low[1][:2] in ("r-", "d-", "i-"):
            return self._state(words.forms[end + 1][2:]), end + 2
        return None

    def _state(self, written: str) -> str:
        """A state's entity if it has one, else its full name."""
        full = self.lexicon.states.get(written.lower().replace(" ", ""), written)
        return next((e.id for e in self.by_id.values() if e.type == "place" and full in (e.name, *e.aliases)), full)

    def _after_names(self) -> Iterator[Relation]:
        """ "Maher al-Assad, his younger brother and the commander of …", "Nadim Houri of the Reform Initiative"."""
        words = self.words
        for (first, end), e in self.names:
            if e.type not in ("person", "group") or end >= len(words) or words.sentence[end] != words.sentence[first]:
                continue
            low = words.lower[end]
            if low in (",", "(", "—", "–", "-"):
                at = end + 1
                if at < len(words) and words.sentence[at] == words.sentence[first]:
                    phrases = self.reader.read(at)
                    if phrases and self._closes(phrases[-1].end) and not self._listed(at, phrases):
                        for p in phrases:
                            made = self._relation(e.id, p, first, p.end)
                            if made is not None:
                                yield made
            elif low in ("his", "her") or self._included(first):
                at = end if low in ("his", "her") else self._included(first)
                phrases = self.reader.read(at)
                for p in phrases:
                    made = self._relation(e.id, p, min(first, at), max(end, p.end))
                    if made is not None and (p.kind == "office" or p.of is not None):
                        yield made
            elif low in ("of", "from") and first and self._whole(first):
                at = end + 1 + (words.lower[end + 1 : end + 2] == ["the"])
                held = self.reader.mentions.get(at)
                if held is not None and self.by_id[held[1]].type == "organisation" and e.type == "person":
                    yield Relation(e.id, "member", "member", "office", held[1], False, words.span(first, held[0]))
            if first > 1 and words.lower[first - 1] in ("'s", "'") and e.type == "person":
                owner = self.reader.owners.get(first - 2)
                if owner is not None and self.by_id[owner].type == "organisation" and self.by_id[owner].named:
                    start = first - 2
                    while start > 0 and self.reader.owners.get(start - 1) == owner:
                        start -= 1
                    yield Relation(e.id, "member", "member", "office", owner, False, words.span(start, end))

    def _included(self, first: int) -> int:
        """First token of the plural phrase that a name is among: "candidates, including Ana Diaz and Piet Vos"; 0 for none."""
        words = self.words
        for k in range(first - 1, max(0, first - 14), -1):
            if words.sentence[k] != words.sentence[first]:
                return 0
            if words.lower[k] == "including":
                end = k - 1 if words.lower[k - 1] == "," else k
                for r, e in self.ranges_at(end - 1):
                    if e.members:
                        return r[0]
                for back in range(end - 1, max(0, end - 8), -1):
                    for r, e in self.ranges_at(back):
                        if e.members and not e.named:
                            return r[0]
                return 0
            if not (
                words.forms[k][:1].isupper() or words.lower[k] in ("and", ",", "-") or self.lexicon.head(words.lower[k])
            ):
                return 0
        return 0

    def _whole(self, first: int) -> bool:
        return not self.lexicon.head(self.words.lower[first - 1])

    def _closes(self, at: int) -> bool:
        """Whether an apposition may end here: at a mark, or before a relative clause or "and" with another phrase."""
        words = self.words
        if at >= len(words) or not words.forms[at][:1].isalnum():
            return True
        return words.lower[at] in (
            "who",
            "whom",
            "whose",
            "which",
            "and",
            "in",
            "at",
            "on",
            "to",
            "with",
            "for",
            "from",
            "under",
            "since",
            "until",
            "during",
            "based",
            "near",
        )

    def _listed(self, at: int, phrases: Sequence[Phrase]) -> bool:
        """A bare plural after a comma goes on a list and is no apposition."""
        return (
            self.words.lower[at] not in ("the", "a", "an", "his", "her", "its", "their", "former") and phrases[0].plural
        )

    def _copular(self) -> Iterator[Relation]:
        """ "X was a physician", "X, who is the head of Y", "served as chief of staff"."""
        words, lexicon = self.words, self.lexicon
        for k in range(1, len(words) - 1):
            low = words.lower[k]
            serving = low == "as" and words.lower[k - 1] in lexicon.serving
            if low not in lexicon.be and not serving:
                continue
            subject = self._subject(k - 1 if not serving else k - 2)
            if subject is None:
                continue
            at = k + 1
            if words.lower[at] in ("one", "among"):
                at += 2 if words.lower[at + 1 : at + 2] == ["of"] else 1
            while at < len(words) and words.lower[at] in lexicon.adverbs:
                if words.lower[at] == "not":
                    break
                at += 1
            if at >= len(words) or words.sentence[at] != words.sentence[k] or words.lower[at] == "not":
                continue
            phrases = self.reader.read(at)
            first, entity = subject
            one_of = words.lower[k + 1] in ("one", "among")
            if not phrases or (phrases[0].plural and not one_of and self.by_id[entity].type == "person"):
                continue
            if phrases[0].end <= at or (words.lower[at] in ("his", "her") and not phrases):
                continue
            for p in phrases:
                if (
                    p.noun in lexicon.weak
                    and p.of is None
                    and p.kind == "office"
                    and words.lower[at] not in ("a", "an")
                ):
                    continue
                made = self._relation(entity, p, first if at - first < 12 else at, p.end)
                if made is not None:
                    yield made

    def _subject(self, k: int) -> tuple[int, str] | None:
        """The person before a verb: (first token, entity id), over adverbs and auxiliaries."""
        words = self.words
        steps = 0
        if k > 2 and words.forms[k] == ")":
            opening = next((j for j in range(k - 1, max(0, k - 40), -1) if words.forms[j] == "("), -1)
            k = opening - 1 if opening > 0 else k
        while (
            k >= 0
            and steps < 5
            and (
                words.lower[k] in self.lexicon.adverbs
                or words.lower[k] in ("has", "had", "have", "was", "been", "being", "will", "would", "who", "is")
                or words.lower[k].endswith("ly")
            )
        ):
            if words.lower[k] == "who" and k in self.reader.owners:
                break
            k -= 1
            steps += 1
        if k < 0 or (k + 1 < len(words) and words.sentence[k] != words.sentence[k + 1]):
            return None
        entity = self.reader.owners.get(k)
        if entity is None or self.by_id[entity].type not in ("person", "group"):
            return None
        for (first, end), e in self.ranges_at(k):
            if end == k + 1 and e.id == entity and self.by_id[entity].named:
                return first, entity
        return None

    def ranges_at(self, k: int) -> list[tuple[tuple[int, int], Entity]]:
        """Mentions that end at a token."""
        if not hasattr(self, "_ending"):
            ending: dict[int, list[tuple[tuple[int, int], Entity]]] = {}
            for r, e in self.ranges:
                ending.setdefault(r[1] - 1, []).append((r, e))
            self._ending = ending
        return self._ending.get(k, [])

    def _possessed(self) -> Iterator[Relation]:
        """Unnamed people described by whose they are: "his parents", "Clinton allies", "a spokesman for the ministry"."""
        for (first, end), e in self.ranges:
            if (e.named and not e.members) or e.type not in ("person", "group") or self.words.lower[first] == "who":
                continue
            if not self.lexicon.head(self.words.lower[end - 1]):
                continue
            for p in self.reader.read(first)[:1]:
                if p.of is None or p.end < end or (p.plural and p.end > end):
                    continue
                if p.of in self.by_id and self.by_id[p.of].type not in ("person", "organisation", "place", "group"):
                    continue
                made = self._relation(e.id, p, first, p.end)
                if made is not None and (p.kind != "office" or p.of in self.by_id):
                    yield made
