"""Corrections made by hand survive a second reading; what was taken out stays out; what no longer matches is listed."""

import hashlib

import msgspec

from whoknew import pipeline
from whoknew.model import Account, Analysis
from whoknew.scenario import draft, keep, remember
from whoknew.scenario.parse import try_parse

TEXT = "Mira Vass told Ola Berg that the loan was repaid. Ola Berg met Tor Lind on Monday. Tor Lind rang Mira Vass."
HEAD = "account: a.txt\n\nperson Mira Vass\nperson Ola Berg\nperson Tor Lind\n\nstatement the loan was repaid\n\n"
TOLD = 'Mira Vass tells Ola Berg that "the loan was repaid"\n    "Mira Vass told Ola Berg that the loan was repaid."\n'
MET = '[a2] Ola Berg meets Tor Lind\n    "Ola Berg met Tor Lind on Monday."\n'
RANG = '[a3] Tor Lind calls Mira Vass\n    "Tor Lind rang Mira Vass."\n'


def analysis() -> Analysis:
    digest = hashlib.sha256(TEXT.encode()).hexdigest()
    account = Account(id=digest, text=TEXT, sha256=digest, path="a.txt")
    surface = frozenset({"blocks", "tokens", "sentences", "quotations"})
    stages = [stage for stage in pipeline.discover() if stage.provides <= surface and stage.requires <= surface]
    return pipeline.run(account, found=stages)


def reads(text: str) -> bool:
    read, errors = try_parse(text, open_account=lambda _: analysis().account)
    assert not errors, errors
    return read is not None


def test_a_correction_stays_and_a_new_fact_is_added() -> None:
    found = analysis()
    first = remember(HEAD + TOLD, found)
    mended = first.replace("Mira Vass tells Ola Berg", "Mira Vass tells Tor Lind")
    text, lost = keep(mended, HEAD + TOLD + MET, found)
    assert "Mira Vass tells Tor Lind" in text and "Mira Vass tells Ola Berg" not in text
    assert "Ola Berg meets Tor Lind" in text.split("# New in this reading")[1]
    assert not lost and reads(text)


def test_what_was_taken_out_stays_out() -> None:
    found = analysis()
    mended = remember(HEAD + TOLD + MET, found).replace(MET, "")
    text, _ = keep(mended, HEAD + TOLD + MET, found)
    assert "meets" not in text and reads(text)


def test_keeping_twice_adds_nothing() -> None:
    found = analysis()
    once, _ = keep(remember(HEAD + TOLD, found), HEAD + TOLD + MET + RANG, found)
    twice, _ = keep(once, HEAD + TOLD + MET + RANG, found)
    assert twice.count("calls Mira Vass") == once.count("calls Mira Vass") == 1


def test_labels_that_are_taken_give_way() -> None:
    found = analysis()
    mine = remember(HEAD + MET.replace("[a2]", "[a3]"), found)
    text, _ = keep(mine, HEAD + RANG, found)
    assert "[a3-new] Tor Lind calls" in text and reads(text)


def test_a_quote_that_the_text_no_longer_holds_is_listed() -> None:
    found = analysis()
    gone = HEAD + MET.replace("on Monday", "on Sunday")
    _, lost = keep(gone, HEAD, found)
    assert [one.quote for one in lost] == ["Ola Berg met Tor Lind on Sunday."]


ALIKE = """account: a.txt

person Mira Vass
person Ola Berg
source [s1] a clerk, anonymous person
source [s2] a clerk, anonymous person, witness
statement the loan was repaid
[ev1] 2024-05-06: it happens that "the loan falls due" with Mira Vass   by [s2]
Mira Vass tells Ola Berg that "the loan was repaid"   by [s1]
response: Mira Vass answered about c9
[c9] it is so, about ev1   by [s1]
"""


def test_a_draft_labels_what_its_lines_name_by_label_and_no_line_names_what_is_left_out() -> None:
    read, errors = try_parse(ALIKE, open_account=lambda _: analysis().account)
    assert read is not None, errors
    text = draft(read.analysis, account="a.txt")
    assert "source [s1] a clerk" in text and "source [s2] a clerk" in text
    assert 'it happens that "the loan falls due" with Mira Vass   by [s2]' in text
    assert "c9" not in text
    added = text.replace("source [s1]", "source a porter, anonymous person\nsource [s1]")
    again, errors = try_parse(added, open_account=lambda _: analysis().account)
    assert again is not None, errors
    by_id = {source.id: source for source in again.analysis.sources}
    assert [by_id[s].descriptor for s in again.analysis.acts[0].sources] == ["a clerk"]


def test_a_quote_with_marks_inside_is_found() -> None:
    text = TEXT.replace("Tor Lind rang Mira Vass.", '"We met," she said.')
    account = msgspec.structs.replace(analysis().account, text=text)
    found = pipeline.run(account, found=[s for s in pipeline.discover() if s.name in ("layout", "segmentation")])
    _, lost = keep(HEAD + 'Ola Berg meets Tor Lind\n    "\\"We met,\\" she said."\n', HEAD, found)
    assert not lost


def test_a_source_with_a_name_that_is_taken_is_added_all_the_same() -> None:
    found = analysis()
    mine = remember(HEAD + "source clerk, anonymous person\n\n" + TOLD.replace("\n", "   by clerk\n", 1), found)
    fresh = (
        HEAD
        + "source [s2] clerk, anonymous person\nsource [s3] clerk, document\n\n"
        + TOLD.replace("\n", "   by [s2]\n", 1)
        + MET.replace("\n", "   by [s3]\n", 1)
        + RANG.replace("\n", "   by [s2]\n", 1)
    )
    text, _ = keep(mine, fresh, found)
    added = text.split("# New in this reading")[1]
    assert 'source [s3] "another clerk", document' in added
    assert "Ola Berg meets Tor Lind   by [s3]" in added
    assert "Tor Lind calls Mira Vass   by clerk" in added  # the clerk of the first sentence, known by it
    assert "[s2]" not in added and reads(text)


def test_labels_do_not_make_two_sources_one() -> None:
    found = analysis()
    mine = remember(HEAD + "source [s1] aide, anonymous person\n\n" + TOLD.replace("\n", "   by [s1]\n", 1), found)
    fresh = (
        HEAD
        + "source [s1] aide, media\nsource [s2] aide, anonymous person\n\n"
        + MET.replace("\n", "   by [s1]\n", 1)
        + TOLD.replace("\n", "   by [s2]\n", 1)
        + RANG.replace("\n", "   by [s2]\n", 1)
    )
    text, _ = keep(mine, fresh, found)
    added = text.split("# New in this reading")[1]
    assert "source [s1-new] aide, media" in added and "meets Tor Lind   by [s1-new]" in added
    assert "calls Mira Vass   by [s1]" in added and reads(text)


def test_what_no_new_fact_names_is_not_declared_again() -> None:
    found = analysis()
    mended = remember(HEAD.replace("person Ola Berg\n", "person Ola Berg, also Berg\n"), found)
    extra = "person Olaf Berg\nsource [s9] a porter, anonymous person\n\n"
    text, _ = keep(mended, HEAD + extra + RANG, found)
    assert "Olaf" not in text and "porter" not in text and "Tor Lind calls" in text and reads(text)
