"""Words → word pieces, with what the uncased vocabulary forgets: letter case and paragraph breaks.

Training and run time use this module both, so they cannot part ways. A paragraph's first word is preceded by
a marker piece; a word that the tokeniser deletes altogether (control characters) becomes the unknown piece.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from tokenizers import Tokenizer

CLS, SEP, UNKNOWN, BREAK, PAD = 101, 102, 100, 2, 0
LONGEST_WORD = 24  # pieces; the middle of a longer word is left out

Ints = npt.NDArray[np.int64]

_OTHER, _LOWER, _TITLE, _UPPER, _MIXED, _DIGIT, _MARK = range(7)


class Pieces(NamedTuple):
    """A document's pieces; for word w: pieces[begin[w]:begin[w + 1]], its own first and last inclusive."""

    ids: Ints  # [p]
    cases: Ints  # [p]
    begin: Ints  # [n + 1], the marker of a paragraph break included
    first: Ints  # [n]
    last: Ints  # [n]


def load_tokenizer(path: Path) -> Tokenizer:
    """The word-piece tokeniser, without truncation or padding. Raises ``FileNotFoundError``."""
    if not path.is_file():
        raise FileNotFoundError(path)
    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def case_of(word: str) -> int:
    """A small integer for the letter case of a word form.

    >>> [case_of(w) for w in ("the", "The", "US", "iPhone", "1990s", ",", "A")]
    [1, 2, 3, 4, 5, 0, 2]
    """
    if any(c.isdigit() for c in word):
        return _DIGIT
    if word.islower():
        return _LOWER
    if word.isupper():
        return _UPPER if len(word) > 1 else _TITLE
    if not any(c.isalpha() for c in word):
        return _OTHER
    return _TITLE if word[0].isupper() and word[1:].islower() else _MIXED


def cut(tokenizer: Tokenizer, forms: Sequence[str], breaks: Sequence[int]) -> Pieces:
    """Pieces of a document's word forms; ``breaks`` are the words that begin a paragraph."""
    starts = np.zeros(len(forms), dtype=bool)
    starts[[b for b in breaks if 0 <= b < len(forms)]] = True
    ids: list[int] = []
    cases: list[int] = []
    begin = np.zeros(len(forms) + 1, dtype=np.int64)
    first = np.zeros(len(forms), dtype=np.int64)
    last = np.zeros(len(forms), dtype=np.int64)
    for low in range(0, len(forms), 512):
        chunk = [form[:400] or " " for form in forms[low : low + 512]]
        encoding = tokenizer.encode(chunk, is_pretokenized=True, add_special_tokens=False)
        by_word: list[list[int]] = [[] for _ in chunk]
        for piece, word in zip(encoding.ids, encoding.word_ids):
            if word is not None:
                by_word[word].append(piece)
        for k, own in enumerate(by_word):
            w = low + k
            begin[w] = len(ids)
            if starts[w]:
                ids.append(BREAK)
                cases.append(_MARK)
            own = own or [UNKNOWN]
            if len(own) > LONGEST_WORD:
                own = own[: LONGEST_WORD // 2] + own[-LONGEST_WORD // 2 :]
            first[w] = len(ids)
            ids.extend(own)
            cases.extend([case_of(chunk[k])] * len(own))
            last[w] = len(ids) - 1
    begin[len(forms)] = len(ids)
    return Pieces(np.array(ids, dtype=np.int64), np.array(cases, dtype=np.int64), begin, first, last)
