"""Who publishes the account: as it was given, as a dateline states it, or as the account speaks of itself.

A paper that says "the Gazette could not reach the builder", "a letter seen by the Gazette" or "told the Gazette", and never
"the Gazette reported", is speaking of itself: of another's it would give the whole name. That is inferred, and said as a doubt: two papers that could both be meant
are neither. Another publisher in the dateline ("(AP)" in a paper's pages) is one whose words the account carries.
"""

from collections import Counter
from collections.abc import Iterator

import msgspec

from whoknew.model import Analysis, Diagnostic, Span
from whoknew.model.wording import Wording
from whoknew.stages.sources.capitals import Range, capital
from whoknew.stages.sources.lexicon import Lexicon
from whoknew.stages.sources.outlets import alone, is_outlet

AHEAD = 14  # words after a name in which "for comment" is looked for
LONGEST = 40  # letters of an agency's name in a dateline's brackets
ARTICLES = ("the", "a", "an")


class Publisher(msgspec.Struct, frozen=True, kw_only=True):
    """``names`` in lower case, by which the account may call its publisher; ``name`` as written, where the text states or
    shows it, at ``spans``; ``inferred`` where only its way of speaking shows it. ``carried`` is another's name in a dateline."""

    names: frozenset[str] = frozenset()
    name: str | None = None
    spans: tuple[Span, ...] = ()
    inferred: bool = False
    carried: Span | None = None


def publisher(analysis: Analysis, words: Wording, lexicon: Lexicon) -> Publisher:
    """The account's publisher by all that says who it is."""
    stated = _dateline(analysis)
    given = analysis.account.publisher
    names = _forms(given) if given else set()
    for metadatum in analysis.account.metadata:
        if metadatum.field == "publisher":
            names.add(metadatum.value.lower())
    agency = analysis.text_of(stated) if stated is not None else ""
    if given and agency and not _forms(agency) & (names | {_initials(given)}):
        return Publisher(names=frozenset(names), carried=stated)
    if agency and stated is not None:
        return Publisher(names=frozenset(names | _forms(agency)), name=agency, spans=(stated,))
    if names:
        return Publisher(names=frozenset(names))
    return _by_itself(words, lexicon)


def doubts(found: Publisher, carried: str, stage: str) -> list[Diagnostic]:
    """What a reader should know of how the publisher was told."""
    if found.inferred and found.spans:
        message = (
            f"The account speaks of “{found.name}” as of itself. It is taken for the publisher; nothing states it."
        )
        return [Diagnostic(code="sources.publisher-inferred", message=message, span=found.spans[0], stage=stage)]
    if found.carried is not None:
        message = f"The dateline names {carried}: what stands in the account's own voice may be that publisher's."
        return [Diagnostic(code="sources.publisher-carried", message=message, span=found.carried, stage=stage)]
    return []


def _forms(name: str) -> set[str]:
    """A publisher's name, without its article, and by the word that it is called by for short."""
    low = name.lower().strip()
    bare = low.removeprefix("the ")
    parts = bare.split()
    found = {low, bare}
    if low != bare and len(parts) == 2:
        found.add(parts[-1])
    if parts:
        found.add(parts[0])
    return found - {""}


def _initials(name: str) -> str:
    return "".join(part[0] for part in name.lower().removeprefix("the ").split())


def _dateline(analysis: Analysis) -> Span | None:
    """The agency in the brackets of a dateline ("LONDON (AP) —") within the first lines."""
    start = analysis.blocks[1].span[0] if len(analysis.blocks) > 1 else 0
    opening = analysis.account.text[: start + 240]
    at = opening.find("(")
    close = opening.find(")", at)
    if at < 0 or not 0 < close - at < LONGEST or opening[close + 1 : close + 4].strip()[:1] not in ("-", "–", "—"):
        return None
    place = opening[:at].rsplit("\n", 1)[-1].strip()
    return (at + 1, close) if place[:1].isupper() else None


