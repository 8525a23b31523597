"""Matters of somebody's own: that who decided, refused or granted something knows of it is no news.

In an account read from prose such a cell is listed only where somebody else's mind is recorded on the same matter (who was
not told of a plan), or where it is asked for.
"""

from whoknew.model import Act
from whoknew.reasoning.facts import PLAN, SEEN, World

OWN = frozenset({"decide", "refuse", "grant"})


def no_news(world: World) -> frozenset[tuple[int, int]]:
    """The cells (agent, proposition) that say only that somebody knew what he himself decided or answered."""
    found: frozenset[tuple[int, int]] | None = world.cache.get("no news")  # type: ignore[assignment]
    if found is None:
        minds: dict[int, set[int]] = {}
        for agent, prop in (*world.cells, *world.kept_cells):
            minds.setdefault(prop, set()).add(agent)
        found = frozenset(cell for cell in world.cells if len(minds[cell[1]]) == 1 and _all_own(world, cell))
        world.cache["no news"] = found
    return found


def _all_own(world: World, cell: tuple[int, int]) -> bool:
    return cell not in world.kept_cells and all(_own(world, number) for number in world.cells[cell])


def _own(world: World, number: int) -> bool:
    item, kind = world.ev_item[number], world.ev_kind[number]
    if item < 0 or kind not in (PLAN, SEEN):
        return False
    key = world.items[item]
    record = world.records[key]
    return isinstance(record, Act) and record.type in OWN and bool(world.analysis_of(key).stages)
