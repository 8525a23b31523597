"""All relations of an analysis: what each kind of place in the sentence tells, each fact once."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from whoknew.model import Entity
from whoknew.model.wording import Wording
from whoknew.stages.relations.appositions import after_names
from whoknew.stages.relations.described import described
from whoknew.stages.relations.ground import Ground, Relation
from whoknew.stages.relations.predicates import predicated
from whoknew.stages.relations.titles import before_names
from whoknew.stages.relations.verbs import verbal


def find(words: Wording, entities: Sequence[Entity]) -> list[Relation]:
    """All relations, each fact of an entity once, in the order of the text."""
    ground = Ground(words, entities)
    every: list[Relation] = []
    for part in (before_names, after_names, predicated, described, verbal):
        every += part(ground)
    named: dict[tuple[str, str | None, int], list[Relation]] = {}
    for r in every:
        if ground.by_id[r.a].named:
            named.setdefault((r.noun, r.of, _sentence(ground, r)), []).append(r)
    every = [r for r in every if not _said_of_another(ground, r, named.get((r.noun, r.of, _sentence(ground, r)), ()))]
    every += [replace(r, a=member) for r in every for member in _members(ground, r)]
    return list(_once(sorted(every, key=lambda r: (r.span, r.a))))


def _sentence(ground: Ground, r: Relation) -> int:
    at = ground.words.at(r.span[0])
    return ground.words.sentence[at] if at >= 0 else -1


def _said_of_another(ground: Ground, r: Relation, named: Sequence[Relation]) -> bool:
    """Whether somebody unnamed is only what somebody named is said to be: "was appointed director of the library"."""
    if ground.by_id[r.a].named:
        return False
    return any(other is not r and other.span[0] <= r.span[0] and r.span[1] <= other.span[1] + 1 for other in named)


def _members(ground: Ground, r: Relation) -> tuple[str, ...]:
    """Kin of a group of two or more is kin of each: "his cousins Ehab and Eyad"."""
    entity = ground.by_id[r.a]
    return entity.members if r.kind != "office" and entity.named else ()


def _once(every: Sequence[Relation]) -> Iterator[Relation]:
    """Without the facts told twice: a role told with whose it is stands for the same role told bare."""
    found: dict[tuple[str, str, str], Relation] = {}
    bearing: dict[tuple[str, str], list[str]] = {}
    for relation in every:
        if relation.of == relation.a:
            continue
        pair = (relation.a, relation.noun)
        tag = (*pair, relation.of or "")
        held = bearing.setdefault(pair, [])
        if tag[2] in held or (relation.of is None and held):
            continue
        if relation.of is not None and "" in held:
            held.remove("")
            del found[(*pair, "")]
        held.append(tag[2])
        found[tag] = relation
    yield from found.values()
