"""Content that runs on beyond the window of its cue: quotations of several sentences and paragraphs.

The tags mark it as content, and no cue of its window claims it. It is given to the attribution that ends just before it,
or whose cue stands just behind it; where there is none so near it is left.
"""

from bisect import bisect_left
from collections.abc import Sequence

from whoknew.encoder.attribution import FoundAttribution, Range

BEFORE = 12  # words between an attribution's end and the content that continues it
BEHIND = 3  # words between content and the cue that follows
SPREAD = 400  # attributions whose cue lies farther off are not looked at


def join_segments(segments: Sequence[Range], whole: Sequence[bool]) -> list[Range]:
    """Segments of consecutive windows; ``whole`` is false where one carries on the segment before it."""
    joined: list[Range] = []
    for (a, b), begins in zip(segments, whole, strict=True):
        if joined and not begins and joined[-1][1] == a:
            joined[-1] = (joined[-1][0], b)
        else:
            joined.append((a, b))
    return joined


def give_out(found: Sequence[FoundAttribution], segments: Sequence[Range], n: int) -> list[FoundAttribution]:
    """The attributions (words of the document, ``n`` of them) with unclaimed content segments given to the nearest."""
    claimed = bytearray(n + 1)
    order = sorted(range(len(found)), key=lambda k: found[k].cue[0])
    starts = [found[k].cue[0][0] for k in order]
    content = [list(f.content) for f in found]
    for f in found:
        for a, b in (*f.cue, *f.content):
            claimed[a:b] = b"\x01" * (b - a)
    for a, b in segments:
        if claimed[a:b].count(0) < 0.6 * (b - a):
            continue
        first = claimed.index(0, a)
        near = order[bisect_left(starts, a - SPREAD) : bisect_left(starts, b + SPREAD)]
        best = min(
            ((gap, k) for k in near if (gap := _gap(found[k].cue, content[k], first, b)) is not None), default=None
        )
        if best is None:
            continue
        own = content[best[1]]
        at = next((i for i, (_, end) in enumerate(own) if end == first), None)
        if at is None:
            own.append((first, b))
        else:
            own[at] = (own[at][0], b)
        claimed[first:b] = b"\x01" * (b - first)
    return [f._replace(content=tuple(sorted(own))) for f, own in zip(found, content, strict=True)]


def _gap(cue: Sequence[Range], content: Sequence[Range], first: int, end: int) -> int | None:
    """Words between the segment and what it may belong to; ``None`` if that is too far."""
    gaps = [first - b for _, b in (*cue, *content) if 0 <= first - b <= BEFORE]
    gaps += [a - end for a, _ in cue if 0 <= a - end <= BEHIND]
    return min(gaps, default=None)
