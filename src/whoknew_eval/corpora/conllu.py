"""CoNLL-U into text, word spans and columns. Multiword tokens become words with sub-spans of the surface token.

The text is built from the ``# text`` comments: a blank line before a new paragraph, a blank before a sentence
in the same one. Each word's span is found by walking through its sentence, so a slice of the text gives the
form, except where the treebank corrects a word of a multiword token; then the token is divided in order.
"""

import gzip
import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TextIO, cast

from whoknew_eval.corpora.document import Span


@dataclass
class Tree:
    """One document of a treebank as columns over its words; ``heads`` are document-wide, -1 for a root."""

    id: str = ""
    text: str = ""
    words: list[Span] = field(default_factory=list)
    forms: list[str] = field(default_factory=list)
    sentences: list[Span] = field(default_factory=list)
    sentence_ids: list[str] = field(default_factory=list)
    paragraphs: list[int] = field(default_factory=list)  # first words
    lemmas: list[str] = field(default_factory=list)
    upos: list[str] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    deprels: list[str] = field(default_factory=list)
    misc: list[str] = field(default_factory=list)
    comments: dict[str, str] = field(default_factory=dict)

    def paragraph_ranges(self) -> tuple[Span, ...]:
        """Word ranges of the paragraphs."""
        starts = sorted({0, *self.paragraphs})
        return tuple((a, b) for a, b in zip(starts, [*starts[1:], len(self.words)], strict=True) if a < b)


def open_text(path: Path) -> TextIO:
    """A text file, packed with gzip or not."""
    return (
        cast(TextIO, gzip.open(path, "rt", encoding="utf-8")) if path.suffix == ".gz" else path.open(encoding="utf-8")
    )


def read_trees(lines: Iterator[str]) -> Iterator[Tree]:
    """Documents, divided at ``# newdoc id``."""
    tree = Tree()
    sentence: list[str] = []
    for line in lines:
        line = line.rstrip("\n")
        if line.startswith("# newdoc id"):
            if tree.words:
                yield tree
            tree = Tree(id=line.split("=", 1)[1].strip())
        if line:
            sentence.append(line)
        elif sentence:
            _add(tree, sentence)
            sentence = []
    if sentence:
        _add(tree, sentence)
    if tree.words:
        yield tree


def _add(tree: Tree, lines: list[str]) -> None:
    """Append one sentence to the document."""
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    comments = [line[1:].strip().partition("=") for line in lines if line.startswith("#")]
    named = {key.strip(): value.strip() for key, _, value in comments}
    tree.comments.update({k: v for k, v in named.items() if k.startswith("meta::")})
    new_paragraph = any(key.split()[0:1] == ["newpar"] for key, _, _ in comments)
    if tree.text:
        tree.text += "\n\n" if new_paragraph else " "
    first, offset = len(tree.words), len(tree.text)
    if new_paragraph:
        tree.paragraphs.append(first)
    text = named["text"]
    tree.text += text
    tree.sentence_ids.append(named.get("sent_id", ""))
    spans = _spans(text, rows)
    words = [row for row in rows if row[0].isdigit()]
    for row, (start, end) in zip(words, spans, strict=True):
        tree.words.append((offset + start, offset + end))
        tree.forms.append(row[1])
        tree.lemmas.append(row[2])
        tree.upos.append(row[3])
        tree.heads.append(first + int(row[6]) - 1 if row[6] != "0" else -1)
        tree.deprels.append(row[7])
        tree.misc.append(row[9])
    tree.sentences.append((first, len(tree.words)))


def _spans(text: str, rows: list[list[str]]) -> list[Span]:
    """Spans of the words of one sentence in its text. Raises ``ValueError`` where a form is not found in order."""
    spans: list[Span] = []
    at = 0
    i = 0
    while i < len(rows):
        number, form = rows[i][0], rows[i][1]
        i += 1
        if "." in number:  # an empty node of the enhanced graph
            continue
        while at < len(text) and text[at].isspace():
            at += 1
        if not text.startswith(form, at):
            raise ValueError(f"{form!r} is not at {at} of {text!r}")
        if "-" in number:
            low, high = (int(part) for part in number.split("-"))
            parts = [rows[i + k][1] for k in range(high - low + 1)]
            i += high - low + 1
            spans.extend(_divide(form, parts, at))
        else:
            spans.append((at, at + len(form)))
        at += len(form)
    return spans


def _divide(form: str, parts: list[str], at: int) -> list[Span]:
    """Divide a surface token among its words; every word gets at least one character."""
    if "".join(parts) == form:
        cuts = [0]
        for part in parts:
            cuts.append(cuts[-1] + len(part))
    else:
        total = sum(len(part) for part in parts)
        cuts, used = [0], 0
        for k, part in enumerate(parts[:-1]):
            used += len(part)
            cut = form.find(parts[k + 1], cuts[-1] + 1)
            if cut < 0:
                cut = round(len(form) * used / total)
            cuts.append(min(max(cut, cuts[-1] + 1), len(form) - (len(parts) - 1 - k)))
        cuts.append(len(form))
    return [(at + a, at + b) for a, b in itertools.pairwise(cuts)]
