"""Make confidences mean what they say: ``python -m whoknew_train.calibrate FOLDER [--documents N]``.

Reads development documents with the weights in FOLDER, judges every finding right or wrong, fits a line on the
log-odds per kind (Platt 1999) and writes ``calibration.json`` there. What is printed is the expected calibration
error before, and after in two-fold cross-validation by documents; the shipped line is fitted on all of them.
"""

import argparse
import json
import math
import os
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from whoknew.encoder import read_signals
from whoknew.encoder.calibration import FACTUALITY, FILE
from whoknew.model.signals import Signals
from whoknew_eval.corpora import load
from whoknew_eval.corpora.document import Document, Span
from whoknew_eval.metrics.calibration import expected_calibration_error
from whoknew_train.export import write_manifest

Judged = tuple[str, float, bool]  # kind, score, whether it is right
ROUNDS = 60
WIDEST = 1.3


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--documents", type=int, default=1000, help="at most so many of each corpus")
    chosen = parser.parse_args(arguments)
    lines, report = calibrate(chosen.folder, chosen.documents)
    (chosen.folder / FILE).write_text(json.dumps(lines, indent=1))
    manifest = json.loads((chosen.folder / "manifest.json").read_text("utf-8"))
    write_manifest(chosen.folder, {**manifest, "calibration": report})
    for kind, row in report.items():
        print(kind, row)


def calibrate(folder: Path, most: int) -> tuple[dict[str, tuple[float, float]], dict[str, dict[str, float]]]:
    """Lines by kind, and the errors before and after."""
    (folder / FILE).unlink(missing_ok=True)
    os.environ["WHOKNEW_WEIGHTS"] = str(folder)
    halves: tuple[dict[str, list[tuple[float, bool]]], ...] = (defaultdict(list), defaultdict(list))
    for corpus, judge in JUDGES:
        for number, document in enumerate(list(load(corpus, "dev"))[:most]):
            signals = read_signals(document.text, document.words, document.sentences, document.paragraphs or ())
            for kind, score, right in judge(document, signals):
                halves[number % 2][kind].append((score, right))
    lines: dict[str, tuple[float, float]] = {}
    report: dict[str, dict[str, float]] = {}
    for kind in sorted({*halves[0], *halves[1]}):
        both = halves[0][kind], halves[1][kind]
        if min(len(both[0]), len(both[1])) < 20:
            continue
        every = [*both[0], *both[1]]
        lines[kind] = fit_line(every)
        crossed = [(apply_line(fit_line(both[1 - k]), s), right) for k in (0, 1) for s, right in both[k]]
        report[kind] = {
            "n": len(every),
            "before": round(expected_calibration_error(*_columns(every)), 4),
            "after": round(expected_calibration_error(*_columns(crossed)), 4),
        }
    lines[FACTUALITY] = (stretch(most), 0.0)
    return lines, report


def stretch(most: int) -> float:
    """How much wider judgements of factuality spread about 0 than the reader's values do, at most ``WIDEST``."""
    gold: list[float] = []
    found: list[float] = []
    for corpus in ("ewt", "mv2", "rp"):
        for document in list(load(corpus, "dev"))[:most]:
            signals = read_signals(document.text, document.words, document.sentences, document.paragraphs or ())
            values = {e.word: e.factuality for e in signals.events}
            for word, value in document.factuality or ():
                if values.get(word) is not None:
                    gold.append(value)
                    found.append(values[word] or 0.0)
    squares = float(np.square(found).sum())
    return min(WIDEST, math.sqrt(float(np.square(gold).sum()) / squares)) if squares else 1.0


def _columns(pairs: Sequence[tuple[float, bool]]) -> tuple[list[float], list[bool]]:
    return [score for score, _ in pairs], [right for _, right in pairs]


def _odds(p: float) -> float:
    p = min(max(p, 1e-4), 1 - 1e-4)
    return math.log(p / (1 - p))


def apply_line(line: tuple[float, float], score: float) -> float:
    """The calibrated probability of a raw one."""
    return 1 / (1 + math.exp(-(line[0] * _odds(score) + line[1])))


