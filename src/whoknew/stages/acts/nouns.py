"""Acts that a noun brings ("his promise that …", "a phone call in which …"), where it introduces them."""

from whoknew.model.syntax import Tree
from whoknew.stages.acts.clauses import clause_span
from whoknew.stages.acts.draft import Draft
from whoknew.stages.acts.lexicon import NounGroup, among, noun_groups, verb_groups
from whoknew.stages.acts.parties import Parties, same_parties


def noun_draft(tree: Tree, parties: Parties, index: int) -> Draft | None:
    """The act that the noun at ``index`` introduces, or None."""
    for group in noun_groups().get(tree.lemma(index), ()):
        draft = _fit(tree, parties, index, group)
        if draft is not None:
            return draft
    return None


def _fit(tree: Tree, parties: Parties, index: int, group: NounGroup) -> Draft | None:
    if group.requires_modifier and not any(
        tree.low(kid) in group.requires_modifier for kid in tree.kids(index, "compound", "amod")
    ):
        return None
    if tree.base(index) in ("compound", "flat", "amod"):
        return None
    determiners = {tree.low(kid) for kid in tree.kids(index, "det", "amod")}
    if determiners & among("generic") and not (tree.lemma(index) == "interview" and determiners & {"another"}):
        return None
    draft = Draft(type=group.type, cue=[index], word=index, kind="noun", group="noun")
    whose = tree.kid(index, "nmod:poss")
    if whose >= 0 and parties.personal(whose):
        draft.agents.append(whose)
    if not draft.agents and tree.lemma(index) in among("compound_of"):
        draft.agents.extend(
            kid
            for kid in tree.kids(index, "compound", "nmod")
            if kid < index and tree.words[kid].upos == "PROPN" and not tree.case(kid) and parties.somebody(kid)
        )
    for kid in (*tree.kids(index, "nmod", "acl", "ccomp", "obl", "advcl"), *_astray(tree, index)):
        if tree.rel(kid) == "acl:relcl":
            continue
        case = tree.case(kid)
        clausal = tree.base(kid) in ("acl", "ccomp", "advcl") and tree.words[kid].upos in ("VERB", "AUX", "ADJ", "NOUN")
        role = group.preps.get(case, "")
        if clausal and (case in ("that", "to", "") or role == "content"):
            if tree.low(kid).endswith("ed") and case == "":
                _participle(tree, parties, kid, draft)
                continue
            draft.clause = kid
            draft.content.append(clause_span(tree, kid))
        elif role == "both":
            draft.agents.extend(parties.heads(kid)[:1])
            draft.others.extend(parties.heads(kid)[1:])
        elif role in ("agent", "other"):
            if parties.personal(kid):
                (draft.agents if role == "agent" else draft.others).append(kid)
            elif role == "other" and tree.kid(kid, "nmod:poss") >= 0 and parties.personal(tree.kid(kid, "nmod:poss")):
                draft.others.append(tree.kid(kid, "nmod:poss"))
                draft.content.append(clause_span(tree, kid))
        elif role == "content" and kid not in tree.timed:
            party = tree.kid(kid, "nmod:poss")
            if group.type == "tell" and parties.personal(kid) and tree.lemma(index) in among("about_somebody"):
                draft.others.append(kid)
                draft.spoken_of = True
            else:
                if (
                    group.type == "tell"
                    and party >= 0
                    and tree.lemma(index) in among("about_somebody")
                    and parties.personal(party)
                ):
                    draft.others.append(party)
                    draft.spoken_of = True
                draft.content.append(clause_span(tree, kid))
    if tree.lemma(index) == "interview":
        _interview(tree, parties, index, draft)
    if group.type in ("meet", "call") and not draft.agents and tree.lemma(index) != "interview":
        _took_part(tree, parties, index, draft)
    _lent(tree, parties, index, group, draft)
    if draft.agents and not draft.others and tree.base(index) == "obj":
        _received(tree, parties, index, draft)
    if group.type == "ask" and draft.agents and not draft.others:
        _answered(tree, parties, index, draft)
        _bidden(tree, parties, index, draft)
    return draft if _introduces(tree, index, group, draft) else None


