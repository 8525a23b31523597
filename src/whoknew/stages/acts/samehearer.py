"""Who goes on speaking to the same one: "He rang Mara Quill and told her to wait. He claimed that the order came from above"."""

from whoknew.model.syntax import Tree
from whoknew.stages.acts.draft import Draft
from whoknew.stages.acts.lexicon import among
from whoknew.stages.acts.parties import Parties, same_parties


def kept_on(tree: Tree, parties: Parties, drafts: list[Draft]) -> None:
    """What the same man claims or explains in the sentence right after he turned to one person was said to that person.

    Only plain words that go on do: "he", in the past, with nothing that says where, when or to whom else it was said.
    """
    for before, draft in zip(drafts, drafts[1:]):
        if draft.others or draft.type != "tell" or draft.kind != "verb" or draft.voice != "addressed":
            continue
        if tree.sentence[draft.word] - tree.sentence[before.word] != 1 or not _goes_on(tree, parties, draft):
            continue
        turned = before.type in among("turning") and before.completed and not before.spoken_of
        if not turned or len(before.others) != 1 or not same_parties(parties, before.agents, draft.agents):
            continue
        if _one_person(parties, before.others[0]) and not _inside(tree, before, draft):
            draft.others = list(before.others)


def _goes_on(tree: Tree, parties: Parties, draft: Draft) -> bool:
    """A main clause "he claimed that …", with its own clause and nothing besides."""
    verb = draft.word
    if tree.lemma(verb) not in among("going_on") or tree.base(verb) != "root" or draft.clause < 0:
        return False
    if len(draft.agents) != 1 or tree.low(draft.agents[0]) not in among("subject_pronouns"):
        return False
    if tree.kids(verb, "aux", "obl", "iobj", "advcl") or tree.negated(verb) >= 0:
        return False
    return not parties.within_marks(tree.spans[verb][0])


def _one_person(parties: Parties, index: int) -> bool:
    identity = parties.entity(index)
    return parties.somebody(index) and identity is not None and parties.entities[identity].type == "person"


def _inside(tree: Tree, before: Draft, draft: Draft) -> bool:
    """Whether the telling before is itself only told of by somebody else, who may be the one that speaks now."""
    return tree.base(before.word) in ("ccomp", "acl", "parataxis")
