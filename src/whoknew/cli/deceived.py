"""``whoknew deceived``: who was told against what the teller had reason to believe, or is said to have been misled."""

import typer

from whoknew import reasoning
from whoknew.cli.asking import ABOUT, AGENT, FILES, JSON, POLICY, PUBLISHED, each, partly, print_json, world_of
from whoknew.cli.proof import line, rows, show_deception
from whoknew.cli.terminal import output


def register(app: typer.Typer) -> None:
    @app.command()
    def deceived(
        files: list[str] = FILES,
        agent: str | None = AGENT,
        about: str | None = ABOUT,
        policy: str = POLICY,
        published: str | None = PUBLISHED,
        as_json: bool = JSON,
    ) -> int:
        """Tellings against belief, and what a source calls misleading; inferred and stated kept apart."""
        world = world_of(files, published)
        found = [
            finding
            for who, what in each(world, agent, about)
            for finding in reasoning.deceived(world, who, what, policy=policy)
        ]
        if as_json:
            print_json(rows(world, found))
            return partly(world)
        console = output()
        if not found:
            line(console, "None found: no telling here goes against what its teller is recorded as believing.")
        for number, finding in enumerate(found):
            if number:
                console.print()
            show_deception(world, finding, console)
        return partly(world)
