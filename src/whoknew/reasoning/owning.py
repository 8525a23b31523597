"""Matters of somebody's own: that who decided, refused or granted something knows of it is no news.

The same goes for answers to what nobody is said to have asked for ("a plan rebuffed by the league").
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
        told, others = _matters(world), {prop for _, prop in world.kept_cells}
        answers = {prop for prop in minds if _words(world, prop) not in told and prop not in others}
        plain = {prop for prop in answers if all(_answer(world, (agent, prop)) for agent in minds[prop])}
        found = frozenset(
            cell for cell in world.cells if cell[1] in plain or (len(minds[cell[1]]) == 1 and _all_own(world, cell))
        )
        world.cache["no news"] = found
    return found


def _words(world: World, prop: int) -> str:
    return world.name_of(world.props[prop]).casefold()


def _matters(world: World) -> set[str]:
    """The words of what some act is about which is no decision or answer: asked for, told, kept back."""
    found: set[str] = set()
    for key, record in world.records.items():
        if isinstance(record, Act) and record.type not in OWN and record.proposition:
            prefix = f"{world.home.get(key, 0) + 1}:" if len(world.analyses) > 1 else ""
            prop = world.prop_index.get(prefix + record.proposition, -1)
            if prop >= 0:
                found.add(_words(world, prop))
    return found


def _answer(world: World, cell: tuple[int, int]) -> bool:
    """Whether all that bears on a cell are answers read from prose, by whoever gave or got them."""
    for number in world.cells.get(cell, ()):
        key = world.items[world.ev_item[number]] if world.ev_item[number] >= 0 else ""
        record = world.records.get(key)
        if not isinstance(record, Act) or record.type not in OWN or not world.analysis_of(key).stages:
            return False
    return True


def _all_own(world: World, cell: tuple[int, int]) -> bool:
    return cell not in world.kept_cells and all(_own(world, number) for number in world.cells[cell])


def _own(world: World, number: int) -> bool:
    item, kind = world.ev_item[number], world.ev_kind[number]
    if item < 0 or kind not in (PLAN, SEEN):
        return False
    key = world.items[item]
    record = world.records[key]
    return isinstance(record, Act) and record.type in OWN and bool(world.analysis_of(key).stages)
