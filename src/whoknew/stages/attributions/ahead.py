"""What stands ahead of a cue: who is told, the adverbials between, and the content that follows."""

from whoknew.model.wording import Wording
from whoknew.stages.attributions import phrases
from whoknew.stages.attributions.cues import Cue, Lexicon
from whoknew.stages.attributions.drafts import EDGE, Range, trim


def clause_or_quote(words: Wording, lexicon: Lexicon, i: int, end: int) -> bool:
    """Whether "that", "whether" or a quotation follows (over a comma or colon)."""
    while i < end and words.lower[i] in (",", ":"):
        i += 1
    return i < end and (words.quoted[i] >= 0 or words.lower[i] in ("that", "whether"))


def hearers_of(words: Wording, lexicon: Lexicon, cue: Cue, i: int, end: int) -> tuple[int, tuple[Range, ...]]:
    """Where the content may begin after an addressee, and the addressee ("told reporters", "said to aides")."""
    start = i + 1
    if cue.lemma in ("accuse", "blame"):
        link = next((k for k in range(start, min(end, start + 14)) if words.lower[k] in ("of", "for")), start)
        return link, ()
    if not cue.hears:
        if start + 1 < end and words.lower[start] == "to" and words.lower[start + 1] not in ("be", "have"):
            heard = _stretch(words, lexicon, start + 1, end)
            return (heard[1], (heard,)) if heard and words.lower[start - 1] in ("said", "say", "says") else (start, ())
        return start, ()
    heard = _stretch(words, lexicon, start, end)
    return (heard[1], (heard,)) if heard else (start, ())


def _stretch(words: Wording, lexicon: Lexicon, start: int, end: int) -> Range | None:
    """A hearer: up to a mark, a subordinator, a quotation or the subject of a new clause."""
    i = start
    while i < end and i - start < 14:
        low = words.lower[i]
        if (
            words.quoted[i] >= 0
            or phrases.is_mark(words, i)
            or low in lexicon.grammar["stops"]
            or low in ("to", "about")
        ):
            break
        if low in lexicon.grammar["days"] or (
            i > start
            and (low in lexicon.grammar["subjects"] or (low in lexicon.grammar["prepositions"] and low != "of"))
        ):
            break
        if i > start and low in lexicon.grammar["determiners"] and words.lower[i - 1] not in ("of", "and"):
            break
        i += 1
    return (start, _past_apposition(words, lexicon, i, end)) if i > start else None


def _past_apposition(words: Wording, lexicon: Lexicon, i: int, end: int) -> int:
    """ "Told Ruiz, her deputy and the keeper of the keys, that …": the hearer reaches to the comma before "that"."""
    if i + 2 >= end or words.lower[i] != "," or words.lower[i + 1] not in lexicon.grammar["determiners"]:
        return i
    for k in range(i + 2, min(end - 1, i + 30)):
        if words.lower[k] == "," and words.lower[k + 1] == "that":
            return k
        if words.lower[k] in (".", ";", ":") or words.quoted[k] >= 0:
            return i
    return i


def adverbials(words: Wording, lexicon: Lexicon, i: int, end: int) -> int:
    """Skip "on Friday", "in a statement", "at a rally in Ohio" and plain adverbs after the cue."""
    grammar = lexicon.grammar
    while i < end and words.quoted[i] < 0:
        low = words.lower[i]
        if low in grammar["days"] or low in grammar["adverbs"] or low in ("morning", "afternoon", "evening", "night"):
            i += 1
        elif low in grammar["prepositions"] or low in ("last", "late", "early"):
            j = i + 1
            while (
                j < end
                and words.quoted[j] < 0
                and words.lower[j] not in ("and", "but")
                and words.lower[j] not in phrases.MARKS
                and words.lower[j] not in grammar["stops"]
                and words.lower[j] not in lexicon.grammar["subjects"]
            ):
                j += 1
            if j - i > 12 or (j < end and words.lower[j] in lexicon.grammar["subjects"]):
                return i
            i = j
        else:
            break
    return i


def forward_of(words: Wording, lexicon: Lexicon, cue: Cue, i: int, end: int) -> Range | None:
    """Content that follows: a quotation, or a clause up to the end of the sentence."""
    while i < end and words.lower[i] in (",", ":", "--", "—"):
        if words.lower[i] == "," and i + 1 < end and words.quoted[i + 1] < 0 and words.lower[i + 1] != "that":
            return None
        i += 1
    if i >= end or words.lower[i] in (".", ";", "?", "!"):
        return None
    if words.lower[i] == "that" and i + 1 < end and words.lower[i + 1] == ",":
        i += 1
    return trim(words.lower, i, end, EDGE)
