"""What somebody is said to allege by a noun alone: "an allegation by one clerk that he took the cash could not be proven".

The noun is the cue, who stands after "by" or "from" the source, the clause after "that" the content, up to the verb that the
noun is the subject of. Nouns and classes are the lexicon's.
"""

from collections.abc import Iterator

from whoknew.model.wording import Wording
from whoknew.stages.attributions import phrases
from whoknew.stages.attributions.cues import Lexicon
from whoknew.stages.attributions.drafts import EDGE, Draft, overlap, trim

HELD = frozenset({"charging", "hedged", "neutral", "factive", "belief", "denying", "doubting"})
REACH = 16  # words of the source after "by"


def add(words: Wording, lexicon: Lexicon, drafts: list[Draft]) -> list[Draft]:
    """The drafts with those of ``held_by``, which take the place of any on the same noun that name nobody."""
    made = list(held_by(words, lexicon))
    fresh = [one for one in made if not any(d.source and overlap(d.cue, one.cue) for d in drafts)]
    return [d for d in drafts if not any(overlap(d.cue, one.cue) for one in fresh)] + fresh


def held_by(words: Wording, lexicon: Lexicon) -> Iterator[Draft]:
    """Relations of a noun, "by" or "from" its holder, and a clause with "that"; outside quotation marks."""
    for sentence in words.sentences:
        first, end = sentence.first, min(sentence.end, len(words))
        for i in range(first, end - 4):
            cue = lexicon.nouns.get(words.lower[i])
            if cue is None or cue.kind not in HELD or words.quoted[i] >= 0 or words.lower[i + 1] not in ("by", "from"):
                continue
            source = phrases.after(words, lexicon, i + 2, min(end, i + 2 + REACH), apposed=False)
            if source is None or words.lower[source[1] : source[1] + 1] != ["that"]:
                continue
            if words.parsed and words.upos[source[1] + 1] in ("VERB", "AUX"):
                continue  # "a tweet from a reporter that seemed to …": the tweet seems
            stop = _stop(words, i, source[1] + 1, end)
            content = trim(words.lower, source[1], stop, EDGE) if stop is not None else None
            if content is not None and content[1] - content[0] > 2:
                yield Draft(cue=((i, i + 1),), source=(source,), content=(content,), kind=cue.kind, rule="nominal")


def _stop(words: Wording, noun: int, start: int, end: int) -> int | None:
    """Where the clause ends: at the verb, with its auxiliaries, that the noun is the subject of, if that comes later; at the
    sentence's end after an object. ``None`` where the parse does not tell."""
    if not words.parsed:
        return None
    verb = words.heads[noun]
    if not words.deprels[noun].startswith("nsubj"):
        return end if 0 <= verb < noun else None
    if verb <= start or any(words.deprels[c].startswith("nsubj") and start <= c < verb for c in words.children[verb]):
        return None
    opening = [c for c in words.children[verb] if words.deprels[c].startswith(("aux", "cop")) and start < c < verb]
    return min([verb, *opening])
