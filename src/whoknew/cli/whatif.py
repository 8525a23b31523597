"""``whoknew what-if``: edit what happened and see only the difference; behaviour is never predicted."""

from pathlib import Path

import typer

from whoknew import reasoning
from whoknew.cli.asking import JSON, POLICY, PUBLISHED, files_and_words, partly, print_json, world_of
from whoknew.cli.differences import difference_row, show_difference
from whoknew.cli.edits import read_edit, read_script
from whoknew.cli.terminal import output
from whoknew.errors import UsageError
from whoknew.scenario.load import read_file

EPILOG = (
    "Changes: “tell NAME: STATEMENT”, “tell NAME: not STATEMENT”, “remove FACT”, “negate FACT”, “move FACT to TIME”, "
    "“move FACT after FACT”, “put NAME at PLACE”, “put NAME in FACT”, “keep NAME from PLACE”, “withdraw FACT”, "
    "“drop SOURCE”; each may end with “on TIME”. A script has one on each line."
)


def register(app: typer.Typer) -> None:
    @app.command("what-if", epilog=EPILOG)
    def what_if(
        arguments: list[str] = typer.Argument(
            ..., metavar="FILE... [CHANGE...]", help="Models, and changes in quotation marks."
        ),
        at: str | None = typer.Option(
            None, "--at", metavar="TIME", help="When the changes happen, where they do not say."
        ),
        script: Path | None = typer.Option(None, "--script", help="A file with one change on each line."),
        orders: bool = typer.Option(False, "--orders", help="List changed bounds and order too."),
        policy: str = POLICY,
        published: str | None = PUBLISHED,
        as_json: bool = JSON,
    ) -> int:
        """Change what happened and print what would differ. An empty change changes nothing."""
        if script is None:
            files, changes = files_and_words(arguments, "a change")
        else:
            files, changes = [*arguments], []
        world = world_of(files, published, policy=policy)
        edits = [edit for change in changes for edit in read_edit(world, change, at)]
        if script is not None:
            edits += read_script(world, read_file(str(script)), str(script), at)
        if at is not None and not edits:
            raise UsageError("--at says when a change happens, but no change is given.")
        found = reasoning.what_if(world, edits, policy)
        if as_json:
            print_json(difference_row(found))
            return partly(world)
        show_difference(found, output(), orders=orders)
        return partly(world)
