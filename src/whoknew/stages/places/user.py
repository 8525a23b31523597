"""Places of the user's own: an aliases file (TOML) and GeoJSON.

Aliases: ``"The Farm" = "Langley, Virginia"`` gives a name the meaning of another; ``"Dacha" = [55.7, 37.2]`` gives it
a point (latitude, longitude). GeoJSON: every feature with a ``name`` property, points as they are, lines and polygons by
the centroid of their outer ring (RFC 7946; longitude first).
"""

import json
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from whoknew.errors import WhoknewError
from whoknew.stages.places.index import Entry, Gazetteer


def user_places(paths: Sequence[Path], gazetteer: Gazetteer | None) -> Iterator[tuple[str, Entry]]:
    """Names and places of the files. Raises ``WhoknewError`` naming the file and what is wrong in it."""
    for path in paths:
        try:
            raw = path.read_text(encoding="utf-8")
            if path.suffix.lower() == ".toml":
                yield from _aliases(tomllib.loads(raw), path, gazetteer)
            else:
                yield from _features(json.loads(raw), path)
        except (OSError, UnicodeDecodeError, json.JSONDecodeError, tomllib.TOMLDecodeError) as error:
            raise WhoknewError(f"the places in {path} cannot be read: {error}") from error


def _entry(name: str, latitude: float, longitude: float, path: Path) -> Entry:
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise WhoknewError(f"{path}: “{name}” lies at {latitude}, {longitude}, which is no point on the earth")
    return Entry(f"user:{name}", name, "user", latitude, longitude, "", "", 0)


def _aliases(table: dict[str, Any], path: Path, gazetteer: Gazetteer | None) -> Iterator[tuple[str, Entry]]:
    for name, value in table.items():
        if isinstance(value, list) and len(value) == 2 and all(isinstance(v, int | float) for v in value):
            yield name, _entry(name, float(value[0]), float(value[1]), path)
        elif isinstance(value, str):
            town, _, region = (part.strip() for part in value.partition(","))
            found = gazetteer.find(town) if gazetteer is not None else ()
            if region and gazetteer is not None:
                hints = {(e.country, e.region) for e in gazetteer.find(region) if e.kind in ("country", "region")}
                found = tuple(e for e in found if (e.country, e.region) in hints or (e.country, "") in hints)
            if not found:
                raise WhoknewError(f"{path}: “{name}” is said to be “{value}”, which the gazetteer does not hold")
            yield name, found[0]
        else:
            raise WhoknewError(f"{path}: “{name}” wants a name in quotes or [latitude, longitude]")


def _features(document: Any, path: Path) -> Iterator[tuple[str, Entry]]:
    features = document.get("features", [document]) if isinstance(document, dict) else None
    if not isinstance(features, list):
        raise WhoknewError(f"{path} is no GeoJSON: it has no features")
    for feature in features:
        properties = (feature.get("properties") or {}) if isinstance(feature, dict) else {}
        name = properties.get("name")
        points = list(_points((feature.get("geometry") or {}).get("coordinates"))) if isinstance(name, str) else []
        if name and points:
            ring = points[:-1] if len(points) > 2 and points[0] == points[-1] else points
            longitude, latitude = (sum(p[i] for p in ring) / len(ring) for i in (0, 1))
            yield str(name), _entry(str(name), round(latitude, 5), round(longitude, 5), path)


def _points(coordinates: Any) -> Iterator[tuple[float, float]]:
    """The points of the first ring, line or point found."""
    if isinstance(coordinates, list) and coordinates:
        if all(isinstance(c, int | float) for c in coordinates[:2]) and len(coordinates) >= 2:
            yield float(coordinates[0]), float(coordinates[1])
        elif isinstance(coordinates[0], list) and coordinates[0] and isinstance(coordinates[0][0], int | float):
            for point in coordinates:
                yield from _points(point)
        else:
            yield from _points(coordinates[0])
