"""The English Web Treebank with all that others annotated on it, merged onto the same sentences.

Trees (Silveira et al., LREC 2014), PropBank frames (Pradhan et al., *SEM 2022), PER/ORG/LOC (Mayhew et al.,
NAACL 2024) and factuality (UDS-IH2; Rudinger et al., NAACL 2018). Sentences are grouped into documents by
``newdoc id``, so that an encoder sees context. Where another set tokenised a sentence differently its spans are
carried over by their characters, blanks left out. ``frames`` is ``None`` where no sentence of a document has frames;
``frame_sentences`` lists those that have. ``factuality`` holds only the words that were judged.
"""

import json
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from whoknew_eval.corpora.conllu import Tree, open_text, read_trees
from whoknew_eval.corpora.document import Document, Frame, Mention, Span

_PREDICATE = frozenset({"V", "C-V"})


def load(folder: Path, split: str) -> Iterator[Document]:
    """Documents of ``folder`` (…/ewt; the other sets are read from the folders beside it) for "train" or "dev"."""
    data = folder.parent
    frames = _frames(data / "propbank_ewt" / f"{split}.jsonl.gz")
    entities = _entities(data / "ner" / ("train.iob2.gz" if split == "train" else "dev.iob2"))
    judged = _factuality(data / "factuality" / "uds_ih2" / f"{split}.jsonl")
    trees = folder / ("train.conllu.gz" if split == "train" else "dev.conllu")
    with open_text(trees) as lines:
        for tree in read_trees(lines):
            yield _document(tree, split, frames, entities, judged)


Rows = list[tuple[Span, str]]  # (character range in the sentence without blanks, label)
FrameRow = tuple[Span, str, Rows]


def _document(
    tree: Tree,
    split: str,
    frames: dict[str, tuple[str, list[FrameRow]]],
    entities: dict[str, tuple[str, Rows]],
    judged: dict[str, list[list[tuple[Span, float]]]],
) -> Document:
    found_frames: list[Frame] = []
    framed: list[int] = []
    found_entities: list[Mention] = []
    named = False
    found_factuality: list[tuple[int, float]] = []
    for number, (first, end) in enumerate(tree.sentences):
        ident = tree.sentence_ids[number]
        joined = "".join(tree.forms[first:end])
        ruler = _Ruler(tree.forms[first:end], first)
        if ident in frames and frames[ident][0] == joined:
            framed.append(number)
            for where, roleset, args in frames[ident][1]:
                found_frames.append(
                    Frame(
                        word=ruler.range(where)[0],
                        roleset=roleset,
                        args=tuple((*ruler.range(span), label) for span, label in args),
                    )
                )
        if ident in entities and entities[ident][0] == joined:
            named = True
            for span, label in entities[ident][1]:
                low, high = ruler.range(span)
                found_entities.append(Mention(first=low, end=high, type=label))
        for span, value in judged[joined].pop(0) if judged.get(joined) else ():
            low, high = ruler.range(span)
            if high == low + 1:
                found_factuality.append((low, value))
    return Document(
        id=tree.id,
        corpus="ewt",
        split=split,
        text=tree.text,
        words=tuple(tree.words),
        sentences=tuple(tree.sentences),
        paragraphs=tree.paragraph_ranges(),
        upos=tuple(tree.upos),
        lemmas=tuple(tree.lemmas),
        heads=tuple(tree.heads),
        deprels=tuple(tree.deprels),
        entities=tuple(found_entities) if named else None,
        frames=tuple(found_frames) if framed else None,
        frame_sentences=tuple(framed) if framed and len(framed) < len(tree.sentences) else None,
        factuality=tuple(sorted(set(found_factuality))) or None,
    )


class _Ruler:
    """Turns character ranges of a sentence written without blanks into word ranges."""

    def __init__(self, forms: list[str], first: int) -> None:
        self._word: list[int] = []
        for k, form in enumerate(forms):
            self._word.extend([first + k] * len(form))

    def range(self, span: Span) -> Span:
        """The words that the characters touch."""
        return self._word[span[0]], self._word[span[1] - 1] + 1


def _starts(forms: list[str]) -> list[int]:
    at = [0]
    for form in forms:
        at.append(at[-1] + len(form))
    return at


def _frames(path: Path) -> dict[str, tuple[str, list[FrameRow]]]:
    found: dict[str, tuple[str, list[FrameRow]]] = {}
    with open_text(path) as lines:
        for line in lines:
            row = json.loads(line)
            at = _starts(row["words"])
            found[row["sent_id"]] = (
                "".join(row["words"]),
                [
                    (
                        (at[p["index"]], at[p["index"] + 1]),
                        p["roleset"],
                        [((at[a], at[b]), label) for a, b, label in p["args"] if label not in _PREDICATE],
                    )
                    for p in row["predicates"]
                ],
            )
    return found


def _entities(path: Path) -> dict[str, tuple[str, Rows]]:
    found: dict[str, tuple[str, Rows]] = {}
    ident, forms, tags = "", list[str](), list[str]()
    with open_text(path) as lines:
        for line in [*lines, "\n"]:
            if line.startswith("# sent_id"):
                ident = line.split("=", 1)[1].strip()
            elif not line.strip() and forms:
                found[ident] = ("".join(forms), _iob(forms, tags))
                forms, tags = [], []
            elif line.strip() and not line.startswith("#"):
                fields = line.rstrip("\n").split("\t")
                forms.append(fields[1])
                tags.append(fields[2])
    return found


def _iob(forms: list[str], tags: list[str]) -> Rows:
    at = _starts(forms)
    rows: Rows = []
    begin, kind = 0, ""
    for i, tag in enumerate([*tags, "O"]):
        if kind and not (tag.startswith("I-") and tag[2:] == kind):
            rows.append(((at[begin], at[i]), kind))
            kind = ""
        if tag != "O" and not kind:
            begin, kind = i, tag[2:]
    return rows


def _factuality(path: Path) -> dict[str, list[list[tuple[Span, float]]]]:
    """Judged words by sentence; a sentence that comes more than once is judged once for each time."""
    found: dict[str, list[list[tuple[Span, float]]]] = defaultdict(list)
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            forms = row["text"].split(" ")
            at = _starts(forms)
            spans = [target["span1"] for target in row["targets"]]
            values = [target["label"] for target in row["targets"]]
            found["".join(forms)].append([((at[a], at[b]), value) for (a, b), value in zip(spans, values, strict=True)])
    return dict(found)
