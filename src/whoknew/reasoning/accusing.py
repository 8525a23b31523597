"""The acts in which somebody is accused of having misled another by what he told him."""

from whoknew.model import Act
from whoknew.reasoning.facts import World


def charges(world: World, item: int) -> list[str]:
    """The acts whose own words say that a telling misled: "he misled me", of what he told before."""
    key = world.items[item]
    record = world.records.get(key)
    spans = {held.span for held in record.insincere_by} if isinstance(record, Act) else set()
    if not spans or not isinstance(record, Act):
        return []
    account = key[: len(key) - len(record.id)]
    found = ((other, act) for other, act in world.records.items() if isinstance(act, Act) and act.type == "mislead")
    return [other for other, act in found if act.cue in spans and other == account + act.id]
