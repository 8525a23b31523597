"""Airports and air bases through airportsdata, and the areas, waters, bases and seats of power of our own table."""

import re
from collections.abc import Iterator

from whoknew.stages.places.fold import key
from whoknew.stages.places.record import Record, own_table


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
        for name, (country, latitude, longitude, *others) in own_table("supplement")[places].items():
            yield Record(
                name=name,
                kind=kind,
                latitude=latitude,
                longitude=longitude,
                country=country,
                ours=f"whoknew:{key(name).replace(' ', '-')}",
                names=others,
            )
