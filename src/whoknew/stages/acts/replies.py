"""Answers and their requests: who a refusal, grant or reply goes to, and what it is about, from what came before."""

from whoknew.model.syntax import Tree
from whoknew.stages.acts.draft import Draft
from whoknew.stages.acts.lexicon import among, words
from whoknew.stages.acts.parties import Parties

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
            if not draft.others and request.agents and not _same(parties, request.agents, draft.agents):
                draft.others = list(request.agents)
            if request.content and (not draft.content or _elliptic(tree, draft)):
                draft.content = list(request.content)
                draft.clause = request.clause
        elif draft.type in ("tell", "deny", "promise") and tree.sentence[request.word] == tree.sentence[draft.word]:
            if request.kind == "noun" or draft.voice != "addressed" or not _same(parties, request.others, draft.agents):
                continue
            draft.reply_to = asked
            if not draft.others:
                draft.others = list(request.agents)


def _answer_charge(tree: Tree, parties: Parties, drafts: list[Draft], number: int) -> None:
    """A denial answers whoever charged the denier shortly before."""
    draft = drafts[number]
    for charge in reversed(drafts[max(0, number - 6) : number]):
        if tree.sentence[draft.word] - tree.sentence[charge.word] > BACK:
            return
        if charge.type == "tell" and charge.agents and _same(parties, charge.others, draft.agents):
            draft.others = [agent for agent in charge.agents if not _same(parties, [agent], draft.agents)]
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
        asked_him = _same(parties, request.others, draft.agents)
        if (
            not 0
            <= distance
            <= ((FAR if asked_him else BACK) if draft.type in ANSWERS or _elliptic(tree, draft) else 0)
        ):
            continue
        if request.type not in ("ask", "order") and not (draft.type in ANSWERS and request.type == "promise"):
            continue
        if request.agents and _same(parties, request.agents, draft.agents):
            continue
        return other
    return None


def _same(parties: Parties, left: list[int], right: list[int]) -> bool:
    def names(indices: list[int]) -> set[str]:
        found = set()
        for party in parties.of(indices):
            found.add(party.entity or party.descriptor.lower())
        return found

    return bool(names(left) & names(right))


def sharpen(tree: Tree, parties: Parties, draft: Draft) -> None:
    """Telling somebody what one will do is a promise; what one will not do, when asked, a refusal; a question asks."""
    if draft.type != "tell" or draft.clause < 0 or draft.kind != "verb":
        return
    clause = draft.clause
    if tree.base(clause) == "parataxis" and tree.base(tree.finite_head(clause)) == "root":
        return
    if draft.content and tree.text[draft.content[0][0] : draft.content[0][1] + 1].rstrip(QUOTES).endswith("?"):
        draft.type = "ask"
        return
    if _disowns(tree, parties, draft):
        draft.type = "deny"
        return
    if own_doing(tree, parties, draft):
        negative = tree.negated(clause) >= 0
        if not negative or draft.others:
            draft.type = "refuse" if negative else "promise"


QUOTES = "'\"”’"


def _disowns(tree: Tree, parties: Parties, draft: Draft) -> bool:
    """Whether somebody says of himself that something was not so: in answer, or as one who insists ("swore that he had
    never signed it"); what he will not do is no denial."""
    clause = draft.clause
    subject = tree.kid(clause, "nsubj")
    if tree.negated(clause) < 0 or subject < 0 or {tree.low(kid) for kid in tree.kids(clause, "aux")} & words().modals:
        return False
    if not (tree.low(subject) in ("i", "we") or _same(parties, [subject], draft.agents)):
        return False
    never = any(tree.low(kid) == "never" for kid in tree.kids(clause, "advmod"))
    return draft.reply_to >= 0 or never or tree.lemma(draft.word) in among("insisting")


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
    if tree.low(subject) in ("i", "we") or _same(parties, [subject], draft.agents):
        return True
    done_to = tree.kid(clause, "obj", "iobj")
    if tree.low(subject) in ("he", "she") and done_to >= 0 and tree.low(done_to) in ("him", "her", "them", "you"):
        return True  # "told him he would help him": the teller helps
    pronoun = tree.low(subject) in ("he", "she", "they", "we", "it") and parties.entity(subject) is None
    return pronoun or (
        tree.low(subject) in ("he", "she", "we") and bool(draft.others) and not _same(parties, [subject], draft.others)
    )


