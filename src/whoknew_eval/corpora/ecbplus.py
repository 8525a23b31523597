"""ECB+: events in news (Cybulska and Vossen, LREC 2014). Only the listed sentences, as others score it.

``events`` are the heads of action mentions that are not negated: the first word of a verb with its particle
or preposition, otherwise the last word. Tokens are written as print.
"""

import csv
import tarfile
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

from whoknew_eval.corpora.document import Document
from whoknew_eval.corpora.joined import join_sentences
from whoknew_eval.corpora.lists import word_list

_ADVERBIAL = frozenset(word_list("adverbial"))


def load(folder: Path, split: str) -> Iterator[Document]:
    """Documents of ``folder`` (…/ecbplus) for "train" or "dev", by topic and file name."""
    listed = _listed(folder / "coreference_sentences.csv", split)
    with tarfile.open(folder / "ecbplus_train_dev.tar.gz") as archive:
        documents = []
        for member in archive.getmembers():
            _, part, *rest = member.name.split("/") if member.name.count("/") == 3 else ("", "", "")
            name = Path(rest[-1]).stem if rest else ""
            if part != split or name not in listed:
                continue
            stream = archive.extractfile(member)
            if stream is not None:
                documents.append(_document(name, split, stream.read(), listed[name]))
    yield from sorted(documents, key=lambda d: d.id)


def _document(name: str, split: str, xml: bytes, listed: set[int]) -> Document:
    root = ElementTree.fromstring(xml)
    tokens = [t for t in root.iter("token") if int(t.attrib["sentence"]) in listed and (t.text or "").strip()]
    place = {t.attrib["t_id"]: k for k, t in enumerate(tokens)}
    forms = [(t.text or "").strip() for t in tokens]
    by_sentence: dict[int, list[str]] = defaultdict(list)
    for token, form in zip(tokens, forms, strict=True):
        by_sentence[int(token.attrib["sentence"])].append(form)
    text, words, sentences = join_sentences(by_sentence[k] for k in sorted(by_sentence))
    events = set()
    for mark in root.find("Markables") or ():
        anchors = [place[a.attrib["t_id"]] for a in mark.iter("token_anchor") if a.attrib["t_id"] in place]
        if mark.tag.startswith("ACTION") and anchors:
            verb = len(anchors) > 1 and forms[anchors[1]].lower() in _ADVERBIAL
            events.add(anchors[0] if verb else anchors[-1])
    return Document(
        id=name,
        corpus="ecbplus",
        split=split,
        text=text,
        words=tuple(words),
        sentences=tuple(sentences),
        events=tuple(sorted(events)),
    )


def _listed(path: Path, split: str) -> dict[str, set[int]]:
    """Listed sentence numbers by document name (topic_file)."""
    found: dict[str, set[int]] = defaultdict(set)
    with path.open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            if row["Split"] == split:
                found[f"{row['Topic']}_{row['File']}"].add(int(row["Sentence Number"]))
    return found
