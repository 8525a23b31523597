"""Attribution spans and relations on PolNeAR, as the project's table of measures defines them.

Spans: exact F1 for source, cue and content, each range cut at sentence ends. Relations: spans uncut, matched one to
one by cue overlap; (a) source and content overlap or are both absent; (b) all three identical.
"""

from collections.abc import Sequence
from typing import Literal, NamedTuple

from whoknew_eval.metrics.counts import Counts, exact
from whoknew_eval.metrics.matching import match

Span = tuple[int, int]
Part = Literal["source", "cue", "content"]


class Relation(NamedTuple):
    """Word ranges of one attribution; a part may be absent (empty) or in pieces."""

    cue: tuple[Span, ...]
    source: tuple[Span, ...]
    content: tuple[Span, ...]


def cut(ranges: Sequence[Span], sentences: Sequence[Span]) -> list[Span]:
    """The ranges, divided where a sentence ends.

    >>> cut([(3, 9)], [(0, 5), (5, 12)])
    [(3, 5), (5, 9)]
    """
    return [
        (max(first, low), min(end, high))
        for first, end in ranges
        for low, high in sentences
        if max(first, low) < min(end, high)
    ]


def span_counts(gold: Sequence[Relation], found: Sequence[Relation], sentences: Sequence[Span], part: Part) -> Counts:
    """Exact matches of one part's spans over a document, cut at the ends of ``sentences`` (word ranges)."""

    def spans(relations: Sequence[Relation]) -> set[Span]:
        return {span for relation in relations for span in cut(getattr(relation, part), sentences)}

    return exact(spans(gold), spans(found))


def overlap(a: Sequence[Span], b: Sequence[Span]) -> int:
    """How many words two sets of ranges share."""
    return sum(max(0, min(x[1], y[1]) - max(x[0], y[0])) for x in a for y in b)


def relation_counts(gold: Sequence[Relation], found: Sequence[Relation]) -> tuple[Counts, Counts]:
    """Counts of the linked relations of a document: (a) overlapping, (b) identical."""
    loose = strict = 0
    for i, j in match(gold, found, lambda g, f: float(overlap(g.cue, f.cue))):
        one, other = gold[i], found[j]
        loose += _agree(one.source, other.source) and _agree(one.content, other.content)
        strict += all(_words(a) == _words(b) for a, b in zip(one, other, strict=True))
    return Counts(loose, len(found), len(gold)), Counts(strict, len(found), len(gold))


def _agree(a: Sequence[Span], b: Sequence[Span]) -> bool:
    return (not a and not b) or overlap(a, b) > 0


def _words(ranges: Sequence[Span]) -> set[int]:
    return {word for first, end in ranges for word in range(first, end)}
