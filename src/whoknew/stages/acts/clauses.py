"""The stretch of text that a clause or phrase covers, and where it ends: what comes after is no longer told."""

import re

from whoknew.model import Span
from whoknew.model.syntax import Tree
from whoknew.stages.acts.lexicon import among, verb_groups

ELLIPSE = re.compile(r"((?:he|she|they|we|I|it) (?:would|will|had|did)(?: so)?)(?:,|$)")


TURN = re.compile(r",? but (?=(?:he|she|they|it|the|his|her|their|[A-Z]\w+)\b)")


def finite(tree: Tree, kid: int) -> bool:
    """Whether a word governs a clause with a verb of its own."""
    return tree.words[kid].upos in ("VERB", "AUX") or bool(tree.kids(kid, "cop", "nsubj", "aux"))


def clause_span(tree: Tree, head: int, *, relatives: bool = True) -> Span:
    """The clause or phrase under a head without its leading "that", "to", "if" and preposition, and its final stop."""
    aside = _foreign(tree, head)
    if not relatives:
        aside |= frozenset(
            index
            for index in tree.phrase(head)
            if tree.rel(index) == "acl:relcl" and tree.low(tree.phrase(index)[0]) in among("relative")
        )
    indices = tree.phrase(head, aside)
    that = next((kid for kid in tree.kids(head, "mark") if tree.low(kid) == "that"), -1)
    if 0 <= that < head:
        indices = [that + 1, *(index for index in indices if index > that + 1)]
    while len(indices) > 1 and (
        (
            tree.low(indices[0]) in among("leading")
            and tree.base(indices[0]) in ("mark", "case", "punct", "cc", "advmod", "obl", "fixed")
        )
        or tree.base(indices[0]) == "punct"
    ):
        indices = indices[1:]
    while len(indices) > 1 and tree.base(indices[-1]) in ("punct", "cc"):
        indices = indices[:-1]
    start, end = tree.cover(indices)
    short = ELLIPSE.match(tree.text, start, end)
    if short is not None:
        return short.span(1)
    turn = TURN.search(tree.text, start, end)
    return (
        (start, turn.start())
        if turn is not None and turn.start() > start + 8 and '"' not in turn.group()
        else (start, end)
    )


def _foreign(tree: Tree, head: int) -> frozenset[int]:
    """Coordinated clauses that are no longer told: after "but", or the teller's next doing ("… and asked them")."""
    aside = {kid for kid in tree.kids(head) if tree.low(kid) == "according" or tree.case(kid) == "according"}
    aside |= {kid for kid in tree.kids(head, "parataxis") if kid > head and tree.kid(kid, "nsubj") >= 0}
    return frozenset(aside) | frozenset(
        kid
        for kid in tree.kids(head, "conj")
        if tree.words[kid].upos in ("VERB", "AUX", "ADJ")
        and (
            (any(tree.low(cc) in ("but", "yet") for cc in tree.kids(kid, "cc")) and tree.kid(kid, "nsubj") >= 0)
            or outer(tree, kid)
            or (_marked(tree, kid) and not _marked(tree, head))  # "intended to tell her, and that no rule obliged him"
        )
    )


def _marked(tree: Tree, index: int) -> bool:
    return any(tree.low(mark) == "that" for mark in tree.kids(index, "mark"))


def outer(tree: Tree, index: int) -> bool:
    """Whether a verb that the parser coordinated with a told clause goes on from the telling verb instead: it has no
    subject and no auxiliary, while the clause has one, and is itself a verb of the lists."""
    head = tree.head(index)
    if tree.base(index) != "conj" or head < 0 or tree.kid(index, "nsubj") >= 0 or tree.kids(index, "aux", "aux:pass"):
        return False
    if tree.base(head) != "ccomp" or not tree.kids(head, "aux", "cop", "aux:pass"):
        return False
    return tree.lemma(index) in verb_groups() and tree.low(index) != tree.lemma(index)
