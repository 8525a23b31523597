"""The report as Markdown and as a small JSON."""

from collections.abc import Sequence

import msgspec

from whoknew_eval.quality.row import Breakdown, Row, Target


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """All rows, in the order of the targets, with where and when they were measured."""

    date: str
    weights: str
    machine: str
    rows: tuple[Row, ...]
    breakdowns: tuple[Breakdown, ...] = ()


def shown(value: float | None, unit: str) -> str:
    """A figure as printed: shares in per cent with one decimal, seconds with two, the rest as whole numbers.

    >>> shown(0.8153, "%"), shown(0.72, "r"), shown(2512.4, "words/s"), shown(None, "%")
    ('81.5', '0.72', '2512', 'not measured')
    """
    if value is None:
        return "not measured"
    if unit == "%":
        return f"{100 * value:.1f}"
    return f"{value:.2f}" if unit in ("r", "s") else f"{value:.0f}"


def verdict(row: Row, target: Target) -> str:
    """Where the figure stands: aim, reach, below, or nothing to compare."""
    if row.figure is None or target.reach is None or target.aim is None:
        return "–"
    value = row.figure * (100 if target.unit == "%" else 1)
    if target.at_most:
        return "aim" if value <= target.aim else "reach" if value <= target.reach else "below"
    return "aim" if value >= target.aim else "reach" if value >= target.reach else "below"


def markdown(report: Report, targets: Sequence[Target]) -> str:
    """The report for people."""
    by_id = {row.id: row for row in report.rows}
    lines = [
        "# Quality",
        "",
        "<!-- Written by `make quality`; do not edit. -->",
        "",
        f"Measured on {report.date} · weights `{report.weights}` · {report.machine}",
        "",
        "Intervals are 95 % bootstrap intervals over documents. *Reach* is what the project asks of itself, *aim* what "
        "it would be proud of. Figures on the unseen half of the keys come from articles that nobody read while rules "
        "were written. Development data throughout: no test part was used.",
        "",
        "| measure | data | figure | 95 % | reach | aim | stands at | note |",
        "| --- | --- | ---: | --- | ---: | ---: | --- | --- |",
    ]
    for target in targets:
        row = by_id.get(target.id, Row(id=target.id, note="not measured in this run"))
        unit = "" if target.unit in ("%", "r") else f" {target.unit}"
        spread = "–"
        if row.low is not None and row.high is not None:
            spread = f"{shown(row.low, target.unit)}–{shown(row.high, target.unit)}"
        reach, aim = ("–" if value is None else f"{value:g}" for value in (target.reach, target.aim))
        figure = shown(row.figure, target.unit) + (unit if row.figure is not None else "")
        lines.append(
            f"| {target.measure} | {target.data} | {figure} | {spread} | {reach} | {aim} | {verdict(row, target)} "
            f"| {_cell(row.note)} |"
        )
    for table in report.breakdowns:
        lines += ["", f"## {table.title}", "", "| " + " | ".join(table.columns) + " |"]
        lines.append("| --- |" + " ---: |" * (len(table.columns) - 1))
        lines += ["| " + " | ".join(_cell(cell) for cell in row) + " |" for row in table.rows]
    return "\n".join(lines) + "\n"


def _cell(text: str) -> str:
    return " ".join(text.replace("|", "\\|").split())


def as_json(report: Report) -> bytes:
    """The rows alone, figures as shares of 1, four digits; no breakdowns."""
    rows = [{"id": r.id, "figure": _four(r.figure), "low": _four(r.low), "high": _four(r.high)} for r in report.rows]
    body = {"date": report.date, "weights": report.weights, "machine": report.machine, "rows": rows}
    return msgspec.json.format(msgspec.json.encode(body), indent=1) + b"\n"


def _four(value: float | None) -> float | None:
    return None if value is None else float(f"{value:.4g}")
