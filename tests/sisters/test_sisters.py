"""Invented accounts of many genres: how much of what a careful reader finds is found, and that nothing else is said.

``python -m whoknew_eval sisters --verbose`` prints what the seen half lacks. The floors only ever rise.
"""

from functools import cache
from pathlib import Path

import pytest

from whoknew_eval.sisters import CATEGORIES, Tally, add_up, load_sisters, mark, read_sister

HERE = Path(__file__).parent
FLOORS = {
    "source": 32,
    "act": 56,
    "told_falsely": 6,
    "not_told": 11,
    "journey": 8,
    "time": 34,
    "relation": 27,
    "response": 8,
    "status": 6,
    "conflict": 3,
}

SAID_UNSEEN = 0  # of the things that must not be said, in the half that is only summed


@cache
def _marked() -> dict[str, tuple[Tally, ...]]:
    halves: dict[str, list[Tally]] = {"seen": [], "unseen": []}
    for sister in load_sisters(HERE):
        reading = read_sister(sister)
        if reading.analysis.signals is None:
            pytest.fail("the encoder's weights are part of the repository, and they are missing")
        halves[sister.half].append(mark(reading))
    return {half: tuple(tallies) for half, tallies in halves.items()}


@pytest.mark.parametrize("category", CATEGORIES)
def test_what_a_careful_reader_finds(category: str) -> None:
    whole = add_up(_marked()["seen"])
    notes = [note for tally in _marked()["seen"] for note in tally.notes if f" {category}:" in note]
    assert whole.met[category] >= FLOORS[category], "\n".join(notes)


def test_nothing_is_said_that_must_not_be() -> None:
    notes = [note for tally in _marked()["seen"] for note in tally.notes if note.startswith(("SAID", "BROKEN"))]
    assert not notes, "\n".join(notes)


def test_the_laws_hold_of_accounts_that_nobody_read() -> None:
    whole = add_up(_marked()["unseen"])
    assert whole.laws == 0
    assert whole.said <= SAID_UNSEEN
