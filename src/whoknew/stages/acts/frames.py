"""What stands in a verb's frame: subject and agent, objects, prepositional phrases, clauses; roles where the tree is silent."""

from whoknew.model.syntax import Tree
from whoknew.stages.acts.clauses import clause_span, finite, outer
from whoknew.stages.acts.draft import Draft
from whoknew.stages.acts.lexicon import VerbGroup, among, verb_groups, words
from whoknew.stages.acts.parties import Parties
from whoknew.stages.acts.spoken import possessor

SPOKEN = ("ccomp", "xcomp")


def addressee_by_roles(tree: Tree, parties: Parties, index: int, draft: Draft) -> None:
    """Where the tree names nobody spoken to: a core role after the verb that is somebody, and no clause."""
    for label, first, end in tree.roles.get(index, ()):
        if label not in ("ARG1", "ARG2") or first <= index or end > tree.size:
            continue
        top = tree.top((tree.spans[first][0], tree.spans[end - 1][1]))
        if (
            top < 0
            or top in (*draft.agents, *draft.content_nouns)
            or tree.words[top].upos not in ("NOUN", "PROPN", "PRON")
        ):
            continue
        if parties.personal(top) and (draft.clause < 0 or top not in tree.phrase(draft.clause)):
            draft.others.append(top)
            return


def doer_by_roles(tree: Tree, parties: Parties, index: int, draft: Draft) -> None:
    """Where the tree has no subject: the role of the doer before the verb, if it is somebody."""
    for label, first, end in tree.roles.get(index, ()):
        if label != "ARG0" or end > index or first >= end:
            continue
        top = tree.top((tree.spans[first][0], tree.spans[end - 1][1]))
        if top >= 0 and tree.words[top].upos in ("NOUN", "PROPN", "PRON") and parties.personal(top):
            draft.agents.append(top)
            return


def listed_object(tree: Tree, obj: int, group: VerbGroup) -> int:
    """The object, or what it is "many of", where it is one of the group's; -1 where it is not."""
    if obj < 0:
        return -1
    obj = tree.antecedent(obj)
    for head in (obj, *(kid for kid in tree.kids(obj, "nmod") if tree.case(kid) == "of")):
        if tree.low(head) in group.objects or tree.lemma(head) in group.objects:
            return -1 if group.type == "tell" and speaks_itself(tree, head) else head
    return -1


def speaks_itself(tree: Tree, noun: int) -> bool:
    """ "A memo instructing …": a document whose own participle tells what it does."""
    acting = any(tree.lemma(kid) in verb_groups() for kid in tree.kids(noun, "acl") if tree.rel(kid) == "acl")
    return acting and tree.low(noun) in among("documents")


def add_agents(tree: Tree, parties: Parties, index: int, passive: bool, draft: Draft) -> None:
    """Who does it: the agent of a passive, else the subject, by its possessor where it is a thing."""
    if passive:
        agent = next(
            (kid for kid in tree.kids(index, "obl") if tree.rel(kid) == "obl:agent" or tree.case(kid) == "by"), -1
        )
        if agent >= 0 and parties.personal(agent):
            draft.agents.append(agent)
        return
    subject = tree.subject(tree.head(tree.head(index))) if outer(tree, index) else tree.subject(index)
    if subject < 0 or subject == index or (tree.low(subject) == "it" and parties.entity(subject) is None):
        return
    if not parties.personal(subject):
        whose = tree.kid(subject, "nmod:poss")
        subject = whose if whose >= 0 and parties.personal(whose) else -1 if tree.kid(index, "nsubj") < 0 else subject
    if subject >= 0:
        draft.agents.append(_described(tree, parties, index, subject))


def _described(tree: Tree, parties: Parties, verb: int, noun: int) -> int:
    """ "Reyes is a smuggler who promised …": Reyes did, where a relative clause hangs on what somebody is said to be."""
    noun = tree.antecedent(noun)
    first = tree.finite_head(noun) if tree.base(noun) == "conj" else noun
    if tree.words[noun].upos != "NOUN" or not noun < verb or not tree.kids(first, "cop"):
        return noun
    who = tree.kid(first, "nsubj")
    empty = who < 0 or tree.low(who) in ("it", "this", "that", "there", "who", "which")
    return noun if empty or not parties.personal(who) else who


