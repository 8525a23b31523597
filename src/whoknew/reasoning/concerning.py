"""Which records are about somebody or about a statement: for questions that list records, to narrow them.

Somebody takes part in an act, a movement, a presence or an event, himself or within a group that he belongs to (a group
that he may only possibly have been in does not count). A record is about a statement that it tells, decides or claims,
or that it is described by.
"""

from collections.abc import Iterable

from whoknew.model import Act, Claim, Event, Movement, Party, Presence
from whoknew.reasoning.facts import World


def taking_part(world: World, agents: Iterable[str]) -> frozenset[str]:
    """Ids of the records that these agents (ids) take part in; of claims, those of such records or against them."""
    wanted = set(agents)
    for group, members in world.groups.items():
        if any(world.agents[member] in wanted for member in members):
            wanted.add(world.agents[group])
    names = {world.name_of(agent) for agent in wanted}
    keys: dict[str, str] = world.cache.get("entity keys", {})  # type: ignore[assignment]

    def meant(key: str, who: Party) -> bool:
        if who.entity is None:
            return bool(who.descriptor) and who.descriptor in names
        own = own_key(world, key, who.entity)
        return keys.get(own, own) in wanted or own in wanted

    found = {key for key, record in world.records.items() if any(meant(key, who) for who in _parties(record))}
    return frozenset(found | _claims(world, found, wanted))


def about(world: World, propositions: Iterable[str]) -> frozenset[str]:
    """Ids of the records that these statements (ids) are told, decided, claimed or described by."""
    numbers = {world.prop_index[key] for key in propositions if key in world.prop_index}
    found = set()
    for key, record in world.records.items():
        said = record.proposition if isinstance(record, Act | Claim) else None
        if said is not None and world.prop_index.get(own_key(world, key, said), -1) in numbers:
            found.add(key)
    for number, analysis in enumerate(world.analyses):
        prefix = f"{number + 1}:" if len(world.analyses) > 1 else ""
        for proposition in analysis.propositions:
            if world.prop_index.get(prefix + proposition.id, -1) in numbers:
                found |= {prefix + item for item in proposition.events} & world.records.keys()
    return frozenset(found | _claims(world, found, set()))


def own_key(world: World, key: str, identifier: str) -> str:
    """The id in the world of what a record names by an id of its own account."""
    return f"{world.home.get(key, 0) + 1}:{identifier}" if len(world.analyses) > 1 else identifier


def _claims(world: World, items: set[str], agents: set[str]) -> set[str]:
    """Claims that say of these items that they were so, or that are made against these agents."""
    found = set()
    for key, record in world.records.items():
        if isinstance(record, Claim):
            named = [own_key(world, key, one) for one in (*record.about, *record.against)]
            if any(one in items or one in agents for one in named):
                found.add(key)
    return found


def _parties(record: object) -> tuple[Party, ...]:
    match record:
        case Act():
            return (*record.agents, *record.others)
        case Event():
            return tuple(Party(entity=filler.entity) for filler in record.roles if filler.entity is not None)
        case Movement():
            return (record.mover,)
        case Presence():
            return (record.who,)
        case _:
            return ()
