"""Who holds a relation, put right after the reader and the rules have spoken: hearers that look like speakers, cut phrases.

"The captain was told by staff that …": the captain hears and staff say. "Officials quoted as saying …": they say, not the
paper. A source takes the determiner and the compound that the reader cut off, and loses what belongs to the day or the
next clause.
"""

import msgspec

from whoknew.model.wording import Wording
from whoknew.stages.attributions import phrases
from whoknew.stages.attributions.cues import Lexicon
from whoknew.stages.attributions.cues import lexicon as listed
from whoknew.stages.attributions.drafts import EDGE, Draft, Range, overlap, trim

BEFORE_HEAD = frozenset({"det", "compound", "amod", "nummod", "flat"})
DANGLING = frozenset(
    "who whom which that and but were was are is had has have not by to with in at on of for from because as when while".split()
)
LONGEST = 16  # words of a relative clause that a cut phrase is carried on over


def mend(words: Wording, lexicon: Lexicon, drafts: list[Draft]) -> list[Draft]:
    """The drafts with their holders put right; those that nothing can hold ("the | alleged | theft") are left out."""
    mended = [
        _accused(words, lexicon, _expletive(words, _heard(words, lexicon, _whole(words, lexicon, one))))
        for one in drafts
    ]
    return [one for one in mended if not _hollow(words, lexicon, one)]


def _expletive(words: Wording, draft: Draft) -> Draft:
    """ "The mayor has resigned, it was reported": the "it" before the cue is no part of what was."""
    content = tuple(
        (first, end - 2)
        if end == draft.first and words.lower[end - 2 : end] == [",", "it"] and end - first > 3
        else (first, end)
        for first, end in draft.content
    )
    return draft if content == draft.content else msgspec.structs.replace(draft, content=content)


def _hollow(words: Wording, lexicon: Lexicon, draft: Draft) -> bool:
    """Whether the source is nothing but a determiner: a cue read off an adjective before its noun."""
    return draft.rule != "reader" and any(
        all(w in lexicon.grammar["determiners"] and w in ("a", "an", "the") for w in low)
        for low in (words.lower[slice(*piece)] for piece in draft.source)
    )


def _whole(words: Wording, lexicon: Lexicon, draft: Draft) -> Draft:
    """The source as a whole noun phrase: no day at its end, no cut compound at its start, no clause begun."""
    if len(draft.source) != 1:
        return draft
    first, end = draft.source[0]
    dated = lexicon.grammar["days"] | lexicon.grammar["parts"]
    while end - 1 > first and words.lower[end - 1] in dated:
        end -= 1
    end = _finished(words, draft, first, end)
    first = _opening(words, draft, first, end)
    first, end = _unbracketed(words, first, end)
    if (first, end) == draft.source[0] or first >= end:
        return draft
    content = tuple(
        piece for part in draft.content for piece in _apart(words, part, (first, end)) if piece[0] < piece[1]
    )
    return msgspec.structs.replace(draft, source=((first, end),), content=content)


def _unbracketed(words: Wording, first: int, end: int) -> Range:
    """A phrase without the bracket that closes, or opens, around more than itself: "(so said two aides | )"."""
    low = words.lower
    while (
        end - 1 > first
        and low[end - 1] in CLOSE
        and sum(w in OPEN for w in low[first:end]) < sum(w in CLOSE for w in low[first:end])
    ):
        end -= 1
    while end - 1 > first and low[first] in OPEN and not any(w in CLOSE for w in low[first:end]):
        first += 1
    return first, end


OPEN, CLOSE = frozenset({"(", "["}), frozenset({")", "]"})


def _apart(words: Wording, part: Range, source: Range) -> tuple[Range, ...]:
    """A content without the source that it was cut from."""
    if part[1] <= source[0] or source[1] <= part[0]:
        return (part,)
    pieces = (trim(words.lower, part[0], source[0], EDGE), trim(words.lower, source[1], part[1], EDGE))
    return tuple(piece for piece in pieces if piece is not None)


def _opening(words: Wording, draft: Draft, first: int, end: int) -> int:
    """Where the noun phrase starts that the reader cut: over determiners and compounds of its head just before it."""
    if not words.parsed:
        return first
    if words.lower[first] in ("who", "whose") and end - first > 1:
        return _antecedent(words, first)
    head = words.head_of(first, end)
    start = first
    while (
        start > 0
        and words.sentence[start - 1] == words.sentence[first]
        and words.quoted[start - 1] == words.quoted[first]
        and words.heads[start - 1] == head
        and words.deprels[start - 1].split(":")[0] in BEFORE_HEAD
        and not overlap(((start - 1, start),), draft.cue)
    ):
        start -= 1
    return start


def _antecedent(words: Wording, who: int) -> int:
    """Where the noun phrase starts that a relative clause at ``who`` belongs to, just left of it."""
    verb = words.heads[who]
    noun = words.heads[verb] if verb >= 0 else -1
    if not 0 <= noun < who or who - noun > 3 or words.sentence[noun] != words.sentence[who]:
        return who
    start = noun
    while start > 0 and words.heads[start - 1] == noun and words.deprels[start - 1].split(":")[0] in BEFORE_HEAD:
        start -= 1
    return start


