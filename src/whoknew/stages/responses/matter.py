"""Whether what somebody says is an answer to what is held against him: on the same matter, or pointing back to it.

Four signs. The two share words that are not names and not everywhere in the account; or the answer speaks of "the
allegations"; or it turns them down or owns up ("nonsense", "I am sorry") soon after; or it is the very next thing said
and no plan, prediction or opinion. Pointing back follows the accusation; shared words may come before it,
as a first paragraph often gives both.
"""

import re
import tomllib
from bisect import bisect_left
from functools import cache
from importlib import resources

from whoknew.model import Analysis, Attribution, Claim
from whoknew.model.wording import Wording

SOON = 6  # sentences within which "nonsense" or "I am sorry" turns back to an accusation
NEXT = 3  # sentences within which "he replied" does
MANY = 4  # sentences in which a word may stand and still say what a matter is, at least
SHARE = 0.08  # part of the account's sentences beyond which a word is everywhere in it
CONTENT = frozenset({"NOUN", "VERB", "ADJ", "PROPN", "NUM", ""})


@cache
def _lists() -> tuple[frozenset[str], re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    text = resources.files(__package__).joinpath("lexicon.toml").read_text(encoding="utf-8")
    table = tomllib.loads(text)["matter"]
    back, verdict, replying = (re.compile("|".join(table[name])) for name in ("back", "verdicts", "replying"))
    return frozenset(table["empty"].split()), back, verdict, replying


class Matter:
    """The words of an account's claims, weighed by how many sentences hold them."""

    def __init__(self, analysis: Analysis, words: Wording) -> None:
        self._words = words
        self._attributions: dict[str, Attribution] = {one.id: one for one in analysis.attributions}
        held: dict[str, set[int]] = {}
        for i, lemma in enumerate(words.lemmas):
            held.setdefault(lemma, set()).add(words.sentence[i])
        limit = max(MANY, round(SHARE * len(analysis.sentences)))
        self._everywhere = frozenset(lemma for lemma, there in held.items() if len(there) > limit)

    def bag(self, ranges: list[tuple[int, int]], without: frozenset[str] = frozenset()) -> frozenset[str]:
        """The words of token ranges that say what a matter is; ``without`` are the parties' names in lower case."""
        words, empty = self._words, _lists()[0]
        return frozenset(
            words.lemmas[i]
            for first, end in ranges
            for i in range(first, end)
            if words.upos[i] in CONTENT
            and len(words.lower[i]) > 2
            and words.lower[i] not in empty
            and words.lemmas[i] not in empty
            and words.lemmas[i] not in self._everywhere
            and words.lower[i] not in without
        )

    def home(self, claim: Claim) -> int:
        """The sentence that a claim's first words stand in, -1 where it has none."""
        ranges = self._words.ranges(claim.spans)
        return self._words.sentence[ranges[0][0]] if ranges else -1

    def answers(self, charge: Claim, said: Claim, names: frozenset[str]) -> bool:
        """Whether ``said``, by the accused or whoever speaks for him, answers ``charge``."""
        here, there = self.home(charge), self.home(said)
        if here < 0 or there < 0:
            return False
        if any(link.claim == charge.id and link.relation in ("denies", "answers") for link in said.links):
            return True
        words = self._words
        held = self.bag(words.ranges(charge.spans), names)
        told = self.bag(words.ranges(said.spans), names)
        shared = common(held, told)
        apart = there - here
        if said.status == "denied" and abs(apart) <= 1:
            return True
        if shared >= 2 or (shared and (abs(apart) <= NEXT or 2 * shared >= len(held))):
            return True
        first = words.ranges(charge.spans)[0][0]
        after = apart > 0 or (apart == 0 and words.ranges(said.spans)[0][0] > first)
        return after and self.turns_back(self._whole(said), apart, said)

    def turns_back(self, text: str, apart: int, said: Claim | None = None) -> bool:
        """Whether words said ``apart`` sentences after an accusation point back to it."""
        _, back, verdict, replying = _lists()
        if back.search(text) or (apart <= SOON and verdict.search(text)) or (apart <= NEXT and replying.search(text)):
            return True
        plain = (
            said is not None and said.status not in ("planned", "hypothetical") and said.kind in ("fact", "allegation")
        )
        return apart <= 1 and plain

    def _whole(self, said: Claim) -> str:
        """The cue and the content of a statement as they stand, in lower case."""
        words = self._words
        attribution = self._attributions.get(said.attribution or "")
        spans = (*(attribution.cue_spans if attribution else ()), *said.spans)
        ranges = sorted(words.ranges(spans))
        return " ".join(w for first, end in ranges for w in words.lower[max(0, first - 3) : end])


def common(one: frozenset[str], other: frozenset[str]) -> int:
    """How many words two sets share, "forgery" and "forge" being one: five letters and most of the longer alike."""
    both = len(one & other)
    rest = sorted(other - one)
    for word in one - other:
        at = bisect_left(rest, word[:5])
        both += any(_akin(word, near) for near in rest[at : at + 6])
    return both


def _akin(one: str, other: str) -> bool:
    shared = next((k for k, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return shared >= 5 and 5 * shared >= 3 * max(len(one), len(other))
