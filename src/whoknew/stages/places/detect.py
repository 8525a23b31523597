"""Which stretches of a text are place names.

Where the encoder marked names, its places are taken, joined to the longest name that the gazetteer holds. Without it a
capitalised stretch that the gazetteer knows is a place if something speaks for one: a preposition of place, a qualifier,
being a country, capital or large town; and not where it is part of a longer name, stands after a title, or is a word that
sentences begin with. What was once recognised is recognised throughout.
"""

from collections.abc import Mapping
from typing import Any

from whoknew.model import Analysis, Span
from whoknew.model.wording import Wording
from whoknew.stages.places.fold import key
from whoknew.stages.places.index import Entry
from whoknew.stages.places.resolve import Resolver

LONGEST = 7  # tokens in a place name, hyphens counted
LARGE = 150_000  # people: a town of this size is taken for itself without further evidence
RENOWNED = 400_000
_JOINING = frozenset({"-", "'", "’", "of", "the", "and", "de", "la", "le", "du", "del", "sur", "al", "el"})


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
        self.organisations = frozenset(table["organisations"])

    def find(self, analysis: Analysis, words: Wording) -> tuple[list[Span], list[Span]]:
        """Spans of place names that the gazetteer knows, and of those that only the encoder takes for places."""
        marked = self._marked(analysis, words)
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
        taken = {i for span in known for i in range(*words.range_of(span))}
        for first, end in sorted(r for r, kind in marked.items() if kind == "place"):
            if not taken & set(range(first, end)):
                unknown.append(words.span(first, end))
        return known, unknown

    def _marked(self, analysis: Analysis, words: Wording) -> dict[Span, str]:
        """Token ranges of the encoder's names with their type; empty where it did not read the text."""
        if analysis.signals is None:
            return {}
        return {(n.first, n.end): n.type for n in analysis.signals.names if 0 <= n.first < n.end <= len(words)}

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
        marked: Mapping[Span, str],
        lowered: set[str],
    ) -> bool:
        kinds = {e.kind for e in entries}
        if kinds == {"country"} and self.resolver.is_demonym(words.words(first, end)):
            return False
        if marked:
            over = [kind for (a, b), kind in marked.items() if a < end and first < b]
            if over:
                if any(
                    a <= first and end <= b and (b - a) > (end - first) and kind == "place"
                    for (a, b), kind in marked.items()
                ):
                    return self._tail_is_small(words, first, end, marked)
                whole = (first, end) in marked and words.lower[first] not in self.common
                return "place" in over or (
                    whole and self._renowned(entries) and not self._inside_name(words, first, end)
                )
        if self._inside_name(words, first, end):
            return False
        name = words.words(first, end).lower()
        leading = words.lower[first - 1] if first else ""
        spoken_for = leading in self.before or (
            leading == "the" and first > 1 and words.lower[first - 2] in self.before
        )
        own = key(words.words(first, end))
        qualified = any(
            e.kind in ("region", "country") and key(e.name) != own
            for e in self.resolver.qualifiers(words.text, words.span(first, end))
        )
        initial = (
            first == 0
            or words.sentence[first] != words.sentence[first - 1]
            or words.quoted[first] != words.quoted[first - 1]
        )
        if name in self.calendar:
            return qualified
        if name in self.common and name not in self.trusted:
            return qualified or (spoken_for and name not in lowered and not initial)
        if end - first == 1 and name in lowered:
            return False
        weighty = bool(kinds & {"country", "region", "capital", "area", "facility", "airport", "water", "user"}) or any(
            e.population >= LARGE and e.exact for e in entries
        )
        if spoken_for or qualified:
            return True
        return weighty and (
            not initial
            or end - first > 1
            or bool(kinds & {"country", "capital", "user", "facility"})
            or name not in lowered
        )

    def _tail_is_small(self, words: Wording, first: int, end: int, marked: Mapping[Span, str]) -> bool:
        """Whether what the encoder's longer name adds is no capitalised part of a longer name ("Homs city", not "Century City Towers")."""
        for (a, b), kind in marked.items():
            if kind == "place" and a <= first and end <= b:
                return not any(words.forms[i][:1].isupper() for i in [*range(a, first), *range(end, b)])
        return True

    def _renowned(self, entries: list[Entry]) -> bool:
        """Whether a name is so well known for a place that the encoder's taking it for a person's is an error."""
        return any(e.exact and (e.kind in ("country", "capital") or e.population >= RENOWNED) for e in entries)

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
