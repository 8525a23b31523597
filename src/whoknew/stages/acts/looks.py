"""What only looks like an act: a fact that gainsays words, a speaker's protest, somebody's judgement, a measure of knowledge."""

from whoknew.model.syntax import Tree
from whoknew.stages.acts.draft import Draft
from whoknew.stages.acts.lexicon import among, verb_groups


def shown_by_facts(tree: Tree, draft: Draft) -> bool:
    """ "He had his hands up, contradicting their claim": the fact gainsays it, and nobody denies anything."""
    index = draft.word
    bare = tree.base(index) == "advcl" and tree.low(index).endswith("ing") and not tree.kids(index, "mark", "nsubj")
    if draft.type != "deny" or not bare or tree.lemma(index) not in among("gainsaying"):
        return False
    head = tree.head(index)
    return head >= 0 and not any(
        group.type in among("spoken_types") and group.obj != "listed"
        for group in verb_groups().get(tree.lemma(head), ())
    )


def wonders(tree: Tree, draft: Draft) -> bool:
    """ "I don't understand why you have to", "I don't know what she was thinking": a speaker's protest, no ignorance."""
    index = draft.word
    if draft.type not in ("know", "unaware") or tree.low(max(0, tree.subject(index))) not in ("i", "we"):
        return False
    if not any(tree.low(kid) in ("do", "ca", "can") for kid in tree.kids(index, "aux")) or tree.negated(index) < 0:
        return False
    after = [tree.low(kid) for kid in range(index + 1, min(index + 9, tree.size))]
    if tree.lemma(index) in ("understand", "see", "get"):
        return after[:1] in (["why"], ["how"])
    return after[:1] == ["what"] and bool({"thinking", "talking"} & set(after))


def judged(tree: Tree, index: int) -> bool:
    """ "Called the charges unsubstantiated and fabricated by a rival": somebody's judgement of a thing, no act told of."""
    for _ in range(4):
        head = tree.head(index)
        if head < 0 or tree.base(index) not in ("conj", "xcomp", "amod", "acl", "obj"):
            return False
        if tree.lemma(head) in among("judging") and tree.base(index) in ("xcomp", "obj", "conj", "acl"):
            return tree.words[head].upos == "VERB"
        index = head
    return False


def measured(tree: Tree, draft: Draft) -> bool:
    """ "Knows as much of boats as I do", "have not heard a peep", "helps people understand": nothing that was known."""
    index = draft.word
    if draft.type not in ("know", "unaware", "learn") or draft.kind != "verb":
        return False
    things = tree.kids(index, "obj", "advmod")
    if any(tree.low(kid) == "much" and any(tree.low(g) == "as" for g in tree.kids(kid)) for kid in things):
        return True
    heard = draft.type == "learn" or tree.lemma(index) == "hear"
    if heard and tree.negated(index) >= 0 and any(tree.lemma(kid) in among("peeps") for kid in things):
        return True
    head = tree.head(index)
    helped = head >= 0 and tree.base(index) in ("xcomp", "ccomp") and tree.lemma(head) == "help"
    return helped and tree.low(index) == tree.lemma(index)
