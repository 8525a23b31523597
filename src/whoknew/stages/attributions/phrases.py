"""Noun phrases and verb groups without a parse: enough to find who speaks beside a cue.

Shallow on purpose: it walks outwards from a verb and stops at punctuation, at a subordinator or at another verb.
Where the text was parsed, ``attributions.syntax`` does the work instead.
"""

from whoknew.model.wording import Wording
from whoknew.stages.attributions.cues import Lexicon
from whoknew.stages.attributions.cues import lexicon as listed

Range = tuple[int, int]

OPENING, CLOSING = frozenset("([{"), frozenset(")]}")
MARKS = frozenset(
    {",", ".", ";", ":", "?", "!", "--", "-", "–", "—", "...", "…", "(", ")", "[", "]", '"', "''", "``", "'"}
)
LONGEST = 40  # tokens that a noun phrase may have before the walk gives up


def is_mark(words: Wording, i: int) -> bool:
    """Whether a token is punctuation that ends a phrase; a hyphen inside a word ("al-Rashid") is none."""
    if words.lower[i] not in MARKS:
        return False
    if words.lower[i] in ("-", "–", "'") and 0 < i < len(words) - 1:
        a, b = words.spans[i]
        return not (words.spans[i - 1][1] == a and words.spans[i + 1][0] == b)
    return not (
        words.lower[i] == "."
        and words.spans[i - 1][1] == words.spans[i][0]
        and words.lower[i - 1] in listed().grammar["abbreviations"]
    )


def group_start(words: Wording, lexicon: Lexicon, verb: int, first: int) -> int:
    """First token of the verb group: auxiliaries, negations and adverbs left of ``verb``."""
    grammar = lexicon.grammar
    i = verb
    while i > first:
        left = words.lower[i - 1]
        plain = left in grammar["auxiliaries"] or left in grammar["negations"] or left in grammar["adverbs"]
        if plain or (left.endswith("ly") and len(left) > 4 and words.forms[i - 1][0].islower()):
            i -= 1
        else:
            break
    return i


def is_verb(words: Wording, lexicon: Lexicon, i: int) -> bool:
    """Whether a token is surely a finite verb or auxiliary, by tag where there is one, else by the closed lists."""
    if words.parsed:
        return words.upos[i] in ("VERB", "AUX")
    low = words.lower[i]
    cue = lexicon.forms.get(low)
    return (low in lexicon.grammar["auxiliaries"] and low != "'s") or (
        cue is not None and not cue.bound and low != cue.lemma
    )


def before(words: Wording, lexicon: Lexicon, end: int, first: int) -> Range | None:
    """The noun phrase that ends at ``end`` (exclusive), with an apposition or relative clause between commas."""
    if end <= first:
        return None
    if words.lower[end - 1] == ",":
        comma = _comma_left(words, end - 1, first)
        if comma is None:
            return None
        inner = _walk_left(words, lexicon, comma, first)
        return (inner, end - 1) if inner < comma else None
    while end - 1 > first and words.lower[end - 1] in lexicon.grammar["days"] | lexicon.grammar["parts"]:
        end -= 1
    start = _walk_left(words, lexicon, end, first)
    if start < end and words.lower[end - 1] in ("he", "she", "they"):
        start = end - 1
    return (start, end) if start < end else None


def _comma_left(words: Wording, comma: int, first: int) -> int | None:
    depth = 0
    for i in range(comma - 1, max(first, comma - LONGEST) - 1, -1):
        if words.quoted[i] != words.quoted[comma]:
            return None
        form = words.forms[i]
        if form in CLOSING:
            depth += 1
        elif form in OPENING:
            depth -= 1
        elif form == "," and depth <= 0:
            return i
    return None


