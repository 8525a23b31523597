"""Acts that a verb brings: which group it stands in here, who does it, to whom, and what is said."""

from whoknew.model.syntax import Tree
from whoknew.stages.acts.clauses import clause_span, finite, outer
from whoknew.stages.acts.draft import Draft
from whoknew.stages.acts.lexicon import VerbGroup, among, verb_groups, words
from whoknew.stages.acts.needs import meets_needs
from whoknew.stages.acts.parties import Parties
from whoknew.stages.acts.spoken import elided, possessor, spoken_of, wanted_of

SAID_OF = ("criticise", "attack", "call-names", "liken", "question-doubt")  # groups that say something of the others
SPOKEN = ("ccomp", "xcomp")
ABOUT_THEM = ("complain", "deny", "dismiss-claim", "refuse")  # groups whose content is somebody's doing or claim


def verb_draft(tree: Tree, parties: Parties, index: int) -> Draft | None:
    """The act that the verb at ``index`` tells of, or None."""
    keys = _keys(tree, index)
    if tree.lemma(index) == "call" and tree.kid(index, "obj") >= 0:
        keys.reverse()  # "called him a liar for saying so" calls for nothing
    for key, extra in keys:
        for group in verb_groups().get(key, ()):
            draft = _fit(tree, parties, index, group, extra)
            if draft is not None:
                return draft
    return None


def _keys(tree: Tree, index: int) -> list[tuple[str, list[int]]]:
    """Ways to look the verb up: with each particle or preposition near it, then bare."""
    lemma = tree.lemma(index)
    keys: list[tuple[str, list[int]]] = []
    for kid in tree.kids(index, "compound:prt", "advmod"):
        if 0 < kid - index < 6:
            keys.append((f"{lemma}+{tree.low(kid)}", [kid]))
    for kid in tree.kids(index, "obl", "advcl", "xcomp", "nmod"):
        case = tree.case(kid)
        if case == "to" and tree.base(kid) == "xcomp" and tree.passive(index):
            continue  # "were reported to be taking it": no "report to"
        if case and kid > index:
            mark = tree.kids(kid, "case", "mark")[0]
            keys.append((f"{lemma}+{case}", [mark] if mark - index == 1 else []))
    following = index + 1
    if (
        following < tree.size
        and tree.sentence[following] == tree.sentence[index]
        and tree.words[following].upos in ("ADP", "ADV")
    ):
        keys.append((f"{lemma}+{tree.low(following)}", [following]))
    keys.append((lemma, []))
    return keys


def _fit(tree: Tree, parties: Parties, index: int, group: VerbGroup, extra: list[int]) -> Draft | None:
    lemma = tree.lemma(index)
    if (
        tree.base(index) == "amod"
        or (lemma == "agree" and tree.kids(index, "aux:pass", "cop", "nsubj:pass"))
        or (lemma == "call" and tree.rel(index) == "acl")
    ):
        return None
    if lemma == "call" and any(tree.low(kid) == "what" for kid in tree.kids(index)):
        return None  # "what he called his independence"
    if lemma == "call" and tree.passive(index) and tree.kids(index, "xcomp"):
        return None  # "are called failing"
    if lemma == "agree" and any(
        tree.low(mark) == "that" for kid in tree.kids(index, "ccomp") for mark in tree.kids(kid, "mark")
    ):
        return None  # an opinion shared, no request granted
    passive = tree.passive(index)
    obj = tree.kid(index, "obj")
    iobj = tree.kid(index, "iobj")
    raised = tree.kid(index, "nsubj:pass") if passive else -1
    if passive and raised < 0:
        raised = tree.subject(index)
    if passive and obj < 0 and iobj < 0:
        obj = raised
    elif passive and iobj < 0:
        iobj = raised
    if not passive and not _acting(tree, parties, index, group):
        return None
    draft = Draft(type=group.type, cue=[index, *extra], word=index, voice=group.voice, group=group.name)
    draft.spoken_of = group.name in SAID_OF
    if group.obj == "listed":
        thing = next((kid for kid in tree.kids(index, "obj") if _listed_object(tree, kid, group) >= 0), obj)
        listed = _listed_object(tree, thing, group)
        if listed < 0:
            return None
        draft.cue.append(listed)
        if group.type in ("ask", "grant") and tree.low(listed) not in among("requests"):
            _add_content(tree, draft, listed)
        if iobj >= 0 and parties.personal(iobj):
            draft.others.append(iobj)
        _noun_parts(tree, parties, listed, group, draft)
        if group.name == "give-up":
            draft.against = True
            if not draft.content:
                _add_content(tree, draft, listed)
    _agents(tree, parties, index, passive, draft)
    if group.obj != "listed":
        _objects(tree, parties, index, group, draft, (iobj, obj), passive)
    _prepositions(tree, parties, index, group, draft)
    _clauses(tree, parties, index, group, draft)
    if not draft.others and group.obj in ("other", "party", "person"):
        _by_roles(tree, parties, index, draft)
    if not draft.agents and not passive and tree.subject(index) < 0:
        _doer_by_roles(tree, parties, index, draft)
    if draft.type in ("ask", "order") and not draft.others:
        wanted_of(tree, parties, index, draft)
    if group.name in ABOUT_THEM and not draft.others:
        spoken_of(tree, parties, draft)
    if not meets_needs(tree, parties, index, group, draft, (iobj, obj)):
        return None
    if group.things and draft.others and not draft.content:
        return None
    if lemma in group.guard and not any(parties.somebody(other) for other in draft.others) and draft.clause < 0:
        return None
    if group.type == "grant" and any(tree.low(agent) in among("anybody") for agent in draft.agents):
        return None  # "not everyone agrees"
    if group.type in ("decide", "know") and not any(parties.personal(agent) for agent in draft.agents) and not passive:
        return None
    if group.type == "know" and any(tree.low(agent) in ("you", "'s") for agent in draft.agents):
        return None
    if group.type == "know" and not draft.content and any(tree.low(kid) in among("wh") for kid in tree.kids(index)):
        return None  # "how they knew" does not say of what
    draft.content = [elided(tree, index, span) for span in draft.content]
    if group.type == "meet" and any(tree.lemma(kid) in ("phone", "telephone") for kid in tree.kids(index, "obl")):
        draft.type = "call"  # "spoke to her by phone"
    return None if draft.voice == "acquainted" else draft


