"""``whoknew replay``: the model moment by moment, with keys on a terminal, all at once in a pipe."""

import sys

import typer
from rich.console import Console

from whoknew import reasoning
from whoknew.cli.asking import AT, FILES, JSON, POLICY, PUBLISHED, RULES, partly, print_json, show_assumed, world_of
from whoknew.cli.frames import show_frame, when
from whoknew.cli.keys import read_key, read_line
from whoknew.cli.proof import line, row
from whoknew.cli.terminal import output
from whoknew.errors import QuestionError
from whoknew.reasoning import Frame, World
from whoknew.reasoning.words import label

KEYS = "→ n next · ← p back · 1 first · 0 last · g go to · ? what is possible · q end"


def register(app: typer.Typer) -> None:
    @app.command()
    def replay(
        files: list[str] = FILES,
        at: str | None = AT,
        policy: str = POLICY,
        rules: bool = RULES,
        plain: bool = typer.Option(False, "--plain", help="Print every moment, without keys, on a terminal too."),
        possible: bool = typer.Option(False, "--possible", help="Show what is only possible too."),
        published: str | None = PUBLISHED,
        as_json: bool = JSON,
    ) -> int:
        """Step through a model: who is where, who was told what, whose mind changed, which courses closed."""
        world = world_of(files, published, policy=policy, rules=rules)
        frames = reasoning.replay(world, policy)
        start = 0 if at is None else position(world, frames, at)
        if as_json:
            print_json([frame_row(world, frame) for frame in frames[start:] if at is None or frame is frames[start]])
            return partly(world)
        console = output()
        if not frames:
            line(console, "Nothing happens in this model that could be replayed.")
        elif plain or not (sys.stdin.isatty() and sys.stdout.isatty()):
            _print_all(world, frames if at is None else frames[start : start + 1], frames, console, possible)
            show_assumed(world, console)
        else:
            _step(world, frames, start, console, possible)
        return partly(world)


def position(world: World, frames: tuple[Frame, ...], text: str) -> int:
    """The moment that a time or a fact means: the last that can have come by then. Raises ``QuestionError``."""
    words = text.strip()
    if words[:4].isdigit() and len(words) >= 4:
        reasoning.parse_when(world, words)
        limit = f"{words}~"  # sorts after every minute of the day that is named
        found = [n for n, frame in enumerate(frames) if (frame.moment.bounds.earliest or "") <= limit]
        dated = [n for n in found if frames[n].moment.bounds.earliest]
        return (dated or found or [0])[-1]
    items = reasoning.find_items(world, words)
    for number, frame in enumerate(frames):
        if set(items) & set(frame.moment.items):
            return number
    raise QuestionError(f"“{words}” is in no moment of the replay.")


def _print_all(
    world: World, shown: tuple[Frame, ...], frames: tuple[Frame, ...], console: Console, possible: bool
) -> None:
    for number, frame in enumerate(frames):
        if frame in shown:
            if number and frame is not shown[0]:
                console.print()
            show_frame(world, frames, number, console, possible=possible)


def _step(world: World, frames: tuple[Frame, ...], number: int, console: Console, possible: bool) -> None:
    note = ""
    while True:
        console.clear()
        show_frame(world, frames, number, console, possible=possible)
        console.print()
        line(console, note or KEYS, 0, "dim")
        note = ""
        key = read_key()
        if key in ("q", "escape", ""):
            return
        moves = {"next": number + 1, "back": number - 1, "first": 0, "last": len(frames) - 1}
        if key in moves:
            number = min(max(moves[key], 0), len(frames) - 1)
        elif key == "?":
            possible = not possible
        elif key == "g":
            try:
                number = position(world, frames, read_line("go to: "))
            except QuestionError as error:
                note = str(error)


def frame_row(world: World, frame: Frame) -> dict[str, object]:
    """A moment as JSON."""
    return {
        "moment": frame.moment.id,
        "when": when(frame.moment),
        "items": [{"id": item, "words": label(world, item)} for item in frame.moment.items],
        "open_order": frame.moment.open_order,
        "alternatives": [list(order) for order in frame.alternatives],
        "where": [one._asdict() | {"words": world.name_of(one.agent)} for one in frame.where],
        "told": [row(world, finding) for finding in frame.told],
        "minds": [row(world, finding) for finding in frame.minds],
        "changed": [list(cell) for cell in frame.changed],
        "closed": [closed._asdict() for closed in frame.closed],
    }
