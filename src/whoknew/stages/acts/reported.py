"""Who reports an act: the attribution whose content holds it, or one that is thrown in before it."""

from whoknew.model import Analysis, Attribution
from whoknew.model.syntax import Tree
from whoknew.stages.acts.draft import Draft
from whoknew.stages.acts.parties import Parties
from whoknew.stages.acts.select import Told


def reporting(analysis: Analysis, tree: Tree, parties: Parties, told: Told, draft: Draft) -> Attribution | None:
    """Who reports an act: not the man who does it, where his own telling was taken to reach too far."""
    over = told.over(tree.spans[draft.word][0]) or _thrown_in(tree, told, draft)
    if over is not None and over.cue_spans:
        cue = tree.top(over.cue_spans[0])
        if tree.head(draft.word) == cue and tree.base(draft.word) == "parataxis":
            return None  # ", a witness said" stands outside what it comes after
    by_id = {attribution.id: attribution for attribution in analysis.attributions} if over is not None else {}
    for _ in range(4):
        if over is None or over.form == "direct" or over.parent is None or not draft.agents:
            break
        if parties.entity(draft.agents[0]) is None or parties.source_entities(over) != {
            parties.entity(draft.agents[0])
        }:
            break
        over = by_id.get(over.parent)
    return over


def _thrown_in(tree: Tree, told: Told, draft: Draft) -> Attribution | None:
    """ "He denied it, she said, and told her that …": what the same subject goes on to do is by the same account."""
    first = tree.head(draft.word)
    if tree.base(draft.word) != "conj" or first < 0 or tree.kids(draft.word, "nsubj", "nsubj:pass", "nsubj:outer"):
        return None
    over = told.over(tree.spans[first][0])
    if over is None:
        return None
    between = any(tree.spans[first][1] <= a and b <= tree.spans[draft.word][0] for a, b in over.cue_spans)
    same = tree.sentence[first] == tree.sentence[draft.word]
    return over if between and same and over.form == "indirect" else None