def _acting(tree: Tree, parties: Parties, index: int, group: VerbGroup) -> bool:
    """A subject that is a thing speaks to nobody: only what comes to light may be one."""
    own = tree.kid(index, "nsubj")
    if own < 0 or parties.personal(own):
        return tree.lemma(index) not in ("surface", "emerge")
    if group.type == "learn":
        return tree.lemma(index) in ("surface", "emerge")  # a letter that "reads …" learns nothing
    return tree.low(own) in ("that", "which", "who") or tree.words[own].upos in ("NUM", "ADJ", "DET")


def _by_roles(tree: Tree, parties: Parties, index: int, draft: Draft) -> None:
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


def _doer_by_roles(tree: Tree, parties: Parties, index: int, draft: Draft) -> None:
    """Where the tree has no subject: the role of the doer before the verb, if it is somebody."""
    for label, first, end in tree.roles.get(index, ()):
        if label != "ARG0" or end > index or first >= end:
            continue
        top = tree.top((tree.spans[first][0], tree.spans[end - 1][1]))
        if top >= 0 and tree.words[top].upos in ("NOUN", "PROPN", "PRON") and parties.personal(top):
            draft.agents.append(top)
            return


def _listed_object(tree: Tree, obj: int, group: VerbGroup) -> int:
    """The object, or what it is "many of", where it is one of the group's; -1 where it is not."""
    if obj < 0:
        return -1
    obj = tree.antecedent(obj)
    for head in (obj, *(kid for kid in tree.kids(obj, "nmod") if tree.case(kid) == "of")):
        if tree.low(head) in group.objects or tree.lemma(head) in group.objects:
            speaks = any(tree.lemma(kid) in verb_groups() for kid in tree.kids(head, "acl"))
            return -1 if speaks and group.type == "tell" and tree.low(head) in among("documents") else head
    return -1


def _agents(tree: Tree, parties: Parties, index: int, passive: bool, draft: Draft) -> None:
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


def _objects(
    tree: Tree, parties: Parties, index: int, group: VerbGroup, draft: Draft, objects: tuple[int, int], passive: bool
) -> None:
    iobj, obj = objects
    if iobj >= 0 and parties.personal(iobj):
        draft.others.append(iobj)
    if obj < 0:
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
            _add_content(tree, draft, obj)
            return
    if group.obj == "fact" and parties.personal(obj) and tree.low(obj) not in ("that", "this", "it", "all"):
        draft.voice = "acquainted"
    elif group.obj != "person":
        _add_content(tree, draft, obj)


def _told_to(tree: Tree, index: int, obj: int) -> bool:
    """Whether a noun that is no word for people stands where only somebody can: "told the depots that …"."""
    if tree.words[obj].upos not in ("NOUN", "PROPN", "PRON") or tree.low(obj) in words().things or _is_time(tree, obj):
        return False
    return any(kid > obj for kid in tree.kids(index, "ccomp")) or (
        any(kid > obj and tree.case(kid) == "to" for kid in tree.kids(index, "xcomp"))
    )


def _add_content(tree: Tree, draft: Draft, head: int) -> None:
    draft.content.append(clause_span(tree, head, relatives=False))
    draft.content_nouns.append(head)


def _prepositions(tree: Tree, parties: Parties, index: int, group: VerbGroup, draft: Draft) -> None:
    for kid in tree.kids(index, "obl", "nmod", "advcl", "xcomp"):
        role = group.preps.get(tree.case(kid), "")
        clausal = tree.base(kid) in ("advcl", "xcomp")
        if not role or (tree.rel(kid) in ("obl:agent",) and role != "agent"):
            continue
        if tree.case(kid) == "at" and tree.lemma(kid) in among("premises"):
            continue
        if role == "other" and not clausal and parties.personal(kid):
            draft.others.append(kid)
        elif role == "agent" and not clausal and parties.personal(kid):
            draft.agents.append(kid)
        elif role == "source" and not clausal and parties.personal(kid):
            draft.others.append(kid)
        elif role == "content" and not _is_time(tree, kid):
            if clausal and tree.case(kid) == "to" and group.type not in ("grant", "order"):
                continue
            _add_content(tree, draft, kid)


def _is_time(tree: Tree, index: int) -> bool:
    return index in tree.timed or tree.low(index) in among("time_words") or tree.lemma(index) in among("time_words")


def _noun_parts(tree: Tree, parties: Parties, noun: int, group: VerbGroup, draft: Draft) -> None:
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
            _add_content(tree, draft, kid)


def _clauses(tree: Tree, parties: Parties, index: int, group: VerbGroup, draft: Draft) -> None:
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
    for kid in sorted(spoken, key=lambda kid: not finite(tree, kid))[:1]:
        draft.clause = kid
        draft.content.append(clause_span(tree, kid))
        if tree.rel(kid).startswith("xcomp") and group.infinitive and tree.case(kid) == "to":
            draft.type = group.infinitive
    if group.type == "meet":
        draft.content = draft.content[:1]
