"""Hedges, charges and plans in the account's own words, outside quotation marks.

"Apparently he left", "the alleged theft", "who stands accused of …", "mistakenly gives his rank as …", "agreed to meet".
Nobody is named as saying so: the chain's second step is empty.
"""

from collections.abc import Iterator

from whoknew.model import Status
from whoknew.model.wording import Mentions, Wording
from whoknew.stages.claims.drafts import Draft, Range
from whoknew.stages.claims.lexicon import Lexicon, lexicon

BESIDE = frozenset(
    {"charged", "adjective", "refuted", "judged", "unproven"}
)  # marks that stand beside the clause's own claim
STOPS = frozenset({",", ";", ".", ":", "--", "—", "–", "?", "!", "(", ")", '"', "”", "“", "''", "``"})
STATES = frozenset(
    "be have need become remain likely probably not never want know see seem get take find know cost mean continue".split()
)
BE = frozenset({"is", "are", "was", "were", "be", "been", "being", "stands", "stand", "stood", "'s"})
NOBODY: tuple[tuple[str, ...], ...] = (("self",), ())
OWN: tuple[tuple[str, ...], ...] = (("self",),)


def find(words: Wording, mentions: Mentions, first: int, end: int) -> list[Draft]:
    """The marks of one sentence, at most one of each kind in a clause."""
    lists = lexicon()
    found: list[Draft] = []
    for i in range(first, end):
        if words.quoted[i] >= 0:
            continue
        for draft in _at(words, mentions, lists, i, first, end):
            if not any(one.mark == draft.mark and one.ranges[0][1] >= draft.first for one in found):
                found.append(draft)
    return found


def _at(words: Wording, mentions: Mentions, lists: Lexicon, i: int, first: int, end: int) -> Iterator[Draft]:
    low = words.lower[i]
    following = words.lower[i + 1] if i + 1 < end else ""
    if low in lists.alleged and not (
        low == "likely"
        and (following in ("to", "that", "voters") or words.lower[i - 1 : i] in (["most"], ["more"], ["a"], ["the"]))
    ):
        rest = _after(words, i + 1, end)
        if rest is not None:
            yield Draft(ranges=(rest,), chain=NOBODY, status="alleged", mark="adverb")
    elif low in ("may", "might", "could") and following == "well":
        rest = _after(words, i + 2, end)
        if rest is not None:
            yield Draft(ranges=(rest,), chain=NOBODY, status="alleged", mark="adverb")
    elif low in lists.seeming and following == "to":
        rest = _after(words, i + 2, end)
        if rest is not None:
            yield Draft(ranges=(rest,), chain=NOBODY, status="alleged", mark="seeming")
    elif low in lists.judged and following in lists.claim_nouns:
        rest = _told(words, i + 2, end)
        if rest is not None:
            status: Status = lists.judged[low]  # type: ignore[assignment]
            yield Draft(ranges=(rest,), chain=NOBODY, status=status, asserts=status != "refuted", mark="judged")
    elif low in PROOF and following in ("that", "of", "for") and _lacking(words, i, first):
        rest = _told(words, i + 1, end)
        if rest is not None:
            yield Draft(ranges=(rest,), chain=NOBODY, status="unverified", mark="unproven")
    elif low in lists.adjectives and following and following[0].isalnum() and not _verbal(words, i, first):
        rest = _noun(words, i + 1, end)
        if rest is not None:
            yield Draft(ranges=(rest,), chain=NOBODY, status="alleged", kind="allegation", mark="adjective")
    elif low in lists.refuted:
        rest = _after(words, i + 1, end)
        if rest is not None:
            yield Draft(ranges=(rest,), chain=OWN, status="refuted", asserts=False, mark="refuted")
    elif low in lists.charged and following in ("of", "with", "for", "in"):
        yield from _charge(words, mentions, i, first, end)
    elif low in ("will", "'ll") and i + 2 < end and _announced(words, mentions, i, first):
        rest = _after(words, i + 1, end)
        if rest is not None:
            yield Draft(ranges=(rest,), chain=OWN, status="planned", mark="plan")
    elif low in lists.plans and following == "to" and i + 3 < end:
        rest = _after(words, i + 2, end)
        if rest is not None and not _negated(words, i, first) and not _shunned(words, i):
            yield Draft(ranges=(rest,), chain=OWN, status="planned", mark="plan")


SHUNNING = frozenset("refuse refuses refused refusing decline declines declined declining unwilling reluctant".split())


def _shunned(words: Wording, i: int) -> bool:
    """Whether a plan is what somebody would not make: "refused to promise to leave"."""
    return i > 1 and words.lower[i - 1] == "to" and words.lower[i - 2] in SHUNNING


PROOF = frozenset({"evidence", "proof", "confirmation", "indication", "corroboration"})
LACKING = frozenset({"no", "without", "little", "any", "not", "n't", "nor", "never"})


def _lacking(words: Wording, i: int, first: int) -> bool:
    """Whether proof is said to be missing: "no direct evidence", "did not find any evidence"."""
    return bool(LACKING & set(words.lower[max(first, i - 5) : i]))


