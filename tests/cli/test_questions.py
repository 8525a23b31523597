"""The questions as a person types them: what is printed, as JSON, with which exit code; and what is near when nothing fits."""

import json
from pathlib import Path

import pytest

from whoknew.cli import run

ROOT = Path(__file__).parents[2]
DAMASCUS = str(ROOT / "examples" / "damascus" / "a.model")
PASSAGE = str(ROOT / "examples" / "models" / "passage.model")
COUP = str(ROOT / "examples" / "models" / "coup.model")
STRIKE = """person Ada
person Ben
person Cole
place Harbour
source [clerk] a clerk, anonymous person

statement [strike] the strike begins on Monday, plan of Ada
[plan] 2024-05-01: Ada decides on strike
[note] 2024-05-02: Ada tells Ben that strike   by clerk
[brushed-off] 2024-05-03: Ada tells Cole that not strike   by clerk
"""


@pytest.fixture
def strike(tmp_path):
    path = tmp_path / "strike.model"
    path.write_text(STRIKE, encoding="utf-8")
    return str(path)


def ask(capsys, *arguments):
    code = run(list(arguments))
    captured = capsys.readouterr()
    return code, " ".join(captured.out.split()), " ".join(captured.err.split())


def test_every_command_of_the_docs_answers_the_ten_lines(strike, capsys):
    code, out, _ = ask(capsys, "knew", strike)
    assert code == 0
    assert "Ben knew: “the strike begins on Monday” (certain, if its sources are right)" in out
    assert "falls without: a clerk" in out
    assert "“2024-05-02: Ada tells Ben that ‘the strike begins on Monday’” — a clerk" in out
    code, out, _ = ask(capsys, "deceived", strike)
    assert (code, "Ada → Cole: “the strike begins on Monday”" in out) == (0, True)
    assert "told against what the teller had reason to believe" in out
    code, out, _ = ask(capsys, "in-the-dark", strike, "--about", "strike")
    assert (code, "Cole" in out) == (0, True)
    code, out, _ = ask(capsys, "drop", "clerk", strike)
    assert (code, out.startswith("No longer recorded Ada told Ben")) == (0, True)
    code, out, _ = ask(capsys, "what-if", strike, "tell Cole: strike", "--at", "2024-05-04")
    assert code == 0
    assert "Cole knew: “the strike begins on Monday” (certain" in out
    code, out, _ = ask(capsys, "what-if", strike, "tell Cole by Ben: strike", "--at", "2024-05-04")
    assert "Told, but not taken over" in out
    code, out, _ = ask(capsys, "replay", strike)
    assert (code, out.startswith("1 of 3 2024-05-01")) == (0, True)
    code, out, _ = ask(capsys, "told", strike, "--agent", "Ben")
    assert (code, "By the account of a clerk, Ada told Ben" in out) == (0, True)
    code, out, _ = ask(capsys, "model", "check", strike)
    assert (code, "nothing to mend" in out) == (0, True)


def test_no_answer_says_in_our_voice_that_somebody_lied(strike, capsys):
    for command in (["knew", DAMASCUS], ["deceived", DAMASCUS], ["told", DAMASCUS], ["deceived", strike]):
        _, out, _ = ask(capsys, *command)
        assert " lied" not in out
        assert " liar" not in out


@pytest.mark.parametrize(
    ("arguments", "near"),
    [
        (["knew", DAMASCUS, "--agent", "Mahir al-Asad"], "Maher al-Assad"),
        (["knew", DAMASCUS, "--about", "Rusian halp"], "Russian help was coming"),
        (["conflicts", DAMASCUS, "--agent", "Mahir al-Asad"], "Maher al-Assad"),
        (["conflicts", DAMASCUS, "--about", "Rusian halp"], "Russian help was coming"),
        (["timeline", DAMASCUS, "--agent", "Mahir al-Asad"], "Maher al-Assad"),
        (["timeline", DAMASCUS, "--about", "Rusian halp"], "Russian help was coming"),
        (["drop", "comander", DAMASCUS], "commander"),
        (["told", DAMASCUS, "--at", "meting"], "neither a date"),
        (["what-if", DAMASCUS, "tell Maher: the plan to swim far away"], "quotation marks"),
        (["what-if", DAMASCUS, "sing to Maher"], "A change starts with tell"),
        (["drop", DAMASCUS], "Name a source too"),
        (["what-if", "tell Maher: plan"], "No file is named"),
    ],
)
def test_what_matches_nothing_says_what_is_near_and_exits_with_two(arguments, near, capsys):
    code, out, err = ask(capsys, *arguments)
    assert (code, out) == (2, "")
    assert near in err