def fit_line(pairs: Sequence[tuple[float, bool]]) -> tuple[float, float]:
    """Slope and offset on the log-odds by Newton's method, lightly drawn to (1, 0).

    >>> slope, offset = fit_line([(0.9, True), (0.9, False)] * 200)
    >>> abs(apply_line((slope, offset), 0.9) - 0.5) < 0.02
    True
    """
    x = np.array([_odds(score) for score, _ in pairs])
    y = np.array([right for _, right in pairs], dtype=float)
    design = np.stack([x, np.ones_like(x)], axis=1)
    start = np.array([1.0, 0.0])

    def cost(line: npt.NDArray[np.float64]) -> float:
        z = design @ line
        return float((np.logaddexp(0, z) - y * z).sum() + 0.5 * ((line - start) ** 2).sum())

    line = start.copy()
    for _ in range(ROUNDS):
        p = 0.5 * (1 + np.tanh(0.5 * (design @ line)))
        gradient = design.T @ (p - y) + (line - start)
        curvature = (design * (p * (1 - p))[:, None]).T @ design + np.eye(2)
        step = np.linalg.solve(curvature, gradient)
        size = 1.0
        while size > 1e-6 and cost(line - size * step) > cost(line):
            size /= 2
        line = line - size * step
        if np.abs(step).max() < 1e-8:
            break
    return float(line[0]), float(line[1])


def _touch(left: Sequence[Span], right: Sequence[Span]) -> bool:
    return any(a < d and c < b for a, b in left for c, d in right)


def _attributions(document: Document, signals: Signals) -> Iterator[Judged]:
    """Right where a gold relation shares the cue, and source and content each touch or are absent in both."""
    for found in signals.attributions:
        right = any(
            _touch(gold.cue, found.cue)
            and (_touch(gold.source, found.source) or not (gold.source or found.source))
            and (_touch(gold.content, found.content) or not (gold.content or found.content))
            for gold in document.attributions or ()
        )
        yield "attribution", found.score, right


def _mentions(document: Document, signals: Signals) -> Iterator[Judged]:
    gold = {(m.first, m.end) for m in document.mentions or ()}
    home = {(m.first, m.end): m.cluster for m in document.chains or ()}
    seen: dict[int, list[Span]] = defaultdict(list)
    for m in signals.mentions:
        span = (m.first, m.end)
        yield "mention", m.score, span in gold
        if m.link_score is not None and seen[m.chain]:
            yield "link", m.link_score, span in home and any(home.get(s) == home[span] for s in seen[m.chain])
        if m.chain >= 0:
            seen[m.chain].append(span)


def _frames(document: Document, signals: Signals) -> Iterator[Judged]:
    if document.frames is None or document.frame_sentences is not None:
        return
    predicates = {f.word for f in document.frames}
    args = {(f.word, *arg) for f in document.frames for arg in f.args}
    for frame in signals.frames:
        yield "frame", frame.score, frame.word in predicates
        if frame.word in predicates:
            for role in frame.roles:
                yield "role", role.score, (frame.word, role.first, role.end, role.label) in args


def _names(document: Document, signals: Signals) -> Iterator[Judged]:
    table = {"PER": "person", "ORG": "organisation", "LOC": "place"}
    gold = {(m.first, m.end, table[m.type]) for m in document.entities or ()}
    for name in signals.names:
        yield "name", name.score, (name.first, name.end, name.type) in gold


def _times(document: Document, signals: Signals) -> Iterator[Judged]:
    gold = {(t.first, t.end) for t in document.timexes or ()}
    for time in signals.times:
        yield "time", time.score, (time.first, time.end) in gold


def _events(document: Document, signals: Signals) -> Iterator[Judged]:
    gold = set(document.events or ())
    for event in signals.events:
        yield "event", event.score, event.word in gold


def _treebank(document: Document, signals: Signals) -> Iterator[Judged]:
    yield from _frames(document, signals)
    yield from _names(document, signals)


def _discourse(document: Document, signals: Signals) -> Iterator[Judged]:
    yield from _mentions(document, signals)
    yield from _times(document, signals)


JUDGES: tuple[tuple[str, Callable[[Document, Signals], Iterator[Judged]]], ...] = (
    ("polnear", _attributions),
    ("gum", _discourse),
    ("ewt", _treebank),
    ("wikiwars", _times),
    ("litbank", _events),
)


if __name__ == "__main__":
    main()
