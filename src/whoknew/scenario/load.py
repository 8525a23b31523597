"""A scenario from a file: includes and the account beside it are opened from the folder that it lies in."""

import tomllib
from pathlib import Path

from whoknew.errors import ReadingError, ScenarioError
from whoknew.model import Account
from whoknew.scenario.compose import digest
from whoknew.scenario.parse import OpenAccount, Scenario, parse, try_parse

LARGEST = 50_000_000  # bytes: more than any person wrote


def load(path: str | Path, *, open_account: OpenAccount | None = None) -> Scenario:
    """Read a scenario file. ``open_account`` reads the account that it names; by default as plain text in UTF-8.

    Raises ``ScenarioError`` for what is wrong in it and ``ReadingError`` where the file itself cannot be read.
    """
    return parse(read_file(str(path)), path=str(path), open_file=read_file, open_account=open_account or plain_account)


def try_load(
    path: str | Path, *, open_account: OpenAccount | None = None
) -> tuple[Scenario | None, tuple[ScenarioError, ...]]:
    """Read a scenario file and collect every error in it."""
    opener = open_account or plain_account
    return try_parse(read_file(str(path)), path=str(path), open_file=read_file, open_account=opener)


def read_file(path: str) -> str:
    """The text of a file. Raises ``ReadingError`` with the reason."""
    try:
        if Path(path).stat().st_size > LARGEST:
            raise ReadingError(f"{path}: more than {LARGEST // 1_000_000} MB is not a scenario that somebody wrote.")
        return Path(path).read_text(encoding="utf-8-sig")
    except OSError as error:
        raise ReadingError(f"{path}: cannot be read ({error.strerror}).") from error
    except UnicodeDecodeError as error:
        raise ReadingError(f"{path}: is not UTF-8 text (byte {error.start}). Save it as UTF-8.") from error


def plain_account(path: str) -> Account:
    """An account from a plain text file, with what its sidecar (the same name with ``.toml``) states."""
    text = read_file(path).replace("\r\n", "\n")
    stated: dict[str, str] = {}
    beside = Path(path).with_suffix(".toml")
    if beside.is_file():
        try:
            table = tomllib.loads(read_file(str(beside)))
        except tomllib.TOMLDecodeError as error:
            raise ReadingError(f"{beside}: the sidecar is broken ({error}). Mend or remove it.") from error
        names = ("title", "publisher", "author", "published", "url", "language")
        stated = {name: str(table[name]) for name in names if name in table}
    return Account(id=digest(text), text=text, sha256=digest(text), path=path, **stated)  # type: ignore[arg-type]
