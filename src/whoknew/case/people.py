"""What comparing actors over accounts needs of one entity: the forms of its name, its offices, whom it stands beside."""

import tomllib
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from whoknew.model import Analysis, Entity, Span
from whoknew.model.spelling import core, split_name, suffix

KINDS = frozenset({"person", "organisation", "group", "place", "facility"})
Name = tuple[str, tuple[str, ...], str]  # first, middle, last as skeletons


@cache
def words(name: str) -> frozenset[str]:
    """A word list of ``lexicon.toml``."""
    return frozenset(tomllib.loads((Path(__file__).parent / "lexicon.toml").read_text(encoding="utf-8"))[name].split())


@dataclass(frozen=True)
class Actor:
    """One entity of one account. ``account`` counts from 0; ``offices`` maps (title, skeleton of whose) to (span, in words)."""

    account: int
    entity: Entity
    whole: frozenset[str]  # every written name as one skeleton
    names: tuple[Name, ...]  # of people: first, middle, last
    initials: frozenset[str]
    offices: dict[tuple[str, str], tuple[Span | None, str]]
    anonymous: bool  # speaks as an unnamed source: never linked to anybody by machine
    beside: frozenset[str]  # skeletons of the names that share its sentences
    bags: frozenset[frozenset[str]] = frozenset()  # of bodies: the words of each name, in no order, without "Ltd"
    suffixes: frozenset[str] = frozenset()  # of people: "jr", "ii"
    gazetteer: str | None = None

    @property
    def key(self) -> tuple[int, str]:
        """(account, entity id)."""
        return self.account, self.entity.id

    @property
    def first(self) -> str:
        """The first name, "" where the account gives none."""
        return next((name[0] for name in self.names if name[0]), "")

    @property
    def lasts(self) -> frozenset[str]:
        """Surnames."""
        return frozenset(name[2] for name in self.names if name[0]) or frozenset(name[2] for name in self.names)


def actors_of(analysis: Analysis, account: int) -> list[Actor]:
    """The entities of an account that can be linked: named ones, and unnamed holders of an office that one person has."""
    by_id = {entity.id: entity for entity in analysis.entities}
    speaking = {source.entity for source in analysis.sources if source.kind in ("anonymous_person", "unnamed_group")}
    unnamed = {source.descriptor.casefold() for source in analysis.sources if source.kind == "anonymous_person"}
    places = {place.entity: place.gazetteer_id for place in analysis.places if place.entity and place.gazetteer_id}
    near = _neighbours(analysis)
    made = []
    for entity in analysis.entities:
        if entity.type not in KINDS:
            continue
        written = dict.fromkeys(name for name in (entity.name, *entity.aliases) if entity.named and _is_name(name))
        people = (
            tuple(dict.fromkeys(split_name(tuple(name.split())) for name in written)) if entity.type == "person" else ()
        )
        made.append(
            Actor(
                account=account,
                entity=entity,
                whole=frozenset(folded(name) for name in written),
                names=people,
                initials=frozenset(filter(None, (initials(name) for name in written))),
                offices=_offices(entity, by_id),
                anonymous=not entity.named and (entity.id in speaking or entity.name.casefold() in unnamed),
                beside=near.get(entity.id, frozenset()),
                bags=frozenset(filter(None, (bag(name) for name in written)))
                if entity.type != "person"
                else frozenset(),
                suffixes=frozenset(suffix(tuple(name.split())) for name in written if len(name.split()) > 1) - {""},
                gazetteer=places.get(entity.id),
            )
        )
    return made


def _is_name(name: str) -> bool:
    return any(part[:1].isupper() for part in name.split()) or not name.isascii()


def folded(name: str) -> str:
    """A name as one skeleton, without articles; a number or "jr" stays.

    >>> folded("the Harbour Bank") == folded("Harbour  Bank"), folded("Hafez al-Assad") == folded("Hafez Asad")
    (True, True)
    """
    parts = [part for part in name.split() if part.casefold() not in words("articles")]
    return "".join(core(part) for part in parts) + suffix(tuple(parts))


def bag(name: str) -> frozenset[str]:
    """The words of a body's name whatever their order, without small words and what firms add.

    >>> bag("Ministry of Justice") == bag("the Justice Ministry"), bag("Tessera Ltd") == bag("Tessera")
    (True, True)
    """
    parts = [p.strip(".,").casefold() for p in name.split()]
    kept = [p for p in parts if p not in words("particles") | words("articles") | words("legal")]
    return frozenset(core(p) for p in kept)


def initials(name: str) -> str:
    """The initials of a name of several words, or a word that is written as initials; "" for others.

    >>> initials("Harbour Workers of Marl"), initials("HWM"), initials("Harbour")
    ('hwm', 'hwm', '')
    """
    parts = [part for part in name.replace("-", " ").split() if part.casefold() not in words("particles")]
    if len(parts) == 1:
        plain = parts[0].replace(".", "")
        return plain.casefold() if plain.isupper() and 1 < len(plain) < 8 else ""
    return "".join(part[0] for part in parts).casefold() if len(parts) > 2 else ""


def _offices(entity: Entity, by_id: dict[str, Entity]) -> dict[tuple[str, str], tuple[Span | None, str]]:
    found: dict[tuple[str, str], tuple[Span | None, str]] = {}
    for role in entity.roles:
        title = role.title.casefold().split()
        if not title or title[-1] in words("common"):
            continue
        body = by_id[role.of].name if role.of in by_id else role.of or ""
        plain = " ".join(word for word in title if word not in words("passing")) or role.title
        found.setdefault((plain, folded(body)), (role.span, f"{plain} of {body}" if body else plain))
    for kin in entity.kin:
        if kin.to in by_id and by_id[kin.to].named:
            to, kind = by_id[kin.to].name, kin.relation.casefold()
            found.setdefault((kind, folded(to)), (kin.span, f"{kind} of {to}"))
    return found


def _neighbours(analysis: Analysis) -> dict[str, frozenset[str]]:
    """Entity id → the names of those named in its sentences."""
    starts = [analysis.tokens[s.first].span[0] for s in analysis.sentences if s.first < len(analysis.tokens)]
    if not starts:
        return {}
    in_sentence: dict[int, set[str]] = {}
    of: dict[str, set[int]] = {}
    named = {entity.id: folded(entity.name) for entity in analysis.entities if entity.named}
    for entity in analysis.entities:
        for start, _ in entity.mentions:
            number = bisect_right(starts, start)
            of.setdefault(entity.id, set()).add(number)
            if entity.id in named:
                in_sentence.setdefault(number, set()).add(named[entity.id])
    return {
        identifier: frozenset(name for number in numbers for name in in_sentence.get(number, ()))
        - {named.get(identifier, "")}
        for identifier, numbers in of.items()
    }