def _told(words: Wording, i: int, end: int) -> Range | None:
    """What a noun for a claim holds: the clause after "that", or the phrase after "of", up to the main verb."""
    if i >= end or words.lower[i] not in ("that", "of", "about", "for"):
        return None
    rest = _after(words, i + 1, end)
    if rest is None or not words.parsed:
        return rest
    verb = words.heads[words.head_of(*rest)] if words.lower[i] != "that" else -1
    return (rest[0], verb) if rest[0] + 2 <= verb < rest[1] else rest


def headline(words: Wording, first: int, end: int) -> Draft | None:
    """ "Council to close the mill": a plan, as headlines put it."""
    for i in range(first + 1, min(end - 2, first + 8)):
        if words.lower[i] == "to":
            plain = all(
                words.forms[k][:1].isupper() or words.lower[k] in ("-", "and", "'s", "the", "of")
                for k in range(first, i)
            )
            verb = (
                words.upos[i + 1] in ("VERB", "")
                and words.forms[i + 1].isalpha()
                and not words.lower[i + 1].endswith(("ed", "s"))
            )
            finite = words.parsed and any(words.upos[k] in ("VERB", "AUX") for k in range(first, i))
            stop = end - 1 if words.lower[end - 1] == "." else end
            return (
                Draft(ranges=((first, stop),), chain=OWN, status="planned", mark="plan")
                if plain and verb and not finite
                else None
            )
    return None


def _charge(words: Wording, mentions: Mentions, i: int, first: int, end: int) -> Iterator[Draft]:
    passive = any(words.lower[k] in BE for k in range(max(first, i - 3), i)) or words.lower[i - 1 : i] == [","]
    rest = _after(words, i + 2, end)
    if not passive or rest is None or UNCHARGED & set(words.lower[max(first, i - 5) : i]):
        return
    head = _charged(words, i, first)
    who = mentions.entity(head, head + 1, head)
    named = who is None and head < i and (not words.parsed or words.upos[head] == "PROPN")
    against = (who.id,) if who is not None else (words.words(head, head + 1),) if named else ()
    yield Draft(ranges=(rest,), chain=NOBODY, status="alleged", kind="allegation", against=against, mark="charged")


UNCHARGED = frozenset({"not", "n't", "never", "no", "nor", "neither", "without", "nobody", "none"})
HELPERS = BE | {"who", "been", "has", "had", "have", "also", "later", "then", "himself", "herself"}


def _charged(words: Wording, i: int, first: int) -> int:
    """The token of whoever is charged: the subject in the parse, else the word before the verb's helpers."""
    if words.parsed:
        subject = next((c for c in words.children[i] if words.deprels[c].startswith("nsubj") and c < i), -1)
        if subject >= 0 and words.lower[subject] not in ("who", "that", "which"):
            return subject
        if words.deprels[i].startswith("acl") and first <= words.heads[i] < i:
            return words.heads[i]
    return next((k for k in range(i - 1, max(first, i - 8) - 1, -1) if words.lower[k] not in HELPERS), i)


def _verbal(words: Wording, i: int, first: int) -> bool:
    """Whether "suspected", "alleged" is a verb here rather than an adjective before its noun."""
    if words.parsed:
        return words.upos[i] != "ADJ" and words.deprels[i] != "amod"
    return (
        i == first
        or words.lower[i - 1] in BE | {"had", "has", "have", "not", "n't"}
        or words.lower[i + 1] in ("as", "that", "of")
    )


def _announced(words: Wording, mentions: Mentions, i: int, first: int) -> bool:
    """Whether "will" announces what somebody is going to do: a person or body as subject, and an act as verb."""
    verb = i + 2 if words.lower[i + 1].endswith("ly") or words.lower[i + 1] in ("also", "then", "now") else i + 1
    if (
        verb >= len(words)
        or {words.lower[i + 1], words.lower[verb]} & STATES
        or (words.parsed and words.upos[verb] != "VERB")
    ):
        return False
    for k in range(i - 1, max(first, i - 4) - 1, -1):
        entity = mentions.entity(k, k + 1, k)
        if entity is not None:
            return entity.type in ("person", "organisation", "group")
        if words.lower[k] in ("he", "she", "they"):
            return True
    return False


def _negated(words: Wording, i: int, first: int) -> bool:
    return any(w in ("not", "n't", "never", "no") for w in words.lower[max(first, i - 3) : i])


def _after(words: Wording, i: int, end: int) -> Range | None:
    """From ``i`` to the end of the clause; at least two words."""
    while i < end and words.lower[i] in (",",):
        i += 1
    stop = i
    while stop < end and not (words.lower[stop] in STOPS and words.quoted[stop] < 0):
        stop += 1
    return (i, stop) if stop - i >= 2 else None


def _noun(words: Wording, i: int, end: int) -> Range | None:
    stop = i
    while (
        stop < end
        and stop - i < 5
        and words.lower[stop][0].isalnum()
        and words.lower[stop]
        not in (
            "in",
            "at",
            "on",
            "was",
            "were",
            "is",
            "are",
            "and",
            "who",
            "that",
            "has",
            "had",
            "of",
            "to",
            "by",
            "for",
            "with",
        )
    ):
        stop += 1
    return (i, stop) if stop > i else None
