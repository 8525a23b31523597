"""The sourcing audit: what an editor would ask of a draft, by the rules that news organisations publish for themselves.

Figures with the ids that they count, and flags with their spans. Never a score for truth, never a grade for a source:
``reliability`` and ``credibility`` are fields for a person to set.
"""

from collections.abc import Iterable

import msgspec

from whoknew.model import Analysis, Audit, Flag
from whoknew.reasoning.audit.box import figures
from whoknew.reasoning.audit.checks import CHECKS
from whoknew.reasoning.audit.evidence import Evidence
from whoknew.reasoning.audit.found import Found
from whoknew.reasoning.audit.rules import AuditRule, rules

__all__ = ["AuditRule", "add_audit", "audit", "rules"]


def audit(analysis: Analysis, *, without: Iterable[str] = ()) -> Audit:
    """Box and flags of one analysis; rules whose ids are in ``without`` are switched off.

    Flags are ordered by rule, then by place. A flag without words of the account is never made.
    """
    off = frozenset(without)
    evidence = Evidence(analysis)
    flags: list[Flag] = []
    for ident, rule in rules().items():
        if ident in off:
            continue
        seen: set[tuple[object, ...]] = set()
        for found in sorted(CHECKS[ident](evidence), key=lambda one: one.spans):
            key = (found.spans, *sorted(found.gaps.values()))
            if found.spans and key not in seen:
                seen.add(key)
                flags.append(_flag(rule, found, len(flags) + 1))
    return Audit(box=figures(evidence), flags=tuple(flags))


def _flag(rule: AuditRule, found: Found, number: int) -> Flag:
    return Flag(
        id=f"f{number}",
        rule=rule.id,
        severity=found.severity or rule.severity,
        message=" ".join(rule.message.format(**found.gaps).split()),
        origin_of_rule=rule.origin,
        claims=found.claims,
        spans=found.spans,
        inferred=False,
    )


def add_audit(analysis: Analysis) -> Analysis:
    """The analysis with its audit among the findings."""
    found = msgspec.structs.replace(analysis.findings, audit=audit(analysis))
    return msgspec.structs.replace(analysis, findings=found)
