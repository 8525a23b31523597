"""The command ``whoknew``: thin – parse, call, print. Every module of this room that has ``register`` adds its commands.

Data goes to stdout, progress and notes to stderr (progress only on a terminal). Exit codes: 0 ok, 1 failure, 2 usage,
3 findings under ``--fail-on``, 4 partly read.
"""

import importlib
import pkgutil
import sys
from typing import Any

import typer

from whoknew.cli.terminal import complain
from whoknew.errors import WhoknewError

# The root of what the command line's own parser raises: click's, or the copy of it that typer carries.
CommandLineFault: Any = typer.BadParameter.__mro__[2]

OK, FAILURE, USAGE, FINDINGS, PARTLY = 0, 1, 2, 3, 4


# The commands in the order in which a newcomer needs them; one that is not named here comes after them.
FIRST = (
    "read", "model", "timeline", "knew", "told", "deceived", "in-the-dark", "conflicts", "audit", "drop", "what-if",
    "replay", "actors",
)  # fmt: skip


class Ordered(typer.core.TyperGroup):
    """The commands, listed in an order of use."""

    def list_commands(self, ctx: Any) -> list[str]:
        names = super().list_commands(ctx)
        return sorted(names, key=lambda name: FIRST.index(name) if name in FIRST else len(FIRST))


def _version(wanted: bool) -> None:
    if wanted:
        from whoknew import __version__

        typer.echo(f"whoknew {__version__}")
        raise typer.Exit


def make_app() -> typer.Typer:
    """The application with every command that is installed."""
    app = typer.Typer(
        name="whoknew",
        cls=Ordered,
        help="Rebuild what a written account says happened: who says so, who did what when, and who knew what.",
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
        context_settings={"help_option_names": ["-h", "--help"]},
    )

    @app.callback()
    def root(
        version: bool = typer.Option(False, "--version", callback=_version, is_eager=True, help="Print the version."),
    ) -> None:
        """Rebuild what a written account says happened."""

    for module in sorted(pkgutil.iter_modules(__path__), key=lambda found: found.name):
        register = getattr(importlib.import_module(f"{__name__}.{module.name}"), "register", None)
        if register is not None:
            register(app)
    return app


def main(arguments: list[str] | None = None) -> None:
    """Entry point; ends the process with an exit code and never with a traceback for bad input."""
    sys.exit(run(arguments))


def run(arguments: list[str] | None = None) -> int:
    """Run the command and return its exit code."""
    command = typer.main.get_command(make_app())
    try:
        result = command.main(args=arguments, prog_name="whoknew", standalone_mode=False)
    except typer.Abort:
        complain("stopped.")
        return FAILURE
    except CommandLineFault as error:
        error.show(file=sys.stderr)
        return int(error.exit_code)
    except WhoknewError as error:
        complain(str(error))
        return error.exit_code
    except BrokenPipeError:
        sys.stderr.close()
        return OK
    except KeyboardInterrupt:
        complain("stopped.")
        return FAILURE
    return result if isinstance(result, int) else OK