def _astray(tree: Tree, index: int) -> list[int]:
    """Phrases right after an object noun that the parser hung on its verb ("drew criticism from members")."""
    governor = tree.head(index)
    if governor < 0 or tree.base(index) not in ("obj", "obl") or tree.words[governor].upos not in ("VERB", "AUX"):
        return []
    after = tree.phrase(index)[-1] + 1
    return [kid for kid in tree.kids(governor, "obl") if kid > index and tree.kids(kid, "case")[:1] == [after]]


def _participle(tree: Tree, parties: Parties, kid: int, draft: Draft) -> None:
    """ "A letter sent by the bank to the firm": who sent it, and to whom."""
    for grand in tree.kids(kid, "obl"):
        if tree.case(grand) == "by" and parties.personal(grand):
            draft.agents.append(grand)
        elif tree.case(grand) == "to" and parties.personal(grand):
            draft.others.append(grand)


def _interview(tree: Tree, parties: Parties, index: int, draft: Draft) -> None:
    """Interviewer = agent, interviewee = other: who speaks "in an interview with X" was interviewed by X."""
    asked = draft.others
    draft.others = []
    draft.agents = [*draft.agents, *asked] if asked else draft.agents
    governor = tree.head(index)
    if governor >= 0 and tree.words[governor].upos == "VERB":
        speaker = tree.subject(governor)
        if speaker >= 0:
            draft.others.append(speaker)
    if draft.agents and not asked and not draft.others:
        draft.others, draft.agents = draft.agents, []
    if draft.others and not draft.agents and _to_us(tree, index):
        draft.others = []  # "…, he said in a telephone interview": with whoever tells of it


def _to_us(tree: Tree, index: int) -> bool:
    """Whether an interview is only how a source spoke: the phrase of a verb of saying, with no interviewer and no time of
    its own."""
    governor = tree.head(index)
    said = governor >= 0 and tree.lemma(governor) in among("spoke") and tree.case(index) in ("in", "during")
    return said and not tree.kids(index, "nmod", "nmod:poss", "acl") and tree.words[index].upos == "NOUN"


def _took_part(tree: Tree, parties: Parties, index: int, draft: Draft) -> None:
    """ "She recounted a meeting with him", "said in a talk with them": who tells of it, or speaks at it, took part."""
    governor = tree.head(index)
    if governor < 0 or tree.words[governor].upos != "VERB" or not draft.others:
        return
    if tree.base(index) == "obj" or tree.case(index) in ("in", "at", "during", "after", "from"):
        subject = tree.subject(governor)
        if subject >= 0 and parties.personal(subject) and not tree.passive(governor) and subject not in draft.others:
            draft.agents.append(subject)


def _lent(tree: Tree, parties: Parties, index: int, group: NounGroup, draft: Draft) -> None:
    """ "She made an appeal to the crew": a light verb lends the noun its subject, and its addressee."""
    measured = tree.head(index) if tree.base(index) == "nmod" and tree.case(index) == "of" else -1
    if measured >= 0 and tree.lemma(measured) in among("measures"):
        index = measured  # "unleashed a flurry of tweets"
    governor = tree.head(index)
    if governor < 0 or draft.agents or tree.lemma(governor) not in among("light") or group.type in ("meet", "call"):
        return
    if any(tree.lemma(kid) in verb_groups() for kid in tree.kids(draft.word, "acl")) and index == draft.word:
        return  # "a memo instructing …": what it does is told by the verb
    passive = tree.passive(governor)
    if tree.base(index) == "obj" and not passive:
        subject = tree.subject(governor)
    elif tree.base(index) == "nsubj" and passive:
        subject = next((kid for kid in tree.kids(governor, "obl") if tree.case(kid) == "by"), -1)
    else:
        return
    if subject >= 0 and parties.personal(subject) and subject != index:
        draft.agents.append(subject)
        draft.lent = True
    for kid in tree.kids(governor, "iobj", "obl"):
        to = tree.base(kid) == "iobj" or group.preps.get(tree.case(kid)) == "other"
        if to and kid not in draft.others and parties.personal(kid):
            draft.others.append(kid)


