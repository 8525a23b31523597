"""Relations: kin, roles and memberships of entities, by both ends and by the relation's lemma.

A kinship told from the other side (A's son against B's father) is the same fact. The lemma is the head noun with
former, deputy, vice kept ("former director of government affairs" is "former director").
"""

from typing import NamedTuple

from whoknew.model import Analysis
from whoknew_eval.keys.key import Keyed, KeyRelation
from whoknew_eval.keys.layer import LayerScore, context, names_of
from whoknew_eval.keys.names import head, kin_table, same_name, tokens
from whoknew_eval.metrics.counts import Counts
from whoknew_eval.metrics.matching import match

_KEPT = {"former": "former", "ex": "former", "deputy": "deputy", "vice": "vice", "acting": "acting"}


class Found(NamedTuple):
    """A relation in an analysis: names of both ends, the words for it, and where it stands."""

    a: tuple[str, ...]
    relation: str
    b: tuple[str, ...]
    span: tuple[int, int] | None


def score_relations(keyed: Keyed, analysis: Analysis) -> LayerScore:
    """Counts ``ends`` (both ends right) and ``label`` (the lemma too)."""
    gold, found = keyed.key.relations, relations_of(analysis)

    def weight(i: int, j: int) -> float:
        ends = _ends(gold[i], found[j])
        return 1000 + 100 * same_label(gold[i].relation, found[j].relation, swapped=ends < 0) if ends else 0.0

    pairs = match(range(len(gold)), range(len(found)), weight)
    labelled = sum(weight(i, j) > 1050 for i, j in pairs)
    return LayerScore(
        counts={
            "ends": Counts(len(pairs), len(found), len(gold)),
            "label": Counts(labelled, len(found), len(gold)),
        },
        notes=_notes(keyed, found, pairs) if keyed.open else (),
    )


def relations_of(analysis: Analysis) -> list[Found]:
    """Every office, kinship and named membership of the analysis's entities, each once."""
    names = names_of(analysis)
    found: dict[tuple[str, str, str], Found] = {}

    def add(a: str, relation: str, b: str | None, span: tuple[int, int] | None) -> None:
        ends = tuple(names.get(b, [b])) if b else ()
        key = (a, " ".join(tokens(relation)), b or "")
        found.setdefault(key, Found(tuple(names[a]), relation, ends, span))

    for entity in analysis.entities:
        for office in entity.roles:
            former = "former " if office.former and not office.title.lower().startswith(("former", "ex-")) else ""
            add(entity.id, former + office.title, office.of, office.span)
        for kin in entity.kin:
            if (kin.to, " ".join(tokens(kin.relation)), entity.id) in found and _mutual(kin.relation):
                continue  # "are cousins" is one fact, told of both
            add(entity.id, kin.relation, kin.to, kin.span)
    return list(found.values())


def lemma(relation: str) -> tuple[str, frozenset[str]]:
    """The head noun in the singular, sexes of kin merged, and the words that change its meaning.

    >>> lemma("former director of government affairs of"), lemma("wife")
    (('director', frozenset({'former'})), ('spouse', frozenset()))
    """
    words = relation.lower().replace("-", " ").split()
    kept = frozenset(_KEPT[word] for word in words if word in _KEPT)
    rest = tuple(word for word in words if word not in _KEPT) or tuple(words)
    noun = head(rest)
    return kin_table("classes").get(noun, noun), kept


def same_label(gold: str, found: str, *, swapped: bool = False) -> bool:
    """Whether two relation labels have one lemma; ``swapped`` compares a kinship with its inverse."""
    one, kept = lemma(gold)
    other, other_kept = lemma(found)
    if swapped:
        inverse = kin_table("kin").get(head(tuple(found.lower().split())))
        return inverse is not None and kin_table("classes").get(inverse, inverse) == one
    return one == other and kept == other_kept


def _mutual(relation: str) -> bool:
    """Whether a relation is the same from the other side."""
    return same_label(relation, relation, swapped=True)


def _ends(gold: KeyRelation, found: Found) -> int:
    """1 where both ends agree, -1 where they agree crosswise for a kinship, 0 otherwise."""
    if any(same_name(gold.a, name) for name in found.a) and _same_end(gold.b, found.b):
        return 1
    crosswise = gold.b and any(same_name(gold.b, name) for name in found.a) and _same_end(gold.a, found.b)
    return -1 if crosswise and same_label(gold.relation, found.relation, swapped=True) else 0


def _same_end(gold: str, found: tuple[str, ...]) -> bool:
    if not gold or not found:
        return not gold and not found
    return any(same_name(gold, name) for name in found)


def _notes(keyed: Keyed, found: list[Found], pairs: list[tuple[int, int]]) -> tuple[str, ...]:
    def line(r: KeyRelation) -> str:
        return f"{r.a} | {r.relation} | {r.b or '–'}"

    def found_line(r: Found) -> str:
        return f"{r.a[0]} | {r.relation} | {r.b[0] if r.b else '–'}"

    gold, text = keyed.key.relations, keyed.text
    notes = [
        f"LABEL\n  key   {line(gold[i])}\n  found {found_line(found[j])}\n  {context(text, *gold[i].span)}"
        for i, j in pairs
        if not same_label(gold[i].relation, found[j].relation, swapped=_ends(gold[i], found[j]) < 0)
    ]
    matched, used = {i for i, _ in pairs}, {j for _, j in pairs}
    notes += [f"MISSED {line(r)}\n  {context(text, *r.span)}" for i, r in enumerate(gold) if i not in matched]
    notes += [
        f"FALSE {found_line(r)}" + (f"\n  {context(text, *r.span)}" if r.span else "")
        for j, r in enumerate(found)
        if j not in used
    ]
    return tuple(notes)
