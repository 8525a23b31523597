"""The row of parts of day and event-anchored times, from the unseen half of our own key; the open half beside it."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from whoknew_eval.keys.hours import Half, load_hours, score_hours, share
from whoknew_eval.keys.layer import LayerScore
from whoknew_eval.metrics.bootstrap import interval
from whoknew_eval.quality.parsed import Text, read_apart
from whoknew_eval.quality.row import Breakdown, Part, Row

KINDS = ("value", "part of day", "event-anchored")


def read_half(half: Half) -> list[LayerScore]:
    """Scores of one half, document by document."""
    texts = list(load_hours(half))
    read = read_apart([Text(t.id, t.text, t.published) for t in texts], layer="times")
    return [score_hours(text, analysis) for text, analysis in zip(texts, read.analyses, strict=True)]


def measure() -> Part:
    """The row and the breakdown."""
    unseen, opened = read_half("unseen"), read_half("open")

    def figure(drawn: Sequence[LayerScore]) -> float:
        right, of = share(drawn, "value")
        return right / of if of else 0.0

    low, high = interval(unseen, figure)
    right, of = share(unseen, "value")
    row = Row(id="times.parts", figure=right / of, low=low, high=high, note=f"{right} of {of}")
    cells = tuple((kind, _shown(share(unseen, kind)), _shown(share(opened, kind))) for kind in KINDS)
    table = Breakdown(
        title="Parts of day and event-anchored times", columns=("kind", "unseen half", "open half"), rows=cells
    )
    return Part(rows=(row,), breakdowns=(table,))


def lines(folder: Path | None) -> Iterator[str]:
    """Figures of both halves; the open half's misses go to ``folder``."""
    for half in ("open", "unseen"):
        scores = read_half(half)
        yield f"{half:7} " + "  ".join(f"{kind} {_shown(share(scores, kind))}" for kind in KINDS)
        if folder is not None and half == "open":
            folder.mkdir(parents=True, exist_ok=True)
            path = folder / "times-hours.txt"
            path.write_text("\n".join(note for score in scores for note in score.notes) + "\n", encoding="utf-8")
            yield str(path)


def _shown(pair: tuple[int, int]) -> str:
    right, of = pair
    return f"{right / of:.1%} ({right} of {of})" if of else "–"
