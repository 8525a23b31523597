"""Words and sentences for corpora that come without any, cut as the English Web Treebank cuts them.

Clitics ("n't", "'s", "'ll"), punctuation and hyphens inside words are words of their own; numbers,
abbreviations, addresses and initials stay whole.
"""

import re
from collections.abc import Iterator

from whoknew_eval.corpora.document import Span
from whoknew_eval.corpora.lists import word_list

_ABBREVIATIONS = "|".join(word_list("abbreviations"))

_WORD = re.compile(
    r"""
    (?:https?://|www\.)[^\s<>"”]+[^\s<>"”.,;:!?)\]]   # addresses
  | [\w.+-]+@[\w-]+(?:\.[\w-]+)+                      # mail
  | (?:[A-Za-z]\.){2,}                                # initials: U.S., a.m.
  | (?:ABBR)\.(?=\s|,|$)                              # abbreviations
  | [A-Z]\.(?=\s+[A-Z])                               # middle initials
  | \d+(?:[.,:]\d+)+(?!\w)                            # 1,000  3.5  10:30
  | [@\#]\w+
  | \.{2,} | … | -{2,} | `` | ''
  | (?:[nN]['’][tT]|['’](?:s|S|m|M|d|D|ll|LL|re|RE|ve|VE))(?!\w)
  | \w+?(?=[nN]['’][tT](?!\w))
  | (?:can|Can|CAN)(?=not(?!\w))
  | (?:gon|wan|got|Gon|Wan|Got)(?=(?:na|ta)(?!\w))
  | \d+(?:st|nd|rd|th|s)(?!\w)
  | \w+(?:&\w+)+
  | [^\W_]+ | _+
  | \S
""".replace("ABBR", _ABBREVIATIONS),
    re.VERBOSE,
)

_STOP = re.compile(r"[.!?…]+[\"”’')\]]*\s+(?=[\"“‘'(\[]*[A-Z0-9])")
_ABBREVIATED = re.compile(r"(?:\b(?:" + _ABBREVIATIONS + r")|\b[A-Z])\.\s+$")


def words_in(text: str, start: int, end: int) -> Iterator[Span]:
    """Character spans of the words of ``text[start:end]``, in order."""
    for match in _WORD.finditer(text, start, end):
        yield match.span()


def sentences_in(text: str, start: int, end: int) -> list[Span]:
    """Character spans of sentences: line ends and stops before a capital, abbreviations apart."""
    found: list[Span] = []
    for line in re.finditer(r"[^\n\r]+", text[start:end]):
        low, high = start + line.start(), start + line.end()
        begin = low
        for stop in _STOP.finditer(text, low, high):
            if not _ABBREVIATED.search(text, max(low, stop.end() - 12), stop.end()):
                found.append((begin, stop.end()))
                begin = stop.end()
        found.append((begin, high))
    return [trimmed for span in found if (trimmed := trim(text, *span)) is not None]


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
