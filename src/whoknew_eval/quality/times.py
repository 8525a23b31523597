"""Time expressions of the whole pipeline: WikiWars 13–16 (held back from rules) and the dates of GUM dev.

GUM marks dates and times that have a calendar value, not durations, sets, "now" or "many years later", and leaves a third of
the relative words out. So only what the tool reads as a date or time with a calendar value is compared there, and
its precision is a lower bound.
"""

import re
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
    return time_counts(gold, comparable(document, analysis))


def comparable(document: Document, analysis: Analysis) -> list[Expression]:
    """The analysis's times that the document's corpus would mark."""
    return [
        Expression(t.span, t.value, t.mod or "")
        for t in analysis.times
        if document.corpus != "gum" or (t.type in ("date", "time") and _CALENDAR.match(t.value))
    ]


_CALENDAR = re.compile(r"(?:BC)?\d{2}|XXXX-(?:\d\d|S[PU]|FA|WI)")


def measure(corpus: str, pairs: Sequence[tuple[Document, Analysis]]) -> Part:
    """Strict, relaxed and value rows of one corpus."""
    counts = [count(document, analysis) for document, analysis in pairs]
    rows: list[Row] = []
    for name in ("strict", "relaxed", "value"):
        rows.append(f1_row(f"times.{corpus}.{name}", [getattr(c, name) for c in counts]))
    return Part(rows=tuple(rows))
