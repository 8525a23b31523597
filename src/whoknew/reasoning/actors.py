"""Agents, groups and propositions of a world: who there is, who belongs to whom, what cannot hold together."""

from whoknew.model import Analysis, Entity
from whoknew.reasoning.builder import Builder, fold

ACTORS = frozenset({"person", "organisation", "group"})


def enter_actors(build: Builder, analysis: Analysis) -> None:
    """Entities as agents, linked by name over accounts; unnamed sources that belong to a group as agents too."""
    for entity in analysis.entities:
        key = build.key(entity.id)
        build.entity_key[key] = _linked(build, entity, key)
        build.entities.setdefault(build.entity_key[key], entity)
        build.world.home.setdefault(key, build.number)
        build.world.names.setdefault(key, entity.name)
        if entity.within is not None:
            build.world.within[build.entity_key[key]] = build.key(entity.within)
        if entity.type in ACTORS:
            build.agent(build.entity_key[key], entity.name)
    for source in analysis.sources:
        key = build.key(source.id)
        build.world.home[key] = build.number
        build.world.names.setdefault(key, "the account itself" if source.id == "self" else source.descriptor)
        if source.basis.kind in ("participant", "witness"):
            build.participants.add(key)
        if source.entity is not None:
            build.entity_key.setdefault(key, build.entity_key.get(build.key(source.entity), build.key(source.entity)))
        elif source.member_of is not None:
            build.entity_key[key] = key
            build.agent(key, source.descriptor)


def _linked(build: Builder, entity: Entity, key: str) -> str:
    """The key of the agent that an entity is: an earlier account's where they are linked, or have a name in common.

    Where accounts were linked (``across``) the links alone decide.
    """
    names = [fold(name) for name in (entity.name, *entity.aliases)] if entity.named else []
    if build.many and entity.across is not None:
        for name in names:
            build.by_name.setdefault(name, build.across.get(entity.across, key))
        return build.across.setdefault(entity.across, key)
    if build.many:
        for name in names:
            other = build.by_name.get(name)
            if other is not None and build.world.home.get(other) != build.number:
                return other
    for name in names:
        build.by_name.setdefault(name, key)
    if not entity.named and not build.many:
        build.by_name.setdefault(fold(entity.name), key)
    return key


def enter_groups(build: Builder, analysis: Analysis) -> None:
    """Members of groups, through groups within groups; one that contains itself is noted and cut."""
    direct: dict[int, dict[int, None]] = {}

    def join(group: str, member: str) -> None:
        over, under = (build.entity_key.get(build.key(name)) for name in (group, member))
        if over is None or under is None:
            build.doubt("reasoning.unknown-actor", f"“{group if over is None else member}” is not among the actors.")
        elif over != under:
            direct.setdefault(build.agent(over), {})[build.agent(under)] = None
        else:
            build.doubt("reasoning.group-contains-itself", f"“{build.world.name_of(over)}” contains itself.")

    for entity in analysis.entities:
        for member in entity.members:
            join(entity.id, member)
        for group in entity.member_of:
            join(group, entity.id)
    for source in analysis.sources:
        if source.member_of is not None and build.key(source.id) in build.entity_key:
            join(source.member_of, source.id)
    for entity in analysis.entities:
        maybe = [build.entity_key.get(build.key(name)) for name in entity.possible_members]
        if any(name is not None for name in maybe):
            whole = build.agent(build.entity_key[build.key(entity.id)])
            build.world.possible_members[whole] = tuple(build.agent(name) for name in maybe if name is not None)
    for whole in direct:
        reached: dict[int, None] = dict.fromkeys(build.world.groups.get(whole, ()))
        queue = list(direct[whole])
        while queue:
            part = queue.pop(0)
            if part == whole:
                name = build.world.name_of(build.world.agents[whole])
                build.doubt("reasoning.group-contains-itself", f"“{name}” contains itself through its members.")
            elif part not in reached:
                reached[part] = None
                queue.extend(direct.get(part, ()))
        build.world.groups[whole] = tuple(reached)


def enter_propositions(build: Builder, analysis: Analysis) -> None:
    """Propositions, one per gist; which items each describes; clashes in both directions."""
    world = build.world
    for proposition in analysis.propositions:
        key = build.key(proposition.id)
        gist = fold(proposition.gist)
        number = build.by_gist.get(gist, -1) if build.many and gist else -1
        if number < 0:
            number = len(world.props)
            world.props.append(key)
            world.names[key] = proposition.gist or proposition.id
            world.clashes.append([])
            world.future.append(proposition.future)
            world.plan_of.append(-1)
            build.by_gist.setdefault(gist, number)
        world.prop_index[key] = number
        spans = proposition.members or _told_at(analysis, proposition.id)
        world.prop_spans[key] = (*world.prop_spans.get(key, ()), *spans)
        world.home[key] = build.number
        if proposition.plan_of is not None:
            holder = build.entity_key.get(build.key(proposition.plan_of), build.key(proposition.plan_of))
            world.plan_of[number] = build.agent(holder)
        for item in proposition.events:
            described = build.describes.setdefault(build.key(item), [])
            if number not in described:
                described.append(number)
    for proposition in analysis.propositions:
        number = build.prop(proposition.id)
        for clash in proposition.clashes:
            other = build.prop(clash.proposition)
            if other < 0:
                build.doubt(
                    "reasoning.unknown-proposition", f"{proposition.id} clashes with an unknown {clash.proposition}."
                )
            elif other != number and all(known != other for known, _ in world.clashes[number]):
                world.clashes[number].append((other, clash.reason))
                world.clashes[other].append((number, clash.reason))


def _told_at(analysis: Analysis, proposition: str) -> tuple[tuple[int, int], ...]:
    """Where a proposition without spans of its own is told or claimed."""
    acts = [span for act in analysis.acts if act.proposition == proposition for span in act.content_spans or (act.cue,)]
    claims = [span for claim in analysis.claims if claim.proposition == proposition for span in claim.spans]
    return tuple(dict.fromkeys((*acts, *claims)))
