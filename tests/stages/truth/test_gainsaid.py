"""What follows a telling and says that it was not so, and what only seems to."""

import pytest

from whoknew.pipeline import read


def truth(text: str) -> list[tuple[str, str]]:
    """Truth in the account's voice of every telling, with the words that say so."""
    analysis = read(text, published="2024-05-06")
    return [
        (act.truth, analysis.text_of(act.truth_span) if act.truth_span else "")
        for act in analysis.acts
        if act.type == "tell"
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The clerk told Ms Holm that it was a drill. It was not a drill.", "It was not a drill"),
        ("The office told Rosa Vink that the cheque was in the post. No cheque had been written.", "No cheque had been written"),
        ("The nurse told Anna Kern that the room was being painted. A painter never came.", "A painter never came"),
        ("Director Pohl told the nurse that the filters had been ordered. The order was not placed until July.", "The order was not placed until July"),
        ("The manager told the staff that the samples had been sent. They had not.", "They had not"),
        ("The mayor told his deputy, Piet Vos, that he was driving to the works. He never got there.", "He never got there"),
        ("Berg told the driver that they were going to the airport to fetch a guest. Instead he checked in.", "Instead he checked in"),
        ("Bergman told the doctor that a courier fetched the box every week. In fact the box stood empty.", "the box stood empty"),
    ],
)  # fmt: skip
def test_the_next_words_gainsay_it(text: str, words: str) -> None:
    found = truth(text)
    assert found and found[0][0] == "false", found
    assert words in found[0][1]


@pytest.mark.parametrize(
    "text",
    [
        "The mayor told the council that the plan was good. The plan did not mention costs.",
        "Ms Roth told the minister that she had signed. The minister had not signed.",
        "The captain told the owners that the ship was safe. The owners did not answer.",
        "He told Ms Roth that he had paid Piet Vos. He had not paid Jan Brink.",
        "The clerk told her that the office was closed. She might not have believed it.",
        "The broker told Ms Vink that the shares would rise. She did not buy.",
    ],
)
def test_another_matter_gainsays_nothing(text: str) -> None:
    assert all(value == "open" for value, _ in truth(text)), truth(text)


def test_the_teller_does_not_gainsay_himself() -> None:
    text = "Piet Vos told the judge that he had paid. “I had not paid,” Vos said in April."
    assert all(value == "open" for value, _ in truth(text)), truth(text)


def test_the_account_itself_says_nothing_where_a_report_says_the_opposite() -> None:
    text = (
        "For a week, Mayor Declan Roe had assured everyone who asked that the sea wall would hold. "
        "He had a report in his desk that said the opposite."
    )
    analysis = read(text, published="2024-05-06")
    (act,) = [act for act in analysis.acts if act.type == "tell"]
    assert act.truth == "open" and {held.value for held in act.truth_by} <= {"false"}
    assert not [act for act in analysis.acts if act.type == "ask"]


def test_a_refusal_answers_what_was_claimed_to_be_granted() -> None:
    text = (
        "The head of the fund, Ingrid Holm, turned Berg down on Monday. On Tuesday Berg told the managers that the fund "
        "had agreed to a loan."
    )
    analysis = read(text, published="2024-05-10")
    refuse, tell = (next(act for act in analysis.acts if act.type == kind) for kind in ("refuse", "tell"))
    assert refuse.proposition is not None and refuse.proposition == tell.proposition


def test_those_at_a_meeting_hear_what_is_said_there() -> None:
    analysis = read("At a meeting of his managers on Monday, Piet Vos said that the loan was safe.")
    (act,) = [act for act in analysis.acts if act.type == "tell"]
    assert [analysis.text_of(party.span) for party in act.others if party.span] == ["his managers"]
