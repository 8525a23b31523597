"""``whoknew audit``: the sourcing of an account by the rules of newsrooms; for a person, as JSON, or as a check."""

import msgspec
import typer
from rich.console import Console

from whoknew.cli.models import open_written
from whoknew.cli.opening import exit_code, print_bytes, read_prose
from whoknew.cli.show import cite, head, heading, line
from whoknew.cli.sourcing import show_list
from whoknew.cli.terminal import complain, output
from whoknew.model import Analysis, Audit, BoxFigure, Flag
from whoknew.reasoning.audit import audit as audit_of
from whoknew.reasoning.audit import rules

FINDINGS = 3
MARKS = {"serious": "!!", "caution": "! ", "note": "· "}


def register(app: typer.Typer) -> None:
    @app.command()
    def audit(
        source: str = typer.Argument(
            ..., metavar="PATH|URL|-", help="The account; or a scenario (.model), or a saved analysis (.json)."
        ),
        published: str | None = typer.Option(None, help="Day of publication, e.g. 2024-12-08."),
        publisher: str | None = typer.Option(None, help="Who published it."),
        fail_on: list[str] = typer.Option([], "--fail-on", metavar="RULE|any", help="Exit 3 where this rule flags."),
        without: list[str] = typer.Option([], "--without", metavar="RULE", help="Switch a rule off."),
        as_json: bool = typer.Option(False, "--json", help="Print box and flags as JSON."),
        listed: str | None = typer.Option(
            None, "--list", metavar="FIGURE", help="Show what a figure of the box counts, e.g. denied, sources, claims."
        ),
        list_rules: bool = typer.Option(False, "--rules", help="List the rules with their origins, and stop."),
    ) -> int:
        """Ask of an account what an editor would ask of a draft: who says so, how known, was the other side heard."""
        _known([*without, *(rule for rule in fail_on if rule != "any")])
        if list_rules:
            _list(output())
            return 0
        analysis = _open(source, published, publisher)
        found = audit_of(analysis, without=without)
        if listed is not None:
            show_list(analysis, _figure(found, listed), output())
        elif as_json:
            print_bytes(msgspec.json.format(msgspec.json.encode(found), indent=1) + b"\n")
        else:
            _show(analysis, found, output())
        if any("any" in fail_on or flag.rule in fail_on for flag in found.flags):
            return FINDINGS
        return exit_code(analysis)


def _open(source: str, published: str | None, publisher: str | None) -> Analysis:
    return open_written(source) or read_prose(source, published=published, publisher=publisher)


def _figure(found: Audit, key: str) -> BoxFigure:
    figure = next((one for one in found.box if one.key == key.replace("-", "_")), None)
    if figure is None:
        raise typer.BadParameter(f"no figure is called {key}; there are: {', '.join(one.key for one in found.box)}")
    return figure


def _known(asked: list[str]) -> None:
    unknown = [rule for rule in asked if rule not in rules()]
    if unknown:
        raise typer.BadParameter(f"no rule is called {unknown[0]}; there are: {', '.join(rules())}")


def _list(console: Console) -> None:
    for rule in rules().values():
        line(console, f"{rule.id}  ({rule.severity})", indent=0, style="bold")
        line(console, f"{rule.title}. {rule.origin}.")


def _show(analysis: Analysis, found: Audit, console: Console) -> None:
    head(analysis, console)
    heading(console, "The sourcing, as this account has it")
    for figure in found.box:
        line(console, f"{_range(figure.value, figure.high, figure.key):>6}  {figure.label}")
    heading(console, "Questions an editor would ask")
    if not found.flags:
        line(console, "None, by the rules that are switched on.")
    for rule in rules().values():
        flags = [flag for flag in found.flags if flag.rule == rule.id]
        if flags:
            _rule(analysis, console, rule.title, rule.origin, flags)
    complain(f"--list FIGURE shows what a figure counts: {', '.join(figure.key for figure in found.box)}")
    complain("rules can be switched off with --without RULE; whoknew audit --rules - lists them")


def _range(low: int, high: int | None, key: str) -> str:
    if high is None and key in ("sources", "anonymous"):
        return f"{low}+"
    return f"{low}–{high}" if high not in (None, low) else f"{low}"


def _rule(analysis: Analysis, console: Console, title: str, origin: str, flags: list[Flag]) -> None:
    line(console, f"{MARKS[flags[0].severity]} {title}  [{flags[0].rule}; {origin}]", indent=1, style="bold")
    for flag in flags:
        line(console, flag.message, indent=4)
        cite(analysis, console, flag.spans, most=2)
