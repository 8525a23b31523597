"""Who hears what is said before a gathering: "at a meeting of his managers he said that …"."""

import msgspec

from whoknew.model import Act, Analysis, Party
from whoknew.model.syntax import Tree
from whoknew.stages.acts.draft import Draft
from whoknew.stages.acts.lexicon import among
from whoknew.stages.acts.parties import Parties


def gathered(tree: Tree, parties: Parties, draft: Draft) -> None:
    """Those of whom a gathering is, where something is told at it and nobody else is said to be told."""
    if draft.type not in ("tell", "promise") or draft.kind != "verb" or draft.others or draft.spoken_of:
        return
    for kid in tree.kids(draft.word, "obl"):
        if tree.case(kid) not in among("at_gatherings") or tree.lemma(kid) not in among("gatherings"):
            continue
        of = [grand for grand in tree.kids(kid, "nmod") if tree.case(grand) in ("of", "with")]
        of += [grand for grand in tree.kids(kid, "nmod:poss") if parties.plural(grand)]
        heard = [grand for grand in of if parties.personal(grand)]
        if not heard:  # "at a staff meeting"
            heard = [grand for grand in tree.kids(kid, "compound") if tree.low(grand) in among("gathered_bodies")]
        if heard:
            draft.others = heard[:1]
            return


def present(analysis: Analysis, act: Act) -> Act:
    """The act told to its source, where nobody else is said to be told and the source is said to have been there."""
    if act.type not in ("tell", "promise") or act.others or len(act.sources) != 1 or not act.content_spans:
        return act
    source = next((one for one in analysis.sources if one.id == act.sources[0]), None)
    if source is None or source.entity is None or source.basis.kind not in ("participant", "witness"):
        return act
    if source.basis.span is None or any(party.entity == source.entity for party in act.agents):
        return act
    words = analysis.text_of(source.basis.span).lower().split()
    if not among("attending") & set(words):
        return act
    entity = next((one for one in analysis.entities if one.id == source.entity), None)
    cues = [one.source_spans for one in analysis.attributions if one.id == act.attribution]
    span = cues[0][0] if cues and cues[0] else None
    if entity is None or span is None:
        return act
    return msgspec.structs.replace(act, others=(Party(entity=entity.id, count=entity.count, span=span),))
