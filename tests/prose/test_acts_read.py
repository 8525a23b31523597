"""Acts read from sentences of our own: who did what to whom, and what is not said to have been done."""

import hashlib
from functools import cache

import pytest

from whoknew import pipeline
from whoknew.model import Account, Analysis


@cache
def read(text: str) -> Analysis:
    digest = hashlib.sha256(text.encode()).hexdigest()
    return pipeline.run(Account(id=digest, text=text, sha256=digest, published="2023-05-30"))


def told(text: str) -> list[str]:
    """Each act as "type: agents → others", in the order of the text."""
    found = read(text)
    names = {entity.id: entity.name for entity in found.entities}

    def called(parties: tuple) -> str:
        return " + ".join(names.get(party.entity or "", party.descriptor) for party in parties)

    return [f"{act.type}: {called(act.agents)} → {called(act.others)}".strip() for act in found.acts]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Mara Quill called on Tom Hale to resign.", "ask: Mara Quill → Tom Hale"),
        ("Tom Hale called on the harbour board to reopen the pier.", "ask: Tom Hale → harbour board"),
        ("Tom Hale secured permission from the harbour board.", "grant: harbour board → Tom Hale"),
        ("Tom Hale received a call from Mara Quill.", "call: Mara Quill → Tom Hale"),
        ("Early in the inquiry Tom Hale complained that Mara Quill had hidden the log.", "tell: Tom Hale → Mara Quill"),
        ("At the invitation of Mara Quill, Tom Hale returned to the yard.", "ask: Mara Quill → Tom Hale"),
        ("Mara Quill accused the harbour board of being deceived by a broker.", "mislead: broker → harbour board"),
        ("Mara Quill accused the harbour board of being deceived by a broker.", "tell: Mara Quill → harbour board"),
        ("The city of Port Ellery is demanding that Tom Hale repair the pier.", "ask: city → Tom Hale"),
        ("Mara Quill poked at Tom Hale's accent.", "tell: Mara Quill → Tom Hale"),
        (
            "In a letter to the harbour board, Mara Quill wrote that the pumps had failed.",
            "tell: Mara Quill → harbour board",
        ),
        ("Tom Hale is lying about the leak, Mara Quill says.", "mislead: Tom Hale →"),
        ("Mara Quill unleashed a series of tweets against Tom Hale on Friday.", "tell: Mara Quill → Tom Hale"),
        (
            "Mara Quill proceeded to lie to Tom Hale about the log, and made a convincing case that he would be blamed.",
            "tell: Mara Quill → Tom Hale",
        ),
        ("Tom Hale, asked about the leak, had said the hull was sound.", "ask:  → Tom Hale"),
        ("The harbour board decided on Monday. Monday's meeting with Tom Hale was short.", "meet:  → Tom Hale"),
    ],
)
def test_who_did_it_and_to_whom(text: str, wanted: str) -> None:
    if wanted.startswith("meet"):
        assert not [line for line in told(text) if line.startswith("meet: Monday")]
    else:
        assert wanted in told(text)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Mara Quill called on Tom Hale to stop attacking the board and apologise.", "tell"),
        ("Mara Quill challenged Tom Hale to debate her in Port Ellery.", "meet"),
        ("Voters are making up their minds, Mara Quill said.", "mislead"),
        ("Anybody who complains about the pumps is not having a good day, Mara Quill said.", "tell"),
        ("State law covers charities that solicit money from the public.", "ask"),
        ("Mara Quill and Tom Hale tried to find out why the pumps had failed.", "learn"),
        ("Mara Quill has got to sit down and talk to the owners.", "meet"),
        ("Please ask yourself who gained by the sale.", "ask"),
        ("“Did you tell Captain Hale that the valve was open?”", "tell"),
        ("Mara Quill spoke on the programme “Meet the Owners” on Monday.", "meet"),
        ("Mara Quill repeated the debunked accounts of the sale.", "deny"),
        ("The series of lectures was designed to offer a message of hope.", "tell"),
        ("Mara Quill read out what she called her independence from the owners.", "call"),
        ("It is a street known to be quiet.", "know"),
        ("It was not clear who was aboard, and the officers, who asked not to be named, would not say.", "ask"),
        ("The band leader called the owners to the stage.", "call"),
        ("Talk of a deckhand challenging Tom Hale in the election had been mounting.", "ask"),
        ("“We are talking about a harbour that could silt up,” said Mara Quill.", "meet"),
        ("They visited the city in May.", "meet"),
        ("She lies like crazy about everything, he said.", "mislead"),
        ("You know, we lost the ship, Mara Quill said.", "know"),
    ],
)
def test_what_is_not_said_to_have_been_done(text: str, kind: str) -> None:
    assert not [line for line in told(text) if line.startswith(kind + ":")]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Mara Quill stopped attacking Tom Hale and apologised to him.", "tell"),
        ("The broker made up the story of the sale.", "mislead"),
        ("The band leader called Tom Hale on Monday.", "call"),
        ("Mara Quill challenged Tom Hale to show the log.", "ask"),
        ("Mara Quill and Tom Hale talked about the sale on Monday.", "meet"),
        ("The owners who complained about the pumps were sent home.", "tell"),
        ("Mara Quill went to Port Ellery to tell Tom Hale that the ship was lost.", "tell"),
        ("“Why did you tell Captain Hale that the valve was open?”", "tell"),
        ("Mara Quill knew that the valve was open.", "know"),
        ("“Meet the owners,” she said. Mara Quill met the owners on Monday.", "meet"),
    ],
)
def test_what_is_said_to_have_been_done(text: str, kind: str) -> None:
    assert [line for line in told(text) if line.startswith(kind + ":")]


