"""What somebody takes back, what another flatly contradicts, and plans that came to nothing.

"I told her that he was asleep. I should not have said that": the telling is refuted by the teller himself. "Brandt says nobody
told her. The engineer contradicts her": what she said last is disputed. "I promised to call. I never did": no plan any more.
"""

import msgspec

from whoknew.model import Analysis, Claim
from whoknew.model.wording import Wording
from whoknew.stages.claims.drafts import Draft
from whoknew.stages.claims.lexicon import lexicon
from whoknew.stages.claims.marking import mark, of_source
from whoknew.stages.claims.predicates import plain

NEAR = 3  # sentences before a contradiction in which what it contradicts is looked for


def retracted(
    analysis: Analysis, words: Wording, drafts: list[Draft], made: list[Claim], at: dict[int, list[int]]
) -> None:
    """Marks in ``made`` what is taken back, contradicted by name, or was planned and not done."""
    for number, sentence in enumerate(analysis.sentences):
        first, end = sentence.first, min(sentence.end, len(words))
        if first >= end or not number:
            continue
        text = plain(words, first, min(end, first + 16))
        if any(pattern.match(text) for pattern in lexicon().undone):
            _undone(made, at.get(number - 1, []))
        if any(pattern.match(text) for pattern in lexicon().taken_back):
            _taken_back(words, drafts, made, at, number)
        if any(pattern.search(plain(words, first, min(end, first + 60))) for pattern in lexicon().contradicting):
            _contradicted(words, drafts, made, at, number)


def _undone(made: list[Claim], before: list[int]) -> None:
    """A plan of the sentence before that was not carried out."""
    for k in before:
        if made[k].status == "planned":
            made[k] = msgspec.structs.replace(made[k], status="hypothetical")


def _taken_back(words: Wording, drafts: list[Draft], made: list[Claim], at: dict[int, list[int]], number: int) -> None:
    """What the same speaker told somebody in the sentence before: words inside his own, or what the narrator told."""
    here, before = at.get(number, []), at.get(number - 1, [])
    speaker = next((drafts[k].chain[1] for k in here if len(drafts[k].chain) > 1), None)
    told = [
        k
        for k in before
        if drafts[k].attribution is not None
        and made[k].status == "asserted"
        and (speaker is None or drafts[k].chain[1:2] == (speaker,))
        and (len(drafts[k].chain) == 1 or any(o != k and _holds(drafts[o], drafts[k]) for o in before))
    ]
    if told:
        by = here[0] if here else None
        mark(made, told[-1], "refuted", words, drafts[by] if by is not None else None, by)


def _holds(outer: Draft, inner: Draft) -> bool:
    """Whether one claim's words lie within another's and are fewer."""
    (a, b), (c, d) = outer.ranges[0], inner.ranges[0]
    return a <= c and d <= b and d - c < b - a


def _contradicted(
    words: Wording, drafts: list[Draft], made: list[Claim], at: dict[int, list[int]], number: int
) -> None:
    """The last thing that the one who is contradicted said before: the nearest other speaker's claim."""
    by = next((k for k in at.get(number, ()) if of_source(drafts[k])), None)
    for back in range(1, NEAR + 1):
        found = [
            o
            for o in at.get(number - back, ())
            if of_source(drafts[o])
            and drafts[o].chain[-1]
            and (by is None or (drafts[o].chain[-1] != drafts[by].chain[-1]))
            and drafts[o].kind in ("fact", "allegation")
        ]
        if found:
            mark(made, found[-1], "disputed", words, drafts[by] if by is not None else None, by)
            return
