"""What the account says that it, or anybody, could not confirm: "This could not be verified", "nobody could confirm it".

Where the words hold what was not confirmed ("… that the mill had burned down"), that is the claim; where they only point
back ("this", "their account"), the claims just before are what is unverified.
"""

import re
from functools import cache

from whoknew.model.wording import Wording
from whoknew.stages.claims.drafts import Draft, Range
from whoknew.stages.claims.lexicon import lexicon

OWN: tuple[tuple[str, ...], ...] = (("self",),)
POINTERS = frozenset({"this", "that", "it", "these", "those", "them", "so"})
CONDITIONS = frozenset({"if", "unless", "until"})
FILLERS = frozenset(
    {"independently", "immediately", "yet", "fully", "otherwise", "separately", "on", "its", "own", "also"}
)


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile("|".join(lexicon().unconfirmed))


def unverified(words: Wording, first: int, end: int) -> Draft | None:
    """The draft of a clause that says that something could not be confirmed, else ``None``. Mark ``cannot``."""
    if words.quoted[first] >= 0 or end - first > 60:
        return None
    joined, starts = "", []
    for i in range(first, end):
        starts.append(len(joined))
        joined += ("not" if words.lower[i] == "n't" else words.lower[i]) + " "
    match = _pattern().search(joined)
    if match is None or CONDITIONS & {*joined[: match.start()].split()[-4:], *words.lower[max(0, first - 1) : first]}:
        return None  # "off the rolls if they did not confirm their address"
    stop = next((first + k for k, at in enumerate(starts) if at >= match.end() - 1), end)
    held = _held(words, stop, end)
    begun = first + next((k for k, at in enumerate(starts) if at >= match.start()), 0)
    held = held or _subject(words, first, begun)
    if held is not None:
        return Draft(ranges=(held,), chain=OWN, status="unverified", mark="cannot")
    while stop < end and (words.lower[stop] in FILLERS | POINTERS or not words.lower[stop][0].isalnum()):
        stop += 1
    begin = next(
        (k for k in range(stop - 1, first - 1, -1) if words.lower[k] in (",", ";", "but", "--", "—")), first - 1
    )
    while stop - 1 > begin + 1 and not words.lower[stop - 1][0].isalnum():
        stop -= 1
    return Draft(ranges=((begin + 1, stop),), chain=OWN, mark="cannot")


def _subject(words: Wording, first: int, end: int) -> Range | None:
    """ "An allegation by one of them that he took the cash could not be proven": what was alleged."""
    for k in range(first, min(end - 2, first + 8)):
        if words.lower[k] == "that" and any(low in lexicon().claim_nouns for low in words.lower[first:k]):
            return (k + 1, end)
    return None


def _held(words: Wording, i: int, end: int) -> Range | None:
    """What was not confirmed, where the words say it: after "that", "whether", or "the claim that"."""
    while i < end and words.lower[i] in FILLERS:
        i += 1
    if i >= end or (
        words.lower[i] in POINTERS
        and (i + 1 >= end or words.lower[i + 1] in FILLERS or not words.lower[i + 1][0].isalnum())
    ):
        return None
    for k in range(i, min(end - 2, i + 6)):
        if words.lower[k] in ("that", "whether", "if", "how"):
            return None if _points_back(words, k + 1, end) else (k + 1, end)
    return None


def _points_back(words: Wording, i: int, end: int) -> bool:
    """ "Whether this is true": the words only take up what was said before."""
    rest = [low for low in words.lower[i:end] if low[0].isalnum()]
    if len(rest) not in (3, 4) or rest[0] not in POINTERS | {"they"} or rest[1] not in lexicon().being:
        return False
    return rest[-1] in lexicon().so_it_is
