"""Mentions chosen a second time, when a document is read: by their scores, the tree, and what their chain is.

The span scores propose; each proposal is then judged with the relation of its head, what of the head's dependents it
leaves out, its neighbours' parts of speech, and the types that the other mentions of its chain lean to. Training and
run time share this module.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

from whoknew.encoder.weights import Floats
from whoknew.encoder.yields import NOTHING, OTHER, Ints, Sentence

LEAST = -3.5  # log-odds of a proposal, as a mention of any type or in a chain
LOWEST = np.float32(-12.0)
TYPES = 6
TRAITS = 15
LEANING = 12
SHIFT = 5  # spans are looked up in blocks of 32 words


class Proposals(NamedTuple):
    """m spans of one sentence; words of the document."""

    first: Ints  # [m]
    end: Ints  # [m]
    head: Ints  # [m]
    scores: Floats  # [m, TYPES + 1] log-odds by type, and of being in a chain
    traits: Ints  # [m, TRAITS]; column ``LEANING`` comes from the chain and is filled in last
    numbers: Floats  # [m, 7]


def trait_sizes(relations: int, parts: int, around: int) -> list[int]:
    """Rows of each column of traits; ``around`` is the number of sets of dependents, the unknown one included."""
    tagged = parts + 1
    return [relations + 2] * 5 + [tagged] * 6 + [4, TYPES + 1, 4, around]


def propose(
    sentence: Sentence, scores: Floats, offset: int, title: Sequence[bool], known_sets: Mapping[str, int]
) -> Proposals | None:
    """``scores`` [TYPES + 1, n, n], mention types first, chains last; ``offset`` is the document's index of word 0.

    ``title`` [n]: whether a word begins with a capital.
    """
    any_type = np.logaddexp.reduce(scores[:TYPES], axis=0)
    firsts, lasts = np.nonzero(np.maximum(any_type, scores[TYPES]) > LEAST)
    if not len(firsts):
        return None
    first, end = firsts, lasts + 1
    own = scores[:, firsts, lasts].T.astype(np.float32)
    odds = any_type[firsts, lasts].astype(np.float32)
    tree = sentence.tree
    n = len(tree.heads)
    places, governors = np.arange(n), np.array(tree.heads)
    within = (places >= first[:, None]) & (places < end[:, None])
    governed = (governors < first[:, None]) | (governors >= end[:, None])  # [m, n] from outside of the span
    governed &= within
    head = np.where(governed.any(axis=1), governed.argmax(axis=1), first)
    numbers = _compared(first, end, head, odds, n)
    return Proposals(
        first + offset,
        end + offset,
        head + offset,
        np.maximum(own, -10),
        _traits(sentence, first, end, head, governed.sum(axis=1), title, known_sets),
        numbers,
    )


def _compared(first: Ints, end: Ints, head: Ints, odds: Floats, n: int) -> Floats:
    """[m, 7]: the odds beside the best of the others with the same head, of those crossed, and of those inside."""
    same = (head[:, None] == head[None]) & ~np.eye(len(head), dtype=bool)
    before, after = first[:, None] < first[None], end[:, None] < end[None]
    crossed = (before & (first[None] < end[:, None]) & after) | (before.T & (first[:, None] < end[None]) & after.T)
    inside = (first[None] >= first[:, None]) & (end[None] <= end[:, None]) & ~np.eye(len(head), dtype=bool)

    def best(where: np.ndarray[tuple[int, ...], np.dtype[np.bool_]]) -> Floats:
        found: Floats = np.where(where, odds[None], LOWEST).max(axis=1)
        return found

    rival = best(same)
    columns = [
        odds,
        rival,
        best(crossed),
        best(inside),
        odds - rival,
        np.log(end - first),
        np.full(len(head), np.log(n)),
    ]
    return np.stack(columns, axis=1).astype(np.float32)


def _traits(
    sentence: Sentence,
    first: Ints,
    end: Ints,
    head: Ints,
    governed: Ints,
    title: Sequence[bool],
    known_sets: Mapping[str, int],
) -> Ints:
    """``governed`` [m]: how many words of each span have a governor outside of it."""
    tree, relations, parts = sentence
    n = len(tree.heads)
    left, right, sets = [], [], []
    for a, b, h in zip(first.tolist(), end.tolist(), head.tolist()):
        before, after = tree.left_out(h)
        left.append(before.get(a, OTHER))
        right.append(after.get(b, OTHER))
        inner = sorted({tree.relations[d] for d in tree.dependents[h] if h < d < b})
        sets.append(known_sets.get("|".join(map(str, inner)), 0))
    governor = np.array([tree.heads[h] for h in head.tolist()])
    opening = np.array([tree.dependents[h][0] if tree.dependents[h] else NOTHING for h in head.tolist()])
    governor_at = np.where(governor < 0, n, governor)
    big = np.array(title, dtype=np.int64)
    return np.stack(
        [
            relations[head],
            relations[governor_at],
            relations[np.array(left)],
            relations[np.array(right)],
            relations[opening],
            parts[head],
            parts[governor_at],
            parts[first],
            parts[end - 1],
            parts[first - 1],
            parts[end],
            np.minimum(governed, 3),
            np.zeros(len(first), dtype=np.int64),  # LEANING
            big[head] + 2 * (first == 0),
            np.array(sets, dtype=np.int64),
        ],
        axis=1,
    )


def joined(parts: Sequence[Proposals]) -> Proposals:
    """Those of all sentences, in order."""
    return Proposals(*(np.concatenate(columns) for columns in zip(*parts, strict=True)))


def lean_on_chains(found: Proposals, chains: Mapping[tuple[int, int], int]) -> tuple[Ints, Floats]:
    """Traits [m, TRAITS] and all numbers [m, 2 TYPES + 9] of a document's proposals.

    ``chains``: chain of each linked span. The other mentions of a span's chain vote with their types' probabilities.
    """
    types = found.scores[:, :TYPES].astype(np.float64)
    soft = np.exp(types - np.logaddexp.reduce(types, axis=1)[:, None])
    chain = np.array([chains.get(span, -1) for span in zip(found.first.tolist(), found.end.tolist())], dtype=np.int64)
    linked = chain >= 0
    votes = np.zeros((int(chain.max(initial=-1)) + 1, TYPES))
    np.add.at(votes, chain[linked], soft[linked])
    sizes = np.bincount(chain[linked], minlength=len(votes))
    size = np.where(linked, sizes[chain] if len(sizes) else 0, 0)
    others = np.where((size > 1)[:, None], (votes[chain] if len(votes) else 0 * soft) - soft, 0)
    total = others.sum(axis=1)
    traits = found.traits.copy()
    traits[:, LEANING] = np.where(total > 0, others.argmax(axis=1) + 1, 0)
    shares = 2 * others / np.where(total > 0, total, 1)[:, None]
    grown = (np.minimum(size, 10) / 5)[:, None]
    return traits, np.concatenate([found.scores, found.numbers, shares, grown], axis=1).astype(np.float32)


def choose(found: Proposals, probabilities: Floats, least: float) -> list[tuple[int, int, int, int, float]]:
    """(first, end, head, type, probability) of mentions that nest but do not cross; [m, TYPES + 1], no mention last.

    The likeliest come first.
    """
    sure = 1 - probabilities[:, TYPES]
    types = probabilities[:, :TYPES].argmax(axis=1)
    likely = np.nonzero(sure > least)[0]
    order = likely[np.lexsort((found.end[likely], found.first[likely], -sure[likely]))]
    kept: dict[int, list[tuple[int, int]]] = {}
    out = []
    rows = (found.first, found.end, found.head, types, sure)
    for a, b, head, kind, one in zip(*(column[order].tolist() for column in rows), strict=True):
        blocks = range(a >> SHIFT, (b >> SHIFT) + 1)
        if any(c < a < d < b or a < c < b < d for at in blocks for c, d in kept.get(at, ())):
            continue
        for at in blocks:
            kept.setdefault(at, []).append((a, b))
        out.append((a, b, head, kind, one))
    return sorted(out)
