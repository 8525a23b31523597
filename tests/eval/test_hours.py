"""The key of parts of day: its marks, its halves, and how it is scored."""

from collections import Counter

import pytest

from whoknew.model import Account, Analysis, Time
from whoknew_eval import shared_path
from whoknew_eval.corpora.keyed import key_names
from whoknew_eval.keys.hours import HourItem, HourText, load_hours, score_hours, strip


def test_marks_are_stripped_and_spans_fit() -> None:
    text, items = strip(
        "On {Monday night|2024-03-04TNI} he left; at {noon|2024-03-05T12:00~2024-03-05TMI} he was back."
    )
    assert text == "On Monday night he left; at noon he was back."
    assert [text[a:b] for a, b in (item.span for item in items)] == ["Monday night", "noon"]
    assert items[1].values == ("2024-03-05T12:00", "2024-03-05TMI")


def test_our_own_accounts() -> None:
    texts = [text for text in load_hours() if text.ours]
    sizes = Counter[str]()
    for text in texts:
        assert "{" not in text.text and "|" not in text.text
        sizes[text.half] += len(text.items)
    assert min(sizes.values()) >= 50


@pytest.mark.skipif(shared_path() is None, reason="the shared corpora are not on this machine")
def test_size_and_halves() -> None:
    texts = list(load_hours())
    sizes = Counter[str]()
    for text in texts:
        sizes[text.half] += len(text.items)
        assert all(text.text[a:b].strip() for a, b in (item.span for item in text.items))
    assert sum(sizes.values()) >= 150 and abs(sizes["open"] - sizes["unseen"]) < 20
    assert not {text.id for text in texts} & key_names()


def test_scoring() -> None:
    items = (HourItem((3, 15), ("2024-03-04TNI",)), HourItem((28, 32), ("2024-03-05TMI",)))
    text = "On Monday night he left; at noon he was back."
    found = Time(id="t1", span=(3, 15), type="time", value="2024-03-04TNI")
    bare = Time(id="t2", span=(28, 32), type="time", value="2024-03-05")
    analysis = Analysis(account=Account(id="x", text=text), times=(found, bare))
    shown = score_hours(HourText("x", "open", text, "2024-03-06", items, True), analysis)
    assert shown.tallies["value"] == (1, 2) and len(shown.notes) == 1
    closed = score_hours(HourText("x", "unseen", text, "2024-03-06", items, True), analysis)
    assert closed.tallies == shown.tallies and closed.notes == ()
