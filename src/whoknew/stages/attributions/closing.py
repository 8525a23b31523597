"""A speaker who closes a sentence says all of it: "He asked her to wait, and she promised that she would, a guest said".

The reader often gives such a speaker only the clause beside him, and cuts it where the promise has a content of its own.
"""

import msgspec

from whoknew.model.wording import Wording
from whoknew.stages.attributions import phrases
from whoknew.stages.attributions.cues import lexicon
from whoknew.stages.attributions.drafts import Draft, Range

JOINS = frozenset({"and", "but", "or", "while", "so"})
ENDS = frozenset({".", "”", '"', "’", ")", "!"})


def closing(words: Wording, drafts: list[Draft]) -> list[Draft]:
    """The relations, those of closing speakers with the clauses that are joined to theirs."""
    drafts = [_tagged(words, one) for one in drafts]
    homes: dict[int, list[Draft]] = {}
    for draft in drafts:
        homes.setdefault(words.sentence[draft.first], []).append(draft)
    return [_raised(words, _whole(words, one, homes[words.sentence[one.first]])) for one in drafts]


def _tagged(words: Wording, one: Draft) -> Draft:
    """The tag of a sentence has its speaker right before its verb ("…, and she agreed, a guest who was there said"),
    whatever subject further left the verb was given."""
    sentence = words.sentences[words.sentence[one.first]]
    cue, end = one.cue[0]
    far = bool(one.source) and one.source[-1][1] < cue and words.sentence[one.source[0][0]] == words.sentence[cue]
    tail = all(words.lower[i] in ENDS for i in range(end, min(sentence.end, len(words))))
    if one.kind != "neutral" or len(one.cue) != 1 or not far or not tail or words.quoted[cue] >= 0:
        return one
    who = phrases.before(words, lexicon(), cue, sentence.first)
    if who is None or who[1] != cue or who[0] < one.source[-1][1] + 1 or words.lower[who[0] - 1] != ",":
        return one
    if words.lower[who[0]] not in lexicon().grammar["determiners"] or any(
        words.quoted[i] >= 0 for i in range(sentence.first, cue)
    ):
        return one
    return msgspec.structs.replace(one, source=(who,), content=((sentence.first, who[0] - 1),))


def _whole(words: Wording, one: Draft, beside: list[Draft]) -> Draft:
    if one.kind != "neutral" or not one.source or len(one.content) != 1:
        return one
    sentence = words.sentences[words.sentence[one.first]]
    pieces = (*one.cue, *one.source)
    start, stop = min(first for first, _ in pieces), max(end for _, end in pieces)
    first, end = one.content[0]
    if (
        first < sentence.first
        or end > start
        or words.lower[start - 1] != ","
        or any(words.lower[i] not in ENDS for i in range(stop, min(sentence.end, len(words))))
        or any(words.quoted[i] >= 0 for i in range(sentence.first, start))
        or any(_speaks_aside(other) for other in beside if other is not one)
    ):
        return one
    end = start - 1 if any(end <= a < start for other in beside for a, _ in other.content) else end
    joined = first - 1 >= sentence.first and words.lower[first - 1] in JOINS
    piece: Range = (sentence.first if joined else first, end)
    while words.lower[piece[0]] in JOINS and piece[0] < piece[1] - 1:
        piece = (piece[0] + 1, piece[1])
    return msgspec.structs.replace(one, content=(piece,)) if piece != one.content[0] else one


def _speaks_aside(other: Draft) -> bool:
    """Whether another relation has its speaker after or around what he says: each then has his own clause."""
    return bool(other.source) and any(end <= other.first for _, end in other.content)


def _raised(words: Wording, one: Draft) -> Draft:
    """ "Rebels were reported to be taking the port": of whom it is reported belongs to what is reported."""
    if one.source or len(one.content) != 1 or words.lower[one.content[0][0]] != "to" or not words.parsed:
        return one
    verb = one.cue[-1][1] - 1
    if one.content[0][0] != verb + 1:
        return one
    for child in words.children[verb]:
        tokens = sorted(words.subtree(child))
        if words.deprels[child] == "nsubj:pass" and child < verb and tokens and tokens[-1] < one.first:
            run = (tokens[0], tokens[-1] + 1)
            if run[1] - run[0] == len(tokens) and words.sentence[run[0]] == words.sentence[verb]:
                return msgspec.structs.replace(one, content=(run, *one.content))
    return one
