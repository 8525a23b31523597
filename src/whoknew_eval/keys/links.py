"""How well links over accounts hold: ``python -m whoknew_eval.keys.links [--verbose]``.

Pairs of our own (``own/links.toml``): two short accounts and a name in each, one thing or two. Each pair is read and linked as
a user's two accounts would be. "Same" should come out linked, two as no link or at most as possible. The weights were set before the key
was written and not changed by it; every second pair is held back from anybody who changes them.
"""

import sys
import tomllib
from collections import defaultdict
from importlib.resources import files
from typing import NamedTuple

from whoknew import case
from whoknew.model import Analysis, Entity
from whoknew_eval.analysed import analyse


class Pair(NamedTuple):
    """Two texts, the name in each, whether they are one, and what makes it hard."""

    kind: str
    a: str
    b: str
    one: str
    other: str
    same: bool


class Judged(NamedTuple):
    """What linking said of a pair: linked, possible or none, and the weight of the link."""

    pair: Pair
    standing: str
    weight: float


def load_pairs() -> tuple[Pair, ...]:
    """All pairs, in the order of the file."""
    rows = tomllib.loads((files("whoknew_eval.keys.own") / "links.toml").read_text("utf-8"))["pair"]
    return tuple(Pair(**row) for row in rows)


def named(analysis: Analysis, name: str) -> Entity | None:
    """The entity that a text calls by a name."""
    wanted = name.casefold()
    found = [e for e in analysis.entities if wanted in (n.casefold() for n in (e.name, *e.aliases))]
    near = [e for e in analysis.entities if any(wanted in n.casefold() for n in (e.name, *e.aliases))]
    return next(iter(found or near), None)


def judge(pair: Pair) -> Judged:
    """Read both texts and link them."""
    read = [analyse(text, "2024-06-03") for text in (pair.a, pair.b)]
    ends = named(read[0], pair.one), named(read[1], pair.other)
    if ends[0] is None or ends[1] is None:
        return Judged(pair, "none", 0.0)
    for link in case.propose(read):
        if link.entities == (ends[0].id, ends[1].id):
            return Judged(pair, link.standing, link.weight)
    return Judged(pair, "none", 0.0)


def main(*, verbose: bool = False) -> None:
    """Print how often each standing was right, by weight and by kind of pair."""
    judged = [judge(pair) for pair in load_pairs()]
    bands: dict[str, list[bool]] = defaultdict(list)
    kinds: dict[str, list[bool]] = defaultdict(list)
    for one in judged:
        band = (
            one.standing
            if one.standing != "linked"
            else "linked, 2.0–2.5"
            if one.weight < 2.5
            else "linked, 2.5 and more"
        )
        bands[band].append(one.pair.same)
        right = one.pair.same == (one.standing == "linked")
        kinds[one.pair.kind].append(right)
        if verbose and not right:
            sys.stdout.write(f"{one.pair.kind}: {one.pair.one} – {one.pair.other}: {one.standing} {one.weight}\n")
    for band, same in sorted(bands.items()):
        sys.stdout.write(f"{band}: {len(same)} pairs, {sum(same)} are one\n")
    for kind, verdicts in kinds.items():
        sys.stdout.write(f"{kind}: {sum(verdicts)} of {len(verdicts)} right\n")
    sys.stdout.write(f"right: {sum(map(sum, kinds.values()))} of {len(judged)}\n")


if __name__ == "__main__":
    main(verbose="--verbose" in sys.argv[1:])
