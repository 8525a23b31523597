"""Replay with keys, in a pseudo-terminal: forwards, backwards, to the ends, to a fact, and out."""

import os
import select
import subprocess
import sys
import time
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals are tested on POSIX only")
ROOT = Path(__file__).parents[2]
PARTY = ROOT / "examples" / "models" / "party.model"
PASSAGE = ROOT / "examples" / "models" / "passage.model"


class Terminal:
    """A command in a pseudo-terminal of 100 columns; ``wait_for`` reads until some words are shown."""

    def __init__(self, *arguments):
        import pty

        self.master, slave = pty.openpty()
        program = "import sys; from whoknew.cli import main; main()"
        environment = os.environ | {"PYTHONPATH": str(ROOT / "src"), "TERM": "xterm", "COLUMNS": "100", "LINES": "40"}
        self.process = subprocess.Popen(
            [sys.executable, "-c", program, *arguments],
            stdin=slave,
            stdout=slave,
            stderr=slave,
            env=environment,
            close_fds=True,
        )
        os.close(slave)

    def wait_for(self, words, seconds=60):
        """The screen text up to and with these words. Fails with what was shown instead."""
        shown = ""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if select.select([self.master], [], [], 0.5)[0]:
                try:
                    shown += os.read(self.master, 65536).decode("utf-8", "replace")
                except OSError:
                    break
                if words in shown:
                    return shown
            elif self.process.poll() is not None:
                break
        raise AssertionError(f"“{words}” was not shown; shown was: {shown[-2000:]}")

    def press(self, keys):
        os.write(self.master, keys.encode())

    def close(self):
        if self.process.poll() is None:
            self.process.terminate()
        self.process.wait(timeout=30)
        os.close(self.master)


@pytest.fixture
def terminal():
    found = Terminal("replay", str(PASSAGE))
    yield found
    found.close()


def test_keys_step_jump_and_end(terminal):
    first = terminal.wait_for("q end")
    assert "1 of " in first
    terminal.press("n")
    terminal.wait_for("2 of ")
    terminal.press("\x1b[D")
    terminal.wait_for("1 of ")
    terminal.press("g")
    terminal.wait_for("go to:")
    terminal.press("crossing\n")
    terminal.wait_for("Stefan went from Capital to Border")
    terminal.press("0")
    terminal.wait_for("4 of 4")
    terminal.press("g")
    terminal.wait_for("go to:")
    terminal.press("nowhere at all\n")
    terminal.wait_for("No fact matches")
    terminal.press("q")
    assert terminal.process.wait(timeout=30) == 0
