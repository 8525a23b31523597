"""Make confidences mean what they say: ``python -m whoknew_train.calibrate FOLDER``, once for every new set of weights.

Development documents are divided in two halves by their names. On one half the thresholds of mentions, chains and names are
chosen, every finding is judged right or wrong, a line on the log-odds is fitted per kind (Platt 1999), and the stretch of factuality.
All of it goes into ``calibration.json``. What is printed, and kept in the manifest, is the expected calibration error on
the other half, before and after.
"""

import argparse
import json
import math
import os
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import numpy.typing as npt

from whoknew.encoder.calibration import FACTUALITY, FILE, THRESHOLDS, Calibration
from whoknew.encoder.forward import project
from whoknew.encoder.mentions import LEAST
from whoknew.encoder.pieces import cut
from whoknew.encoder.read import Reading
from whoknew.encoder.weights import Weights
from whoknew.encoder.windows import lay_windows
from whoknew.model.signals import Signals
from whoknew_eval.corpora import load
from whoknew_eval.corpora.document import Document
from whoknew_eval.metrics.calibration import expected_calibration_error
from whoknew_eval.metrics.coreference import Scores
from whoknew_eval.metrics.counts import exact, total
from whoknew_eval.quality.halves import fitted_on
from whoknew_eval.quality.heads import chains, typed_mentions
from whoknew_eval.quality.judged import JUDGES, NAMES, judge
from whoknew_train.export import write_manifest

Readings = dict[str, list[tuple[Document, Signals]]]

ROUNDS = 60
WIDEST = 1.3
FEWEST = 20  # findings, to fit a line on
GRID = {"mention": tuple(x / 10 for x in range(-18, 1, 3)), "chain": tuple(x / 10 for x in range(-32, -7, 4))}
NAME_GRID = tuple(x / 10 for x in range(-20, 9, 2))


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--documents", type=int, default=1000, help="at most so many of each corpus, for a quick look")
    chosen = parser.parse_args(arguments)
    calibrate(chosen.folder, chosen.documents)


def calibrate(folder: Path, most: int = 1000) -> Readings:
    """Writes ``calibration.json`` and the manifest; returns what was read of the development documents, by corpus."""
    found, report, readings = fit(folder, most)
    (folder / FILE).write_text(json.dumps(found, indent=1))
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    write_manifest(folder, {**manifest, "calibration": report})
    print("thresholds", found[THRESHOLDS], "stretch of factuality", found[FACTUALITY][0])
    for kind, row in report.items():
        print(kind, row)
    stretched = Calibration(folder).factuality
    return {corpus: [(d, _stretched(signals, stretched)) for d, signals in pairs] for corpus, pairs in readings.items()}


def _stretched(signals: Signals, stretched: Callable[[float], float]) -> Signals:
    """The same with factuality as it will be read from now on; the other lines move scores alone."""
    events = [
        event if event.factuality is None else msgspec.structs.replace(event, factuality=stretched(event.factuality))
        for event in signals.events
    ]
    return msgspec.structs.replace(signals, events=tuple(events))


def fit(folder: Path, most: int) -> tuple[dict[str, Any], dict[str, dict[str, float]], Readings]:
    """What goes into ``calibration.json``, the errors on the half that nothing was fitted on, and what was read."""
    (folder / FILE).unlink(missing_ok=True)
    os.environ["WHOKNEW_WEIGHTS"] = str(folder)
    weights = Weights(folder)
    least = choose_thresholds(weights, folder, most)
    (folder / FILE).write_text(json.dumps({THRESHOLDS: least}))
    calibration = Calibration(folder)
    halves: tuple[dict[str, list[tuple[float, bool]]], ...] = (defaultdict(list), defaultdict(list))
    values: list[tuple[float, float]] = []
    readings: Readings = {}
    for corpus in dict.fromkeys([*JUDGES, "mv2", "rp"]):
        for document in list(load(corpus, "dev"))[:most]:
            signals = read_with(weights, document, calibration)
            readings.setdefault(corpus, []).append((document, signals))
            if corpus in JUDGES:
                for kind, score, right in judge(corpus, document, signals):
                    halves[not fitted_on(document.id)][kind].append((score, right))
            if fitted_on(document.id):
                values += factuality_pairs(document, signals)
    found: dict[str, Any] = {THRESHOLDS: least}
    report: dict[str, dict[str, float]] = {}
    for kind in sorted(halves[0]):
        fitted, held = halves[0][kind], halves[1][kind]
        if len(fitted) < FEWEST:
            continue
        line = found[kind] = fit_line(fitted)
        report[kind] = {
            "n": len(held),
            "before": round(expected_calibration_error(*_columns(held)), 4),
            "after": round(expected_calibration_error(*_columns([(apply_line(line, s), r) for s, r in held])), 4),
        }
    found[FACTUALITY] = (stretch(values), 0.0)
    return found, report, readings


