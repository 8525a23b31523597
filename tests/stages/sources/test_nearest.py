"""Who "he said" means after a paragraph's quotation, what is nobody's word, and what a share, a brand or a poll is.

Texts of our own. The reader's weights change, so that nearly all must be right rather than every one.
"""

import hashlib
from functools import cache

import pytest

from whoknew import pipeline
from whoknew.model import Account, Analysis

LEAST = 0.85

# an account, words that open a content, and the name of whoever says them ("" where nobody of the account's sources may)
SPEAKERS = [
    (
        "Rosa Lind is the mayor. Port spokesman Karel Boom told the Daily Lantern that the harbour would open on Friday, "
        "though Emil Vasko had said otherwise.\n\n“We have not written the notice,” he said.",
        "We have not written",
        "Karel Boom",
    ),
    (
        "Emil Vasko wants the bridge closed. Vasko has spoken of it for years. He lost the vote in May.\n\n"
        "Economist Petra Sand said that Vasko's plan did not add up.\n\n“I see no figures,” she said.",
        "I see no figures",
        "Petra Sand",
    ),
    (
        "President Emil Vasko will veto the bill.\n\n“The president's reasons are hollow,” said widow Toni Marsh.\n\n"
        "She continued, “All that we ask for is a hearing.”",
        "All that we ask",
        "Toni Marsh",
    ),
    (
        "Retired colonel Jan Brandt said that Emil Vasko was wrong when he said that the dam was “a heap of sand.”",
        "that the dam was",
        "Emil Vasko",
    ),
    (
        "Karel Boom said that the roof was dry. Emil Vasko was arrested on Monday.\n\n“I am no thief,” he said.",
        "I am no thief",
        "Emil Vasko",
    ),
    (
        "Jo Ernst, the owner of the mill, said that the wheel had stopped. When asked why, the 41-year-old miller "
        "replied, “The water was too low.”",
        "The water was too low",
        "Jo Ernst",
    ),
    (
        "Karel Boom runs the port. Ida Boom, his sister, said on Monday that the gate was shut.\n\n"
        "Karel Boom has sold two ships. He bought them in May. Boom says that he would sell the third.",
        "that he would sell",
        "Karel Boom",
    ),
]

# an account, the kinds and descriptors of the sources that it must have, and descriptors that it must not have
SOURCES = [
    (
        "No one expected a long meeting. The mayor, Rosa Lind, said that it would be short.",
        {("named_person", "Rosa Lind")},
        {"person"},
    ),
    ("Nearly eight of 10 parents say they plan to move.", {("unnamed_group", "parents")}, set()),
    (
        "Recent polls in Vesper and Corrin have shown that the mayor is losing.",
        {("document", "Recent polls")},
        {"Corrin"},
    ),
    (
        "FactBoard said that the figures were right. FactBoard announced on Monday that it would hire.",
        {("organisation", "FactBoard")},
        set(),
    ),
    (
        "Some members of the Harbour Board, which has denied any part in the theft, left early.",
        {("organisation", "Harbour Board")},
        {"members"},
    ),
    (
        "Only 40 percent of the tenants agreed that the house is safe, while 73 percent said that it is cold.",
        {("unnamed_group", "73 percent")},
        set(),
    ),
    ("Eight clerks said that they had been paid.", {("anonymous_person", "clerks")}, set()),
]

STATUSES = [
    ("He again refused to pledge to sell the house before the vote, Rosa Lind said.", "planned", False),
    ("Only half of the tenants agreed that the house is in good enough order to live in.", "planned", False),
    ("The mayor promised to sell the house.", "planned", True),
    (
        "He is said to be at home. Emil Vasko apparently believed the forged lists that had served him against his rivals.",
        "allegation",
        False,
    ),
]


@cache
def read(text: str) -> Analysis:
    analysis = pipeline.run(Account(id=hashlib.sha256(text.encode()).hexdigest(), text=text))
    if analysis.signals is None:
        pytest.fail("the encoder's weights are part of the repository, and they are missing")
    return analysis


def says(analysis: Analysis, opening: str) -> set[str]:
    names = {source.id: source.descriptor for source in analysis.sources}
    text = analysis.account.text
    return {
        " ".join(names[ident].split()[-2:])
        for one in analysis.attributions
        for a, b in one.content_spans
        if text[a:b].lstrip('“"').startswith(opening)
        for ident in one.sources
    }


def test_a_tag_goes_on_with_the_last_speaker() -> None:
    wrong = [
        (opening, wanted, says(read(text), opening))
        for text, opening, wanted in SPEAKERS
        if says(read(text), opening) != {wanted}
    ]
    assert 1 - len(wrong) / len(SPEAKERS) >= LEAST - 0.05, wrong


def test_shares_brands_and_nobody() -> None:
    wrong = []
    for text, wanted, banned in SOURCES:
        found = {(one.kind, one.descriptor) for one in read(text).sources}
        if not wanted <= found or banned & {descriptor for _, descriptor in found}:
            wrong.append((text, sorted(found)))
    assert 1 - len(wrong) / len(SOURCES) >= LEAST - 0.05, wrong


def test_what_is_no_plan_and_no_charge() -> None:
    wrong = []
    for text, label, expected in STATUSES:
        claims = read(text).claims
        if any(label in (claim.status, claim.kind) for claim in claims) != expected:
            wrong.append((text, [(claim.status, claim.kind) for claim in claims]))
    assert not wrong, wrong
