"""Acts that a verb brings: which group it stands in here, who does it, to whom, and what is said."""

from whoknew.model.syntax import Tree
from whoknew.stages.acts.draft import Draft
from whoknew.stages.acts.frames import (
    add_agents,
    add_clauses,
    add_content,
    add_noun_parts,
    add_objects,
    add_prepositions,
    addressee_by_roles,
    doer_by_roles,
    listed_object,
    speaks_itself,
    told_to,
)
from whoknew.stages.acts.lexicon import VerbGroup, among, verb_groups
from whoknew.stages.acts.needs import meets_needs
from whoknew.stages.acts.parties import Parties
from whoknew.stages.acts.spoken import elided, spoken_of, wanted_of

SAID_OF = ("criticise", "attack", "call-names", "liken", "question-doubt")  # groups that say something of the others
ABOUT_THEM = ("complain", "deny", "dismiss-claim", "refuse")  # groups whose content is somebody's doing or claim


def verb_draft(tree: Tree, parties: Parties, index: int) -> Draft | None:
    """The act that the verb at ``index`` tells of, or None."""
    keys = _keys(tree, index)
    if tree.lemma(index) == "call" and tree.kid(index, "obj") >= 0 and not any(extra for _, extra in keys):
        keys.reverse()  # "called him a liar for saying so" calls for nothing
    for key, extra in keys:
        if _otherwise(tree, index, key):
            return None
        for group in verb_groups().get(key, ()):
            draft = _fit(tree, parties, index, group, extra)
            if draft is not None:
                return draft
    return None


def _otherwise(tree: Tree, index: int, key: str) -> bool:
    """Whether what stands beside a verb gives it another sense: "made up their minds", "came out of the room"."""
    if key in among("asking"):
        teller = told_to(tree, index)
        marked = [mark for kid in tree.kids(index, "ccomp") for mark in tree.kids(kid, "mark")]
        bare = all(tree.base(kid) in ("nsubj", "punct") for kid in tree.kids(index))  # "all who asked"
        if teller >= 0 and (bare or any(tree.low(mark) == "that" for mark in marked)):
            return any(group.type == "tell" for group in verb_groups().get(tree.lemma(teller), ()))
    beside = [tree.lemma(kid) for kid in tree.kids(index, "obj", "obl")]
    near = range(index + 1, min(index + 5, tree.size))
    named = [word for word in near if tree.words[word].upos not in ("ADP", "SCONJ")]
    beside += [form for word in named for form in (tree.lemma(word), tree.low(word).removesuffix("s"))]
    beside += [tree.case(kid) for kid in tree.kids(index, "obl", "advcl") if kid > index]
    return any(f"{key} {word}" in among("other_senses") for word in beside)


