"""What an intervention takes from the account: preconditions and reasons that the text states."""

from collections.abc import Iterable
from typing import Literal, NamedTuple

from whoknew.model import Link, Span
from whoknew.reasoning.facts import Record, World
from whoknew.reasoning.lines import first_line
from whoknew.reasoning.words import label


class Lost(NamedTuple):
    """A stated precondition or reason that is no longer there, in whose words it was one."""

    item: str
    needed: str
    kind: Literal["precondition", "reason"]
    span: Span | None
    source: str
    why: str


def lost(old: World, new: World) -> Iterable[Lost]:
    """Stated preconditions and reasons of the new world's records that are gone, or now come too late."""
    for key, record in new.records.items():
        if key not in old.records:
            continue
        for needed, link, kind in _needs(old, key, record):
            if needed in new.records and needed in new.item_index and not _too_late(old, new, needed, key):
                continue
            if needed in old.item_index:
                gone = needed not in new.records
                why = "is no longer there" if gone else "now comes after it"
                yield Lost(key, needed, kind, link.span, link.source, f"{label(old, needed)} {why}")


def _needs(world: World, key: str, record: Record) -> Iterable[tuple[str, Link, Literal["precondition", "reason"]]]:
    prefix = f"{world.home[key] + 1}:" if len(world.analyses) > 1 else ""
    for link in getattr(record, "requires", ()):
        yield prefix + link.event, link, "precondition"
    for link in getattr(record, "because", ()):
        yield prefix + link.event, link, "reason"
    enablers: dict[str, list[tuple[str, Link]]] | None = world.cache.get("enablers")  # type: ignore[assignment]
    if enablers is None:
        enablers = {}
        for other, entry in world.records.items():
            home = f"{world.home[other] + 1}:" if len(world.analyses) > 1 else ""
            for link in getattr(entry, "enables", ()):
                enablers.setdefault(home + link.event, []).append((other, link))
        world.cache["enablers"] = enablers
    for other, link in enablers.get(key, ()):
        yield other, link, "precondition"


def _too_late(old: World, new: World, needed: str, key: str) -> bool:
    if key not in new.item_index or key not in old.item_index or needed not in old.item_index:
        return False

    def after(world: World) -> bool:
        return first_line(world).order.forced(world.point(key), world.point(needed), strict=True)

    return after(new) and not after(old)
