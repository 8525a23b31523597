"""The text as this stage reads it: words, whose mention lies where, and which tokens belong to which verb."""

from bisect import bisect_right
from dataclasses import dataclass

from whoknew.model import Analysis, Entity, Frame
from whoknew.model.wording import Wording
from whoknew.stages.movements.lexicon import Lexicon, lexicon

ACTOR = frozenset({"person", "group"})
SITE = frozenset({"place", "facility", "organisation"})


@dataclass(frozen=True, slots=True)
class Held:
    """A mention's token range and entity."""

    first: int
    end: int
    entity: Entity


class Setting:
    """Built once for an analysis; all look-ups are by token."""

    def __init__(self, analysis: Analysis) -> None:
        self.analysis = analysis
        self.words = Wording(analysis)
        self.lexicon: Lexicon = lexicon()
        self.by_id = {e.id: e for e in analysis.entities}
        held = [Held(*self.words.range_of(span), e) for e in analysis.entities for span in e.mentions]
        self.held = sorted((h for h in held if h.first < h.end), key=lambda h: (h.first, -h.end))
        self.starting: dict[int, Held] = {}
        self.ending: dict[int, Held] = {}
        self.over: dict[int, Held] = {}
        for h in self.held:
            self.starting.setdefault(h.first, h)
            best = self.ending.get(h.end)
            if best is None or h.first < best.first:
                self.ending[h.end] = h
            for k in range(h.first, h.end):
                inner = self.over.get(k)
                if inner is None or h.end - h.first <= inner.end - inner.first:
                    self.over[k] = h
        self._firsts = [h.first for h in self.held]
        self._timed = {k for t in analysis.times for k in range(*self.words.range_of(t.span))}
        self.frames: dict[int, Frame] = {f.word: f for f in analysis.signals.frames} if analysis.signals else {}

    def sentence(self, i: int) -> tuple[int, int]:
        """Token range of the sentence of a token."""
        number = self.words.sentence[i]
        if number < 0:
            return i, i + 1
        s = self.words.sentences[number]
        return s.first, min(s.end, len(self.words))

    def timed(self, i: int) -> bool:
        """Whether a token stands in an expression of time."""
        return i in self._timed

    def before(self, i: int, first: int) -> list[Held]:
        """Mentions that end at or before a token and start at or after ``first``, nearest first."""
        at = bisect_right(self._firsts, i - 1)
        found = []
        for h in reversed(self.held[max(0, at - 40) : at]):
            if h.first < first:
                break
            if h.end <= i:
                found.append(h)
        return found

    def held_from(self, first: int, end: int) -> list[Held]:
        """Mentions that start in a token range, in order."""
        at = bisect_right(self._firsts, first - 1)
        return [h for h in self.held[at : at + 40] if h.first < end]

    def subject_at(self, end: int) -> Held | None:
        """The widest mention of people that ends at a token."""
        h = self.ending.get(end)
        if h is not None and h.entity.type in ACTOR:
            return h
        inner = self.over.get(end - 1) if end else None
        return inner if inner is not None and inner.end == end and inner.entity.type in ACTOR else None
