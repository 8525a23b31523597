"""What people decided of who is who across accounts: a small file that can be read, edited and taken back line by line.

    [[same]]
    actors = ["a.txt: Omar Haddad", "b.txt: the harbour master"]

    [[apart]]
    actors = ["a.txt: Ali Nasser", "c.txt: Ali Nasser"]

An actor is given by the account's label and a name or description that the account has for it.
"""

import json
import tomllib
from collections.abc import Sequence
from typing import Literal

from whoknew.case.links import Link, Reason
from whoknew.case.people import folded
from whoknew.errors import StoreError
from whoknew.model import Analysis, Entity
from whoknew.model.base import Struct

Kind = Literal["same", "apart"]
KINDS: tuple[Kind, ...] = ("same", "apart")


class Decision(Struct, frozen=True, kw_only=True):
    """Two actors, each ``(account label, name)``, that a person holds to be one or to be two."""

    kind: Kind
    actors: tuple[tuple[str, str], tuple[str, str]]


Decisions = tuple[Decision, ...]


def parse(text: str, where: str = "links") -> Decisions:
    """The decisions of a file. Raises ``StoreError`` saying what does not fit."""
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise StoreError(f"{where}: is not a file of links ({error}). Mend or remove it.") from error
    made: list[Decision] = []
    for kind in KINDS:
        entries = table.get(kind, [])
        for entry in entries if isinstance(entries, list) else [entries]:
            actors = entry.get("actors") if isinstance(entry, dict) else None
            ends = [_end(actor) for actor in actors] if isinstance(actors, list) else []
            whole = [end for end in ends if end is not None]
            if len(ends) != 2 or len(whole) != 2:
                raise StoreError(f'{where}: a “{kind}” needs actors = ["FILE: NAME", "FILE: NAME"].')
            made.append(Decision(kind=kind, actors=(whole[0], whole[1])))
    odd = sorted(set(table) - set(KINDS))
    if odd:
        raise StoreError(f"{where}: “{odd[0]}” is not known there; there are: {', '.join(KINDS)}.")
    return tuple(made)


def _end(actor: object) -> tuple[str, str] | None:
    label, _, name = str(actor).partition(":")
    return (label.strip(), name.strip()) if label.strip() and name.strip() else None


def dump(decisions: Decisions) -> str:
    """The file of the decisions."""
    lines = ["# Who is who across accounts, as a person decided. Take a decision back by removing it.\n"]
    for decision in decisions:
        actors = ", ".join(json.dumps(f"{label}: {name}", ensure_ascii=False) for label, name in decision.actors)
        lines.append(f"[[{decision.kind}]]\nactors = [{actors}]\n")
    return "\n".join(lines)


def decided(
    links: Sequence[Link], analyses: Sequence[Analysis], labels: Sequence[str], decisions: Decisions
) -> tuple[Link, ...]:
    """The links with what people decided. Raises ``StoreError`` where a decision names nobody in these accounts."""
    made = {link.ends: link for link in links}
    order = list(made)
    for decision in decisions:
        ends = [_find(analyses, labels, label, name) for label, name in decision.actors]
        if any(end is None for end in ends):
            continue  # about an account that is not read now
        (one, a), (other, b) = sorted((end for end in ends if end is not None), key=lambda end: (end[0], end[1].id))
        if one == other:
            raise StoreError(f"“{a.name}” and “{b.name}” stand in one account, {labels[one]}: links join accounts.")
        tag = ((one, a.id), (other, b.id))
        known = made.get(tag)
        said = Reason(
            kind="name",
            words="a person says that they are one" if decision.kind == "same" else "a person says that they are two",
            weight=0.0,
        )
        made[tag] = Link(
            id=known.id if known else f"p{len(made) + 1}",
            accounts=(one, other),
            entities=(a.id, b.id),
            names=(a.name, b.name),
            standing="linked" if decision.kind == "same" else "apart",
            by="person",
            weight=known.weight if known else 0.0,
            reasons=(said, *(known.reasons if known else ())),
        )
        if tag not in order:
            order.append(tag)
    return tuple(made[tag] for tag in order)


def _find(analyses: Sequence[Analysis], labels: Sequence[str], label: str, name: str) -> tuple[int, Entity] | None:
    if label not in labels:
        return None
    number = labels.index(label)
    wanted = folded(name)
    by_name = [e for e in analyses[number].entities if name == e.id or folded(e.name) == wanted]
    found = by_name or [e for e in analyses[number].entities if wanted in map(folded, e.aliases)]
    if not found:
        raise StoreError(f"{label} has no actor “{name}”. Its actors: whoknew actors {label}")
    return number, found[0]
