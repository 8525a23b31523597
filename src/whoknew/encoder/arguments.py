"""Which stretches of a sentence may be a predicate's arguments, what speaks for each, and the best set of them.

Candidates are the tree's stretches about words that the labels do not rule out, and the runs of equal labels
themselves. Training and run time share this module.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from whoknew.encoder.tags import spans_of
from whoknew.encoder.weights import Floats
from whoknew.encoder.yields import OTHER, Ints, Sentence, Tree

LEAST_HEAD = 0.15  # probability that a candidate's head word is in any argument
LEAST_LABEL = 0.08  # and that its head, or its words on the whole, carry the label
FLOOR = np.float32(-12.0)  # log-probabilities are cut here
LOWEST = np.float32(1e-30)  # probability, so that its logarithm is finite
NUMBERS, RIVALS = 15, 4
TRAITS = 12
TOGETHER = 256  # candidates compared with one another at once, where they are of several predicates


class Candidates(NamedTuple):
    """Pairs of a stretch and a label, m of them, for all predicates of a sentence."""

    predicate: Ints  # [m] index among the sentence's predicates
    first: Ints  # [m] words of the sentence
    end: Ints  # [m]
    label: Ints  # [m] number among the role names
    stretch: Ints  # [m] index into ``traits``
    traits: Ints  # [c, TRAITS]
    numbers: Floats  # [m, NUMBERS]


def role_sizes(relations: int, parts: int) -> list[int]:
    """Rows of every column of ``traits`` but the first, which numbers paths."""
    return [relations + 2] * 3 + [parts + 1] * 2 + [16, 4] + [parts + 1] * 4


def find_candidates(
    sentence: Sentence,
    predicates: Sequence[int],
    odds: Sequence[float],
    scores: Floats,
    known_path: dict[str, int],
    runs: Sequence[tuple[int, int, int]] | None = None,
    least: tuple[float, float] = (LEAST_HEAD, LEAST_LABEL),
) -> Candidates | None:
    """``scores`` [q, n, 1 + 2 labels]: log-probabilities of each word's labels, given each predicate.

    ``predicates`` [q] are words of the sentence, ``odds`` [q] their log-odds of being predicates; ``runs`` are (predicate's
    index, first, end) of what the labels alone make, by default runs of the best ones; ``least`` as the defaults say.
    """
    tree = sentence.tree
    beginning, inside, outside = scores[:, :, 1::2], scores[:, :, 2::2], scores[:, :, 0]
    either = np.log(np.maximum(np.exp(beginning) + np.exp(inside), LOWEST))  # [q, n, l]; logaddexp takes far longer
    possible = outside < np.log1p(-least[0])  # [q, n]
    heads = np.nonzero(possible.any(axis=0))[0].tolist()
    every = tree.stretches(heads)  # [c, 7]
    asked = np.array(predicates)[:, None]
    allowed = possible[:, every[:, 0]] & (every[:, 0] != asked) & ((every[:, 1] > asked) | (every[:, 2] <= asked))
    which, row = np.nonzero(allowed)
    spans = np.concatenate([which[:, None], every[row], np.zeros((len(row), 1), dtype=np.int64)], axis=1)
    spans = _with_runs(spans, tree, _best_runs(scores) if runs is None else runs)
    if not len(spans):
        return None
    q, head, first, end = (spans[:, k] for k in (0, 1, 2, 3))
    size = (end - first)[:, None].astype(np.float32)
    summed = _running(either)
    on_the_whole = (summed[q, end] - summed[q, first]) / size  # [c, l]
    likely = np.maximum(either[q, head], on_the_whole) > np.log(least[1])
    stretch, label = np.nonzero(likely)
    if not len(stretch):
        return None
    numbers = _numbers(beginning, inside, either, outside, spans[stretch], label)
    numbers[:, 3], numbers[:, 14] = on_the_whole[stretch, label], np.asarray(odds, dtype=np.float32)[q[stretch]]
    np.maximum(numbers, FLOOR, out=numbers)
    used, row = np.unique(stretch, return_inverse=True)
    traits = _traits(sentence, np.array(predicates), spans[used], known_path)
    return Candidates(q[stretch], first[stretch], end[stretch], label, row, traits, numbers)


def _best_runs(scores: Floats) -> list[tuple[int, int, int]]:
    return [(q, a, b) for q, tags in enumerate(scores.argmax(axis=2).tolist()) for a, b, _ in spans_of(tags)]


def _with_runs(spans: Ints, tree: Tree, runs: Sequence[tuple[int, int, int]]) -> Ints:
    """Stretches marked where they are runs too; other runs added. [c, 9], the mark last."""
    place = {span: k for k, span in enumerate(zip(*spans[:, [0, 2, 3]].T.tolist(), strict=True))}
    added = []
    for q, a, b in dict.fromkeys(runs):
        at = place.get((q, a, b))
        if at is None:
            added.append((q, tree.head_of(a, b), a, b, OTHER, OTHER, 0, 0, 1))
        else:
            spans[at, 8] = 1
    return np.concatenate([spans, np.array(added, dtype=np.int64)]) if added else spans


def _running(scores: Floats) -> Floats:
    """[q, n, …] → [q, n + 1, …]: sums over the words before each."""
    out = np.zeros((scores.shape[0], scores.shape[1] + 1, *scores.shape[2:]), dtype=np.float32)
    np.cumsum(scores, axis=1, out=out[:, 1:])
    return out


def _numbers(beginning: Floats, inside: Floats, either: Floats, outside: Floats, spans: Ints, label: Ints) -> Floats:
    """[m, NUMBERS]: how well the label fits the stretch, its head and its borders; columns 3 and 14 stay open."""
    n = either.shape[1]
    q, head, first, end = (spans[:, k] for k in (0, 1, 2, 3))
    size = (end - first).astype(np.float32)
    summed, summed_outside = _running(inside), _running(outside)
    after, before = np.minimum(end, n - 1), np.maximum(first - 1, 0)
    open_end, open_start = end == n, first == 0
    starts = beginning[q, first, label]
    run = starts + summed[q, end, label] - summed[q, first + 1, label]
    further = np.where(open_end, FLOOR, inside[q, after, label])
    out = np.empty((len(q), NUMBERS), dtype=np.float32)
    out[:, 0] = run + np.log1p(-np.minimum(np.exp(further), 1 - 1e-5))
    out[:, 1] = run / size
    out[:, 2] = either[q, head, label]
    out[:, 4] = np.where(open_start, FLOOR, either[q, before, label])
    out[:, 5] = np.where(open_end, FLOOR, either[q, after, label])
    out[:, 6] = further
    out[:, 7] = starts
    out[:, 8] = inside[q, first, label]
    out[:, 9] = either[q, first, label]
    out[:, 10] = either[q, end - 1, label]
    out[:, 11] = outside[q, head]
    out[:, 12] = (summed_outside[q, end] - summed_outside[q, first]) / size
    out[:, 13] = np.log(size)
    return out


def _traits(sentence: Sentence, predicates: Ints, spans: Ints, known_path: dict[str, int]) -> Ints:
    """[c, TRAITS]: the path to the predicate, relations of the head and of what is left out, parts of speech."""
    tree, relations, around = sentence
    q, head, first, end, left, right = spans[:, :6].T
    predicate = predicates[q]
    n = len(tree.heads)
    keys = predicate * n + head
    unique, back = np.unique(keys, return_inverse=True)
    paths = np.array([known_path.get(tree.path(k // n, k % n), 0) for k in unique.tolist()], dtype=np.int64)
    return np.stack(
        [
            paths[back],
            relations[head],
            relations[left],
            relations[right],
            around[predicate],
            around[head],
            np.minimum(spans[:, 6], 3) * 4 + np.minimum(spans[:, 7], 3),
            spans[:, 8] * 2 + (head < predicate),
            around[first],
            around[end - 1],
            around[first - 1],
            around[end],
        ],
        axis=1,
    )


def rivals(found: Candidates) -> Floats:
    """[m, RIVALS]: the best mean log-probability among the other candidates of the same predicate that have the same label, apart
    from this stretch or meeting it; that are the same stretch; and that meet it with another label.
    """
    order = np.argsort(found.predicate, kind="stable")
    rows = np.stack([found.predicate, found.first, found.end, found.label]).astype(np.int16)[:, order]
    scores = found.numbers[order, 1]
    ends = np.append(np.nonzero(np.diff(rows[0]))[0] + 1, len(order)).tolist()  # of each predicate's candidates
    out = np.empty((len(order), RIVALS), dtype=np.float32)
    low = high = 0
    for end in ends:
        if high > low and end - low > TOGETHER:
            out[order[low:high]] = _rivals(rows[:, low:high], scores[low:high])
            low = high
        high = end
    out[order[low:high]] = _rivals(rows[:, low:high], scores[low:high])
    return out


def _rivals(rows: npt.NDArray[np.int16], score: Floats) -> Floats:
    """The same for a few predicates' candidates; ``rows`` [4, m] are predicate, first, end and label."""
    predicate, first, end, label = rows
    own = predicate[:, None] == predicate
    alike = own & (label[:, None] == label)
    before = first[:, None] < end
    meets = before & before.T
    equal = (first[:, None] == first) & (end[:, None] == end)
    other = own & ~alike
    beside, across = alike & ~meets, alike & meets
    np.fill_diagonal(across, False)
    columns = [
        np.where(where, score, FLOOR).max(axis=1) for where in (beside, across, other & equal, other & meets & ~equal)
    ]
    return np.stack(columns, axis=1)


def choose(
    candidates: Candidates, odds: Floats, least: float, core: frozenset[int]
) -> list[tuple[int, int, int, int, float]]:
    """(predicate, first, end, label, log-odds) of arguments that do not overlap, each core label at most once.

    The likeliest come first; ``core`` are the labels' numbers.
    """
    likely = np.nonzero(odds > least)[0]
    order = likely[np.argsort(-odds[likely], kind="stable")]
    kept: dict[int, list[tuple[int, int, int]]] = {}
    found = []
    columns = (candidates.predicate, candidates.first, candidates.end, candidates.label, odds)
    for q, a, b, label, sure in zip(*(column[order].tolist() for column in columns), strict=True):
        own = kept.setdefault(q, [])
        if any((a < d and c < b) or (label == other and label in core) for c, d, other in own):
            continue
        own.append((a, b, label))
        found.append((q, a, b, label, sure))
    return found
