"""Whether two contents say the same: the rules of the stage ``propositions``, and the nearness of sentence vectors.

Pairs of our own (``own/same.toml``). Each is put into one account as what two people are told, and read whole. The vectors'
threshold is the best on the open half; figures are of both halves.
"""

import tomllib
from importlib.resources import files
from typing import Literal, NamedTuple

from whoknew.encoder import sentence_vector
from whoknew_eval.analysed import analyse
from whoknew_eval.metrics.counts import Counts

Judged = Literal["same", "opposite", "other"]


class Pair(NamedTuple):
    a: str
    b: str
    judged: Judged


class Found(NamedTuple):
    """What the rules say of a pair, and how near its vectors are (-1 to 1)."""

    pair: Pair
    rules: Judged
    near: float


def load_pairs(half: Literal["open", "unseen"]) -> tuple[Pair, ...]:
    """Every second pair is held back."""
    rows = tomllib.loads((files("whoknew_eval.keys.own") / "same.toml").read_text("utf-8"))["pair"]
    first = 0 if half == "open" else 1
    return tuple(Pair(row["a"], row["b"], row["is"]) for row in rows[first::2])


def judge(pair: Pair) -> Found:
    """Read the pair as two tellings of one account."""
    text = f"Rosa Lindgren told Oskar Brandt that {pair.a}. Halima Nasser told Viktor Amsel that {pair.b}."
    analysis = analyse(text, "2024-06-03")
    told = [act for act in analysis.acts if act.type in ("tell", "promise") and act.proposition is not None]
    near = float(sentence_vector(pair.a) @ sentence_vector(pair.b))
    if len(told) != 2:
        return Found(pair, "other", near)
    one, other = told
    clashing = {
        clash.proposition for prop in analysis.propositions if prop.id == one.proposition for clash in prop.clashes
    }
    if one.proposition == other.proposition:
        return Found(pair, "same" if one.asserts == other.asserts else "opposite", near)
    return Found(pair, "opposite" if other.proposition in clashing else "other", near)


def counts(found: tuple[Found, ...], judged: Judged) -> Counts:
    """How often the rules give a verdict rightly."""
    said = [one for one in found if one.rules == judged]
    right = sum(one.pair.judged == judged for one in said)
    return Counts(right, len(said), sum(one.pair.judged == judged for one in found))


def by_vectors(found: tuple[Found, ...], threshold: float) -> Counts:
    """ "Same" where the vectors are nearer than a threshold."""
    said = [one for one in found if one.near >= threshold]
    right = sum(one.pair.judged == "same" for one in said)
    return Counts(right, len(said), sum(one.pair.judged == "same" for one in found))


def best_threshold(found: tuple[Found, ...]) -> float:
    """The nearness from which "same" is said with the best F1."""
    return max((one.near for one in found), key=lambda t: (by_vectors(found, t).f1, t))
