"""Bystanders: who was in the same facility when something happened there (rule 3).

Being in the same town makes nobody a witness; being in one facility does, at the event, unless it was concealed. A
bystander is certain where the order of his coming, the event and his going is forced, else only possible.
"""

from whoknew.model import Event
from whoknew.reasoning.builder import Builder
from whoknew.reasoning.facts import ALWAYS, SEEN, Located
from whoknew.reasoning.network import Network
from whoknew.reasoning.order import Order
from whoknew.reasoning.whereabouts import ends


def enter_bystanders(build: Builder) -> None:
    """Add witnesses to the events and acts that have a facility as their place."""
    world = build.world
    facilities = {key for key, entity in build.entities.items() if entity.type == "facility"}
    places: dict[int, str] = {}
    if not facilities or not any(located.place in facilities for located in world.located):
        return
    for item, key in enumerate(world.items):
        record = world.records[key]
        build.number = world.home[key]
        place = build.place(getattr(record, "place", None))
        if place in facilities and not (isinstance(record, Event) and record.concealed):
            places[item] = place
    if not places:
        return
    order = Order(_network(build))
    for item, place in places.items():
        for located in world.located:
            if located.present and located.stated and located.place == place and located.item != item:
                _bystander(build, item, located, order)


def _network(build: Builder) -> Network:
    network = Network(build.world.points)
    for (tail, head, weight), atom in zip(build.world.edges, build.world.edge_atom):
        if atom < 0 or not build.world.atom_weak[atom]:
            network.add(tail, head, weight, atom)
    return network


def _forced(order: Order, first: int, second: int, *, strict: bool = False) -> bool:
    """``Order.forced`` where a presence may be from the start of the story."""
    if first == ALWAYS:
        return True
    return second != ALWAYS and order.forced(first, second, strict=strict)


def _bystander(build: Builder, item: int, located: Located, order: Order) -> None:
    world = build.world
    happened = build.atoms.get((world.items[item], "happened"))
    moment = world.item_point[item]
    if happened is None or _forced(order, moment, located.point, strict=True):
        return
    if any(agent == located.agent for agent, _ in world.witnesses.get(item, ())):
        return
    others = [other for other in world.located if other.agent == located.agent and other is not located]
    gone = [other for other in others if ends(world, located, other)]
    left = any(_forced(order, located.point, other.point) and _forced(order, other.point, moment) for other in gone)
    if left:
        return
    sure = _forced(order, located.point, moment) and all(
        _forced(order, moment, other.point) or _forced(order, other.point, located.point) for other in gone
    )
    atoms = (happened, *located.atoms)
    if not sure:
        chains = world.atom_chains[located.atoms[0]]
        atoms = (*atoms, build.atom(world.items[item], f"among:{located.agent}:bystander", True, chains))
    world.witnesses[item] = (*world.witnesses.get(item, ()), (located.agent, atoms))
    record = world.records[world.items[item]]
    sign = 1 if getattr(record, "polarity", True) else -1
    for prop in build.describes.get(world.items[item], ()):
        build.evidence((located.agent, prop), sign, SEEN, moment, atoms, item)
