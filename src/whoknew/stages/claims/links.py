"""Which claim denies, answers, contrasts with or cannot verify which other one.

A denial is tied to the nearest earlier claim of others that shares its content words, or, where it only says "it" or
"the accusation", to the allegation or claim before it. A publisher that could not confirm something leaves the claims
of its paragraph before it unverified.
"""

import msgspec

from whoknew.model import Analysis, Claim, ClaimLink
from whoknew.model.wording import Wording
from whoknew.stages.claims.contradictions import settle
from whoknew.stages.claims.drafts import Draft
from whoknew.stages.claims.lexicon import lexicon

REACH = 60  # claims before a denial that are looked at
OTHERS = frozenset({"other", "others", "any", "anyone", "anybody", "else", "more", "further", "another"})
CONTRASTS = (["instead"], ["but"], ["in", "fact"], ["however"], ["contrary", "to"])


def link(analysis: Analysis, words: Wording, drafts: list[Draft], claims: list[Claim]) -> list[Claim]:
    """The claims with their links; unverified ones marked."""
    bags = [_content_words(words, draft) for draft in drafts]
    made = list(claims)
    for k, draft in enumerate(drafts):
        if draft.status == "denied":
            target = _denied(analysis, words, drafts, bags, k)
            if target is not None:
                made[k] = _with(made[k], "denies", claims[target], words, draft)
                if made[target].status == "asserted":
                    made[target] = msgspec.structs.replace(made[target], status="disputed")
        elif (draft.status == "unverified" and not draft.mark) or (
            draft.mark == "cannot" and draft.status != "unverified"
        ):
            for target in _unconfirmed(analysis, words, drafts, bags, k):
                made[k] = _with(made[k], "cannot_verify", claims[target], words, draft)
                unknown = made[target].status == "alleged" and not all(made[target].chain)
                if made[target].status == "asserted" or unknown:
                    made[target] = msgspec.structs.replace(made[target], status="unverified")
        before = _contrasted(analysis, words, drafts, k)
        if before is not None:
            made[k] = _with(made[k], "contrasts", claims[before], words, draft)
    return settle(analysis, words, drafts, bags, made)


def _contrasted(analysis: Analysis, words: Wording, drafts: list[Draft], k: int) -> int | None:
    """The claim of the sentence before, where this one opens with "instead", "but", "in fact"."""
    home = words.sentence[drafts[k].first]
    if home <= 0 or not k:
        return None
    opening = words.lower[analysis.sentences[home].first : analysis.sentences[home].first + 2]
    if not any(opening[: len(phrase)] == phrase for phrase in CONTRASTS):
        return None
    if drafts[k].first - analysis.sentences[home].first > 1 or len(drafts[k].chain) > 2:
        return None
    same = analysis.sentences[home].block
    found = [
        o for o in range(max(0, k - 6), k) if words.sentence[drafts[o].first] == home - 1 and len(drafts[o].chain) <= 2
    ]
    return found[-1] if found and analysis.sentences[home - 1].block == same else None


def _with(claim: Claim, relation: str, other: Claim, words: Wording, draft: Draft) -> Claim:
    span = words.span(*draft.ranges[0])
    added = ClaimLink(relation=relation, claim=other.id, span=span)  # type: ignore[arg-type]
    return msgspec.structs.replace(claim, links=(*claim.links, added))


def _content_words(words: Wording, draft: Draft) -> frozenset[str]:
    empty = lexicon().empty
    low = (w for first, end in draft.ranges for w in words.lemmas[first:end])
    return frozenset(w for w in low if w[0].isalnum() and w not in empty)


def anaphoric(words: Wording, draft: Draft) -> bool:
    """Whether a content only points back ("it", "the accusation", "having done so")."""
    text = " ".join(w for first, end in draft.ranges for w in words.lower[first:end] if w[0].isalnum())
    return text in lexicon().anaphors


