"""Which claims of a reading are worth a line of their own in a draft, and in what words.

A claim is left out where an act, a movement, a presence or an event already says it, and where it only repeats what
somebody in the story was told: that belongs to the line of the telling. What a source says of the world, what is
doubted, denied or judged, and what the account itself states of somebody it names, stay.
"""

import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any

import msgspec

from whoknew.model import Analysis, Claim, Proposition, Span
from whoknew.model.cover import Cover

LONGEST = 30  # words of a claim's statement; a longer one is cut
PLAIN = 25  # words up to which the account's own plain statements get a line


@cache
def _lists() -> dict[str, frozenset[str]]:
    found: dict[str, list[str]] = tomllib.loads((files("whoknew.scenario") / "worth.toml").read_text("utf-8"))
    return {name: frozenset(words) for name, words in found.items()}


def worth(analysis: Analysis, kept: Iterable[Any]) -> tuple[tuple[Claim, ...], tuple[Proposition, ...]]:
    """The claims to write, each with a statement, and the statements made for those that had none."""
    facts = list(kept)
    ids = {fact.id for fact in facts}
    told = Cover((span, True) for act in analysis.acts for span in act.content_spans)
    cues = Cover((act.cue, True) for act in analysis.acts)
    answers = Cover((one.span, True) for one in analysis.responses if one.span is not None)
    titles = Cover(
        (block.span, True) for block in analysis.blocks if block.type not in ("paragraph", "list_item", "other")
    )
    attributed = {one.id: one for one in analysis.attributions}
    acted_ids = {fact.id for fact in facts if hasattr(fact, "hedged")}
    lists = _lists()
    claims: list[Claim] = []
    made: list[Proposition] = []
    for claim in analysis.claims:
        if not claim.spans or titles.innermost(claim.spans[0][0]) is not None:
            continue
        at = claim.spans[0][0]
        attribution = attributed.get(claim.attribution or "")
        acted = attribution is not None and any(cues.over(cue) for cue in attribution.cue_spans) and not _alleged(claim)
        if acted or (told.innermost(at) is not None and claim.status == "asserted"):
            continue  # the line of the telling says it
        about = tuple(fact for fact in claim.about if fact in ids)
        hedged = [fact for fact in facts if fact.id in claim.about and getattr(fact, "hedged", False)]
        if hedged and len(hedged) >= len([a for a in about if a in acted_ids]):
            continue  # the line of what is alleged says it, as perhaps
        special = claim.status != "asserted" or claim.kind != "fact"
        said = claim.status in ("asserted", "unverified", "disputed") and claim.kind != "allegation"
        if about and said and not _unconfirmed(claim, facts):
            continue
        if answers.over(claim.spans[0]) and len(claim.chain) < 2:
            continue
        if len(claim.chain) < 2 and not special and not _plain(analysis, claim):
            continue
        words = _gist(analysis, claim.spans)
        if len(words.split()) < 2 or all(word.lower() in lists["small"] for word in words.split()):
            continue
        if claim.proposition is None:
            statement = Proposition(id=f"{claim.id}p", gist=words)
            made.append(statement)
            claim = msgspec.structs.replace(claim, proposition=statement.id)
        claims.append(msgspec.structs.replace(claim, about=about))
    return tuple(claims), tuple(made)


def _unconfirmed(claim: Claim, facts: list[Any]) -> bool:
    """What the account tells and could not confirm: the line of an event, unlike others, cannot say so itself."""
    own = claim.status == "unverified" and claim.chain == (("self",),)
    return own and not any(hasattr(fact, "hedged") for fact in facts if fact.id in claim.about)


def _alleged(claim: Claim) -> bool:
    return claim.kind == "allegation" or claim.status == "alleged"


def _plain(analysis: Analysis, claim: Claim) -> bool:
    """Whether the account's own statement is short and of somebody or something that it names."""
    lists = _lists()
    if analysis.text_of(claim.spans[0]).rstrip(" .,").rpartition(" ")[2].lower() in lists["pointing"]:
        return False  # says nothing without the sentence before
    publisher = (analysis.account.publisher or "").split()
    if publisher and analysis.text_of(claim.spans[0]).startswith(publisher[0]):
        return False  # what the paper itself did to find out
    if len(claim.spans) > 1 or len(analysis.text_of(claim.spans[0]).split()) > PLAIN:
        return False
    start, end = claim.spans[0]
    return any(
        entity.named and any(start <= mention[0] and mention[1] <= end for mention in entity.mentions)
        for entity in analysis.entities
    )


def _gist(analysis: Analysis, spans: tuple[Span, ...]) -> str:
    pieces = [" ".join(analysis.text_of(span).split()).strip(" ,;:.“”\"'‘’") for span in spans]
    words = ", ".join(piece for piece in pieces if piece)
    for lead in ("that ", "and ", "but "):
        words = words.removeprefix(lead)
    each = words.split()
    return words if len(each) <= LONGEST else " ".join(each[:LONGEST]) + " …"
