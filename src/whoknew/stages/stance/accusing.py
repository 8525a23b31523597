"""Wrongs held against somebody in what a source plainly says, calls or blames."""

from whoknew.model import Attribution
from whoknew.model.wording import Wording
from whoknew.stages.stance.lists import table

FAR = 25  # words into a content within which a wrong is looked for

CALLING = frozenset(
    {"call", "called", "brand", "branded", "label", "labeled", "labelled", "portray", "denounce", "describe"}
)


def calls(words: Wording, attribution: Attribution) -> bool:
    """Whether a criticism calls somebody by a wrong: "called him a liar"."""
    cue = {words.lemmas[i] for first, end in words.ranges(attribution.cue_spans) for i in range(first, end)}
    nouns = table()["wrong_nouns"]
    return bool(cue & CALLING) and any(
        nouns & set(words.lower[first:end]) for first, end in words.ranges(attribution.content_spans)
    )


def blames_for(words: Wording, attribution: Attribution) -> bool:
    """Whether a criticism says what for: "… for failing to act"."""
    for first, end in words.ranges(attribution.content_spans):
        for i in range(max(first - 1, 0), end - 1):
            if words.lower[i] == "for" and words.lower[i + 1].endswith("ing"):
                return True
    return False


def accuses(words: Wording, attribution: Attribution) -> bool:
    """Whether a plain saying holds a wrong against somebody else than the speaker."""
    wrong = table()["wrong"]
    for first, end in words.ranges(attribution.content_spans):
        for i in range(first, min(end, first + FAR)):
            if (
                words.lower[i] in wrong
                and not _suffered(words, i)
                and not _state(words, i)
                and not _expected(words, attribution, first, i)
                and not _of_speaker(words, first, i)
                and _somebody(words, first, i)
            ):
                return True
    return False


def _somebody(words: Wording, first: int, i: int) -> bool:
    """Whether somebody else stands before a wrong who may have done it: a name, "he", "she", "they", "you", a noun."""
    if not words.parsed:
        return True
    for k in range(first, i):
        if words.upos[k] == "PROPN" or words.lower[k] in ("he", "she", "they", "you", "who"):
            return True
        if words.upos[k] == "NOUN" and words.deprels[k].startswith(("nsubj", "nmod:poss")):
            return True
    return words.upos[i] == "NOUN" and words.deprels[i] == "root"


def _suffered(words: Wording, i: int) -> bool:
    """Whether a wrong is told of its victim ("were deceived"): nobody is accused by that."""
    if not words.lower[i].endswith("ed"):
        return False
    if words.lower[i + 1 : i + 2] == ["by"]:
        return True  # "shot and killed by police"
    return any(w in ("was", "were", "been", "be", "being", "is", "are", "got") for w in words.lower[max(0, i - 2) : i])


def _state(words: Wording, i: int) -> bool:
    """Whether a word for a deed is only where somebody is ("is in hiding", "went into hiding"): nothing is hidden."""
    if not words.lower[i].endswith("ing") or i == 0 or words.lower[i - 1] not in ("in", "into", "from", "out"):
        return False
    thing = words.parsed and any(words.deprels[c] == "obj" for c in words.children[i])
    return not thing and words.lower[i + 1 : i + 2] not in (["the"], ["a"], ["his"], ["her"], ["their"], ["its"])


def _expected(words: Wording, attribution: Attribution, first: int, i: int) -> bool:
    """Whether a wrong is only looked for or feared ("she expected him to cheat", "that he would steal it"): nobody did it."""
    cue = {words.lemmas[k] for a, b in words.ranges(attribution.cue_spans) for k in range(a, b)}
    looked_for = table()["words"]["expecting"]
    if (cue | set(words.lemmas[first:i])) & set(looked_for):
        return True
    near = words.lower[max(first, i - 3) : i]
    return bool(set(near) & set(table()["words"]["to_come"])) and "have" not in near


def _of_speaker(words: Wording, first: int, i: int) -> bool:
    """Whether the nearest subject pronoun before a word is the speaker's own."""
    for k in range(i - 1, first - 1, -1):
        if words.lower[k] in ("i", "we", "my", "our"):
            return True
        if words.lower[k] in ("he", "she", "they", "you", "his", "her", "their") or words.forms[k][:1].isupper():
            return False
    return True
