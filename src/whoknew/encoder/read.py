"""One account read: pieces, windows, the neural pass, and every decoder, into :class:`Signals`.

Only decoded records are kept of a window, so memory grows with what is found, not with the text's arrays.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache

import numpy as np

from whoknew.encoder.attribution import Attributions, FoundAttribution
from whoknew.encoder.calibration import EXACT, Calibration
from whoknew.encoder.claiming import with_marks
from whoknew.encoder.continuing import give_out, join_segments
from whoknew.encoder.coreference import Coreference
from whoknew.encoder.events import Events
from whoknew.encoder.forward import Projections, project
from whoknew.encoder.judging import Judge, numbered
from whoknew.encoder.marks import whole_marks
from whoknew.encoder.mentions import Found, Spans
from whoknew.encoder.pieces import cut
from whoknew.encoder.proposals import Proposals, propose
from whoknew.encoder.roles import Roles
from whoknew.encoder.syntax import Syntax
from whoknew.encoder.times import Times
from whoknew.encoder.weights import Floats, Weights
from whoknew.encoder.windows import lay_windows
from whoknew.encoder.yields import Sentence, make_sentence
from whoknew.model.base import Span
from whoknew.model.signals import (
    AttributionSignal,
    EventSignal,
    Frame,
    MentionSignal,
    NamedEntity,
    Role,
    Signals,
    TimeSignal,
    Word,
)

NAMES = {"PER": "person", "ORG": "organisation", "LOC": "place"}


@lru_cache(maxsize=2)
def _decoders(weights: Weights) -> tuple[Syntax, Roles, Attributions, Judge, Times, Events]:
    """What decodes with these weights; made once, since tables are turned round for it."""
    return Syntax(weights), Roles(weights), Attributions(weights), Judge(weights), Times(weights), Events(weights)


class Reading:
    """What was read so far of one document."""

    def __init__(
        self,
        weights: Weights,
        forms: Sequence[str],
        sentences: Sequence[Span],
        calibration: Calibration,
        doubled: frozenset[int] = frozenset(),
    ) -> None:
        self.weights, self.forms, self.sentences, self.calibrated = weights, forms, sentences, calibration
        self.doubled = doubled
        self.sentence_of = np.zeros(len(forms), dtype=np.int64)
        for number, (a, b) in enumerate(sentences):
            self.sentence_of[a:b] = number
        self.syntax, self.roles, self.attribution, self.judge, self._times, self._events = _decoders(weights)
        self.spans = Spans(weights, calibration.least)
        self.coreference = Coreference(weights, forms, self.sentence_of)
        self._relations = {name: i for i, name in enumerate(weights.vocabulary.deprels)}
        self._parts = {name: i for i, name in enumerate(weights.vocabulary.upos)}
        self.words: list[Word] = [Word(lemma=form, upos="X") for form in forms]
        self.proposals: list[Proposals] = []
        self.frames: list[Frame] = []
        self.mentions: list[MentionSignal] = []
        self.names: list[NamedEntity] = []
        self.attributed: list[FoundAttribution] = []
        self.segments: list[Span] = []
        self.whole: list[bool] = []
        self.times: list[TimeSignal] = []
        self.events: list[EventSignal] = []

    def add(self, p: Projections) -> None:
        """Decode what the window owns."""
        at, low, high = p.window.start, p.window.first - p.window.start, p.window.last - p.window.start
        parts, sentences = self.parse(p)
        self.refer(p, parts, sentences)
        self._frames(p, parts, sentences, at)
        attributions, segments, carries = self.attribution(p, low, high, parts, self.marked(p, parts, sentences))
        self.attributed.extend(_moved(found, at) for found in attributions)
        for number, (a, b) in enumerate(segments):
            self.segments.append((at + a, at + b))
            self.whole.append(number > 0 or not carries)
        self.times.extend(self._times(p, parts, self.calibrated))

    def refer(self, p: Projections, parts: Sequence[Span], sentences: Sequence[Sentence]) -> None:
        """Names and mentions of the sentences, and what is linked to what before; ``parts`` and trees as parsed."""
        found: list[tuple[Found, bool]] = []
        for (a, b), sentence in zip(parts, sentences, strict=True):
            found.extend(self._spans_of(p, a, b, sentence, p.window.start))
        self._mentions(p, found, p.window.start)

    def parse(self, p: Projections) -> tuple[list[Span], list[Sentence]]:
        """The sentences that the window owns, as words of the window, and their trees; their words are kept."""
        at, low, high = p.window.start, p.window.first - p.window.start, p.window.last - p.window.start
        parts = [(max(a, low), min(b, high)) for a, b in self._sentences(p)]
        for a, b in parts:
            self.words[at + a : at + b] = self.syntax(p, a, b, self.forms[at + a : at + b], at + a)
        return parts, [self._sentence(at + a, at + b) for a, b in parts]

    def marked(self, p: Projections, parts: Sequence[Span], sentences: Sequence[Sentence]) -> list[Sentence]:
        """The sentences with telling words numbered apart, as attributions take them."""
        at = p.window.start
        return [
            with_marks(sentence, self.forms[at + a : at + b], len(self._parts))
            for (a, b), sentence in zip(parts, sentences, strict=True)
        ]

    def _sentences(self, p: Projections) -> list[Span]:
        """Sentences that the window owns, as words of the window, whole."""
        numbers = range(int(self.sentence_of[p.window.first]), int(self.sentence_of[p.window.last - 1]) + 1)
        return [(self.sentences[k][0] - p.window.start, self.sentences[k][1] - p.window.start) for k in numbers]

    def propose(self, scores: Floats, first: int, sentence: Sentence, sets: Mapping[str, int]) -> Proposals | None:
        """What the span scores propose as mentions of the sentence that begins at word ``first``."""
        title = [form[:1].isupper() for form in self.forms[first : first + scores.shape[1]]]
        return propose(sentence, self.spans.of_mentions(scores), first, title, sets)

    def _spans_of(self, p: Projections, a: int, b: int, sentence: Sentence, at: int) -> list[tuple[Found, bool]]:
        """Mentions of a sentence, as words of the window, with whether they may be linked; names are kept at once."""
        scores = self.spans.scores(p, a, b)
        for name in self.spans.names(scores):
            kind = NAMES[self.weights.vocabulary.spans[name.type].split(":")[1]]
            score = self.calibrated.odds("name", name.odds)
            self.names.append(NamedEntity(first=at + a + name.first, end=at + a + name.end, type=kind, score=score))
        if self.judge.ready:
            proposed = self.propose(scores, at + a, sentence, self.judge.sets)
            self.proposals.extend(() if proposed is None else (proposed,))
        chained = {(f.first, f.end): f for f in self.spans.chained(scores)}
        # What is linked to nothing is chosen at the end, where there is a judge.
        typed = {} if self.judge.ready else {(f.first, f.end): f for f in self.spans.mentions(scores)}
        return [
            (Found(a + f.first, a + f.end, f.type, f.odds), (f.first, f.end) in chained)
            for f in sorted({**chained, **typed}.values(), key=lambda f: (f.first, -f.end))
        ]

    def _mentions(self, p: Projections, found: list[tuple[Found, bool]], at: int) -> None:
        spans = [(at + f.first, at + f.end, self._head(at + f.first, at + f.end)) for f, _ in found]
        linked = [k for k, (_, may) in enumerate(found) if may]
        rows = np.array([spans[k] for k in linked], dtype=np.int64).reshape(-1, 3) - at
        vectors: Floats = (
            p["mentions.head"][rows[:, 2]] + p["mentions.start"][rows[:, 0]] + p["mentions.end"][rows[:, 1] - 1]
        )
        chains, links = self.coreference.add([spans[k] for k in linked], vectors)
        chain_of = dict(zip(linked, zip(chains, links)))
        for k, (f, _) in enumerate(found):
            chain, link = chain_of.get(k, (-1, None))
            self.mentions.append(
                MentionSignal(
                    first=spans[k][0],
                    end=spans[k][1],
                    head=spans[k][2],
                    type=self.weights.vocabulary.spans[f.type].split(":")[1],
                    chain=chain,
                    score=self.calibrated.odds("mention", f.odds),
                    link_score=None if link is None else self.calibrated("link", link),
                )
            )

    def _head(self, first: int, end: int) -> int:
        """The word of a span whose governor is outside; the first such."""
        for i in range(first, end):
            if not first <= self.words[i].head < end:
                return i
        return first

    def _sentence(self, first: int, end: int) -> Sentence:
        """The tree of words [first, end), which are one sentence or a part of one."""
        words = self.words[first:end]
        return make_sentence(
            [word.head - first if word.head >= 0 else -1 for word in words],
            [self._relations[word.deprel] for word in words],
            [self._parts[word.upos] for word in words],
            (len(self._relations), len(self._parts)),
        )

    def _frames(self, p: Projections, parts: list[Span], sentences: list[Sentence], at: int) -> None:
        lemmas = {w: self.words[at + w].lemma for a, b in parts for w in range(a, b)}
        predicates = set()
        for frame in self.roles(p, parts, sentences, lemmas):
            predicates.add(frame.word)
            self.frames.append(
                Frame(
                    word=at + frame.word,
                    roleset=frame.roleset,
                    roles=tuple(
                        Role(label=label, first=at + a, end=at + b, score=self.calibrated("role", sure))
                        for label, a, b, sure in frame.roles
                    ),
                    score=self.calibrated("frame", frame.probability),
                )
            )
        self.events.extend(self._events(p, parts, self.words, predicates, self.calibrated))

    def _attributions(self) -> tuple[AttributionSignal, ...]:
        segments = join_segments(self.segments, self.whole)
        return tuple(
            AttributionSignal(
                cue=found.cue,
                source=found.source,
                content=whole_marks(found.content, self.doubled),
                score=self.calibrated("attribution", found.certainty),
                exact_score=self.calibrated(EXACT, found.exactness),
            )
            for found in give_out(self.attributed, segments, len(self.forms))
        )

    def signals(self) -> Signals:
        """All of it; a sentence that was cut in parts gets one root."""
        for a, b in self.sentences:
            roots = [i for i in range(a, b) if self.words[i].head == -1]
            for i in roots[1:]:
                word = self.words[i]
                self.words[i] = Word(lemma=word.lemma, upos=word.upos, head=roots[0], deprel="parataxis")
        return Signals(
            model=self.weights.version,
            words=tuple(self.words),
            frames=tuple(self.frames),
            mentions=numbered(self.judge(self.proposals, self.mentions, self.calibrated)),
            names=tuple(self.names),
            attributions=self._attributions(),
            times=tuple(self.times),
            events=tuple(self.events),
        )


def _moved(found: FoundAttribution, at: int) -> FoundAttribution:
    """From words of the window to words of the document."""
    cue, source, content = (tuple((at + a, at + b) for a, b in part) for part in found[:3])
    return FoundAttribution(cue, source, content, found.certainty, found.exactness)


def read(
    weights: Weights,
    calibration: Calibration,
    forms: Sequence[str],
    sentences: Sequence[Span],
    paragraphs: Sequence[Span],
    doubled: frozenset[int] = frozenset(),
) -> Signals:
    """``forms`` [n]; ``sentences`` and ``paragraphs`` are word ranges; sentences cover all words, in order.

    ``doubled`` are words that make one quotation mark with the next, as :func:`doubled_marks` finds them.
    """
    if not forms:
        return Signals(model=weights.version)
    pieces = cut(weights.tokenizer, forms, [a for a, _ in paragraphs])
    reading = Reading(weights, forms, sentences, calibration, doubled)
    for projections in project(weights, pieces, lay_windows(pieces, sentences)):
        reading.add(projections)
    return reading.signals()
