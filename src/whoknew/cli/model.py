"""``whoknew model``: an account as a scenario to mend; ``check``, ``format`` and ``diff`` of scenarios."""

import json
import sys
from pathlib import Path
from typing import Any

import msgspec
import typer
from rich.text import Text

from whoknew.cli.asking import PUBLISHED
from whoknew.cli.models import open_account, open_model
from whoknew.cli.opening import print_bytes, write_out
from whoknew.cli.terminal import complain, output
from whoknew.errors import ReadingError, ScenarioError
from whoknew.model import Analysis, Diagnostic
from whoknew.scenario import ModelDiff, Scenario, check, diff, draft, format_text, keep, remember, try_load, write
from whoknew.scenario.compose import NOT_IN_ACCOUNT
from whoknew.scenario.load import read_file

FINDINGS = 3


class Defaulting(typer.core.TyperGroup):
    """A group whose first word may be a file: then ``show`` is meant."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        words = [word for word in args if not word.startswith("-")]
        if words and words[0] not in self.commands:
            args = ["show", *args]
        return super().parse_args(ctx, args)


def register(app: typer.Typer) -> None:
    group = typer.Typer(
        cls=Defaulting,
        no_args_is_help=True,
        help="An account as a scenario to read and mend; check, format and compare scenarios.",
        epilog=(
            "whoknew model FILE [--published DAY] [--keep MENDED] [--whole] writes the scenario of FILE: an account in "
            "prose, or a saved analysis (.json). whoknew model show -h explains its options."
        ),
    )
    group.command("show", hidden=True)(show)
    group.command("check")(check_files)
    group.command("format")(format_files)
    group.command("diff")(diff_files)
    app.add_typer(group, name="model")


def show(
    file: str = typer.Argument(..., help="An account in prose, a saved analysis (.json) or a scenario (.model)."),
    whole: bool = typer.Option(False, "--whole", help="Every field of every record, so that nothing is lost."),
    as_json: bool = typer.Option(False, "--json", help="The analysis as JSON instead."),
    published: str | None = PUBLISHED,
    mended: str = typer.Option(
        "", "--keep", metavar="FILE", help="A scenario of this account that you mended: it stays."
    ),
) -> None:
    """Write a model as a scenario."""
    analysis = open_model(file, published=published)
    if mended:
        _keep(mended, file, analysis)
        return
    if as_json:
        from whoknew.cli.opening import encode

        print_bytes(encode(analysis))
    elif whole or file.endswith(".model"):
        sys.stdout.write(write(analysis))
    else:
        sys.stdout.write(remember(draft(analysis, account=analysis.account.path or file), analysis))


def _keep(mended: str, file: str, analysis: Analysis) -> None:
    """The mended scenario with what this reading adds; what no longer matches goes to stderr."""
    _, errors = try_load(mended, open_account=open_account)
    broken = [error for error in errors if error.message != NOT_IN_ACCOUNT]
    if broken:
        raise broken[0]
    fresh = draft(analysis, account=analysis.account.path or file)
    text, lost = keep(read_file(mended), fresh, analysis)
    for one in lost:
        complain(f"{mended}: not in the text any more: “{one.quote}” ({one.line})")
    sys.stdout.write(text)


def check_files(
    files: list[str] = typer.Argument(..., help="Scenarios (.model)."),
    fail_on: str = typer.Option("never", "--fail-on", help="never, or finding: exit with 3 where something is odd."),
    as_json: bool = typer.Option(False, "--json", help="Print as JSON."),
) -> int:
    """Say what is wrong or odd in scenarios, with line, column and remedy."""
    if fail_on not in ("never", "finding"):
        raise typer.BadParameter("--fail-on is never or finding.")
    broken, odd = 0, 0
    rows: list[dict[str, Any]] = []
    for path in files:
        scenario, errors = try_load(path, open_account=open_account)
        broken += len(errors)
        notes = (*check(scenario), *_clashes(scenario)) if scenario is not None else ()
        odd += sum(1 for note in notes if note.severity != "info")
        rows.append({"path": path, "errors": [_error(e) for e in errors], "notes": msgspec.to_builtins(notes)})
        if not as_json:
            _print_check(path, errors, notes)
    if as_json:
        json.dump(rows, sys.stdout, indent=1, ensure_ascii=False)
        sys.stdout.write("\n")
    if broken:
        return 1
    return FINDINGS if odd and fail_on == "finding" else 0


def _error(error: ScenarioError) -> dict[str, Any]:
    names = ("message", "path", "line", "column", "remedy")
    return {name: getattr(error, name) for name in names}


def _clashes(scenario: Scenario) -> tuple[Diagnostic, ...]:
    """What no order of events allows, found by the engine, with the lines that take part in it."""
    from whoknew import reasoning
    from whoknew.reasoning.words import label

    world = reasoning.compile([scenario.analysis])
    found: list[Diagnostic] = []
    for conflict in reasoning.conflicts(world).conflicts:
        lines = [scenario.lines[member] for member in conflict.members if member in scenario.lines]
        place = f"{lines[0][0]}:{lines[0][1]}: " if lines else ""
        members = "; ".join(
            f"{label(world, member)} ({f'line {scenario.lines[member][1]}' if member in scenario.lines else 'assumed'})"
            for member in conflict.members
        )
        reason = conflict.reason or "their times exclude each other"
        message = (
            f"{place}these cannot all be so: {members}. {reason[:1].upper()}{reason[1:]}. "
            "If sources differ, that is a conflict worth keeping; else mend one of the lines, or mark it “perhaps”."
        )
        found.append(Diagnostic(code="scenario.conflict", message=message, severity="warning", stage="scenario"))
    return tuple(found)


def _print_check(path: str, errors: tuple[ScenarioError, ...], notes: tuple[Diagnostic, ...]) -> None:
    console = output()
    for error in errors:
        console.print(Text(f"error: {error}"), soft_wrap=True)
    for note in notes:
        console.print(Text(f"{note.severity}: {note.message}"), soft_wrap=True)
    if not errors and not notes:
        console.print(Text(f"{path}: nothing to mend."), soft_wrap=True)


def format_files(
    files: list[str] = typer.Argument(..., help="Scenarios (.model), or - for stdin."),
    write_back: bool = typer.Option(False, "--write", "-w", help="Change the files; else the text goes to stdout."),
    check_only: bool = typer.Option(False, "--check", help="Exit with 3 where a file is not laid out so."),
) -> int:
    """Lay scenarios out: one space between words, three before “by”. Comments and order stay."""
    untidy = 0
    for path in files:
        source = sys.stdin.read() if path == "-" else read_file(path)
        laid = format_text(source, path)
        if check_only:
            if laid != source:
                untidy += 1
                complain(f"{path}: would be laid out anew.")
        elif write_back and path != "-":
            if laid != source:
                write_out(Path(path), laid.encode("utf-8"))
                complain(f"{path}: laid out.")
        else:
            sys.stdout.write(laid)
    return FINDINGS if untidy else 0


def diff_files(
    first: str = typer.Argument(..., metavar="A", help="A scenario, a saved analysis or an account."),
    second: str = typer.Argument(..., metavar="B", help="Another model of the same account."),
    as_json: bool = typer.Option(False, "--json", help="Print as JSON."),
    fail_on: str = typer.Option("never", "--fail-on", help="never, or finding: exit with 3 where the two differ."),
) -> int:
    """Compare two models: what only one has, and what both have but say differently."""
    if first == second and not Path(first).exists():
        raise ReadingError(f"{first}: there is no such file.")
    found = diff(open_model(first), open_model(second))
    if as_json:
        print_bytes(msgspec.json.format(msgspec.json.encode(found), indent=1) + b"\n")
    else:
        _print_diff(first, second, found)
    return FINDINGS if found and fail_on == "finding" else 0


def _print_diff(first: str, second: str, found: ModelDiff) -> None:
    console = output()

    def line(words: str, style: str = "") -> None:
        console.print(Text(words, style=style), soft_wrap=True)

    shared = len(found.same) + len(found.changed)
    facts = sum(1 for lone in found.only_first if lone.layer != "entities") + shared
    line(f"{shared} of the {facts} facts of {first} are in {second}; {len(found.same)} of them say the same.")
    for title, items, sign in (
        (f"Only in {first}", found.only_first, "-"),
        (f"Only in {second}", found.only_second, "+"),
    ):
        if items:
            line("")
            line(title, "bold")
            for lone in items:
                line(f"{sign} {lone.line}")
    if found.changed:
        line("")
        line("In both, but not the same", "bold")
        for pair in found.changed:
            line(f"~ {pair.line}")
            for name, a, b in pair.differs:
                line(f"      {name}: {a} → {b}")