def add_objects(
    tree: Tree, parties: Parties, index: int, group: VerbGroup, draft: Draft, objects: tuple[int, int], passive: bool
) -> None:
    """The direct and indirect object: the other party or the content, as the group says."""
    iobj, obj = objects
    if iobj >= 0 and parties.personal(iobj):
        draft.others.append(iobj)
    if obj < 0:
        return
    if tree.low(obj) in among("pro_things") and (taker := tree.kid(obj, "nmod:poss")) >= 0:
        draft.others.append(taker)  # "promised her one", which the parser reads as one of hers
        return
    if group.obj in ("other", "either", "person", "party"):
        if parties.personal(obj) or (group.obj in ("other", "either") and _told_to(tree, index, obj)):
            draft.others.append(obj)
            return
        if group.obj == "party":
            whose = possessor(tree, parties, obj)
            if whose >= 0:
                draft.others.append(whose)
            else:
                draft.others.append(obj) if group.name == "criticise" and tree.words[obj].upos == "PROPN" else None
            add_content(tree, draft, obj)
            return
    if group.obj == "fact" and parties.personal(obj) and tree.low(obj) not in ("that", "this", "it", "all"):
        draft.voice = "acquainted"
    elif group.obj != "person":
        add_content(tree, draft, obj)


def _told_to(tree: Tree, index: int, obj: int) -> bool:
    """Whether a noun that is no word for people stands where only somebody can: "told the depots that …"."""
    if tree.words[obj].upos not in ("NOUN", "PROPN", "PRON") or tree.low(obj) in words().things or _is_time(tree, obj):
        return False
    return any(kid > obj for kid in tree.kids(index, "ccomp")) or (
        any(kid > obj and tree.case(kid) == "to" for kid in tree.kids(index, "xcomp"))
    )


def add_content(tree: Tree, draft: Draft, head: int) -> None:
    """A phrase as content."""
    draft.content.append(clause_span(tree, head, relatives=False))
    draft.content_nouns.append(head)


def add_prepositions(tree: Tree, parties: Parties, index: int, group: VerbGroup, draft: Draft) -> None:
    """Prepositional phrases, each what the group says of its preposition."""
    for kid in tree.kids(index, "obl", "nmod", "advcl", "xcomp"):
        role = group.preps.get(tree.case(kid), "none" if not _own_particle(tree, kid, draft) else "other")
        role = "" if role == "none" else role
        clausal = tree.base(kid) in ("advcl", "xcomp")
        channel = draft.voice == "addressed" and tree.case(kid) == "in" and tree.lemma(kid) in among("channels")
        if not (role or channel) or (tree.rel(kid) in ("obl:agent",) and role != "agent"):
            continue
        if tree.case(kid) == "at" and tree.lemma(kid) in among("premises"):
            continue
        if not clausal and draft.type in among("wanting") and _own_particle(tree, kid, draft) and parties.personal(kid):
            draft.others.append(kid)  # "calls on the mayor to resign"
        elif role == "other" and not clausal and parties.personal(kid):
            draft.others.append(kid)
        elif role == "other" and group.name == "snipe-at" and (whose := possessor(tree, parties, kid)) >= 0:
            draft.others.append(whose)  # "poked at her accent"
            add_content(tree, draft, kid)
        elif not clausal and draft.voice == "addressed" and (reader := _addressed_in(tree, parties, kid)) >= 0:
            draft.others.append(reader)
        elif role == "agent" and not clausal and parties.personal(kid):
            draft.agents.append(kid)
        elif role == "source" and not clausal and parties.personal(kid):
            draft.others.append(kid)
        elif role == "content" and not _is_time(tree, kid):
            if clausal and tree.case(kid) == "to" and group.type not in ("grant", "order"):
                continue
            add_content(tree, draft, kid)
    if draft.content:
        return
    for kid in (kid for other in draft.others for kid in tree.kids(other, "acl")):
        if tree.rel(kid) == "acl" and tree.case(kid) and group.preps.get(tree.case(kid)) == "content":
            add_content(tree, draft, kid)  # "accused the firm of being late", hung on the firm
            return


def _addressed_in(tree: Tree, parties: Parties, kid: int) -> int:
    """ "Wrote in a letter to the board": whoever the letter is to."""
    if tree.case(kid) != "in" or tree.lemma(kid) not in among("channels"):
        return -1
    readers = (to for to in tree.kids(kid, "nmod") if tree.case(to) == "to" and parties.personal(to))
    return next(readers, -1)


