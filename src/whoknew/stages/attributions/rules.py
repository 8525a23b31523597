"""Attributions by rule: a baseline that needs tokens, sentences and quotation marks, and no parse.

It reads "X said that …", "said X", "X told Y that …", "according to X", "by X's account", "reportedly", "it is
believed that", "X: '…'" in headings, and lets a quotation that stands in the same paragraph belong to the speaker
before it. Patterns after Pareti, "PARC 3.0" (LREC 2016), and Newell et al. (LREC 2018).
"""

from collections.abc import Iterator

from whoknew.model.wording import Wording
from whoknew.stages.attributions import phrases
from whoknew.stages.attributions.cues import Lexicon
from whoknew.stages.attributions.drafts import EDGE, Draft, Range, trim
from whoknew.stages.attributions.verbal import active, participle, passive


def by_rule(words: Wording, lexicon: Lexicon) -> list[Draft]:
    """All relations that the rules find, in the order of their cues."""
    found: list[Draft] = []
    for sentence in words.sentences:
        first, end = sentence.first, min(sentence.end, len(words))
        if first < end:
            found.extend(_in_sentence(words, lexicon, first, end))
    return found


def _in_sentence(words: Wording, lexicon: Lexicon, first: int, end: int) -> Iterator[Draft]:
    taken = -1
    for i in range(first, end):
        if i <= taken or words.quoted[i] >= 0:
            continue
        for rule in (_phrase, _possessed, _adverb, _verb):
            draft = rule(words, lexicon, i, first, end)
            if draft is not None:
                taken = draft.cue[-1][1] - 1
                yield draft
                break


def _phrase(words: Wording, lexicon: Lexicon, i: int, first: int, end: int) -> Draft | None:
    for phrase in lexicon.before.get(words.lower[i], ()):
        stop = i + len(phrase)
        if stop < end and tuple(words.lower[i:stop]) == phrase:
            if len(phrase) == 1 and phrase[0] == "per" and not words.forms[stop][0].isupper():
                continue
            source = phrases.after(words, lexicon, stop, end, apposed=i > first)
            if source is None:
                continue
            content = _rest(words, first, i, source[1], end)
            return Draft(cue=((i, stop),), source=(source,), content=content, kind="neutral", rule="according-to")
    return None


def _rest(words: Wording, first: int, start: int, stop: int, end: int) -> tuple[Range, ...]:
    """The sentence around a parenthetical from ``start`` to ``stop``, without the marks at its seams."""
    pieces = (trim(words.lower, first, start, EDGE), trim(words.lower, stop, end, EDGE))
    return tuple(piece for piece in pieces if piece is not None)


def _possessed(words: Wording, lexicon: Lexicon, i: int, first: int, end: int) -> Draft | None:
    """ "By al-Hamidi's account", "in her view", "by his own admission"."""
    if words.lower[i] not in lexicon.possessed_before:
        return None
    for j in range(i + 2, min(end, i + 9)):
        if words.lower[j] in phrases.MARKS:
            return None
        owned = words.lower[j - 1] in ("'s", "'") or (
            j == i + 2 and words.lower[j - 1] in ("his", "her", "their", "my")
        )
        noun = j + 1 if words.lower[j] == "own" and j + 1 < end else j
        if owned and words.lower[noun] in lexicon.possessed:
            source = (i + 1, j - 1) if words.lower[j - 1] in ("'s", "'") else (i + 1, j)
            content = _rest(words, first, i, noun + 1, end)
            cue = ((i, i + 1), (noun, noun + 1)) if noun > source[1] else ((i, i + 1),)
            return Draft(cue=cue, source=(source,), content=content, kind="neutral", rule="account-of")
    return None


def _adverb(words: Wording, lexicon: Lexicon, i: int, first: int, end: int) -> Draft | None:
    if words.lower[i] not in lexicon.adverbs:
        return None
    kind = "hedged" if words.lower[i] in ("allegedly", "purportedly", "supposedly", "ostensibly") else "neutral"
    return Draft(cue=((i, i + 1),), content=_rest(words, first, i, i + 1, end), kind=kind, rule="adverb")


def _verb(words: Wording, lexicon: Lexicon, i: int, first: int, end: int) -> Draft | None:
    cue = lexicon.cue(words.lower[i], words.lemmas[i] if words.parsed else "")
    if cue is None or cue.kind == "attitude" or (words.parsed and words.upos[i] not in ("VERB", "AUX")):
        return None
    start = phrases.group_start(words, lexicon, i, first)
    if (
        not words.parsed
        and start == i
        and words.lower[i] in (cue.lemma, cue.lemma + "s")
        and _nominal(words, lexicon, i, first)
    ):
        return None
    group = words.lower[start:i]
    negated = any(word in lexicon.grammar["negations"] for word in group)
    if words.lower[i].endswith("ing") and not any(word in lexicon.grammar["copulas"] for word in group):
        return participle(words, lexicon, cue, i, first, end)
    if (start > first and words.lower[start - 1] == "to") or (i > first and words.lower[i - 1] == "to"):
        return None
    if any(word in lexicon.grammar["copulas"] for word in group) and not words.lower[i].endswith("ing"):
        return passive(words, lexicon, cue, i, start, first, end)
    if words.lower[i] == cue.lemma and not words.parsed and start == i and i == first:
        return None
    return active(words, lexicon, cue, i, start, first, end, negated)


def _nominal(words: Wording, lexicon: Lexicon, i: int, first: int) -> bool:
    """Whether a form that is also a noun stands where a noun does: after a determiner, preposition or possessive."""
    if i == first:
        return True
    left = words.lower[i - 1]
    if left in ("both", "all", "many", "some", "others"):
        return False
    return left in lexicon.grammar["prepositions"] or left in lexicon.grammar["determiners"] or left == "'s"
