"""Attribution relations of a window: cues from the chain of tags, then each cue's own source and content."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from whoknew.encoder.arguments import TRAITS, Candidates
from whoknew.encoder.claiming import CONTENT, SOURCE, choose_claims, claim_candidates, cut_to, put_together
from whoknew.encoder.forward import Projections
from whoknew.encoder.pairing import far_bucket
from whoknew.encoder.rescoring import rescorer
from whoknew.encoder.scoring import Pairs, log_softmax
from whoknew.encoder.tags import Ints, allowed_moves, best_spans, best_tags, spans_of
from whoknew.encoder.vocabulary import TAGS
from whoknew.encoder.weights import Floats, Weights
from whoknew.encoder.yields import Sentence

Range = tuple[int, int]
TAG_SHARE = 0.3  # how much the tags' log-probabilities count beside the cue's own
GIVEN = 0.15  # least probability by the cue that claims a content which the tags mark
KEPT = 0.5  # least probability of a content that the tags do not mark


class FoundAttribution(NamedTuple):
    """Word ranges of the window; what speaks for the relation, and for its words to the letter (neither calibrated)."""

    cue: tuple[Range, ...]
    source: tuple[Range, ...]
    content: tuple[Range, ...]
    certainty: float
    exactness: float = 0.5


class Read(NamedTuple):
    """A window's attributions before the second look, with what they were decoded from."""

    found: list[FoundAttribution]
    rows: list[int]  # of each found one, its row in ``links``
    links: Floats  # [q, n, 7] log-probabilities of each word's labels, given each cue
    own: Floats  # [n, 7] those of the tags
    segments: list[Range]
    carries: bool


class Attributions:
    """Decoder of attributions."""

    def __init__(self, weights: Weights) -> None:
        moves, self._starts = allowed_moves(TAGS)
        self._moves = weights.heads["tags.transitions"] + moves
        self._pairs = Pairs(weights, "tags.pairs")
        self._network = rescorer(weights, "claims")
        self._parts = len(weights.vocabulary.upos)

    def tags(self, p: Projections) -> Ints:
        """The best tags of the window's words [n], numbered as in ``TAGS``."""
        return best_tags(p["tags.tags"], self._moves, self._starts)[0]

    def __call__(
        self, p: Projections, low: int, high: int, parts: Sequence[Range], sentences: Sequence[Sentence]
    ) -> tuple[list[FoundAttribution], list[Range], bool]:
        """Attributions whose cue begins among words [low, high) of the window; content that the tags mark
        there, and whether the first of it carries on from before.

        ``parts`` are the sentences there, ``sentences`` their trees.
        """
        read = self.read(p, low, high)
        network = self._network
        if network is None or not read.found:
            return read.found, read.segments, read.carries
        found = list(read.found)
        for part, sentence in zip(parts, sentences, strict=True):
            here, candidates = self.candidates(read, part, sentence, network.numbers["paths"])
            if candidates is None:
                continue
            traits = network.traits(candidates.traits)[candidates.stretch] + network.row(TRAITS, candidates.label)
            odds = network.scores(traits, candidates.numbers)[:, 0]
            had = [frozenset(label for *_, label in _pieces(found[k], part)) for k in here]
            chosen = choose_claims(candidates, odds, network.least, had)
            for k, own in zip(here, chosen, strict=True):
                found[k] = _claimed(found[k], part, own)
        return found, read.segments, read.carries

    def candidates(
        self, read: "Read", part: Range, sentence: Sentence, known_path: dict[str, int]
    ) -> tuple[list[int], Candidates | None]:
        """Which of ``read.found`` have their cue in the sentence at words ``part``, and what it offers them."""
        low, high = part
        here = [k for k, found in enumerate(read.found) if low <= found.cue[0][0] < high]
        if not here:
            return here, None
        cues, pieces = [], []
        for k in here:
            found = read.found[k]
            cues.append((found.cue[0][0] - low, min(found.cue[0][1], high) - low))
            pieces.append(_pieces(found, part))
        own = read.own[low:high]
        scores = read.links[[read.rows[k] for k in here], low:high] + TAG_SHARE * own
        return here, claim_candidates(sentence, cues, log_softmax(scores), own, pieces, self._parts, known_path)

    def read(self, p: Projections, low: int, high: int) -> "Read":
        """What tags and links say alone."""
        tags = self.tags(p)
        marked = spans_of(tags.tolist())
        segments = [(max(a, low), min(b, high)) for a, b, kind in marked if kind == 2 and a < high and b > low]
        carries = bool(segments) and segments[0][0] == low and tags[low] == TAGS.index("I-content")
        cues = [(a, b) for a, b, kind in marked if kind == 1]
        if not any(low <= a < high for a, _ in cues):
            none = np.zeros((0, len(TAGS)), dtype=np.float32)
            return Read([], [], none[None], none, segments, carries)
        own = log_softmax(p["tags.tags"])
        first = np.array([a for a, _ in cues])
        last = np.array([b - 1 for _, b in cues])
        left = p["tags.cue.linear"][first] + p["tags.cue_end.linear"][last]  # [q, 2h]
        places = np.arange(len(tags))
        scores = self._pairs(left[:, None], p["tags.word.linear"][None], far_bucket(places - first[:, None]))
        links = log_softmax(scores)  # [q, n, 7]
        labels = best_spans(links + TAG_SHARE * own[None], np.full(len(cues), len(tags)))
        claims = np.exp(links[:, :, 5]) + np.exp(links[:, :, 6])  # [q, n] probability of being the cue's content
        given = _give([(a, b) for a, b, kind in marked if kind == 2], claims)
        found: list[FoundAttribution] = []
        rows: list[int] = []
        taken: set[int] = set()
        for k, (a, b) in enumerate(cues):
            if a in taken or not low <= a < high:
                continue
            rows.append(k)
            parts: tuple[list[Range], list[Range], list[Range]] = ([], [], [])
            for begin, end, kind in spans_of(labels[k].tolist()):
                parts[kind].append((begin, end))
            if not any(begin <= a < end for begin, end in parts[1]):
                parts[1][:] = [(a, b)]
            taken.update(w for begin, end in parts[1] for w in range(begin, end))
            sure = [s for s in parts[2] if claims[k, s[0] : s[1]].mean() > KEPT and not _meets(s, given[k])]
            found.append(
                FoundAttribution(
                    cue=tuple(parts[1]),
                    source=_without(parts[0], parts[1]),
                    content=_without(sorted([*given[k], *sure]), parts[1]),
                    certainty=_certainty(own[a:b, 3:5], links[k], labels[k]),
                    exactness=_exactness(own, links[k], labels[k], (a, b)),
                )
            )
        return Read(found, rows, links, own, segments, carries)


