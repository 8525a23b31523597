"""Answers and their requests: who a refusal, grant or reply goes to, and what it is about, from what came before."""

from whoknew.model.syntax import Tree
from whoknew.stages.acts.draft import Draft
from whoknew.stages.acts.lexicon import among, words
from whoknew.stages.acts.parties import Parties, same_parties

ANSWERS = ("refuse", "grant")
FAR = 5  # and where it was put to the very one who answers
BACK = 2  # sentences that a request is looked for in


def link(tree: Tree, parties: Parties, drafts: list[Draft]) -> None:
    """Give answers the party and content of what they answer; a reply in the same sentence its asker."""
    for number, draft in enumerate(drafts):
        if draft.type == "deny" and not draft.others:
            _answer_charge(tree, parties, drafts, number)
        asked = _asked(tree, parties, drafts, number)
        if asked is None:
            continue
        request = drafts[asked]
        if draft.type in ANSWERS or _elliptic(tree, draft):
            draft.reply_to = asked
            if not draft.others and request.agents and not same_parties(parties, request.agents, draft.agents):
                draft.others = list(request.agents)
            if request.content and (not draft.content or _elliptic(tree, draft)):
                draft.content = list(request.content)
                draft.clause = request.clause
        elif draft.type in ("tell", "deny", "promise") and tree.sentence[request.word] == tree.sentence[draft.word]:
            if (
                request.kind == "noun"
                or draft.voice != "addressed"
                or not same_parties(parties, request.others, draft.agents)
            ):
                continue
            draft.reply_to = asked
            if not draft.others:
                draft.others = list(request.agents)


def charged(tree: Tree, parties: Parties, drafts: list[Draft]) -> None:
    """Denials again, once whoever was spoken to in a call is known."""
    for number, draft in enumerate(drafts):
        if draft.type == "deny" and not draft.others:
            _answer_charge(tree, parties, drafts, number)


def _answer_charge(tree: Tree, parties: Parties, drafts: list[Draft], number: int) -> None:
    """A denial answers whoever charged or asked the denier shortly before."""
    draft = drafts[number]
    for charge in reversed(drafts[max(0, number - 6) : number]):
        if tree.sentence[draft.word] - tree.sentence[charge.word] > BACK:
            return
        charging = charge.type == "ask" or (charge.type == "tell" and charge.spoken_of)
        if charging and charge.agents and same_parties(parties, charge.others, draft.agents):
            draft.others = [agent for agent in charge.agents if not same_parties(parties, [agent], draft.agents)]
            return


def _elliptic(tree: Tree, draft: Draft) -> bool:
    """ "He promised that he would": the request before says what."""
    if draft.type != "promise" or not draft.content:
        return False
    words = tree.text[draft.content[0][0] : draft.content[0][1]].lower().split()
    return len(words) <= 3 and words[-1] in ("would", "will", "so", "that")


def _asked(tree: Tree, parties: Parties, drafts: list[Draft], number: int) -> int | None:
    """Index of the latest request that this draft can answer; in the same sentence it may follow ("when asked")."""
    draft = drafts[number]
    here = tree.sentence[draft.word]
    candidates = list(range(number - 1, max(-1, number - 12), -1))
    if number + 1 < len(drafts) and draft.type not in ANSWERS:
        candidates.append(number + 1)
    for other in candidates:
        request = drafts[other]
        distance = here - tree.sentence[request.word]
        if request.type not in ("ask", "order") and not (draft.type in ANSWERS and request.type == "promise"):
            continue
        if not 0 <= distance <= max(FAR, BACK) or (other > number and not _when_asked(tree, request, draft)):
            continue
        asked_him = same_parties(parties, request.others, draft.agents)
        if (
            not 0
            <= distance
            <= ((FAR if asked_him else BACK) if draft.type in ANSWERS or _elliptic(tree, draft) else 0)
        ):
            continue
        if request.agents and same_parties(parties, request.agents, draft.agents):
            continue
        return other
    return None


def _when_asked(tree: Tree, request: Draft, draft: Draft) -> bool:
    """ "He said so when she asked", "asked by her, he said": a request told after the answer but made before it."""
    if tree.head(request.word) != draft.word:
        return False
    if tree.passive(request.word):
        return True
    return any(tree.low(kid) in ("when", "after", "as", "once") for kid in tree.kids(request.word, "mark", "advmod"))


