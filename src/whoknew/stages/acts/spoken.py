"""Parties and things that a verb leaves to its content: whose doing is told of, who is to do what is wanted."""

from whoknew.model import Span
from whoknew.model.syntax import Tree
from whoknew.stages.acts.clauses import clause_span
from whoknew.stages.acts.draft import Draft
from whoknew.stages.acts.lexicon import among
from whoknew.stages.acts.parties import Parties


def spoken_of(tree: Tree, parties: Parties, draft: Draft) -> None:
    """ "Complained of the officers", "dismissed her claim": whose doing or claim it is is the other party."""
    mine = {party.entity for party in parties.of(draft.agents)}
    for noun in draft.content_nouns[:1]:
        identity = parties.entity(noun)
        body = identity is not None and parties.entities[identity].type in among("personal")
        whose = noun if draft.type == "tell" and body else possessor(tree, parties, noun)
        if whose >= 0 and not mine & {party.entity for party in parties.of([whose])}:
            draft.others.append(whose)
            draft.spoken_of = True


def elided(tree: Tree, index: int, span: Span) -> Span:
    """ "Two consents are needed. He was asked for his": what his is, is the thing that was just spoken of."""
    if tree.text[slice(*span)].lower() not in among("possessives"):
        return span
    here = tree.sentence[index]
    first = tree.bounds[max(0, here - 1)][0]
    things = [k for k in range(first, index) if tree.words[k].upos == "NOUN" and tree.base(k) in ("obj", "nsubj:pass")]
    return tree.spans[things[-1]] if things else span


def wanted_of(tree: Tree, parties: Parties, index: int, draft: Draft) -> None:
    """ "Pressed for Congress to pay", "urged that members wait": who is to do what is wanted is asked for it; what
    somebody proposes may be for both to do."""
    if tree.lemma(index) in ("propose", "suggest"):
        return
    for kid in tree.kids(index, "ccomp", "xcomp", "advcl"):
        marks = {tree.low(mark) for mark in tree.kids(kid, "mark", "case")}
        subject = tree.kid(kid, "nsubj")
        if "for" not in marks and (tree.low(kid) != tree.lemma(kid) or tree.kids(kid, "aux")):
            continue  # neither "for … to" nor a subjunctive
        if subject >= 0 and parties.personal(subject) and tree.low(subject) not in ("it", "i", "we", "you", "there"):
            mine = {party.entity for party in parties.of(draft.agents)}
            if not mine & {party.entity for party in parties.of([subject])} - {None}:
                draft.others.append(subject)
            if draft.clause < 0 and tree.base(kid) == "advcl":
                draft.clause = kid
                draft.content[:] = [clause_span(tree, kid)]
            return
    for kid in tree.kids(index, "obl"):  # the same where the tree hangs whoever is to do it on the verb
        doing = [verb for verb in tree.kids(index, "advcl", "xcomp") if verb > kid and tree.case(verb) == "to"]
        if tree.case(kid) == "for" and kid > index and doing and parties.personal(kid):
            draft.others.append(kid)
            who = tree.phrase(kid, frozenset(tree.kids(kid, "case")))
            draft.clause = doing[0]
            draft.content[:] = [(tree.cover(who)[0], clause_span(tree, doing[0])[1])]
            return


def possessor(tree: Tree, parties: Parties, noun: int) -> int:
    whose = tree.kid(noun, "nmod:poss")
    if whose < 0:
        whose = next((kid for kid in tree.kids(noun, "nmod") if tree.case(kid) in ("of", "by", "from")), -1)
    return whose if whose >= 0 and parties.personal(whose) else -1
