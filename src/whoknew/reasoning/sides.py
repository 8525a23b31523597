"""Two statements that clash are two sides of one matter: who believes the one believes the other not to be so.

The engine answers for each statement, and the JSON has every answer. For a person the second is said with the first,
where it rests on nothing more: the same claims, the same class.
"""

from collections.abc import Sequence

from whoknew.model import Finding, KnowledgeFinding
from whoknew.reasoning.facts import World

SPARE = frozenset({"knew", "believed", "believed_wrongly"})


def other_sides(world: World, findings: Sequence[Finding | None]) -> dict[int, int]:
    """Of the findings that only turn another round: their position, and the position of the one they turn round."""
    held: dict[str, list[int]] = {}
    for at, finding in enumerate(findings):
        if isinstance(finding, KnowledgeFinding) and finding.asserts and finding.value in SPARE:
            held.setdefault(finding.agent, []).append(at)
    found: dict[int, int] = {}
    for at, finding in enumerate(findings):
        if isinstance(finding, KnowledgeFinding) and not finding.asserts and finding.value in SPARE:
            for main in held.get(finding.agent, ()):
                first = findings[main]
                if isinstance(first, KnowledgeFinding) and _turned_round(world, first, finding):
                    found.setdefault(at, main)
    return found


def _turned_round(world: World, first: KnowledgeFinding, other: KnowledgeFinding) -> bool:
    state = (first.value, first.certainty, first.mind_of, first.from_moment, first.to_moment)
    if state != (other.value, other.certainty, other.mind_of, other.from_moment, other.to_moment):
        return False
    number = world.prop_index.get(other.proposition, -1)
    clashes = world.clashes[world.prop_index[first.proposition]] if first.proposition in world.prop_index else ()
    return any(known == number for known, _ in clashes) and set(other.claims) <= set(first.claims)
