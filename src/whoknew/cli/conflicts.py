"""``whoknew conflicts``: smallest sets of claims that cannot all be so, and those that only a hedge keeps apart."""

import typer
from rich.console import Console

from whoknew import reasoning
from whoknew.cli.asking import ABOUT, AGENT, FILES, JSON, PUBLISHED, partly, print_json, world_of
from whoknew.cli.matching import records
from whoknew.cli.proof import cite, line, rows, sources_in_words
from whoknew.cli.terminal import output
from whoknew.model import Conflict
from whoknew.reasoning import World
from whoknew.reasoning.words import label

FINDINGS = 3


def register(app: typer.Typer) -> None:
    @app.command()
    def conflicts(
        files: list[str] = FILES,
        agent: str | None = AGENT,
        about: str | None = ABOUT,
        fail_on: str = typer.Option("never", "--fail-on", help="never, conflict or tension: exit with 3 where one is."),
        published: str | None = PUBLISHED,
        as_json: bool = JSON,
    ) -> int:
        """Claims that cannot all be so: conflicts of firm claims, and tensions that need a hedged one; of all, or those
        with a member that somebody takes part in or that is about something."""
        if fail_on not in ("never", "conflict", "tension"):
            raise typer.BadParameter("--fail-on is never, conflict or tension.")
        world = world_of(files, published)
        report = narrowed(reasoning.conflicts(world), records(world, agent, about))
        some = agent is not None or about is not None
        if as_json:
            print_json(
                {
                    "conflicts": rows(world, report.conflicts),
                    "tensions": rows(world, report.tensions),
                    "capped": report.capped,
                }
            )
        else:
            _show(world, report.conflicts, report.tensions, report.capped, output(), some=some)
        failing = report.conflicts if fail_on == "conflict" else (*report.conflicts, *report.tensions)
        return FINDINGS if fail_on != "never" and failing else partly(world)


def narrowed(report: reasoning.ConflictReport, among: frozenset[str] | None) -> reasoning.ConflictReport:
    """The sets that have one of these records among their members; all for ``None``."""
    if among is None:
        return report
    return report._replace(
        conflicts=tuple(c for c in report.conflicts if not among.isdisjoint(c.members)),
        tensions=tuple(c for c in report.tensions if not among.isdisjoint(c.members)),
    )


def _show(
    world: World,
    found: tuple[Conflict, ...],
    tensions: tuple[Conflict, ...],
    capped: bool,
    console: Console,
    *,
    some: bool = False,
) -> None:
    if not found:
        line(console, f"No firm claims{' of this' if some else ''} exclude each other.")
    for number, conflict in enumerate(found):
        if number:
            console.print()
        show_conflict(world, conflict, console, "These cannot all be so")
    for tension in tensions:
        console.print()
        show_conflict(world, tension, console, "Tension: these clash only if what is hedged is taken as firm")
    if capped:
        line(console, "There are more than are listed.")


def show_conflict(world: World, conflict: Conflict, console: Console, head: str) -> None:
    """The members as a, b, c, each with its sentence and source."""
    line(console, f"{head}: {conflict.reason}" if conflict.reason else head, 0, "bold")
    for number, member in enumerate(conflict.members):
        mark = chr(ord("a") + number) if number < 26 else str(number + 1)
        weak = ", hedged" if member in conflict.weak else ""
        said = cite(world, member) or label(world, member)
        line(console, f"{mark}  {said} — {sources_in_words(world, member)}{weak}", 2)
