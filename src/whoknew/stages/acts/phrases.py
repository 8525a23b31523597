"""The words of a party: its phrase, what it is called without determiners, how many, and how much of it."""

from bisect import bisect_right

from whoknew.model import Count, Span
from whoknew.model.syntax import Tree
from whoknew.stages.acts.draft import Quantity
from whoknew.stages.acts.lexicon import among, words

NUMBERS = {
    "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "dozen": 12, "twenty": 20, "thirty": 30,
}  # fmt: skip


def noun_phrase(tree: Tree, index: int) -> list[int]:
    """The words of a party's phrase, without coordination, clauses and what follows a comma."""
    skip = frozenset(
        kid
        for kid in tree.kids(index)
        if tree.base(kid) in among("outside")
        and not (tree.base(kid) == "advmod" and abs(kid - index) < 3 and tree.low(kid) in words().almost)
    )
    whole = tree.phrase(index, skip)
    at = whole.index(index)
    first, last = at, at
    while first > 0 and whole[first - 1] == whole[first] - 1:
        first -= 1
    while last + 1 < len(whole) and whole[last + 1] == whole[last] + 1:
        last += 1
    return whole[first : last + 1]


def descriptor(tree: Tree, index: int) -> str:
    """The phrase without its determiner, number and possessive pronoun."""
    inside = noun_phrase(tree, index)
    while (
        len(inside) > 1
        and inside[0] != index
        and (
            tree.base(inside[0]) in ("det", "nummod", "case", "punct")
            or (tree.rel(inside[0]) == "nmod:poss" and tree.words[inside[0]].upos in ("PRON", "DET"))
            or tree.low(inside[0]) in words().almost
        )
    ):
        inside = inside[1:]
    start, end = tree.cover(inside)
    return " ".join(tree.text[start:end].split())[:120]


def quantity(tree: Tree, index: int) -> Quantity:
    """all · some · none · almost_none, as the determiner or the word itself says."""
    closed = words()
    marks = [
        tree.low(index),
        *(tree.low(kid) for kid in tree.kids(index, "det", "amod", "nummod", "advmod", "det:predet")),
    ]
    if tree.kids(index, "nmod:poss") or "the" in marks:
        marks = [mark for mark in marks if mark not in ("neither", "nor")]  # "neither his board nor …": it is negated
    near = [tree.low(position) for position in range(max(0, index - 3), index)]
    if tree.low(index) == "one" and near[-1:] == ["not"]:
        return "none"  # "not one of us"
    nothing = any(mark in closed.none for mark in marks) or (
        tree.low(index) in ("soul", "anyone", "anybody") and any(mark in closed.none | closed.almost for mark in near)
    )
    if nothing:
        return "almost_none" if any(mark in closed.almost for mark in near + marks) else "none"
    if any(mark in closed.few for mark in marks) and "a" not in marks:
        return "almost_none"
    if any(mark in closed.all for mark in marks):
        return "all"
    if any(mark in closed.some for mark in marks):
        return "some"
    return None


def count(tree: Tree, index: int) -> Count | None:
    for kid in tree.kids(index, "nummod"):
        low = tree.low(kid).replace(",", "")
        number = int(low) if low.isdecimal() and len(low) < 10 else NUMBERS.get(low)
        if number is not None:
            return Count(low=number, high=number)
    return None


def shared_noun(tree: Tree, head: int, mention: Span) -> int:
    """ "30 army and security chiefs": two modifiers of one noun, which the tree took for two nouns; the noun, else -1."""
    last = head
    for kid in tree.kids(head, "conj"):
        modified = any(head < other < kid for other in tree.kids(kid, "compound", "amod"))
        plural = tree.words[kid].upos == "NOUN" and tree.low(kid) != tree.lemma(kid)
        if modified and plural and tree.spans[kid][1] == mention[1]:
            last = kid
    bare = tree.words[head].upos == "NOUN" and tree.low(head) == tree.lemma(head) and tree.kid(head, "det") < 0
    return last if bare and last != head else -1


def mention_head(tree: Tree, starts: list[int], mention: Span) -> int:
    """Word of a mention that governs the rest of it, -1 where it holds none; ``starts`` are where the words start."""
    first = bisect_right(starts, mention[0]) - 1
    if first < 0:
        return -1
    last = first
    while last + 1 < tree.size and tree.spans[last + 1][0] < mention[1] and last - first < 60:
        last += 1
    for index in range(first, min(last + 1, tree.size)):
        head = tree.head(index)
        if not first <= head <= last and tree.base(index) not in ("punct", "det", "case"):
            return index
    return -1
