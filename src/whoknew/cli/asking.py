"""What the questions share: models opened and compiled, the options that every question has, JSON on stdout."""

import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import typer

from whoknew import reasoning
from whoknew.cli.matching import agents, statements
from whoknew.cli.models import FILES_HELP, open_models
from whoknew.cli.opening import exit_code
from whoknew.errors import UsageError
from whoknew.reasoning import World

FILES: Any = typer.Argument(..., metavar="FILE...", help=FILES_HELP)
AGENT: Any = typer.Option(None, "--agent", "-a", metavar="NAME", help="Of whom: a name, an alias, an office, or an id.")
ABOUT: Any = typer.Option(None, "--about", "-t", metavar="TEXT", help="Of what: words of a statement, or its label.")
AT: Any = typer.Option(
    None,
    "--at",
    metavar="TIME",
    help="As of the end of a day or minute (2024-12-07, 2024-12-07T18:00), or just after a fact.",
)
POLICY: Any = typer.Option("ranked", "--policy", help=f"Whose word is taken over: {', '.join(reasoning.POLICIES)}.")
PUBLISHED: Any = typer.Option(
    None, "--published", metavar="DAY", help="Day of publication of an account in prose: what “Saturday” hangs on."
)
JSON: Any = typer.Option(False, "--json", help="Print as JSON.")


def world_of(paths: Iterable[str], published: str | None = None) -> World:
    """The models compiled together."""
    return reasoning.compile(open_models(paths, published=published))


def partly(world: World) -> int:
    """The exit code of an answer: 4 where an account was read only in part (why goes to stderr), else 0."""
    return max((exit_code(analysis) for analysis in world.analyses), default=0)


def each(world: World, agent: str | None, about: str | None) -> list[tuple[str | None, str | None]]:
    """Every pair of agent and statement that the words mean; ``None`` for all."""
    return [(who, what) for who in agents(world, agent) for what in statements(world, about)]


def print_json(value: Any) -> None:
    """Indented JSON on stdout."""
    json.dump(value, sys.stdout, indent=1, ensure_ascii=False)
    sys.stdout.write("\n")


def files_and_words(arguments: Iterable[str], what: str) -> tuple[list[str], list[str]]:
    """Files first, then everything that is not one; both must be there. Raises ``UsageError``."""
    files: list[str] = []
    words: list[str] = []
    for argument in arguments:
        looks_like_file = argument.startswith(("http://", "https://")) or Path(argument).suffix.lower() in SUFFIXES
        (files if looks_like_file or _is_file(argument) else words).append(argument)
    if not files:
        raise UsageError(f"No file is named. Name a scenario, an account or a saved analysis, and {what}.")
    if not words:
        raise UsageError(f"Only files are named. Name {what} too.")
    return files, words


SUFFIXES = frozenset({".model", ".json", ".txt", ".md", ".html", ".pdf", ".docx", ".eml"})


def _is_file(argument: str) -> bool:
    try:
        return Path(argument).is_file()
    except (OSError, ValueError):
        return False
