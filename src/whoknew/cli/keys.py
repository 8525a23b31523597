"""One key from a terminal, without waiting for Enter; on Linux, macOS and Windows."""

import sys

NAMES = {
    "n": "next", " ": "next", "\r": "next", "\n": "next", "j": "next", "\x1b[C": "next", "\x1b[B": "next", "\xe0M": "next",
    "p": "back", "k": "back", "\x7f": "back", "\x1b[D": "back", "\x1b[A": "back", "\xe0K": "back",
    "1": "first", "\x1b[H": "first", "0": "last", "\x1b[F": "last", "\x1b": "escape", "\x03": "q", "\x04": "q",
}  # fmt: skip


def read_key() -> str:
    """The name of the next key (next, back, first, last, escape) or its letter; ``""`` at the end of input."""
    pressed = _windows_key() if sys.platform == "win32" else _posix_key()
    return NAMES.get(pressed, pressed)


def _posix_key() -> str:
    import os
    import select
    import termios
    import tty

    descriptor = sys.stdin.fileno()
    before = termios.tcgetattr(descriptor)
    try:
        tty.setcbreak(descriptor, termios.TCSANOW)
        pressed = os.read(descriptor, 1).decode("utf-8", "replace")
        while pressed.startswith("\x1b") and len(pressed) < 3 and select.select([descriptor], [], [], 0.05)[0]:
            pressed += os.read(descriptor, 1).decode("utf-8", "replace")
        return pressed
    finally:
        termios.tcsetattr(descriptor, termios.TCSADRAIN, before)


def _windows_key() -> str:
    import msvcrt

    pressed: str = msvcrt.getwch()  # type: ignore[attr-defined]
    return pressed + msvcrt.getwch() if pressed in ("\x00", "\xe0") else pressed  # type: ignore[attr-defined]


def read_line(prompt: str) -> str:
    """A line that is typed after a prompt; ``""`` at the end of input."""
    sys.stdout.write(prompt)
    sys.stdout.flush()
    return sys.stdin.readline().strip()
