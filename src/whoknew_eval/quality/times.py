"""Time expressions of the whole pipeline: WikiWars 13–16 (held back from rules) and the dates of GUM dev.

GUM marks dates and times that have a calendar value, not durations, sets, "now" or "many years later", and leaves a
third of the relative words out. So only what the tool reads as a date or time with a calendar value is compared
there, and its precision is a lower bound. GUM gives "this morning" its day, so a part of day is cut off where the
corpus has the bare day.
"""

import re
from collections.abc import Sequence

from whoknew.model import Analysis
from whoknew_eval.corpora import load
from whoknew_eval.corpora.document import Document
from whoknew_eval.metrics.times import Expression, TimeCounts, shared, time_counts
from whoknew_eval.quality.attribution import f1_row
from whoknew_eval.quality.row import Part, Row


def documents(corpus: str) -> list[Document]:
    """The documents that a corpus's rows are measured on."""
    return list(load(corpus, "dev"))


def count(document: Document, analysis: Analysis) -> TimeCounts:
    """Counts of one document."""
    gold = [Expression(t.span, t.value, t.mod) for t in document.timexes or ()]
    found = comparable(document, analysis)
    return time_counts(gold, _without_parts(gold, found) if document.corpus == "gum" else found)


def _without_parts(gold: list[Expression], found: list[Expression]) -> list[Expression]:
    """GUM gives "this morning" its day: a part of day is cut off where the corpus has the bare day."""
    days = {expression.span: expression.value for expression in gold}
    made = []
    for one in found:
        day, mark, _ = one.value.partition("T")
        bare = any(shared(one.span, span) and value == day for span, value in days.items())
        made.append(one._replace(value=day) if mark and bare else one)
    return made


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