def read_with(weights: Weights, document: Document, calibration: Calibration) -> Signals:
    """A document read with its own words by these weights, whatever those of the package are."""
    forms = [document.text[a:b] for a, b in document.words]
    reading = Reading(weights, forms, document.sentences, calibration)
    pieces = cut(weights.tokenizer, forms, [a for a, _ in document.paragraphs or ()])
    for projections in project(weights, pieces, lay_windows(pieces, document.sentences)):
        reading.add(projections)
    return reading.signals()


def choose_thresholds(weights: Weights, folder: Path, most: int) -> dict[str, float]:
    """The least log-odds that give the best figures on the fitting half: typed mentions, chains, names, in this order."""
    gum, ewt = ([d for d in list(load(c, "dev"))[:most] if fitted_on(d.id)] for c in ("gum", "ewt"))
    least = dict(LEAST)

    def read(kind: str, value: float, documents: Sequence[Document]) -> list[tuple[Document, Signals]]:
        (folder / FILE).write_text(json.dumps({THRESHOLDS: {**least, kind: value}}))
        calibration = Calibration(folder)
        return [(d, read_with(weights, d, calibration)) for d in documents]

    for kind, tried in GRID.items():
        if kind == "mention" and "mentions" in weights.rescoring:
            continue  # the second look chooses them
        figures = {value: _figure(kind, read(kind, value, gum)) for value in tried}
        least[kind] = max(figures, key=lambda value: figures[value])
    # names are chosen the best first, so a stricter threshold only takes some away: one reading serves all
    pairs = read("name", min(NAME_GRID), [d for d in ewt if d.entities is not None])
    least["name"] = max(NAME_GRID, key=lambda value: _names_above(pairs, value))
    return least


def _figure(kind: str, pairs: Sequence[tuple[Document, Signals]]) -> float:
    if kind == "mention":
        return total(typed_mentions(pair) for pair in pairs).f1
    scores = Scores()
    for pair in pairs:
        scores = scores.plus(chains(pair))
    return scores.conll


def _names_above(pairs: Sequence[tuple[Document, Signals]], odds: float) -> float:
    lowest = 1 / (1 + math.exp(-odds)) - 1e-4  # scores have four digits
    return total(
        exact(
            {(m.first, m.end, NAMES[m.type]) for m in d.entities or ()},
            {(m.first, m.end, m.type) for m in s.names if m.score >= lowest},
        )
        for d, s in pairs
    ).f1


def factuality_pairs(document: Document, signals: Signals) -> Iterable[tuple[float, float]]:
    """(judgement, reader's value) of the words that were judged and read."""
    values = {e.word: e.factuality for e in signals.events}
    for word, value in document.factuality or ():
        found = values.get(word)
        if found is not None:
            yield value, found


def stretch(pairs: Sequence[tuple[float, float]]) -> float:
    """How much wider judgements of factuality spread about 0 than the reader's values do, at most ``WIDEST``."""
    squares = sum(found * found for _, found in pairs)
    return min(WIDEST, math.sqrt(sum(gold * gold for gold, _ in pairs) / squares)) if squares else 1.0


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


if __name__ == "__main__":
    main()
