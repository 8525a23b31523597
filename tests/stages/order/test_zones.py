"""Stated zones against each other and against the account's unknown offset, and contradictory times on the timeline."""

from pathlib import Path

import pytest

from whoknew import pipeline, reasoning
from whoknew.cli import run
from whoknew.model import Analysis
from whoknew.reading import read_account

ZONED = (
    "The ship left Tripoli at 11 p.m. Moscow time on Saturday, Dec. 7, a port officer said. "
    "Vera Stoltz rang the captain at 0300 GMT on Sunday, Dec. 8. Vera Stoltz left Valletta at dawn on Sunday, Dec. 8."
)
CLASH = "On 5 May 2024 at 12:00 Anna Roth was in Oslo. On 5 May 2024 at 12:00 Anna Roth was in Cairo."


def analysed(text: str) -> Analysis:
    analysis = pipeline.run(read_account(text, published="2024-12-14").account)
    if analysis.signals is None:
        pytest.fail("the encoder's weights are part of the repository, and they are missing")
    return analysis


def test_zones_order_what_they_date_and_widen_what_is_local() -> None:
    entries = {e.label: e for e in reasoning.timeline(reasoning.compile([analysed(ZONED)]))}
    ship = next(e for label, e in entries.items() if "Tripoli" in label)
    call = next(e for label, e in entries.items() if "rang" in label)
    dawn = next(e for label, e in entries.items() if "Valletta" in label)
    assert ship.item in call.after  # 20:00 UTC is before 03:00 UTC
    assert call.item not in dawn.after and call.item not in dawn.before  # the account's own offset is not known
    assert ship.bounds.earliest is not None and ship.bounds.latest is not None
    assert (ship.bounds.earliest[:13], ship.bounds.latest[:13]) == ("2024-12-07T08", "2024-12-08T10")


def test_times_that_cannot_all_be_so_stand_on_the_timeline(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.txt"
    path.write_text(CLASH + "\n", encoding="utf-8")
    assert run(["timeline", str(path), "--published", "2024-12-14"]) == 0
    printed = capsys.readouterr().out
    assert "These times cannot all be so" in printed
    assert printed.index("Oslo", printed.index("cannot")) and printed.index("Cairo", printed.index("cannot"))
