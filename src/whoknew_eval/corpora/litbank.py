"""LitBank: about 2,000 words each of a hundred novels; coreference, entities, events (Bamman et al. 2019, 2020).

``mentions`` are those of the coreference layer, pronouns and singletons included, typed by ``entity_types.toml``,
with their cluster. Only people, places, buildings, vehicles and organisations are marked: things, times
and abstractions are not, so absence of such a mention teaches nothing. ``events`` are those told as really
happening. The text is the corpus's tokens written as print.
"""

from collections.abc import Iterator
from pathlib import Path

from whoknew_eval.corpora.document import Document, Mention, Span
from whoknew_eval.corpora.joined import join_sentences
from whoknew_eval.corpora.types import type_table


def load(folder: Path, split: str) -> Iterator[Document]:
    """Documents of ``folder`` (…/litbank) for "train" or "dev", by file name."""
    for path in sorted((folder / split / "coref").glob("*.txt")):
        lines = path.read_text("utf-8").split("\n")
        tokens = [line.split() for line in lines]
        text, words, sentences = join_sentences(tokens)
        yield Document(
            id=path.stem,
            corpus="litbank",
            split=split,
            text=text,
            words=tuple(words),
            sentences=tuple(sentences),
            mentions=_mentions(path.with_suffix(".ann"), lines),
            events=_events(folder / split / "events" / f"{path.stem}.tsv", [t for line in tokens for t in line]),
        )


def _mentions(path: Path, lines: list[str]) -> tuple[Mention, ...]:
    """Mentions from the pairs of brat lines: one gives form and type, the other the cluster."""
    begins, ends = _token_offsets(lines)
    table = type_table("litbank")
    kinds: dict[Span, list[str]] = {}
    clusters: dict[Span, list[str]] = {}
    for line in path.read_text("utf-8").splitlines():
        fields = line.split("\t")
        if not line.startswith("T"):
            continue
        label, start, end = fields[1].rsplit(" ", 2)
        span = (begins[int(start)], ends[int(end)] + 1)
        form, _, kind = label.partition("_")
        if form in ("PROP", "NOM", "PRON") and kind in table:
            kinds.setdefault(span, []).append(table[kind])
        else:
            clusters.setdefault(span, []).append(label)
    numbers: dict[str, int] = {}
    found = []
    for span in sorted(kinds, key=lambda s: (s[0], -s[1])):
        for kind, cluster in zip(kinds[span], clusters.get(span, [str(span)]), strict=False):
            found.append(
                Mention(first=span[0], end=span[1], type=kind, cluster=numbers.setdefault(cluster, len(numbers)))
            )
    return tuple(found)


def _token_offsets(lines: list[str]) -> tuple[dict[int, int], dict[int, int]]:
    """First character → token and end character → token."""
    begins: dict[int, int] = {}
    ends: dict[int, int] = {}
    offset = number = 0
    for line in lines:
        at = 0
        for token in line.split():
            at = line.index(token, at)
            begins[offset + at] = number
            at += len(token)
            ends[offset + at] = number
            number += 1
        offset += len(line) + 1
    return begins, ends


def _events(path: Path, tokens: list[str]) -> tuple[int, ...]:
    rows = [line.split("\t") for line in path.read_text("utf-8").splitlines() if line.strip()]
    if [row[0] for row in rows] != tokens:
        raise ValueError(f"{path.name}: tokens differ from the coreference layer")
    return tuple(i for i, row in enumerate(rows) if row[1] == "EVENT")
