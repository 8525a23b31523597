"""Status: propositions that the account marks, by overlap and label, one to one, with most labels right.

An analysis says it in ``claims``; where that layer is empty the stances of ``attributions`` stand in. A response that
was not to be had is ``could_not_reach``. ``hypothetical``, ``doubted`` and ``asserted`` are not in the keys.
"""

from typing import NamedTuple

from whoknew.model import Analysis
from whoknew_eval.keys.key import Keyed
from whoknew_eval.keys.layer import LayerScore, context
from whoknew_eval.metrics.counts import Counts
from whoknew_eval.metrics.matching import match
from whoknew_eval.metrics.times import shared

KEYED = frozenset({"alleged", "denied", "disputed", "refuted", "unverified", "planned"})
_NOT_HEARD = frozenset({"unreachable", "no_reply", "declined"})


class Marked(NamedTuple):
    """A marked proposition of an analysis."""

    spans: tuple[tuple[int, int], ...]
    status: str


def score_status(keyed: Keyed, analysis: Analysis) -> LayerScore:
    """Counts ``found`` (overlap alone), ``label``, and ``status:…`` for each label."""
    gold, found = keyed.key.status, marked(analysis)

    def weight(i: int, j: int) -> float:
        common = sum(shared(gold[i].span, span) for span in found[j].spans)
        same = gold[i].status == found[j].status
        return 1000 + 2000 * same + min(common, 900) / 1000 if common else 0.0

    pairs = match(range(len(gold)), range(len(found)), weight)
    right = [(i, j) for i, j in pairs if gold[i].status == found[j].status]
    counts = {
        "found": Counts(len(pairs), len(found), len(gold)),
        "label": Counts(len(right), len(found), len(gold)),
    }
    for label in sorted({*(s.status for s in gold), *(s.status for s in found)}):
        counts[f"status:{label}"] = Counts(
            sum(gold[i].status == label for i, _ in right),
            sum(s.status == label for s in found),
            sum(s.status == label for s in gold),
        )
    return LayerScore(counts=counts, notes=_notes(keyed, found, pairs) if keyed.open else ())


def marked(analysis: Analysis) -> list[Marked]:
    """The marked propositions of an analysis, each span and label once."""
    found = [Marked(claim.spans, claim.status) for claim in analysis.claims if claim.status in KEYED]
    if not analysis.claims:
        found = [Marked(a.content_spans, a.stance) for a in analysis.attributions if a.stance in KEYED]
    found += [
        Marked((response.span,), "could_not_reach")
        for response in analysis.responses
        if response.result in _NOT_HEARD and response.span is not None
    ]
    return list(dict.fromkeys(found))


def _notes(keyed: Keyed, found: list[Marked], pairs: list[tuple[int, int]]) -> tuple[str, ...]:
    gold, text = keyed.key.status, keyed.text
    notes = [
        f"LABEL key {gold[i].status} · found {found[j].status}\n  {context(text, *gold[i].span)}"
        for i, j in pairs
        if gold[i].status != found[j].status
    ]
    matched, used = {i for i, _ in pairs}, {j for _, j in pairs}
    notes += [
        f"MISSED {s.status} by {s.by or '–'}\n  {context(text, *s.span)}"
        for i, s in enumerate(gold)
        if i not in matched
    ]
    notes += [
        f"FALSE {s.status}\n  {context(text, *s.spans[0])}" for j, s in enumerate(found) if j not in used and s.spans
    ]
    return tuple(notes)