def test_every_question_prints_json_with_class_proof_and_quotes(capsys):
    code, *_ = 0, None
    for command in (
        ["knew", DAMASCUS, "--agent", "Maher", "--about", "plan"],
        ["told", DAMASCUS, "--about", "help"],
        ["deceived", DAMASCUS],
        ["in-the-dark", DAMASCUS, "--about", "plan"],
    ):
        code = run([*command, "--json"])
        rows = json.loads(capsys.readouterr().out)
        assert code == 0
        assert rows
        assert all("class" in row and "proof" in row for row in rows)
        proved = [entry for row in rows for entry in row["proof"]]
        assert all(entry["quote"] and entry["sources"] for entry in proved)
    run(["drop", "commander", DAMASCUS, "--json"])
    found = json.loads(capsys.readouterr().out)
    assert {row["id"] for row in found["records_gone"]} == {"meeting", "promise", "request-to-hold"}
    run(["what-if", PASSAGE, "withdraw treaty", "--json"])
    assert [row["item"] for row in json.loads(capsys.readouterr().out)["lost"]] == ["crossing"]
    run(["conflicts", COUP, "--json"])
    assert len(json.loads(capsys.readouterr().out)["conflicts"]) == 1
    run(["replay", PASSAGE, "--json"])
    assert json.loads(capsys.readouterr().out)[0]["items"]


def test_dropping_the_commander_names_the_place_and_the_size_that_fall(capsys):
    _, out, _ = ask(capsys, "drop", "commander", DAMASCUS)
    assert "met army and security chiefs (about 30), at the defence ministry" in out
    assert "asked the ground forces to “hold on”" in out


def test_conflicts_fail_only_when_asked_to(capsys):
    assert ask(capsys, "conflicts", COUP)[0] == 0
    code, out, _ = ask(capsys, "conflicts", COUP, "--fail-on", "conflict")
    assert code == 3
    assert "a [1]" in out
    assert "— two soldiers" in out


def test_conflicts_of_somebody_or_of_something(capsys):
    def members(*arguments):
        run(["conflicts", DAMASCUS, *arguments, "--json"])
        found = json.loads(capsys.readouterr().out)
        return [set(row["members"]) for row in (*found["conflicts"], *found["tensions"])]

    contact, accusation = {"contact-with-group", "denial"}, {"his-denial", "c6"}
    assert members() == [contact, accusation]
    assert members("--agent", "Turkey") == [contact]
    assert members("--agent", "Bashar al-Assad") == [accusation]
    assert members("--about", "chemical") == [accusation]
    assert members("--agent", "Turkey", "--about", "chemical") == []
    assert "No firm claims of this exclude each other." in ask(capsys, "conflicts", DAMASCUS, "--agent", "Maher")[1]
    assert ask(capsys, "conflicts", COUP, "--agent", "Mbeki-Strand", "--fail-on", "conflict")[0] == 3


def test_a_reaction_is_shown_as_the_users_own_assumption(capsys):
    _, out, _ = ask(capsys, "what-if", PASSAGE, "tell Tilda: flee before crossing")
    assert "By your own rules (assumptions of yours, not of the account)" in out
    assert "Tilda goes from Capital to Border" in out


