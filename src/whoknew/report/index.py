"""Finds things in an analysis by id and by place: names, sentence numbers, who stands behind what."""

import re
from bisect import bisect_right
from collections.abc import Iterable

from whoknew.model import Analysis, Entity, Party, Source, Span
from whoknew.reasoning.naming import NAMELESS, spelt
from whoknew.report.spoken import spoken

_BODIES = {"organisation": "an organisation", "document": "a document", "media": "a publication", "self": ""}


class Index:
    """Look-ups over one analysis. Sentences are numbered from 1, in the order of the text."""

    def __init__(self, analysis: Analysis) -> None:
        self.analysis = analysis
        self.spoken = spoken(analysis)
        self.entities: dict[str, Entity] = {e.id: e for e in analysis.entities}
        self.sources: dict[str, Source] = {s.id: s for s in analysis.sources}
        self.propositions = {p.id: p for p in analysis.propositions}
        self._starts = [s.span[0] for s in analysis.sentences]

        named = [s.id for s in analysis.sources if s.kind != "self"]
        numbered = all(re.fullmatch(r"s\d+", id) for id in named)
        self._keys = {id: id.upper() if numbered else f"S{rank}" for rank, id in enumerate(named, 1)}

    def key(self, source: str) -> str:
        """What stands for a source in the page: S1, S2, …"""
        return self._keys.get(source, source.upper())

    def number(self, offset: int) -> int:
        """The number of the sentence that holds an offset (code points), 0 where there is none."""
        return bisect_right(self._starts, offset)

    def numbers(self, spans: Iterable[Span]) -> list[int]:
        """The numbers of the sentences in which these spans start, ascending."""
        return sorted({n for n in (self.number(start) for start, _ in spans) if n})

    def name(self, id: str) -> str:
        """What the account calls an entity or a source; the words themselves where the id is neither."""
        if id in self.entities:
            return self.entities[id].name
        if id in self.sources:
            return self.described(self.sources[id])
        return id

    def described(self, source: Source) -> str:
        """A source with the article or number that the text gives it: "a commander", "three aides"."""
        return self.spoken.speakers.get(source.id, source.descriptor)

    def several(self, sources: Iterable[str]) -> bool:
        """Whether a verb after these sources stands in the plural."""
        known = [source for source in sources if source in self.sources]
        return len(known) > 1 or any(source in self.spoken.several for source in known)

    def party(self, party: Party) -> str:
        """Somebody in the middle of a sentence."""
        if party.entity:
            return self.spoken.called.get(party.entity, self.name(party.entity))
        return NAMELESS.get(party.quantity or "", "") or party.descriptor or "somebody"


def listed(items: Iterable[object]) -> str:
    """``14, 16 and 17``."""
    words = [str(item) for item in items]
    return words[0] if len(words) == 1 else ", ".join(words[:-1]) + " and " + words[-1] if words else ""


def counted(source: Source) -> str:
    """How many people a source is: "one person", "two people", "2 or more people", "2–4 people"."""
    low, high = source.count.low, source.count.high
    if source.kind in _BODIES:
        return _BODIES[source.kind]
    if high == low:
        return "one person" if low == 1 else f"{spelt(low)} people"
    return f"{low} or more people" if high is None else f"{low}–{high} people"
