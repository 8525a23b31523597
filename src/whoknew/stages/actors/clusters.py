"""Who is who among the names: a full name opens an entity, a shorter one takes up the entity that it fits.

A last name alone never joins two first names: in a family it goes to the one who has borne it alone so far, else to the one
named most, and is marked ambiguous where another of the family was named since. Spellings that only transliteration tells
apart are one name within an account.
"""

from collections import defaultdict
from dataclasses import dataclass, field

from whoknew.model.spelling import core, one_first, split_name, suffix
from whoknew.stages.actors.lexicon import Lexicon, grammar
from whoknew.stages.actors.mentions import Mention

_NUMBERED = frozenset({"ii", "iii", "iv"})


@dataclass(slots=True, eq=False)
class Cluster:
    """One entity in the making. ``last`` is the token of its latest mention."""

    number: int
    type: str = ""
    mentions: list[Mention] = field(default_factory=list)
    names: list[tuple[str, ...]] = field(default_factory=list)
    gender: str = ""
    plural: bool = False
    nouns: dict[str, tuple[str, ...]] = field(default_factory=dict)
    members: list["Cluster"] = field(default_factory=list)
    owner: "Cluster | None" = None
    last: int = -1
    named: int = 0
    surname_alone: int = 0
    narrator: bool = False
    publishing: bool = False
    open: bool = False  # a group of which only some members are named
    guessed: bool = False  # its gender is only that of a pronoun