def test_every_question_takes_a_policy_and_the_users_rules(tmp_path, capsys):
    path = tmp_path / "rules.model"
    path.write_text(STRIKE + "if Ben believes strike then Ben tells Cole that strike\n", encoding="utf-8")
    for command in ("knew", "told", "deceived", "in-the-dark", "replay"):
        for policy in ("ranked", "latest", "sceptical"):
            code, out, _ = ask(capsys, command, str(path), "--policy", policy, "--rules")
            assert (code, "your rule at line 11" in out or command == "deceived") == (0, True)
        assert "your rule" not in ask(capsys, command, str(path))[1]
        code, _, err = ask(capsys, command, str(path), "--policy", "gullible")
        assert (code, "There are: ranked, latest, sceptical" in err) == (2, True)
    ranked = ask(capsys, "what-if", str(path), "tell Cole by Ben: strike", "--at", "2024-05-04")[1]
    latest = ask(capsys, "what-if", str(path), "tell Cole by Ben: strike", "--at", "2024-05-04", "--policy", "latest")[
        1
    ]
    assert "Told, but not taken over" in ranked
    assert "Told, but not taken over" not in latest
    assert ask(capsys, "drop", "clerk", str(path), "--rules")[1].count("no longer: line 11") == 1
    assert ask(capsys, "deceived", str(path), "--at", "2024-05-02")[1].startswith("None found")
    assert "Ada → Cole" in ask(capsys, "deceived", str(path), "--at", "2024-05-03")[1]


def test_a_script_makes_several_changes_and_names_the_line_that_is_wrong(tmp_path, capsys):
    script = tmp_path / "changes.txt"
    script.write_text("# two at once\ndrop commander\ntell Maher: plan on 2024-12-07\n")
    code, out, _ = ask(capsys, "what-if", DAMASCUS, "--script", str(script))
    assert code == 0
    assert "Added by you Bashar al-Assad told Maher al-Assad of “the plan to leave”" in out
    script.write_text("drop commander\n\nfly away\n")
    code, _, err = ask(capsys, "what-if", DAMASCUS, "--script", str(script))
    assert code == 2
    assert "changes.txt:3:" in err


def test_an_empty_script_changes_nothing(tmp_path, capsys):
    script = tmp_path / "none.txt"
    script.write_text("# nothing\n")
    assert ask(capsys, "what-if", DAMASCUS, "--script", str(script))[:2] == (0, "Nothing changes.")


def test_every_kind_of_change_is_understood(strike, capsys):
    for change in (
        "remove note", "negate note", "move note to 2024-05-09", "move note before plan", "move brushed-off after note",
        "put Cole at Harbour on 2024-05-02", "put Cole in note", "keep Ben from Harbour", "keep Ben out of note",
        "withdraw plan", "drop clerk", 'tell Cole by Ben: "the boats are ready"', "tell Ben and Cole: not strike after note",
    ):  # fmt: skip
        arguments = ["what-if", strike, change]
        code, _, err = ask(capsys, *arguments)
        assert code == 0 or "Present where?" in err, (change, err)


def test_several_models_are_asked_together(strike, capsys):
    code, out, _ = ask(capsys, "knew", strike, COUP, DAMASCUS, "--agent", "Maher", "--about", "plan to leave")
    assert code == 0
    assert "Halyard News Agency [" in out


def test_a_saved_analysis_answers_like_the_scenario_it_came_from(tmp_path, capsys):
    run(["model", PASSAGE, "--json"])
    saved = tmp_path / "passage.json"
    saved.write_text(capsys.readouterr().out, encoding="utf-8")
    assert ask(capsys, "knew", str(saved)) == ask(capsys, "knew", PASSAGE)


def test_replay_jumps_to_a_day_or_a_fact(capsys):
    _, by_fact, _ = ask(capsys, "replay", PASSAGE, "--at", "crossing")
    _, by_day, _ = ask(capsys, "replay", PASSAGE, "--at", "1848-03-05")
    assert by_fact == by_day
    assert "Stefan went from Capital to Border" in by_fact


HOSPITAL = """person Mo
person Lea
person Pau
facility ward
statement [ill] the scan shows a tumour, about scan
statement [well] the scan is clear
    clashes with ill
[scan] 2023-03-02: it happens that "the scan is read" at ward with Mo
[lie] 2023-03-03: Mo tells Lea that well
[hush] 2023-03-06: Mo keeps ill from Pau
[truth] 2023-05-09: Lea tells Pau that ill
[aside] 2023-05-10: Mo tells "a stranger" that well
it is so that ill
"""


