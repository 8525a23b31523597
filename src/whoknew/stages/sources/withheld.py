"""What the text says of a source beyond its name: how it knows, through what channel, why its name is kept.

Notes of anonymity are looked for in the sentences where the source speaks, in the next one, and once for the whole
account ("most of the 14 people interviewed asked that their names be withheld, because …").
"""

import re
from bisect import bisect_left

from whoknew.model import Analysis, Anonymity, Attribution, Basis, Span
from whoknew.model.wording import Wording
from whoknew.stages.sources.clusters import Cluster
from whoknew.stages.sources.lexicon import Lexicon

KINDS = ("witness", "participant", "document", "told")
EVERYBODY = re.compile(r"\b(?:all|most|many|each|none|some) of (?:the|those|them)\b|\binterviewed\b|\bspoke to\b")
SELF_REASON = re.compile(r"\b(?:authori[sz]ed|allowed|permitted|cleared)\b")
GENERAL = re.compile(r"\b(?:people|sources|officials|aides|persons|those|all|most|many|some|everyone|each|they)\b")


def basis(
    analysis: Analysis, words: Wording, lexicon: Lexicon, cluster: Cluster, by_id: dict[str, Attribution]
) -> Basis:
    """How a source knows: by its own phrases first ("who was there"), else the channel beside one of its cues."""
    text = analysis.account.text
    for phrase in cluster.phrases:
        start, stop = words.span(*phrase.whole)
        stop = _clause_end(words, phrase.whole[1], stop)
        for kind in KINDS:
            for pattern in lexicon.basis[kind]:
                found = pattern.search(text[start:stop].lower())
                if found:
                    return Basis(kind=kind, span=(start + found.start(), _to_end(text, start + found.end(), stop)))  # type: ignore[arg-type]
    wrote: Span | None = None
    for speaker in cluster.speakers:
        attribution = by_id.get(speaker.attribution or "")
        if attribution is None or not attribution.cue_spans:
            continue
        sentence = analysis.sentence_at(attribution.cue_spans[0][0])
        if sentence < 0:
            continue
        start, stop = analysis.sentences[sentence].span
        for pattern in lexicon.basis["channels"]:
            for found in pattern.finditer(text[start:stop].lower()):
                place = (start + found.start(), start + found.end())
                if not any(a < place[1] and place[0] < b for a, b in attribution.content_spans):
                    return Basis(span=place)
        for first, end in words.ranges(attribution.cue_spans):
            if wrote is None and any(words.lemmas[i] in lexicon.writing for i in range(first, end)):
                wrote = words.span(first, end)
    return Basis(span=wrote)


def _clause_end(words: Wording, end: int, stop: int) -> int:
    """A relative clause that follows the phrase belongs to it ("a commander" | "who was there")."""
    k = end + 1 if end < len(words) and words.lower[end] == "," else end
    if k < len(words) and words.lower[k] in ("who", "familiar", "briefed", "present", "close", "with", "speaking"):
        while k < len(words) and words.lower[k] not in (".", ",", ";", "said", "says") and k - end < 20:
            stop = words.spans[k][1]
            k += 1
    return stop


def _to_end(text: str, offset: int, stop: int) -> int:
    """The end of the clause a basis stands in: a comma, or the end of the phrase."""
    comma = text.find(",", offset, stop)
    return comma if comma >= 0 else stop


def general_note(analysis: Analysis, lexicon: Lexicon, notes: list[Span], used: set[int]) -> Span | None:
    """The sentence that keeps the names of people in general; its reason where it gives one, else the note itself.

    A note already tied to one source is general only where it speaks of all, most or a number of those interviewed.
    """
    for number, note in enumerate(notes):
        sentence = analysis.sentence_at(note[0])
        if sentence < 0:
            continue
        opening = analysis.account.text[analysis.sentences[sentence].span[0] : note[0]].lower()
        pattern = EVERYBODY if number in used else GENERAL
        if pattern.search(opening):
            return reason(analysis, lexicon, note) or note
    return None


def reason(analysis: Analysis, lexicon: Lexicon, note: Span) -> Span | None:
    """The reason given beside a note: from "because", "citing", "to discuss" … to the end of the clause."""
    sentence = analysis.sentence_at(note[0])
    if sentence < 0:
        return None
    start, stop = analysis.sentences[sentence].span
    text = analysis.account.text
    found = lexicon.reasons.search(text[note[1] : stop].lower())
    if found is None and SELF_REASON.search(text[slice(*note)].lower()):
        return note  # "not authorised to speak" is itself why
    if found is None:
        before = list(lexicon.reasons.finditer(text[start : note[0]].lower()))
        if not before or "cit" not in before[-1].group():
            return None
        comma = text.find(",", start + before[-1].start(), note[0])
        return (start + before[-1].start(), comma if comma >= 0 else note[0])
    begin = note[1] + found.start()
    end = stop
    while end > begin and not text[end - 1].isalnum():
        end -= 1
    cut = re.search(r",? (?:said|told|says)\b", text[begin:end])
    return (begin, begin + cut.start()) if cut else (begin, end)


def anonymity(
    analysis: Analysis, words: Wording, lexicon: Lexicon, cluster: Cluster, notes: list[Span], used: set[int]
) -> Anonymity:
    """The note that concerns one source: in a sentence where it speaks, or where it is the next one's subject."""
    for phrase in cluster.phrases if notes else ():
        home = words.sentence[phrase.head]
        start = analysis.sentences[home].span[0] if home >= 0 else 0
        for number in range(bisect_left(notes, (start, 0)), len(notes)):
            note = notes[number]
            there = analysis.sentence_at(note[0])
            if there > home + 1:
                break
            if there == home or (there == home + 1 and _about(analysis, words, lexicon, cluster, there, note)):
                used.add(number)
                return Anonymity(requested=True, reason=reason(analysis, lexicon, note))
    return Anonymity()


def _about(analysis: Analysis, words: Wording, lexicon: Lexicon, cluster: Cluster, sentence: int, note: Span) -> bool:
    """Whether a sentence opens with the source again ("The commander would not be named", "They asked …")."""
    first = analysis.sentences[sentence].first
    opening = words.lower[first : first + 5]
    if opening and opening[0] in ("he", "she", "they", "both", "all"):
        return True
    before = words.lower[first : words.range_of(note)[0]]
    return any(lexicon.singular(word) == cluster.first.noun for word in (*opening, *before))
