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
        ("He began on June 16th of last year.", [("June 16th of last year", "2023-06-16")]),
        (
            "Of 2014 and 2001: he fell last year after a call.",
            [("2014", "2014"), ("2001", "2001"), ("last year", "2023")],
        ),
        ("Demand grew from March to August 2011.", [("March", "2011-03"), ("August 2011", "2011-08")]),
        ("It ran from November to February 2019.", [("November", "2018-11"), ("February 2019", "2019-02")]),
        (
            "They were away from July 28 to August 3, 2019.",
            [("July 28", "2019-07-28"), ("August 3, 2019", "2019-08-03")],
        ),
        ("She was born on the fifth of January 1951.", [("the fifth of January 1951", "1951-01-05")]),
        ("He will sing in Rome in May, in Oslo in June.", [("May", "2025-05"), ("June", "2025-06")]),
        (
            "The fair is to run from December 3 through January 9.",
            [("December 3", "2024-12-03"), ("January 9", "2025-01-09")],
        ),
        ("The vote is to be held on January 20.", [("January 20", "2025-01-20")]),
        (
            "They left at 22:30 on 3 May and arrived at 2:30 the next day.",
            [("22:30 on 3 May", "2024-05-03T22:30"), ("2:30 the next day", "2024-05-04T02:30")],
        ),
        ("In January the temperature is about 24 degrees.", [("January", "XXXX-01")]),
        ("The summit is in January.", [("January", "2024-01")]),
        ("His feast day is 30 September.", [("30 September", "XXXX-09-30")]),
        ("The museum is closed on Monday.", [("Monday", "XXXX-WXX-1")]),
        ("He came on a Monday. It was shut on Sundays.", [("a Monday", "XXXX-WXX-1"), ("Sundays", "XXXX-WXX-7")]),
        ("Shops are busiest in the mornings.", [("the mornings", "XXXX-XX-XXTMO")]),
        ("The day before the outbreak he had left.", [("The day before", "XXXX-XX-XX")]),
        ("Poems from the 15th to the 17th century.", [("the 15th", "14"), ("the 17th century", "16")]),
        (
            "Built in the 1600s, rebuilt in the 1960s and the seventies.",
            [("the 1600s", "16"), ("the 1960s", "196"), ("the seventies", "197")],
        ),
        ("A plan named Vision 2030’s goals.", [("2030", "2030")]),
        ("The winter of 1776-77 was cold.", [("The winter of 1776-77", "1776-WI")]),
        ("He was there all the time, and on 9/11.", [("9/11", "2001-09-11")]),
        ("Write to 1355 Elm Street or call 201 555-1776, see p. 1225.", []),
        ("The 2001 census and the crisis of 1969-1972.", [("2001", "2001"), ("1969", "1969"), ("1972", "1972")]),
    ],
)
def test_values(text: str, expected: list[tuple[str, str]] | None) -> None:
    found = values(text)
    if expected is None:  # the end of a stretch is not the day that the story goes on from
        assert ("that day", "2024-03-02") not in found
    else:
        assert found == expected


@pytest.mark.parametrize(
    ("text", "value", "candidates"),
    [
        ("Signed on 13/02/2020.", "2020-02-13", ()),
        ("Signed on 02/13/2020.", "2020-02-13", ()),
        ("Signed on 03/04/2020.", "2020", ("2020-03-04", "2020-04-03")),
        ("Signed on 3.4.2020.", "2020-04-03", ()),
        ("Signed on 05/05/2020.", "2020-05-05", ()),
        ("Signed on 12/11/2024.", "2024", ("2024-11-12", "2024-12-11")),
        ("Signed on 11/12/2024. Seen on 25/11/2024.", "2024-12-11", ()),
        ("Signed on 10/12/2024 at the latest.", "2024", ("2024-10-12", "2024-12-10")),
        ("Signed on 01/12/2025, as he claims.", "2025", ("2025-01-12", "2025-12-01")),
        ("Signed on 12/01/2024, told on 14 December 2024.", "2024", ("2024-01-12", "2024-12-01")),
    ],
)
def test_days_and_months_in_figures_are_not_guessed(text: str, value: str, candidates: tuple[str, ...]) -> None:
    times, doubts = read(text)
    assert (times[0].value, times[0].candidates) == (value, candidates)
    assert ("times.day-or-month" in {doubt.code for doubt in doubts}) == bool(candidates)
    if candidates:
        assert times[0].bounds.earliest == f"{candidates[0]}T00:00"
        assert times[0].bounds.latest == f"{candidates[-1]}T23:59"


def test_two_oclock_may_be_night_or_afternoon() -> None:
    (_, clock), _ = read("It was 3 May. They left at two o'clock.")
    assert clock.candidates == ("2024-05-03T14:00",)
    assert (clock.bounds.earliest, clock.bounds.latest) == ("2024-05-03T02:00", "2024-05-03T14:00")
    assert (
        values("He was on the ward on the night of 3 May. He left at six in the morning.")[1][1] == "2024-05-04T06:00"
    )
    assert values("On the night of 3 May he slept. She rang at half past ten.")[1][1] == "2024-05-03T22:30"
    assert values("On the night of 3 May he slept. She rang at four o'clock.")[1][1] == "2024-05-04T04:00"
    assert values("On 3 May, at 22.40, a woman rang; at 9.15 pm she was well, at 6.25 per cent.")[1:] == [
        ("22.40", "2024-05-03T22:40"),
        ("9.15 pm", "2024-05-03T21:15"),
    ]
    assert values("It was 3 May. They left at half past ten the next morning.")[1][1] == "2024-05-04T10:30"


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


def test_an_impossible_day_leaves_the_story_without_one() -> None:
    (heading, impossible, clock), doubts = read(
        "Hearing of 12 May 2023. Where were you on 31 November 2022? He called at 22:15.", None
    )
    assert (heading.value, impossible.value, clock.value) == ("2023-05-12", "2022-11", "XXXX-XX-XXT22:15")
    assert "times.impossible-date" in {doubt.code for doubt in doubts}


def test_tomorrow_in_a_story_is_the_day_after_and_what_falls_due_moves_nothing() -> None:
    text = "On Sunday, 9 June, he rang her about the wages due on the 15th. “Tomorrow we will talk,” he said."
    sentences, quoted = ((0, 64), (65, len(text))), ((65, 89),)
    times, _ = read_times(Account(id="x", text=text, published="2024-06-21"), sentences, quoted, (0, 0))
    assert [time.value for time in times] == ["2024-06-09", "2024-06-15", "2024-06-10"]
