"""Who is said to have died in a crash on a journey did not end it alive, as another account has it.

Both accounts have the same person leave the same place at times that meet. That it is one journey is assumed, and the atom that
assumes it is weak: the pair is a tension, never a conflict of firm claims.
"""

from typing import NamedTuple

from whoknew.model import Event, Movement
from whoknew.reasoning.builder import Builder
from whoknew.reasoning.clock import earliest, latest
from whoknew.reasoning.naming import phrases
from whoknew.reasoning.truth import exclude

REASON = "one has them dead in a crash on the way, the other arriving"


class Death(NamedTuple):
    """Somebody's death in a crash: whose, in which account, by which atom."""

    agent: int
    home: int
    atom: int


def enter_crashes(build: Builder) -> None:
    """Exclude deaths in a crash and arrivals at the end of the same journey, between accounts."""
    if not build.many:
        return
    present = build.number
    deaths = [death for number in range(len(build.world.analyses)) for death in _deaths(build, number)]
    for death in deaths:
        left = _journeys(build, death.home, death.agent)
        for number in range(len(build.world.analyses)):
            if number != death.home:
                for movement in _arrivals(build, number, death.agent, left):
                    atom = build.atoms.get((f"{number + 1}:{movement}", "happened"))
                    if atom is not None:
                        same = build.atom("journeys", f"same:{death.atom}:{atom}", True, ((("self",),),))
                        exclude(build, (death.atom, atom, same), REASON)
    build.number = present


def _deaths(build: Builder, number: int) -> list[Death]:
    build.number = number
    analysis = build.world.analyses[number]
    found = []
    for event in analysis.events:
        atom = build.atoms.get((build.key(event.id), "happened"))
        fatal = event.polarity and (event.roleset or "").partition(".")[0] in phrases("deaths", "verbs")
        if atom is None or not fatal or not _in_a_crash(analysis.text_of(_sentence(build, event))):
            continue
        for filler in event.roles:
            key = build.entity_key.get(build.key(filler.entity)) if filler.entity and filler.role == "ARG1" else None
            if key is not None:
                found.append(Death(build.agent(key), number, atom))
    return found


def _sentence(build: Builder, event: Event) -> tuple[int, int]:
    analysis = build.world.analyses[build.number]
    return analysis.sentences[analysis.sentence_at(event.trigger[0])].span


def _in_a_crash(words: str) -> bool:
    return not phrases("deaths", "crashes").isdisjoint(word.strip(".,;:!?“”\"'’") for word in words.lower().split())


Leaving = tuple[str, int | None, int | None]  # from where, and between which moments


def _own(build: Builder, number: int, agent: int) -> list[Movement]:
    build.number = number
    return [
        movement
        for movement in build.world.analyses[number].movements
        if movement.happened == "done" and build.party(movement.mover) == agent
    ]


def _leaving(build: Builder, movement: Movement) -> Leaving:
    bounds = movement.time.bounds
    return build.place(movement.origin_place), earliest(bounds.earliest), latest(bounds.latest)


def _journeys(build: Builder, number: int, agent: int) -> list[Leaving]:
    return [_leaving(build, movement) for movement in _own(build, number, agent) if movement.origin_place]


def _arrivals(build: Builder, number: int, agent: int, left: list[Leaving]) -> list[str]:
    """Ids of the movements that end somewhere else a journey which begins as one of those that were left on."""
    own = _own(build, number, agent)
    same = {
        movement.journey
        for movement in own
        if movement.journey and movement.origin_place and any(_meet(_leaving(build, movement), one) for one in left)
    }
    legs = [movement for movement in own if movement.journey in same and _somewhere(build, movement.destination)]
    return [movement.id for movement in legs[-1:]]


def _somewhere(build: Builder, place: str | None) -> bool:
    """Whether a destination is a place with a name, rather than "an unknown destination"."""
    entity = build.entities.get(build.place(place)) if place else None
    return entity is not None and entity.named


def _meet(one: Leaving, other: Leaving) -> bool:
    """The same place, at dated times that overlap."""
    if not one[0] or one[0] != other[0] or one[1] is None or other[1] is None:
        return False
    return (other[2] is None or one[1] <= other[2]) and (one[2] is None or other[1] <= one[2])
