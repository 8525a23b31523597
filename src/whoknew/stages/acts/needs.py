"""What a group of verbs asks of its parties and content before a word of it counts as an act."""

from whoknew.model.syntax import Tree
from whoknew.stages.acts.clauses import clause_span
from whoknew.stages.acts.draft import Draft
from whoknew.stages.acts.lexicon import VerbGroup
from whoknew.stages.acts.parties import Parties


def meets_needs(
    tree: Tree, parties: Parties, index: int, group: VerbGroup, draft: Draft, objects: tuple[int, int]
) -> bool:
    obj = objects[1]
    needs = group.needs
    if needs == "other":
        return bool(draft.others)
    if needs == "pair":
        return bool(draft.agents and draft.others) and not tree.low(draft.others[0]).endswith(("self", "selves"))
    if needs == "predicate":
        named = next(
            (kid for kid in tree.kids(index, "xcomp", "advcl") if tree.words[kid].upos in ("NOUN", "ADJ", "PROPN")), -1
        )
        second = tree.kids(index, "obj")
        if named < 0 and len(second) > 1:
            named = second[-1]
        if named < 0 or obj < 0 or obj == named or tree.passive(index):
            return False
        start = tree.cover(tree.phrase(obj))[0]
        draft.content = [(min(start, tree.spans[named][0]), clause_span(tree, named)[1])]
        return bool(draft.others) or parties.personal(obj)
    if needs == "persons":
        alone = [party for party in (*draft.agents[:1], *draft.others[:1]) if parties.person(party)]
        return bool(draft.agents and draft.others) and len(alone) == 2
    if needs == "thing":
        return obj >= 0 and not parties.personal(obj) and bool(draft.others)
    if needs == "subjunctive":
        return draft.clause >= 0 and _subjunctive(tree, draft.clause)
    if needs == "infinitive":
        return draft.clause >= 0 and tree.case(draft.clause) in ("to", "") and tree.base(draft.clause) == "xcomp"
    if needs == "company":
        return bool(draft.others) or any(_several(tree, parties, agent) for agent in draft.agents)
    if needs == "actor":
        return bool(draft.agents)
    if needs == "object":
        return bool(draft.content) or _mute(tree, index, draft)
    return True


def _mute(tree: Tree, index: int, draft: Draft) -> bool:
    """ "She knew." with nothing after it, of somebody else than the speaker."""
    subject = tree.kid(index, "nsubj")
    told = tree.low(subject) not in ("i", "you", "we", "who") if subject >= 0 else False
    return (
        draft.type == "know"
        and told
        and tree.base(index) in ("root", "ccomp", "parataxis", "conj")
        and not tree.kids(index, "obl")
    )


def _subjunctive(tree: Tree, clause: int) -> bool:
    if tree.base(clause) not in ("ccomp", "xcomp") or tree.kids(clause, "aux"):
        return False
    verb = clause
    copula = tree.kid(clause, "cop")
    if copula >= 0:
        return tree.low(copula) == "be"
    if tree.words[verb].upos != "VERB" or tree.low(verb) != tree.lemma(verb):
        return False
    return tree.kid(verb, "nsubj") >= 0 and tree.low(tree.kid(verb, "nsubj")) not in ("i", "you", "we")


def _several(tree: Tree, parties: Parties, index: int) -> bool:
    if len(parties.heads(index)) > 1 or tree.low(index) in ("they", "we", "both", "all"):
        return True
    return tree.low(index) != tree.lemma(index) and tree.words[index].upos == "NOUN" and tree.low(index).endswith("s")