@pytest.fixture
def hospital(tmp_path):
    path = tmp_path / "hospital.model"
    path.write_text(HOSPITAL, encoding="utf-8")
    return str(path)


def test_who_was_in_the_dark_for_a_while_is_listed_with_what_ended_it(hospital, capsys):
    _, out, _ = ask(capsys, "in-the-dark", hospital, "--about", "ill")
    now, _, earlier = out.partition("Earlier, and no longer at the end:")
    assert "Pau" not in now
    assert "Pau was not told, or was kept from knowing, that “the scan shows a tumour”" in earlier
    assert "until: Lea told Pau that “the scan shows a tumour”" in earlier
    assert "Earlier" not in ask(capsys, "in-the-dark", hospital, "--at", "2023-03-07")[1]


def test_answers_say_when_and_since_when(hospital, capsys):
    assert "when: 2023-05-09" in ask(capsys, "told", hospital, "--agent", "Pau")[1]
    assert "since: 2023-03-02" in ask(capsys, "knew", hospital, "--agent", "Mo")[1]


def test_who_is_kept_out_of_a_fact_does_not_witness_it(hospital, capsys):
    _, out, _ = ask(capsys, "what-if", hospital, "keep Mo out of scan")
    assert "Mo knew that “the scan shows a tumour”, and so not “the scan is clear”" in out.partition("Falls")[2]
    assert "because this is otherwise: “the scan is read”" in out
    _, out, _ = ask(capsys, "what-if", hospital, "keep Lea out of lie")
    assert (
        "Lea had reason to believe that “the scan is clear”, which the account has otherwise, and so not “the scan shows a tumour”"
        in out.partition("Falls")[2]
    )
    code, _, err = ask(capsys, "what-if", hospital, "keep Mo out of lie")
    assert code == 2 and "remove FACT" in err
    _, out, _ = ask(capsys, "what-if", hospital, "keep Pau from ward")
    assert "Nothing that anybody knew, believed or was told changes by it." in out


def test_names_may_be_kin_and_what_is_near_is_near(tmp_path, capsys):
    path = tmp_path / "kin.model"
    path.write_text(
        "person Ada\nperson Ben, brother of Ada\nsource [maids] two maids, 2\n"
        '2024-05-02: Ada tells Ben that "rain is due"   by maids\n'
    )
    assert "Ben had reason to believe that “rain is due”" in ask(capsys, "knew", str(path), "--agent", "brother")[1]
    assert "“maids” is a source here" in ask(capsys, "knew", str(path), "--agent", "maids")[2]
    assert "There are: “Ada”, “Ben”." in ask(capsys, "knew", str(path), "--agent", "Xerxes")[2]
    for day in ("2024-02-31", "3 May 2024"):
        code, _, err = ask(capsys, "knew", str(path), "--at", day)
        assert code == 2 and "is not a date that the calendar has" in err


def test_a_change_without_quotation_marks_is_told_apart_from_an_unknown_one(hospital, capsys):
    _, _, err = ask(capsys, "what-if", hospital, "tell", "Lea: ill")
    assert "A change stands whole in quotation marks" in err
    _, _, err = ask(capsys, "what-if", hospital, "Lea learns ill")
    assert "is not a change. A change starts with tell" in err


def test_a_hearer_who_is_nobody_of_the_story_is_called_what_the_account_calls_him(hospital, capsys):
    _, out, _ = ask(capsys, "deceived", hospital)
    assert "Mo told a stranger that “the scan is clear”" in out
    assert "the public" not in out


def test_no_line_ends_in_blanks(hospital, capsys):
    for command in ("knew", "timeline", "replay", "read"):
        run([command, hospital])
        assert [row for row in capsys.readouterr().out.split("\n") if row != row.rstrip()] == []


