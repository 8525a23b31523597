"""Speakers whose noun is left out: "three said", "another recalled", "two of those present", "those who were there".

What they are is borrowed from the people told of just before ("seven miners were below; three said …"), as a noun and
never as an identity; where nothing can be borrowed they are persons.
"""

import msgspec

from whoknew.model import Count
from whoknew.model.wording import Wording
from whoknew.stages.sources.lexicon import Lexicon
from whoknew.stages.sources.phrase import Phrase

NEAR = 40  # speakers that are looked back on
BACK = 3  # sentences, the speaker's own included, in which people are looked for
HEADS = frozenset({"those", "these", "them", "others", "another", "other", "one", "each", "either", "neither", "none"})
GROUPS = frozenset({"them", "these", "those"})
SINGLE = frozenset({"one", "another", "other", "each", "either", "neither"})
CROWDS = frozenset({"many", "some", "most", "others", "few", "all"})


def elliptic(words: Wording, lexicon: Lexicon, phrase: Phrase) -> bool:
    """Whether the head is a number, a quantifier or "those": no noun of its own."""
    if phrase.pronoun is not None or (phrase.name is not None and phrase.person):
        return False
    low = words.lower[phrase.head]
    if low in HEADS or low in lexicon.numbers or low in lexicon.vague or (low.isascii() and low.isdigit()):
        following = words.lower[phrase.head + 1 : phrase.whole[1]]
        return not following or not following[0][0].isalnum() or phrase.post is not None
    return False


def stand_for(words: Wording, lexicon: Lexicon, phrase: Phrase, before: list[Phrase]) -> Phrase:
    """The phrase with the noun that it leaves out; ``before`` are the unnamed phrases that spoke earlier, in order.

    Others are returned as they are.
    """
    if not elliptic(words, lexicon, phrase):
        return phrase
    low = words.lower[slice(*phrase.whole)]
    head = words.lower[phrase.head]
    lead = words.lower[phrase.whole[0] : phrase.head + 1]
    number = _number(lexicon, lead, head)
    borrowed = _apposed(words, lexicon, phrase)
    if borrowed is None and not _told(low):
        borrowed = _borrowed(words, lexicon, phrase, before, number)
    noun, token = borrowed if borrowed is not None else ("people" if head in CROWDS else "person", None)
    one = number.low == 1 and number.high == 1
    return msgspec.structs.replace(
        phrase,
        noun=noun,
        name=None,
        person=False,
        role=None,
        organisation=None,
        plural=not one,
        counted=head not in CROWDS and (one or number.high is not None),
        count=number,
        determiner="another" if one else "",
        borrowed=token,
    )


def _apposed(words: Wording, lexicon: Lexicon, phrase: Phrase) -> tuple[str, int] | None:
    """ "One of them, a nurse at the hospital": what he or she is, after the comma."""
    if phrase.post is None:
        return None
    for i in range(phrase.post[0], min(phrase.post[1] - 1, phrase.post[0] + 4)):
        if words.lower[i] == "," and words.lower[i + 1] in ("a", "an"):
            for k in range(i + 2, min(phrase.post[1], i + 7)):
                if words.lower[k] in lexicon.words["links"]:
                    return None
                if lexicon.singular(words.lower[k]) in lexicon.person:
                    return lexicon.singular(words.lower[k]), k
    return None


def _told(low: list[str]) -> bool:
    """Whether the phrase itself says who they are: "those who …", "two of those present"."""
    for i, word in enumerate(low[:-1]):
        if word in ("those", "several", "some", "many", "others") and low[i + 1] in TELLING:
            return True
    return False


TELLING = frozenset(
    "who present involved close familiar briefed interviewed there in at with inside near whose".split()
)


def _number(lexicon: Lexicon, lead: list[str], head: str) -> Count:
    for word in lead:
        if word in lexicon.numbers:
            return Count(low=lexicon.numbers[word], high=lexicon.numbers[word])
        if word.isascii() and word.isdigit() and len(word) < 5:
            return Count(low=int(word), high=int(word))
    if head in SINGLE:
        return Count()
    for word in lead:
        if word in lexicon.vague:
            low, high = lexicon.vague[word]
            return Count(low=low, high=None if high < 0 else high)
    return Count(low=2, high=None)


def _borrowed(
    words: Wording, lexicon: Lexicon, phrase: Phrase, before: list[Phrase], number: Count
) -> tuple[str, int] | None:
    """The nearest people told of before the phrase: the last unnamed speakers, or a plural noun for people."""
    home = words.sentence[phrase.head]
    if home < 0:
        return None
    spoken = {one.head: one for one in before[-NEAR:]}
    first = words.sentences[max(0, home - BACK + 1)].first
    for i in range(phrase.whole[0] - 1, first - 1, -1):
        singular = lexicon.singular(words.lower[i])
        if i in spoken and spoken[i].noun in lexicon.person and spoken[i].borrowed is None:
            return spoken[i].noun, i
        many = lexicon.is_plural(words.lower[i]) or words.lower[i] == "people"
        crowd = words.parsed and words.lower[phrase.head] in CROWDS
        if crowd and (home - words.sentence[i] > 1 or not words.deprels[i].startswith("nsubj")):
            continue  # "the mothers who lost children marched. Some believe …": of those whom the sentence was about
        if words.quoted[i] < 0 and many and singular in lexicon.person | lexicon.generic:
            return singular, i
    return None