class Names:
    """The named entities of one account, found by name."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.by_last: dict[str, list[Cluster]] = defaultdict(list)
        self.by_first: dict[str, list[Cluster]] = defaultdict(list)
        self.whole: dict[str, Cluster] = {}
        self.by_head: dict[str, list[Cluster]] = defaultdict(list)
        self.clusters: list[Cluster] = []  # those with a numbered name

    def find(self, m: Mention) -> tuple[Cluster | None, bool]:
        """The entity that a name takes up, and whether another could have been meant."""
        whole = self._whole_key(m)
        if m.type in ("organisation", "place", "other"):
            found = self.whole.get(whole)
            if found is not None and found.type == "person":
                found = None
            firm = self._firm(m) if found is None else None
            if firm is not None:
                m.type = "organisation"
                return firm, False
            alone = found is None and len(m.parts) == 1 and m.type != "place"
            family = list(self.by_last.get(core(m.parts[0]), [])) if alone else []
            known = len(family) == 1 and family[0].type == "person"
            titled = known and any(x.title for x in family[0].mentions)  # "President Diaz", and later "Diaz"
            if known and (m.attributive or titled or family[0].surname_alone or "-" in m.parts[0]):
                m.type = "person"  # "the Assad government", "spoke to Assad": in this account it is somebody's surname
                return family[0], False
            return (found if found is not None else self._shortened(m)), False
        if suffix(m.parts) in _NUMBERED:
            held = [c for c in self.clusters if any(suffix(n) == suffix(m.parts) for n in c.names)]
            same = [c for c in held if any(split_name(n)[-1] == split_name(m.parts)[-1] for n in c.names)]
            return (same[0] if len(same) == 1 else None), False
        first, middle, last = split_name(m.parts)
        if first:
            return self._full(m, first, middle, last)
        return self._single(m, last)

    def _firm(self, m: Mention) -> Cluster | None:
        """A firm named again without the last word of its name, whatever the reader takes the rest for."""
        if len(m.parts) != 1 or m.title or self.lexicon.given(m.parts[0]) or self.by_last.get(core(m.parts[0])):
            return None
        held = [
            c
            for c in self.by_head.get(core(m.parts[0]), ())
            if c.type == "organisation" and any(core(n[-1]) in grammar("firms") for n in c.names if len(n) == 2)
        ]
        return held[0] if len(held) == 1 else None

    def _whole_key(self, m: Mention) -> str:
        parts = [p for p in m.parts if p.casefold() not in ("the",)]
        return "".join(core(p) for p in parts)

    def _shortened(self, m: Mention) -> Cluster | None:
        """An organisation by its initials, or by a shorter form of its name."""
        letters = m.parts[0].replace(".", "") if len(m.parts) == 1 else ""
        if letters.isupper() and 1 < len(letters) < 8:
            return self.whole.get("\0" + letters.casefold())
        if len(m.parts) > 1:
            initials = _initials(m.parts)
            found = self.whole.get(initials.casefold()) if len(initials) > 2 else None
            if found is not None and found.type != "person":
                return found
        if len(m.parts) == 1 and m.type == "organisation":
            held = self.by_head.get(core(m.parts[0]), [])
            return held[-1] if len(held) == 1 else None
        return None

    def _full(self, m: Mention, first: str, middle: tuple[str, ...], last: str) -> tuple[Cluster | None, bool]:
        for cluster in reversed(self.by_last.get(last, [])):
            if cluster.type not in ("person", "") or _clash(cluster, m):
                continue
            tail = tuple(core(p) for p in m.parts)
            if any(_one_tail(tuple(core(p) for p in parts), tail) for parts in cluster.names):
                return cluster, False  # "Pena Vidal" is Jorge Luis Pena Vidal
            for parts in cluster.names:
                other, _, other_last = split_name(parts)
                if other_last == last and other and one_first(first, other):
                    return cluster, False
        bare = [
            c
            for c in self.by_last.get(last, [])
            if c.type in ("person", "") and all(len(split_name(n)[0]) == 0 for n in c.names)
        ]
        bare = [c for c in bare if not _against(c.gender, m.gender)]
        if len(bare) == 1 and len(self.by_last[last]) == 1:
            return bare[0], False
        if middle:
            for cluster in self.by_last.get(middle[-1], []):
                if any(one_first(first, split_name(n)[0]) for n in cluster.names if split_name(n)[0]):
                    return cluster, False
        return None, False

    def _single(self, m: Mention, last: str) -> tuple[Cluster | None, bool]:
        family = [c for c in self.by_last.get(last, ()) if c.type in ("person", "") and not _clash(c, m)]
        if not family and not m.title and not self.by_first.get(last):
            # "Joseph" is no given name where somebody is called Amelize Joseph
            family = [
                c for c in self.by_last.get(last, ()) if c.type == "person" and any(split_name(n)[0] for n in c.names)
            ]
            if family:
                m.gender = ""
        firsts = [c for c in self.by_first.get(last, ()) if not _against(c.gender, m.gender) and not m.title]
        if not family and not firsts:
            firm = self._firm(m)
            if firm is not None:
                m.type, m.gender = "organisation", ""
                return firm, False
            other = self.whole.get(last)
            bodies = (
                [c for c in self.by_head.get(last, ()) if c.type == "organisation"] if m.type in ("", "other") else []
            )
            if other is None and len(bodies) == 1 and bodies[0].names and core(bodies[0].names[0][0]) == last:
                return bodies[0], False
            return (
                other if other is not None and (other.type != "person" or not m.type.startswith("person")) else None
            ), False
        if not family:
            chosen = max(firsts, key=lambda c: c.last)
            return chosen, len(firsts) > 1
        if firsts and self.lexicon.given(m.parts[0]) and not any(c.surname_alone for c in family):
            return max(firsts, key=lambda c: c.last), True
        chosen = max(family, key=lambda c: (c.surname_alone, c.named, -c.number))
        since = [c for c in family if c is not chosen and c.last > chosen.last and c.named]
        return chosen, bool(since) and not m.title

    def add(self, cluster: Cluster, m: Mention) -> None:
        """Record a name of an entity."""
        cluster.named += 1
        first, _, last = split_name(m.parts)
        if suffix(m.parts) in _NUMBERED and cluster not in self.clusters:
            self.clusters.append(cluster)
        if m.parts not in cluster.names:
            cluster.names.append(m.parts)
            self.whole.setdefault(self._whole_key(m), cluster)
            if len(m.parts) > 1:
                self.whole.setdefault("\0" + _initials(m.parts).casefold(), cluster)
            if cluster.type in ("person", ""):
                by_first = not first and any(split_name(n)[0] == last for n in cluster.names)
                if not by_first and cluster not in self.by_last[last]:
                    self.by_last[last].append(cluster)
                if first and cluster not in self.by_first[first]:
                    self.by_first[first].append(cluster)
            else:
                for part in m.parts:
                    if len(part) > 3 and cluster not in self.by_head[core(part)]:
                        self.by_head[core(part)].append(cluster)
        if (
            not first
            and len(m.parts) == 1
            and any(split_name(n)[0] and split_name(n)[2] == last for n in cluster.names)
        ):
            cluster.surname_alone += 1


def _initials(parts: tuple[str, ...]) -> str:
    letters = ""
    for part in parts:
        for piece in part.split("-"):
            if piece[:1].isalpha() and piece.casefold() not in ("of", "the", "for", "and", "al", "el"):
                letters += piece[0]
    return letters


def _one_tail(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether one name of two words or more is the end of another."""
    short = min(len(one), len(other))
    return short > 1 and len(one) != len(other) and one[-short:] == other[-short:]


def _clash(cluster: Cluster, m: Mention) -> bool:
    """Whether a name's gender speaks against an entity; a title's word goes before what a pronoun made of it."""
    return _against(cluster.gender, m.gender) and not (cluster.guessed and m.title)


def _against(one: str, other: str) -> bool:
    return bool(one and other and one != other)
