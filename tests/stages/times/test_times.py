"""Times against the narrative's own clock, stated zones, eras and events that the text has dated."""

import re

import pytest

from whoknew.model import Account, Diagnostic, Time
from whoknew.stages.times import read_times


def read(text: str, published: str | None = "2024-12-14") -> tuple[tuple[Time, ...], tuple[Diagnostic, ...]]:
    """Sentences end where a stop stands before a capital, but not after "Dec." and the like."""
    cuts = [m.end() for m in re.finditer(r"(?<!\bJan)(?<!\bDec)(?<!p\.m)\.\s+(?=[A-Z])", text)]
    sentences = tuple(zip([0, *cuts], [*cuts, len(text)], strict=True))
    account = Account(id="x", text=text, published=published)
    return read_times(account, sentences, (), tuple(0 for _ in sentences))


def values(text: str, published: str | None = "2024-12-14") -> list[tuple[str, str]]:
    return [(text[slice(*time.span)], time.value) for time in read(text, published)[0]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He left on 3 May. The next day he met her.", [("3 May", "2024-05-03"), ("The next day", "2024-05-04")]),
        ("They will meet next month.", [("next month", "2025-01")]),
        (
            "The fire broke out on 3 June. Three days after the fire he came back.",
            [("3 June", "2024-06-03"), ("Three days", "2024-06-06")],
        ),
        (
            "The vote was on 3 June. The night before the vote he had slept.",
            [("3 June", "2024-06-03"), ("The night before", "2024-06-02TNI")],
        ),
        ("He died on 30 September 420.", [("30 September 420", "0420-09-30")]),
        ("Built in AD 842 and burnt in 900 CE.", [("AD 842", "0842"), ("900 CE", "0900")]),
        ("The reign (1871–72) was short.", [("1871", "1871"), ("72", "1872")]),
        ("A survey of 1709 schoolchildren was made.", []),
        ("Summer is hot here.", [("Summer", "XXXX-SU")]),
        ("She stayed from Jan. 20 until March 2. She met him that day.", None),
        ("He lands at noon tomorrow.", [("noon tomorrow", "2024-12-15T12:00")]),
    ],
)
def test_values(text: str, expected: list[tuple[str, str]] | None) -> None:
    found = values(text)
    if expected is None:  # the end of a stretch is not the day that the story goes on from
        assert ("that day", "2024-03-02") not in found
    else:
        assert found == expected


def test_a_stated_zone_is_reckoned() -> None:
    moscow, greenwich = read(
        "It left at 11 p.m. Moscow time on Saturday, Dec. 7. It rang at 0300 GMT on Sunday, Dec. 8."
    )[0]
    assert (moscow.zone.name, moscow.edtf) == ("Europe/Moscow", "2024-12-07T23:00:00+03:00")
    assert (greenwich.zone.name, greenwich.edtf) == ("UTC", "2024-12-08T03:00:00Z")


def test_local_time_and_a_common_word_name_no_zone() -> None:
    assert read("He rang at 9 p.m. local time.")[0][0].zone.name is None
    assert read("He rang at 9 p.m. some time ago.")[0][0].zone.name is None


def test_a_weekday_that_has_gone_by_is_not_the_one_stated() -> None:
    text = "On Thursday, 9 November, he was warned. On 13 November he was asked. He flew out on Thursday."
    assert values(text, "2023-11-20")[-1] == ("Thursday", "2023-11-16")


def test_impossible_days_are_doubted() -> None:
    times, doubts = read("He left on 31 November. He came back on February 30, 2023.")
    assert [doubt.code for doubt in doubts] == ["times.impossible-date"] * 2
    assert [time.value for time in times] == ["2024-11", "2023-02"]


def test_a_stretch_up_to_publication_has_bounds() -> None:
    time = read("He fell ill in the past three weeks.")[0][0]
    assert (time.value, time.bounds.earliest, time.bounds.latest) == ("P3W", "2024-11-23T00:00", "2024-12-14T23:59")


def test_without_a_day_of_publication_nothing_is_guessed() -> None:
    times, doubts = read("On Saturday he left. At dawn on Sunday he arrived.", None)
    assert all(time.bounds.earliest is None for time in times) and doubts


def test_a_year_named_paragraphs_ago_dates_no_month() -> None:
    text = "He won in 2012. The race began back in May. The vote is in June."
    sentences = ((0, 16), (16, 44), (44, len(text)))
    account = Account(id="x", text=text)
    near = [time.value for time in read_times(account, sentences, (), (0, 1, 1))[0]]
    far = [time.value for time in read_times(account, sentences, (), (0, 1, 9))[0]]
    assert near == ["2012", "2012-05", "2012-06"]
    assert far == ["2012", "2012-05", "XXXX-06"]


def test_a_report_without_its_day_is_no_history() -> None:
    text = "The firm was built in 1990, sold in 2001, split in 2010. It met on Tuesday. It will go in January 2017. Earlier this month it was fined."
    assert ("Earlier this month", "XXXX-XX") in values(text, None)


def test_a_story_that_dates_its_weekdays_is_told_on_by_weekdays() -> None:
    text = "On Tuesday, 4 June, she flew to Bern. The bank, sold in 2015, sent nobody. On Thursday he signed. She came back on Friday night."
    assert values(text, "2024-06-21")[-2:] == [("Thursday", "2024-06-06"), ("Friday night", "2024-06-07TNI")]


def test_a_year_in_passing_does_not_stop_the_story() -> None:
    text = "On Tuesday, 4 June, she flew to Bern. The bank was sold in 2015. Two days later he signed."
    assert values(text, "2024-06-21")[-1] == ("Two days later", "2024-06-06")


def test_what_is_said_to_the_press_on_a_weekday_is_said_in_the_last_week() -> None:
    text = "On Tuesday, 4 June, she flew to Bern. “It was a mistake,” he said on Thursday. He told reporters on Monday that he was sorry."
    assert values(text, "2024-06-21")[-2:] == [("Thursday", "2024-06-20"), ("Monday", "2024-06-17")]


def test_the_pluperfect_looks_back_and_a_deadline_moves_nothing() -> None:
    text = "On Thursday, 6 June, he signed. She had been warned on Tuesday. He had until Monday to pay. On Saturday he fled."
    assert [value for _, value in values(text, "2024-06-28")] == [
        "2024-06-06",
        "2024-06-04",
        "2024-06-10",
        "2024-06-08",
    ]


def test_the_weekday_with_its_article_is_the_storys() -> None:
    text = "The board met on 4 June. The letter came on the Friday. Nothing has been heard since Monday."
    assert values(text, "2024-06-21")[1:] == [("Friday", "2024-06-07"), ("Monday", "2024-06-17")]


def test_a_plain_date_starts_no_story_of_weekdays() -> None:
    assert values("The firm was sold on 4 June. It closed on Thursday.", "2024-06-21")[-1] == ("Thursday", "2024-06-20")
