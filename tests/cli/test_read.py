"""``read``, ``schema``, ``stages``: streams, exit codes, plain output in a pipe, and nothing lost on failure."""

import json
from pathlib import Path

import jsonschema
import pytest

from whoknew.cli import run
from whoknew.model import schema

TEXT = "“We are leaving,” Ana Marsh told the crew on Friday. Two deckhands said the captain had known since March.\n"


@pytest.fixture
def account(tmp_path: Path) -> Path:
    path = tmp_path / "a.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_read_prints_sentences_in_plain_text(account: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["read", str(account), "--published", "2024-12-08"]) == 0
    printed = capsys.readouterr()
    assert "Ana Marsh" in printed.out
    assert "\x1b[" not in printed.out
    assert printed.err == ""


def test_json_fits_the_schema_and_leaves_working_layers_out(
    account: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert run(["read", str(account), "--json"]) == 0
    made = json.loads(capfdbinary.readouterr().out)
    jsonschema.validate(made, schema.schema())
    assert made["account"]["text"] == TEXT
    assert made["tokens"] == []
    assert made["signals"] is None


def test_standard_input(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    import io
    import sys

    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(TEXT.encode())))
    assert run(["read", "-"]) == 0
    assert "Ana Marsh" in capsys.readouterr().out


def test_missing_file_is_one_line_and_code_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["read", str(tmp_path / "none.txt")]) == 1
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.count("\n") == 1


def test_a_bad_date_and_an_unknown_option_are_usage_errors(account: Path) -> None:
    assert run(["read", str(account), "--published", "soon"]) == 2
    assert run(["read", str(account), "--nonsense"]) == 2
    assert run(["nonsense"]) == 2


def test_another_language_ends_with_code_four(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "de.txt"
    path.write_text("Der Präsident sagte seinen Leuten, dass Hilfe unterwegs sei, obwohl niemand kommen wollte.\n" * 3)
    assert run(["read", str(path)]) == 4
    assert "another language (de)" in capsys.readouterr().err


def test_a_report_that_cannot_be_written_leaves_what_was_there(account: Path, tmp_path: Path) -> None:
    target = tmp_path / "folder" / "r.html"
    assert run(["read", str(account), "--report", str(target)]) == 1
    kept = tmp_path / "r.html"
    kept.write_text("old")
    assert run(["read", str(account), "--report", str(kept)]) == 0
    assert kept.read_text(encoding="utf-8").startswith("<!doctype html>")


def test_schema_and_stages(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert run(["schema"]) == 0
    assert json.loads(capfdbinary.readouterr().out)["title"] == "whoknew analysis"
    assert run(["stages", "--json"]) == 0
    names = [row["name"] for row in json.loads(capfdbinary.readouterr().out)]
    assert names.index("segmentation") < names.index("attributions")


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--version"]) == 0
    assert capsys.readouterr().out.startswith("whoknew 0.")


def test_verbose_tells_each_stage(account: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["read", str(account), "--verbose"]) == 0
    assert "segmentation 1:" in capsys.readouterr().err


SCENARIO = """person Ada
person Ben
source [clerk] a clerk, anonymous person
statement [late] the train is late
2024-05-02: Ada tells Ben that late   by clerk
2024-05-03: Ada keeps late from "the guard"   by clerk
"""


def test_a_scenario_and_a_saved_analysis_are_read_as_models_not_as_prose(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    model, saved, page = tmp_path / "a.model", tmp_path / "a.json", tmp_path / "a.html"
    model.write_text(SCENARIO, encoding="utf-8")
    assert run(["read", str(model), "--report", str(page)]) == 0
    shown = capsys.readouterr().out
    assert "A clerk  (not named)" in shown
    assert "Ada told Ben that “the train is late”" in shown
    assert "the train is late" in page.read_text(encoding="utf-8")
    assert "The account’s own voice." not in page.read_text(encoding="utf-8").partition("<script")[0]
    assert "as a person wrote or mended it" in page.read_text(encoding="utf-8")
    assert "[1] “2024-05-02: Ada tells Ben" in shown.partition("Who says so")[2].partition("Timeline")[0]
    assert run(["read", str(model), "--json"]) == 0
    saved.write_text(capsys.readouterr().out, encoding="utf-8")
    assert run(["read", str(saved)]) == 0
    assert capsys.readouterr().out == shown
    assert run(["audit", str(model)]) == 0
    assert "of them people without a name" in capsys.readouterr().out


def test_without_a_day_of_publication_the_times_that_hang_on_it_are_named(
    account: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for command in (["read"], ["model"], ["timeline"]):
        assert run([*command, str(account)]) == 0
        printed = capsys.readouterr().err
        assert "the day of publication is not known" in printed and "“Friday”" in printed
        assert run([*command, str(account), "--published", "2024-12-08"]) == 0
        printed = capsys.readouterr()
        assert printed.err == ""
        assert "2024-12-06" in printed.out


def test_the_headline_of_the_text_is_its_title(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "b.txt"
    path.write_text(f"Crew knew of the sale, deckhands say\n\n{TEXT}", encoding="utf-8")
    assert run(["read", str(path), "--published", "2024-12-08"]) == 0
    assert capsys.readouterr().out.startswith("Crew knew of the sale, deckhands say\n")


def test_a_model_without_a_title_says_so_and_words_stand_for_one_in_prose(
    tmp_path: Path, account: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    model = tmp_path / "a.model"
    model.write_text('it is so that "the safe is empty"\n', encoding="utf-8")
    assert run(["read", str(model)]) == 0
    assert capsys.readouterr().out.startswith("An untitled model\n")
    assert run(["read", str(account), "--published", "2024-12-08"]) == 0
    assert capsys.readouterr().out.startswith("“We are leaving,” Ana Marsh told the crew")
