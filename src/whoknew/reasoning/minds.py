"""A state of mind, or a telling, in a sentence: who, in which number, what, and whether it is possible only.

Used by the notes of findings and by the heads of the command line, so that both say the same.
"""

from collections.abc import Sequence

from msgspec.structs import replace

from whoknew.model import Act, Certainty, Deception, KnowledgeFinding, KnowledgeValue, Party
from whoknew.reasoning.contents import Content, of_act, of_proposition
from whoknew.reasoning.facts import World
from whoknew.reasoning.naming import called, phrases, plural
from whoknew.reasoning.phrasing import act_words, after, believing, join, knowing

HEARD = frozenset({"tell", "grant", "refuse"})
DOUBT = {"possible": "possibly "}


def state_words(
    world: World, agent: str, prop: str, value: KnowledgeValue, asserts: bool, certainty: Certainty = "certain"
) -> str:
    """ "the chiefs had reason to believe that “help was coming”"; nothing at the start of the sentence is made large."""
    name, content = called(world, agent), of_proposition(world, prop)
    were, maybe = "were" if plural(world, agent) else "was", DOUBT.get(certainty, "")
    known, believed = knowing(world, prop, content, asserts), believing(world, prop, content, asserts)
    heard = told_of(world, prop, content, asserts)
    if content.words.lower() in phrases("contents", "nothing") and value in ("knew", "unaware"):
        return f"{name} {maybe}knew nothing"
    match value:
        case "knew":
            return f"{name} {maybe}knew{known}"
        case "believed":
            return f"{name} {maybe}had reason to believe{believed}"
        case "believed_wrongly":
            return f"{name} {maybe}had reason to believe{believed}, which the account has otherwise"
        case "unaware":
            return f"{name} {maybe}did not know{known}"
        case "kept_from":
            comma = "" if known.startswith(":") else ","
            return f"{name} {were} {maybe}not told, or {were} kept from knowing{comma}{known}"
        case "told":
            return f"{name} {were} {maybe}told{heard}"
        case "told_falsely":
            return f"{name} {were} {maybe}told{heard}, which the account has otherwise"
        case _:
            return f"nothing is recorded of whether {name} knew{known}"


def told_of(world: World, prop: str, content: Content, asserts: bool) -> str:
    """What somebody was told: " that “…”", ": “…”"."""
    return (
        knowing(world, prop, content, asserts)
        if content.kind == "do" or not asserts
        else after("tell", content, asserts)
    )


def _heard(world: World, finding: KnowledgeFinding) -> str:
    """A telling from its hearer's side in the account's own verb: "was assured that …", "was granted “asylum”"."""
    act = world.records.get(finding.from_moment or "")
    if finding.value not in ("told", "told_falsely") or not isinstance(act, Act) or act.type not in HEARD:
        return ""
    content = of_act(world, finding.from_moment or "", act)
    if content is None or content.kind == "do":
        return ""
    hearer = Party(descriptor=called(world, finding.agent))
    words = act_words(world, finding.from_moment or "", replace(act, agents=(), others=(hearer,), hedged=False))
    return f"{words}, which the account has otherwise" if finding.value == "told_falsely" else words


def deception_head(world: World, finding: Deception) -> str:
    """Who told whom what, in the words of the telling: "Ada Marsh → the clerks: “the boats were ready”"."""
    told = join([called(world, who) for who in finding.told]) or "nobody in particular"
    act = world.records.get(finding.act)
    content = of_act(world, finding.act, act) if isinstance(act, Act) else None
    if content is None and finding.proposition:
        content = of_proposition(world, finding.proposition)
    matter = f": {content.quoted}" if content is not None else ""
    if content is not None and not finding.asserts and isinstance(act, Act) and act.type in ("deny", "refuse"):
        matter = f", {'denied' if act.type == 'deny' else 'refused'}: {content.quoted}"
    if content is not None and isinstance(act, Act) and act.type == "mislead":
        matter = f", about {content.quoted}"
    teller = called(world, finding.teller) if finding.teller else "somebody"
    return f"{teller[:1].upper()}{teller[1:]} → {told}{matter}"


def finding_words(world: World, finding: KnowledgeFinding, others: Sequence[KnowledgeFinding] = ()) -> str:
    """A finding in one clause; ``others`` only turn the same matter round, and are said in the same breath."""
    words = _heard(world, finding) or state_words(
        world, finding.agent, finding.proposition, finding.value, finding.asserts
    )
    turned = " or ".join(of_proposition(world, other.proposition).quoted for other in others)
    return f"{words}, and so not {turned}" if turned else words
