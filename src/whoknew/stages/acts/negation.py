"""Negation: what was not told was withheld, what was not known is unknown."""

from whoknew.model import ActType
from whoknew.model.syntax import Tree
from whoknew.stages.acts.draft import Draft
from whoknew.stages.acts.lexicon import among, words

FLIP: dict[str, ActType] = {"tell": "withhold", "know": "unaware", "grant": "refuse", "learn": "unaware"}


def settle(tree: Tree, draft: Draft) -> None:
    """Negation: what was not told was withheld, what was not known is unknown; the cue takes the negator in."""
    negator = tree.negated(draft.word) if draft.kind != "noun" else -1
    if negator < 0:
        head = tree.head(draft.word)
        if (
            head >= 0
            and tree.rel(draft.word).startswith(("xcomp", "advcl"))
            and (
                (tree.lemma(head) in words().implicit and tree.rel(draft.word) == "xcomp")
                or (tree.negated(head) >= 0 and tree.lemma(head) in ("do", "be", "try", "bother"))
            )
        ):
            negator = head
    if negator < 0:
        if draft.kind == "idiom" and draft.type == "know" and any(tree.low(index) == "any" for index in draft.cue):
            draft.voice = "silence"  # "any knowledge" is said where there was none
        return
    draft.negator = negator
    if tree.lemma(draft.word) in among("unfriendly"):
        draft.voice = "silence"  # whom nobody threatened was kept from knowing nothing
        return
    if draft.type == "tell" and _unwilling(tree, draft):
        draft.type = "refuse"  # "would not say by whom", "would not disclose the name"
        draft.cue.append(negator)
        return
    if draft.type == "tell" and not draft.others and tree.lemma(draft.word) not in among("disclosing"):
        draft.voice = "silence"
        return
    given = {tree.lemma(index) for index in draft.cue[1:]} | {tree.low(index) for index in draft.cue[1:]}
    if draft.group == "post" and not draft.others and given & among("proofs"):
        draft.voice = "silence"
        return
    if draft.group == "read":
        draft.voice = "silence"  # who never got a letter may know what it said
        return
    if draft.group == "accept" and tree.lemma(draft.word) in among("receiving") and given & among("proffered"):
        draft.voice = "silence"  # who never received an offer was refused nothing
        return
    if draft.group == "accept" and tree.lemma(draft.word) in among("receiving") and given & among("proffered"):
        draft.voice = "silence"  # who never received an offer was refused nothing
        return
    if draft.type == "grant" and any(tree.case(kid) == "with" for kid in tree.kids(draft.word, "obl")):
        draft.voice = "silence"
        return
    if draft.type in FLIP and (draft.type != "tell" or draft.group in among("speaking")):
        draft.type = FLIP[draft.type]
        if abs(negator - draft.word) <= 3:
            draft.cue.append(negator)


def _unwilling(tree: Tree, draft: Draft) -> bool:
    """Whether somebody would not disclose something: no opinion ("I would not say that …"), nothing imagined."""
    aux = {tree.low(kid) for kid in tree.kids(draft.word, "aux")}
    if "would" not in aux or "have" in aux or tree.lemma(draft.word) not in among("disclosing") | {"say"}:
        return False
    own = tree.subject(draft.word)
    if own < 0 or tree.low(own) in ("i", "we", "you", "one"):
        return False
    clauses = tree.kids(draft.word, "ccomp")
    return not any(tree.low(mark) == "that" for kid in clauses for mark in tree.kids(kid, "mark"))


def open_about(tree: Tree, draft: Draft) -> bool:
    """ "Hid nothing from anyone", "did not keep it from her": a keeping back that there was not."""
    keeps = tree.lemma(draft.word) in among("holding_back")
    return draft.type == "withhold" and keeps
