"""Acts that a turn of phrase brings ("kept in the dark", "made it clear"): matched on lemmas, with their roles."""

from whoknew.model.syntax import Tree
from whoknew.stages.acts.clauses import clause_span
from whoknew.stages.acts.draft import Draft, Quantity
from whoknew.stages.acts.lexicon import Idiom, among, idioms, words
from whoknew.stages.acts.parties import Parties
from whoknew.stages.acts.phrases import quantity


def turn_draft(tree: Tree, parties: Parties, index: int) -> Draft | None:
    """The act of the idiom that begins at ``index``, or None."""
    table, lemma, low = idioms(), tree.lemma(index), tree.low(index)
    for key in (lemma,) if low == lemma else (lemma, low):
        for idiom in table.get(key, ()):
            matched = _match(tree, index, idiom.words)
            if matched is None:
                continue
            draft = _draft(tree, parties, idiom, matched)
            if draft is not None:
                return draft
    return None


def _match(tree: Tree, index: int, pattern: tuple[str, ...]) -> list[int] | None:
    """Word indices that stand for the pattern's words in order, None where they do not."""
    found = [index]
    position, gap = index + 1, 0
    for item in pattern[1:]:
        if item.startswith("*"):
            gap = int(item[1:])
            continue
        optional = item.startswith("?")
        choices = item.lstrip("?").split("|")
        hit = -1
        for at in range(position, min(position + gap + 1, tree.size)):
            if tree.sentence[at] != tree.sentence[index]:
                break
            if tree.low(at) in choices or tree.lemma(at) in choices:
                hit = at
                break
            if tree.words[at].upos == "PUNCT" and tree.low(at) in (".", ";", "?", "!"):
                break
        if hit < 0:
            if optional:
                continue
            return None
        found.append(hit)
        position, gap = hit + 1, 0
    return found


def _draft(tree: Tree, parties: Parties, idiom: Idiom, matched: list[int]) -> Draft | None:
    verb = _predicate(tree, matched, idiom)
    passive = tree.passive(verb) and bool(tree.kids(verb, "aux:pass", "nsubj:pass"))
    if idiom.passive_only and not passive:
        return None
    if idiom.particle and tree.base(matched[-1]) in ("case", "mark"):
        return None
    draft = Draft(type=idiom.type, cue=_cue(matched), word=verb, kind="idiom", group="idiom")
    for head in dict.fromkeys((verb, *matched)):
        _roles(tree, parties, idiom, head, draft, passive)
    if idiom.roles.get("subject", "none") != "none" or (passive and "object" in idiom.roles):
        role = idiom.roles.get("object", "") if passive else idiom.roles["subject"]
        subject = tree.subject(verb)
        if subject >= 0 and subject not in matched:
            if idiom.person and not parties.personal(subject):
                return None
            _put(tree, draft, role, subject)
    elif idiom.roles and idiom.roles.get("subject") == "none" and not passive:
        pass
    if idiom.person_in and not draft.others:
        return None
    if idiom.negation == "drop":
        draft.voice = "settled"
    draft.quantity = _quantity(tree, matched)
    if idiom.type in ("unaware", "withhold") and not draft.agents and not draft.others:
        return None
    return draft


def _cue(matched: list[int]) -> list[int]:
    return matched if matched[-1] - matched[0] < 7 else [matched[0]]


def _predicate(tree: Tree, matched: list[int], idiom: Idiom) -> int:
    """The word whose subject counts: the idiom's verb, or what it is the copula or auxiliary of."""
    index = matched[min(idiom.anchor, len(matched) - 1)]
    for _ in range(3):
        if (tree.base(index) in ("cop", "aux") and tree.head(index) >= 0) or (
            tree.base(index) in ("fixed", "amod", "det", "case", "compound")
            and tree.head(index) >= 0
            and idiom.anchor != 0
        ):
            index = tree.head(index)
        else:
            break
    return index


def _roles(tree: Tree, parties: Parties, idiom: Idiom, head: int, draft: Draft, passive: bool) -> None:
    for kid in tree.kids(head):
        if kid in draft.cue:
            continue
        base = tree.base(kid)
        if base in ("obj", "iobj") and "object" in idiom.roles:
            role = idiom.roles["object"]
            if role in ("other", "agent") and not parties.personal(kid):
                continue
            _put(tree, draft, role, kid)
        elif base in ("obl", "nmod", "advcl") and tree.case(kid) in idiom.roles:
            role = idiom.roles[tree.case(kid)]
            if role in ("other", "agent") and not (
                parties.personal(kid) or quantity(tree, kid) in ("none", "almost_none")
            ):
                continue
            _put(tree, draft, role, kid)
        elif (
            base in ("ccomp", "xcomp", "acl", "csubj")
            and "clause" in idiom.roles
            and draft.clause < 0
            and tree.rel(kid) != "acl:relcl"
        ):
            draft.clause = kid
            draft.content.append(clause_span(tree, kid))
        elif base == "obl" and tree.rel(kid) == "obl:agent" and passive and "subject" in idiom.roles:
            _put(tree, draft, idiom.roles["subject"], kid)


def _put(tree: Tree, draft: Draft, role: str, head: int) -> None:
    if role == "agent" and head not in draft.agents:
        draft.agents.append(head)
    elif role == "other" and head not in draft.others:
        draft.others.append(head)
    elif role == "content" and head not in draft.content_nouns:
        draft.content_nouns.append(head)
        draft.content.append(clause_span(tree, head))


def _quantity(tree: Tree, matched: list[int]) -> Quantity:
    lows = {tree.low(index) for index in matched}
    if lows & words().almost:
        return "almost_none"
    return "none" if lows & {"no", "nobody", "none"} and len(matched) > 2 else None


def unanswered(tree: Tree, index: int) -> Draft | None:
    """ "Called again and got no answer": a call that was only tried, even where nobody is said to be called."""
    if tree.lemma(index) not in ("call", "ring", "phone", "telephone") or tree.words[index].upos != "VERB":
        return None
    if tree.kid(index, "obj") >= 0:
        return None
    for kid in tree.kids(index, "conj", "advcl"):
        answer = tree.kid(kid, "obj")
        if answer < 0 or tree.lemma(answer) not in among("answer") or tree.negated(kid) < 0:
            continue
        if tree.lemma(kid) in ("get", "receive", "have"):
            draft = Draft(type="call", cue=[index], word=index, group="call", completed=False)
            subject = tree.subject(index)
            if subject >= 0:
                draft.agents.append(subject)
            return draft
    return None


def got_nothing(tree: Tree, index: int, before: list[Draft]) -> Draft | None:
    """ "Asked for troops and got nothing": the one who was asked refused."""
    if tree.lemma(index) not in ("get", "receive", "obtain", "win") or tree.words[index].upos != "VERB":
        return None
    thing = tree.kid(index, "obj")
    if thing < 0 or (
        tree.low(thing) not in ("nothing", "none")
        and not (tree.lemma(thing) in among("help") and tree.negated(index) >= 0)
    ):
        return None
    asked = next((draft for draft in reversed(before[-3:]) if draft.type == "ask"), None)
    if asked is None or tree.sentence[asked.word] != tree.sentence[index]:
        return None
    draft = Draft(type="refuse", cue=[index, thing], word=index, group="refuse", kind="idiom", voice="settled")
    draft.agents = list(asked.others)
    draft.others = list(asked.agents)
    draft.content = list(asked.content)
    return draft
