"""Windows own every word once, fit the encoder, and depend on the document alone."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers

from whoknew.encoder.pieces import BREAK, LONGEST_WORD, UNKNOWN, Pieces, case_of, cut, load_tokenizer
from whoknew.encoder.windows import LIMIT, gather, lay_windows


def pieces_of(sizes: list[int]) -> Pieces:
    begin = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)
    ids = np.arange(begin[-1])
    return Pieces(ids, ids % 7, begin, begin[:-1], begin[1:] - 1)


@given(st.lists(st.integers(1, LONGEST_WORD), min_size=1, max_size=400), st.data())
def test_every_word_is_owned_once(sizes: list[int], data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.sets(st.integers(1, len(sizes)), max_size=20)) | {0, len(sizes)})
    sentences = [(a, b) for a, b in zip(cuts, cuts[1:]) if a < b]
    pieces = pieces_of(sizes)
    windows = lay_windows(pieces, sentences)
    owned = [w for window in windows for w in range(window.first, window.last)]
    assert owned == list(range(len(sizes)))
    for window in windows:
        assert window.start <= window.first < window.last <= window.end <= len(sizes)
        assert pieces.begin[window.end] - pieces.begin[window.start] <= LIMIT - 2


def test_a_short_sentence_is_never_cut() -> None:
    pieces = pieces_of([1] * 600)
    sentences = [(i, i + 60) for i in range(0, 600, 60)]
    for window in lay_windows(pieces, sentences):
        assert window.first % 60 == 0 and window.last % 60 == 0


def test_arrays_point_at_the_words_own_pieces() -> None:
    pieces = pieces_of([2, 1, 3, 1])
    arrays = gather(pieces, [(0, 2), (1, 4)])
    assert arrays.ids.shape == (2, 7)
    assert arrays.ids[1, 1:6].tolist() == pieces.ids[2:7].tolist()
    assert arrays.ids[1, arrays.first[1, 1]] == pieces.first[2] and arrays.ids[1, arrays.last[1, 1]] == pieces.last[2]
    assert arrays.mask.sum(axis=1).tolist() == [5, 7]


def test_a_missing_tokeniser_is_said(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        load_tokenizer(tmp_path / "tokenizer.json")


def small_tokenizer() -> Tokenizer:
    tokenizer = Tokenizer(models.WordPiece({"[UNK]": 100, "a": 0, "##a": 1, "b": 3}, unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.BertNormalizer()
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    return tokenizer


def test_words_that_vanish_and_words_without_end() -> None:
    pieces = cut(small_tokenizer(), ["a", "\x00", "", "a" * 90, "b"], [0, 4])
    assert pieces.ids[pieces.first[1]] == UNKNOWN == pieces.ids[pieces.first[2]]
    assert pieces.last[3] - pieces.first[3] + 1 == LONGEST_WORD
    assert pieces.ids[pieces.begin[4]] == BREAK and pieces.first[4] == pieces.begin[4] + 1
    assert len(pieces.cases) == len(pieces.ids) == pieces.begin[-1]


@given(st.text(min_size=1, max_size=12))
def test_case_of_any_word(word: str) -> None:
    assert 0 <= case_of(word) <= 5