def _pieces(found: FoundAttribution, part: Range) -> list[tuple[int, int, int]]:
    """(first, end, label) of source and content in the sentence at words ``part``, as its words."""
    return [
        (a - part[0], b - part[0], label)
        for label, ranges in ((SOURCE, found.source), (CONTENT, found.content))
        for a, b in cut_to(ranges, *part)[0]
    ]


def _claimed(found: FoundAttribution, part: Range, own: Sequence[tuple[int, int, int]]) -> FoundAttribution:
    """The attribution with what was chosen in its sentence; what it has outside of it stays."""
    low, high = part
    source, content = (
        put_together([*cut_to(ranges, low, high)[1], *((low + a, low + b) for a, b, kind in own if kind == label)])
        for label, ranges in ((SOURCE, found.source), (CONTENT, found.content))
    )
    return found._replace(source=_without(source, list(found.cue)), content=_without(content, list(found.cue)))


def _give(segments: list[Range], claims: Floats) -> list[list[Range]]:
    """Each content that the tags mark to the cue that claims it most, if any does: by cue."""
    given: list[list[Range]] = [[] for _ in claims]
    for a, b in segments:
        means = claims[:, a:b].mean(axis=1)
        best = int(means.argmax())
        if means[best] > GIVEN:
            given[best].append((a, b))
    return given


def _meets(span: Range, others: list[Range]) -> bool:
    return any(span[0] < b and a < span[1] for a, b in others)


def _without(ranges: list[Range], cue: list[Range]) -> tuple[Range, ...]:
    """Ranges that do not overlap the cue (they could where the cue was kept against the links)."""
    return tuple((a, b) for a, b in ranges if not any(a < d and c < b for c, d in cue))


def _certainty(cue: Floats, links: Floats, labels: Ints) -> float:
    """Probability of the cue's tags times the geometric mean of the labels' probabilities."""
    marked = np.nonzero(labels)[0]
    tagged = np.exp(np.logaddexp(cue[:, 0], cue[:, 1]).mean())
    linked = np.exp(links[marked, labels[marked]].mean()) if len(marked) else 0.5
    return float(tagged * linked)


def _exactness(own: Floats, links: Floats, labels: Ints, cue: Range) -> float:
    """Probability of the labels at the borders of all parts, as if they were independent, to the power of 0.25."""
    n = len(labels)
    ends = {w for i in range(n) if labels[i] != (labels[i - 1] if i else 0) for w in (i - 1, i) if w >= 0}
    edges = sorted(ends)
    total = float(links[edges, labels[edges]].sum()) if edges else -2.0
    for w in (cue[0] - 1, cue[1]):
        if 0 <= w < n:
            total += float(np.log1p(-min(0.999, float(np.exp(own[w, 3]) + np.exp(own[w, 4])))))
    return float(np.exp(0.25 * total))
