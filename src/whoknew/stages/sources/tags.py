"""Who "he said" in the tag of a quotation means: the one who spoke last, where the tag is all that its paragraph says.

A paragraph that is a quotation and a pronoun's tag ("“We had no choice,” she said") carries on from whoever the
paragraph before let speak. Coreference weighs everybody in the story and is often drawn to its main figure instead.
"""

from collections.abc import Iterable

from whoknew.model import Entity
from whoknew.model.wording import Wording
from whoknew.stages.sources.phrase import Phrase

CARRIED = frozenset({"he", "she"})
ASIDE = 4  # words beside the quotation before the pronoun: "Later,", "In the end"


def opens_or_tags(words: Wording, blocks: tuple[int, ...], phrase: Phrase) -> bool:
    """Whether nothing but quoted words (or an aside) stands between a paragraph's beginning and its pronoun."""
    here = words.sentence[phrase.head]
    if phrase.pronoun not in CARRIED or not 0 <= here < len(blocks) or words.quoted[phrase.head] >= 0:
        return False
    start = here
    while start > 0 and blocks[start - 1] == blocks[here]:
        start -= 1
    before = [i for i in range(words.sentences[start].first, phrase.head) if words.lower[i][0].isalnum()]
    plain = [i for i in before if words.quoted[i] < 0]
    span = words.sentences[here]
    quotes = any(words.quoted[i] >= 0 for i in range(span.first, span.end))
    named = any(words.forms[i][:1].isupper() and i != before[0] for i in plain)
    return quotes and len(plain) <= ASIDE and not named


def stepped_in(words: Wording, entity: Entity | None, after: int, before: int) -> bool:
    """Whether coreference's own candidate is the subject of a sentence between the last speaker and the pronoun."""
    if entity is None or not words.parsed:
        return False
    for span in entity.mentions:
        first, end = words.range_of(span)
        if after < first < before and first < end and words.quoted[first] < 0:
            head = words.head_of(first, end)
            top = words.heads[head]
            if words.deprels[head].startswith("nsubj") and top >= 0 and words.deprels[top] == "root":
                return words.sentence[head] > words.sentence[after]
    return False


def nobody(words: Wording, ranges: Iterable[tuple[int, int]]) -> bool:
    """Whether a source's words are nobody: "no one", or a "one" that only counts ("one overriding message")."""
    for first, end in ranges:
        low = [w for w in words.lower[first:end] if w[0].isalnum()]
        if low[:1] == ["what"]:
            return True  # "What I would also say is that …"
        if low in (["no", "one"], ["nobody"], ["no-one"], ["none"]):
            return True
        if low == ["one"] and words.parsed and words.deprels[first] in ("nummod", "det", "amod"):
            return True
    return False
