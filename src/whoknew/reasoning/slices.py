"""The causal slice of a cell, as a value that can be compared: cells with the same slice have the same answers."""

from whoknew.reasoning.facts import World
from whoknew.reasoning.lines import lines
from whoknew.reasoning.parts import components, scope_of
from whoknew.reasoning.timeline import moments


def signature(world: World, cell: tuple[int, int] | None) -> object:
    """All that the answers of a cell depend on: its evidence and that of its tellers, what sets the proposition, the
    forced order of the moments concerned, and what excludes what. Cells with the same signature need no second answer."""
    if cell is None:
        return None
    agent, prop = cell
    agents, queue, numbers = {agent}, [agent], []
    while queue:
        one = queue.pop()
        for number in world.cells.get((one, prop), ()):
            numbers.append(number)
            teller = world.ev_teller[number]
            if teller >= 0 and teller not in agents:
                agents.add(teller)
                queue.append(teller)
    kept = [world.kept[n] for n in world.kept_cells.get(cell, ())]
    setters = world.setters.get(prop, [])
    points = [world.ev_point[n] for n in numbers] + [k.point for k in kept] + [s.point for s in setters]
    atoms = {a for n in numbers for a in world.ev_atoms[n]} | {a for k in kept for a in k.atoms}
    atoms |= {a for s in setters for a in s.atoms}
    own = lines(world, part=components(world).part(scope_of(world, prop)))
    order = tuple(
        (line.order.distance(p, q) >= 0, line.order.distance(p, q) < 0, line.order.earliest(p), line.order.latest(p))
        for line in own
        for p in points
        for q in points
        if p >= 0 and q >= 0
    )
    return (
        tuple(
            (
                world.agents[world.ev_agent[n]],
                world.ev_sign[n],
                world.ev_kind[n],
                world.agents[world.ev_teller[n]] if world.ev_teller[n] >= 0 else "",
                world.items[world.ev_item[n]] if world.ev_item[n] >= 0 else "",
            )
            for n in numbers
        ),
        tuple((k.kind, world.items[k.item]) for k in kept),
        tuple((s.sign, s.point < 0) for s in setters),
        order,
        tuple(sorted(_atom_key(world, a) for a in atoms)),
        tuple(sorted(tuple(_atom_key(world, a) for a in e.atoms) for e in world.exclusions if atoms & set(e.atoms))),
        tuple(sorted(_atom_key(world, a) for line in own for a in line.out | line.free)),
        tuple(world.items[t.item] for t in world.tellings if t.prop == prop and t.tellers and t.tellers[0] in agents),
        tuple(step.items for step in moments(world) if any(world.point(item) in points for item in step.items)),
    )


def _atom_key(world: World, atom: int) -> tuple[str, str, bool]:
    return (world.atom_record[atom], world.atom_facet[atom].split(":")[0], world.atom_weak[atom])
