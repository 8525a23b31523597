"""Who says otherwise: claims that another source disputes, that the account itself refutes, or that a reply denies.

Four signs, each in words that stand near the claim: a dismissal ("It's nonsense", "That was not so"), a correction that
turns the claim round ("In fact, …"), the same matter with and without "not", and one who is told of in the claim and
says that it was not so. A claim keeps the status that its own words give it, unless that is "asserted" or hearsay.
"""

from whoknew.model import Analysis, Claim
from whoknew.model.wording import Wording
from whoknew.stages.claims.beside import beside
from whoknew.stages.claims.drafts import Draft
from whoknew.stages.claims.lexicon import Lexicon, lexicon
from whoknew.stages.claims.marking import inside, mark, of_source, tells_of
from whoknew.stages.claims.matched import turned_round
from whoknew.stages.claims.predicates import negative, plain, text_of
from whoknew.stages.claims.retracted import retracted


def settle(
    analysis: Analysis, words: Wording, drafts: list[Draft], bags: list[frozenset[str]], claims: list[Claim]
) -> list[Claim]:
    """The claims with "disputed", "refuted" and "denied" where the text around them says so, each with its link."""
    made = list(claims)
    at = _by_sentence(words, drafts)
    _answers(analysis, words, drafts, made, at)
    _own_words(analysis, words, drafts, made, at)
    turned_round(words, drafts, made)
    beside(analysis, words, drafts, bags, made, at)
    _within(words, drafts, made)
    retracted(analysis, words, drafts, made, at)
    return made


def _by_sentence(words: Wording, drafts: list[Draft]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for k, draft in enumerate(drafts):
        found.setdefault(words.sentence[draft.first], []).append(k)
    return found


def _answers(
    analysis: Analysis, words: Wording, drafts: list[Draft], made: list[Claim], at: dict[int, list[int]]
) -> None:
    """A source's dismissal ("“It's nonsense,” he said") of what was said just before it."""
    lists = lexicon()
    for k, draft in enumerate(drafts):
        if not of_source(draft) or draft.status == "denied" or not _dismisses(lists, text_of(words, draft)):
            continue
        home = words.sentence[draft.first]
        for back in range(3):
            found = [
                o
                for o in at.get(home - back, ())
                if drafts[o].first < draft.first
                and drafts[o].chain[-1] != draft.chain[-1]
                and of_source(drafts[o])
                and (drafts[o].kind != "opinion" or tells_of(analysis, words, drafts[o], draft))
                and not _dismisses(lists, text_of(words, drafts[o]))
            ]
            if found and _same_block(analysis, home, home - back):
                target = found[-1]
                about = tells_of(analysis, words, drafts[target], draft)
                mark(made, target, "denied" if about else "disputed", words, draft, k)
                break


def _dismisses(lists: Lexicon, text: str) -> bool:
    return any(pattern.match(text) for pattern in lists.dismissals) and len(text.split()) <= 14


def _same_block(analysis: Analysis, one: int, other: int) -> bool:
    """Whether two sentences stand in one paragraph or in neighbouring ones."""
    if one < 0 or other < 0:
        return False
    return abs(analysis.sentences[one].block - analysis.sentences[other].block) <= 1


def _own_words(
    analysis: Analysis, words: Wording, drafts: list[Draft], made: list[Claim], at: dict[int, list[int]]
) -> None:
    """What the account says of a claim right after it: "It was not", "That was not so", "In fact, it had …"."""
    lists = lexicon()
    for number, sentence in enumerate(analysis.sentences):
        first, end = sentence.first, min(sentence.end, len(words))
        if first >= end or words.quoted[first] >= 0:
            continue
        text = plain(words, first, min(end, first + 14))
        flat = any(pattern.match(text) for pattern in lists.flat)
        turned = any(text.startswith(opening) for opening in lists.corrections)
        if not (flat or turned):
            continue
        if any(drafts[k].chain[1:2] and drafts[k].chain[1] for k in at.get(number, ()) if len(drafts[k].chain) == 2):
            continue  # a source says so, not the account
        before = [k for k in at.get(number - 1, ()) if of_source(drafts[k]) and drafts[k].kind != "opinion"]
        if not before or analysis.sentences[number - 1].block != sentence.block:
            continue
        not_so = bool(lists.negations & set(words.lower[first:end]))
        if flat:
            target: int | None = before[-1]
        else:
            target = next((k for k in reversed(before) if negative(words, drafts[k]) != not_so), None)
        if target is not None:
            own = next((k for k in at.get(number, ()) if not of_source(drafts[k])), None)
            mark(made, target, "refuted", words, drafts[own] if own is not None else None, own)


def _within(words: Wording, drafts: list[Draft], made: list[Claim]) -> None:
    """ "“He says he is a friend of the miners,” she said, “but it is just talk.”": what he says is disputed by her."""
    lists = lexicon()
    for k, inner in enumerate(drafts):
        if len(inner.chain) < 3 or inner.status not in ("asserted", "alleged"):
            continue
        for outer in drafts[max(0, k - 8) : k + 8]:
            if outer is inner or inner.chain[:-1] != outer.chain or not inside(inner, outer):
                continue
            stop = inner.ranges[-1][1]
            rest = [(max(a, stop), b) for a, b in outer.ranges if b > stop]
            text = " ".join(plain(words, a, b) for a, b in rest)
            after = text.split("but ", 1)[1] if "but " in text[:60] else ""
            if after and any(word in after for word in lists.scorn):
                mark(made, k, "disputed", words, None, None)
