"""Whether two names are one party: "the Democrats" and "Democrats", "GOP" and "Republicans"; and who speaks for whom."""

import tomllib
from functools import cache
from importlib import resources
from typing import Any


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(resources.files(__package__).joinpath("lexicon.toml").read_text(encoding="utf-8"))


def plain(name: str) -> str:
    """A name in lower case without articles, titles, possessives and plural endings."""
    words = [w.strip(".,'’\"“”") for w in name.lower().replace("’s", "").replace("'s", "").split()]
    kept = [w for w in words if w and w not in _table()["parties"]["titles"]]
    return " ".join(w[:-1] if w.endswith("s") and not w.endswith("ss") and len(w) > 3 else w for w in kept)


def same_party(one: str, other: str) -> bool:
    """Whether two names stand for one person or body: the same words, a last name alone, or another name for it."""
    a, b = plain(one), plain(other)
    if not a or not b:
        return False
    if a == b or a.split()[-1] == b or b.split()[-1] == a:
        return True
    return any(a in group and b in group for group in _groups())


@cache
def _groups() -> tuple[frozenset[str], ...]:
    return tuple(frozenset(map(plain, group)) for group in _table()["parties"]["same"])


def other_names(name: str) -> frozenset[str]:
    """A plain name with the others that stand for the same party."""
    own = plain(name)
    return frozenset({own}).union(*(group for group in _groups() if own in group))


def speaks_for() -> tuple[str, ...]:
    """Nouns for those who speak for somebody, as they begin."""
    return tuple(_table()["parties"]["voices"])
