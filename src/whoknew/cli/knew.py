"""``whoknew knew``: who knew or believed what, as of when, by whose account."""

import typer

from whoknew import reasoning
from whoknew.cli.asking import ABOUT, AGENT, AT, FILES, JSON, POLICY, PUBLISHED, each, partly, print_json, world_of
from whoknew.cli.proof import line, rows, show_all
from whoknew.cli.terminal import output


def register(app: typer.Typer) -> None:
    @app.command()
    def knew(
        files: list[str] = FILES,
        agent: str | None = AGENT,
        about: str | None = ABOUT,
        at: str | None = AT,
        policy: str = POLICY,
        published: str | None = PUBLISHED,
        as_json: bool = JSON,
    ) -> int:
        """Who knew or believed what, with the sentences and sources that say so."""
        world = world_of(files, published)
        moment = reasoning.parse_when(world, at)
        found = [
            finding
            for who, what in each(world, agent, about)
            for finding in reasoning.knew(world, who, what, at=moment, policy=policy)
        ]
        if as_json:
            print_json(rows(world, found))
            return partly(world)
        console = output()
        if not found:
            line(console, "Nothing is recorded of what anybody knew, believed or was told.")
        show_all(world, found, console)
        return partly(world)
