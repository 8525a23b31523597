"""Whether what a word tells of was done: not imagined, wished, asked for, conditional, habitual or generic."""

from whoknew.model.syntax import Tree
from whoknew.stages.acts.draft import Draft
from whoknew.stages.acts.lexicon import among, verb_groups, words
from whoknew.stages.acts.looks import judged, measured, shown_by_facts, wonders


def real(tree: Tree, draft: Draft) -> bool:
    """False for what is imagined, wished, conditional, habitual or generic. Marks what was only tried."""
    index, closed = draft.word, words()
    if draft.kind == "noun":
        return not _unreal_noun(tree, index) and (not draft.lent or _done(tree, draft, tree.head(index)))
    if _bidden(tree, index) or _wished(tree, index) or _idea(tree, index) or _title(tree, index):
        return False
    if shown_by_facts(tree, draft) or wonders(tree, draft) or measured(tree, draft):
        return False
    if draft.type == "mislead" and judged(tree, index):
        return False
    if _anybodys(tree, draft) or _obliged(tree, index) or _questioned(tree, index):
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
    if tree.base(index) == "conj" and tree.head(index) >= 0 and tree.head(index) < index:
        first = tree.finite_head(index)
        return first != index and tree.words[first].upos == "VERB" and _bidden(tree, first)
    if tree.base(index) not in ("root", "parataxis", "ccomp") or any(tree.kids(index, "mark")):
        return False
    first = tree.bounds[tree.sentence[index]][0]
    for before in range(index - 1, max(first, index - 5) - 1, -1):
        if tree.low(before) in among("before_bidding"):
            continue
        return tree.words[before].upos == "PUNCT" and tree.text[slice(*tree.spans[before])] in among("opening_marks")
    return index - first < 5


def _title(tree: Tree, index: int) -> bool:
    """ "On NBC's “Ask the Nation”": words in marks that are all written large name a programme or a book."""
    word = tree.text[slice(*tree.spans[index])]
    before = tree.text[slice(*tree.spans[index - 1])] if index else ""
    if not word[:1].isupper() or before not in among("opening_marks") or before in among("stops"):
        return False
    inside = []
    for other in range(index, min(tree.size, index + 9)):
        said = tree.text[slice(*tree.spans[other])]
        if said in among("closing_marks"):
            break
        inside.append(said)
    else:
        return False
    long = [said for said in inside if len(said) > 3 or said is inside[-1]]
    return len(inside) > 1 and all(said[:1].isupper() for said in long) and inside[-1][-1].isalnum()


def _anybodys(tree: Tree, draft: Draft) -> bool:
    """ "Anybody who complains", "firms that ask for it": what people of a kind do, and nobody is said to have done."""
    if len(draft.agents) != 1 or draft.kind != "verb" or draft.type in ("know", "unaware"):
        return False
    who = tree.antecedent(draft.agents[0])
    if tree.low(who) == "those" and tree.rel(draft.word) == "acl" and tree.low(draft.word).endswith("ing"):
        return True  # "42 percent of those responding"
    habit = tree.low(draft.word) in _present(tree, draft.word) and not tree.kids(draft.word, "aux")
    if not habit or tree.passive(draft.word):
        return False
    if tree.low(who) in among("whoever"):
        return True
    kind = tree.words[who].upos == "NOUN" and tree.low(who) != tree.lemma(who)
    bare = not tree.kids(who, "det", "nmod:poss", "nummod", "amod", "compound")
    return kind and bare and tree.rel(draft.word) == "acl:relcl" and tree.head(draft.word) == who


def _questioned(tree: Tree, index: int) -> bool:
    """ "Did you tell the captain?": whether it was done is asked."""
    subject, aux = tree.kid(index, "nsubj"), tree.kids(index, "aux")
    if (
        not aux
        or aux[0] >= subject
        or tree.low(aux[0]) not in ("did", "do", "does", "have", "has", "had", "was", "were")
    ):
        return False
    end = tree.bounds[tree.sentence[index]][1]
    return any(tree.text[slice(*tree.spans[last])] == "?" for last in range(max(index, end - 3), end)) and not any(
        tree.low(kid) in ("why", "when", "how", "what", "who", "whom") for kid in tree.kids(index)
    )


def _obliged(tree: Tree, index: int) -> bool:
    """ "You have got to talk to them", "he has to tell her": a duty, which is not said to have been done."""
    head = tree.head(index)
    if (
        head < 0
        or tree.base(index) not in ("xcomp", "conj")
        or not any(tree.low(kid) == "to" for kid in tree.kids(tree.finite_head(index), "mark"))
    ):
        return False
    head = tree.head(tree.finite_head(index))
    return (
        head >= 0
        and tree.lemma(head) in ("have", "get", "gotta")
        and tree.low(head) not in ("had", "getting")
        and (tree.lemma(head) == "have" or any(tree.lemma(kid) == "have" for kid in tree.kids(head, "aux")))
    )


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
            if draft.type == "learn":
                return False  # who tries to find out has not learnt
            draft.completed = tree.negated(head) >= 0
            return not {tree.low(kid) for kid in tree.kids(head, "aux")} & closed.modals
        if lemma in closed.implicit:
            kept = draft.negator >= 0 and draft.type in ("withhold", "unaware")
            return kept and (tree.base(head) == "root" or _context_real(tree, draft, head))
        if lemma == "go" and tree.low(head) == "going" and base == "xcomp":
            return False
        if infinitive and (
            lemma in closed.unreal_heads or _wanted(tree, head) or base in ("acl", "csubj", "nsubj", "ccomp")
        ):
            return False
        if tree.words[head].upos in ("ADJ", "NOUN", "ADV") and infinitive:
            return False
        aux = {tree.low(kid) for kid in tree.kids(head, "aux")}
        if aux & closed.modals or tree.negated(head) >= 0:
            return False
        return tree.base(head) not in ("xcomp", "conj", "advcl") or _outer_real(tree, draft, head)
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


def _wanted(tree: Tree, verb: int) -> bool:
    """Whether a verb asks, orders, promises or plans: what it is about is its content, and not said to be done."""
    lemma = tree.lemma(verb)
    keys = [lemma, *(f"{lemma}+{tree.low(kid)}" for kid in tree.kids(verb, "compound:prt", "advmod"))]
    keys += [f"{lemma}+{tree.low(verb + 1)}"] if verb + 1 < tree.size else []
    return any(group.type in among("wanting") for key in keys for group in verb_groups().get(key, ()))


def _outer_real(tree: Tree, draft: Draft, verb: int) -> bool:
    """Whether the verb that a complement hangs on is itself done: "asked him to stop attacking her"."""
    tried = draft.completed
    done = _context_real(tree, draft, verb)
    draft.completed = tried and draft.completed
    return done


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
