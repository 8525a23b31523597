"""Accounts joined by links: groups of entities that are held to be one, each with one name over all accounts."""

from collections.abc import Sequence

import msgspec

from whoknew.case.decisions import Decisions, decided
from whoknew.case.links import Link, propose
from whoknew.model import Analysis
from whoknew.model.base import Struct

End = tuple[int, str]


class Joined(Struct, frozen=True, kw_only=True):
    """Copies of the analyses whose entities say what they are over all accounts, and every link with its reasons."""

    analyses: tuple[Analysis, ...]
    links: tuple[Link, ...] = ()


def join(analyses: Sequence[Analysis], labels: Sequence[str] = (), decisions: Decisions = ()) -> Joined:
    """Link the actors of several accounts; one account alone is returned as it is.

    ``labels`` name the accounts in ``decisions``. Links that would make two entities of one account one are left out,
    the weakest first, and say so; what a person decided goes before what the machine proposes.
    """
    given = tuple(analyses)
    if len(given) < 2:
        return Joined(analyses=given)
    links = decided(propose(given), given, labels, decisions)
    group: dict[End, dict[End, None]] = {}
    apart = {frozenset(link.ends) for link in links if link.standing == "apart"}
    settled: dict[tuple[End, End], Link] = {}
    for link in sorted(links, key=lambda link: (link.by != "person", -link.weight)):
        settled[link.ends] = link
        if link.standing != "linked":
            continue
        one, other = (group.setdefault(end, {end: None}) for end in link.ends)
        if one is other:
            continue
        whole = {**one, **other}
        clash = _clash(whole, apart)
        if clash and link.by == "machine":
            settled[link.ends] = msgspec.structs.replace(link, standing="possible", note=clash)
            continue
        for end in whole:
            group[end] = whole
    joined = tuple(_named(analysis, number, group) for number, analysis in enumerate(given))
    return Joined(analyses=joined, links=tuple(settled[link.ends] for link in links))


def _clash(whole: dict[End, None], apart: set[frozenset[End]]) -> str:
    """Why these cannot all be one; "" where they can."""
    accounts = [account for account, _ in whole]
    if len(set(accounts)) < len(accounts):
        return "not linked, since two of one account would be one"
    if any(pair <= set(whole) for pair in apart):
        return "not linked, since a person keeps them apart"
    return ""


def _named(analysis: Analysis, number: int, group: dict[End, dict[End, None]]) -> Analysis:
    """A copy whose entities carry the first end of their group, themselves where nothing links them."""
    entities = []
    for entity in analysis.entities:
        first = min(group.get((number, entity.id), ((number, entity.id),)))
        entities.append(msgspec.structs.replace(entity, across=f"{first[0] + 1}:{first[1]}"))
    return msgspec.structs.replace(analysis, entities=tuple(entities))
