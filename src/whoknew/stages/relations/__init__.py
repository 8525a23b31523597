"""Stage ``relations``: offices, trades, memberships and kinships of the entities, each with its words."""

import msgspec

from whoknew.model import Analysis, Entity, Kin, Office
from whoknew.model.wording import Wording
from whoknew.stages.relations.ground import Relation
from whoknew.stages.relations.rules import find


class Relations:
    """The stage: see the module's docstring."""

    name = "relations"
    version = "1"
    requires = frozenset({"tokens", "sentences", "entities"})
    uses = frozenset({"signals", "places"})
    provides = frozenset({"entities.roles"})

    def __call__(self, analysis: Analysis, /) -> Analysis:
        found: dict[str, list[Relation]] = {}
        for relation in find(Wording(analysis), analysis.entities):
            found.setdefault(relation.a, []).append(relation)
        ids = {e.id for e in analysis.entities}
        entities = tuple(_with(e, found[e.id], ids) if e.id in found else e for e in analysis.entities)
        return msgspec.structs.replace(analysis, entities=entities)


def _with(entity: Entity, relations: list[Relation], ids: set[str]) -> Entity:
    """The entity with its relations: kin and ties to an entity as ``kin``, all else as ``roles``."""
    kin = [
        Kin(relation=r.title, to=r.of, span=r.span) for r in relations if r.kind != "office" and r.of in ids and r.of
    ]
    roles = [
        Office(title=r.title, of=r.of, former=r.former, span=r.span)
        for r in relations
        if r.kind == "office" or r.of not in ids
    ]
    return msgspec.structs.replace(entity, kin=(*entity.kin, *kin), roles=(*entity.roles, *roles))


stage = Relations()
