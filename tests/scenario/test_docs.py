"""The documentation of scenarios is under test: every example reads, is laid out as the formatter lays it out, and works."""

import re
from pathlib import Path

import pytest

from whoknew.scenario import check, format_text, load, try_parse
from whoknew.scenario.load import plain_account, read_file
from whoknew.scenario.words import vocabulary

DOCS = Path(__file__).parents[2] / "docs"
TEXT = (DOCS / "scenario.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```model\n(.*?)```", TEXT, re.S)
EXAMPLES = sorted((DOCS.parent / "examples").rglob("*.model"))


@pytest.mark.parametrize("block", BLOCKS, ids=range(len(BLOCKS)))
def test_every_example_in_the_docs_reads_and_is_laid_out(block):
    found, errors = try_parse(block, path=str(DOCS / "x.model"), open_file=read_file, open_account=plain_account)
    assert not errors
    assert found is not None
    assert format_text(block) == block


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_every_example_reads_is_laid_out_and_has_nothing_odd_in_it(path):
    found = load(path)
    assert [note.message for note in check(found) if note.severity != "info"] == []
    assert format_text(path.read_text(encoding="utf-8")) == path.read_text(encoding="utf-8")


def test_the_docs_name_every_word_of_the_format():
    words = vocabulary()
    named = [
        *words["kinds"],
        *words["headers"],
        *words["parts"],
        *(verb["singular"][0] for verb in words["acts"].values()),
    ]
    named += [*words["claims"].values(), *words["orders"].values()]
    missing = [word for word in named if word not in TEXT and word not in UNDOCUMENTED]
    assert missing == []


UNDOCUMENTED = {
    "organization", "read at", "early hours", "dawn", "morning", "noon", "afternoon", "night", "overlapping", "starting", "ending",
}  # fmt: skip  # spellings and rare forms