def sharpen(tree: Tree, parties: Parties, draft: Draft) -> None:
    """Telling somebody what one will do is a promise; what one will not do, when asked, a refusal; a question asks."""
    if draft.type != "tell" or draft.clause < 0 or draft.kind != "verb":
        return
    clause = draft.clause
    if tree.base(clause) == "parataxis" and tree.base(tree.finite_head(clause)) == "root":
        return
    if draft.content and _asks(tree, draft.word, draft.content[0]):
        draft.type = "ask"
        return
    if _disowns(tree, parties, draft):
        draft.type = "deny"
        return
    duty = {tree.low(kid) for kid in tree.kids(clause, "aux")} & {"must", "should", "ought"}
    subject = tree.kid(clause, "nsubj")
    told_me = subject >= 0 and tree.low(subject) in ("i", "we") and parties.covering(tree.spans[subject][0]) is None
    if duty and told_me and not draft.others and not same_parties(parties, [subject], draft.agents):
        draft.others = [subject]
    if duty and draft.others and subject >= 0 and same_parties(parties, [subject], draft.others):
        draft.type = "order" if "must" in duty else "ask"
        return
    if own_doing(tree, parties, draft):
        negative = tree.negated(clause) >= 0
        if not negative or draft.others:
            draft.type = "refuse" if negative else "promise"


def _asks(tree: Tree, verb: int, content: tuple[int, int]) -> bool:
    """Whether what is said is a question, rather than the sentence that the verb stands in ("Why did you tell her?")."""
    if not tree.text[content[0] : content[1] + 1].rstrip(QUOTES).endswith("?"):
        return False
    between = tree.text[tree.spans[verb][1] : content[0]]
    return content[0] < tree.spans[verb][0] or any(mark in between for mark in QUOTES + "“‘:,")


QUOTES = "'\"”’"


def _disowns(tree: Tree, parties: Parties, draft: Draft) -> bool:
    """Whether somebody says of himself that something was not so: in answer, or as one who insists ("swore that he had
    not signed it"); what he will not do is no denial."""
    clause = draft.clause
    subject = tree.kid(clause, "nsubj")
    if tree.negated(clause) < 0 or subject < 0 or {tree.low(kid) for kid in tree.kids(clause, "aux")} & words().modals:
        return False
    if not (tree.low(subject) in ("i", "we") or same_parties(parties, [subject], draft.agents)):
        return False
    return draft.reply_to >= 0 or tree.lemma(draft.word) in among("insisting")


def own_doing(tree: Tree, parties: Parties, draft: Draft) -> bool:
    """Whether what is said is what the speaker himself will do: "she said she would pay"."""
    clause = draft.clause
    if clause < 0 or tree.words[clause].upos != "VERB" or tree.kid(clause, "cop") >= 0:
        return False
    aux = {tree.low(kid) for kid in tree.kids(clause, "aux")}
    subject = tree.kid(clause, "nsubj")
    if subject < 0 or tree.lemma(clause) in among("states") or aux & words().hedge_modals:
        return False
    if not aux & {"will", "would", "'ll", "wo", "'d"} or aux & {"have"}:
        return False
    if tree.low(subject) in ("i", "we") or same_parties(parties, [subject], draft.agents):
        return True
    done_to = tree.kid(clause, "obj", "iobj")
    if tree.low(subject) in ("he", "she") and done_to >= 0 and tree.low(done_to) in ("him", "her", "them", "you"):
        return True  # "told him he would help him": the teller helps
    pronoun = tree.low(subject) in ("he", "she", "they", "we", "it") and parties.entity(subject) is None
    return pronoun or (
        tree.low(subject) in ("he", "she", "we")
        and bool(draft.others)
        and not same_parties(parties, [subject], draft.others)
    )


def blamed(tree: Tree, parties: Parties, draft: Draft) -> None:
    """Who is complained of, or charged with something: the one that the clause is about."""
    if draft.type != "tell" or draft.clause < 0 or draft.kind != "verb" or draft.others:
        return  # who hears it is the other one
    subject = tree.kid(draft.clause, "nsubj")
    if subject < 0 or not parties.personal(subject) or same_parties(parties, [subject], draft.agents):
        return
    charged = draft.group == "complain" or (_charged(tree, draft.clause) and _named(tree, parties, subject))
    if charged:
        draft.spoken_of = True
        draft.others.append(subject)


def _charged(tree: Tree, clause: int) -> bool:
    """Whether a clause's own words say something bad: its verb, or what stands under it near by."""
    near = [clause, *tree.kids(clause, "obj", "xcomp", "obl", "amod", "advmod")]
    near += [kid for index in near[1:] for kid in tree.kids(index, "amod", "compound", "nmod", "xcomp")]
    return any(tree.lemma(index) in words().accusing or tree.low(index) == "allegedly" for index in near)


def _named(tree: Tree, parties: Parties, index: int) -> bool:
    return parties.entity(index) is not None and tree.low(index) not in ("i", "we", "you", "it")
