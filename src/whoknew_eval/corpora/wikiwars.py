"""WikiWars: histories of wars with TIMEX3 marked inline (Mazur and Dale, EMNLP 2010; Zhong, Sun and Cambria, ACL 2017).

Documents 13 to 16 by name are held back: split "dev", the rest "train". The files call every expression DATE; the
type here is read off the value. ``published`` is the document's creation time. Modifiers come from the
original TIMEX2 marking where an expression stands at the same place there. Words and sentences are
the tool's own.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

from whoknew_eval.corpora.document import Document, Span, Timex
from whoknew_eval.corpora.words import cover, cut_lines, paragraphs_of

HELD_BACK = frozenset({"13", "14", "15", "16"})


def load(folder: Path, split: str) -> Iterator[Document]:
    """Documents of ``folder`` (…/wikiwars) for "train" or "dev", by file name."""
    for path in sorted((folder / "timex3").glob("*.tml")):
        if (path.stem[:2] in HELD_BACK) != (split == "dev"):
            continue
        root = ElementTree.parse(path).getroot()
        text, marks = _inline(_child(root, "TEXT"), "TIMEX3")
        mods = _mods(folder / "timex2_inline" / f"{path.stem}.key.xml", text)
        words, sentences = cut_lines(text)
        yield Document(
            id=path.stem,
            corpus="wikiwars",
            split=split,
            text=text,
            words=words,
            sentences=sentences,
            paragraphs=paragraphs_of(text, words),
            published="".join(_child(root, "DCT").itertext()).strip() or None,
            timexes=tuple(_timex(words, span, attrs["value"], mods.get(span, "")) for span, attrs in marks),
        )


def type_of(value: str) -> str:
    """The TIMEX3 type that a value implies.

    >>> [type_of(v) for v in ("1939-09", "P24Y", "1944-06-06TMO", "XXXX-WXX-5")]
    ['DATE', 'DURATION', 'TIME', 'DATE']
    """
    if re.match(r"P[\dXT]", value):
        return "DURATION"
    return "TIME" if "T" in value and not value.endswith("_REF") else "DATE"


def _timex(words: tuple[Span, ...], span: Span, value: str, mod: str) -> Timex:
    touched = cover(words, *span)
    if touched is None:
        raise ValueError(f"no word at {span}")
    return Timex(first=touched[0], end=touched[1], span=span, type=type_of(value), value=value, mod=mod)


def _child(root: ElementTree.Element, tag: str) -> ElementTree.Element:
    found = root.find(tag)
    if found is None:
        raise ValueError(f"no {tag} in {root.tag}")
    return found


def _inline(element: ElementTree.Element, tag: str) -> tuple[str, list[tuple[Span, dict[str, str]]]]:
    """The text of an element and the spans and attributes of the ``tag`` elements in it, outermost first."""
    pieces: list[str] = []
    marks: list[tuple[Span, dict[str, str]]] = []
    length = 0

    def walk(node: ElementTree.Element) -> None:
        nonlocal length
        start, place = length, len(marks)
        pieces.append(node.text or "")
        length += len(node.text or "")
        for child in node:
            walk(child)
            pieces.append(child.tail or "")
            length += len(child.tail or "")
        if node.tag == tag:
            marks.insert(place, ((start, length), dict(node.attrib)))

    walk(element)
    return "".join(pieces), marks


def _mods(path: Path, text: str) -> dict[Span, str]:
    """Modifiers by span, where the original text is the same; empty where it is not."""
    other, marks = _inline(_child(ElementTree.parse(path).getroot(), "TEXT"), "TIMEX2")
    shift = text.find(other.strip()[:200])
    offset = shift - other.find(other.strip()[:200])
    if shift < 0 or text[shift : shift + len(other.strip())] != other.strip():
        return {}
    return {(a + offset, b + offset): attrs["mod"] for (a, b), attrs in marks if "mod" in attrs}
