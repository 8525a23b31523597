"""Measuring everything, part by part, and putting the rows together."""

import datetime
import os
import platform
from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec

from whoknew.model import Analysis
from whoknew_eval.corpora import load
from whoknew_eval.corpora.document import Document
from whoknew_eval.keys.key import PARTS, Keyed
from whoknew_eval.keys.key import Part as KeyPart
from whoknew_eval.keys.run import keys_of, score_part
from whoknew_eval.keys.score import LAYERS
from whoknew_eval.metrics.times import Expression
from whoknew_eval.quality import attribution, confusions, heads, hours, keyed, models, nested, places, start, times
from whoknew_eval.quality.calibrated import calibration_table
from whoknew_eval.quality.halves import held_back
from whoknew_eval.quality.judged import relations_judged
from whoknew_eval.quality.parsed import Read, Text, read_apart
from whoknew_eval.quality.render import Report
from whoknew_eval.quality.row import Breakdown, Part, Row, missing

Say = Callable[[str], None]


def measure(*, folder: Path, say: Say, speed: bool = True) -> Report:
    """The whole report. Examples go to ``folder``; ``speed`` is left out where the machine is busy."""
    parts: list[Part] = []
    say("PolNeAR dev")
    polnear = list(load("polnear", "dev"))
    read = read_apart([_text(d) for d in polnear], kept=not speed)
    parts.append(_attributions(polnear, read, folder))
    parts.append(_speed(read) if speed else missing(("speed", *start.IDS), "machine was busy"))
    say("time expressions")
    parts.extend(_times(folder))
    say("keys")
    parts.append(_keys(folder))
    say("models of the examples")
    parts.append(models.measure())
    say("own key of parts of day")
    parts.append(hours.measure())
    say("the encoder on gold words")
    parts.append(heads.measure(folder))
    say("place names")
    parts.append(places.measure())
    if speed:
        say("start")
        parts.append(start.measure(_account(polnear)))
    return Report(
        date=datetime.datetime.now(tz=datetime.UTC).strftime("%Y-%m-%d %H:%M UTC"),
        weights=weights(read),
        machine=f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}",
        rows=tuple(row for part in parts for row in part.rows),
        breakdowns=tuple(table for part in parts for table in part.breakdowns),
    )


def weights(read: Read) -> str:
    """The encoder's weights by name and hash, as analyses name them; "none" where nothing was read by them."""
    return next((a.signals.model for a in read.analyses if a.signals is not None), "none")


def _text(document: Document) -> Text:
    return Text(document.id, document.text, document.published)


def _attributions(polnear: Sequence[Document], read: Read, folder: Path) -> Part:
    compared = [attribution.compare(d, a) for d, a in zip(polnear, read.analyses, strict=True)]
    confusions.write_attributions(compared, folder)
    part = attribution.measure(compared)
    tables = (
        *part.breakdowns,
        _attributions_judged(list(zip(polnear, read.analyses, strict=True))),
        *nested.measure().breakdowns,
    )
    return msgspec.structs.replace(part, breakdowns=tables)


def _attributions_judged(pairs: Sequence[tuple[Document, Analysis]]) -> Breakdown:
    kinds: dict[str, list[tuple[float, bool]]] = {}
    for document, analysis in held_back(pairs):
        relations = attribution.signal_relations(document, analysis)
        if relations is not None and analysis.signals is not None:
            scores = [(a.score, a.exact_score) for a in analysis.signals.attributions]
            for kind, score, right in relations_judged(document.attributions or (), relations, scores):
                kinds.setdefault(f"{kind}, the encoder", []).append((score, right))
        for kind, score, right in attribution.ledger_judged(document, analysis):
            kinds.setdefault(f"{kind}, in the ledger", []).append((score, right))
    return calibration_table(kinds, "Calibration of attributions (held-back half of PolNeAR dev)")


def _speed(read: Read) -> Part:
    row = Row(
        id="speed",
        figure=read.words / read.seconds,
        note=f"{read.words} words in {read.seconds:.1f} s, loading included",
    )
    seconds: dict[str, float] = {}
    for analysis in read.analyses:
        for run in analysis.stages:
            seconds[run.name] = seconds.get(run.name, 0.0) + run.seconds
    table = Breakdown(
        title="Seconds by stage (PolNeAR dev)",
        columns=("stage", "seconds", "share"),
        rows=tuple(
            (name, f"{spent:.2f}", f"{spent / read.seconds:.1%}")
            for name, spent in sorted(seconds.items(), key=lambda item: -item[1])
        ),
    )
    return Part(rows=(row,), breakdowns=(table,))


def _times(folder: Path) -> list[Part]:
    made = []
    for corpus in ("wikiwars", "gum"):
        documents = times.documents(corpus)
        read = read_apart([_text(d) for d in documents], layer="times")
        pairs = list(zip(documents, read.analyses, strict=True))
        made.append(times.measure(corpus, pairs))
        if corpus == "gum":
            confusions.write_times([_expressions(d, a) for d, a in pairs], folder)
    return made


def _expressions(document: Document, analysis: Analysis) -> tuple[str, list[Expression], list[Expression]]:
    gold = [Expression(t.span, t.value, t.mod) for t in document.timexes or ()]
    return document.text, gold, times.comparable(document, analysis)


def _keys(folder: Path) -> Part:
    halves: dict[KeyPart, list[tuple[Keyed, Analysis]]] = {}
    for part in PARTS:
        keys = list(keys_of(part))
        read = read_apart([Text(k.key.doc, k.text, k.published, k.publisher) for k in keys])
        halves[part] = list(zip(keys, read.analyses, strict=True))
    confusions.write_keys({layer: score_part(layer, halves["rules"]) for layer in LAYERS}, folder)
    return keyed.measure(halves)


def _account(polnear: Sequence[Document]) -> str:
    """The article of PolNeAR dev whose length is nearest to 700 words."""
    return min((d.text for d in polnear), key=lambda text: abs(len(text.split()) - 700))