def _walk_left(words: Wording, lexicon: Lexicon, end: int, first: int) -> int:
    grammar = lexicon.grammar
    i, depth = end, 0
    while i > first and end - i < LONGEST:
        low = words.lower[i - 1]
        if words.quoted[i - 1] != words.quoted[end - 1]:
            break
        if low in CLOSING:
            depth += 1
        elif low in OPENING:
            if depth == 0:
                break
            depth -= 1
        elif depth == 0 and (is_mark(words, i - 1) or _stops(words, grammar, i - 1) or is_verb(words, lexicon, i - 1)):
            who = _relative(words, i, first)
            if who is None:
                break
            i = who
        i -= 1
    while i < end and (
        words.lower[i] in grammar["adverbs"] or words.lower[i] in grammar["days"] or words.lower[i] in ("and", "or")
    ):
        i += 1
    return _trim_prepositions(words, grammar, i, end)


def _relative(words: Wording, i: int, first: int) -> int | None:
    """Where "who" stands left of a verb inside the phrase ("a person who was at the table said"), else ``None``."""
    for k in range(i - 1, max(first, i - 10) - 1, -1):
        if is_mark(words, k) or words.quoted[k] != words.quoted[i - 1]:
            return None
        if words.lower[k] == "who" and k > first:
            return k
    return None


def _trim_prepositions(words: Wording, grammar: dict[str, frozenset[str]], start: int, end: int) -> int:
    """Drop a leading "in July" or "on Friday": the phrase starts after it where a noun phrase is left."""
    if start < end and words.lower[start] in ("on", "in", "at", "by", "during", "after", "before", "late", "early"):
        for i in range(start + 1, min(end, start + 5)):
            if words.lower[i] in grammar["days"] or words.lower[i].isdigit():
                return i + 1 if i + 1 < end else start
    return start


def after(words: Wording, lexicon: Lexicon, first: int, end: int, *, apposed: bool = True) -> Range | None:
    """The noun phrase that starts at ``first``, with its "of", "in", "at" phrases and, unless told not to, appositions."""
    grammar = lexicon.grammar
    i, depth = first, 0
    while i < end and i - first < LONGEST:
        low = words.lower[i]
        if words.quoted[i] != words.quoted[first]:
            break
        if low in OPENING:
            depth += 1
        elif low in CLOSING:
            if depth == 0:
                break
            depth -= 1
        elif depth == 0 and i > first:
            if apposed and low == "," and _apposition(words, i + 1, end):
                return first, _clause_end(words, i + 1, end)
            if low in ("who", "whose") or low in ("familiar", "briefed"):
                return first, _clause_end(words, i, end)
            if is_mark(words, i) or _stops(words, grammar, i) or is_verb(words, lexicon, i):
                break
            if low in grammar["days"] or (
                low in ("in", "on", "at", "to", "during", "by", "late", "early") and _temporal(words, grammar, i, end)
            ):
                break
        elif depth == 0 and (low in MARKS or low in grammar["stops"]):
            return None
        i += 1
    return (first, i) if i > first else None


def _apposition(words: Wording, i: int, end: int) -> bool:
    """Whether "who …", "the engineer" or a name of two words follows a comma."""
    if i < end and words.lower[i] in ("who", "whose", "a", "an", "the"):
        return True
    return i + 2 < end and all(words.forms[k][:1].isupper() for k in (i, i + 1)) and is_mark(words, i + 2)


def _stops(words: Wording, grammar: dict[str, frozenset[str]], i: int) -> bool:
    if words.lower[i] == "than" and i and words.lower[i - 1] in ("more", "fewer", "less", "rather", "other"):
        return False
    return words.lower[i] in grammar["stops"]


def _clause_end(words: Wording, i: int, end: int) -> int:
    """End of a relative clause: the next mark that is not inside a word."""
    while i < end and not is_mark(words, i) and words.quoted[i] < 0:
        i += 1
    return i


def _temporal(words: Wording, grammar: dict[str, frozenset[str]], i: int, end: int) -> bool:
    following = words.lower[i + 1 : min(end, i + 4)]
    if words.lower[i] == "by" and words.lower[i - 1].endswith(("ed", "en", "n")):
        return False
    if words.lower[i] in ("to", "during", "by"):
        return True
    return any(
        w in grammar["days"] or w.isdigit() or w in ("interview", "statement", "tweet", "email", "response", "monday")
        for w in following
    )
