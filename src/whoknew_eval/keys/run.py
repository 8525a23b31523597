"""Reading the keyed articles and adding up their scores; the notes of the open half go to a file outside git."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from whoknew.model import Analysis
from whoknew_eval.analysed import analyse
from whoknew_eval.keys.accounts import load_accounts
from whoknew_eval.keys.key import Keyed, Part, read_keys
from whoknew_eval.keys.layer import LayerScore
from whoknew_eval.keys.score import score_layer
from whoknew_eval.metrics.bootstrap import interval
from whoknew_eval.metrics.counts import Counts, total

CONFUSIONS = Path("docs") / "confusions"


class UnseenError(PermissionError):
    """Somebody asked to look into the half that is only ever scored."""


@dataclass(frozen=True)
class Table:
    """A layer's sums over articles, with the articles' own scores for intervals."""

    layer: str
    scores: tuple[LayerScore, ...]
    names: tuple[str, ...] = field(default=())

    def counts(self, measure: str) -> Counts:
        """The sum of a measure's counts."""
        return total(score.counts.get(measure, Counts()) for score in self.scores)

    def f1_interval(self, measure: str) -> tuple[float, float]:
        """The 95 % interval of a measure's F1 over articles."""
        each = [score.counts.get(measure, Counts()) for score in self.scores]
        return interval(each, lambda drawn: total(drawn).f1)

    def share(self, measure: str) -> tuple[int, int]:
        """The sum of a tally: right, of."""
        pairs = [score.tallies.get(measure, (0, 0)) for score in self.scores]
        return sum(a for a, _ in pairs), sum(b for _, b in pairs)

    def share_interval(self, measure: str) -> tuple[float, float]:
        """The 95 % interval of a tally's share over articles."""
        each = [score.tallies.get(measure, (0, 0)) for score in self.scores]

        def share(drawn: Sequence[tuple[int, int]]) -> float:
            of = sum(b for _, b in drawn)
            return sum(a for a, _ in drawn) / of if of else 0.0

        return interval(each, share)

    def median(self, measure: str) -> float | None:
        """The median of a list of values; ``None`` where there are none."""
        values = [value for score in self.scores for value in score.values.get(measure, ())]
        return median(values) if values else None

    def measures(self) -> list[str]:
        """Names of the counts, in the order in which they first come."""
        return list(dict.fromkeys(name for score in self.scores for name in score.counts))


def read_part(part: Part, names: tuple[str, ...] = ()) -> list[tuple[Keyed, Analysis]]:
    """Every keyed article of a part with its analysis. Naming an article of an unseen part is refused."""
    if part.endswith("unseen") and names:
        raise UnseenError("single articles of the unseen half are not scored: only the whole half, as sums")
    return [(keyed, analyse(keyed.text, keyed.published, publisher=keyed.publisher)) for keyed in keys_of(part, names)]


def keys_of(part: Part, names: tuple[str, ...] = ()) -> Iterator[Keyed]:
    """The keys of a part: those of the shared folder, or our own."""
    if part in ("rules", "unseen"):
        yield from read_keys(part, names)
        return
    for keyed in load_accounts("open" if part == "own" else "unseen"):
        if not names or keyed.key.doc in names:
            yield keyed


def score_part(layer: str, read: Sequence[tuple[Keyed, Analysis]]) -> Table:
    """A layer over articles."""
    return Table(
        layer=layer,
        scores=tuple(score_layer(layer, keyed, analysis) for keyed, analysis in read),
        names=tuple(keyed.key.doc if keyed.open else "" for keyed, _ in read),
    )


def write_notes(table: Table, folder: Path, *, part: Part = "rules") -> Path:
    """Write what was missed, found falsely or differently, and say where. Raises :class:`UnseenError`."""
    if not all(table.names):
        raise UnseenError("the unseen half has no notes: it is only ever scored")
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / (f"keys-{table.layer}.txt" if part == "rules" else f"keys-{part}-{table.layer}.txt")
    lines = []
    for name, score in zip(table.names, table.scores, strict=True):
        lines.append(f"===== {name}")
        lines.extend(score.notes)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def render(table: Table) -> str:
    """Sums as lines of text: precision, recall, F1 and its interval for each measure, then shares."""
    lines = [f"{table.layer} ({len(table.scores)} articles)"]
    for measure in table.measures():
        counts = table.counts(measure)
        low, high = table.f1_interval(measure)
        lines.append(
            f"  {measure:18} P {counts.precision:6.1%}  R {counts.recall:6.1%}  F1 {counts.f1:6.1%} "
            f"[{low:.1%}–{high:.1%}]  ({counts.right} right, {counts.found} found, {counts.gold} in the key)"
        )
    for measure in dict.fromkeys(name for score in table.scores for name in score.tallies):
        right, of = table.share(measure)
        lines.append(f"  {measure:18} {right / of if of else 0:6.1%} of the matched  ({right} of {of})")
    for measure in dict.fromkeys(name for score in table.scores for name in score.values):
        lines.append(f"  {measure:18} median {table.median(measure)}")
    return "\n".join(lines)
