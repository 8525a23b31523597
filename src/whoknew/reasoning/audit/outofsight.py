"""The check for what passed between people out of sight and is told in a paragraph that cites nobody."""

from collections.abc import Iterator

from whoknew.model import Act, Claim
from whoknew.reasoning.audit.evidence import Evidence
from whoknew.reasoning.audit.found import Found
from whoknew.reasoning.audit.words import listed

LEAD = 24  # letters before an act in which a modal is looked for


def nobody_cited(e: Evidence) -> Iterator[Found]:
    private = {a.id for a in e.analysis.acts if a.type in listed("private") and not a.sources and _between(e, a)}
    cited = _cited_blocks(e)
    told: dict[int, list[Claim]] = {}
    for claim in e.analysis.claims:
        words = e.words(claim.spans)
        shown = bool(words & listed("shown")) and bool(words & listed("showing"))
        plain = claim.status == "asserted" and e.own_voice(claim) and not e.of_publisher(claim) and not shown
        if plain and claim.spans and private & set(claim.about):
            told.setdefault(_block(e, claim.spans[0][0]), []).append(claim)
    for block, claims in told.items():
        if block not in cited:
            yield Found(spans=tuple(s for c in claims for s in c.spans), claims=tuple(c.id for c in claims))


def _between(e: Evidence, act: Act) -> bool:
    """Whether an act passed between people out of sight: somebody told somebody something, or two met or called.

    What is said on a stage, in a debate or by the narrator himself is no secret.
    """
    people = [party.entity for party in act.others if party.entity in e.entities]
    if not people or not all(e.entities[who].type in ("person", "group", "organisation") for who in people if who):
        return False
    start = act.cue[0] if act.cue else 0
    sentence = e.analysis.sentence_at(start)
    if sentence < 0:
        return False
    said = e.words((e.analysis.sentences[sentence].span,))
    if said & listed("public") or e.narrator in {party.entity for party in (*act.agents, *act.others)} - {None}:
        return False
    lead = e.analysis.account.text[max(e.analysis.sentences[sentence].span[0], start - LEAD) : act.cue[1]]
    if {w.removesuffix("n't") for w in lead.lower().replace("’", "'").split()} & listed("possible"):
        return False  # "that would not tell them anything": nothing passed
    if act.type != "withhold" and not set(e.analysis.text_of(act.cue).lower().split()) & listed("in_private"):
        return False
    if act.type in ("call", "meet"):
        return all(e.entities[who].type == "person" for who in people if who) and bool(act.agents)
    return bool(act.content_spans) and bool(act.agents or act.type in ("withhold",))


def _cited_blocks(e: Evidence) -> set[int]:
    return {
        _block(e, a.cue_spans[0][0])
        for a in e.analysis.attributions
        if a.cue_spans and any(not e.sources[s].inner for s in a.sources if s in e.sources and s != "self")
    }


def _block(e: Evidence, offset: int) -> int:
    sentence = e.analysis.sentence_at(offset)
    return e.analysis.sentences[sentence].block if sentence >= 0 else -1
