"""The same matter once with and once without "not", by two who speak: disputed, or refuted by the account."""

from whoknew.model import Claim
from whoknew.model.wording import Wording
from whoknew.stages.claims.drafts import Draft
from whoknew.stages.claims.marking import inside, mark, of_source
from whoknew.stages.claims.predicates import Core, core

FAR = 60  # claims after a claim that are compared with it word by word


def turned_round(words: Wording, drafts: list[Draft], made: list[Claim]) -> None:
    """The same matter once with and once without "not", by two who speak: disputed, or refuted by the account.

    The same matter is the same main verb (or predicate) with a subject or object in common; "should" is another matter.
    """
    cores = [core(words, draft) for draft in drafts]
    by_verb: dict[str, list[int]] = {}
    for k, one in enumerate(cores):
        if one is not None and drafts[k].kind != "opinion" and drafts[k].asserts:
            by_verb.setdefault(one.verb, []).append(k)
    for same in by_verb.values():
        for n, k in enumerate(same):
            for other in same[n + 1 : n + 1 + FAR]:
                _compare(words, drafts, cores, made, k, other)


def _compare(
    words: Wording, drafts: list[Draft], cores: list["Core | None"], made: list[Claim], k: int, other: int
) -> None:
    one, two = drafts[k], drafts[other]
    a, b = cores[k], cores[other]
    if a is None or b is None or a.negative == b.negative or a.modal != b.modal or inside(one, two):
        return
    near = abs(words.sentence[one.first] - words.sentence[two.first]) <= 2
    if not (a.parts & b.parts or (near and (a.pronoun or b.pronoun) and len(a.parts | b.parts) <= 3)):
        return
    for said, answer, at in ((one, two, other), (two, one, k)):
        if not of_source(said):
            continue
        target = k if said is one else other
        if not of_source(answer) and answer.status == "asserted" and answer.mark == "own":
            mark(made, target, "refuted", words, answer, at)
            return
        if (
            of_source(answer)
            and answer.chain[-1] != said.chain[-1]
            and answer.chain[-1]
            and said.chain[-1]
            and said is one
        ):
            mark(made, target, "disputed", words, answer, at)
            return
