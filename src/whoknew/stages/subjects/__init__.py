"""Stage ``subjects``: which events, acts, movements and presences each claim is about.

A happening belongs to a claim whose words hold its cue; of nested claims to the innermost, and to those around it.
"""

from bisect import bisect_left

import msgspec

from whoknew.model import Analysis, Span


class Subjects:
    """Fills ``claims.about``, and the proposition of a claim where an act's content is the claim's own."""

    name = "subjects"
    version = "1"
    requires = frozenset({"claims"})
    uses = frozenset({"events", "acts", "movements", "presences", "propositions", "acts.truth"})
    provides = frozenset({"claims.about"})

    def __call__(self, analysis: Analysis, /) -> Analysis:
        cues = sorted(
            [(event.trigger, event.id) for event in analysis.events]
            + [(act.cue, act.id) for act in analysis.acts]
            + [(movement.span, movement.id) for movement in analysis.movements]
            + [(presence.span, presence.id) for presence in analysis.presences]
        )
        starts = [cue[0] for cue, _ in cues]
        proposed = _propositions(analysis)
        made = tuple(
            msgspec.structs.replace(
                claim,
                about=tuple(dict.fromkeys(ident for span in claim.spans for ident in _inside(cues, starts, span))),
                proposition=claim.proposition or next((proposed[s] for s in claim.spans if s in proposed), None),
            )
            for claim in analysis.claims
        )
        return msgspec.structs.replace(analysis, claims=made)


def _inside(cues: list[tuple[Span, str]], starts: list[int], span: Span) -> list[str]:
    """Ids of the happenings whose cue begins and ends inside a span."""
    found = []
    for k in range(bisect_left(starts, span[0]), len(cues)):
        (start, stop), ident = cues[k]
        if start >= span[1]:
            break
        if stop <= span[1]:
            found.append(ident)
    return found


def _propositions(analysis: Analysis) -> dict[Span, str]:
    """Propositions by the spans that state them."""
    return {span: proposition.id for proposition in analysis.propositions for span in proposition.members}


stage = Subjects()
