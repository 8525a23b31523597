"""Words announced with a colon and put in a block of their own: they are the announcer's, not the next speaker's.

"The ministry issued this statement:" and then a paragraph, quoted or not; "He added:" and then what he added. A quotation
is his as far as it runs; an unquoted block is, and those after it that go on in the first person. A list that is announced
so belongs to him too. Where the block names its own speaker beside the words, it stays that speaker's.
"""

from collections.abc import Sequence

import msgspec

from whoknew.model import Analysis
from whoknew.model.wording import Wording
from whoknew.stages.attributions.cues import Lexicon
from whoknew.stages.attributions.drafts import Draft, Range, overlap, reaches
from whoknew.stages.attributions.syntax import phrase

BODY = frozenset({"paragraph", "list_item", "other"})
LONGEST = 12  # blocks that one announcement reaches over
CLOSERS = frozenset({'"', "''", "”", "’", ")", "]"})


def announced(analysis: Analysis, words: Wording, drafts: list[Draft], lexicon: Lexicon) -> list[Draft]:
    """The drafts, what is announced given to its announcer and taken from everybody outside it."""
    ranges = [words.range_of(block.span) for block in analysis.blocks]
    types = [block.type for block in analysis.blocks]
    slots: list[Draft | None] = list(drafts)
    near: dict[int, list[int]] = {}  # places in ``slots`` by the block of the cue
    for k, draft in enumerate(drafts):
        sentence = words.sentence[draft.first]
        near.setdefault(analysis.sentences[sentence].block if sentence >= 0 else -1, []).append(k)
    for number in range(len(ranges) - 1):
        first, end = ranges[number]
        if types[number] != "paragraph" or types[number + 1] not in BODY or not _ends_with_colon(words, first, end):
            continue
        said = _block_words(words, ranges, types, number + 1, lexicon)
        places = [k for block in range(number - 1, number + LONGEST + 2) for k in near.get(block, ())]
        beside = [one for k in places if (one := slots[k]) is not None]
        if not said or _own_speaker(words, beside, said):
            continue
        where = _announcer(words, beside, first, end, said, lexicon)
        if where is None:
            continue
        held = tuple(piece for piece in where.content if _speaks(words, piece) and not overlap((piece,), said))
        whole = msgspec.structs.replace(where, content=(*held, *said))
        known = False
        for k in places:
            there = slots[k]
            if there is where:
                slots[k], known = whole, True
            elif there is not None:
                slots[k] = _without(there, said)
        if not known:
            slots.append(whole)
    return sorted((one for one in slots if one is not None), key=lambda one: one.first)


def _ends_with_colon(words: Wording, first: int, end: int) -> bool:
    while end > first and words.lower[end - 1] in CLOSERS:
        end -= 1
    return end - first > 1 and words.lower[end - 1] == ":"


def _block_words(
    words: Wording, ranges: list[Range], types: Sequence[str], number: int, lexicon: Lexicon
) -> tuple[Range, ...]:
    """What stands in the blocks from ``number`` on as one speaker's words."""
    first, end = ranges[number]
    if first >= end:
        return ()
    mark = words.quoted[first]
    if mark >= 0:
        stop = first
        while stop < end and words.quoted[stop] >= 0:
            stop += 1
        return ((first, stop),)
    said = [(first, end)]
    for k in range(number + 1, min(len(ranges), number + LONGEST)):
        first, end = ranges[k]
        listed = types[k] == types[number] == "list_item"
        goes_on = types[k] in BODY and first < end and _first_person(words, first, end, lexicon)
        if not (listed or goes_on) or _ends_with_colon(words, first, end):
            break
        said.append((first, end))
    return tuple(said)


def _first_person(words: Wording, first: int, end: int, lexicon: Lexicon) -> bool:
    """Whether a block says "we" or "I" outside quotation marks."""
    return any(words.lower[i] in lexicon.grammar["first_person"] and words.quoted[i] < 0 for i in range(first, end))


def _own_speaker(words: Wording, drafts: list[Draft], said: tuple[Range, ...]) -> bool:
    """Whether the announced words have a speaker in their own block: a tag outside the marks, or around most of it."""
    sentence = {words.sentence[said[0][0]]}
    last = said[0][1]
    for one in drafts:
        tag = one.first >= last and words.sentence[one.first] in sentence | {words.sentence[last - 1]}
        around = reaches(said, one.first) and 2 * overlap(one.content, said[:1]) > said[0][1] - said[0][0]
        plain = one.source and words.quoted[one.first] < 0 and one.kind in ("neutral", "factive")
        if plain and (tag or around) and overlap(one.content, said):
            return True
    return False


def _announcer(
    words: Wording, drafts: list[Draft], first: int, end: int, said: tuple[Range, ...], lexicon: Lexicon
) -> Draft | None:
    """The relation of the sentence before the colon; of a statement that is issued or read out, one made by the parse."""
    sentence = words.sentence[end - 1]
    start = max(first, words.sentences[sentence].first) if sentence >= 0 else first
    near = [
        one
        for one in drafts
        if start <= one.first < end and one.source and one.kind in ("neutral", "factive", "hedged", None)
        if start <= one.source[0][0] < end and words.quoted[one.first] < 0
    ]
    open_ = [one for one in near if not one.content or overlap(one.content, said) or one.cue[-1][1] >= end - 2]
    named = set(words.lower[start:end]) & lexicon.grammar["announced"]
    if open_:
        return open_[-1]
    if named and near:
        return near[-1]
    return _issued(words, start, end, lexicon) if named or words.lower[end - 2] in ("follows", "full") else None


def _issued(words: Wording, start: int, end: int, lexicon: Lexicon) -> Draft | None:
    """ "The ministry issued this statement:", "A statement from the ministry read:" by the parse."""
    for i in range(start, end):
        if not words.parsed or words.upos[i] != "VERB" or words.lemmas[i] not in lexicon.grammar["issuing"]:
            continue
        subject = next((c for c in words.children[i] if words.deprels[c] == "nsubj"), None)
        agent = next((c for c in words.children[i] if words.deprels[c] == "obl:agent"), None)
        source = phrase(words, agent if agent is not None else subject)
        if source and not overlap(source, ((i, i + 1),)):
            return Draft(cue=((i, i + 1),), source=source, kind="neutral", rule="announced")
    return None


def _speaks(words: Wording, piece: Range) -> bool:
    """Whether a piece of what the announcer said before the colon says something ("He denied it and added:")."""
    if piece[1] - piece[0] < 4 or not words.parsed:
        return False
    return any(words.upos[i] in ("VERB", "AUX") or words.quoted[i] >= 0 for i in range(*piece))


def _without(draft: Draft, said: tuple[Range, ...]) -> Draft | None:
    """A relation from outside the announced words without them; ``None`` where nothing else was its content."""
    if reaches(said, draft.first) or not overlap(draft.content, said):
        return draft
    content = tuple(piece for piece in draft.content if not overlap((piece,), said))
    return msgspec.structs.replace(draft, content=content) if content else None