def blamed(tree: Tree, parties: Parties, draft: Draft) -> None:
    """Who is complained of, or charged with something: the one that the clause is about."""
    if draft.type != "tell" or draft.clause < 0 or draft.kind != "verb" or (draft.others and draft.group == "complain"):
        return
    subject = tree.kid(draft.clause, "nsubj")
    if subject < 0 or not parties.personal(subject) or _same(parties, [subject], draft.agents):
        return
    charged = draft.group == "complain" or (_charged(tree, draft.clause) and _named(tree, parties, subject))
    if charged and not _same(parties, [subject], draft.others):
        draft.others.append(subject)


def _charged(tree: Tree, clause: int) -> bool:
    """Whether a clause's own words say something bad: its verb, or what stands under it near by."""
    near = [clause, *tree.kids(clause, "obj", "xcomp", "obl", "amod", "advmod")]
    near += [kid for index in near[1:] for kid in tree.kids(index, "amod", "compound", "nmod", "xcomp")]
    return any(tree.lemma(index) in words().accusing or tree.low(index) == "allegedly" for index in near)


def _named(tree: Tree, parties: Parties, index: int) -> bool:
    return parties.entity(index) is not None and tree.low(index) not in ("i", "we", "you", "it")


def interviewed(tree: Tree, parties: Parties, drafts: list[Draft]) -> None:
    """A quoted question goes to whoever is heard next, in the same sentence or the one after."""
    for _number, draft in enumerate(drafts):
        if draft.type != "ask" or draft.others or draft.kind != "verb" or not draft.agents:
            continue
        if not draft.content or "?" not in tree.text[draft.content[0][0] : draft.content[0][1] + 2]:
            continue
        here = tree.sentence[draft.word]
        if here + 1 >= len(tree.bounds):
            continue
        first, end = tree.bounds[here + 1]
        for index in range(first, min(end, first + 60)):
            if tree.lemma(index) in among("spoke") and tree.words[index].upos == "VERB":
                speaker = tree.subject(index)
                if speaker >= 0 and parties.personal(speaker) and not _same(parties, [speaker], draft.agents):
                    draft.others.append(speaker)
                break


def called(tree: Tree, parties: Parties, drafts: list[Draft]) -> None:
    """What is said in a call or meeting told just before is said by the other party to it."""
    for number, draft in enumerate(drafts):
        if (draft.agents and draft.others) or draft.type not in ("tell", "call", "promise", "ask"):
            continue
        contact = next(
            (
                other
                for other in reversed(drafts[max(0, number - 4) : number])
                if other.type in among("contact")
                and other.others
                and tree.sentence[draft.word] - tree.sentence[other.word] <= (1 if draft.type == "call" else 0)
            ),
            None,
        )
        if contact is None:
            continue
        if draft.others and not draft.agents and _same(parties, draft.others, contact.agents):
            draft.agents = list(contact.others)
        elif contact.kind == "noun" and draft.type != "call":
            continue
        elif draft.agents and not draft.others and _same(parties, draft.agents, contact.agents):
            draft.others = list(contact.others)
        elif draft.agents and not draft.others and _same(parties, draft.agents, contact.others):
            draft.others = list(contact.agents)


def sought_at(tree: Tree, parties: Parties, draft: Draft) -> None:
    """ "Went to Moscow to ask": whoever is gone to is asked."""
    if draft.type != "ask" or draft.others or tree.base(draft.word) not in ("advcl", "xcomp"):
        return
    going = tree.head(draft.word)
    if going < 0 or tree.lemma(going) not in ("go", "travel", "fly", "come", "drive", "turn", "write", "return"):
        return
    for kid in tree.kids(going, "obl"):
        if tree.case(kid) == "to" and parties.personal(kid):
            draft.others.append(kid)
            return


