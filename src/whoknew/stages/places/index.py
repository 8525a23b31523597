"""The compiled gazetteer: one file, memory-mapped, found by binary search.

Layout (little endian), after a 64-byte header of magic, version and section offsets:
names   blocks of 16 display names sorted by (key, strict form), front-coded: one byte of shared prefix length,
        one byte of suffix length, the suffix in UTF-8; lengths are in bytes
blocks  uint32 offset of each block into names
firsts  uint32 per block: where its first name's postings begin
counts  uint8 per name: how many postings it has
posts   uint24 per posting: record number, sorted by population downwards within a name
records 16 bytes each: GeoNames id uint32 (0 where ours), name number uint24 + kind uint8, latitude and longitude int16
        (364 and 182 steps a degree, so within 310 m), region uint16, country uint8, log-population uint8
meta    JSON: countries, regions, kinds, where the data is from
"""

import json
import mmap
import struct
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from whoknew.errors import WhoknewError
from whoknew.stages.places.fold import key, strict

MAGIC = b"WKGZ"
FORMAT_VERSION = 1
BLOCK = 16
HEADER = struct.Struct("<4sI7I")
RECORD = struct.Struct("<IIhhHBB")
KINDS = ("city", "country", "region", "county", "airport", "facility", "area", "water", "user", "capital")


@dataclass(frozen=True, slots=True)
class Entry:
    """One place. ``id`` is "geonames:N", "icao:CODE", "iso:CC-R" or a name of ours; ``population`` is to within 6 %."""

    id: str
    name: str
    kind: str
    latitude: float
    longitude: float
    country: str
    region: str
    population: int
    exact: bool = True  # the spelling looked up is this name's, not one that folds alike
    primary: bool = True  # and it is the place's own first name


class Gazetteer:
    """Look-up by name in the compiled index. Opening maps the file and reads the few kilobytes of ``meta``."""

    def __init__(self, path: Path) -> None:
        """Raises ``WhoknewError`` where the file is missing, cut short or of another version."""
        try:
            with path.open("rb") as handle:
                self._map = mmap.mmap(handle.fileno(), 0, access=mmap.ACCESS_READ)
            magic, version, *offsets = HEADER.unpack_from(self._map, 0)
        except (OSError, ValueError, struct.error) as error:
            raise WhoknewError(f"the gazetteer at {path} cannot be read ({error}); compile it again") from error
        if magic != MAGIC or version != FORMAT_VERSION:
            raise WhoknewError(f"{path} is not a gazetteer of this version; compile it again")
        self._names, self._blocks, self._firsts, self._counts, self._posts, self._records, meta = offsets
        self._n_blocks = (self._firsts - self._blocks) // 4
        self._n_names = self._posts - self._counts
        loaded: dict[str, Any] = json.loads(self._map[meta:])
        self.countries: list[str] = loaded["countries"]
        self.regions: list[str] = loaded["regions"]
        self.ours: dict[str, str] = loaded["ours"]
        self._country_names: dict[str, str] = loaded["country_names"]
        self.attribution: str = loaded["attribution"]
        self._find = lru_cache(maxsize=4096)(self._search)

    def find(self, name: str) -> tuple[Entry, ...]:
        """All places of that name or one that folds alike, those of the same spelling and the most populous first."""
        folded = key(name)
        return self._find(folded, strict(name)) if folded else ()

    def country(self, code: str) -> tuple[Entry, ...]:
        """The country of an ISO 3166-1 code, or nothing."""
        name = self._country_names.get(code)
        return tuple(e for e in self.find(name) if e.kind == "country" and e.country == code) if name else ()

    def _u32(self, section: int, number: int) -> int:
        value: int = struct.unpack_from("<I", self._map, section + 4 * number)[0]
        return value

    def _block(self, number: int, limit: int = BLOCK) -> list[str]:
        """The display names of a block, or its first ``limit``."""
        at = self._names + self._u32(self._blocks, number)
        names: list[str] = []
        before = b""
        for _ in range(min(limit, self._n_names - number * BLOCK)):
            shared, length = self._map[at], self._map[at + 1]
            before = before[:shared] + self._map[at + 2 : at + 2 + length]
            names.append(before.decode("utf-8"))
            at += 2 + length
        return names

    def _search(self, folded: str, spelt: str) -> tuple[Entry, ...]:
        low, high = 0, self._n_blocks
        while low < high:
            middle = (low + high) // 2
            if key(self._block(middle, 1)[0]) < folded:
                low = middle + 1
            else:
                high = middle
        found: list[Entry] = []
        for number in range(max(low - 1, 0), self._n_blocks):
            names = self._block(number)
            keys = [key(name) for name in names]
            if keys[0] > folded:
                break
            posting = self._u32(self._firsts, number)
            for position, name in enumerate(names):
                count = self._map[self._counts + number * BLOCK + position]
                if keys[position] == folded:
                    exact = strict(name) == spelt
                    found += [self._entry(posting + i, number * BLOCK + position, exact) for i in range(count)]
                posting += count
        best: dict[tuple[str, str], Entry] = {}
        for entry in sorted(found, key=lambda e: (not e.exact, -e.population, e.id)):
            best.setdefault((entry.id, entry.kind), entry)
        return tuple(best.values())

    def _entry(self, posting: int, name_number: int, exact: bool) -> Entry:
        at = self._posts + 3 * posting
        record = int.from_bytes(self._map[at : at + 3], "little")
        ident, packed, lat, lon, region, country, pop = RECORD.unpack_from(
            self._map, self._records + RECORD.size * record
        )
        own, kind = packed & 0xFFFFFF, packed >> 24
        name = self._block(own // BLOCK)[own % BLOCK]
        return Entry(
            id=f"geonames:{ident}" if ident else self.ours[str(record)],
            name=name,
            kind=KINDS[kind],
            latitude=round(lat / 364, 3),
            longitude=round(lon / 182, 3),
            country=self.countries[country],
            region=self.regions[region],
            population=round(2 ** (pop / 8)) if pop else 0,
            exact=exact,
            primary=own == name_number,
        )
