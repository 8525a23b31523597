"""What the telling says of the order: firm where words join two things, weak where only the passage does."""

from functools import cache

import pytest

from whoknew import pipeline, reasoning
from whoknew.model import Act, Analysis, Event, Movement, Presence, When
from whoknew.reading import read_account
from whoknew_eval.analysed import stages

CALL = """A president's last day

On Saturday, Dec. 7, Milan Horak told his secretary that he would stay, an aide said.

Horak rang his lawyer, Vera Kolar, and asked her to come to his house and draw up a will. She came, the aide said, and nobody was there.

Oto Brabec, the treasurer, spoke to Horak by phone on Saturday evening.

Horak left Brno by train on Sunday, Dec. 8.
"""


@cache
def read(text: str) -> Analysis:
    return pipeline.run(read_account(text, published="2024-12-14").account, found=stages())


def one(analysis: Analysis, words: str) -> Act | Movement | Presence:
    found = [
        *(act for act in analysis.acts if words in analysis.text_of(act.cue)),
        *(m for m in analysis.movements if words in analysis.text_of(m.span)),
        *(p for p in analysis.presences if words in analysis.text_of(p.span)),
    ]
    assert found, words
    return found[0]


def day(when: When) -> tuple[str, str, bool]:
    return (when.bounds.earliest or "")[:10], (when.bounds.latest or "")[:10], when.weak


def test_what_is_told_between_two_dated_things_lies_between_them_weakly() -> None:
    account = read(CALL)
    for words in ("rang", "asked", "came"):
        assert day(one(account, words).time) == ("2024-12-07", "2024-12-07", True), words


def test_who_asks_another_to_come_to_him_has_not_left() -> None:
    account = read(CALL)
    left = one(account, "left")
    order = next(o for o in one(account, "asked").time.orders if o.to == left.id)
    assert (order.relation, order.weak) == ("before", True)


def test_absence_is_told_with_the_coming() -> None:
    account = read(CALL)
    absent = next(p for p in account.presences if not p.present)
    assert any((o.relation, o.to, o.weak) == ("during", one(account, "came").id, False) for o in absent.time.orders)


@pytest.mark.parametrize(
    "text",
    [
        CALL.replace("on Saturday evening", "on Thursday, Dec. 5"),  # the telling goes back
        CALL.replace("Horak rang his lawyer", "THE FAMILY\n\nHorak rang his lawyer"),  # under another heading
        CALL.replace("Horak rang his lawyer", "Horak rings his lawyer"),  # told in the present
    ],
)
def test_where_the_passage_does_not_go_forward_nothing_is_placed(text: str) -> None:
    account = read(text)
    call = next(act for act in account.acts if act.type == "call")
    assert call.time.bounds.earliest is None


def test_an_errand_is_after_the_way_and_an_answer_after_the_request() -> None:
    account = read("In late November Milan Horak went to Vienna to ask for money. The bank refused.")
    going, asking = account.movements[0], next(act for act in account.acts if act.type == "ask")
    assert any((o.relation, o.to, o.weak) == ("after", going.id, False) for o in asking.time.orders)
    account = read("Milan Horak sought refuge in Austria, which refused because it feared a scandal.")
    asked = next(act for act in account.acts if act.type == "ask")
    refused = next(act for act in account.acts if act.type == "refuse")
    assert any((o.relation, o.to) == ("after", asked.id) for o in refused.time.orders)


def test_a_denial_in_the_present_is_not_of_the_day_told_of() -> None:
    account = read("On Dec. 3 Milan Horak threatened Vera Kolar with dismissal. He denies having done so.")
    denial = next(act for act in account.acts if act.type == "deny")
    assert denial.time.bounds.earliest is None


def test_that_night_in_a_mouth_is_not_the_night_of_another_paragraph() -> None:
    account = read(
        "On Jan. 14 Milan Horak met Vera Kolar in Graz.\n\nHe told the clerk that the bank wanted the papers. "
        "“They went to Linz the same night,” the clerk said."
    )
    assert [t.bounds.earliest for t in account.times if "night" in account.text_of(t.span)] == [None]


def test_hours_before_he_left_is_the_departure_told_later() -> None:
    account = read(
        "On Saturday, Dec. 7, hours before he left, Milan Horak met the guards in Brno. "
        "Horak left Brno by train on Sunday, Dec. 8."
    )
    first, second = account.movements
    assert first.same_as == second.id and first.time.bounds.earliest is None
    met = next(act for act in account.acts if act.type == "meet")
    assert any((o.relation, o.to) == ("before", first.id) for o in met.time.orders)


