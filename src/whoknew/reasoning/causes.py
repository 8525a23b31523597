"""Why a finding differs between two worlds: the facts that came or went, and whose they are."""

from collections.abc import Iterable

from whoknew.model import Deception, Finding, KnowledgeFinding
from whoknew.reasoning.facts import World
from whoknew.reasoning.words import is_yours, join, label

MOST = 3


def why(old: World, new: World, before: Finding | None, after: Finding | None) -> str:
    """One reason, in words: what it stands on that is new, or that is gone; else what else bears on it."""
    added = [key for key in (after.claims if after else ()) if key not in old.records]
    lost = [key for key in (before.claims if before else ()) if key not in new.records]
    if not added and not lost:
        mine, theirs = _bearing(old, before or after), _bearing(new, after or before)
        added = [key for key in theirs if key not in old.records]
        lost = [key for key in mine if key not in new.records]
    if added:
        return f"because {'; '.join(_fact(new, key) for key in added[:MOST])}"
    if lost:
        return f"because this is gone: {'; '.join(_fact(old, key) for key in lost[:MOST])}"
    near = (*(before.claims if before else ()), *(after.claims if after else ()), *_bearing(old, before or after))
    altered = [key for key in dict.fromkeys(near) if _altered(old, new, key)]
    if altered:
        return f"because this is otherwise: {'; '.join(_fact(new, key) for key in altered[:MOST])}"
    return "because what it depends on changed"


def _altered(old: World, new: World, key: str) -> bool:
    """Whether a fact stands in both worlds but was moved, or others took part in it."""
    return key in old.records and key in new.records and old.records[key] != new.records[key]


def _fact(world: World, key: str) -> str:
    """A fact in words; of a rule's, whose it is."""
    rules = [world.name_of(source) for source in world.sources_of(key) if is_yours(source) and "rule" in source]
    return f"{label(world, key)} ({join(rules)})" if rules else label(world, key)


def _bearing(world: World, finding: Finding | None) -> list[str]:
    """Items that bear on a finding, those that speak against it too."""
    agents: Iterable[str]
    match finding:
        case KnowledgeFinding():
            agents = (finding.agent, finding.by or "")
        case Deception():
            agents = (finding.teller, *finding.told)
        case _:
            return []
    prop = world.prop_index.get(finding.proposition, -1)
    items = []
    for agent in agents:
        cell = (world.agent_index.get(agent, -1), prop)
        items += [world.ev_item[number] for number in world.cells.get(cell, ())]
        items += [world.kept[number].item for number in world.kept_cells.get(cell, ())]
    found = [world.items[item] for item in items if item >= 0]
    found += [world.atom_record[atom] for setter in world.setters.get(prop, ()) for atom in setter.atoms]
    return list(dict.fromkeys(key for key in found if key in world.records))
