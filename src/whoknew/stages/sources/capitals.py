"""Capitals: runs of them, and when one is only that of a sentence's first word."""

from whoknew.model.wording import Wording
from whoknew.stages.sources.lexicon import Lexicon

Range = tuple[int, int]


def capital(words: Wording, i: int) -> bool:
    """Whether a token opens with a capital letter."""
    return words.forms[i][:1].isupper()


def capital_runs(words: Wording, lexicon: Lexicon, first: int, end: int) -> list[Range]:
    """Runs of capitalised tokens with the particles between them."""
    runs: list[Range] = []
    i = first
    while i < end:
        if (
            not capital(words, i)
            or opening_noun(words, lexicon, i)
            or (words.lower[i] in lexicon.words["determiners"])
            or words.lower[i] in lexicon.words["modifiers"]
        ):
            i += 1
            continue
        j = i + 1
        while j < end and (
            capital(words, j)
            or (
                words.lower[j] in lexicon.words["particles"]
                and j + 1 < end
                and (capital(words, j + 1) or words.lower[j + 1] in lexicon.words["particles"])
            )
        ):
            j += 1
        runs.append((i, j))
        i = j
    return runs


def opening_noun(words: Wording, lexicon: Lexicon, i: int) -> bool:
    """Whether a capital is only that of a sentence's first word ("Videos filmed at …", "Officials said")."""
    sentence = words.sentence[i]
    if sentence < 0 or words.sentences[sentence].first != i or (i + 1 < len(words) and capital(words, i + 1)):
        return False
    noun = lexicon.singular(words.lower[i])
    return noun in lexicon.person | lexicon.generic | lexicon.document | lexicon.organisation | lexicon.media


def untitled(words: Wording, lexicon: Lexicon, name: Range) -> Range:
    first, end = name
    while end - first > 1 and words.lower[first] in lexicon.words["titles"] | {"."}:
        first += 1
    return first, end