def _by_itself(words: Wording, lexicon: Lexicon) -> Publisher:
    """The one outlet that the account speaks of as of itself, and of no other so."""
    own: Counter[str] = Counter()
    aside: Counter[str] = Counter()
    others: set[str] = set()
    places: dict[str, list[Range]] = {}
    for place in _names(words, lexicon):
        name = _plain(words, place)
        places.setdefault(name, []).append(place)
        before, after = _before(words, place), _after(words, place)
        short = alone(words, lexicon, place[1] - 1, place[1]) and " " not in name
        if _own(lexicon, before, after, short=short):
            own[name] += 1
        elif any(before.endswith(" " + phrase) for phrase in lexicon.publishing["seen_by"]):
            aside[name] += short
            others |= set() if short else {name}
        elif _others(lexicon, before, after):
            others.add(name)
    told = {word for name in others | set(places) for word in name.split() if " " in name}
    sure = [name for name in own if name not in others and name not in told]
    known = lexicon.outlets | {name.removeprefix("the ") for name in lexicon.outlets}
    likely = [name for name, number in aside.items() if number > (name in known) and name not in others | told]
    chosen = sure if sure else likely if len(aside) == 1 else []
    if len(chosen) != 1:
        return Publisher()
    first = places[chosen[0]][0]
    start = first[0] + (words.lower[first[0]] in ARTICLES)
    return Publisher(
        names=frozenset({chosen[0], "the " + chosen[0]}),
        name=words.words(start, first[1]),
        spans=tuple(words.span(*place) for place in places[chosen[0]]),
        inferred=True,
    )


def _names(words: Wording, lexicon: Lexicon) -> Iterator[Range]:
    """Names of outlets outside quotation marks, with their article."""
    i = 0
    while i < len(words):
        if not capital(words, i) or words.quoted[i] >= 0:
            i += 1
            continue
        begin = i + (words.lower[i] in ARTICLES)
        end = begin
        while end < len(words) and capital(words, end) and end - begin < 6 and words.quoted[end] < 0:
            end += 1
        article = words.lower[begin - 1] in ARTICLES if begin else False
        if end > begin and (is_outlet(words, lexicon, begin, end) or (article and alone(words, lexicon, begin, end))):
            yield begin - article, end
        i = max(end, i + 1)


def _plain(words: Wording, place: Range) -> str:
    first, end = place
    return " ".join(words.lower[first + (words.lower[first] in ARTICLES) : end])


def _before(words: Wording, place: Range) -> str:
    first = words.sentences[words.sentence[place[0]]].first if words.sentence[place[0]] >= 0 else place[0]
    return " " + " ".join(words.lower[max(first, place[0] - 4) : place[0]])


def _after(words: Wording, place: Range) -> str:
    sentence = words.sentence[place[0]]
    stop = min(words.sentences[sentence].end if sentence >= 0 else place[1], place[1] + AHEAD, len(words))
    return " ".join(words.lower[place[1] : stop]) + " "


def _own(lexicon: Lexicon, before: str, after: str, *, short: bool) -> bool:
    """Whether the words about a name are such as only a paper uses of itself; more of them where it is called by one word."""
    listed = lexicon.publishing
    for phrase in listed["unable"]:
        if after.startswith(phrase + " "):
            return bool(set(after[len(phrase) :].split()[:3]) & listed["unable_verbs"])
    if any(after.startswith(phrase + " ") for phrase in listed["keeps"]):
        return True
    if short and any(after.startswith(phrase + " ") for phrase in listed["keeps_short"]):
        return True
    if short and after.split()[:1] and after.split()[0] in listed["asks"]:
        return bool(set(after.split()) & listed["asked_for"])
    if after.startswith(("'s request", "'s questions", "' request", "' questions")):
        return True
    return short and any(before.endswith(" " + phrase) for phrase in listed["requests"])


def _others(lexicon: Lexicon, before: str, after: str) -> bool:
    """Whether a paper is spoken of as somebody else's: what it reported; "as it reported in May" is either's."""
    listed = lexicon.publishing
    said = after.split()[:2]
    said = said[1:] if said[:1] in (["has"], ["had"], ["'s"]) else said[:1]
    if before.endswith(" as"):
        return False
    return bool(set(said) & listed["others_after"]) or any(before.endswith(" " + phrase) for phrase in listed["others"])
