"""Attribution relations of a window: cues from the chain of tags, then each cue's own source and content."""

from typing import NamedTuple

import numpy as np

from whoknew.encoder.forward import Projections
from whoknew.encoder.pairing import far_bucket
from whoknew.encoder.scoring import Pairs, log_softmax
from whoknew.encoder.tags import Ints, allowed_moves, best_spans, best_tags, spans_of
from whoknew.encoder.vocabulary import TAGS
from whoknew.encoder.weights import Floats, Weights

Range = tuple[int, int]
TAG_SHARE = 0.3  # how much the tags' log-probabilities count beside the cue's own


class FoundAttribution(NamedTuple):
    """Word ranges of the window; ``certainty`` multiplies the tags' probabilities (not calibrated)."""

    cue: tuple[Range, ...]
    source: tuple[Range, ...]
    content: tuple[Range, ...]
    certainty: float


class Attributions:
    """Decoder of attributions."""

    def __init__(self, weights: Weights) -> None:
        moves, self._starts = allowed_moves(TAGS)
        self._moves = weights.heads["tags.transitions"] + moves
        self._pairs = Pairs(weights, "tags.pairs")

    def tags(self, p: Projections) -> Ints:
        """The best tags of the window's words [n], numbered as in ``TAGS``."""
        return best_tags(p["tags.tags"], self._moves, self._starts)[0]

    def __call__(self, p: Projections, low: int, high: int) -> list[FoundAttribution]:
        """Attributions whose cue begins among words [low, high) of the window."""
        tags = self.tags(p)
        cues = [(a, b) for a, b, kind in spans_of(tags.tolist()) if kind == 1 and low <= a < high]
        if not cues:
            return []
        own = log_softmax(p["tags.tags"])
        first = np.array([a for a, _ in cues])
        last = np.array([b - 1 for _, b in cues])
        left = p["tags.cue.linear"][first] + p["tags.cue_end.linear"][last]  # [q, 2h]
        places = np.arange(len(tags))
        scores = self._pairs(left[:, None], p["tags.word.linear"][None], far_bucket(places - first[:, None]))
        links = log_softmax(scores)  # [q, n, 7]
        labels = best_spans(links + TAG_SHARE * own[None], np.full(len(cues), len(tags)))
        found: list[FoundAttribution] = []
        taken: set[int] = set()
        for k, (a, b) in enumerate(cues):
            if a in taken:
                continue
            parts: tuple[list[Range], list[Range], list[Range]] = ([], [], [])
            for begin, end, kind in spans_of(labels[k].tolist()):
                parts[kind].append((begin, end))
            if not any(begin <= a < end for begin, end in parts[1]):
                parts[1][:] = [(a, b)]
            taken.update(w for begin, end in parts[1] for w in range(begin, end))
            found.append(
                FoundAttribution(
                    cue=tuple(parts[1]),
                    source=_without(parts[0], parts[1]),
                    content=_without(parts[2], parts[1]),
                    certainty=_certainty(own[a:b, 3:5], links[k], labels[k]),
                )
            )
        return found


def _without(ranges: list[Range], cue: list[Range]) -> tuple[Range, ...]:
    """Ranges that do not overlap the cue (they could where the cue was kept against the links)."""
    return tuple((a, b) for a, b in ranges if not any(a < d and c < b for c, d in cue))


def _certainty(cue: Floats, links: Floats, labels: Ints) -> float:
    """Probability of the cue's tags times the geometric mean of the labels' probabilities."""
    marked = np.nonzero(labels)[0]
    tagged = np.exp(np.logaddexp(cue[:, 0], cue[:, 1]).mean())
    linked = np.exp(links[marked, labels[marked]].mean()) if len(marked) else 0.5
    return float(tagged * linked)
