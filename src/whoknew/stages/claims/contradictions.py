"""Who says otherwise: claims that another source disputes, that the account itself refutes, or that a reply denies.

Four signs, each in words that stand near the claim: a dismissal ("It's nonsense", "That was not so"), a correction that
turns the claim round ("In fact, …"), the same matter with and without "not", and one who is told of in the claim and
says that it was not so. A claim keeps the status that its own words give it, unless that is "asserted" or hearsay.
"""

import re

import msgspec

from whoknew.model import Analysis, Claim, ClaimLink, Status
from whoknew.model.wording import Wording
from whoknew.stages.claims.drafts import Draft
from whoknew.stages.claims.lexicon import Lexicon, lexicon

NEAR = 3  # sentences after a claim in which its contradiction is looked for
FAR = 60  # claims after a claim that are compared with it word by word
NEGATIONS = frozenset({"not", "n't", "never", "no", "nobody", "nothing", "none", "neither", "nor", "without"})
SAID = frozenset({"neutral", "factive", "hedged", "belief", "evidence", None})


def settle(
    analysis: Analysis, words: Wording, drafts: list[Draft], bags: list[frozenset[str]], claims: list[Claim]
) -> list[Claim]:
    """The claims with "disputed", "refuted" and "denied" where the text around them says so, each with its link."""
    made = list(claims)
    at = _by_sentence(words, drafts)
    _answers(analysis, words, drafts, made, at)
    _own_words(analysis, words, drafts, made, at)
    _turned_round(words, drafts, bags, made)
    _beside(analysis, words, drafts, bags, made, at)
    _within(words, drafts, made)
    return made