def _received(tree: Tree, parties: Parties, index: int, draft: Draft) -> None:
    """ "She won endorsements from two unions": they were given to her."""
    governor = tree.head(index)
    if governor >= 0 and tree.lemma(governor) in among("receiving") and tree.kid(index, "nmod:poss") < 0:
        subject = tree.subject(governor)
        if subject >= 0 and parties.personal(subject) and subject not in draft.agents:
            draft.others.append(subject)


def _answered(tree: Tree, parties: Parties, index: int, draft: Draft) -> None:
    """Who answers "in response to a question from X" was asked it."""
    governor = tree.head(index)
    for _ in range(3):
        if governor < 0 or tree.words[governor].upos in ("VERB", "AUX"):
            break
        governor = tree.head(governor)
    through = tree.head(index)
    if governor >= 0 and through >= 0 and tree.low(through) in ("response", "answer", "reply", "reaction"):
        speaker = tree.subject(governor)
        if speaker >= 0 and parties.personal(speaker) and speaker not in draft.agents:
            draft.others.append(speaker)


def _bidden(tree: Tree, parties: Parties, index: int, draft: Draft) -> None:
    """ "His request that the bank wait": the bank is asked; "at her invitation they came": they were invited."""
    doer = tree.kid(draft.clause, "nsubj") if draft.clause >= 0 else -1
    governor = tree.head(index)
    if doer < 0 and tree.base(index) == "obl" and tree.case(index) in ("at", "on", "upon") and governor >= 0:
        doer = tree.subject(governor) if tree.words[governor].upos == "VERB" else -1
    if doer >= 0 and parties.personal(doer) and not same_parties(parties, [doer], draft.agents):
        draft.others.append(doer)


def _introduces(tree: Tree, index: int, group: NounGroup, draft: Draft) -> bool:
    """A noun that points back to something told already is not an act; one with parties or content may be."""
    lemma = tree.lemma(index)
    if group.type == "mislead":  # who is called a deceiver by somebody has not thereby deceived
        owned = tree.kid(index, "nmod:poss") >= 0 or draft.lent
        return owned and bool(draft.agents) and tree.base(index) in ("obj", "obl", "nsubj", "conj")
    if draft.lent:
        return bool(draft.content or draft.others) or lemma in group.strong
    definite = any(tree.low(kid) == "the" for kid in tree.kids(index, "det"))
    if lemma == "interview":
        if tree.kid(index, "nmod:poss") >= 0:
            return False
        return bool(draft.others or draft.agents) and tree.case(index) in ("in", "during", "") and not definite
    if group.type in ("meet", "call"):
        return bool(draft.others) and bool(draft.agents or not definite)
    if lemma in group.strong:
        return bool(draft.agents or draft.others or draft.content) and not (
            definite and not draft.agents and not draft.clause >= 0
        )
    if group.type == "ask" and draft.others and draft.agents:
        return True
    return (bool(draft.agents) and bool(draft.content or draft.others)) or (draft.clause >= 0 and bool(draft.agents))


def points_back(tree: Tree, parties: Parties, draft: Draft, before: list[Draft]) -> bool:
    """ "Approval of the committee's recommendation": a noun that names again what its doer was said to have done."""
    if tree.kid(draft.word, "nmod:poss") < 0 or draft.lent or draft.clause >= 0 or draft.content or draft.others:
        return False
    return any(
        earlier.type == draft.type
        and (tree.lemma(earlier.word) == tree.lemma(draft.word) or earlier.word in draft.cue)
        and same_parties(parties, earlier.agents, draft.agents)
        for earlier in before
    )
