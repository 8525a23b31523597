"""Roles told after a name: "Maher al-Assad, his brother and the commander of …", "Nadim Houri of the Reform Initiative"."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from whoknew.model import Entity
from whoknew.stages.relations.ground import Ground, Range, Relation
from whoknew.stages.relations.phrases import Phrase

REACH = 18  # tokens from "including" to the last name of its list


def after_names(ground: Ground) -> Iterator[Relation]:
    """The relations by phrases beside a name, by "of" after it, by the list that it stands in, by whose it is."""
    words = ground.words
    for (first, end), e in ground.names:
        if e.type not in ("person", "group"):
            continue
        yield from _included(ground, first, end, e)
        if ground.same(first, end):
            yield from _beside(ground, (first, end), e)
        if e.type == "person" and first > 1 and words.lower[first - 1] in ("'s", "'"):
            owner = ground.named_at(first - 2)
            if owner is not None and owner.type == "organisation" and owner.named:
                start = first - 2
                while start > 0 and ground.reader.owners.get(start - 1) == owner.id:
                    start -= 1
                yield Relation(e.id, "member", "member", "office", owner.id, False, words.span(start, end))


def _beside(ground: Ground, r: Range, e: Entity) -> Iterator[Relation]:
    words, (first, end) = ground.words, r
    end = _past_letters(ground, end)
    if not ground.same(first, end):
        return
    low = words.lower[end]
    group = ground.groups.get(first)
    if low in ground.lexicon.dividing:
        at = end + 1
        if ground.same(first, at) and words.forms[at].isdigit() and ground.low(at + 1) == ",":
            at += 2  # "Ana Diaz, 41, a nurse"
        one_of = words.lower[at : at + 2] == ["one", "of"]
        at += 2 * one_of
        phrases = ground.reader.read(at) if ground.same(first, at) else []
        if one_of and phrases:
            phrases = [replace(p, plural=False) for p in phrases[:1]]
        if phrases and _closes(ground, phrases[-1].end) and _says_who(ground, r, at, phrases):
            for p in phrases:
                many = p.plural and _list_ending(ground, end)
                for a in many or (e.id,):
                    made = ground.relation(a, p, first, p.end)
                    if made is not None:
                        yield made
                if many:
                    yield from ground.mutual(many, p, first, p.end)
    elif low == "and" and ground.low(end + 1) == "other":
        for p in ground.reader.read(end + 1):
            if p.plural and (p.kind == "office" or p.of is not None):
                made = ground.relation(e.id, p, first, p.end)  # "Ana Diaz and other senators"
                if made is not None:
                    yield made
    elif low in ("his", "her") and group is None:
        for p in ground.reader.read(end):
            if p.kind == "office" or p.of is not None:
                made = ground.relation(e.id, p, first, p.end)
                if made is not None:
                    yield made
    elif low in ("of", "from") and not ground.lexicon.head(ground.low(first - 1)):
        at = end + 1 + (ground.low(end + 1) == "the")
        held = ground.reader.mentions.get(at)
        if held is not None and ground.by_id[held[1]].type == "organisation" and e.type == "person":
            yield Relation(e.id, "member", "member", "office", held[1], False, words.span(first, held[0]))


def _past_letters(ground: Ground, end: int) -> int:
    """Over a party and state in brackets after a name: "Ana Diaz (D-Ohio), an advocate for …"."""
    if ground.low(end) != "(" or ground.low(end + 1)[:1] not in ground.lexicon.party_letters:
        return end
    close = next((k for k in range(end + 1, end + 7) if ground.low(k) == ")"), -1)
    return close + 1 if close > 0 and ground.low(close + 1) == "," else end


def _list_ending(ground: Ground, end: int) -> tuple[str, ...]:
    """Members of the list of names that ends where a plural apposition begins: "Luo and Li, two linguists"."""
    return next((e.members for _, e in ground.ending.get(end - 1, ()) if e.members and e.named), ())


def _says_who(ground: Ground, r: Range, at: int, phrases: Sequence[Phrase]) -> bool:
    """Whether a phrase after a comma says who the one before it is, rather than going on."""
    words = ground.words
    determined = words.lower[at] in ground.lexicon.determining
    if (
        phrases[0].plural
        and not _list_ending(ground, r[1])
        and not (determined and ground.by_id[ground.reader.owners[r[0]]].members)
    ):
        return False
    if words.lower[r[1]] != ",":
        return True
    head = phrases[0].head
    opened = _opener(ground, r[0])
    if opened in ground.lexicon.subordinating:
        # "According to Ana Diaz, a detective was sent": the phrase is the subject of what follows
        if words.parsed and words.deprels[head].startswith("nsubj"):
            return False
        after = phrases[-1].end
        return not ground.same(r[0], after) or words.lower[after] in ground.lexicon.closing
    return not (words.parsed and words.deprels[head].startswith("nsubj") and words.heads[head] > head and opened != "")


def _opener(ground: Ground, first: int) -> str:
    """The word that opens the sentence of a name with nothing but a few words between; "" where the name opens it."""
    sentence = ground.words.sentences[ground.words.sentence[first]]
    return "" if sentence.first == first or first - sentence.first > REACH else ground.words.lower[sentence.first]


def _closes(ground: Ground, at: int) -> bool:
    """Whether an apposition may end here: at a mark, or before a relative clause or "and" with another phrase."""
    return (
        at >= len(ground.words)
        or not ground.words.forms[at][:1].isalnum()
        or ground.words.lower[at] in ground.lexicon.following
    )


def _included(ground: Ground, first: int, end: int, e: Entity) -> Iterator[Relation]:
    """ "candidates, including Ana Diaz and Piet Vos", "members such as …", "among them the painter Ana Diaz"."""
    at = _plural_before(ground, first)
    if at < 0:
        return
    for p in ground.reader.read(at):
        if not p.plural and p.kind == "office":
            continue
        made = ground.relation(e.id, p, at, end)
        if made is not None:
            yield made


def _plural_before(ground: Ground, first: int) -> int:
    """First token of the plural phrase whose list a name stands in; -1 for none."""
    words = ground.words
    for k in range(first - 1, max(0, first - REACH), -1):
        if not ground.same(k, first):
            return -1
        if (
            words.lower[k] in ground.lexicon.listing
            and (words.lower[k] != "as" or words.lower[k - 1] == "such")
            and (words.lower[k] != "them" or words.lower[k - 1] == "among")
        ):
            end = k - 1 if words.lower[k] in ("as", "them") else k
            return _plural_ending(ground, end - 1 if words.lower[end - 1] == "," else end)
        if not (
            words.forms[k][:1].isupper()
            or words.lower[k] in ground.lexicon.enumerating
            or ground.lexicon.head(words.lower[k])
        ):
            return -1
    return -1


def _plural_ending(ground: Ground, end: int) -> int:
    """First token of the phrase about several people that reaches ``end``, its complement included; -1 for none."""
    for k in range(end - 1, max(0, end - 9), -1):
        if not ground.same(k, end):
            break
        noun = ground.lexicon.head(ground.low(k))
        if noun and noun != ground.low(k):
            for at in range(max(0, k - 6), k + 1):
                found = ground.reader.read(at) if ground.same(at, k) else []
                if any(p.head == k and p.end >= end for p in found):
                    return at
            return -1
    return -1
