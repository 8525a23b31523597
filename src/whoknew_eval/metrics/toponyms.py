"""Toponyms: share placed within 161 km of the right point (100 miles; Cheng et al. 2010)."""

import math
from collections.abc import Sequence

EARTH_KM = 6371.0088  # mean radius
Point = tuple[float, float]  # latitude, longitude in degrees


def distance_km(a: Point, b: Point) -> float:
    """Great-circle distance in kilometres (haversine)."""
    lat_a, lat_b = math.radians(a[0]), math.radians(b[0])
    d_lat, d_lon = lat_b - lat_a, math.radians(b[1] - a[1])
    h = math.sin(d_lat / 2) ** 2 + math.cos(lat_a) * math.cos(lat_b) * math.sin(d_lon / 2) ** 2
    return 2 * EARTH_KM * math.asin(min(1.0, math.sqrt(h)))


def within(gold: Sequence[Point], found: Sequence[Point | None], km: float = 161.0) -> tuple[int, int]:
    """How many of all were placed within ``km``; an unplaced one is wrong."""
    right = sum(b is not None and distance_km(a, b) <= km for a, b in zip(gold, found, strict=True))
    return right, len(gold)
