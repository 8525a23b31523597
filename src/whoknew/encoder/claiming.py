"""What a cue's sentence offers as its source and content, and what speaks for each: a second look at attributions.

A cue is to its source and content what a predicate is to its arguments, so the candidates are those of
:mod:`whoknew.encoder.arguments`, with the marks of quotation told apart. Training and run time share this module.
"""

from collections.abc import Sequence

import numpy as np

from whoknew.encoder.arguments import LOWEST, Candidates, find_candidates
from whoknew.encoder.weights import Floats
from whoknew.encoder.yields import Sentence

SOURCE, CUE, CONTENT = range(3)
Range = tuple[int, int]

# Words whose form says more of a content's borders than their part of speech does; one number each.
TELLING = {
    form: number
    for number, forms in enumerate(
        (
            (",",), (".", "!", "?", "…"), (":",), (";", "-", "--", "–", "—"), ("“", "‘", "``", "«"), ("”", "’", "''", "»"),
            ('"', "'"), ("(", "["), (")", "]"), ("that",), ("if", "whether"), ("to",), ("and", "or"), ("but",),
            ("as", "because", "since", "while", "when", "after", "before"), ("about", "of", "for", "on", "with", "against"),
            ("who", "which", "whom"), ("what", "how", "why", "where"),
        )
    )
    for form in forms
}  # fmt: skip
CLASSES = max(TELLING.values()) + 1
OPENING, CLOSING, STRAIGHT = TELLING["“"], TELLING["”"], TELLING['"']
LEAST = (0.05, 0.03)  # as for arguments, but less sure ones are looked at too
NUMBERS = 7  # beside those of an argument


def with_marks(sentence: Sentence, forms: Sequence[str], parts: int) -> Sentence:
    """The sentence with telling words numbered apart; ``parts`` is how many parts of speech there are."""
    told = [TELLING.get(form.lower(), -1) for form in forms]
    numbers = np.array([*told, -1], dtype=np.int64)
    return sentence._replace(parts=np.where(numbers >= 0, parts + 1 + numbers, sentence.parts))


def claim_candidates(
    sentence: Sentence,
    cues: Sequence[Range],
    scores: Floats,
    own: Floats,
    pieces: Sequence[Sequence[tuple[int, int, int]]],
    parts: int,
    known_path: dict[str, int],
) -> Candidates | None:
    """Candidates of every cue among the words of its sentence.

    ``scores`` [q, n, 7]: log-probabilities of each word's labels given the cue; ``own`` [n, 7]: those of the tags;
    ``pieces``: what the labels gave each cue, as (first, end, label); ``sentence`` as :func:`with_marks` made it.
    """
    heads = [sentence.tree.head_of(a, b) for a, b in cues]
    sure = [float(np.logaddexp(own[a, 2 * CUE + 1], own[a, 2 * CUE + 2])) for a, _ in cues]
    runs = [(q, a, b) for q, given in enumerate(pieces) for a, b, _ in given]
    found = find_candidates(sentence, heads, sure, scores, known_path, runs, LEAST)
    if found is None:
        return None
    return found._replace(numbers=np.concatenate([found.numbers, _extra(sentence, own, found, parts)], axis=1))


def _extra(sentence: Sentence, own: Floats, found: Candidates, parts: int) -> Floats:
    """[m, NUMBERS]: how the tags alone take the stretch and its neighbours, and whether its marks pair."""
    n = len(own)
    either = np.log(np.maximum(np.exp(own[:, 1::2]) + np.exp(own[:, 2::2]), LOWEST))  # [n, 3]
    summed = np.zeros((n + 1, either.shape[1]), dtype=np.float32)
    summed[1:] = np.cumsum(either, axis=0)
    beyond = np.concatenate([either, np.full((1, either.shape[1]), -12.0, dtype=np.float32)])
    first, end, label = found.first, found.end, found.label
    marks = sentence.parts[:n] - parts - 1
    counts = [np.concatenate([[0], np.cumsum(marks == kind)]) for kind in (OPENING, CLOSING, STRAIGHT)]
    opened, closed, straight = (count[end] - count[first] for count in counts)
    columns = [
        (summed[end, label] - summed[first, label]) / (end - first),
        beyond[first - 1, label],
        beyond[end, label],
        (opened - closed).clip(-1, 1),
        straight % 2,
        (first == 0) | (end == n),
        (opened > 0) | (straight > 1),
    ]
    out: Floats = np.maximum(np.stack(columns, axis=1), -12).astype(np.float32)
    return out


def choose_claims(
    found: Candidates, odds: Floats, least: float, had: Sequence[frozenset[int]]
) -> list[list[tuple[int, int, int]]]:
    """(first, end, label) by cue, the likeliest first: one source a cue, no word in two contents of the sentence.

    ``had`` are the labels that each cue had before: where nothing reaches ``least`` it keeps the likeliest of such a label,
    since this look is to say where a part begins and ends, not whether there is one.
    """
    out: list[list[tuple[int, int, int]]] = [[] for _ in had]
    taken: list[Range] = []
    order = np.argsort(-odds, kind="stable")
    order = order[found.label[order] != CUE]
    columns = (found.predicate, found.first, found.end, found.label, odds)
    ranked = list(zip(*(column[order].tolist() for column in columns), strict=True))
    for certain in (True, False):
        for q, a, b, label, sure in ranked:
            if certain and sure <= least:
                break
            own = out[q]
            here = any(kind == label for *_, kind in own)
            if not certain and (here or label not in had[q]):
                continue
            if (label == SOURCE and here) or any(a < d and c < b for c, d, _ in own):
                continue
            if label == CONTENT:
                if any(a < d and c < b for c, d in taken):
                    continue
                taken.append((a, b))
            own.append((a, b, label))
    return out


def trait_sizes(relations: int, parts: int) -> list[int]:
    """Rows of every column of traits but the first, which numbers paths."""
    tagged = parts + 1 + CLASSES
    return [relations + 2] * 3 + [tagged] * 2 + [16, 4] + [tagged] * 4


def cut_to(ranges: Sequence[Range], low: int, high: int) -> tuple[list[Range], list[Range]]:
    """What of word ranges lies inside [low, high), and what outside.

    >>> cut_to([(1, 5)], 3, 9)
    ([(3, 5)], [(1, 3)])
    """
    inside = [(max(a, low), min(b, high)) for a, b in ranges if a < high and b > low]
    outside = [(a, min(b, low)) for a, b in ranges if a < low]
    outside += [(max(a, high), b) for a, b in ranges if b > high]
    return inside, sorted(outside)


def put_together(ranges: Sequence[Range]) -> list[Range]:
    """Ranges that touch become one.

    >>> put_together([(3, 5), (1, 3)])
    [(1, 5)]
    """
    out: list[Range] = []
    for a, b in sorted(ranges):
        if out and out[-1][1] >= a:
            out[-1] = (out[-1][0], max(b, out[-1][1]))
        else:
            out.append((a, b))
    return out
