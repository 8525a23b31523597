"""Which place a name means: candidates from the gazetteer, told apart by the rest of the account.

What speaks for a candidate, in the order of its weight: a qualifier beside the name ("Alexandria, Louisiana", "Syria's
Homs"), the kind of place that the words name ("Latakia province"), its country and region being spoken of, other places of
the account near it, its size, and the spelling being its own. Each name is first judged alone, then twice more in the light
of what the others most likely are; a name means the same place throughout an account unless a qualifier says otherwise.

Evidence of the account's other names: Leidner, "Toponym Resolution in Text" (2007); distance decay as in Lieberman and
Samet, "Adaptive context features for toponym resolution" (SIGIR 2012). Weights were set on half of LGL and GeoVirus.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import exp, log10
from typing import Any

from whoknew.model import Span
from whoknew.stages.places.answers import Resolved, distance_km, judge, settle
from whoknew.stages.places.fold import key, strict
from whoknew.stages.places.index import Entry, Gazetteer
from whoknew.stages.places.scripts import Scripts, written_otherwise

MAX_CANDIDATES = 40  # a name shared by more places than this is decided among the most populous
REGION_BEHIND_TOWN = 3.0
SAME_AREA_KM = 80.0  # candidates this near to the first are no other place
NEIGHBOURS = 24  # how many other names of the account weigh on one, nearest in the text first


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each kind of evidence counts."""

    size: float = 0.85
    country_kind: float = 7.0
    region_kind: float = 4.2
    area_kind: float = 6.14
    facility_kind: float = 2.5
    capital: float = 2.0
    worldly: float = 2.0  # more for a capital where the account's names are mostly countries' and capitals'
    exact: float = 1.5
    primary: float = 1.36
    qualifier: float = 14.0
    country: float = 3.0
    region: float = 3.2
    near: float = 1.2
    reach_km: float = 120.0


@dataclass(slots=True)
class _Name:
    """One distinct name with its candidates and the evidence so far."""

    text: str
    spans: list[Span]
    candidates: list[Entry]
    base: list[float]
    qualifiers: list[Entry]
    approximate: bool = False
    shares: list[float] = None  # type: ignore[assignment]