SIDES = """person Ada
person Ben
person Cole
source [clerk] a clerk, anonymous person
source [mate] a mate, anonymous person
statement [safe] the safe is empty
    clashes with full
statement [full] the safe is full
[told] 2024-05-02: Ada tells Ben that safe   by mate
[open] after told: Ada tells Cole that safe   by mate
2024-05-01: Ada tells Ben that full   by mate
it is so that safe   by clerk
"""


def test_both_sides_of_a_clash_are_one_answer_and_two_in_the_json(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    model = tmp_path / "a.model"
    model.write_text(SIDES, encoding="utf-8")
    assert run(["knew", str(model), "--agent", "Cole"]) == 0
    printed = " ".join(capsys.readouterr().out.split())
    assert printed.count("had reason to believe") == 1
    assert "Cole had reason to believe that “the safe is empty”, and so not “the safe is full”" in printed
    assert run(["knew", str(model), "--agent", "Cole", "--json"]) == 0
    assert [found["asserts"] for found in json.loads(capsys.readouterr().out)] == [True, False]
    assert run(["knew", str(model), "--agent", "Cole", "--about", "full"]) == 0
    assert "Cole had reason to believe that it was not so that “the safe is full”" in " ".join(
        capsys.readouterr().out.split()
    )
    assert run(["drop", "mate", str(model)]) == 0
    printed = " ".join(capsys.readouterr().out.split())
    assert printed.count("Cole, “the safe is full” – that it is not so") == 0
    assert "Cole had reason to believe that “the safe is empty”, and so not “the safe is full”" in printed


def test_a_telling_whose_class_changes_becomes_something_else(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    model = tmp_path / "a.model"
    model.write_text(SIDES, encoding="utf-8")
    assert run(["drop", "clerk", str(model)]) == 0
    falls, _, becomes = " ".join(capsys.readouterr().out.split()).partition("Becomes something else")
    assert "told that “the safe is full”, which" not in falls and "New" not in falls
    assert "Ben was told that “the safe is full”, which the account has otherwise" in becomes
    assert "→ Ben was told that “the safe is full” (certain" in becomes
    assert run(["what-if", str(model), "drop clerk", "--json"]) == 0
    made = json.loads(capsys.readouterr().out)
    told = [c for c in made["changed"] if c["kind"] == "knowledge" and c["before"]["value"] == "told_falsely"]
    assert [c["after"]["value"] for c in told] == ["told"]
    assert not made["appears"]


def test_who_may_have_known_is_listed_apart_from_who_did_not(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    model = tmp_path / "a.model"
    model.write_text(SIDES + '2024-05-02: Ada keeps safe from "a stranger"\n', encoding="utf-8")
    assert run(["in-the-dark", str(model), "--about", "empty", "--at", "2024-05-02"]) == 0
    dark, _, open_ = capsys.readouterr().out.partition("Of whom it is open whether they knew of it by then:")
    assert "a stranger" in dark and "Cole" not in dark
    assert "Cole" in open_.partition("Not recorded")[0]


THERE = """person Ada
person Ben
person Cole
person Dora
person Eli
place Millbrook
facility [mill] the mill, in Millbrook
statement [safe] the safe is empty
2024-05-01: Ada tells Ben that safe at mill
2024-05-02: Ada tells Cole that safe at Millbrook
2024-05-03: it happens that "the lights go out" at Millbrook with Dora and Eli
2024-05-04: Ada tells everybody that "rain is due" at mill
2024-05-05: it does not happen that "the wheel turns" at mill with Cole
"""


def test_who_hears_or_takes_part_in_one_facility_is_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    model = tmp_path / "a.model"
    model.write_text(THERE, encoding="utf-8")

    def unrecorded(place: str) -> set[str]:
        assert run(["in-the-dark", str(model), "--about", "rain", "--place", place, "--json"]) == 0
        return {found["agent_words"] for found in json.loads(capsys.readouterr().out)}

    assert unrecorded("mill") == {"Ada", "Ben"}  # Cole was told in the town, which need not be face to face
    assert unrecorded("Millbrook") == {"Ada", "Ben", "Dora", "Eli"}
    assert run(["replay", str(model), "--plain"]) == 0
    assert "at the mill: Ben" in " ".join(capsys.readouterr().out.split())
