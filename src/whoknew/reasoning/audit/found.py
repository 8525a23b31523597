"""What a check found, and the ways of words that several checks share."""

import msgspec

from whoknew.model import Claim, Span
from whoknew.reasoning.audit.rules import Severity


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that a rule found."""

    spans: tuple[Span, ...]
    claims: tuple[str, ...] = ()
    gaps: dict[str, str] = {}
    severity: Severity | None = None  # where it is not the rule's own


def overlap(one: Claim, other: Claim) -> bool:
    return any(a < d and c < b for a, b in one.spans for c, d in other.spans)


def capital(words: str) -> str:
    return words[:1].upper() + words[1:]
