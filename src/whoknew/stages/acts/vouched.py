"""On whose word an act stands that the account tells just before or after it names who tells of it.

"He met the chiefs. He told them …, said a commander who was there": the commander was at that meeting, and tells of it.
"The aide described a call. He rang her …": the call is the one that the aide describes.
"""

import msgspec

from whoknew.model import Act, Analysis
from whoknew.model.syntax import Tree
from whoknew.stages.acts.lexicon import among, noun_groups

ONWARD = 2  # sentences after "described a call" in which the call is told


def vouched(analysis: Analysis, tree: Tree, acts: list[Act]) -> list[Act]:
    """The acts, each with its source where the account gives one so."""
    said: dict[str, tuple[tuple[str, ...], str | None]] = {}
    _there(analysis, acts, said)
    _described(analysis, tree, acts, said)
    return [
        msgspec.structs.replace(act, sources=said[act.id][0], attribution=said[act.id][1]) if act.id in said else act
        for act in acts
    ]


def _there(analysis: Analysis, acts: list[Act], said: dict[str, tuple[tuple[str, ...], str | None]]) -> None:
    """A meeting at which something was said, by the account of somebody "who was there"."""
    basis = {source.id: source.basis.kind for source in analysis.sources}
    by_id = {act.id: act for act in acts}
    for act in acts:
        for order in act.time.orders:
            meeting = by_id.get(order.to)
            if order.relation != "during" or meeting is None or meeting.sources or not act.sources:
                continue
            if all(basis.get(source) == "participant" for source in act.sources):
                said.setdefault(meeting.id, (act.sources, act.attribution))


def _described(
    analysis: Analysis, tree: Tree, acts: list[Act], said: dict[str, tuple[tuple[str, ...], str | None]]
) -> None:
    """What a source is said to describe, in the sentences after."""
    blocks = [block.span for block in analysis.blocks]
    for attribution in analysis.attributions:
        if not attribution.sources or not attribution.cue_spans or len(attribution.content_spans) != 1:
            continue
        cue, top = tree.top(attribution.cue_spans[0]), tree.top(attribution.content_spans[0])
        if cue < 0 or top < 0 or tree.lemma(cue) not in among("describing") or tree.words[top].upos != "NOUN":
            continue
        wanted = {group.type for group in noun_groups().get(tree.lemma(top), ())} & {"call", "meet", "ask", "promise"}
        wanted |= {"call"} if tree.lemma(top) == "call" else set()
        block = next((span for span in blocks if span[0] <= attribution.content_spans[0][0] < span[1]), None)
        here = tree.sentence[top]
        for act in acts:
            word = tree.top(act.cue)
            if not wanted or act.type not in wanted or word < 0 or not here < tree.sentence[word] <= here + ONWARD:
                continue
            if act.sources or block is None or not block[0] <= act.cue[0] < block[1]:
                continue
            for other in acts:
                at = tree.top(other.cue)
                if at >= 0 and tree.sentence[at] == tree.sentence[word] and not other.sources:
                    said.setdefault(other.id, (attribution.sources, attribution.id))
            break
