"""Attributions inside attributions, on sentences of our own: the corpus marks outermost relations only.

A nested relation is found where cue, source and content each overlap (or are both absent), and well placed where what
it stands in is found too and is named as its parent.
"""

import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from whoknew.model import Analysis, Attribution, Span
from whoknew_eval.metrics.bootstrap import interval
from whoknew_eval.metrics.counts import Counts, total
from whoknew_eval.quality.parsed import Text, read_apart
from whoknew_eval.quality.row import Breakdown, Part

NONE = "–"


class Said(NamedTuple):
    """One relation of the key, in characters of the text; ``parent`` is its place in the case's list, -1 outermost."""

    source: Span | None
    cue: Span
    content: Span | None
    parent: int


@cache
def cases() -> tuple[tuple[str, tuple[Said, ...]], ...]:
    """Texts with their relations. Raises ``ValueError`` where a piece is not in its text."""
    table = tomllib.loads((files("whoknew_eval.quality") / "nested.toml").read_text("utf-8"))
    return tuple((case["text"], read_said(case["text"], case["said"])) for case in table["case"])


def read_said(text: str, lines: Sequence[str]) -> tuple[Said, ...]:
    """The relations of one text.

    >>> read_said("A said B said C.", ["A | said | B said C", "> B | said | C"])[1]
    Said(source=(7, 8), cue=(9, 13), content=(14, 15), parent=0)
    """
    found: list[Said] = []
    above: list[int] = []
    for line in lines:
        deep = len(line) - len(line.lstrip(">"))
        source, cue, content = (part.strip() for part in line[deep:].split(" | "))
        inside = found[above[deep - 1]].content if deep else (0, len(text))
        assert inside is not None
        content_at = _find(text, content, inside)
        cue_at = _find(text, cue, inside, without=content_at)
        assert cue_at is not None
        found.append(
            Said(_find(text, source, inside, without=content_at), cue_at, content_at, above[deep - 1] if deep else -1)
        )
        above[deep:] = [len(found) - 1]
    return tuple(found)


def _find(text: str, piece: str, inside: Span, without: Span | None = None) -> Span | None:
    """The first place of a piece inside a span and outside another; for what an "according to" says, anywhere."""
    if piece == NONE:
        return None
    for low, high in (inside, (0, len(text))):
        at = text.find(piece, low, high)
        while at >= 0:
            if without is None or at + len(piece) <= without[0] or at >= without[1]:
                return at, at + len(piece)
            at = text.find(piece, at + 1, high)
    raise ValueError(f"{piece!r} is not in {text!r}")


def measure() -> Part:
    """The table of nested relations, and of the outer ones they stand in."""
    read = read_apart([Text(f"nested-{n}", text) for n, (text, _) in enumerate(cases())], layer="attributions")
    each = [compare(said, analysis) for (_, said), analysis in zip(cases(), read.analyses, strict=True)]
    rows = []
    for name in ("outer", "nested", "nested, in the right one"):
        counts = [one[name] for one in each]
        summed = total(counts)
        low, high = interval(counts, lambda drawn: total(drawn).f1)
        rows.append(
            (
                name,
                str(summed.gold),
                *(f"{x:.1%}" for x in (summed.precision, summed.recall, summed.f1)),
                f"{low:.1%}–{high:.1%}",
            )
        )
    return Part(
        breakdowns=(
            Breakdown(
                title="Nested attributions (sentences of our own)",
                columns=("relation (a)", "in the key", "precision", "recall", "F1", "95 %"),
                rows=tuple(rows),
            ),
        )
    )


def compare(said: Sequence[Said], analysis: Analysis) -> dict[str, Counts]:
    """Counts of outer and nested relations of one text."""
    found = list(analysis.attributions)
    pairs: dict[int, Attribution] = {}
    for number, gold in enumerate(said):
        match = next((a for a in found if a not in pairs.values() and _agrees(gold, a)), None)
        if match is not None:
            pairs[number] = match
    by_id = {a.id: a for a in found}
    placed = 0
    for number, match in pairs.items():
        parent = said[number].parent
        above = by_id.get(match.parent or "")
        placed += parent >= 0 and above is not None and _touch((said[parent].cue,), above.cue_spans)
    nested = [n for n, gold in enumerate(said) if gold.parent >= 0]
    inner = sum(a.parent is not None for a in found)
    right = sum(n in pairs for n in nested)
    return {
        "outer": Counts(len(pairs) - right, len(found) - inner, len(said) - len(nested)),
        "nested": Counts(min(right, max(inner, right)), max(inner, right), len(nested)),
        "nested, in the right one": Counts(placed, inner, len(nested)),
    }


def _agrees(gold: Said, found: Attribution) -> bool:
    parts = ((gold.source, found.source_spans), (gold.content, found.content_spans))
    return _touch((gold.cue,), found.cue_spans) and all(
        _touch((one,), other) if one is not None else not other for one, other in parts
    )


def _touch(left: Sequence[Span], right: Sequence[Span]) -> bool:
    return any(a < d and c < b for a, b in left for c, d in right)
