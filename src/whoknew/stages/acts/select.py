"""Which drafts are acts of the story: real, done or tried, and more than a source speaking to the press."""

from whoknew.model import Analysis, Attribution
from whoknew.model.cover import Cover
from whoknew.model.syntax import Tree
from whoknew.stages.acts.draft import Draft
from whoknew.stages.acts.lexicon import among, verb_groups, words
from whoknew.stages.acts.parties import Parties
from whoknew.stages.acts.phrases import noun_phrase
from whoknew.stages.acts.replies import own_doing


def real(tree: Tree, draft: Draft) -> bool:
    """False for what is imagined, wished, conditional, habitual or generic. Marks what was only tried."""
    index, closed = draft.word, words()
    if draft.kind == "noun":
        return not _unreal_noun(tree, index) and (not draft.lent or _done(tree, draft, tree.head(index)))
    if _bidden(tree, index) or _wished(tree, index) or _idea(tree, index):
        return False
    aux = {tree.low(kid) for kid in tree.kids(index, "aux")}
    if aux & closed.modals and not (aux & {"would"} and draft.type == "refuse"):
        return draft.type in ("know",) and "must" not in aux and "would" not in aux and "can" in aux
    if any(tree.low(kid) in closed.habits for kid in tree.kids(index, "advmod")):
        return False
    return _context_real(tree, draft, index)


def _bidden(tree: Tree, index: int) -> bool:
    """ "Now tell us the truth": a bidding to do it, which nobody is said to have done."""
    if tree.low(index) != tree.lemma(index) or tree.passive(index) or tree.kids(index, "aux", "nsubj", "csubj", "cop"):
        return False
    if tree.base(index) not in ("root", "parataxis", "ccomp") or any(tree.kids(index, "mark")):
        return False
    first = tree.bounds[tree.sentence[index]][0]
    for before in range(index - 1, max(first, index - 5) - 1, -1):
        if tree.low(before) in among("before_bidding"):
            continue
        return tree.words[before].upos == "PUNCT" and tree.text[slice(*tree.spans[before])] in among("opening_marks")
    return index - first < 5


def _wished(tree: Tree, index: int) -> bool:
    """Inside what somebody hopes, fears or expects: that it came about is not said."""
    for _ in range(4):
        head = tree.head(index)
        if head < 0 or tree.base(index) not in ("ccomp", "conj", "parataxis"):
            return False
        if tree.base(index) == "ccomp" and tree.lemma(head) in among("wishing") and head < index:
            return True
        index = head
    return False


def _idea(tree: Tree, index: int) -> bool:
    """ "The wisdom of committing to him": the doing as an idea, weighed by somebody."""
    head = tree.head(index)
    return (
        tree.low(index).endswith("ing")
        and head >= 0
        and tree.base(index) in ("acl", "nmod", "advcl")
        and tree.words[head].upos == "NOUN"
        and tree.lemma(head) in among("ideas")
        and tree.case(index) in ("of", "in", "for")
    )


def _done(tree: Tree, draft: Draft, verb: int) -> bool:
    """Whether the light verb that a noun hangs on tells of something done."""
    aux = {tree.low(kid) for kid in tree.kids(verb, "aux")}
    return not aux & words().modals and _context_real(tree, draft, verb)


