"""What the reader's relations must satisfy whatever it says: one speaker in the cue's sentence, and no loose pieces.

In the training articles of PolNeAR a source is one stretch in the sentence of its cue (all but 1 in 180), a cue is one
stretch, and a content leaves that sentence only as a quotation (all but 1 in 55 of those that do). A relation that
breaks this is two relations read as one, and is taken apart.
"""

import msgspec

from whoknew.model.wording import Wording
from whoknew.stages.attributions.cues import lexicon as listed
from whoknew.stages.attributions.drafts import Draft, Range

COMMAS = frozenset({",", ";", "--", "—"})


def repair(words: Wording, draft: Draft) -> list[Draft]:
    """The relation, or one for each sentence that holds a piece of its cue."""
    homes: dict[int, list[Range]] = {}
    for piece in draft.cue:
        homes.setdefault(words.sentence[piece[0]], []).append(piece)
    parts = [_part(words, draft, home, tuple(cue)) for home, cue in sorted(homes.items())]
    whole = [part for part in parts if part.source or part.content]
    return whole or parts[:1]


def _part(words: Wording, draft: Draft, home: int, cue: tuple[Range, ...]) -> Draft:
    sources = _joined(words, [piece for piece in draft.source if words.sentence[piece[0]] == home])
    nearest = min(sources, key=lambda piece: _gap(piece, cue[0]), default=None)
    one = _one_cue(words, cue)
    content = [part for piece in draft.content for part in _content(words, piece, home)]
    content = _with_its_verb(words, one, content)
    return Draft(
        cue=one,
        source=_without(nearest, one) if nearest is not None else (),
        content=_closed(words, content, (*one, *(_without(nearest, one) if nearest is not None else ()))),
        kind=draft.kind,
        negated=draft.negated,
        score=draft.score,
        exact=draft.exact,
        rule=draft.rule,
    )


def _with_its_verb(words: Wording, cue: tuple[Range, ...], content: list[Range]) -> list[Range]:
    """ "The fund's head, Ana Roe, turned him down, two people said": what is said holds the verb that "said" hangs on.

    Only an unquoted content of one piece before the cue is made whole, up to the commas before the speaker.
    """
    if not words.parsed or len(content) != 1 or any(words.quoted[i] >= 0 for i in range(*content[0])):
        return content
    said = words.head_of(*cue[0])
    verb = words.heads[said]
    first, end = content[0]
    if words.deprels[said] != "parataxis" or not end <= verb < said or words.upos[verb] not in ("VERB", "AUX", "ADJ"):
        return content
    own = _subtree(words, said)
    clause = [i for i in range(first, said) if i not in own]
    if not clause or verb not in clause or clause[-1] - clause[0] + 1 != len(clause):
        return content
    return [(first, clause[-1] + 1)]


def _subtree(words: Wording, top: int) -> set[int]:
    found, queue = {top}, [top]
    while queue:
        for kid in words.children[queue.pop()]:
            if kid not in found:
                found.add(kid)
                queue.append(kid)
    return found


def _joined(words: Wording, pieces: list[Range]) -> list[Range]:
    """Pieces that only a comma parts are one phrase with its apposition; a bare title takes the name after it."""
    joined: list[Range] = []
    for first, end in pieces:
        apposed = words.lower[first] in listed().grammar["openers"] or words.forms[first][:1].islower()
        if (
            joined
            and first - joined[-1][1] <= 1
            and (apposed or words.lower[joined[-1][0]] in listed().grammar["openers"])
        ):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((first, end))
    return [(first, _named(words, end)) for first, end in joined]


def _named(words: Wording, end: int) -> int:
    while end < len(words) and words.lower[end - 1] in listed().grammar["titles"] and words.forms[end][:1].isupper():
        end += 1
    return end