def _finished(words: Wording, draft: Draft, first: int, end: int) -> int:
    """Carry a phrase on that stops in the middle of its relative clause; cut it back where there is no end in sight."""
    if words.lower[end - 1] not in DANGLING or end - 1 <= first:
        return end
    cue = draft.cue[0][0]
    stop = end
    while stop < len(words) and stop - end < LONGEST and stop != cue and words.sentence[stop] == words.sentence[first]:
        if words.lower[stop] in (",", ";", "--", "—") or words.quoted[stop] != words.quoted[first]:
            break
        stop += 1
    closed = stop < len(words) and (stop == cue or words.lower[stop] in (",", "--", "—"))
    if closed and stop > end and (cue > stop - 1 or cue < first):
        return stop
    while end - 1 > first and (words.lower[end - 1] in DANGLING or words.lower[end - 1] == ","):
        end -= 1
    return end


def _heard(words: Wording, lexicon: Lexicon, draft: Draft) -> Draft:
    """A passive telling ("was told", "had been warned by staff"): the subject hears, the one after "by" speaks."""
    verb = next((i for a, b in reversed(draft.cue) for i in range(b - 1, a - 1, -1) if _hears(words, lexicon, i)), -1)
    if verb < 0 or not _passive(words, draft, verb):
        return draft
    agent = _agent(words, lexicon, verb)
    subject = _subject(words, verb)
    source: tuple[Range, ...] = (agent,) if agent is not None else ()
    heard = draft.addressees
    if draft.source and agent is not None and overlap(draft.source, (agent,)):
        source = draft.source
    elif draft.source and (agent is not None or subject is None or overlap(draft.source, (subject,))):
        heard = heard or draft.source
    elif draft.source:
        return draft
    clause = any(words.lower[first] == "that" for first, _ in draft.content)
    content = tuple(
        piece
        for part in draft.content
        for piece in (_apart(words, part, agent) if agent is not None else (part,))
        if piece != subject or (len(draft.content) > 1 and words.lower[piece[0]] not in PRONOUNS and not clause)
    )
    if subject is not None:
        heard = heard or (subject,)
    if not content:
        content = _said_before(words, draft, subject)
    return msgspec.structs.replace(draft, source=source, addressees=heard, content=content)


def _accused(words: Wording, lexicon: Lexicon, draft: Draft) -> Draft:
    """ "A man who stands accused of it": who is accused says nothing; the accuser is who comes after "by", or nobody named."""
    verb = draft.cue[-1][1] - 1 if draft.cue else -1
    verb -= verb > 0 and words.lower[verb] in ("of", "with", "for")
    if draft.kind != "charging" or verb < 1 or not words.lower[verb].endswith("ed"):
        return draft
    standing = words.lower[verb - 1] in STANDS
    if not standing and not _passive(words, draft, verb):
        return draft
    agent = _agent(words, lexicon, verb)
    if agent is None and any(words.lower[i] == "by" for a, b in draft.source for i in range(max(0, a - 1), b)):
        return draft
    return msgspec.structs.replace(draft, source=(agent,) if agent is not None else ())


STANDS = frozenset({"stand", "stands", "stood", "standing", "remain", "remains", "remained"})
PRONOUNS = frozenset({"he", "she", "they", "it", "i", "we", "you"})


def _hears(words: Wording, lexicon: Lexicon, i: int) -> bool:
    cue = lexicon.cue(words.lower[i], words.lemmas[i] if words.parsed else "")
    return cue is not None and cue.hears and cue.lemma not in ("ask", "urge", "text", "email", "e-mail")


def _passive(words: Wording, draft: Draft, verb: int) -> bool:
    if words.parsed:
        return any(words.deprels[c] in ("nsubj:pass", "aux:pass") for c in words.children[verb])
    return any(words.lower[i] in listed().grammar["copulas"] for i in range(max(0, verb - 3), verb))


def _agent(words: Wording, lexicon: Lexicon, verb: int) -> Range | None:
    """The noun phrase after "by" in the clause of a passive verb."""
    for i in range(verb + 1, min(verb + 8, len(words) - 1)):
        if words.lower[i] in ("that", ",", ".", ";") or words.quoted[i] != words.quoted[verb]:
            return None
        if words.lower[i] == "by" and not words.lower[i + 1].endswith("ing"):
            sentence = words.sentences[words.sentence[verb]] if words.sentence[verb] >= 0 else None
            stop = min(sentence.end, len(words)) if sentence is not None else len(words)
            return phrases.after(words, lexicon, i + 1, stop, apposed=False)
    return None


def _subject(words: Wording, verb: int) -> Range | None:
    if not words.parsed:
        return None
    child = next((c for c in words.children[verb] if words.deprels[c] == "nsubj:pass"), None)
    if child is None:
        return None
    tokens = [k for k in words.subtree(child) if k < verb]
    return (tokens[0], tokens[-1] + 1) if tokens else None


def _said_before(words: Wording, draft: Draft, subject: Range | None) -> tuple[Range, ...]:
    """ "The road was mined, they were told": the clause before the comma is what they were told."""
    start = min(subject[0] if subject is not None else draft.first, draft.first)
    sentence = words.sentence[start]
    first = words.sentences[sentence].first if sentence >= 0 else start
    if start - 1 <= first or words.lower[start - 1] not in (",", "--", "—"):
        return ()
    piece = trim(words.lower, first, start, EDGE)
    return (piece,) if piece is not None else ()
