"""What the resolver answers: the place, the others it may be, and how sure that is in the light of the whole account."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from math import asin, cos, radians, sin, sqrt

from whoknew.stages.places.confidence import certainty
from whoknew.stages.places.index import Entry


@dataclass(frozen=True, slots=True)
class Resolved:
    """The place that a name most likely means, the others it may mean, how far ahead the first is, and how often such are right."""

    entry: Entry
    others: tuple[Entry, ...]
    share: float  # of the evidence, held by the first and what lies around it (0–1)
    confidence: float = 0.0  # see confidence.py (0–1)
    approximate: bool = False  # the coordinates are those of a larger region or of towns named beside it


def distance_km(a: Entry, b: Entry) -> float:
    """Great-circle distance (haversine), kilometres."""
    phi, psi = radians(a.latitude), radians(b.latitude)
    half = sin((psi - phi) / 2) ** 2 + cos(phi) * cos(psi) * sin(radians(b.longitude - a.longitude) / 2) ** 2
    return 12742.0 * asin(sqrt(min(1.0, half)))


def settle(answers: dict[int, Resolved | None]) -> None:
    """Move places known only to lie in a region (counties) to the towns of that region that the account names."""
    towns: dict[tuple[str, str], list[Entry]] = defaultdict(list)
    for answer in answers.values():
        if answer is not None and answer.entry.kind == "city" and answer.entry.region:
            towns[(answer.entry.country, answer.entry.region)].append(answer.entry)
    for number, answer in answers.items():
        if answer is None or answer.entry.kind != "county":
            continue
        near = towns.get((answer.entry.country, answer.entry.region), [])
        if near:
            latitude = sum(e.latitude for e in near) / len(near)
            longitude = sum(e.longitude for e in near) / len(near)
            moved = replace(answer.entry, latitude=round(latitude, 3), longitude=round(longitude, 3))
            answers[number] = replace(answer, entry=moved)


def judge(answers: dict[int, Resolved | None], spoken: Mapping[str, float]) -> None:
    """Give each answer its confidence, by its own evidence and whether another name or a demonym speaks of its country."""
    named: dict[str, set[str]] = defaultdict(set)
    for answer in answers.values():
        if answer is not None:
            named[answer.entry.country].add(answer.entry.id)
    for number, answer in answers.items():
        if answer is not None:
            entry = answer.entry
            supported = spoken.get(entry.country, 0.0) > 0 or len(named[entry.country]) > 1
            answers[number] = replace(
                answer, confidence=certainty(answer.share, entry.kind, entry.population, supported=supported)
            )
