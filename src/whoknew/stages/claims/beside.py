"""What stands beside a claim: one of whom it tells says that it was not so, or a record shows otherwise."""

from whoknew.model import Analysis, Claim
from whoknew.model.wording import Wording
from whoknew.stages.claims.drafts import Draft
from whoknew.stages.claims.lexicon import Lexicon, lexicon
from whoknew.stages.claims.marking import inside, mark, of_source, tells_of
from whoknew.stages.claims.predicates import negative, subject, text_of

NEAR = 3  # sentences after a claim in which its contradiction is looked for


def beside(
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
        if not of_source(draft) or not draft.chain[-1] or draft.status == "denied":
            continue
        home = words.sentence[draft.first]
        nay = negative(words, draft) or "nothing" in text_of(words, draft).split()
        opposed = {w for pair in lists.opposites for w in pair} & set(text_of(words, draft).split())
        evidence = draft.rests == "evidence"
        if not (nay or opposed or evidence):
            continue
        for number in range(home, home - NEAR, -1):
            found = [
                o
                for o in at.get(number, ())
                if drafts[o].first < draft.first
                and drafts[o].chain[-1] != draft.chain[-1]
                and of_source(drafts[o])
                and drafts[o].status in ("asserted", "alleged")
                and drafts[o].kind in ("fact", "allegation")
                and not inside(drafts[o], draft)
            ]
            told = next(
                (
                    o
                    for o in reversed(found)
                    if (
                        nay
                        and not negative(words, drafts[o])  # "he was not paid", "nobody was paid": both say no
                        and _shares(words, lists, bags, o, draft)
                        and tells_of(analysis, words, drafts[o], draft)
                    )
                    or (
                        _same_subject(words, drafts[o], draft)
                        and (
                            (home - number <= 1 and _opposite(lists, text_of(words, drafts[o]), text_of(words, draft)))
                            or (evidence and number == home and _but(words, drafts[o], draft))
                        )
                    )
                ),
                None,
            )
            if told is not None:
                mark(made, told, "disputed", words, draft, k)
                break


def _but(words: Wording, one: Draft, other: Draft) -> bool:
    """Whether "but" or "although" stands between two claims of a sentence."""
    return bool(lexicon().turns & set(words.lower[one.ranges[-1][1] : other.first]))


def _same_subject(words: Wording, one: Draft, other: Draft) -> bool:
    """Whether the second clause's subject is a pronoun or the first one's."""
    first, second = subject(words, one), subject(words, other)
    pronouns = lexicon().pronouns
    if not words.parsed:
        start = other.ranges[0][0]
        return any(word in pronouns for word in words.lower[start : start + 2])
    return bool(first) and bool(second) and (second in pronouns or first == second)


def _shares(words: Wording, lists: Lexicon, bags: list[frozenset[str]], one: int, other: Draft) -> bool:
    """Whether the main verb of the second claim is one of the first's, or turns one of them round ("give", "receive")."""
    first, end = other.ranges[0]
    verbs = (
        {words.lemmas[words.head_of(first, end)]}
        if words.parsed
        else {w for w in words.lemmas[first:end] if len(w) > 3}
    )
    bag = bags[one]
    if any((verb in bag and len(verb) > 3) or (verb == "tell" and "tell" in bag) for verb in verbs):
        return True
    return any((a in bag and b in verbs) or (b in bag and a in verbs) for a, b in lists.converses)


def _opposite(lists: Lexicon, one: str, other: str) -> bool:
    a, b = set(one.split()), set(other.split())
    return any((x in a and y in b) or (y in a and x in b) for x, y in lists.opposites) and not lists.negations & (a | b)
