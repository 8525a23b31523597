"""Orderings that the text states or tells by: connectives, times that hang on another item, the order of telling, legs."""

from whoknew.model import Analysis, Movement, Order
from whoknew.model.wording import Wording
from whoknew.stages.order.items import Item
from whoknew.stages.order.placed import Placed, lexicon, listed


def legs(analysis: Analysis) -> list[tuple[str, Order]]:
    """How the legs of a journey stand to each other.

    A leg that starts where the one before it ends is after it; one that starts where it starts ("left Damascus … was
    carried to Hmeimim") is its continuation and does not start before it; a departure told again is, by the telling, the same.
    """
    orders: list[tuple[str, Order]] = []
    last: dict[str, Movement] = {}
    for movement in analysis.movements:
        if movement.same_as is not None:
            orders.append((movement.id, Order(relation="simultaneous", to=movement.same_as, weak=True)))
            continue
        if movement.journey is None:
            continue
        before = last.get(movement.journey)
        if before is not None and movement.destination and movement.destination == before.destination:
            orders.append((movement.id, Order(relation="during", to=before.id)))  # the same leg, told by its arrival
        elif before is not None and movement.origin_place:
            if movement.origin_place == before.destination:
                orders.append((movement.id, Order(relation="after", to=before.id)))
            elif movement.origin_place == before.origin_place and before.destination is None:
                orders.append((movement.id, Order(relation="during", to=before.id)))
        last[movement.journey] = movement
    return orders


def anchored_orders(words: Wording, own: list[Placed], item: Item, here: list[Item]) -> list[Order]:
    """ "hours before he left": before the item told in that clause."""
    orders: list[Order] = []
    for spot in own:
        anchor = spot.time.anchor
        if anchor.kind != "event" or anchor.span is None:
            continue
        first, end = words.range_of(anchor.span)
        between = words.lower[spot.end : first]
        relation = next(
            (lexicon()["connectives"].get(word) for word in between if word in lexicon()["connectives"]), None
        )
        for other in here:
            if relation and first <= other.token < end and other.id != item.id and not first <= item.token < end:
                orders.append(Order(relation=relation, to=other.id, span=words.span(spot.first, end)))  # type: ignore[arg-type]
    return orders


def connected_orders(words: Wording, item: Item, here: list[Item]) -> list[Order]:
    """Orderings to items in subordinate clauses that hang on this one: "he left before they came"."""
    orders: list[Order] = []
    for other in here:
        if other.token == item.token or other.id == item.id:
            continue
        mark = _mark_between(words, item, other)
        relation = lexicon()["connectives"].get(words.lower[mark]) if mark >= 0 else None
        if relation is not None:
            span = words.span(min(mark, other.token), max(mark, other.token) + 1)
            weak = relation == "overlaps" and words.lower[mark] in {"as", "when"}
            orders.append(Order(relation=relation, to=other.id, span=span, weak=weak))  # type: ignore[arg-type]
    return orders


def _mark_between(words: Wording, item: Item, other: Item) -> int:
    if words.parsed:
        if not words.deprels[other.token].startswith("advcl") or words.heads[other.token] != item.token:
            return -1
        marks = [
            c for c in words.children[other.token] if words.deprels[c] in {"mark", "advmod", "case"} and c < other.token
        ]
        return next((mark for mark in marks if words.lower[mark] in lexicon()["connectives"]), -1)
    if other.token < item.token:
        return -1
    found = [at for at in range(item.token + 1, other.token) if words.lower[at] in {"before", "after", "until", "once"}]
    between = words.lower[item.token + 1 : other.token]
    return found[0] if len(found) == 1 and len(between) <= 12 and not {";", ":"} & set(between) else -1


def told_after(words: Wording, item: Item, previous: Item | None) -> Order | None:
    """The order of telling, weak: both in the main line of the story, neither in the pluperfect."""
    if previous is None or not item.real or previous.token == item.token or not in_main_clause(words, item.token):
        return None
    if words.quoted[item.token] >= 0 or (present(words, item.token) and not present(words, previous.token)):
        return None
    if pluperfect(words, item.token):  # "he had already left": before what was told last
        earlier = not pluperfect(words, previous.token)
        return Order(relation="before", to=previous.id, span=words.spans[item.token], weak=True) if earlier else None
    if pluperfect(words, previous.token):
        return None
    opening = words.sentences[words.sentence[item.token]].first
    adverb = next((w for w in words.lower[opening : opening + 2] if w in lexicon()["adverbs"]), "")
    relation = lexicon()["adverbs"].get(adverb, "after")
    span = words.spans[opening] if adverb else None
    return Order(relation=relation, to=previous.id, span=span, weak=True)  # type: ignore[arg-type]


def in_main_clause(words: Wording, at: int) -> bool:
    """Whether a token is in the main line of the account's own telling, outside quotation marks."""
    if not words.parsed:
        return words.quoted[at] < 0
    relation = words.deprels[at].split(":")[0]
    return relation in {"root", "conj", "ccomp", "parataxis"} and words.quoted[at] < 0


def pluperfect(words: Wording, at: int) -> bool:
    """Whether a verb is told with "had": before what is told around it."""
    if words.parsed:
        return any(
            words.lower[child] in {"had", "'d"} and words.deprels[child].startswith("aux")
            for child in words.children[at]
        )
    return "had" in words.lower[max(0, at - 3) : at]


def present(words: Wording, at: int) -> bool:
    """Whether a verb is told in the present or the present perfect: "denies", "has said", "they deny"."""
    if not words.parsed or words.upos[at] != "VERB":
        return False
    helpers = [words.lower[c] for c in words.children[at] if words.deprels[c].startswith("aux")]
    if helpers:
        return helpers[0] in listed("tense", "present")
    low, lemma = words.lower[at], words.lemmas[at]
    if low == lemma:  # "they deny": not "to deny", nor "they put"
        subject = any(words.deprels[c].startswith("nsubj") for c in words.children[at])
        marked = any(words.deprels[c] == "mark" and words.lower[c] == "to" for c in words.children[at])
        return subject and not marked and low not in listed("tense", "alike")
    return low.endswith("s") and low[:-1] in {lemma, f"{lemma}e", f"{lemma[:-1]}ie"}
