"""Roles told by describing: "the Texas senator" for one named before, "his parents", "a spokesman for the ministry"."""

from collections.abc import Iterator

from whoknew.model import Entity
from whoknew.stages.relations.ground import Ground, Range, Relation
from whoknew.stages.relations.phrases import Phrase


def described(ground: Ground) -> Iterator[Relation]:
    """The relations that the mention of somebody itself tells."""
    for r, e in ground.ranges:
        if e.type not in ("person", "group") or not ground.lexicon.head(ground.low(r[1] - 1)):
            continue
        if e.named and not e.members:
            yield from _of_named(ground, r, e)
        else:
            yield from _of_unnamed(ground, r, e)


def _of_named(ground: Ground, r: Range, e: Entity) -> Iterator[Relation]:
    """A definite description of somebody who is named: "the former House speaker", "our president"."""
    first, end = r
    if (
        ground.low(first) not in ground.lexicon.definite
        or r in ground.doubted
        or not ground.words.forms[end - 1][:1].isalpha()
    ):
        return
    for p in _whole(ground, r):
        if p.noun in ground.lexicon.weak and p.of is None:
            continue
        made = ground.relation(e.id, p, first, p.end)
        if made is not None and not (p.plural and e.type == "person"):
            yield made


def _of_unnamed(ground: Ground, r: Range, e: Entity) -> Iterator[Relation]:
    """Unnamed people by whose they are. A number of people named after their body only ("House leaders") says no more."""
    first, end = r
    if ground.low(first) in ("who", "whom"):
        return
    for p in _whole(ground, r):
        if p.of is None or p.of not in ground.by_id:
            continue
        of = ground.by_id[p.of]
        if of.type not in ("person", "organisation", "place", "group") or (
            p.plural and p.end > end and p.kind == "office"
        ):
            continue
        if p.kind == "office" and not _told(ground, r, p, of):
            continue
        made = ground.relation(e.id, p, first, p.end)
        if made is not None:
            yield made


def _whole(ground: Ground, r: Range) -> list[Phrase]:
    return [p for p in ground.reader.read(r[0])[:1] if p.end >= r[1]]


def _told(ground: Ground, r: Range, p: Phrase, of: Entity) -> bool:
    """Whether an office of somebody unnamed is told of a person or body, and not only part of how a kind is called."""
    if not of.named:
        return False
    genitive = any(ground.low(k) in ("'s", "'") for k in range(r[0], r[1])) or p.end > r[1]
    owned = ground.low(r[0]) in ground.lexicon.owning
    if p.plural:
        return (genitive or owned) and of.type in ("person", "organisation")
    determined = ground.low(r[0]) in ground.lexicon.determining or genitive or owned
    before = ground.low(r[0] - 1)
    post = before == "of" and ground.low(r[0] - 2) in ground.lexicon.posts
    return determined and not post and before not in ground.lexicon.aspiring
