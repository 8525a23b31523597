"""``whoknew drop``: what falls, and what newly appears, when a source is not believed to have said anything."""

import typer

from whoknew import reasoning
from whoknew.cli.asking import JSON, POLICY, PUBLISHED, RULES, files_and_words, partly, print_json, world_of
from whoknew.cli.differences import difference_row, show_difference
from whoknew.cli.matching import single
from whoknew.cli.terminal import output


def register(app: typer.Typer) -> None:
    @app.command()
    def drop(
        arguments: list[str] = typer.Argument(
            ...,
            metavar="SOURCE... FILE...",
            help="Sources (names or ids) and the models to drop them from, in any order.",
        ),
        orders: bool = typer.Option(False, "--orders", help="List changed bounds and order too."),
        policy: str = POLICY,
        rules: bool = RULES,
        published: str | None = PUBLISHED,
        as_json: bool = JSON,
    ) -> int:
        """Drop one or several sources and see what falls and what newly appears."""
        files, names = files_and_words(arguments, "a source")
        world = world_of(files, published, policy=policy, rules=rules)
        sources = [single(reasoning.find_sources(world, name), name, "source", world) for name in names]
        found = reasoning.drop(world, sources, policy, rules=rules)
        if as_json:
            print_json(difference_row(found))
            return partly(world)
        show_difference(found, output(), orders=orders)
        return partly(world)
