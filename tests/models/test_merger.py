"""The hand-made model of the family firm: who kept what from whom, by whose account."""

from pathlib import Path

import pytest

from whoknew import reasoning
from whoknew.scenario import load

MODEL = Path(__file__).parents[2] / "examples" / "merger" / "account.model"


@pytest.fixture(scope="module")
def world():
    return reasoning.compile([load(MODEL).analysis])


def state(world, who, what, at=None):
    (agent,) = reasoning.find_agents(world, who)
    (found,) = reasoning.knew(world, agent, what, at=reasoning.parse_when(world, at))
    return found.value, found.asserts


def test_the_sister_was_told_otherwise_in_february_and_learned_of_the_sale_in_march(world):
    assert state(world, "Marian Averill", "sale", "2025-02-08") == ("believed_wrongly", False)
    assert state(world, "Marian Averill", "sale") == ("knew", True)


def test_the_meeting_was_kept_from_her_and_the_sale_from_the_workers(world):
    assert state(world, "Marian Averill", "talks-held") == ("kept_from", True)
    assert state(world, "workers", "sale") == ("unaware", True)


def test_what_she_calls_misleading_is_hers_and_falls_with_her(world):
    stated = [d for d in reasoning.deceived(world) if d.value == "said_to_mislead"]
    assert {d.act for d in stated} == {"misled-her", "misled-owen"}
    source = next(s.id for s in world.analyses[0].sources if s.descriptor == "Marian Averill")
    assert {d.must_sources for d in stated} == {(source,)}
    left = reasoning.deceived(reasoning.drop(world, [source]).world)
    assert not [d for d in left if d.value == "said_to_mislead"]


def test_the_bank_knew_in_the_accounts_own_words(world):
    assert state(world, "Judith Oram", "sale") == ("knew", True)


def test_acts_of_every_kind_are_in_it(world):
    kinds = {act.type for act in world.analyses[0].acts}
    assert kinds >= {
        "tell", "ask", "order", "promise", "deny", "refuse", "grant", "meet", "call", "decide", "withhold", "unaware", "know",
        "learn", "mislead",
    }  # fmt: skip


def test_nothing_in_it_contradicts_itself(world):
    assert reasoning.conflicts(world).conflicts == ()
