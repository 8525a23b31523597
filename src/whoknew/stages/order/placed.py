"""Times where they stand: the token that a time hangs on, its preposition, and which items it dates."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from whoknew.model import Bounds, Frame, Time
from whoknew.model.wording import Wording
from whoknew.stages.order.items import Item

_CLAUSE_MARKS = frozenset({",", ";", ":", "—", "–", "and", "but", "who", "which", "that", "(", ")"})


@cache
def lexicon() -> dict[str, dict[str, str]]:
    """The stage's word lists, read once."""
    loaded: dict[str, Any] = tomllib.loads(Path(__file__).with_name("lexicon.toml").read_text(encoding="utf-8"))
    return loaded


@cache
def listed(table: str, name: str) -> frozenset[str]:
    """A list of words of the stage's lexicon."""
    return frozenset(lexicon()[table][name].split())


NOWHERE = -2  # the governor of a time that hangs on no verb


class Placed(NamedTuple):
    """A time with its token range, the token it hangs on, and the preposition before it."""

    time: Time
    first: int
    end: int
    governor: int
    preposition: str


def place(words: Wording, time: Time, first: int, end: int, triggers: set[int]) -> Placed:
    """A time with the verb or trigger above it, at most twelve heads up (-1 where there is none)."""
    head = words.head_of(first, end)
    before = words.lower[first - 1] if first else ""
    if before == "the" and first > 1:
        before = words.lower[first - 2]  # "until the Monday"
    preposition = before if before in lexicon()["prepositions"] else ""
    if before == "and" and "between" in words.lower[max(0, first - 7) : first - 1]:
        preposition = "until"  # "between 8 a.m. and 11 a.m."
    governor = -1
    if words.parsed and _of_a_noun(words, time, first, end):
        return Placed(time, first, end, NOWHERE, preposition)
    if words.parsed:
        at, steps = words.heads[head], 0
        while 0 <= at < len(words) and steps < 12:
            if at in triggers or words.upos[at] in {"VERB", "AUX"}:
                governor = at
                if not _outside(words, at, end):
                    break
            elif words.deprels[at].startswith("acl"):  # inside a relative clause: no time of what stands above it
                governor = at
                break
            at, steps = words.heads[at], steps + 1
    return Placed(time, first, end, governor, preposition)


def _of_a_noun(words: Wording, time: Time, first: int, end: int) -> bool:
    """ "The 2015 winner", "the 2010 regulations": a year that says which one, and not when."""
    at = words.head_of(first, end)
    above = words.heads[at]
    modifies = words.deprels[at].split(":")[0] in {"nummod", "compound", "amod", "nmod"} and above >= end
    return len(time.value) == 4 and time.value.isdigit() and end - first == 1 and modifies and above - end <= 3


def _outside(words: Wording, verb: int, end: int) -> bool:
    """ "Told him on Saturday that he was going": a time before "that" is not of the clause which "that" opens."""
    return words.deprels[verb] == "ccomp" and any(
        words.deprels[c] == "mark" and words.lower[c] == "that" and end <= c < verb for c in words.children[verb]
    )


def belongs(words: Wording, spot: Placed, item: Item, clauses: list[tuple[int, int]], root: int) -> bool:
    """``clauses``: token ranges that a time of this sentence hangs on ("before he left"), whose inside it does not date."""
    if spot.time.type == "set" or spot.governor == NOWHERE or spot.first <= item.token < spot.end:
        return False
    if any(first <= item.token < end and not first <= spot.first < end for first, end in clauses):
        return False
    if spot.time.anchor.kind == "event" and spot.time.anchor.span is not None and item.token == root:
        return True
    if words.parsed and spot.governor >= 0:
        at, steps = item.token, 0
        while steps < 6:
            if at == spot.governor:
                return True
            relation = words.deprels[at].split(":")[0]
            shares = relation in {"conj", "aux", "cop", "xcomp"} or (
                relation in {"obj", "obl"} and words.upos[at] == "NOUN"
            )
            if not shares or not 0 <= words.heads[at] < len(words):
                return False
            if relation == "conj" and _has_own_subject_and_time(words, at, spot):
                return False
            at, steps = words.heads[at], steps + 1
        return False
    low, high = sorted((item.token, spot.first))
    between = words.lower[low + 1 : high]
    return len(between) <= 14 and sum(word in _CLAUSE_MARKS for word in between) <= (
        1 if spot.first < item.token else 0
    )


def not_until(words: Wording, spot: Placed, item: Item) -> bool:
    """ "It was not until Monday that she learned", "was not placed until Monday": then it was so, and not before."""
    if spot.preposition not in {"until", "till"}:
        return False
    before = words.lower[max(0, spot.first - 4) : spot.first]
    if "not" in before or (words.parsed and "only" in before):
        return True
    if not words.parsed:
        return False
    return any(words.lower[c] in {"not", "n't", "never"} and c < item.token for c in words.children[item.token])


def in_role(frame: Frame | None, spot: Placed, item: Item, clauses: list[tuple[int, int]]) -> bool:
    """Whether the reader's roles give the time to the item's verb (ARGM-TMP)."""
    if frame is None or spot.time.type == "set" or spot.governor == NOWHERE:
        return False
    if any(first <= item.token < end and not first <= spot.first < end for first, end in clauses):
        return False
    return any(r.label == "ARGM-TMP" and r.first <= spot.first and spot.end <= r.end for r in frame.roles)


def joined_to(words: Wording, item: Item, spots: list[Placed]) -> Bounds | None:
    """ "He told her on Friday that he was ill, but he went to work": perhaps on that day, where the same one goes on."""
    if not words.parsed or words.deprels[item.token] != "conj":
        return None
    subject = next((c for c in words.children[item.token] if words.deprels[c].startswith("nsubj")), -1)
    head = words.heads[item.token]
    if subject < 0 or words.upos[subject] != "PRON":
        return None
    days = [spot for spot in spots if spot.governor == head and spot.first < item.token and not _sided(spot)]
    return days[-1].time.bounds if days and days[-1].time.bounds.earliest else None


def _sided(spot: Placed) -> bool:
    return spot.preposition in lexicon()["prepositions"] or spot.time.anchor.kind == "event"


def _has_own_subject_and_time(words: Wording, at: int, spot: Placed) -> bool:
    """A joined clause with a subject of its own, the time standing after the first verb: the time is the first's."""
    own = any(words.deprels[child].startswith("nsubj") for child in words.children[at])
    return own and spot.governor < spot.first < at