def went_on(tree: Tree, parties: Parties, drafts: list[Draft]) -> None:
    """ "And said: …" at the head of a sentence, without a subject: the one who spoke before goes on; "in response" is to
    whoever spoke just before."""
    for before, draft in zip(drafts, drafts[1:]):
        if tree.sentence[draft.word] - tree.sentence[before.word] > 1 or draft.kind != "verb":
            continue
        first = tree.bounds[tree.sentence[draft.word]][0]
        if not draft.agents and draft.word - first <= 3 and not tree.kids(draft.word, "nsubj", "csubj", "aux:pass"):
            if any(tree.low(index) in ("and", "then") for index in range(first, draft.word)):
                draft.agents = list(before.agents)
                draft.others = draft.others or (list(before.others) if draft.voice == "addressed" else [])
        answers = tree.lemma(draft.word) in among("replying") or any(
            tree.case(kid) == "in" and tree.lemma(kid) in ("response", "reply", "answer") and not tree.kids(kid, "nmod")
            for kid in tree.kids(draft.word, "obl")
        )
        if answers and not draft.others and draft.agents and before.type in ("tell", "ask", "deny", "promise"):
            if before.agents and not _same(parties, before.agents, draft.agents):
                draft.others = list(before.agents)
                draft.reply_to = drafts.index(before)


def met(tree: Tree, parties: Parties, drafts: list[Draft]) -> None:
    """ "He met the chiefs. He told them …": they are those met, where the same man did both."""
    for before, draft in zip(drafts, drafts[1:]):
        if before.type not in among("contact") or draft.type in among("contact") or not before.others:
            continue
        if not 0 <= tree.sentence[draft.word] - tree.sentence[before.word] <= 1:
            continue
        if (
            len(draft.others) == 1
            and tree.low(draft.others[0]) in among("crowd")
            and _same(parties, draft.agents, before.agents)
        ):
            draft.others = list(before.others)
            draft.during = before.word


def apart(tree: Tree, parties: Parties, drafts: list[Draft]) -> None:
    """Nobody speaks to himself: a subject pronoun that was taken for the one spoken to is the last sentence's subject
    (Chomsky 1981, principle B: a pronoun is free in its own clause)."""
    for draft in drafts:
        if len(draft.agents) != 1 or not draft.others or tree.low(draft.agents[0]) not in among("subject_pronouns"):
            continue
        if not _same(parties, draft.agents, draft.others[:1]) or tree.low(draft.others[0]).endswith(("self", "selves")):
            continue
        before = tree.sentence[draft.word] - 1
        if before < 0:
            continue
        first, end = tree.bounds[before]
        root = next((index for index in range(first, end) if tree.base(index) == "root"), -1)
        subject = tree.subject(root) if root >= 0 else -1
        if subject >= 0 and parties.personal(subject) and not _same(parties, [subject], draft.others):
            parties.stands_for[draft.agents[0]] = subject


def carried_on(tree: Tree, parties: Parties, drafts: list[Draft]) -> None:
    """ "He ordered the clerk to … He told her …": the same man goes on with the same other, who was named nearer than
    the one that the chains give; and "them" is no single body where several people were just spoken of."""
    for before, draft in zip(drafts, drafts[1:]):
        if len(draft.others) != 1 or not 0 <= tree.sentence[draft.word] - tree.sentence[before.word] <= 1:
            continue
        pronoun = draft.others[0]
        if (
            tree.low(pronoun) in among("singular")
            and len(before.others) == 1
            and _same(parties, before.agents, draft.agents)
        ):
            other = before.others[0]
            identity = parties.entity(pronoun)
            near = parties.last_mention(identity, pronoun) if identity is not None else -1
            if (
                other > near
                and other < pronoun
                and not parties.plural(other)
                and parties.fits(other, tree.low(pronoun))
            ):
                parties.stands_for[pronoun] = other
        elif tree.low(pronoun) in among("crowd") and not parties.plural(pronoun):
            several = [word for word in (*before.agents, *before.others) if word < pronoun and parties.plural(word)]
            if several:
                parties.stands_for[pronoun] = several[0]


def inherited(tree: Tree, drafts: list[Draft]) -> None:
    """ "He told the host …, noting that …": what is said by the way is said to the same people."""
    by_word = {draft.word: draft for draft in drafts}
    for draft in drafts:
        if draft.others or draft.voice != "addressed" or tree.kid(draft.word, "nsubj") >= 0 or tree.passive(draft.word):
            continue
        if tree.base(draft.word) in ("advcl", "xcomp") and not tree.kids(draft.word, "mark"):
            outer = by_word.get(tree.head(draft.word))
            if outer is not None and outer.others and outer.type in ("tell", "promise", "deny", "ask"):
                draft.others = list(outer.others)