def _by_sentence(words: Wording, drafts: list[Draft]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for k, draft in enumerate(drafts):
        found.setdefault(words.sentence[draft.first], []).append(k)
    return found


def _mark(made: list[Claim], target: int, status: Status, words: Wording, by: Draft | None, k: int | None) -> None:
    claim = made[target]
    hearsay = claim.status == "alleged" and claim.kind != "allegation"
    if claim.status == "asserted" or (hearsay and status in ("denied", "refuted", "disputed")):
        made[target] = msgspec.structs.replace(claim, status=status)
    if by is not None and k is not None and k != target:
        link = ClaimLink(relation="denies", claim=claim.id, span=words.span(*by.ranges[0]))
        if all(other.claim != claim.id for other in made[k].links):
            made[k] = msgspec.structs.replace(made[k], links=(*made[k].links, link))


def _text(words: Wording, draft: Draft) -> str:
    """A draft's words in lower case without marks, "n't" joined to its verb."""
    low = (w for first, end in draft.ranges for w in words.lower[first:end] if w[0].isalnum() or w.startswith("'"))
    return " ".join(low).replace(" n't", " not").replace("ca not", "can not").replace("wo not", "will not")


def _plain(words: Wording, first: int, end: int) -> str:
    low = (w for w in words.lower[first:end] if w[0].isalnum() or w.startswith("'"))
    return " ".join(low).replace(" n't", " not")


def negative(words: Wording, draft: Draft) -> bool:
    """Whether a claim is negated in its main clause; without a parse, whether one of its first words negates."""
    first, end = draft.ranges[0]
    if not words.parsed:
        return bool(NEGATIONS & set(words.lower[first : min(end, first + 12)]))
    top = words.head_of(first, end)
    tops = {top} | {i for i in range(first, end) if words.heads[i] == top and words.deprels[i] in ("conj", "xcomp")}
    for i in range(first, end):
        if words.lower[i] in NEGATIONS:
            head = words.heads[i]
            held = head in tops or (0 <= head < len(words) and words.heads[head] in tops and words.deprels[i] == "det")
            if held or i in tops:
                return True
    return False


def _of_source(draft: Draft) -> bool:
    return len(draft.chain) > 1


def _answers(
    analysis: Analysis, words: Wording, drafts: list[Draft], made: list[Claim], at: dict[int, list[int]]
) -> None:
    """A source's dismissal ("“It's nonsense,” he said") of what was said just before it."""
    lists = lexicon()
    for k, draft in enumerate(drafts):
        if not _of_source(draft) or draft.status == "denied" or not _dismisses(lists, _text(words, draft)):
            continue
        home = words.sentence[draft.first]
        for back in range(3):
            found = [
                o
                for o in at.get(home - back, ())
                if drafts[o].first < draft.first
                and drafts[o].chain[-1] != draft.chain[-1]
                and _of_source(drafts[o])
                and drafts[o].kind != "opinion"
                and not _dismisses(lists, _text(words, drafts[o]))
            ]
            if found and _same_block(analysis, home, home - back):
                target = found[-1]
                about = _tells_of(analysis, words, drafts[target], draft)
                _mark(made, target, "denied" if about else "disputed", words, draft, k)
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
        text = _plain(words, first, min(end, first + 14))
        flat = any(pattern.match(text) for pattern in lists.flat)
        turned = any(text.startswith(opening) for opening in lists.corrections)
        if not (flat or turned):
            continue
        if any(drafts[k].chain[1:2] and drafts[k].chain[1] for k in at.get(number, ()) if len(drafts[k].chain) == 2):
            continue  # a source says so, not the account
        before = [k for k in at.get(number - 1, ()) if _of_source(drafts[k]) and drafts[k].kind != "opinion"]
        if not before or analysis.sentences[number - 1].block != sentence.block:
            continue
        not_so = bool(NEGATIONS & set(words.lower[first:end]))
        if flat:
            target: int | None = before[-1]
        else:
            target = next((k for k in reversed(before) if negative(words, drafts[k]) != not_so), None)
        if target is not None:
            own = next((k for k in at.get(number, ()) if not _of_source(drafts[k])), None)
            _mark(made, target, "refuted", words, drafts[own] if own is not None else None, own)


def _turned_round(words: Wording, drafts: list[Draft], bags: list[frozenset[str]], made: list[Claim]) -> None:
    """The same matter once with and once without "not", by two who speak: disputed, or refuted by the account."""
    negatives = [negative(words, draft) for draft in drafts]
    for k, one in enumerate(drafts):
        if len(bags[k]) < 2 or not one.asserts or not _of_source(one) or one.kind == "opinion":
            continue
        for other in range(max(0, k - FAR), min(len(drafts), k + FAR)):
            two = drafts[other]
            if other == k or negatives[k] == negatives[other] or not two.asserts or two.kind == "opinion":
                continue
            shared = bags[k] & bags[other] - NEGATIONS
            fewer = min(len(bags[k] - NEGATIONS), len(bags[other] - NEGATIONS))
            if len(shared) < 2 or len(shared) < 0.6 * fewer or _inside(one, two):
                continue
            if not _of_source(two) and two.status == "asserted" and two.mark == "own":
                _mark(made, k, "refuted", words, two, other)
            elif _of_source(two) and two.chain[-1] != one.chain[-1] and two.chain[-1] and one.first < two.first:
                _mark(made, k, "disputed", words, two, other)


def _inside(one: Draft, other: Draft) -> bool:
    return any(a < d and c < b for a, b in one.ranges for c, d in other.ranges)


def _beside(
    analysis: Analysis,
    words: Wording,
    drafts: list[Draft],
    bags: list[frozenset[str]],
    made: list[Claim],
    at: dict[int, list[int]],
) -> None:
    """One of whom a claim tells says soon after that it was not so; or a record that follows "but" shows otherwise."""
    lists = lexicon()
    for k, draft in enumerate(drafts):
        if not _of_source(draft) or not draft.chain[-1] or draft.status == "denied":
            continue
        home = words.sentence[draft.first]
        nay = negative(words, draft) or "nothing" in _text(words, draft).split()
        opposed = {w for pair in lists.opposites for w in pair} & set(_text(words, draft).split())
        evidence = draft.rests == "evidence" and _but(words, analysis, draft)
        if not (nay or opposed or evidence):
            continue
        for number in range(home, home - NEAR, -1):
            found = [
                o
                for o in at.get(number, ())
                if drafts[o].first < draft.first
                and drafts[o].chain[-1] != draft.chain[-1]
                and _of_source(drafts[o])
                and drafts[o].status in ("asserted", "alleged")
                and drafts[o].kind in ("fact", "allegation")
                and not _inside(drafts[o], draft)
            ]
            told = next(
                (
                    o
                    for o in reversed(found)
                    if (nay and _shares(words, lists, bags, o, k) and _tells_of(analysis, words, drafts[o], draft))
                    or (home - number <= 1 and _opposite(lists, _text(words, drafts[o]), _text(words, draft)))
                    or (evidence and number == home)
                ),
                None,
            )
            if told is not None:
                _mark(made, told, "disputed", words, draft, k)
                break


def _but(words: Wording, analysis: Analysis, draft: Draft) -> bool:
    """Whether "but" or "although" leads up to the one who says a claim, in its sentence."""
    home = words.sentence[draft.first]
    first = analysis.sentences[home].first if home >= 0 else draft.first
    return bool(
        {"but", "however", "although", "whereas", "yet"} & set(words.lower[max(first, draft.first - 12) : draft.first])
    )


def _shares(words: Wording, lists: Lexicon, bags: list[frozenset[str]], one: int, other: int) -> bool:
    shared = bags[one] & bags[other] - NEGATIONS
    if any(len(w) > 3 for w in shared):
        return True
    return any(
        (pair[0] in bags[one] and pair[1] in bags[other]) or (pair[1] in bags[one] and pair[0] in bags[other])
        for pair in lists.converses
    )


def _opposite(lists: Lexicon, one: str, other: str) -> bool:
    a, b = set(one.split()), set(other.split())
    return any((x in a and y in b) or (y in a and x in b) for x, y in lists.opposites) and not NEGATIONS & (a | b)


def _tells_of(analysis: Analysis, words: Wording, claim: Draft, by: Draft) -> bool:
    """Whether a claim tells of the one who speaks in another, by name, entity or descriptor."""
    text = " ".join(words.words(*piece) for piece in claim.ranges).lower()
    spans = [words.span(*piece) for piece in claim.ranges]
    entities = {entity.id: entity for entity in analysis.entities}
    for source in analysis.sources:
        if source.id not in by.chain[-1]:
            continue
        entity = entities.get(source.entity or "")
        if entity is not None and any(a <= m[0] and m[1] <= b for m in entity.mentions for a, b in spans):
            return True
        if source.id in claim.against or (entity is not None and entity.id in claim.against):
            return True
        last = source.descriptor.lower().split()[-1] if source.descriptor else ""
        if len(last) > 3 and re.search(rf"\b{re.escape(last)}\b", text):
            return True
    return False


def _within(words: Wording, drafts: list[Draft], made: list[Claim]) -> None:
    """ "“He says he is a friend of the miners,” she said, “but it is just talk.”": what he says is disputed by her."""
    lists = lexicon()
    for k, inner in enumerate(drafts):
        if len(inner.chain) < 3 or inner.status not in ("asserted", "alleged"):
            continue
        for outer in drafts[max(0, k - 8) : k + 8]:
            if outer is inner or inner.chain[:-1] != outer.chain or not _inside(inner, outer):
                continue
            stop = inner.ranges[-1][1]
            rest = [(max(a, stop), b) for a, b in outer.ranges if b > stop]
            text = " ".join(_plain(words, a, b) for a, b in rest)
            after = text.split("but ", 1)[1] if "but " in text[:60] else ""
            if after and any(word in after for word in lists.scorn):
                _mark(made, k, "disputed", words, None, None)