def _context_real(tree: Tree, draft: Draft, index: int) -> bool:
    closed = words()
    if any(tree.low(kid) in closed.marks for kid in tree.kids(index, "mark")):
        return False
    relation, head = tree.rel(index), tree.head(index)
    infinitive = any(tree.low(kid) == "to" for kid in tree.kids(index, "mark")) and (
        tree.low(index) == tree.lemma(index) or bool(tree.kids(index, "aux", "cop", "aux:pass"))
    )
    if head < 0:
        return not infinitive
    base = relation.split(":")[0]
    if base == "conj":
        first = tree.finite_head(index)
        if tree.kid(index, "nsubj") < 0:
            aux = {tree.low(kid) for kid in tree.kids(first, "aux")}
            if aux & closed.modals and not tree.kids(index, "aux"):
                return False
            return _context_real(tree, draft, first) if first != index else True
        return True
    if infinitive or base == "xcomp":
        lemma = tree.lemma(head)
        if lemma in closed.tried:
            draft.completed = tree.negated(head) >= 0
            return not {tree.low(kid) for kid in tree.kids(head, "aux")} & closed.modals
        if lemma in closed.implicit:
            kept = draft.negator >= 0 and draft.type in ("withhold", "unaware")
            return kept and (tree.base(head) == "root" or _context_real(tree, draft, head))
        if lemma == "go" and tree.low(head) == "going" and base == "xcomp":
            return False
        if infinitive and (
            lemma in closed.unreal_heads or _orders(lemma) or base in ("acl", "csubj", "nsubj", "ccomp")
        ):
            return False
        if tree.words[head].upos in ("ADJ", "NOUN", "ADV") and infinitive:
            return False
        aux = {tree.low(kid) for kid in tree.kids(head, "aux")}
        return not aux & closed.modals and tree.negated(head) < 0
    whenever = any(tree.low(kid) in ("when", "whenever") for kid in tree.kids(index, "mark", "advmod"))
    if base == "advcl" and whenever and not tree.kids(index, "aux") and tree.low(index) in _present(tree, index):
        return False  # "when they hear it": whenever they do
    if (
        base in ("ccomp", "acl")
        and tree.lemma(head) in among("subjunctive_nouns")
        and tree.low(index) == tree.lemma(index)
    ):
        return False
    if base == "ccomp" and tree.lemma(head) in among("subjunctive") and tree.low(index) == tree.lemma(index):
        return False
    if (
        base == "ccomp"
        and tree.lemma(head) in among("subjunctive")
        and any(tree.low(kid) == "be" for kid in tree.kids(index, "aux"))
    ):
        return False
    if base in ("advcl", "acl", "ccomp", "parataxis"):
        aux = {tree.low(kid) for kid in tree.kids(head, "aux")}
        if (
            aux & closed.modals
            and base == "advcl"
            and not any(tree.low(kid) in among("temporal") for kid in tree.kids(index, "mark", "advmod"))
        ):
            return False
    return True


def _orders(lemma: str) -> bool:
    """Whether a verb gives an order: what is ordered is its content, and not said to be done."""
    return any(group.type == "order" for group in verb_groups().get(lemma, ()))


def _unreal_noun(tree: Tree, index: int) -> bool:
    head, closed = tree.head(index), words()
    if any(tree.low(kid) in among("pending") for kid in tree.kids(index, "amod")):
        return True
    if head < 0:
        return False
    if tree.base(index) in ("obj", "nsubj", "obl") and tree.words[head].upos in ("VERB", "AUX"):
        aux = {tree.low(kid) for kid in tree.kids(head, "aux")}
        if aux & {"would", "could", "should", "may", "might", "can"} and tree.base(index) == "obj":
            return True
        over = tree.head(head)
        carried = tree.base(index) == "obj" and tree.base(head) in ("xcomp", "advcl", "ccomp")
        if carried and over >= 0 and tree.case(head) == "to" and tree.lemma(over) in among("trusting"):
            return True  # "relies on others to carry his message": not said to be carried
        return tree.negated(head) >= 0 or (tree.lemma(head) in closed.unreal_heads and tree.base(index) == "obj")
    return False


def _present(tree: Tree, index: int) -> tuple[str, ...]:
    """The forms that a verb has in the present."""
    lemma = tree.lemma(index)
    return (lemma, f"{lemma}s", f"{lemma}es") if lemma not in among("same_in_past") else (f"{lemma}s",)


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
    if draft.clause < 0:
        asked = [index for span in draft.content[:1] for index in tree.within(span)]
        lemmas = {tree.lemma(index) for index in asked}
        return bool({tree.low(index) for index in asked[:2]} & {"not", "never"}) and bool(lemmas & among("naming"))
    words = {tree.lemma(index) for index in tree.phrase(draft.clause)}
    negative = tree.negated(draft.clause) >= 0 or tree.lemma(draft.clause) in among("keeping_back")
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
