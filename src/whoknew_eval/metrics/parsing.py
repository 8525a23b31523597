"""Trees on given words: UPOS, UAS and LAS as in the CoNLL 2018 shared task (Zeman et al. 2018).

LAS compares universal relations, their language-specific subtypes left out, punctuation counted; ``las_full`` compares
whole labels.
"""

from collections.abc import Sequence
from typing import NamedTuple


class TreeCounts(NamedTuple):
    """Words right by each measure, of ``words``."""

    words: int = 0
    upos: int = 0
    uas: int = 0
    las: int = 0
    las_full: int = 0

    def plus(self, other: "TreeCounts") -> "TreeCounts":
        """Both together."""
        return TreeCounts(*(a + b for a, b in zip(self, other, strict=True)))


Tree = tuple[Sequence[str], Sequence[int], Sequence[str]]  # UPOS, heads, relations; each [n_words]


def tree_counts(gold: Tree, found: Tree) -> TreeCounts:
    """Counts over the words of a document. Raises ``ValueError`` where the lengths differ."""
    upos = uas = las = full = 0
    columns = (*gold, *found)
    if len({len(column) for column in columns}) != 1:
        raise ValueError("gold and found trees differ in length")
    for tag, head, label, other_tag, other_head, other_label in zip(*columns, strict=True):
        upos += tag == other_tag
        if head == other_head:
            uas += 1
            las += label.split(":")[0] == other_label.split(":")[0]
            full += label == other_label
    return TreeCounts(len(gold[0]), upos, uas, las, full)
