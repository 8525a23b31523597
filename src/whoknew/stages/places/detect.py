"""Which stretches of a text are place names.

Where the encoder marked names, its places are taken, joined to the longest name that the gazetteer holds. Without it a
capitalised stretch that the gazetteer knows is a place if something speaks for one: a preposition of place, a qualifier,
being a country, capital or large town; and not where it is part of a longer name, stands after a title, or is a word that
sentences begin with. A word whose capital may be the sentence's ("Police in Lancashire said …") is a place only where the text
supports it elsewhere, and a town that does what people do ("Crewe refused") only where it is a town elsewhere too. What was once
recognised is recognised throughout.
"""

from collections.abc import Mapping
from typing import Any

from whoknew.model import Analysis, Span
from whoknew.model.wording import Wording
from whoknew.stages.places.fold import key
from whoknew.stages.places.index import Entry
from whoknew.stages.places.marks import Marks, initial
from whoknew.stages.places.resolve import Resolver

LONGEST = 7  # tokens in a place name, hyphens counted
LARGE = 150_000  # people: a town of this size is taken for itself without further evidence
RENOWNED = 400_000
RULED = 2_000_000  # people of a region that is spoken of as if it acted: "Texas refused"
_JOINING = frozenset({"-", "'", "’", "of", "the", "and", "de", "la", "le", "du", "del", "sur", "al", "el"})


_AUXILIARIES = frozenset(
    {"has", "have", "had", "did", "does", "never", "later", "then", "not", "also", "will", "would"}
)

_PERSONAL = frozenset({"he", "she", "his", "her", "him", "himself", "herself", "who"})


