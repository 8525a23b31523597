"""Circles: facts that come before each other, groups that contain and places that lie in themselves."""

from whoknew.errors import ScenarioError
from whoknew.scenario.state import State


def groups_inside_themselves(state: State) -> None:
    """A group that contains itself, at whatever depth, is an error at the line that closes the circle."""
    inside: dict[str, list[str]] = {}
    for entry in state.entries["entities"]:
        inside.setdefault(entry.id, []).extend((*entry.record.members, *entry.record.possible_members))
        for group in entry.record.member_of:
            inside.setdefault(group, []).append(entry.id)
    places = {entry.id: [entry.record.within] for entry in state.entries["entities"] if entry.record.within}
    for graph, word in ((inside, "contains"), (places, "lies in")):
        for circle in circles(graph):
            entry = state.by_id["entities", circle[-1]]
            names = f" {word} ".join(f"“{state.by_id['entities', step].record.name}”" for step in (*circle, circle[0]))
            state.errors.append(
                ScenarioError(
                    f"this {'group contains itself' if word == 'contains' else 'place lies in itself'}: {names}.",
                    path=entry.statement.path,
                    line=entry.statement.line.number,
                    column=1,
                    remedy="Take one of the steps away.",
                )
            )


def circles(graph: dict[str, list[str]]) -> list[list[str]]:
    """One circle for each back edge that a depth-first walk meets; linear, without recursion."""
    found: list[list[str]] = []
    colour: dict[str, int] = {}
    for root in graph:
        if colour.get(root):
            continue
        trail, stack = [root], [iter(graph.get(root, ()))]
        colour[root] = 1
        while stack:
            following = next(stack[-1], None)
            if following is None:
                stack.pop()
                colour[trail.pop()] = 2
            elif colour.get(following) == 1:
                found.append(trail[trail.index(following) :])
            elif not colour.get(following):
                colour[following] = 1
                trail.append(following)
                stack.append(iter(graph.get(following, ())))
    return found
