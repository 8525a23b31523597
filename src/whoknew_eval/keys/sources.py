"""Sources: matched by overlapping mention; kind, count range, organisation; the account's own voice is not scored.

The keys tell unnamed persons and groups apart only in part: ``unnamed_person_or_group`` is matched by either.
"""

import math
import re
from collections.abc import Sequence

from whoknew.model import Analysis, Count, Source
from whoknew_eval.keys.key import Keyed, KeySource
from whoknew_eval.keys.layer import LayerScore, context, names_of
from whoknew_eval.keys.names import same_name
from whoknew_eval.metrics.counts import Counts
from whoknew_eval.metrics.matching import match
from whoknew_eval.metrics.times import shared

UNNAMED = frozenset({"anonymous_person", "unnamed_group", "unnamed_person_or_group"})
_ANONYMOUS = frozenset({"anonymous_person", "unnamed_person_or_group"})


def score_sources(keyed: Keyed, analysis: Analysis) -> LayerScore:
    """Counts ``matched`` and ``kind``; tallies ``kind``, ``anonymous`` (recall), ``count``, ``organisation``,
    ``role`` (where the key gives one: a word of it found) and ``basis`` (where the key gives a span: one that touches it).
    """
    gold = keyed.key.sources
    found = [source for source in analysis.sources if source.kind != "self" and not (source.publisher or source.inner)]
    mentions = _mentions(analysis, found)

    def weight(i: int, j: int) -> float:
        common = sum(shared(a, b) for a in gold[i].spans for b in mentions[j])
        return 1000 + 100 * same_kind(gold[i].kind, found[j].kind) + min(common, 99) if common else 0.0

    pairs = match(range(len(gold)), range(len(found)), weight)
    kinds = sum(same_kind(gold[i].kind, found[j].kind) for i, j in pairs)
    unnamed = [i for i, source in enumerate(gold) if source.kind in _ANONYMOUS]
    home = dict(pairs)
    recalled = sum(i in home and same_kind(gold[i].kind, found[home[i]].kind) for i in unnamed)
    counted = [(gold[i], found[j]) for i, j in pairs]
    organised = [
        _same_organisation(one, other, analysis)
        for one, other in counted
        if one.organisation or (other.organisation and other.kind != "organisation")
    ]
    return LayerScore(
        counts={
            "matched": Counts(len(pairs), len(found), len(gold)),
            "kind": Counts(kinds, len(found), len(gold)),
        },
        tallies={
            "kind": (kinds, len(pairs)),
            "anonymous": (recalled, len(unnamed)),
            "count": (sum(inside(one.count, other.count) for one, other in counted), len(pairs)),
            "organisation": (sum(organised), len(organised)),
            "role": _share([_same_role(one.role, other.role) for one, other in counted if one.role]),
            "basis": _share(
                [
                    other.basis.span is not None and bool(shared(one.basis, other.basis.span))
                    for one, other in counted
                    if one.basis
                ]
            ),
        },
        values={"width": tuple(width(other.count) for _, other in counted)},
        notes=_notes(keyed, found, pairs, mentions) if keyed.open else (),
    )


def same_kind(gold: str, found: str) -> bool:
    """Whether a kind is the key's; the undivided kind of the keys takes both that it stands for."""
    return gold == found or (gold == "unnamed_person_or_group" and found in UNNAMED)


def inside(stated: str, count: Count) -> bool:
    """Whether the stated number lies in the range: "14" is 14, ">12" is 13 at least, "2+" is 2 at least.

    >>> inside("14", Count(low=10, high=20)), inside(">12", Count(low=13, high=None)), inside("2+", Count())
    (True, True, False)
    """
    digits = re.search(r"\d+", stated)
    if digits is None:
        return False
    number = int(digits.group()) + (1 if stated.startswith(">") else 0)
    return count.low <= number and (count.high is None or number <= count.high)


def width(count: Count) -> float:
    """High less low; infinite where there is no upper limit."""
    return math.inf if count.high is None else float(count.high - count.low)


def _mentions(analysis: Analysis, found: Sequence[Source]) -> list[list[tuple[int, int]]]:
    """A source's mentions, its attributions' source spans included."""
    spans = {source.id: list(source.mentions) for source in found}
    for attribution in analysis.attributions:
        for ident in attribution.sources:
            if ident in spans and len(attribution.sources) == 1:
                spans[ident].extend(attribution.source_spans)
    return [spans[source.id] for source in found]


def _same_organisation(gold: KeySource, found: Source, analysis: Analysis) -> bool:
    if not gold.organisation or not found.organisation:
        return not gold.organisation and not found.organisation
    names = names_of(analysis).get(found.organisation, [found.organisation])
    return any(same_name(gold.organisation, name) for name in names)


def _share(right: Sequence[bool]) -> tuple[int, int]:
    return sum(right), len(right)


def _same_role(gold: str, found: str | None) -> bool:
    """Whether two roles end in the same word or share one that both end in, abbreviations undone."""
    if not found:
        return False
    one, other = ({SHORT.get(w.strip(".").lower(), w.strip(".").lower()) for w in s.split()} for s in (gold, found))
    return bool({w for w in one & other if len(w) > 3})


SHORT = {"sen": "senator", "rep": "representative", "gov": "governor", "gen": "general"}


def _notes(
    keyed: Keyed,
    found: Sequence[Source],
    pairs: Sequence[tuple[int, int]],
    mentions: Sequence[Sequence[tuple[int, int]]],
) -> tuple[str, ...]:
    def line(s: KeySource) -> str:
        return f"{s.descriptor} | {s.kind} | {s.count} | {s.organisation or '–'}"

    def found_line(s: Source) -> str:
        high = "" if s.count.high is None else s.count.high
        return f"{s.descriptor} | {s.kind} | {s.count.low}–{high} | {s.organisation or '–'}"

    gold, text = keyed.key.sources, keyed.text
    notes = [
        f"DIFFERS\n  key   {line(gold[i])}\n  found {found_line(found[j])}\n  {context(text, *gold[i].spans[0])}"
        for i, j in pairs
        if not same_kind(gold[i].kind, found[j].kind) or not inside(gold[i].count, found[j].count)
    ]
    matched, used = {i for i, _ in pairs}, {j for _, j in pairs}
    notes += [f"MISSED {line(s)}\n  {context(text, *s.spans[0])}" for i, s in enumerate(gold) if i not in matched]
    notes += [
        f"FALSE {found_line(s)}  [{s.origin}]" + (f"\n  {context(text, *mentions[j][0])}" if mentions[j] else "")
        for j, s in enumerate(found)
        if j not in used
    ]
    return tuple(notes)
