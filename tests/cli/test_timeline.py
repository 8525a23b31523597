"""``whoknew timeline``: order, bounds, why they are forced, and the table of movements, on a hand-made model."""

import json
from pathlib import Path

import pytest

from whoknew.cli import run
from whoknew.cli.scale import WIDTH, Scale, bounds_in_words
from whoknew.model import Bounds, TimelineEntry

MODEL = str(Path(__file__).resolve().parents[2] / "examples" / "damascus" / "a.model")


def entry(low: str | None, high: str | None) -> TimelineEntry:
    return TimelineEntry(id="tl1", rule="time", item="x", bounds=Bounds(earliest=low, latest=high))


def test_bars_are_flat_and_open_ends_run_out() -> None:
    entries = [entry("2024-12-07T00:00", "2024-12-07T23:59"), entry("2024-12-08T04:00", "2024-12-08T08:00")]
    scale = Scale.of(entries)
    assert scale is not None
    bars = [
        scale.bar(Bounds(earliest=a, latest=b))
        for a, b in ((None, None), ("2024-12-07T12:00", None), (None, "2024-12-07T12:00"), ("2015-01-01", "2015-12-31"))
    ]
    assert all(len(bar) == WIDTH for bar in bars)
    assert bars[0] == "·" * WIDTH
    assert bars[1].endswith("·")
    assert bars[2].startswith("·")
    assert bars[3].startswith("◂")


def test_bounds_in_words_never_make_up_a_middle() -> None:
    assert bounds_in_words(Bounds(earliest="2024-12-07T00:00", latest="2024-12-07T23:59")) == "2024-12-07"
    assert bounds_in_words(Bounds(latest="2024-12-07T23:59")) == "until 2024-12-07"
    assert bounds_in_words(Bounds(earliest="2024-12-07T00:00", latest="2024-12-07T11:59")) == "2024-12-07 00:00–11:59"
    assert bounds_in_words(Bounds(earliest="2024-12-07T16:30", latest="2024-12-07T23:59")) == "2024-12-07 16:30–23:59"
    assert bounds_in_words(Bounds(earliest="2024-12-07T18:00", latest="2024-12-07T18:00")) == "2024-12-07 18:00"
    assert (
        bounds_in_words(Bounds(earliest="2024-12-07T18:00", latest="2024-12-08T23:59"))
        == "2024-12-07 18:00 – 2024-12-08"
    )
    assert bounds_in_words(Bounds()) == "time not stated"


def test_the_last_day_in_order(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["timeline", MODEL, "--json"]) == 0
    items = [row["item"] for row in json.loads(capsys.readouterr().out)["timeline"]]
    for first, second in (("refusal", "meeting"), ("meeting", "flight"), ("jalali-call", "flight"), ("war", "refusal")):
        assert items.index(first) < items.index(second)


def test_why_names_the_sentences(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["timeline", MODEL, "--why", "meeting"]) == 0
    assert "[11]" in capsys.readouterr().out
    assert run(["timeline", MODEL, "--why", "coronation of the emperor"]) == 2


def test_movements_are_a_table(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["timeline", MODEL, "--movements"]) == 0
    printed = capsys.readouterr().out
    assert "tried" in printed and "came about" in printed
    assert "Moscow" in printed


def test_no_event_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Red, green, blue.\n", encoding="utf-8")
    assert run(["timeline", str(path)]) == 0
    assert "No event was found." in capsys.readouterr().out


def test_the_timeline_of_somebody_or_of_something(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def items(*arguments: str) -> list[str]:
        assert run(["timeline", *arguments, "--json"]) == 0
        return [row["item"] for row in json.loads(capsys.readouterr().out)["timeline"]]

    everything = items(MODEL)
    chiefs = items(MODEL, "--agent", "army and security chiefs")
    assert chiefs == [item for item in everything if item in chiefs] and {"meeting", "promise"} <= set(chiefs)
    assert "flight" not in chiefs
    assert set(items(MODEL, "--about", "help")) == {"promise", "promise-by-bahra"}
    assert items(MODEL, "--agent", "army and security chiefs", "--about", "help") == ["promise"]
    # numbers stay those of the whole, so that --why means the same; somebody is there with his group
    assert run(["timeline", MODEL, "--about", "help"]) == 0
    printed = capsys.readouterr().out
    assert f"{everything.index('promise') + 1:>3}" in printed and "jalali" not in printed
    path = tmp_path / "crew.model"
    path.write_text(
        "person Ada\nperson Ben\nperson Cole\ngroup crew, includes Ada and Ben\nplace Harbour\n\n"
        "statement [tide] the tide has turned\n[word] 2024-05-01: Cole tells crew that tide\n"
        "[away] 2024-05-02: Cole goes to Harbour\n",
        encoding="utf-8",
    )
    assert items(str(path), "--agent", "Ada") == ["word"]
    assert items(str(path), "--about", "Harbour") == ["away"]
    assert items(str(path), "--agent", "Ada", "--about", "Harbour") == []
    assert items(str(path), str(path), "--agent", "Ada") == ["1:word", "2:word"]
    assert run(["timeline", str(path), "--movements", "--agent", "Ada"]) == 0
    assert "No journey is told of this." in capsys.readouterr().out