def _without(source: Range, cue: tuple[Range, ...]) -> tuple[Range, ...]:
    """A source that swallowed its cue ("Ruiz told the paper" | "told") ends before it, or begins after it."""
    first, end = source
    for start, stop in cue:
        if first < stop and start < end:
            first, end = (first, start) if start - first >= end - stop else (stop, end)
    return ((first, end),) if first < end else ()


def _closed(words: Wording, pieces: list[Range], between: tuple[Range, ...]) -> tuple[Range, ...]:
    """Pieces of one sentence are one content where neither cue nor source parts them; a piece of marks alone goes."""
    joined: list[Range] = []
    for first, end in sorted(pieces):
        if joined:
            start = joined[-1][1]
            same = words.sentence[joined[-1][1] - 1] == words.sentence[first]
            parted = any(start < b and a < first for a, b in between)
            if first <= start or (same and not parted):
                joined[-1] = (joined[-1][0], max(end, start))
                continue
        joined.append((first, end))
    trimmed = (_trimmed(words, piece) for piece in joined)
    return tuple(p for p in trimmed if any(w[0].isalnum() for w in words.lower[slice(*p)]))


def _trimmed(words: Wording, piece: Range) -> Range:
    """A piece without the commas at its ends, where they are not part of a quotation."""
    first, end = piece
    while end - 1 > first and words.lower[end - 1] in COMMAS and words.quoted[end - 1] < 0:
        end -= 1
    while first < end - 1 and words.lower[first] in COMMAS and words.quoted[first] < 0:
        first += 1
    return first, end


def settle(words: Wording, drafts: list[Draft]) -> list[Draft]:
    """A stretch that two relations claim as content goes to the one whose cue stands in its sentence.

    In the training articles no word is the content of two relations.
    """
    home = [words.sentence[draft.first] for draft in drafts]
    owner: dict[int, set[int]] = {}
    for k, draft in enumerate(drafts):
        for first, end in draft.content:
            for i in range(first, end):
                owner.setdefault(i, set()).add(k)
    settled: list[Draft] = []
    for k, draft in enumerate(drafts):
        kept = tuple(piece for piece in draft.content if not _elsewhere(words, piece, k, home, owner))
        settled.append(msgspec.structs.replace(draft, content=kept) if kept and kept != draft.content else draft)
    return settled


def _elsewhere(words: Wording, piece: Range, k: int, home: list[int], owner: dict[int, set[int]]) -> bool:
    """Whether a piece outside its cue's sentence is mostly another's, whose cue stands where the piece does."""
    first, end = piece
    there = words.sentence[first]
    if there == home[k]:
        return False
    claimed = sum(any(o != k and home[o] == there for o in owner[i]) for i in range(first, end))
    return 2 * claimed > end - first


def _one_cue(words: Wording, cue: tuple[Range, ...]) -> tuple[Range, ...]:
    """Pieces a word or two apart are one cue ("did not … say"); of others the first is kept."""
    first, end = cue[0]
    pieces = [(first, end)]
    for start, stop in cue[1:]:
        if start - pieces[-1][1] <= 3:
            pieces.append((start, stop))
    return tuple(pieces)


def _gap(piece: Range, cue: Range) -> int:
    return max(piece[0] - cue[1], cue[0] - piece[1], 0)


def _content(words: Wording, piece: Range, home: int) -> list[Range]:
    """A piece of content cut to the cue's sentence, or whole where it is a quotation."""
    first, end = piece
    if words.sentence[first] == home == words.sentence[end - 1]:
        return [piece]
    if words.quoted[first] >= 0 or words.quoted[end - 1] >= 0:
        if words.quoted[first] >= 0 and words.quoted[end - 1] >= 0:
            return [piece]
        quoted = [i for i in range(first, end) if words.quoted[i] >= 0 or words.sentence[i] == home]
        return [(quoted[0], quoted[-1] + 1)] if quoted else []
    inside = [i for i in range(first, end) if words.sentence[i] == home]
    return [(inside[0], inside[-1] + 1)] if inside else []