def _own_particle(tree: Tree, kid: int, draft: Draft) -> bool:
    """Whether the preposition of a phrase belongs to the verb itself: "call on", "prevail upon"."""
    marks = tree.kids(kid, "case") or [tree.phrase(kid)[0] - 1]
    return any(mark in draft.cue and tree.low(mark) in ("on", "upon") for mark in marks)


def _is_time(tree: Tree, index: int) -> bool:
    return index in tree.timed or tree.low(index) in among("time_words") or tree.lemma(index) in among("time_words")


def add_noun_parts(tree: Tree, parties: Parties, noun: int, group: VerbGroup, draft: Draft) -> None:
    """What hangs on the listed object: "permission from the tsars", "a promise that …"."""
    for kid in tree.kids(noun, "nmod", "acl", "appos"):
        if kid == draft.word:
            continue  # "a letter seen by the mayor": the seeing is not what the letter says
        role = group.preps.get(tree.case(kid), "")
        if tree.rel(kid) == "acl" or (tree.base(kid) == "acl" and tree.case(kid) in ("that", "to")):
            if tree.rel(kid) != "acl:relcl":
                draft.clause = kid
                draft.content.append(clause_span(tree, kid))
        elif role in ("other", "source") and parties.personal(kid):
            draft.others.append(kid)
        elif role == "content":
            add_content(tree, draft, kid)


def _said_to_askers(tree: Tree, index: int) -> list[int]:
    """ "Assured all who asked that the wall would hold": what the parser gave to those who asked."""
    near = [asking for told in tree.kids(index, "obj", "iobj", "obl") for asking in tree.kids(told, "acl:relcl")]
    return [
        clause
        for asking in (*near, *tree.kids(index, "ccomp"))
        if tree.lemma(asking) in among("asking") and told_to(tree, asking) == index
        for clause in tree.kids(asking, "ccomp")
        if any(tree.low(mark) == "that" for mark in tree.kids(clause, "mark"))
    ]


def told_to(tree: Tree, asking: int) -> int:
    """The verb of telling whose hearers are "everyone who asked", whatever the parser made of the clause; -1 for none."""
    head, subject = tree.head(asking), tree.kid(asking, "nsubj")
    if tree.rel(asking) == "acl:relcl":
        return tree.head(head)
    beside = subject > 0 and tree.low(subject) == "who" and tree.head(subject - 1) == head
    return head if beside and tree.base(subject - 1) in ("obj", "iobj") else -1


def add_clauses(tree: Tree, parties: Parties, index: int, group: VerbGroup, draft: Draft) -> None:
    """The clause that is told; an infinitive may change the type ("told him to go")."""
    spoken = [kid for kid in tree.kids(index, *SPOKEN) if tree.words[kid].upos not in ("ADP",)]
    if group.type in ("know", "learn"):  # what comes after a colon explains that somebody knew
        spoken = [kid for kid in spoken if all(tree.low(word) != ":" for word in range(index, kid))]
    if group.type == "mislead":  # "misled him to do it": a purpose is not what was told
        spoken = [kid for kid in spoken if tree.base(kid) == "ccomp"]
    if group.needs == "predicate":
        return
    if not spoken and group.type == "tell" and tree.base(index) == "ccomp":
        # "did not tell her, …, that he was going, two aides said": the clause that the parser gave to the aides
        spoken = [
            kid
            for kid in tree.kids(tree.head(index), "ccomp")
            if index < kid < tree.head(index) and any(tree.low(mark) == "that" for mark in tree.kids(kid, "mark"))
        ]
    if not spoken and group.type in ("tell", "ask", "deny", "promise"):
        spoken = [
            kid
            for kid in tree.kids(index, "parataxis")
            if kid < index
            or tree.low(index + 1 if index + 1 < tree.size else index) in (",", ":", '"', "“", "''", "``")
        ]
    if not spoken and group.type == "ask" and draft.others and not draft.content:
        after = max(draft.others)
        spoken = [kid for kid in tree.kids(index, "advcl") if kid > after > index and tree.case(kid) == "to"]
    if group.type in ("tell", "promise"):
        spoken = _said_to_askers(tree, index) or spoken
    for kid in sorted(spoken, key=lambda kid: not finite(tree, kid))[:1]:
        draft.clause = kid
        draft.content.append(clause_span(tree, kid))
        if tree.rel(kid).startswith("xcomp") and group.infinitive and tree.case(kid) == "to":
            draft.type = group.infinitive
    if group.type == "meet":
        draft.content = draft.content[:1]
