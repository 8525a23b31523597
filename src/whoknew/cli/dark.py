"""``whoknew in-the-dark``: who was not told, was kept from it, believed otherwise, or of whom nothing is recorded."""

import typer
from rich.console import Console

from whoknew import reasoning
from whoknew.cli.asking import ABOUT, AGENT, AT, FILES, JSON, PUBLISHED, each, partly, print_json, world_of
from whoknew.cli.matching import single
from whoknew.cli.proof import line, rows, show_all
from whoknew.cli.terminal import output
from whoknew.model import KnowledgeFinding
from whoknew.reasoning import World


def register(app: typer.Typer) -> None:
    @app.command("in-the-dark")
    def in_the_dark(
        files: list[str] = FILES,
        agent: str | None = AGENT,
        about: str | None = ABOUT,
        at: str | None = AT,
        place: str | None = typer.Option(None, "--place", help="Only those who are recorded at this place."),
        published: str | None = PUBLISHED,
        as_json: bool = JSON,
    ) -> int:
        """Who did not know: said so, kept from it, told otherwise; and of whom the account says nothing."""
        world = world_of(files, published)
        moment = reasoning.parse_when(world, at)
        where = None if place is None else single(reasoning.find_places(world, place), place, "place", world)
        found = [
            finding
            for who, what in each(world, agent, about)
            for finding in reasoning.in_the_dark(world, who, what, at=moment, place=where)
        ]
        if as_json:
            print_json(rows(world, found))
            return partly(world)
        _show(world, found, output())
        return partly(world)


def _show(world: World, found: list[KnowledgeFinding], console: Console) -> None:
    recorded = [finding for finding in found if finding.value != "not_recorded"]
    silent = [finding for finding in found if finding.value == "not_recorded"]
    if not recorded:
        line(console, "Of nobody is it recorded that he did not know, was kept from it or was told otherwise.")
    show_all(world, recorded, console)
    by_statement: dict[str, list[str]] = {}
    for finding in silent:
        by_statement.setdefault(finding.proposition, []).append(world.name_of(finding.agent))
    for statement, names in by_statement.items():
        console.print()
        line(console, f"Not recorded, of “{world.name_of(statement)}”:", 0, "bold")
        line(console, ", ".join(names), 2)
        line(console, "The account says nothing of whether they knew. Silence is not ignorance.", 2, "dim")
