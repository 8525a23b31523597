"""Consoles and progress: colour only on a terminal and never under NO_COLOR; progress only where somebody watches."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.text import Text

from whoknew.pipeline import Progress

PLAIN_WIDTH = 100  # columns where output goes to a pipe or a file


def output() -> Console:
    """The console for data on stdout: plain text of a fixed width in a pipe."""
    watched = sys.stdout.isatty()
    return Console(
        file=sys.stdout,
        no_color=bool(os.environ.get("NO_COLOR")) or not watched,
        force_terminal=None if watched else False,
        width=None if watched else PLAIN_WIDTH,
        highlight=False,
        markup=False,
        emoji=False,
        soft_wrap=False,
    )


def write_line(console: Console, words: str, indent: int = 0, style: str = "") -> None:
    """One line, wrapped under itself, without blanks at its end: what a pipe gets can be compared and quoted."""
    for piece in Text(words, style=style).wrap(console, max(console.width - indent, 20)):
        piece.rstrip()
        console.print(Text(" " * indent if piece else "").append_text(piece), soft_wrap=True)


def complain(message: str) -> None:
    """One line on stderr."""
    print(f"whoknew: {message}", file=sys.stderr)


@contextmanager
def progress() -> Iterator[Progress | None]:
    """A progress callback that rewrites one line of stderr, or None where nobody watches."""
    if not sys.stderr.isatty():
        yield None
        return

    def report(stage: str, done: int, total: int) -> None:
        line = f"reading: {done}/{total} {stage}" if stage else ""
        sys.stderr.write(f"\r\x1b[2K{line}")
        sys.stderr.flush()

    try:
        yield report
    finally:
        sys.stderr.write("\r\x1b[2K")
        sys.stderr.flush()
