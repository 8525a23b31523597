"""PolNeAR: campaign news with attributions (Newell, Margolin and Ruths, LREC 2018).

Sentences are the silver ones; words are cut inside them by the tool's own segmentation. Where several people marked an article the
first annotation file by name is taken. A brat record may run over several lines, and a span may be broken.
A span that only touches part of a word takes the whole word.
"""

import csv
import json
import re
from collections.abc import Iterator
from pathlib import Path

from whoknew.stages.segmentation import tokenize
from whoknew_eval.corpora.document import Attribution, Document, Span
from whoknew_eval.corpora.keyed import key_names
from whoknew_eval.corpora.words import cover, cut_lines, paragraphs_of, trim

_RECORD = re.compile(r"^(?=[A-Z#]\d+\t)", re.MULTILINE)
_PARTS = {"Source": 0, "Cue": 1, "Content": 2, "Content2": 2, "Source2": 0, "Cue2": 1}


def load(folder: Path, split: str) -> Iterator[Document]:
    """Documents of ``folder`` (…/polnear) for "train" or "dev", by file name; articles with a key left out."""
    dates = _dates(folder / "metadata.tsv")
    silver = _silver(folder / "silver" / f"{split}.jsonl")
    annotations = _first_annotations(folder / split / "attributions")
    for path in sorted((folder / split / "text").glob("*.txt")):
        name = path.stem
        if name in key_names() or name not in annotations:
            continue
        yield _document(name, split, path, annotations[name], silver.get(name), dates.get(name))


def read_records(path: Path) -> tuple[dict[str, tuple[Span, ...]], list[list[tuple[str, str]]]]:
    """Spans by id and attributions as (part, span id) pairs, from one brat file."""
    spans: dict[str, tuple[Span, ...]] = {}
    events: list[list[tuple[str, str]]] = []
    for record in _RECORD.split(path.read_text("utf-8")):
        fields = record.split("\t")
        if record.startswith("T"):
            _, offsets = fields[1].split(" ", 1)
            parts = [piece.split() for piece in offsets.split(";")]
            spans[fields[0]] = tuple((int(a), int(b)) for a, b in parts)
        elif record.startswith("E"):
            pairs = [pair.split(":", 1) for pair in fields[1].split()]
            events.append([(kind, span) for kind, span in pairs])
    return spans, events


def _document(
    name: str, split: str, path: Path, annotation: Path, silver: list[Span] | None, published: str | None
) -> Document:
    text = path.read_bytes().decode("utf-8")
    words, sentences = _inside(text, silver) if silver else cut_lines(text)
    return Document(
        id=name,
        corpus="polnear",
        split=split,
        text=text,
        words=words,
        sentences=sentences,
        paragraphs=paragraphs_of(text, words),
        published=published,
        attributions=_attributions(annotation, words),
    )


def _inside(text: str, silver: list[Span]) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """Words inside the silver sentences, and those sentences as word ranges."""
    words: list[Span] = []
    sentences: list[Span] = []
    for start, end in _whole(text, silver):
        first = len(words)
        words.extend(tokenize(text, start, end))
        if len(words) > first:
            sentences.append((first, len(words)))
    return tuple(words), tuple(sentences)


def _whole(text: str, sentences: list[Span]) -> Iterator[Span]:
    """The silver sentences, with what lies between two of them joined to the one before."""
    starts = [start for start, _ in sentences]
    for i, (start, end) in enumerate(zip(starts, [*starts[1:], len(text)], strict=True)):
        span = trim(text, 0 if i == 0 else start, end)
        if span is not None:
            yield span


def _attributions(path: Path, words: tuple[Span, ...]) -> tuple[Attribution, ...]:
    spans, events = read_records(path)
    found = []
    for event in events:
        parts: tuple[list[Span], list[Span], list[Span]] = ([], [], [])
        for kind, ident in event:
            if kind in _PARTS:
                parts[_PARTS[kind]].extend(spans[ident])
        source, cue, content = (_ranges(words, part) for part in parts)
        if cue:
            found.append(Attribution(cue=cue, source=source, content=content))
    return tuple(sorted(found, key=lambda a: (a.cue, a.source, a.content)))


def _ranges(words: tuple[Span, ...], spans: list[Span]) -> tuple[Span, ...]:
    """Word ranges of the character spans, those that touch joined."""
    ranges: list[Span] = []
    for first, end in sorted(r for start, stop in spans if (r := cover(words, start, stop)) is not None):
        if ranges and first <= ranges[-1][1]:
            ranges[-1] = (ranges[-1][0], max(end, ranges[-1][1]))
        else:
            ranges.append((first, end))
    return tuple(ranges)


def _first_annotations(folder: Path) -> dict[str, Path]:
    """Article name to the first of its annotation files by name (NAME_WHO.ann)."""
    first: dict[str, Path] = {}
    for path in sorted(folder.glob("*.ann")):
        first.setdefault(path.stem.rsplit("_", 1)[0], path)
    return first


def _silver(path: Path) -> dict[str, list[Span]]:
    found: dict[str, list[Span]] = {}
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            found[row["doc"]] = [(a, b) for a, b in row["sentences"]]
    return found


def _dates(path: Path) -> dict[str, str]:
    with path.open(encoding="utf-8", newline="") as rows:
        table = csv.DictReader(rows, delimiter="\t", quoting=csv.QUOTE_NONE)
        return {row["filename"]: row["publication_date"] for row in table}
