"""What is known of a text before its names are found: words also written small, places, the encoder's names, headlines."""

from dataclasses import dataclass

from whoknew.model import Analysis
from whoknew.model.wording import Wording
from whoknew.stages.actors.lexicon import Lexicon, grammar

HYPHENS = grammar("hyphens")
TITLE_CASE = 0.8  # share of capitalised long words from which a sentence is a headline
ONE_PLACE = 0.85  # confidence from which two names of one place of the gazetteer are one: "Burma", "Myanmar"
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
    surnames: frozenset[str]  # last words of names that the encoder has for people's
    latin: dict[
        int, tuple[str, ...]
    ]  # first token of a place name → the first name in Latin letters that the place has here


def surroundings(analysis: Analysis, words: Wording, lexicon: Lexicon) -> Surroundings:
    """One pass over the tokens."""
    lowered = {low for low, form in zip(words.lower, words.forms) if form[:1].islower()}
    inner = {words.lower[i] for i in range(len(words)) if words.forms[i][:1].isupper() and not initial(words, i)}
    places: dict[int, int] = {}
    latin: dict[int, tuple[str, ...]] = {}
    called: dict[str, tuple[str, ...]] = {}
    for place in analysis.places:
        first, end = words.range_of(place.span)
        if first < end and (words.span(first, end) == place.span or not words.forms[first].isalpha()):
            places[first] = end
            written = words.words(first, end)
            foreign = not any("a" <= c.lower() <= "z" for c in written)
            if place.gazetteer_id is not None and (foreign or (place.confidence or 1.0) >= ONE_PLACE):
                parts = tuple(place.name.split()) if foreign else tuple(words.forms[first:end])
                latin[first] = called.setdefault(place.gazetteer_id, parts)
    marked: dict[int, str] = {}
    if analysis.signals is not None:
        for name in analysis.signals.names:
            for i in range(name.first, min(name.end, len(words))):
                marked[i] = name.type
        marked.update(dict.fromkeys(_short_bodies(analysis, words, lexicon), "organisation"))
    shouting: set[int] = set()
    for sentence in words.sentences:
        letters = [i for i in range(sentence.first, sentence.end) if words.forms[i].isalpha()]
        if len(letters) > 1 and all(words.forms[i].isupper() for i in letters):
            shouting.update(range(sentence.first, sentence.end))
    return Surroundings(
        frozenset(lowered),
        frozenset(inner),
        places,
        marked,
        frozenset(shouting),
        _common(words, lowered),
        _surnames(analysis, words),
        latin,
    )


def _surnames(analysis: Analysis, words: Wording) -> frozenset[str]:
    """Last words of what the encoder marks as people."""
    names = analysis.signals.names if analysis.signals is not None else ()
    return frozenset(words.lower[n.end - 1] for n in names if n.type == "person" and 0 < n.end <= len(words))


def _short_bodies(analysis: Analysis, words: Wording, lexicon: Lexicon) -> list[int]:
    """Tokens at which a body's name stands cut short, "Corvane" where the account has "Corvane Holdings".

    A word that is also part of somebody's name, a given name or a place of the gazetteer is none.
    """
    if analysis.signals is None:
        return []
    titled = [form[:1].isupper() for form in words.forms]
    bodies = {
        words.lower[i - 1]
        for i in range(1, len(words))
        if titled[i]
        and titled[i - 1]
        and words.lower[i] in lexicon.organisation_names
        and words.sentence[i] == words.sentence[i - 1]
        and not (i > 1 and titled[i - 2] and words.sentence[i - 2] == words.sentence[i])
    }
    longer = [n for n in analysis.signals.names if n.end - n.first > 1]
    bodies |= {words.lower[n.first] for n in longer if n.type == "organisation" and titled[n.first]}
    others = [
        n
        for n in longer
        if n.type != "organisation" and not set(words.lower[n.first + 1 : n.end]) & lexicon.organisation_names
    ]
    bodies -= {words.lower[i] for n in others for i in range(n.first, n.end)}
    known = {analysis.text_of(place.span).casefold() for place in analysis.places if place.gazetteer_id is not None}
    return [
        i
        for i, low in enumerate(words.lower)
        if low in bodies
        and titled[i]
        and low not in known
        and (not words.parsed or words.upos[i] == "PROPN")
        and not lexicon.given(words.forms[i])
        and not (i and titled[i - 1] and not initial(words, i - 1))
        and not (i + 1 < len(words) and titled[i + 1])
    ]


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
