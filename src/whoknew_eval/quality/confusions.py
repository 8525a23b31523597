"""Examples of what goes wrong, with text, for docs/confusions/ only: that folder is never committed.

Only from material that may be looked into: development documents, and the open half of the keys.
"""

import random
from collections.abc import Mapping, Sequence
from pathlib import Path

from whoknew_eval.corpora.document import Span
from whoknew_eval.keys.layer import context
from whoknew_eval.keys.run import Table, UnseenError
from whoknew_eval.keys.times import time_notes
from whoknew_eval.metrics.attribution import Relation, overlap
from whoknew_eval.metrics.times import Expression
from whoknew_eval.quality.attribution import Compared, outcomes
from whoknew_eval.quality.kinds import kinds_of

EXAMPLES = 10


def write_attributions(compared: Sequence[Compared], folder: Path) -> Path:
    """Ten examples of each kind that was missed or is wrong, and ten false finds."""
    groups: dict[str, list[str]] = {}
    for one in compared:
        text, words = one.document.text, one.document.words

        def said(ranges: Sequence[Span], text: str = text, words: Sequence[Span] = words) -> str:
            pieces = (" ".join(text[words[a][0] : words[b - 1][1]].split()) for a, b in ranges)
            return " … ".join(piece if len(piece) < 160 else f"{piece[:100]} […] {piece[-50:]}" for piece in pieces)

        def line(r: Relation, said: object = said) -> str:
            assert callable(said)
            return f"{said(r.source) or '–'} | {said(r.cue)} | {said(r.content) or '–'}"

        for mark, found, loose, strict in outcomes(one):
            gold = Relation(mark.cue, mark.source, mark.content)
            verdict = "missed" if found is None else "wrong link" if not loose else "wrong bounds" if not strict else ""
            if verdict:
                entry = f"[{one.document.id}]\n  gold  {line(gold)}\n  found {line(found) if found else '–'}"
                for kind in kinds_of(mark, one.document):
                    groups.setdefault(f"{verdict}: {kind}", []).append(entry)
        for found in one.found:
            if not any(overlap(found.cue, g.cue) for g in one.gold):
                first, end = found.cue[0]
                entry = f"[{one.document.id}] {line(found)}\n  {context(text, words[first][0], words[end - 1][1])}"
                groups.setdefault("false", []).append(entry)
    return write_groups(folder / "attributions.txt", groups)


def write_times(
    pairs: Sequence[tuple[str, list[Expression], list[Expression]]], folder: Path, *, name: str = "times-gum.txt"
) -> Path:
    """Examples of time expressions: (text, gold, found) per document."""
    groups: dict[str, list[str]] = {}
    for text, gold, found in pairs:
        for note in time_notes(text, gold, found):
            groups.setdefault(note.split(" ", 1)[0], []).append(note)
    return write_groups(folder / name, groups)


def write_keys(tables: Mapping[str, Table], folder: Path) -> list[Path]:
    """Ten examples of every kind of error in the open half of the keys, one file a layer."""
    made = []
    for layer, table in tables.items():
        if not all(table.names):
            raise UnseenError("the unseen half has no notes: it is only ever scored")
        groups: dict[str, list[str]] = {}
        for name, score in zip(table.names, table.scores, strict=True):
            for note in score.notes:
                groups.setdefault(kind_of(layer, note), []).append(f"[{name}] {note}")
        made.append(write_groups(folder / f"{layer}.txt", groups))
    return made


def kind_of(layer: str, note: str) -> str:
    """The group of a note: how it went wrong, and with which label.

    >>> kind_of("acts", "MISSED tell: A → B"), kind_of("relations", "FALSE A | wife | B"), kind_of("times", "MISSED 2016")
    ('MISSED tell', 'FALSE wife', 'MISSED')
    """
    first = note.split("\n", 1)[0]
    verdict, _, rest = first.partition(" ")
    if verdict == "DIFFERS" or (layer == "status" and verdict == "LABEL"):
        return first if layer != "sources" else verdict
    if layer == "acts":
        return f"{verdict} {rest.split(':', 1)[0]}"
    if layer in ("relations", "sources") and rest.count(" | ") >= 1:
        return f"{verdict} {rest.split(' | ')[1]}"
    if layer == "status":
        return f"{verdict} {rest.split(' ', 1)[0]}"
    return verdict


def write_groups(path: Path, groups: dict[str, list[str]]) -> Path:
    """Ten entries of each group, drawn with a fixed seed."""
    draw = random.Random(7)
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = []
    for name in sorted(groups):
        entries = groups[name]
        chosen = entries if len(entries) <= EXAMPLES else draw.sample(entries, EXAMPLES)
        lines.append(f"===== {name} ({len(entries)} in all)")
        lines.extend(chosen)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path