def _denied(analysis: Analysis, words: Wording, drafts: list[Draft], bags: list[frozenset[str]], k: int) -> int | None:
    speaker = drafts[k].chain[-1]
    best: tuple[float, int] | None = None
    for other in range(max(0, k - REACH), min(len(drafts), k + 6)):
        if other == k or drafts[other].chain[-1] == speaker or drafts[other].status == "denied":
            continue
        if any(a <= drafts[k].first < b for a, b in drafts[other].ranges):
            continue  # the words that hold the denial itself
        if anaphoric(words, drafts[k]):
            if other < k:
                near = words.sentence[drafts[k].first] - words.sentence[drafts[other].first]
                worth = (drafts[other].kind == "allegation") + (drafts[other].status == "alleged") - 0.3 * near
                if near <= 2 and (best is None or worth >= best[0]):
                    best = (worth, other)
            continue
        shared = len(bags[k] & bags[other]) / max(1, min(len(bags[k]), len(bags[other])))
        worth = shared + 0.2 * (drafts[other].status == "alleged")
        held = len(bags[k] & bags[other])
        near = abs(words.sentence[drafts[k].first] - words.sentence[drafts[other].first]) <= 2
        weighty = drafts[other].status == "alleged" or (near and len(drafts[other].chain) > 1)
        alike = (shared >= 0.6 and held >= 3) or (shared >= 0.5 and held >= 2 and weighty)
        if alike and (best is None or worth > best[0]):
            best = (worth, other)
    if best is not None and anaphoric(words, drafts[k]) and _asks(words, drafts[best[1]]):
        return None  # "She asked whether it was for sale. He denied it": that she asked is not denied
    return best[1] if best else _about_speaker(analysis, words, drafts, bags, k)


def _asks(words: Wording, draft: Draft) -> bool:
    """Whether a claim tells that somebody asked whether something was so."""
    return any(
        words.lemmas[i] in ("ask", "inquire", "enquire", "question", "wonder")
        and any(w in ("whether", "if") for w in words.lower[i + 1 : min(end, i + 6)])
        for first, end in draft.ranges
        for i in range(first, end)
    )


def _about_speaker(
    analysis: Analysis, words: Wording, drafts: list[Draft], bags: list[frozenset[str]], k: int
) -> int | None:
    """Where a denial shares no words with anything: the claim just before it that tells of the very ones who deny."""
    names = {source.id: source.descriptor.lower() for source in analysis.sources if source.kind != "self"}
    deniers = [names[ident] for ident in drafts[k].chain[-1] if ident in names]
    for other in range(k - 1, max(-1, k - 8), -1):
        apart = words.sentence[drafts[k].first] - words.sentence[drafts[other].first]
        plain = drafts[other].status != "alleged" and drafts[other].kind != "allegation"
        if (
            apart > (1 if plain else 4)
            or (plain and not anaphoric(words, drafts[k]) and not bags[k] & bags[other])
            or drafts[other].chain[-1] == drafts[k].chain[-1]
            or drafts[other].status == "denied"
        ):
            continue
        text = " ".join(words.words(*piece) for piece in drafts[other].ranges).lower()
        if deniers and all(name in text for name in deniers):
            return other
    return None


def _unconfirmed(
    analysis: Analysis, words: Wording, drafts: list[Draft], bags: list[frozenset[str]], k: int
) -> list[int]:
    """Claims that an "could not confirm" is about: those of the sentence before it in its paragraph, else that match."""
    home = words.sentence[drafts[k].first]
    block = analysis.sentences[home].block if home >= 0 else -1
    beside = [o for o in range(max(0, k - 6), k) if words.sentence[drafts[o].first] == home and o != k]
    if beside and (anaphoric(words, drafts[k]) or drafts[k].mark == "cannot"):
        return beside
    found: list[int] = []
    first, end = drafts[k].ranges[0]
    asks = words.lower[first] in ("whether", "if")
    both = "neither" in words.lower[first:end]  # "neither figure": the two that were told before
    beyond = bool(OTHERS & set(words.lower[first:end]))  # "whether others fell ill" is about nothing said before
    for other in range(max(0, k - REACH), min(len(drafts), k + 3)):
        if other == k or drafts[other].status in ("unverified", "denied"):
            continue
        there = words.sentence[drafts[other].first]
        far = both and home - there == 2 and len(drafts[other].chain) > 1
        near = (home - there == 1 or far) and (analysis.sentences[there].block == block or _opens(analysis, home))
        near = near and (not asks or (not beyond and bool(bags[k] & bags[other])))
        if near or (there == home and not anaphoric(words, drafts[k]) and len(bags[k] & bags[other]) >= 2):
            found.append(other)
    inside = [other for other in found if words.sentence[drafts[other].first] == home]
    names_it = words.lower[first] in ("a", "an", "rumours", "rumors", "reports", "claims", "allegations")
    return inside if inside and names_it else found  # "a rumour that … could not be confirmed" is about the rumour


def _opens(analysis: Analysis, number: int) -> bool:
    """Whether a sentence is the first of its paragraph."""
    return number > 0 and analysis.sentences[number].block != analysis.sentences[number - 1].block