def test_a_quotation_is_told_to_its_closing_mark() -> None:
    found = read(
        "Tom Hale said his wife, Mara, “said from the start, ‘You know, if you sail you know you’ll come home.’”"
    )
    contents = [found.text_of(span) for act in found.acts if act.type == "tell" for span in act.content_spans]
    assert any(content.endswith("come home") for content in contents)


def test_a_noun_that_points_back_is_no_second_act() -> None:
    found = told("The panel issued its recommendation on Friday. Approval of the panel's recommendation is certain.")
    assert sum(line.startswith("ask:") for line in found) <= 1


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "Tom Hale telephoned Mara Quill and told her to burn the log. He claimed that the order came from the board.",
            "tell: Tom Hale → Mara Quill",
        ),
        (
            "Tom Hale asked Mara Quill to wait. He explained that the pumps were being mended.",
            "tell: Tom Hale → Mara Quill",
        ),
    ],
)
def test_what_goes_on_to_the_same_hearer(text: str, wanted: str) -> None:
    assert wanted in told(text)


@pytest.mark.parametrize(
    ("text", "unwanted"),
    [
        ("Tom Hale asked Mara Quill to wait. He claimed on Sunday that the pumps were being mended.", "tell:"),
        ("Tom Hale told the crews to wait. He claimed that the pumps were being mended.", "tell: Tom Hale → Mara"),
        ("“I heard it on the radio,” Tom Hale said in a telephone interview.", "meet:"),
        ("None of the twelve clerks had received any offer.", "refuse:"),
        ("The film shows that Tom Hale stood still, contradicting the harbour board's claim that he ran.", "deny:"),
        ("“I don't understand why you need to go there,” Mara Quill said.", "unaware:"),
        ("“I don't know what she was thinking,” Tom Hale said.", "unaware:"),
    ],
)
def test_what_is_no_act_of_the_story(text: str, unwanted: str) -> None:
    assert not [one for one in told(text) if one.startswith(unwanted)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Mara Quill said in an interview with Tom Hale that the pumps had failed.", "meet: Tom Hale → Mara Quill"),
        ("The clerks asked the harbour board for leave, but did not receive permission.", "refuse:"),
        ("Tom Hale contradicted Mara Quill's claim that he ran.", "deny: Tom Hale"),
        ("“None of us knew a thing,” Mara Quill said.", "unaware:"),
        ("“I did not know that the pumps had failed,” Tom Hale said.", "unaware: Tom Hale"),
    ],
)
def test_what_still_is(text: str, wanted: str) -> None:
    assert [one for one in told(text) if one.startswith(wanted)]
