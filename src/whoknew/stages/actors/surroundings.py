"""What is known of a text before its names are found: words also written small, places, the encoder's names, headlines."""

from dataclasses import dataclass

from whoknew.model import Analysis
from whoknew.model.wording import Wording
from whoknew.stages.actors.lexicon import Lexicon, grammar

HYPHENS = grammar("hyphens")
TITLE_CASE = 0.8  # share of capitalised long words from which a sentence is a headline
FUNCTIONAL = frozenset({"VERB", "AUX", "ADV", "ADP", "SCONJ", "CCONJ", "DET", "PRON", "PART"})


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What is known of a text before its names are found."""

    lowered: frozenset[str]  # words also written in lower case
    inner: frozenset[str]  # words capitalised where no sentence begins
    places: dict[int, int]  # first token of a place name → its end
    marked: dict[int, str]  # token → type of the encoder's name over it
    shouting: frozenset[int]  # tokens in stretches of capitals only
    common: frozenset[int]  # capitalised words of title-case lines that are no names


def surroundings(analysis: Analysis, words: Wording, lexicon: Lexicon) -> Surroundings:
    """One pass over the tokens."""
    lowered = {low for low, form in zip(words.lower, words.forms) if form[:1].islower()}
    inner = {words.lower[i] for i in range(len(words)) if words.forms[i][:1].isupper() and not initial(words, i)}
    places = {}
    for place in analysis.places:
        first, end = words.range_of(place.span)
        if first < end:
            places[first] = end
    marked: dict[int, str] = {}
    if analysis.signals is not None:
        for name in analysis.signals.names:
            for i in range(name.first, min(name.end, len(words))):
                marked[i] = name.type
    shouting: set[int] = set()
    for sentence in words.sentences:
        letters = [i for i in range(sentence.first, sentence.end) if words.forms[i].isalpha()]
        if len(letters) > 1 and all(words.forms[i].isupper() for i in letters):
            shouting.update(range(sentence.first, sentence.end))
    return Surroundings(
        frozenset(lowered), frozenset(inner), places, marked, frozenset(shouting), _common(words, lowered)
    )


def _common(words: Wording, lowered: set[str]) -> frozenset[int]:
    """Words of headlines in title case that are capitalised with the rest: "Finally Endorses House Speaker"."""
    if not words.parsed:
        return frozenset()
    found: set[int] = set()
    for sentence in words.sentences:
        long = [i for i in range(sentence.first, sentence.end) if len(words.forms[i]) > 3 and words.forms[i].isalpha()]
        if len(long) < 4 or sum(words.forms[i][:1].isupper() for i in long) < TITLE_CASE * len(long):
            continue
        for i in range(sentence.first, sentence.end):
            plain = words.upos[i] in ("NOUN", "ADJ") and words.lower[i] in lowered
            if words.upos[i] in FUNCTIONAL or plain:
                found.add(i)
    return frozenset(found)


def initial(words: Wording, i: int) -> bool:
    """Whether a capital at this token may be due to its place: start of a sentence, of a quotation, after a colon."""
    if i == 0 or words.sentence[i] != words.sentence[i - 1]:
        return True
    return (
        words.forms[i - 1] in (":", "“", '"', "”", "‘", "(", "-", "—", "–", "•", "*")
        and words.spans[i - 1][1] <= words.spans[i][0]
        and (words.forms[i - 1] not in HYPHENS or words.spans[i - 1][1] < words.spans[i][0])
    )
