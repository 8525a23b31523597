"""Analyses made in a process of their own, timed, and handed back; so that one reading serves speed and scores.

The child prints nothing; it reads (id, text, published) rows as MessagePack and writes analyses and seconds.
"""

import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import msgspec

from whoknew.model import Analysis
from whoknew_eval.analysed import analyse


class Text(msgspec.Struct, frozen=True):
    """A text to read."""

    id: str
    text: str
    published: str | None = None
    publisher: str | None = None


class Read(msgspec.Struct, frozen=True):
    """Analyses in the order of the texts; ``seconds`` is the time for all, loading the encoder included."""

    analyses: tuple[Analysis, ...]
    seconds: float
    words: int  # split on blanks


class ReadingFailedError(RuntimeError):
    """The reading process ended with an error; its last words are the message."""


def read_apart(texts: Sequence[Text], *, kept: bool = True, layer: str = "", timeout: float = 3600) -> Read:
    """Read all texts in one fresh process; ``kept`` and ``layer`` as for ``analyse``. Raises :class:`ReadingFailedError`."""
    with tempfile.TemporaryDirectory() as folder:
        given, made = Path(folder) / "texts", Path(folder) / "analyses"
        given.write_bytes(msgspec.msgpack.encode(list(texts)))
        done = subprocess.run(
            [
                sys.executable,
                "-m",
                "whoknew_eval.quality.parsed",
                str(given),
                str(made),
                "kept" if kept else "fresh",
                layer,
            ],
            capture_output=True,
            text=True,
            timeout=timeout,
            check=False,
        )
        if done.returncode:
            raise ReadingFailedError(done.stderr.strip()[-2000:])
        return msgspec.msgpack.decode(made.read_bytes(), type=Read)


def main(given: Path, made: Path, *, kept: bool, layer: str | None) -> None:
    """The child: read, time, write."""
    texts = msgspec.msgpack.decode(given.read_bytes(), type=list[Text])
    begun = time.perf_counter()
    analyses = tuple(
        analyse(text.text, text.published, publisher=text.publisher, timings=True, kept=kept, layer=layer)
        for text in texts
    )
    seconds = time.perf_counter() - begun
    words = sum(len(text.text.split()) for text in texts)
    made.write_bytes(msgspec.msgpack.encode(Read(analyses, seconds, words)))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), kept=sys.argv[3] == "kept", layer=sys.argv[4] or None)
