"""Whom a teller cites: "the Guardian reported, citing two aides", "quoting officials", "on the word of a clerk".

Those who are cited say what the teller passes on: a relation of its own inside the teller's, with the same content, so that
a claim's chain runs from the account over the teller to them. "As first reported by the Lantern" is the teller's relation.
"""

import msgspec

from whoknew.model.wording import Wording
from whoknew.stages.attributions import phrases
from whoknew.stages.attributions.cues import Lexicon
from whoknew.stages.attributions.drafts import EDGE, Draft, Range, overlap, trim

TELLS = frozenset({"neutral", "factive", "hedged", "charging", "denying", "verifying", "belief", "evidence", None})
NEAR = 40  # words over which a citing looks back for the teller in its sentence


def cited(words: Wording, lexicon: Lexicon, drafts: list[Draft]) -> list[Draft]:
    """The drafts, those that only cite replaced by relations of the cited, inside the teller's."""
    places = [i for i, low in enumerate(words.lower) if low in lexicon.grammar["citing"] and words.quoted[i] < 0]
    if not places:
        return drafts
    homes: dict[int, list[Draft]] = {}
    for one in drafts:
        homes.setdefault(words.sentence[one.first], []).append(one)
    for i in places:
        beside = homes.get(words.sentence[i], [])
        teller = _teller(words, beside, i)
        source = _cited(words, lexicon, i)
        if teller is None or source is None or words.lower[source[1] : source[1] + 2] == ["as", "saying"]:
            continue
        own = ((i, i + 1), source)
        content = tuple(p for p in (_apart(words, piece, i, source[1]) for piece in teller.content) if p is not None)
        told = msgspec.structs.replace(teller, content=content)
        kept = [told if one is teller else one for one in beside if one is teller or not overlap(one.cue, own)]
        kept.append(
            Draft(cue=((i, i + 1),), source=(source,), content=content, kind="neutral", rule="cited", under=told.first)
        )
        homes[words.sentence[i]] = kept
    return sorted((one for found in homes.values() for one in found), key=lambda one: one.first)


def _teller(words: Wording, drafts: list[Draft], i: int) -> Draft | None:
    """The relation of the same sentence that the citing hangs on: the nearest that tells something, not the citing itself."""
    home = words.sentence[i]
    near = [
        one
        for one in drafts
        if words.sentence[one.first] == home
        and abs(one.first - i) < NEAR
        and one.kind in TELLS
        and one.source
        and one.content
        and not overlap(one.cue, ((i, i + 1),))
        and not overlap(one.source, ((i, i + 1),))
        and words.quoted[one.first] < 0
    ]
    before = [one for one in near if one.first < i]
    return before[-1] if before else near[0] if near else None


def _cited(words: Wording, lexicon: Lexicon, i: int) -> Range | None:
    """Who is cited: a noun phrase for people or papers; "citing a lack of money" gives a reason and nobody."""
    sentence = words.sentences[words.sentence[i]]
    opens = i == sentence.first  # "Citing two officials, the Courier reported …"
    found = phrases.after(words, lexicon, i + 1, min(sentence.end, len(words)), apposed=not opens)
    if found is None:
        return None
    trimmed = trim(words.lower, *found, EDGE)
    if trimmed is None:
        return None
    first, end = trimmed
    head = words.head_of(first, end) if words.parsed else end - 1
    noun = words.lower[head]
    single = noun[:-1] if noun.endswith("s") else noun
    speaks = noun in lexicon.documents or bool({noun, single, noun.removesuffix("es")} & lexicon.grammar["cited"])
    named = words.parsed and words.upos[head] == "PROPN"
    return trimmed if speaks or named else None


def _apart(words: Wording, piece: Range, cue: int, end: int) -> Range | None:
    """A content without the citing at its end or its beginning."""
    first, stop = piece
    if first <= cue < stop:
        return trim(words.lower, first, cue, EDGE) if cue - first >= stop - end else trim(words.lower, end, stop, EDGE)
    return piece
