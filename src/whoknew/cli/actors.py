"""``whoknew actors``: who is who in an account, and which actor of one account is which of another."""

from collections.abc import Sequence
from typing import Any

import msgspec
import typer
from rich.console import Console

from whoknew import case
from whoknew.cli.asking import FILES, JSON, PUBLISHED, print_json
from whoknew.cli.joining import decisions_at, labels_of, open_joined, read_decisions, write_decisions
from whoknew.cli.opening import exit_code
from whoknew.cli.proof import line
from whoknew.cli.terminal import complain, output
from whoknew.errors import UsageError
from whoknew.model import Analysis, Entity

SHOWN = ("person", "group", "organisation")
STANDINGS = {
    "linked": "Taken for one across the accounts",
    "possible": "May be one; not taken for one",
    "apart": "Kept apart",
}
Marks = list[str] | None


def register(app: typer.Typer) -> None:
    """Add the command."""

    @app.command("actors")
    def actors(
        files: list[str] = FILES,
        same: Marks = typer.Option(
            None,
            "--same",
            metavar="LINK",
            help="Decide that the two of a link are one: its id, or “FILE: NAME = FILE: NAME”.",
        ),
        apart: Marks = typer.Option(None, "--apart", metavar="LINK", help="Decide that the two of a link are two."),
        undo: Marks = typer.Option(None, "--undo", metavar="LINK", help="Take back what was decided of a link."),
        everything: bool = typer.Option(False, "--all", help="List places, buildings and unnamed actors too."),
        published: str | None = PUBLISHED,
        as_json: bool = JSON,
    ) -> int:
        """List the actors of accounts, and the links between accounts with their reasons; decide on a link, or undo it."""
        joined = open_joined(files, published=published)
        labels = labels_of(files)
        if same or apart or undo:
            _decide(files, labels, joined, same or [], apart or [], undo or [])
            joined = case.join(joined.analyses, labels, read_decisions(decisions_at(files)))
        if as_json:
            print_json(_rows(labels, joined, everything))
        else:
            _show(labels, joined, output(), everything)
        return max((exit_code(analysis) for analysis in joined.analyses), default=0)


def _decide(
    files: Sequence[str], labels: Sequence[str], joined: case.Joined, same: list[str], apart: list[str], undo: list[str]
) -> None:
    path = decisions_at(files)
    kept = {frozenset(d.actors): d for d in read_decisions(path)}
    for words in undo:
        if kept.pop(frozenset(_ends(labels, joined, words)), None) is None:
            raise UsageError(f"Nothing was decided of “{words}”.")
    for words in same:
        ends = _ends(labels, joined, words)
        kept[frozenset(ends)] = case.Decision(kind="same", actors=ends)
    for words in apart:
        ends = _ends(labels, joined, words)
        kept[frozenset(ends)] = case.Decision(kind="apart", actors=ends)
    decisions = tuple(kept.values())
    case.decided((), joined.analyses, labels, decisions)  # raises where somebody named is not there
    write_decisions(path, decisions)
    complain(f"{path}: {len(decisions)} decisions" if decisions else f"{path}: no decision is left")


def _ends(labels: Sequence[str], joined: case.Joined, words: str) -> tuple[tuple[str, str], tuple[str, str]]:
    """The two (account, name) that a link's id or “FILE: NAME = FILE: NAME” means."""
    for link in joined.links:
        if link.id == words.strip().lower():
            (one, other), (a, b) = link.accounts, link.names
            return (labels[one], a), (labels[other], b)
    parts = [tuple(piece.strip() for piece in side.partition(":")[::2]) for side in words.split("=")]
    if len(parts) == 2 and all(len(part) == 2 and all(part) for part in parts):
        unknown = [label for label, _ in parts if label not in labels]
        if unknown:
            raise UsageError(f"“{unknown[0]}” is none of the accounts: {', '.join(labels)}.")
        return (parts[0][0], parts[0][1]), (parts[1][0], parts[1][1])
    known = ", ".join(link.id for link in joined.links[:12]) or "none"
    raise UsageError(f"“{words}” is no link. Give an id ({known} …) or “FILE: NAME = FILE: NAME”.")


def _kept(analysis: Analysis, everything: bool) -> list[Entity]:
    named = {e.id for e in analysis.entities if e.named and not e.members}
    return [
        e
        for e in analysis.entities
        if everything or (e.type in SHOWN and e.named and (not e.members or not named.isdisjoint(e.members)))
    ]


def _show(labels: Sequence[str], joined: case.Joined, console: Console, everything: bool) -> None:
    for label, analysis in zip(labels, joined.analyses):
        names = {e.id: e.name for e in analysis.entities}
        line(console, label, 0, "bold")
        for entity in _kept(analysis, everything):
            line(console, f"{entity.name} ({_what(entity)})", 2)
            for told in _told(entity, names):
                line(console, told, 6, "dim")
    for standing, title in STANDINGS.items():
        links = [link for link in joined.links if link.standing == standing]
        if links:
            console.print()
            line(console, title, 0, "bold")
        for link in links:
            (one, other), (a, b) = link.accounts, link.names
            by = " – as a person decided" if link.by == "person" else ""
            line(console, f"{link.id}  {a} ({labels[one]}) – {b} ({labels[other]}){by}", 2)
            line(console, "; ".join(reason.words for reason in link.reasons), 6, "dim")
            if link.note:
                line(console, link.note, 6, "dim")


def _what(entity: Entity) -> str:
    count = f", {len(entity.mentions)} mentions" if len(entity.mentions) > 1 else ", 1 mention"
    doubt = f", {len(entity.ambiguous)} in doubt" if entity.ambiguous else ""
    return f"{entity.type}{count}{doubt}"


def _told(entity: Entity, names: dict[str, str]) -> list[str]:
    """Offices, kin, members and other names of one entity, one line for each kind."""
    offices = [
        ("former " if r.former else "") + r.title + (f" of {names.get(r.of, r.of)}" if r.of else "")
        for r in entity.roles
    ]
    kin = [f"{k.relation} of {names.get(k.to, k.to)}" for k in entity.kin]
    members = [names[m] for m in entity.members if m in names]
    others = [alias for alias in entity.aliases if alias[:1].isupper()]
    lines = [("", [*offices, *kin]), ("includes ", members), ("also ", others)]
    return [head + "; ".join(dict.fromkeys(words)) for head, words in lines if words]


def _rows(labels: Sequence[str], joined: case.Joined, everything: bool) -> dict[str, Any]:
    return {
        "accounts": [
            {"label": label, "actors": [msgspec.to_builtins(entity) for entity in _kept(analysis, everything)]}
            for label, analysis in zip(labels, joined.analyses)
        ],
        "links": [msgspec.to_builtins(link) for link in joined.links],
    }
