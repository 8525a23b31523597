"""Time expressions of the whole pipeline: WikiWars 13–16 (held back from rules) and the dates of GUM dev.

GUM marks dates and times, not durations or sets, and leaves many relative words out; so only what the tool calls a
date or a time is compared there, and its precision is a lower bound.
"""

from collections.abc import Sequence

from whoknew.model import Analysis
from whoknew_eval.corpora import load
from whoknew_eval.corpora.document import Document
from whoknew_eval.metrics.times import Expression, TimeCounts, time_counts
from whoknew_eval.quality.attribution import f1_row
from whoknew_eval.quality.row import Part, Row


def documents(corpus: str) -> list[Document]:
    """The documents that a corpus's rows are measured on."""
    return list(load(corpus, "dev"))


def count(document: Document, analysis: Analysis) -> TimeCounts:
    """Counts of one document."""
    gold = [Expression(t.span, t.value, t.mod) for t in document.timexes or ()]
    kinds = ("date", "time") if document.corpus == "gum" else ("date", "time", "duration", "set")
    found = [Expression(t.span, t.value, t.mod or "") for t in analysis.times if t.type in kinds]
    return time_counts(gold, found)


def measure(corpus: str, pairs: Sequence[tuple[Document, Analysis]]) -> Part:
    """Strict, relaxed and value rows of one corpus."""
    counts = [count(document, analysis) for document, analysis in pairs]
    rows: list[Row] = []
    for name in ("strict", "relaxed", "value"):
        rows.append(f1_row(f"times.{corpus}.{name}", [getattr(c, name) for c in counts]))
    return Part(rows=tuple(rows))
