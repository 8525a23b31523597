"""Dead in a crash in one account, arrived in another: a tension, where it may be one journey; sentences of our own."""

import hashlib

import pytest

from whoknew import pipeline, reasoning
from whoknew.model import Account

FLED = "Tom Hale flew out of Paris on Sunday, 9 June 2024. "
CRASHED = FLED + "Two clerks said it was likely that Tom Hale had been killed in a crash."
ARRIVED = "Tom Hale left Paris by plane on Sunday, 9 June 2024. The aircraft carried him to Lyon, and from there he flew to Rome."


def tensions(*texts: str) -> list[str]:
    read = []
    for text in texts:
        digest = hashlib.sha256(text.encode()).hexdigest()
        read.append(pipeline.run(Account(id=digest, text=text, sha256=digest, published="2024-06-12")))
    found = reasoning.conflicts(reasoning.compile(tuple(read)))
    return [one.reason for one in (*found.conflicts, *found.tensions) if "crash" in one.reason]


def test_dead_on_the_way_and_arrived() -> None:
    assert len(tensions(CRASHED, ARRIVED)) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (CRASHED, FLED),
        (CRASHED, "Tom Hale left Paris by plane on Sunday, 2 June 2024. He flew to Rome."),
        (CRASHED, "Mara Quill left Paris by plane on Sunday, 9 June 2024. She flew to Rome."),
        (FLED + "Tom Hale had been killed in a fire.", ARRIVED),
    ],
)
def test_nothing_that_need_clash(one: str, other: str) -> None:
    assert not tensions(one, other)
