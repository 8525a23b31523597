"""Which sources may share people, and how the account's own totals bound them.

"Fourteen people were interviewed" is no source of any one claim, but it bounds "more than a dozen people" from above.
Unnamed sources may be the same people unless their numbers, nouns or the text set them apart.
"""

import re

import msgspec

from whoknew.model import Analysis, Count, Source
from whoknew.model.wording import Wording
from whoknew.stages.sources.counts import count
from whoknew.stages.sources.lexicon import Lexicon

TOTAL = re.compile(
    r"\b((?:more than |over |at least |nearly |about )?(?:\d{1,3}|[a-z]+|a dozen|two dozen)) (?:[a-z]+ ){0,3}"
    r"(?:people|officials|persons|sources|aides|diplomats|witnesses|employees|insiders)\b"
    r"(?: (?:whom|who|that))?[^.]{0,40}\b(?:interviewed|spoke to|spoke with|talked to|contacted|interviews)\b"
)
INTERVIEWS = re.compile(
    r"\binterviews with ((?:more than |over |at least |nearly |about )?(?:\d{1,3}|[a-z]+(?: dozen)?)) (?:[a-z]+ ){0,4}"
    r"(?:people|officials|persons|sources|aides|diplomats|witnesses|employees|insiders)\b"
)


def totals(analysis: Analysis, lexicon: Lexicon) -> list[Count]:
    """Stated numbers of people interviewed."""
    found = []
    low = analysis.account.text.lower()
    for pattern in (TOTAL, INTERVIEWS):
        for match in pattern.finditer(low):
            phrase = match.group(1).split()
            if any(word in lexicon.numbers or word.isdigit() for word in phrase):
                found.append(count(lexicon, phrase, plural=True))
    return found


def reconcile(analysis: Analysis, words: Wording, lexicon: Lexicon, made: list[Source]) -> list[Source]:
    """Open upper ends closed by a stated total; ``overlaps`` between unnamed sources that may share people."""
    stated = [total.high for total in totals(analysis, lexicon) if total.high is not None]
    limit = max(stated, default=None)
    closed = [_closed(source, limit) for source in made]
    unnamed = [s for s in closed if s.kind == "anonymous_person"]
    by_noun: dict[str, list[str]] = {}
    for source in unnamed:
        by_noun.setdefault(_noun(lexicon, source), []).append(source.id)
    anybody = [ident for noun in EMPTY for ident in by_noun.get(noun, ())]
    return [_overlapping(lexicon, s, unnamed, by_noun, anybody) if s.kind == "anonymous_person" else s for s in closed]


EMPTY = ("person", "source", "insider", "somebody", "someone")  # nouns that may mean anybody
MOST = 40  # overlaps listed for one source


def _overlapping(
    lexicon: Lexicon, source: Source, unnamed: list[Source], by_noun: dict[str, list[str]], anybody: list[str]
) -> Source:
    """The source with those that may share people with it: the same noun, or a noun that says nothing."""
    noun = _noun(lexicon, source)
    may = {other.id for other in unnamed[: 10 * MOST]} if noun in EMPTY else {*by_noun.get(noun, ()), *anybody}
    kept = sorted(may - {source.id}, key=lambda ident: (len(ident), ident))[:MOST]
    return msgspec.structs.replace(source, overlaps=tuple(kept))


def _closed(source: Source, limit: int | None) -> Source:
    if limit is None or source.kind != "anonymous_person" or source.count.high is not None:
        return source
    if source.count.low < 5 or limit < source.count.low:
        return source
    return msgspec.structs.replace(source, count=Count(low=source.count.low, high=limit))


def _noun(lexicon: Lexicon, source: Source) -> str:
    nouns = [lexicon.singular(word) for word in source.descriptor.lower().split()]
    return next((noun for noun in nouns if noun in lexicon.person), nouns[-1] if nouns else "")
