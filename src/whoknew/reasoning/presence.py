"""Who is where at a moment: the last coming or going by then, as answers over world-lines."""

from whoknew.model import Certainty
from whoknew.reasoning.answers import View
from whoknew.reasoning.belief import Mind
from whoknew.reasoning.facts import ALWAYS, Located, World
from whoknew.reasoning.literals import At
from whoknew.reasoning.search import Formula, conjoin, disjoin
from whoknew.reasoning.whereabouts import ends, within


def by_agent(world: World) -> dict[int, list[Located]]:
    """Comings and goings of each agent, kept with the world."""
    found: dict[int, list[Located]] | None = world.cache.get("located")  # type: ignore[assignment]
    if found is None:
        found = {}
        world.cache["located"] = found
        for located in world.located:
            found.setdefault(located.agent, []).append(located)
    return found


def _is(mind: Mind, one: Located, others: list[Located], at: At) -> Formula:
    return conjoin(
        (
            mind.have(one.atoms),
            mind.by(one.point, at),
            *(
                disjoin((mind.lack(o.atoms), mind.after(o.point, at), mind.order(o.point, one.point)))
                for o in others
                if ends(mind.world, one, o)
            ),
        )
    )


def _is_not(mind: Mind, one: Located, others: list[Located], at: At) -> Formula:
    return disjoin(
        (
            mind.lack(one.atoms),
            mind.after(one.point, at),
            *(
                conjoin((mind.have(o.atoms), mind.by(o.point, at), mind.order(one.point, o.point)))
                for o in others
                if ends(mind.world, one, o)
            ),
        )
    )


def places(whole: View, agent: int, at: At) -> list[tuple[Located, Certainty]]:
    """Where an agent is, or is said not to be, at a moment; possible ones included, places that lie in another too."""
    entries = by_agent(whole.world).get(agent, [])
    known = whole.cache.setdefault("places", {})
    points = [entry.point for entry in entries if entry.point != ALWAYS]
    key = (agent, at.past.intersection(points)) if at.shown.issuperset(points) else (agent, at)
    if key not in known:
        known[key] = _places(whole, entries, at)
    found: list[tuple[Located, Certainty]] = known[key]
    return found


def _places(whole: View, entries: list[Located], at: At) -> list[tuple[Located, Certainty]]:
    around = whole.around((a for e in entries for a in e.atoms), (*(e.point for e in entries), *at.points))
    if at.shown:  # what is still to come puts nobody anywhere
        entries = [e for e in entries if e.point == ALWAYS or e.point not in at.shown or e.point in at.past]
    found: list[tuple[Located, Certainty]] = []
    for one in entries:
        others = [other for other in entries if other is not one]
        verdict = whole.verdict(
            lambda m, o=one, r=others: _is(m, o, r, at),  # type: ignore[misc]
            lambda m, o=one, r=others: _is_not(m, o, r, at),  # type: ignore[misc]
            around,
        )
        if verdict.certainty in ("certain", "possible"):
            found.append((one, verdict.certainty))
    return found


def residents(whole: View, place: str, at: At) -> set[int]:
    """Agents who are, certainly or possibly, recorded at a place at a moment."""
    return {
        agent
        for agent in by_agent(whole.world)
        if any(one.present and within(whole.world, one.place, place) for one, _ in places(whole, agent, at))
    }
