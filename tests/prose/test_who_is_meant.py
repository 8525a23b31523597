"""Who goes on speaking, whose name is kept and why, what was only ordered, and how a document came to the account."""

from functools import cache

import pytest

from whoknew import read
from whoknew.model import Analysis

read_once = cache(read)


def speakers(analysis: Analysis, words: str) -> list[str]:
    """The kinds of the sources of the attributions whose content has some words, the innermost last."""
    kinds = {source.id: source.kind for source in analysis.sources}
    found = [
        a for a in analysis.attributions if a.sources and any(words in analysis.text_of(s) for s in a.content_spans)
    ]
    return [kinds[source] for a in found for source in a.sources]


GOES_ON = (
    "Mara Quill instructed the crew not to tell Tom Hale, one of the deckhands said. "
    "“We were told it was a matter for the owners,” she said."
)
NAMED = "One of the deckhands said the pumps had failed. Mara Quill said so too. “We had no warning,” she said."


def test_a_quotation_goes_on_from_the_unnamed_speaker_before_it() -> None:
    assert speakers(read_once(GOES_ON), "matter for the owners") == ["anonymous_person"]


def test_a_quotation_stays_with_the_named_speaker_before_it() -> None:
    assert speakers(read_once(NAMED), "no warning") == ["named_person"]


def test_why_a_group_is_not_named_holds_of_one_of_them() -> None:
    found = read(
        "Two deckhands said the pumps had failed. They asked not to be named because they feared for their jobs. "
        "The captain knew of it, one of the deckhands said."
    )
    unnamed = [source for source in found.sources if source.kind == "anonymous_person"]
    assert len(unnamed) == 2 and all(source.anonymity.reason is not None for source in unnamed)
    assert "no-reason-for-anonymity" not in {flag.rule for flag in found.findings.audit.flags}


def test_the_reason_of_one_group_is_not_that_of_another() -> None:
    found = read(
        "Two deckhands said the pumps had failed. They asked not to be named because they feared for their jobs. "
        "A harbour clerk said the captain knew of it."
    )
    assert [s.anonymity.reason is None for s in found.sources if s.descriptor == "harbour clerk"] == [True]


@pytest.mark.parametrize("verb", ["instructed", "ordered", "directed", "commanded"])
def test_what_is_ordered_is_not_said_to_be_done(verb: str) -> None:
    found = read(f"Mara Quill {verb} the crew not to tell Tom Hale of the leak.")
    assert [act.type for act in found.acts] == ["order"]
    assert not [f for f in found.findings.knowledge if f.value in ("kept_from", "unaware")]


def test_what_was_not_told_is_withheld_all_the_same() -> None:
    found = read("Mara Quill did not tell Tom Hale of the leak.")
    assert [act.type for act in found.acts] == ["withhold"]


def test_a_document_seen_by_a_paper_speaks_and_the_paper_learns_nothing() -> None:
    found = read("An internal memo seen by the Harbour Gazette says the pumps had failed in March.")
    assert not [act for act in found.acts if act.type == "learn"]
    assert "document" in {source.kind for source in found.sources}


def test_a_person_who_read_a_letter_learned_of_it() -> None:
    found = read("Mara Quill read a letter about the leak on Monday.")
    assert [act.type for act in found.acts] == ["learn"]
