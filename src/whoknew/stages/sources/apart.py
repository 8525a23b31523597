"""Coordinated speakers, each by itself: "former aides and a regional official" are two."""

from whoknew.model.wording import Wording
from whoknew.stages.sources.capitals import Range
from whoknew.stages.sources.lexicon import Lexicon


def apart(words: Wording, lexicon: Lexicon, first: int, end: int) -> list[Range]:
    """Coordinated speakers, each by itself: "former aides and a regional official" are two."""
    cuts = [first]
    depth = 0
    for i in range(first + 1, end - 1):
        low = words.lower[i]
        depth += (low in ("(", "[")) - (low in (")", "]"))
        if depth or low not in ("and", "with", "as") or not _joins(words, lexicon, first, i, end):
            continue
        cuts.append(i)
    if len(cuts) > 1 and _indefinite(words, lexicon, first):
        cuts += [i for i in range(first + 1, cuts[-1]) if words.lower[i] == "," and _indefinite(words, lexicon, i + 1)]
        cuts.sort()
    cuts.append(end)
    parts: list[Range] = []
    for begin, stop in zip(cuts, cuts[1:]):
        a, b = begin, stop
        while a < b and words.lower[a] in (",", "and", "along", "together", "with", "as", "well"):
            a += 1
        while b > a and words.lower[b - 1] in (",", "along", "together", "as", "well"):
            b -= 1
        if a < b:
            parts.append((a, b))
    return parts


def _indefinite(words: Wording, lexicon: Lexicon, i: int) -> bool:
    """Whether "a", "an" or a number opens a phrase: the items of a list of people ("a clerk, a cook and two drivers")."""
    return words.lower[i] in ("a", "an", "another") or words.lower[i] in lexicon.numbers


def _joins(words: Wording, lexicon: Lexicon, first: int, i: int, end: int) -> bool:
    """Whether "and" (or "along with", "as well as") joins two speakers rather than two parts of one."""
    low = words.lower[i]
    if low in ("with", "as") and words.lower[i - 1] in ("along", "together", "well"):
        return True
    if low == "with" and words.lower[i - 1] not in ("along", "together"):
        return False
    if low == "as" and words.lower[i - 1] != "well":
        return False
    if _paper(words, lexicon, i, end):
        return True
    left = words.lower[first:i]
    if any(word in ("who", "which", "that", "of", "for", "between", "familiar", "on") for word in left):
        return False
    after = words.lower[i + 1]
    if _one_name(words, lexicon, i, end):
        return False
    if words.parsed:
        for k in range(i + 1, end):
            if words.deprels[k] == "conj" and first <= words.heads[k] < i:
                listed = any(words.lower[c] == "including" for c in words.children[words.heads[k]])
                lower = words.heads[k] != words.head_of(first, end) and not listed
                if lower and words.deprels[words.heads[k]] in ("nmod", "obl", "nmod:poss"):
                    return False  # "polls in Vesper and Corrin"
                same = after in lexicon.words["determiners"] or after in lexicon.numbers
                both = words.upos[k] == "PROPN" and words.upos[words.heads[k]] == "PROPN"
                return same or both or words.upos[k] == "PRON"
    if after in lexicon.words["determiners"] or after in lexicon.numbers:
        return True
    capitals = words.forms[first][:1].isupper() and words.forms[i + 1][:1].isupper()
    return capitals and all(form[:1].isupper() or form == "-" for form in words.forms[first:i]) and i - first <= 4


def _one_name(words: Wording, lexicon: Lexicon, i: int, end: int) -> bool:
    """Whether "and" stands inside one public body's name ("Harbour and Fisheries Commission")."""
    stop = i + 1
    while stop < end and words.forms[stop][:1].isupper():
        stop += 1
    before = words.lower[i - 1]
    apart = before in lexicon.places or before in lexicon.nationalities or before in lexicon.body_endings
    named = words.forms[i - 1][:1].isupper() and stop - i > 2
    return named and not apart and words.lower[stop - 1] in lexicon.words["public_bodies"]


def _paper(words: Wording, lexicon: Lexicon, i: int, end: int) -> bool:
    """ "Two people with knowledge of the flight and documents seen by this newspaper": papers that somebody saw."""
    for k in range(i + 1, min(end - 1, i + 4)):
        if lexicon.singular(words.lower[k]) in lexicon.document and words.lower[k + 1] in lexicon.words["perused"]:
            return True
    return False
