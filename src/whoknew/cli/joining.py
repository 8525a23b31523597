"""Accounts opened together: actors linked over them, with what a person decided beside the first of them."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from whoknew import case
from whoknew.cli.models import open_models
from whoknew.cli.opening import write_out
from whoknew.cli.terminal import complain
from whoknew.errors import StoreError

DECISIONS = "whoknew-links.toml"


def labels_of(paths: Sequence[str]) -> list[str]:
    """What each account is called: its file's name, the whole path where two have one name."""
    names = [Path(path).name or path for path in paths]
    return [path if names.count(name) > 1 else name for path, name in zip(paths, names)]


def decisions_at(paths: Sequence[str]) -> Path:
    """The file in which decisions about these accounts stand: beside the first that is a file."""
    first = next((path for path in paths if not path.startswith(("http://", "https://")) and path != "-"), ".")
    return Path(first).parent / DECISIONS


def read_decisions(path: Path) -> case.Decisions:
    """The decisions of a file; none where there is no file. Raises ``StoreError``."""
    try:
        return case.parse(path.read_text(encoding="utf-8"), str(path)) if path.is_file() else ()
    except (OSError, UnicodeDecodeError) as error:
        raise StoreError(f"{path}: cannot be read ({error}).") from error


def write_decisions(path: Path, decisions: case.Decisions) -> None:
    """Write the file of decisions, or remove it where none is left."""
    if decisions:
        write_out(path, case.dump(decisions).encode())
    elif path.is_file():
        path.unlink()


def open_joined(paths: Iterable[str], *, published: str | None = None) -> case.Joined:
    """The accounts with their actors linked. Raises subclasses of ``WhoknewError``."""
    given = list(paths)
    analyses = open_models(given, published=published)
    if len(given) < 2:
        return case.Joined(analyses=tuple(analyses))
    return case.join(analyses, labels_of(given), read_decisions(decisions_at(given)))


def say_links(paths: Sequence[str], joined: case.Joined) -> None:
    """One line on stderr: how many actors are taken for one over the accounts, and how many may be."""
    linked = [link for link in joined.links if link.standing == "linked"]
    maybe = sum(link.standing == "possible" for link in joined.links)
    if joined.links:
        complain(
            f"{len(joined.analyses)} accounts: {len(linked)} pairs of actors are taken for one across them, {maybe} more may be. "
            f"See and change them: whoknew actors {' '.join(paths)}"
        )
