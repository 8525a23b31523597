"""A draft relation: token ranges of cue, source and content before ids and spans are given."""

import msgspec

Range = tuple[int, int]
EDGE = frozenset({",", ".", ";", ":", "--", "—", "–", "-", "...", "…", "?", "!"})  # marks at the seams of a range


class Draft(msgspec.Struct, frozen=True, kw_only=True):
    """One relation in token ranges. ``kind`` is the cue's class, ``score`` the reader's that it is there and ``exact``
    that its words are these (none where a rule made it).
    """

    cue: tuple[Range, ...]
    source: tuple[Range, ...] = ()
    content: tuple[Range, ...] = ()
    addressees: tuple[Range, ...] = ()
    kind: str | None = None
    negated: bool = False
    score: float | None = None
    exact: float | None = None
    rule: str = ""
    under: int = -1  # first token of the cue of the relation that it lies in, where that is known and not by content

    @property
    def first(self) -> int:
        """First token of the cue."""
        return self.cue[0][0]


def size(ranges: tuple[Range, ...]) -> int:
    """Number of tokens in the ranges."""
    return sum(end - first for first, end in ranges)


def overlap(one: tuple[Range, ...], other: tuple[Range, ...]) -> int:
    """Number of tokens that two sets of ranges share."""
    return sum(max(0, min(b, d) - max(a, c)) for a, b in one for c, d in other)


def reaches(ranges: tuple[Range, ...], token: int) -> bool:
    """Whether a token lies between the first and the last of the ranges: a quick test before a slow one."""
    return bool(ranges) and ranges[0][0] <= token < ranges[-1][1]


def contains(outer: tuple[Range, ...], inner: tuple[Range, ...]) -> bool:
    """Whether every token of ``inner`` lies in ``outer`` (false for an empty ``inner``)."""
    return bool(inner) and overlap(outer, inner) == size(inner)


def trim(words_lower: list[str], first: int, end: int, marks: frozenset[str]) -> Range | None:
    """A range without leading and trailing marks; ``None`` where nothing is left."""
    while first < end and words_lower[first] in marks:
        first += 1
    while end > first and words_lower[end - 1] in marks:
        end -= 1
    return (first, end) if first < end else None
