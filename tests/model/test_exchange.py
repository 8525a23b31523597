"""Records of questions and answers by letters."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whoknew.model.exchange import exchange

RECORD = "{head}\nQ. Where were you?\nA. At home.\nQ. Alone?\nA. With my son.\n"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (RECORD.format(head="Examination of Hedda Brook, clerk, by counsel for the port."), "Hedda Brook"),
        (RECORD.format(head="Interview with Dr Amos Reed in his garden."), "Dr Amos Reed"),
        (RECORD.format(head="The witness Olga Stern was sworn."), "Olga Stern"),
        ("Q: Mr Moss, when did you leave?\nA: At six.\nQ: Why?\nA: I was told to.", "Mr Moss"),
        ("Q: When did you leave, Mrs Vale?\nA: At six.\nQ: Why?\nA: I was told to.", "Mrs Vale"),
    ],
)
def test_who_answers_is_named_by_the_record(text: str, name: str) -> None:
    found = exchange(text)
    assert found.answerer is not None and text[slice(*found.answerer)] == name
    assert next(text[slice(*said)] for _, said in found.answers).startswith("At")
    assert len(found.pairs()) == 2


def test_nobody_is_named_where_the_record_names_nobody() -> None:
    found = exchange(RECORD.format(head="Second day."))
    assert found.answers and found.answerer is None


def test_letters_of_a_list_are_no_record() -> None:
    assert not exchange("A. The roof.\nB. The cellar.\nC. The yard.\nQ. No entry.").answers
    assert not exchange("Q. Who came?\nA. Nobody did.").answers


@given(st.text(alphabet="QA.: \nMr Moss,?i", max_size=200))
def test_every_span_lies_in_the_text(text: str) -> None:
    found = exchange(text)
    for label, said in (*found.questions, *found.answers):
        assert 0 <= label[0] < label[1] <= said[0] < said[1] <= len(text)


def test_long_lines_take_no_time() -> None:
    text = ("Q. " + "Mr A" * 200_000 + "\nA. " + "Dr B, " * 200_000 + "\n") * 3
    start = time.process_time()
    exchange(text)
    assert time.process_time() - start < 5
