"""Examples of what goes wrong, with text, for docs/confusions/ only: that folder is never committed.

Only from material that may be looked into: PolNeAR dev and GUM dev here, the open half of the keys by ``score --verbose``.
"""

import random
from collections.abc import Sequence
from pathlib import Path

from whoknew_eval.corpora.document import Span
from whoknew_eval.keys.layer import context
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
    return _write(folder / "attributions.txt", groups)


def write_times(
    pairs: Sequence[tuple[str, list[Expression], list[Expression]]], folder: Path, *, name: str = "times-gum.txt"
) -> Path:
    """Examples of time expressions: (text, gold, found) per document."""
    groups: dict[str, list[str]] = {}
    for text, gold, found in pairs:
        for note in time_notes(text, gold, found):
            groups.setdefault(note.split(" ", 1)[0], []).append(note)
    return _write(folder / name, groups)


def _write(path: Path, groups: dict[str, list[str]]) -> Path:
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
