"""What the questions share: models opened and compiled, the options that every question has, JSON on stdout."""

import json
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import typer
from rich.console import Console

from whoknew import reasoning
from whoknew.cli.joining import open_joined, say_links
from whoknew.cli.matching import agents, statements
from whoknew.cli.models import FILES_HELP
from whoknew.cli.opening import exit_code
from whoknew.cli.proof import line, rows
from whoknew.cli.terminal import output
from whoknew.errors import QuestionError, UsageError
from whoknew.reasoning import World
from whoknew.reasoning.words import called, join

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


RULES: Any = typer.Option(
    False, "--rules", help="Follow your own rules (“if Ada believes … then …”) in this question too."
)


def world_of(
    paths: Iterable[str], published: str | None = None, *, policy: str = "ranked", rules: bool = False
) -> World:
    """The models compiled together, actors linked over them, with what follows from the user's own rules: those said ``always``, or all."""
    if policy not in reasoning.POLICIES:
        raise QuestionError(f"No policy “{policy}”. There are: {', '.join(reasoning.POLICIES)}.")
    given = list(paths)
    joined = open_joined(given, published=published)
    say_links(given, joined)
    return reasoning.assume(joined.analyses, policy, only_always=not rules)


def partly(world: World) -> int:
    """The exit code of an answer: 4 where an account was read only in part (why goes to stderr), else 0."""
    return max((exit_code(analysis) for analysis in world.analyses), default=0)


# A question of the engine's: about an agent and a statement (or all), at a moment, under a policy.
Reason = Callable[[World, str | None, str | None, reasoning.At, str], Sequence[Any]]
Show = Callable[[World, Sequence[Any], Console], None]


class Asked(NamedTuple):
    """What every question of minds is given on the command line."""

    files: list[str]
    agent: str | None
    about: str | None
    at: str | None
    policy: str
    rules: bool
    published: str | None
    as_json: bool


def ask(asked: Asked, reason: Reason, show: Show) -> int:
    """Ask one question of every agent and statement that the words mean, and print the answers; the exit code."""
    world = world_of(asked.files, asked.published, policy=asked.policy, rules=asked.rules)
    moment = reasoning.parse_when(world, asked.at)
    found = [
        finding
        for who, what in each(world, asked.agent, asked.about)
        for finding in reason(world, who, what, moment, asked.policy)
    ]
    if asked.as_json:
        print_json(rows(world, found))
    else:
        console = output()
        if found or asked.agent is None:
            show(world, found, console)
        else:
            whom = join(called(world, who) for who in agents(world, asked.agent) if who is not None)
            line(console, f"Nothing of this is recorded of {whom}. That is not to say that there was nothing.")
        show_assumed(world, console)
    return partly(world)


def show_assumed(world: World, console: Console) -> None:
    """The rules of the user's that were followed in an answer, where any were."""
    followed, notes = reasoning.followed(world)
    if not followed and not notes:
        return
    console.print()
    line(console, "Your own rules that were followed (assumptions of yours, not of the account)", 0, "bold")
    for rule in followed:
        line(console, assumed(world, rule), 2)
    for note in notes:
        line(console, note, 2)


def assumed(world: World, rule: reasoning.Assumption) -> str:
    """One rule that was followed: its line, what it says, what it rests on."""
    place = f"line {rule.line}: " if rule.line else ""
    doubt = "" if rule.certainty == "certain" else "perhaps "
    return f"{place}{doubt}{rule.then}. {rule.because}"


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
