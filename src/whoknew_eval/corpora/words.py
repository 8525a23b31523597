"""Where characters meet words, for corpora that come without words: cutting is the tool's own segmentation."""

import re

from whoknew.stages.segmentation import split_sentences, tokenize
from whoknew_eval.corpora.document import Span


def cut_lines(text: str) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """Words of a whole text and its sentences (word ranges), no sentence across a line end."""
    words: list[Span] = []
    sentences: list[Span] = []
    for line in re.finditer(r"[^\n\r]+", text):
        found = tokenize(text, line.start(), line.end())
        sentences.extend((len(words) + a, len(words) + b) for a, b in split_sentences(text, found))
        words.extend(found)
    return tuple(words), tuple(sentences)


def trim(text: str, start: int, end: int) -> Span | None:
    """The span without white space at its ends; ``None`` if nothing is left."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return (start, end) if start < end else None


def paragraphs_of(text: str, words: tuple[Span, ...]) -> tuple[Span, ...]:
    """Word ranges of paragraphs: a line end between two words begins a new one."""
    starts = [i for i, w in enumerate(words) if i == 0 or "\n" in text[words[i - 1][1] : w[0]]]
    return tuple(zip(starts, [*starts[1:], len(words)], strict=True))


def cover(words: tuple[Span, ...], start: int, end: int) -> Span | None:
    """The word range that overlaps the character span; ``None`` if no word does."""
    low, high = 0, len(words)
    while low < high:
        middle = (low + high) // 2
        if words[middle][1] <= start:
            low = middle + 1
        else:
            high = middle
    last = low
    while last < len(words) and words[last][0] < end:
        last += 1
    return (low, last) if last > low else None
