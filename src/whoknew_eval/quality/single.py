"""One corpus at a time, for those who write rules: the same figures as the report, on train or dev, with examples.

Examples of WikiWars 13–16 are refused: those documents are held back from rules.
"""

from collections.abc import Iterator
from pathlib import Path

from whoknew_eval.analysed import analyse
from whoknew_eval.corpora import load
from whoknew_eval.keys.run import UnseenError
from whoknew_eval.metrics.times import Expression
from whoknew_eval.quality import attribution, confusions, hours, places, times
from whoknew_eval.quality.render import shown
from whoknew_eval.quality.row import Part


def score_corpus(what: str, split: str, every: int, folder: Path | None) -> Iterator[str]:
    """Lines to print. Raises :class:`UnseenError` where examples are asked of held-back documents."""
    if what == "places":
        yield from _lines(places.measure())
        return
    if what == "hours":
        yield from hours.lines(folder)
        return
    if what == "wikiwars" and split == "dev" and folder is not None:
        raise UnseenError("WikiWars 13 to 16 are held back from rules: no examples of them")
    documents = list(load(what, split))[::every]
    layer = None if what == "polnear" else "times"
    pairs = [(document, analyse(document.text, document.published, layer=layer)) for document in documents]
    if what == "polnear":
        compared = [attribution.compare(document, analysis) for document, analysis in pairs]
        yield from _lines(attribution.measure(compared))
        if folder is not None:
            yield str(confusions.write_attributions(compared, folder))
        return
    yield from _lines(times.measure(what, pairs))
    if folder is not None:
        rows = []
        for document, analysis in pairs:
            gold = [Expression(t.span, t.value, t.mod) for t in document.timexes or ()]
            rows.append((document.text, gold, times.comparable(document, analysis)))
        yield str(confusions.write_times(rows, folder, name=f"times-{what}-{split}.txt"))


def _lines(part: Part) -> Iterator[str]:
    for row in part.rows:
        spread = "" if row.low is None or row.high is None else f" [{shown(row.low, '%')}–{shown(row.high, '%')}]"
        yield f"{row.id:28} {shown(row.figure, '%'):>12}{spread}  {row.note}"
    for table in part.breakdowns:
        yield table.title
        yield from ("  " + "  ".join(f"{cell:>14}" for cell in cells) for cells in (table.columns, *table.rows))
