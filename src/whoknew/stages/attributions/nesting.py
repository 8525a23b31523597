"""Which relation stands inside which, and where the outer one begins.

"He told them that help was near, said a commander": both contents reach over the other's cue. The one that comes last
in the sentence is the outer one, and the inner content ends before it.
"""

import msgspec

from whoknew.model.wording import Wording
from whoknew.stages.attributions.drafts import Draft, Range, contains, overlap, reaches, size, trim

REACH = 30  # relations to either side that are looked at
SEAMS = frozenset({",", ";", "--", "—", "–"})


def tidy(words: Wording, drafts: list[Draft]) -> list[Draft]:
    """Drafts in the order of their cues, without those whose cue lies in another's source, inner contents trimmed."""
    ordered = sorted(drafts, key=lambda one: (one.first, -size(one.content)))
    kept = [
        one
        for k, one in enumerate(ordered)
        if not any(
            reaches(o.source, one.first) and overlap(o.source, one.cue) and not overlap(one.source, o.cue)
            for o in _near(ordered, k)
        )
    ]
    said = [one for k, one in enumerate(kept) if not _frames(one, _near(kept, k))]
    return [_trimmed(words, one, _near(said, k)) for k, one in enumerate(said)]


def _frames(draft: Draft, others: list[Draft]) -> bool:
    """Whether all that a rule's relation holds is who says what in another ("according to the guests, he shouted")."""
    return draft.score is None and any(
        contains((*other.cue, *other.source), draft.content) for other in others if reaches_any(other, draft)
    )


def reaches_any(one: Draft, other: Draft) -> bool:
    """Whether one relation's cue or source touches the other's content."""
    return bool(other.content) and bool(overlap((*one.cue, *one.source), other.content))


def _near(drafts: list[Draft], number: int) -> list[Draft]:
    """The neighbours of a draft in cue order, itself left out: a bound that keeps long texts linear."""
    return [*drafts[max(0, number - REACH) : number], *drafts[number + 1 : number + REACH]]


def _trimmed(words: Wording, inner: Draft, others: list[Draft]) -> Draft:
    content = inner.content
    for outer in others:
        if outer.first <= inner.first or not (
            (reaches(inner.content, outer.first) and overlap(inner.content, outer.cue))
            or (outer.source and outer.source[0][0] > inner.first and overlap(inner.content, outer.source))
        ):
            continue
        if not overlap(outer.content, inner.cue):
            continue
        start = min(first for first, _ in (*outer.cue, *outer.source))
        stop = max(end for _, end in (*outer.cue, *outer.source))
        content = tuple(piece for part in content for piece in _without(words, part, start, stop))
    return msgspec.structs.replace(inner, content=content) if content and content != inner.content else inner


def _without(words: Wording, part: Range, start: int, stop: int) -> list[Range]:
    if part[1] <= start or part[0] >= stop:
        return [part]
    pieces = (trim(words.lower, part[0], start, SEAMS), trim(words.lower, stop, part[1], SEAMS))
    return [piece for piece in pieces if piece is not None]


def parents(drafts: list[Draft]) -> list[int]:
    """For each draft the index of the smallest other one whose content holds its cue, or -1. Drafts in cue order."""
    found: list[int] = []
    by_cue = {one.first: k for k, one in enumerate(drafts)}
    for number, inner in enumerate(drafts):
        best = by_cue.get(inner.under, -1)
        if best >= 0:
            found.append(best)
            continue
        for k in range(max(0, number - REACH), min(len(drafts), number + REACH)):
            outer = drafts[k]
            if (
                k == number
                or not reaches(outer.content, inner.first)
                or not contains(outer.content, inner.cue)
                or contains(inner.content, outer.cue)
            ):
                continue
            if best < 0 or size(outer.content) < size(drafts[best].content):
                best = k
        found.append(best)
    return found
