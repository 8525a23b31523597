"""What a source is called: its descriptor and its trade, in the words of its own phrases."""

from whoknew.model.wording import Wording
from whoknew.stages.sources.bodies import carried_on
from whoknew.stages.sources.capitals import capital
from whoknew.stages.sources.clusters import Cluster
from whoknew.stages.sources.elliptic import CROWDS, GROUPS, elliptic
from whoknew.stages.sources.lexicon import Lexicon
from whoknew.stages.sources.phrase import Phrase

ARTICLES = ("the", "a", "an")


def descriptor(words: Wording, lexicon: Lexicon, cluster: Cluster) -> str:
    """A name without titles, in its fullest form; else the phrase without determiner and number, as the text has it."""
    named = [phrase for phrase in cluster.phrases if phrase.name is not None]
    known = cluster.entity
    if cluster.kind in ("named_person", "organisation", "media") and known is not None and known.named and known.name:
        last = {words.lower[(phrase.name or phrase.core)[1] - 1].rstrip(".") for phrase in named}
        if not named or known.name.lower().split()[-1].rstrip(".") in last:
            return known.name
    if named and not cluster.unnamed:
        longest = max(named, key=lambda phrase: (phrase.name or (0, 0))[1] - (phrase.name or (0, 0))[0])
        name = longest.name or longest.core
        return words.words(*(name if cluster.kind == "named_person" else _full(words, lexicon, name, longest)))
    phrase = cluster.first
    if phrase.borrowed is not None:
        return _singular(words, lexicon, phrase, phrase.borrowed, phrase.borrowed + 1)
    if phrase.noun in ("percent", "%") and phrase.whole[1] - phrase.whole[0] < 9:
        return words.words(*phrase.whole)
    bare = elliptic(words, lexicon, phrase)
    first, end = phrase.whole if bare or (cluster.unnamed and _telling(words, phrase)) else phrase.core
    drop = (
        lexicon.words["determiners"]
        | set(lexicon.numbers)
        | set(lexicon.vague)
        | (lexicon.words["partitives"] - {"members", "member", "first", "last"})
        | LEADING
    )
    if bare:
        drop -= GROUPS | CROWDS | {"several", "others"}
    first = _past_numbers(words, lexicon, first, end, frozenset(drop))
    if bare and (not words.lower[first][0].isalnum() or words.lower[first] in drop | {"who", "whom"}):
        return "person" if phrase.count.high == 1 else "people"
    return _singular(words, lexicon, phrase, first, end)


def _full(words: Wording, lexicon: Lexicon, name: tuple[int, int], phrase: Phrase) -> tuple[int, int]:
    """A body's name with what belongs to it on both sides: "Citizenship and | Immigration Services", "Bureau | of Prisons"."""
    first, end = carried_on(words, lexicon, name, phrase.whole[1])
    while first - 2 >= phrase.core[0] and words.lower[first - 1] in ("and", "of", "&") and capital(words, first - 2):
        first -= 2
        while first > phrase.core[0] and capital(words, first - 1) and words.lower[first - 1] not in ARTICLES:
            first -= 1
    return first, end


def _past_numbers(words: Wording, lexicon: Lexicon, first: int, end: int, drop: frozenset[str]) -> int:
    """Past determiners and numbers: "twenty-seven | states", but "52-count complaint" as it stands."""
    while first < end - 1 and (words.lower[first] in drop or words.lower[first].isdigit()):
        if words.lower[first + 1] in ("-", "–") and first + 2 < end:
            if words.lower[first + 2] not in lexicon.numbers:
                break
            first += 2
        first += 1
    return first


def trade(words: Wording, lexicon: Lexicon, cluster: Cluster) -> str | None:
    """What an unnamed source is, without body and nation: "former employee" of "a former employee of Delmar"."""
    phrase = cluster.first
    if phrase.borrowed is not None:
        return _singular(words, lexicon, phrase, phrase.borrowed, phrase.borrowed + 1)
    if elliptic(words, lexicon, phrase) or phrase.noun not in lexicon.person | lexicon.generic:
        return None
    body = phrase.organisation or (0, 0)
    drop = lexicon.words["determiners"] | set(lexicon.numbers) | set(lexicon.vague) | LEADING
    kept = [
        k
        for k in range(phrase.core[0], phrase.head + 1)
        if not body[0] <= k < body[1] and words.lower[k] not in lexicon.nationalities
    ]
    if not kept:
        return None  # nothing but a body or a nation
    taken = [n for n, k in enumerate(kept[:-1]) if words.lower[k] == "of"]
    if taken:
        kept = kept[taken[-1] + 1 :]  # "the younger of the two brothers"
    while len(kept) > 1 and (words.lower[kept[0]] in drop or words.lower[kept[0]].isdigit()):
        kept = kept[1:]
    said = joined(words, kept[:-1])
    return f"{said} " * bool(said) + _singular(words, lexicon, phrase, kept[-1], kept[-1] + 1)


LEADING = frozenset(
    "of than more fewer less at least most over nearly almost about around roughly close up to no 's ' , half none".split()
)


def _singular(words: Wording, lexicon: Lexicon, phrase: Phrase, first: int, end: int) -> str:
    """The words of a range; "drivers" is a driver where the phrase is one of them."""
    last = words.lower[end - 1]
    one = phrase.count.low == phrase.count.high == 1
    if one and lexicon.is_plural(last) and (phrase.borrowed is not None or phrase.head == end - 1):
        noun = lexicon.singular(last)
        start = words.words(first, end - 1)
        return f"{start} {noun}" if start else noun
    return words.words(first, end)


def _telling(words: Wording, phrase: Phrase) -> bool:
    """Whether the words after the head say who it is rather than what it did ("familiar with the talks")."""
    if phrase.post is None or phrase.post[1] - phrase.post[0] > 9:
        return False
    return words.lower[phrase.post[0]] in ("familiar", "briefed", "close", "with", "of", "for", "from", "in")


def joined(words: Wording, kept: list[int]) -> str:
    """Tokens as text, with a space where they do not touch."""
    said = ""
    for n, k in enumerate(kept):
        apart = n and (k - 1 != kept[n - 1] or words.spans[k - 1][1] < words.spans[k][0])
        said += (" " if apart else "") + words.forms[k]
    return said