def _keys(tree: Tree, index: int) -> list[tuple[str, list[int]]]:
    """Ways to look the verb up: with each particle or preposition near it, then bare."""
    lemma = tree.lemma(index)
    keys: list[tuple[str, list[int]]] = []
    for kid in tree.kids(index, "compound:prt", "advmod"):
        if 0 < kid - index < 6:
            keys.append((f"{lemma}+{tree.low(kid)}", [kid]))
    for kid in tree.kids(index, "obl", "advcl", "xcomp", "nmod"):
        case = tree.case(kid)
        if kid in tree.timed:
            continue  # "took her seat on 4 May": no "take on"
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
    if lemma == "call" and (
        any(tree.low(kid) == "what" for kid in tree.kids(index))
        or (tree.base(index) == "acl" and tree.low(tree.head(index)) in among("wh"))
    ):
        return None  # "what he called his independence"
    if lemma == "agree" and any(tree.case(kid) == "with" for kid in tree.kids(index, "obl", "nmod")):
        return None  # an opinion shared
    if lemma == "know" and index and tree.low(index - 1) == "you" and not tree.kids(index, "aux"):
        return None  # "you know, we lost"
    if lemma == "know" and tree.passive(index) and tree.kids(index, "xcomp"):
        return None  # "a street known to be quiet"
    if tree.low(index).endswith("ed") and index and tree.words[index - 1].upos == "DET" and not tree.kids(index, "aux"):
        return None  # "the debunked accounts"
    if lemma == "call" and tree.passive(index) and tree.kids(index, "xcomp"):
        return None  # "are called failing"
    if lemma == "agree" and any(
        tree.low(mark) == "that" for kid in tree.kids(index, "ccomp") for mark in tree.kids(kid, "mark")
    ):
        return None  # an opinion shared, no request granted
    passive = tree.passive(index)
    obj = tree.kid(index, "obj")
    iobj = tree.kid(index, "iobj")
    if lemma == "call" and obj < 0 and iobj < 0 and not passive:  # "called the director": a parser's name for him
        named = [kid for kid in tree.kids(index, "xcomp") if tree.words[kid].upos in ("NOUN", "PROPN")]
        obj = next((kid for kid in named if any(tree.low(d) == "the" for d in tree.kids(kid, "det"))), -1)
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
        thing = next((kid for kid in tree.kids(index, "obj") if listed_object(tree, kid, group) >= 0), obj)
        listed = listed_object(tree, thing, group)
        if listed < 0:
            return None
        draft.cue.append(listed)
        if group.type in ("ask", "grant") and tree.low(listed) not in among("requests"):
            add_content(tree, draft, listed)
        if iobj >= 0 and parties.personal(iobj):
            draft.others.append(iobj)
        add_noun_parts(tree, parties, listed, group, draft)
        if group.name == "give-up":
            draft.against = True
            if not draft.content:
                add_content(tree, draft, listed)
    add_agents(tree, parties, index, passive, draft)
    if group.obj != "listed":
        add_objects(tree, parties, index, group, draft, (iobj, obj), passive)
    add_prepositions(tree, parties, index, group, draft)
    add_clauses(tree, parties, index, group, draft)
    if lemma in among("receiving") and group.name in ("accept", "light-call") and not passive:
        draft.agents, draft.others = draft.others, draft.agents  # "secured permission from him": he gave it
    if group.type == "grant" and passive and not draft.agents:
        draft.agents = _refuge_in(tree, parties, index)
    if group.type == "learn" and not draft.others:
        draft.others = _cleft(tree, parties, index)
    if not draft.others and group.obj in ("other", "party", "person"):
        addressee_by_roles(tree, parties, index, draft)
    if not draft.agents and not passive and tree.subject(index) < 0:
        doer_by_roles(tree, parties, index, draft)
    if draft.type in ("ask", "order") and not draft.others:
        wanted_of(tree, parties, index, draft)
    if group.name in ABOUT_THEM and not draft.others:
        spoken_of(tree, parties, draft)
    if not meets_needs(tree, parties, index, group, draft, (iobj, obj)):
        return None
    if group.things and draft.others and not draft.content:
        return None
    lied = (
        lemma == "lie"
        and tree.low(index) not in ("lie", "lies")
        and draft.content
        and any(parties.somebody(agent) for agent in draft.agents)
    )
    heard = any(parties.somebody(other) for other in draft.others) or draft.clause >= 0 or lied
    if lemma in group.guard and not heard:
        return None
    if group.type == "grant" and any(tree.low(agent) in among("anybody") for agent in draft.agents):
        return None  # "not everyone agrees"
    if lemma == "hear" and not draft.content and not any(tree.case(kid) in ("about", "of") for kid in tree.kids(index)):
        return None  # "had heard from them over and over": nothing is said of what
    if lemma == "challenge" and group.type == "ask" and draft.clause < 0:
        return None  # who runs against somebody asks nothing of him
    if group.type == "meet" and not draft.others and tree.low(max(0, tree.kid(index, "nsubj"))) in ("we", "i", "you"):
        return None  # "we are talking about a Senate on a knife's edge"
    if lemma == "call" and group.type == "call" and _summoned(tree, parties, index):
        return None
    if lemma == "commit" and not draft.content:
        return None  # "delegates committed to her": pledged, and nothing said
    if group.name == "publish" and obj >= 0 and speaks_itself(tree, obj):
        return None  # "issued a memo instructing …": what it does is told by the verb
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


def _summoned(tree: Tree, parties: Parties, index: int) -> bool:
    """ "Called them to the stage": nobody is rung up."""
    return any(
        tree.case(kid) in ("to", "onto", "into") and not parties.personal(kid) for kid in tree.kids(index, "obl")
    )


def _refuge_in(tree: Tree, parties: Parties, index: int) -> list[int]:
    """ "Was granted asylum in Norrland": a state's refuge is its own to give."""
    for noun in tree.kids(index, "obj", "nsubj:pass"):
        if tree.lemma(noun) in among("refuges"):
            near = [*tree.kids(noun, "nmod"), *(kid for kid in tree.kids(index, "obl") if kid > noun)]
            return [kid for kid in near if tree.case(kid) == "in" and tree.words[kid].upos == "PROPN"][:1]
    return []


def _cleft(tree: Tree, parties: Parties, index: int) -> list[int]:
    """ "It was from him that she learned it": the one who is set in front of the clause."""
    front = tree.head(index)
    if front < 0 or tree.base(index) not in ("acl", "advcl", "ccomp", "csubj") or tree.case(front) != "from":
        return []
    subject = tree.kid(front, "nsubj", "expl")
    return [front] if subject >= 0 and tree.low(subject) == "it" and parties.personal(front) else []
