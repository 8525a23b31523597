"""``whoknew model``: check, format, diff, and the scenario of what was read."""

import json
from pathlib import Path

from whoknew.cli import run
from whoknew.scenario import parse

ROOT = Path(__file__).parents[2]
PARTY = ROOT / "examples" / "models" / "party.model"


def test_check_lists_every_error_with_its_place_and_exits_with_one(tmp_path, capsys):
    path = tmp_path / "x.model"
    path.write_text("person Ada\nAda tels Ben\nAda calls Zed\n")
    assert run(["model", "check", str(path)]) == 1
    out = capsys.readouterr().out
    assert f"error: {path}:2:5:" in out
    assert f"error: {path}:3:11:" in out


def test_check_finds_what_no_order_of_events_allows(tmp_path, capsys):
    path = tmp_path / "x.model"
    path.write_text("person Ada\nperson Ben\n[a] 2024-05-02: Ada calls Ben\n[b] 2024-05-01, after a: Ben calls Ada\n")
    assert run(["model", "check", str(path)]) == 0
    assert "these cannot all be so" in capsys.readouterr().out
    assert run(["model", "check", str(path), "--fail-on", "finding"]) == 3


def test_check_prints_json(tmp_path, capsys):
    path = tmp_path / "x.model"
    path.write_text("")
    assert run(["model", "check", str(path), "--json"]) == 1
    (row,) = json.loads(capsys.readouterr().out)
    assert row["errors"][0]["message"] == "this scenario is empty."


def test_format_prints_writes_and_checks(tmp_path, capsys):
    path = tmp_path / "x.model"
    path.write_text('person   Ada\nAda  calls   "a friend"  # soon\n\n\n\nAda calls Ada by Ada\n')
    assert run(["model", "format", "--check", str(path)]) == 3
    assert run(["model", "format", "-w", str(path)]) == 0
    assert path.read_text() == 'person Ada\nAda calls "a friend"  # soon\n\nAda calls Ada   by Ada\n'
    assert run(["model", "format", "--check", str(path)]) == 0
    capsys.readouterr()


def test_a_model_differs_in_nothing_from_itself(capsys):
    assert run(["model", "diff", str(PARTY), str(PARTY), "--fail-on", "finding"]) == 0
    assert "4 of the 4 facts" in capsys.readouterr().out


def test_diff_says_what_only_one_has_and_what_differs(tmp_path, capsys):
    other = tmp_path / "other.model"
    text = PARTY.read_text(encoding="utf-8").replace("[innocent] Sam is unaware of party\n", "[late] Sam calls Nell\n")
    other.write_text(text.replace("2022-05-02", "2022-05-05"), encoding="utf-8")
    assert run(["model", "diff", str(PARTY), str(other), "--fail-on", "finding"]) == 3
    out = capsys.readouterr().out
    assert "- Sam is unaware of “there will be a party on Friday”" in out
    assert "+ Sam calls Nell" in out
    assert "time: 2022-05-02 → 2022-05-05" in out


def test_the_scenario_of_an_account_in_prose_reads_back(tmp_path, capsys):
    account = tmp_path / "note.txt"
    account.write_text(
        "PORT, May 3 (Wire) — Ada Marsh told Ben Cole that the boats were ready, a clerk said.\n", encoding="utf-8"
    )
    assert run(["model", str(account)]) == 0
    text = capsys.readouterr().out
    from whoknew.cli.models import open_account

    found = parse(text, open_account=lambda _: open_account(str(account)))
    assert found.analysis.account.text.startswith("PORT, May 3")


def test_a_saved_analysis_written_whole_reads_back_the_same(tmp_path, capsys):
    run(["model", str(PARTY), "--json"])
    saved = tmp_path / "party.json"
    saved.write_text(capsys.readouterr().out, encoding="utf-8")
    assert run(["model", str(saved), "--whole"]) == 0
    written = tmp_path / "party.model"
    written.write_text(capsys.readouterr().out, encoding="utf-8")
    run(["model", str(written), "--json"])
    assert json.loads(capsys.readouterr().out) == json.loads(saved.read_text(encoding="utf-8"))


def test_what_is_missing_or_not_text_is_said_in_one_line(tmp_path, capsys):
    binary = tmp_path / "x.model"
    binary.write_bytes(b"\xff\xfe\x00person")
    for arguments, words in (
        (["model", "check", str(binary)], "is not UTF-8"),
        (["knew", "no.model"], "cannot be read"),
    ):
        assert run(arguments) == 1
        assert words in capsys.readouterr().err


def test_a_text_that_is_not_english_is_answered_in_part_and_exits_with_four(tmp_path, capsys):
    account = tmp_path / "bericht.txt"
    account.write_text(
        "Der Minister sagte dem Rat am Montag, dass das Werk geschlossen werde. Niemand in der Stadt hatte davon gewusst.\n"
    )
    assert run(["knew", str(account)]) == 4
    assert "english" in capsys.readouterr().err.lower()


def test_a_mended_file_that_cannot_be_read_is_not_passed_on(tmp_path, capsys):
    account, mended = tmp_path / "a.txt", tmp_path / "mended.model"
    account.write_text("Ana Marsh told Ben Oak on 3 May 2024 that the bridge was shut.\n", encoding="utf-8")
    mended.write_text("account: a.txt\nperson Ana Marsh\nAna Marsh tels somebody\n", encoding="utf-8")
    assert run(["model", str(account), "--keep", str(mended)]) == 1
    printed = capsys.readouterr()
    assert printed.out == ""
    assert "mended.model:3:11" in printed.err


def test_what_could_not_be_confirmed_is_no_event_of_a_draft(tmp_path, capsys):
    account = tmp_path / "a.txt"
    account.write_text(
        "Police arrested Ana Marsh on 3 May 2024. The Herald could not verify whether other clerks were arrested. "
        "The paper could not establish if Ben Oak was warned.\n",
        encoding="utf-8",
    )
    assert run(["model", str(account)]) == 0
    shown = capsys.readouterr().out
    happened = [line for line in shown.splitlines() if "it happens that" in line]
    assert any("arrested Ana Marsh" in line for line in happened)
    assert not any("clerks" in line or "warned" in line for line in happened)