def test_a_heading_tells_the_journey_of_the_text_and_then_places_what_follows() -> None:
    account = read(
        "President leaves Lisbon by plane\n\nPresident Milan Horak flew out of Lisbon early on Sunday to an unknown place. "
        "A grey plane took off from Lisbon airport. It made for the coast. Then it turned round, and vanished from the map."
    )
    ahead, full = account.movements[:2]
    assert ahead.same_as == full.id
    vanished = next(e for e in account.events if account.text_of(e.trigger) == "vanished")
    assert vanished.gist == "vanished from the map"
    assert any(o.relation == "after" and o.span and account.text_of(o.span) == "Then" for o in vanished.time.orders)


def test_a_line_that_is_a_date_dates_what_follows_it() -> None:
    found = read(
        "14 December 2024\n\n4 November. The valuer, Ana Pohl, informed the director by letter.\n\n7 November\n\nThe director flew to Oslo. "
        "\n\nHe called her."
    )
    assert day(one(found, "informed").time)[0] == "2024-11-04"
    assert day(one(found, "flew").time)[0] == "2024-11-07"
    assert not day(one(found, "called").time)[0]


def test_the_line_that_dates_the_account_dates_nothing_in_it() -> None:
    found = read("Public session, 14 December 2024\n\nMs Kort called the director.")
    assert not day(one(found, "called").time)[0]


def test_not_until_a_day_is_on_that_day() -> None:
    found = read(
        "The order was not placed until 24 November. It was not until the Tuesday that Ana Pohl learned from a clerk that it had failed. "
        "The police were not told until 2 December. She stayed until 5 December."
    )
    placed = next(event for event in found.events if found.text_of(event.trigger) == "placed")
    assert placed.polarity and day(placed.time) == ("2024-11-24", "2024-11-24", False)
    assert day(one(found, "learned").time) == ("2024-11-26", "2024-11-26", False)
    kept = next(act for act in found.acts if act.type == "withhold")
    assert kept.time.bounds.earliest is None and (kept.time.bounds.latest or "").startswith("2024-12-02")
    stayed = next(event for event in found.events if found.text_of(event.trigger) == "stayed")
    assert stayed.time.bounds.earliest is None


def test_one_thing_told_twice_with_two_times_is_a_question() -> None:
    world = reasoning.compile(
        [
            read(
                "Karl Weber met Ida Lang on Tuesday, 5 March 2024, after he had signed the contract, a clerk said. "
                "Weber signed the contract on Friday, 8 March 2024, the lawyer said."
            )
        ]
    )
    ((first, second, forcing),) = reasoning.at_odds(world)
    assert {world.records[k].gist.split()[-1] for k in (first, second)} == {"contract", "2024"}
    assert any(isinstance(world.records[key], (Act, Event)) for key in forcing)
    agreeing = read(
        "Karl Weber met Ida Lang on Tuesday, 5 March 2024, after he had signed the contract, a clerk said. "
        "Weber signed the contract on Friday, 1 March 2024, the lawyer said."
    )
    assert reasoning.at_odds(reasoning.compile([agreeing])) == ()


@pytest.mark.parametrize(("reached", "asked"), [("11 a.m. on 5 March 2024", True), ("11 a.m. on 7 March 2024", False)])
def test_a_way_too_long_for_its_time_is_a_question(reached: str, asked: bool) -> None:
    account = read(f"A lorry left Vienna at 8 a.m. on 5 March 2024 and reached Lisbon at {reached}.")
    assert account.movements[0].time.bounds.earliest == "2024-03-05T08:00"
    (journey,) = reasoning.journeys(reasoning.compile([account]))
    assert (journey.question is not None) == asked
    if asked:
        assert "km in at most 3.0 hours: can that be, by lorry?" in journey.question


def test_between_two_times_and_before_a_clause_that_the_time_is_not_of() -> None:
    account = read(
        "Karl Weber flew from Graz to Rome on 9 March 2024 between 8 a.m. and 11 a.m. "
        "Marta Keller called her brother on 8 March 2024, before Karl Weber left Graz."
    )
    flew, left = account.movements
    assert (flew.time.bounds.earliest, flew.time.bounds.latest) == ("2024-03-09T08:00", "2024-03-09T11:00")
    assert left.time.bounds.earliest is None


def test_verbs_joined_with_and_keep_each_its_own_day() -> None:
    found = read("The miller was promised payment by Friday, 6 December, and called his bank on Tuesday, 3 December.")
    assert day(one(found, "called").time) == ("2024-12-03", "2024-12-03", False)


def test_a_year_that_says_which_one_dates_nothing() -> None:
    account = read("The paper sent Vera Kolar, the 2015 winner of the prize, to Graz. In May 2016 she met Milan Horak.")
    sent = next(event for event in account.events if account.text_of(event.trigger) == "sent")
    assert sent.time.bounds.earliest is None
    assert next(act for act in account.acts if act.type == "meet").time.bounds.earliest == "2016-05-01T00:00"
