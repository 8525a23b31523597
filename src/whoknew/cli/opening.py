"""Opening what the user names for any command: an account, a saved analysis (JSON) or a scenario."""

import sys
from pathlib import Path

import msgspec

from whoknew import pipeline
from whoknew.cli.terminal import complain, progress
from whoknew.errors import ReadingError, StoreError
from whoknew.model import Analysis
from whoknew.model.analysis import FORMAT

PARTLY_CODES = frozenset(
    {"reading.language", "pipeline.stage-failed", "pipeline.findings-failed", "reading.no-article", "encoder.too-long"}
)


def read_prose(
    source: str,
    *,
    published: str | None = None,
    publisher: str | None = None,
    title: str | None = None,
    timings: bool = False,
) -> Analysis:
    """Read an account with a line of progress on a terminal."""
    with progress() as report:
        analysis = pipeline.read(
            source, published=published, publisher=publisher, title=title, timings=timings, progress=report
        )
    _undated(source, analysis)
    return analysis


def _undated(source: str, analysis: Analysis) -> None:
    """Say on stderr that dates hang on a day of publication which nobody states."""
    loose = [time for time in analysis.times if time.type in ("date", "time") and "X" in (time.value or "")]
    if loose and not analysis.account.published:
        words = " ".join(analysis.text_of(loose[0].span).split())
        complain(
            f"{source}: the day of publication is not known, so times such as “{words}” stay open. "
            "Give it: --published 2024-12-14"
        )


def load_json(path: Path) -> Analysis:
    """A saved analysis. Raises ``ReadingError`` naming what does not fit."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise ReadingError(f"{path}: cannot be read ({error.strerror}).") from error
    try:
        return msgspec.json.decode(content, type=Analysis)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise ReadingError(
            f"{path}: is not an analysis of the form {FORMAT} ({error}). Make it again with: whoknew read FILE --json"
        ) from error


def encode(analysis: Analysis, *, working_layers: bool = False) -> bytes:
    """The analysis as JSON, indented; tokens and signals only on demand."""
    kept = analysis if working_layers else msgspec.structs.replace(analysis, tokens=(), signals=None)
    return msgspec.json.format(msgspec.json.encode(kept), indent=1) + b"\n"


def write_out(path: Path, content: bytes) -> None:
    """Write a file whole or not at all: what was there before stays until the new one is complete."""
    beside = path.with_name(f".{path.name}.part")
    try:
        beside.write_bytes(content)
        beside.replace(path)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise StoreError(f"{path}: cannot be written ({error.strerror}).") from error


def print_bytes(content: bytes) -> None:
    """Bytes to stdout."""
    sys.stdout.flush()
    sys.stdout.buffer.write(content)
    sys.stdout.buffer.flush()


def exit_code(analysis: Analysis) -> int:
    """4 where the text was read only in part, else 0; the reasons go to stderr."""
    partly = [doubt for doubt in analysis.diagnostics if doubt.code in PARTLY_CODES]
    for doubt in partly:
        complain(doubt.message)
    return 4 if partly else 0
