"""Attribution on PolNeAR dev: spans from the encoder's signals (or the layer, without an encoder), relations from the layer.

The corpus marks outermost relations only, so nested ones of the layer (with a parent) are left out, and so are
those without a cue, which the corpus does not have.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from whoknew.model import Analysis
from whoknew_eval.corpora.document import Attribution, Document, Span
from whoknew_eval.corpora.words import cover
from whoknew_eval.metrics.attribution import Part as SpanPart
from whoknew_eval.metrics.attribution import Relation, overlap, relation_counts, span_counts
from whoknew_eval.metrics.bootstrap import interval
from whoknew_eval.metrics.counts import Counts, total
from whoknew_eval.metrics.matching import match
from whoknew_eval.quality.judged import Judged, relations_judged
from whoknew_eval.quality.kinds import KINDS, kinds_of
from whoknew_eval.quality.row import Breakdown, Part, Row

PARTS: tuple[SpanPart, ...] = ("source", "cue", "content")


@dataclass(frozen=True)
class Compared:
    """One article: gold and found relations in the corpus's words; ``spans`` are what spans are read off."""

    document: Document
    gold: tuple[Relation, ...]
    found: tuple[Relation, ...]
    spans: tuple[Relation, ...]


def compare(document: Document, analysis: Analysis) -> Compared:
    """Gold against found, both as word ranges of the document."""
    layer = layer_relations(document, analysis)
    gold = gold_relations(document)
    signals = signal_relations(document, analysis)
    if signals is None:
        return Compared(document, gold, layer, layer)
    return Compared(document, gold, layer, signals)


def gold_relations(document: Document) -> tuple[Relation, ...]:
    """The corpus's relations."""
    return tuple(Relation(a.cue, a.source, a.content) for a in document.attributions or ())


def layer_relations(document: Document, analysis: Analysis) -> tuple[Relation, ...]:
    """Outermost relations of the analysis."""
    return tuple(
        Relation(*(_ranges(document, spans) for spans in (a.cue_spans, a.source_spans, a.content_spans)))
        for a in analysis.attributions
        if a.parent is None and a.cue_spans
    )


def signal_relations(document: Document, analysis: Analysis) -> tuple[Relation, ...] | None:
    """The encoder's relations; ``None`` without an encoder."""
    if analysis.signals is None:
        return None
    tokens = [token.span for token in analysis.tokens]

    def words(ranges: Sequence[Span]) -> tuple[Span, ...]:
        return _ranges(document, [(tokens[a][0], tokens[b - 1][1]) for a, b in ranges])

    return tuple(Relation(words(a.cue), words(a.source), words(a.content)) for a in analysis.signals.attributions)


def _ranges(document: Document, spans: Sequence[Span]) -> tuple[Span, ...]:
    found = (cover(document.words, *span) for span in spans)
    return tuple(sorted({r for r in found if r is not None}))


def measure(compared: Sequence[Compared]) -> Part:
    """All attribution rows, and relations by kind."""
    rows = []
    for part in PARTS:
        counts = [span_counts(c.gold, c.spans, c.document.sentences, part) for c in compared]
        rows.append(f1_row(f"attribution.{part}", counts))
    both = [relation_counts(c.gold, c.found) for c in compared]
    rows.append(f1_row("attribution.relations.a", [a for a, _ in both]))
    rows.append(f1_row("attribution.relations.b", [b for _, b in both]))
    breakdowns = [_by_kind(compared)]
    if any(c.spans is not c.found for c in compared):
        alone = [relation_counts(c.gold, c.spans) for c in compared]
        breakdowns.append(
            Breakdown(
                title="Attribution relations, the encoder alone",
                columns=("measure", "precision", "recall", "F1"),
                rows=tuple((name, *prf(total(pair[k] for pair in alone))) for k, name in enumerate(("(a)", "(b)"))),
            )
        )
    return Part(rows=tuple(rows), breakdowns=tuple(breakdowns))


def ledger_judged(document: Document, analysis: Analysis) -> Iterator[Judged]:
    """The relations of the ledger, as a user sees them, where they carry confidences."""
    outer = [a for a in analysis.attributions if a.parent is None and a.cue_spans]
    scores = [(a.confidence, a.exact_confidence) for a in outer]
    yield from relations_judged(document.attributions or (), layer_relations(document, analysis), scores)


def f1_row(ident: str, counts: Sequence[Counts], note: str = "") -> Row:
    """A row from counts per document: F1 with its interval."""
    summed = total(counts)
    low, high = interval(list(counts), lambda drawn: total(drawn).f1)
    said = f"P {summed.precision:.1%}, R {summed.recall:.1%}, {summed.gold} in gold"
    return Row(id=ident, figure=summed.f1, low=low, high=high, note="; ".join(filter(None, (note, said))))


def prf(counts: Counts) -> tuple[str, str, str]:
    """Precision, recall and F1 as printed."""
    return f"{counts.precision:.1%}", f"{counts.recall:.1%}", f"{counts.f1:.1%}"


def outcomes(one: Compared) -> list[tuple[Attribution, Relation | None, bool, bool]]:
    """Each gold relation with what was matched to it, and whether (a) and (b) hold."""
    pairs = dict(match(one.gold, one.found, lambda g, f: float(overlap(g.cue, f.cue))))
    result = []
    for i, gold in enumerate(one.gold):
        found = one.found[pairs[i]] if i in pairs else None
        loose, strict = relation_counts([gold], [found] if found is not None else [])
        mark = Attribution(cue=gold.cue, source=gold.source, content=gold.content)
        result.append((mark, found, bool(loose.right), bool(strict.right)))
    return result


def _by_kind(compared: Sequence[Compared]) -> Breakdown:
    seen: dict[str, list[tuple[bool, bool, bool]]] = {}
    for one in compared:
        for gold, found, loose, strict in outcomes(one):
            for kind in ("all", *kinds_of(gold, one.document)):
                seen.setdefault(kind, []).append((found is not None, loose, strict))
    rows = []
    for kind in ("all", *KINDS):
        marks = seen.get(kind, [])
        shares = (f"{sum(mark[k] for mark in marks) / len(marks):.1%}" if marks else "–" for k in range(3))
        rows.append((kind, str(len(marks)), *shares))
    return Breakdown(
        title="Attribution relations by kind (recall; the corpus marks no nested ones, see the table of our own sentences)",
        columns=("kind", "in gold", "cue found", "(a)", "(b)"),
        rows=tuple(rows),
    )
