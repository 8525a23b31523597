"""Which drafts are acts of the story: more than a source speaking to the press, and not only denied."""

from whoknew.model import Analysis, Attribution
from whoknew.model.cover import Cover
from whoknew.model.syntax import Tree
from whoknew.stages.acts.draft import Draft
from whoknew.stages.acts.lexicon import among
from whoknew.stages.acts.parties import Parties
from whoknew.stages.acts.phrases import noun_phrase
from whoknew.stages.acts.replies import own_doing


class Told:
    """The attributions over the text, to find who reports an act."""

    def __init__(self, analysis: Analysis) -> None:
        each = analysis.attributions
        self.contents = Cover((span, attribution) for attribution in each for span in attribution.content_spans)
        self.sources = Cover((span, attribution) for attribution in each for span in attribution.source_spans)
        self.cues = Cover((span, attribution) for attribution in each for span in attribution.cue_spans)

    def over(self, offset: int) -> Attribution | None:
        """The innermost attribution whose content holds an offset."""
        return self.contents.innermost(offset)

    def at(self, start: int, end: int) -> Attribution | None:
        """The attribution whose cue overlaps a stretch."""
        found = self.cues.over((start, end))
        return found[0][1] if found else None


def shown(tree: Tree, parties: Parties, told: Told, draft: Draft) -> bool:
    """ "A memo seen by the Gazette says …": how the account has a document that speaks in it, and no act of the story."""
    if draft.group != "read" or tree.base(draft.word) != "acl" or not tree.passive(draft.word):
        return False
    agents = [parties.entity(agent) for agent in draft.agents]
    people = any(identity is None or parties.entities[identity].type == "person" for identity in agents)
    return bool(agents) and not people and bool(told.sources.over(tree.spans[draft.word]))


def stands(tree: Tree, parties: Parties, draft: Draft, over: Attribution | None, publisher: str) -> bool:
    """Whether an "addressed" draft is an act, and not only a source speaking to the press."""
    others = [index for index in draft.others if not is_publisher(tree, parties, index, publisher)]
    if draft.others and not others:
        return False
    if draft.type == "refuse" and not others and any(tree.text[a:b].endswith("comment") for a, b in draft.content[:1]):
        return False  # to the press: a response, no act of the story
    if draft.voice != "addressed" or others or draft.reply_to >= 0:
        return True
    if draft.agents and any(a <= tree.spans[tree.antecedent(draft.agents[0])][0] < b for a, b in draft.content):
        return False  # "…, a witness said": the clause around it is not what he said
    if draft.type in ("withhold", "promise", "refuse"):
        return True
    index = draft.word
    if not parties.of(draft.agents) and tree.low(max(0, tree.subject(index))) in among("second"):
        return False  # "you say you accept it": somebody said to be saying it, nobody knows who
    if any(tree.low(kid) == "as" for kid in tree.kids(index, "mark", "advmod")) and tree.passive(index):
        return False
    if draft.clause >= 0 and tree.negated(draft.clause) < 0 and own_doing(tree, parties, draft):
        return True
    if _channel(tree, index):
        return True
    if any(tree.low(kid) == "had" for kid in tree.kids(index, "aux")):
        return True
    if _asks_what(tree, draft) or (draft.agents and tree.low(draft.agents[0]) in ("it", "this", "that", "which")):
        return False
    if over is not None and draft.agents and not parties.by_the_press(over):
        agent = parties.entity(draft.agents[0])
        if agent is None or agent not in parties.source_entities(over):
            return True
    if tree.base(index) in ("advcl", "acl") and any(
        tree.low(kid) in among("temporal") for kid in tree.kids(index, "mark", "advmod")
    ):
        return bool(draft.agents)
    return False


def denied(tree: Tree, drafts: list[Draft], draft: Draft) -> bool:
    """Whether an act is only told of as what somebody denies: the account does not say that it was done."""
    start = tree.spans[draft.word][0]
    return any(
        other.type == "deny" and other is not draft and any(a <= start < b for a, b in other.content)
        for other in drafts
    )


def unnamed(tree: Tree, draft: Draft) -> bool:
    """ "Asked not to be named": what a source asks of the reporter is no act of the story."""
    if draft.type != "ask":
        return False
    clause = draft.clause
    if clause < 0 and not draft.content:
        clause = next((kid for kid in tree.kids(draft.word, "advcl", "xcomp") if kid > draft.word), -1)
    if clause < 0:
        asked = [index for span in draft.content[:1] for index in tree.within(span)]
        lemmas = {tree.lemma(index) for index in asked}
        return bool({tree.low(index) for index in asked[:2]} & {"not", "never"}) and bool(lemmas & among("naming"))
    words = {tree.lemma(index) for index in tree.phrase(clause)}
    negative = tree.negated(clause) >= 0 or tree.lemma(clause) in among("keeping_back")
    return negative and bool(words & among("naming"))


def _asks_what(tree: Tree, draft: Draft) -> bool:
    """ "What did he say?", "what the writers described": a question or a free relative, whose answer is not told."""
    return any(
        tree.low(kid) in among("wh") and kid < draft.word
        for kid in tree.kids(draft.word, "obj", "obl", "advmod", "nsubj")
    )


def _channel(tree: Tree, index: int) -> bool:
    """Said in a letter, a statement, on a public page: an announcement, whoever reads it."""
    for kid in tree.kids(index, "obl"):
        if tree.case(kid) in ("in", "on", "via", "by", "through") and tree.lemma(kid) in among("channels"):
            return True
    return False


def is_publisher(tree: Tree, parties: Parties, index: int, publisher: str) -> bool:
    """Whether a party is the account's own publisher ("told the Herald", in the Herald), or its reporter ("told me")."""
    if not publisher:
        return False
    if tree.low(index) in among("first") and not parties.within_marks(tree.spans[index][0]):
        identity = parties.entity(index)
        return identity is None or not parties.entities[identity].named
    start, end = tree.cover(noun_phrase(tree, index))
    name = tree.text[start:end].lower()
    return len(name) > 2 and (name in publisher.lower() or publisher.lower() in name)
