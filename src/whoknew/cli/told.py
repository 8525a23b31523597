"""``whoknew told``: who was told what, by whom, and whether it was so."""

import typer

from whoknew import reasoning
from whoknew.cli.asking import ABOUT, AGENT, AT, FILES, JSON, PUBLISHED, each, partly, print_json, world_of
from whoknew.cli.proof import line, rows, show_all
from whoknew.cli.terminal import output


def register(app: typer.Typer) -> None:
    @app.command()
    def told(
        files: list[str] = FILES,
        agent: str | None = AGENT,
        about: str | None = ABOUT,
        at: str | None = AT,
        published: str | None = PUBLISHED,
        as_json: bool = JSON,
    ) -> int:
        """Each telling: to whom, what, by whom, and whether the account has it otherwise."""
        world = world_of(files, published)
        moment = reasoning.parse_when(world, at)
        found = [
            finding
            for who, what in each(world, agent, about)
            for finding in reasoning.told(world, who, what, at=moment)
        ]
        if as_json:
            print_json(rows(world, found))
            return partly(world)
        console = output()
        if not found:
            line(console, "No telling of this is recorded. That is not to say that there was none.")
        show_all(world, found, console)
        return partly(world)