class Resolver:
    """Resolves the names of one account at a time; holds only the gazetteer and the lexicon."""

    def __init__(
        self,
        gazetteer: Gazetteer,
        lexicon: Mapping[str, Any],
        weights: Weights | None = None,
        scripts: Scripts | None = None,
    ) -> None:
        self.gazetteer = gazetteer
        self.weights = weights or Weights()
        designators = lexicon["designators"]
        self._regional = "|".join(sorted(designators["region"], key=len, reverse=True))
        self._county = "|".join(designators["county"])
        self._after = re.compile(
            rf"^(.+?)\s+({self._regional}|{self._county}|{'|'.join(designators['city'])})$", re.IGNORECASE
        )
        self._before = re.compile(rf"^(?:the\s+)?(?:{'|'.join(designators['leading'])})\s+(.+)$", re.IGNORECASE)
        self._demonyms: dict[str, list[str]] = {k: list(v) for k, v in lexicon["demonyms"].items()}
        words = sorted(self._demonyms, key=len, reverse=True)
        self._demonym = re.compile(r"\b(" + "|".join(map(re.escape, words)) + r")s?\b") if words else None
        self.extra: dict[str, list[Entry]] = {}
        self.scripts = scripts

    def add(self, entries: Iterable[tuple[str, Entry]]) -> None:
        """Names of the user's own; they come before the gazetteer's."""
        for name, entry in entries:
            self.extra.setdefault(key(name), []).append(entry)

    def is_demonym(self, word: str) -> bool:
        """Whether a word names a people or what is theirs ("Syrian", "Syrians")."""
        return word in self._demonyms or word.removesuffix("s") in self._demonyms

    def candidates(self, name: str) -> tuple[list[Entry], bool]:
        """Places that a name may mean, and whether they are only of a larger place around it."""
        own = self.extra.get(key(name))
        if own:
            return list(own), False
        people = self._demonyms.get(name) or self._demonyms.get(name.removesuffix("s"))
        if people:
            return [e for c in people for e in self.gazetteer.country(c)], False
        if self.scripts is not None and not name.isascii() and written_otherwise(name):
            return list(self.scripts.find(name))[:MAX_CANDIDATES], False
        found = list(self.gazetteer.find(name))
        designated = self._after.match(name)
        if designated:
            stem, word = designated[1], designated[2].lower()
            inner = list(self.gazetteer.find(stem))
            if re.fullmatch(self._regional, word):
                inner = [e for e in inner if e.kind in ("region", "area")] or inner
            elif re.fullmatch(self._county, word):
                counties = [e for e in found if e.kind == "county"]
                inner = [e for e in inner if e.kind == "city"]
                return (counties or found or inner)[:MAX_CANDIDATES], True
            found = [e for e in found if e.exact] or inner
        if not found:
            led = self._before.match(name)
            if led:
                return list(self.gazetteer.find(led[1]))[:MAX_CANDIDATES], True
        return found[:MAX_CANDIDATES], False

    def qualifiers(self, text: str, span: Span) -> list[Entry]:
        """Regions and countries put beside a name to say which is meant: "Paris, Texas", "Syria's Homs", "Homs (Syria)"."""
        found: list[Entry] = []
        after = re.match(
            r"\s*(?:,\s*|\(\s*|\s+in\s+(?:the\s+)?)((?:[A-Z][\w.'’-]*)(?:\s+(?:of\s+)?[A-Z][\w.'’-]*){0,2})",
            text[span[1] : span[1] + 60],
        )
        if after:
            words = after[1].split()
            for n in range(len(words), 0, -1):
                piece = " ".join(words[:n])
                hits = [
                    e for e in self.gazetteer.find(piece.rstrip(",")) if e.kind in ("region", "country") and e.exact
                ]
                if hits:
                    found += hits
                    break
        before = re.search(
            r"([A-Z][\w.-]+(?:\s+[A-Z][\w.-]+)?)['’]s?\s+(?:\w+\s+){0,3}$", text[max(0, span[0] - 50) : span[0]]
        )
        if before:
            found += [e for e in self.gazetteer.find(before[1]) if e.kind in ("region", "country") and e.exact]
        return found

    def resolve(self, text: str, spans: Sequence[Span]) -> list[Resolved | None]:
        """One answer for each span, None where the gazetteer has no such name."""
        names: dict[tuple[str, tuple[str, ...]], _Name] = {}
        owner: list[_Name] = []
        qualified: dict[str, list[Entry]] = {}
        for span in spans:
            word = text[span[0] : span[1]]
            hints = self.qualifiers(text, span)
            spelt = strict(word)
            if hints and spelt not in qualified:
                qualified[spelt] = hints
            tag = (spelt, tuple(sorted({f"{h.country}.{h.region}" for h in hints})))
            if tag not in names:
                found, approximate = self.candidates(word)
                names[tag] = _Name(word, [], found, [], hints, approximate)
            names[tag].spans.append(span)
            owner.append(names[tag])
        for name in names.values():
            name.qualifiers = name.qualifiers or qualified.get(strict(name.text), [])
            name.base = [self._alone(e, name.qualifiers) for e in name.candidates]
            _towns_first(name)
        spoken = self._demonyms_of(text)
        worldly = self.weights.worldly * _worldly(names.values())
        for name in names.values():
            # Panama is the country, and where Lebanese are spoken of Tripoli is theirs
            states = any((e.kind == "country" and e.exact) or e.country in spoken for e in name.candidates)
            name.base = [
                b + worldly * (e.kind == "capital" and not states)
                for b, e in zip(name.base, name.candidates, strict=True)
            ]
            name.shares = _softmax(name.base)
        ordered = list(names.values())
        for _ in range(3):
            self._together(ordered, spoken)
        answers = {id(name): _answer(name) for name in ordered}
        settle(answers)
        judge(answers, spoken)
        return [answers[id(name)] for name in owner]

    def _demonyms_of(self, text: str) -> dict[str, float]:
        counts: dict[str, float] = defaultdict(float)
        if self._demonym is not None:
            for match in self._demonym.finditer(text[:200_000]):
                for country in self._demonyms[match[1]]:
                    counts[country] += 1.0 / len(self._demonyms[match[1]])
        return counts

    def _alone(self, entry: Entry, qualifiers: Sequence[Entry]) -> float:
        w = self.weights
        score = w.size * log10(entry.population + 10)
        if entry.kind == "capital":
            score += w.capital
        if entry.kind == "country":
            score = w.country_kind + 0.3 * score
        elif entry.kind == "region":
            score = w.region_kind + 0.3 * score
        elif entry.kind in ("area", "water"):
            score = w.area_kind
        elif entry.kind in ("airport", "facility", "user"):
            score = w.facility_kind + (20.0 if entry.kind == "user" else 0.0)
        score += w.exact * entry.exact + w.primary * (entry.exact and entry.primary)
        for hint in qualifiers:
            if hint.id != entry.id and hint.country == entry.country and hint.region in ("", entry.region):
                score += w.qualifier
                break
        return score

    def _together(self, names: list[_Name], spoken: Mapping[str, float]) -> None:
        w = self.weights
        country: dict[str, float] = defaultdict(float, {c: 0.5 * n for c, n in spoken.items()})
        region: dict[str, float] = defaultdict(float)
        for name in names:
            often = 1.0 + log10(len(name.spans))
            for entry, share in zip(name.candidates, name.shares, strict=True):
                country[entry.country] += often * share
                if entry.region:
                    region[f"{entry.country}.{entry.region}"] += often * share
        all_country, all_region = sum(country.values()) + 1.0, sum(region.values()) + 1.0
        tops = [_best(name) for name in names]
        new: list[list[float]] = []
        for number, name in enumerate(names):
            scores = []
            around = [
                t
                for t in tops[max(0, number - NEIGHBOURS // 2) : number + NEIGHBOURS // 2 + 1]
                if t and t[2] is not name
            ]
            often = 1.0 + log10(len(name.spans))
            for entry, base, share in zip(name.candidates, name.base, name.shares, strict=True):
                own = often * share
                spoken_country = max(0.0, country[entry.country] - own) / all_country
                tag = f"{entry.country}.{entry.region}"
                spoken_region = max(0.0, region[tag] - own) / all_region if entry.region else 0.0
                near = 0.0
                for top, sure, _other in around:
                    if top.kind in ("country", "area", "water") or top.id == entry.id:
                        continue
                    near += sure * exp(-distance_km(entry, top) / w.reach_km)
                scores.append(
                    base
                    + w.country * min(1.0, 2 * spoken_country)
                    + w.region * min(1.0, 2 * spoken_region)
                    + w.near * min(2.0, near)
                )
            new.append(_softmax(scores))
        for name, shares in zip(names, new, strict=True):
            name.shares = shares


def _worldly(names: Collection[_Name]) -> float:
    """The share of an account's names that a country or capital bears, 0 where fewer than two do."""
    bearing = sum(any(e.exact and e.primary and e.kind in ("country", "capital") for e in n.candidates) for n in names)
    return bearing / len(names) if bearing > 1 else 0.0


def _towns_first(name: _Name) -> None:
    """A bare name shared by a town and the region around it (Homs, Latakia) means the town, outside the United States."""
    towns = {(e.country, e.region) for e in name.candidates if e.kind in ("city", "capital") and e.population > 20_000}
    for i, entry in enumerate(name.candidates):
        if entry.kind == "region" and entry.id.startswith("iso:") and (entry.country, entry.region) in towns:
            name.base[i] -= REGION_BEHIND_TOWN


def _best(name: _Name) -> tuple[Entry, float, _Name] | None:
    if not name.candidates:
        return None
    place = max(range(len(name.candidates)), key=lambda i: name.shares[i])
    return name.candidates[place], name.shares[place], name


def _softmax(scores: Sequence[float]) -> list[float]:
    if not scores:
        return []
    top = max(scores)
    raised = [exp(min(0.0, s - top)) for s in scores]
    total = sum(raised)
    return [r / total for r in raised]


def _answer(name: _Name) -> Resolved | None:
    if not name.candidates:
        return None
    ranked = sorted(range(len(name.candidates)), key=lambda i: (-name.shares[i], i))
    first = name.candidates[ranked[0]]
    near = [i for i in ranked if distance_km(first, name.candidates[i]) <= SAME_AREA_KM]
    share = sum(name.shares[i] for i in near)
    others = tuple(name.candidates[i] for i in ranked if i not in near and name.shares[i] >= 0.02)[:5]
    return Resolved(first, others, round(min(1.0, share), 3), approximate=name.approximate)
