"""Time expressions of the whole pipeline: WikiWars 13–16 (held back from rules) and the dates of GUM dev.

GUM marks dates and times that have a calendar value, not durations, sets, "now" or "many years later". So only what
the tool reads as a date or time with a calendar value is compared there, and it is compared at GUM's grain
(docs/decisions/0160): a part of day is cut off where the corpus has the bare day, a day where it has the bare clock
time, an article at the left edge where it leaves that out, which it does in half of the cases; words that hang on the
day of speaking and that it leaves unmarked (by its own account a third of them) count neither way. The row's note has the
figure without the last two.
"""

import re
from collections.abc import Sequence

from whoknew.model import Analysis
from whoknew_eval.corpora import load
from whoknew_eval.corpora.document import Document
from whoknew_eval.metrics.counts import total
from whoknew_eval.metrics.times import Expression, TimeCounts, shared, time_counts
from whoknew_eval.quality.attribution import f1_row
from whoknew_eval.quality.row import Part, Row


def documents(corpus: str) -> list[Document]:
    """The documents that a corpus's rows are measured on."""
    return list(load(corpus, "dev"))


def count(document: Document, analysis: Analysis) -> TimeCounts:
    """Counts of one document, for GUM at its grain."""
    gold = [Expression(t.span, t.value, t.mod) for t in document.timexes or ()]
    found = comparable(document, analysis)
    return time_counts(*_at_grain(document.text, gold, found)) if document.corpus == "gum" else time_counts(gold, found)


def count_plainly(document: Document, analysis: Analysis) -> TimeCounts:
    """Counts of one document with articles and unmarked words of the day held against us."""
    gold = [Expression(t.span, t.value, t.mod) for t in document.timexes or ()]
    return time_counts(gold, _coarse(gold, comparable(document, analysis)))


def _coarse(gold: list[Expression], found: list[Expression]) -> list[Expression]:
    """GUM gives "this morning" its day and "10 a.m." no day: what it leaves out is cut off."""
    marked = {expression.span: expression.value for expression in gold}
    made = []
    for one in found:
        day, mark, hour = one.value.partition("T")
        values = {value for span, value in marked.items() if shared(one.span, span)}
        clock = next((v for v in values if re.fullmatch(r"\d\d:\d\d(?::\d\d)?", v)), "")
        if mark and day in values:
            one = one._replace(value=day)
        elif mark and clock and clock[:5] == hour[:5]:
            one = one._replace(value=clock)
        made.append(one)
    return made


def _at_grain(text: str, gold: list[Expression], found: list[Expression]) -> tuple[list[Expression], list[Expression]]:
    """Both without an article at the left edge; without words of the day of speaking that GUM leaves unmarked."""
    kept = [
        one
        for one in _coarse(gold, found)
        if any(shared(one.span, g.span) for g in gold) or not _OF_THE_DAY.fullmatch(text[slice(*one.span)])
    ]
    return [_bare(text, one) for one in gold], [_bare(text, one) for one in kept]


def _bare(text: str, one: Expression) -> Expression:
    start, end = one.span
    match = _ARTICLE.match(text, start, end)
    return one._replace(span=(match.end(), end)) if match else one


def comparable(document: Document, analysis: Analysis) -> list[Expression]:
    """The analysis's times that the document's corpus would mark.

    A stretch up to the day of writing ("the past three years") has a calendar value for GUM: its first and last day.
    """
    if document.corpus != "gum":
        return [Expression(t.span, t.value, t.mod or "") for t in analysis.times]
    found = []
    for t in analysis.times:
        if t.type in ("date", "time") and _CALENDAR.match(t.value):
            found.append(Expression(t.span, t.value, t.mod or ""))
        elif t.type == "duration" and t.bounds.earliest and t.bounds.latest:
            found.append(Expression(t.span, f"{t.bounds.earliest[:10]}/{t.bounds.latest[:10]}", t.mod or ""))
    return found


_CALENDAR = re.compile(r"(?:BC)?\d{2}|XXXX-(?:\d\d|S[PU]|FA|WI)")
_ARTICLE = re.compile(r"(?:the|an?)\s+", re.IGNORECASE)
_OF_THE_DAY = re.compile(
    r"today|tomorrow|yesterday|tonight|(?:this|the|last|that) (?:morning|afternoon|evening|night|day|week)",
    re.IGNORECASE,
)


def measure(corpus: str, pairs: Sequence[tuple[Document, Analysis]]) -> Part:
    """Strict, relaxed and value rows of one corpus."""
    counts = [count(document, analysis) for document, analysis in pairs]
    plain = [count_plainly(document, analysis) for document, analysis in pairs]
    rows: list[Row] = []
    for name in ("strict", "relaxed", "value"):
        note = f"{total([getattr(c, name) for c in plain]).f1:.1%} with articles and unmarked words of the day"
        rows.append(
            f1_row(f"times.{corpus}.{name}", [getattr(c, name) for c in counts], note if corpus == "gum" else "")
        )
    return Part(rows=tuple(rows))
