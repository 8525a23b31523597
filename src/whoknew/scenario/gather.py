"""Lines → statements with their details, includes followed; and the headers that say what account this is a model of."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from whoknew.errors import ReadingError, ScenarioError
from whoknew.scenario.lines import Line, read_lines
from whoknew.scenario.state import Statement
from whoknew.scenario.words import vocabulary

OpenFile = Callable[[str], str]
DEEPEST = 20


@dataclass
class Gathered:
    """All statements in reading order; ``headers`` as written, ``text`` the lines of the account where they are given."""

    statements: list[Statement] = field(default_factory=list)
    headers: dict[str, tuple[str, Statement]] = field(default_factory=dict)
    text: list[str] | None = None
    errors: list[ScenarioError] = field(default_factory=list)


def gather(source: str, path: str, open_file: OpenFile) -> Gathered:
    """Read a scenario and everything that it includes."""
    found = Gathered()
    _gather(source, path, open_file, found, (path,))
    return found


def _gather(source: str, path: str, open_file: OpenFile, found: Gathered, trail: tuple[str, ...]) -> None:
    lines, errors = read_lines(source, path)
    found.errors += errors
    pending: tuple[Line, list[Line]] | None = None
    for line in lines:
        if line.text is not None:
            found.text = [*(found.text or ()), line.text] if found.text is None else _extended(found.text, line.text)
        elif line.indented and pending is not None:
            pending[1].append(line)
        elif line.indented:
            found.errors.append(
                _error(
                    path,
                    line,
                    "this line is indented, but there is no line above that it could belong to.",
                    "Take the spaces at its start away.",
                )
            )
        elif line.tokens:
            _close(pending, path, open_file, found, trail)
            pending = (line, [])
    _close(pending, path, open_file, found, trail)


def _extended(text: list[str], line: str) -> list[str]:
    text.append(line)
    return text


def _error(path: str, line: Line, message: str, remedy: str) -> ScenarioError:
    column = line.tokens[0].column if line.tokens else 1
    return ScenarioError(message, path=path, line=line.number, column=column, remedy=remedy)


def _close(
    pending: tuple[Line, list[Line]] | None, path: str, open_file: OpenFile, found: Gathered, trail: tuple[str, ...]
) -> None:
    if pending is None:
        return
    line, details = pending
    name = header_of(line)
    if name is None:
        found.statements.append(Statement(path, line, tuple(details)))
        return
    value = " ".join(token.text for token in line.tokens[len(name.split()) + 1 :])
    if not value:
        found.errors.append(
            _error(path, line, f"“{name}” is empty.", "Write its value after the colon, or take the line away.")
        )
    elif name == "include":
        _include(value, line, path, open_file, found, trail)
    elif len(trail) > 1:
        found.errors.append(
            _error(path, line, f"an included file cannot set “{name}”.", f"Move this line to {trail[0]}.")
        )
    elif name in found.headers:
        first = found.headers[name][1].line.number
        found.errors.append(
            _error(path, line, f"“{name}” is set a second time; line {first} sets it first.", "Keep one of them.")
        )
    else:
        found.headers[name] = (value, Statement(path, line))


def header_of(line: Line) -> str | None:
    """The header that a line sets (``title``, ``account``, ``include`` …), or ``None``."""
    known = ("include", "account", *vocabulary()["headers"])
    colon = next((i for i, token in enumerate(line.tokens[:3]) if token.kind == "colon"), None)
    if colon is None or colon == 0 or any(token.kind != "word" for token in line.tokens[:colon]):
        return None
    name = " ".join(token.folded for token in line.tokens[:colon])
    return name if name in known else None


def _include(value: str, line: Line, path: str, open_file: OpenFile, found: Gathered, trail: tuple[str, ...]) -> None:
    target = beside(path, value)
    if target in trail:
        chain = " → ".join((*trail[trail.index(target) :], target))
        found.errors.append(
            _error(path, line, f"these files include each other: {chain}.", "Take one of the includes away.")
        )
        return
    if len(trail) >= DEEPEST:
        found.errors.append(
            _error(path, line, f"files are included more than {DEEPEST} deep.", "Include them from one file.")
        )
        return
    try:
        source = open_file(target)
    except (OSError, ReadingError) as error:
        reason = getattr(error, "strerror", None) or getattr(error.__cause__, "strerror", None) or str(error)
        found.errors.append(
            _error(
                path,
                line,
                f"“{value}” cannot be read: {reason.rstrip('.')}.",
                f"Paths are taken from the folder of {path or 'this file'}.",
            )
        )
        return
    _gather(source, target, open_file, found, (*trail, target))


def beside(path: str, value: str) -> str:
    """A path as a scenario writes it, taken from the folder that the scenario lies in."""
    if PurePosixPath(value).is_absolute():
        return value
    folder = PurePosixPath(path.replace("\\", "/")).parent
    parts: list[str] = []
    for part in (folder / value).parts:
        if part == ".." and parts and parts[-1] != "..":
            parts.pop()
        else:
            parts.append(part)
    return str(PurePosixPath(*parts)) if parts else value