class Detector:
    """Finds the place names of one analysis."""

    def __init__(self, resolver: Resolver, lexicon: Mapping[str, Any]) -> None:
        table = lexicon["detection"]
        self.resolver = resolver
        self.before = frozenset(table["before"])
        self.titles = frozenset(table["titles"])
        self.calendar = frozenset(table["calendar"])
        self.common = frozenset(table["common"])
        self.trusted = frozenset(table["trusted"])
        self.bodies = frozenset(table["bodies"])
        self.never = frozenset(table["never"])
        self.acting = frozenset(table["acting"].split())

    def find(self, analysis: Analysis, words: Wording) -> tuple[list[Span], list[Span]]:
        """Spans of place names that the gazetteer knows, and of those that only the encoder takes for places."""
        marked = Marks(analysis, words)
        known, unknown = [], []
        lowered = {w for w, form in zip(words.lower, words.forms) if form[:1].islower()}
        found: list[tuple[int, int, bool]] = []
        i = 0
        while i < len(words):
            hit = self._longest(words, i) if words.forms[i][:1].isupper() else None
            if hit is None:
                i += 1
                continue
            end, entries = hit
            found.append((i, end, self._plausible(words, i, end, entries, marked, lowered)))
            i = end
        sure = {key(words.words(a, b)) for a, b, yes in found if yes}
        for a, b, yes in found:
            again = key(words.words(a, b)) in sure and not self._inside_name(words, a, b) and not marked
            if yes or again:
                known.append(words.span(a, b))
        if self.resolver.scripts is not None and not words.text.isascii():
            held = {i for span in known for i in range(*span)}
            known += [span for span in self.resolver.scripts.spans(words.text) if span[0] not in held]
            known.sort()
        taken = {i for span in known for i in range(*words.range_of(span))}
        for first, end in sorted(r for r, kind in marked.kinds.items() if kind == "place"):
            if not taken & set(range(first, end)) and words.lower[end - 1] not in self.bodies:
                unknown.append(words.span(first, end))
        return known, unknown

    def _longest(self, words: Wording, first: int) -> tuple[int, list[Entry]] | None:
        """The longest known place name that starts at a token."""
        limit = first + 1
        while limit < min(len(words), first + LONGEST) and words.sentence[limit] == words.sentence[first]:
            form = words.forms[limit]
            gap = words.spans[limit][0] - words.spans[limit - 1][1]
            if gap > 1 or not (form[:1].isupper() or form in _JOINING or form.isdigit()):
                break
            limit += 1
        for end in range(limit, first, -1):
            if words.forms[end - 1] in _JOINING:
                continue
            text = words.words(first, end)
            entries, _ = self.resolver.candidates(text)
            if any(e.exact for e in entries):
                return end, entries
        return None

    def _plausible(
        self,
        words: Wording,
        first: int,
        end: int,
        entries: list[Entry],
        marked: Marks,
        lowered: set[str],
    ) -> bool:
        kinds = {e.kind for e in entries}
        if kinds == {"country"} and self.resolver.is_demonym(words.words(first, end)):
            return False
        if words.lower[first] in self.never or (end - first == 1 and self._plain(words, first, marked)):
            return False
        if marked:
            held = marked.over(first, end)
            over = [kind for _, kind in held]
            if over:
                if any(
                    a <= first and end <= b and (b - a) > (end - first) and kind == "place" for (a, b), kind in held
                ):
                    return self._tail_is_small(words, first, end, marked)
                if "place" in over:
                    return True
                whole = (first, end) in marked.kinds and words.lower[first] not in self.common
                personal = "person" in over and (
                    self._surname(words, first, end, marked)
                    or (self._acts(words, end) and not self._governs(words, first, entries))
                )
                return whole and not personal and self._renowned(entries) and not self._inside_name(words, first, end)
        if self._inside_name(words, first, end):
            return False
        if words.lower[end - 1] in marked.called:
            return False  # "over the Obama years", where Obama is somebody
        name = words.words(first, end).lower()
        leading = words.lower[first - 1] if first else ""
        spoken_for = leading in self.before or (
            leading == "the" and first > 1 and words.lower[first - 2] in self.before
        )
        qualified = self._qualified(words, first, end, entries)
        opening = initial(words, first)
        if (name in self.calendar or name in self.common) and words.lower[end : end + 1] not in ([","], ["("]):
            qualified = False  # "Police in Lancashire": what follows says where they are, not which is meant
        if name in self.calendar:
            return qualified
        if name in self.common and name not in self.trusted:
            return qualified or (spoken_for and name not in lowered and not opening)
        if end - first == 1 and name in lowered:
            return False
        weighty = any(
            e.exact
            and (e.primary or e.kind != "capital")  # "Ben" is some language's Bern
            and (e.kind not in ("city", "county") or (e.population >= LARGE and (e.primary or len(name) > 4)))
            for e in entries
        )
        if spoken_for or qualified:
            return True
        if self._acts(words, end) and not self._ruling(entries):
            return False
        return weighty and (
            not opening
            or end - first > 1
            or bool(kinds & {"country", "capital", "user", "facility"})
            or name not in lowered
        )

    def _plain(self, words: Wording, i: int, marked: Marks) -> bool:
        """Whether a capital is only the sentence's: a common noun, verb or adjective by its tag, that nothing else holds for a name."""
        if not words.parsed or not initial(words, i) or words.upos[i] in ("PROPN", "X", ""):
            return False
        return words.lower[i] not in marked.proper

    def _acts(self, words: Wording, end: int) -> bool:
        """Whether what follows a name is what people do: "said", "has refused", "never answered"."""
        k = end
        while k < min(len(words), end + 3) and (words.lower[k] in _AUXILIARIES or words.lower[k].endswith("ly")):
            k += 1
        return k < len(words) and words.lower[k] in self.acting

    def _ruling(self, entries: list[Entry]) -> bool:
        """Whether a name is a country's, a capital's or a large region's: what those who rule there do is told of it."""
        return any(
            e.exact and (e.kind in ("country", "capital", "user") or (e.kind == "region" and e.population > RULED))
            for e in entries
        )

    def _governs(self, words: Wording, first: int, entries: list[Entry]) -> bool:
        """Whether a name that does what people do may be a government's seat: "Washington said it would wait", not "… she …"."""
        if not any(e.exact and e.kind in ("country", "capital") for e in entries):
            return False
        sentence = words.sentences[words.sentence[first]]
        return not _PERSONAL & set(words.lower[first : min(sentence.end, first + 25)])

    def _surname(self, words: Wording, first: int, end: int, marked: Marks) -> bool:
        """Whether the account has somebody of that name: "Anna Bern" makes "Bern" a person."""
        return marked.longest.get(words.lower[end - 1], 0) > end - first

    def _qualified(self, words: Wording, first: int, end: int, entries: list[Entry]) -> bool:
        """Whether a region or country is put beside the name that one of its bearers lies in."""
        own = key(words.words(first, end))
        hints = [
            e
            for e in self.resolver.qualifiers(words.text, words.span(first, end))
            if e.kind in ("region", "country") and key(e.name) != own
        ]
        return any(e.country == h.country and h.region in ("", e.region) for h in hints for e in entries)

    def _tail_is_small(self, words: Wording, first: int, end: int, marked: Marks) -> bool:
        """Whether what the encoder's longer name adds is no capitalised part of a longer name ("Homs city", not "Century City Towers")."""
        for (a, b), kind in marked.over(first, end):
            if kind == "place" and a <= first and end <= b:
                return not any(words.forms[i][:1].isupper() for i in [*range(a, first), *range(end, b)])
        return True

    def _renowned(self, entries: list[Entry]) -> bool:
        """Whether a name is so well known for a place that the encoder's taking it for a person's is an error."""
        return any(
            e.exact
            and (e.primary or e.kind == "country")
            and (e.kind in ("country", "capital") or e.population >= RENOWNED)
            for e in entries
        )

    def _inside_name(self, words: Wording, first: int, end: int) -> bool:
        """Whether the stretch is only part of a longer name of a person or body."""
        if first:
            before = words.lower[first - 1].rstrip(".")
            gap = words.text[words.spans[first - 1][1] : words.spans[first][0]]
            if before in self.titles or (before == "." and first > 1 and words.lower[first - 2] in self.titles):
                return True
            if (
                words.forms[first - 1][:1].isupper()
                and gap == " "
                and words.sentence[first] == words.sentence[first - 1]
                and before not in self.before
                and not self._opens(words, first - 1)
                and not self.resolver.is_demonym(words.forms[first - 1])
            ):
                return True
            if (
                words.forms[first - 1] == "-"
                and gap == ""
                and first > 1
                and words.spans[first - 2][1] == words.spans[first - 1][0]
            ):
                return True
        if end < len(words) and words.sentence[end] == words.sentence[end - 1]:
            gap = words.text[words.spans[end - 1][1] : words.spans[end][0]]
            following = words.forms[end]
            if gap == " " and following[:1].isupper() and len(following) > 1:
                return following.lower().rstrip(".") not in self.titles
            if (
                gap == ""
                and following == "-"
                and end + 1 < len(words)
                and words.spans[end + 1][0] == words.spans[end][1]
            ):
                return words.forms[end + 1][:1].isupper()
        return False

    def _opens(self, words: Wording, i: int) -> bool:
        """Whether a capitalised word is so only because it opens a sentence."""
        starts = i == 0 or words.sentence[i] != words.sentence[i - 1] or not words.forms[i - 1][:1].isalnum()
        return starts and words.lower[i] in self.before | {
            "the",
            "but",
            "and",
            "when",
            "while",
            "if",
            "as",
            "after",
            "since",
        }
