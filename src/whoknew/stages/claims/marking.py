"""Giving a claim a status and a link, and how two claims stand to each other: whose, inside which, told of whom."""

import re

import msgspec

from whoknew.model import Analysis, Claim, ClaimLink, Status
from whoknew.model.wording import Wording
from whoknew.stages.claims.drafts import Draft


def mark(made: list[Claim], target: int, status: Status, words: Wording, by: Draft | None, k: int | None) -> None:
    """Give the claim a status where it is only asserted so far, and the claim ``k`` of ``by`` a link that denies it."""
    claim = made[target]
    if claim.status == "asserted":
        made[target] = msgspec.structs.replace(claim, status=status)
    if by is not None and k is not None and k != target:
        link = ClaimLink(relation="denies", claim=claim.id, span=words.span(*by.ranges[0]))
        if all(other.claim != claim.id for other in made[k].links):
            made[k] = msgspec.structs.replace(made[k], links=(*made[k].links, link))


def of_source(draft: Draft) -> bool:
    """Whether a source says so, and not the account alone."""
    return len(draft.chain) > 1


def inside(one: Draft, other: Draft) -> bool:
    """Whether two claims share words."""
    return any(a < d and c < b for a, b in one.ranges for c, d in other.ranges)


def tells_of(analysis: Analysis, words: Wording, claim: Draft, by: Draft) -> bool:
    """Whether a claim tells of the one who speaks in another, by name, entity or descriptor."""
    text = " ".join(words.words(*piece) for piece in claim.ranges).lower()
    spans = [words.span(*piece) for piece in claim.ranges]
    entities = {entity.id: entity for entity in analysis.entities}
    for source in analysis.sources:
        if source.id not in by.chain[-1]:
            continue
        entity = entities.get(source.entity or "")
        if entity is not None and any(a <= m[0] and m[1] <= b for m in entity.mentions for a, b in spans):
            return True
        if source.id in claim.against or (entity is not None and entity.id in claim.against):
            return True
        last = source.descriptor.lower().split()[-1] if source.descriptor else ""
        if len(last) > 3 and re.search(rf"\b{re.escape(last)}\b", text):
            return True
    return False
