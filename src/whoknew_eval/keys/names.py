"""When two names or descriptors are held to mean the same: tolerant of titles, first names left out and word order.

Names compare by normalised form; a last name alone matches the full name, two different first names do not.
Descriptors compare by their head, and one must hold the other's words or share half of them.
"""

import re
import tomllib
import unicodedata
from collections.abc import Sequence
from functools import cache, lru_cache
from importlib.resources import files

from whoknew_eval.metrics.matching import match


@cache
def _table(name: str) -> frozenset[str]:
    return frozenset(str(_data()[name]).split())


@cache
def _data() -> dict[str, object]:
    return tomllib.loads((files("whoknew_eval.keys") / "names.toml").read_text("utf-8"))


@cache
def kin_table(name: str) -> dict[str, str]:
    """The ``kin`` (inverse) or ``classes`` table. Raises ``KeyError`` for another."""
    table = _data()[name]
    if not isinstance(table, dict):
        raise KeyError(name)
    return {str(k): str(v) for k, v in table.items()}


@lru_cache(maxsize=20_000)
def tokens(name: str) -> tuple[str, ...]:
    """Lower-case words without accents, possessives, marks, leading determiners and titles.

    >>> tokens("Sen. Bernie Sanders’s top advisers"), tokens("the Élysée")
    (('bernie', 'sanders', 'top', 'advisers'), ('elysee',))
    """
    plain = unicodedata.normalize("NFKD", name.replace("’", "'").casefold())
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    plain = re.sub(r"'s\b|(?<=s)'(?=\s|$)", "", plain)
    plain = re.sub(r"\b((?:[a-z]\.)+[a-z]?)(?=\s|$|,)", lambda m: m.group().replace(".", ""), plain)
    words = re.findall(r"[\w$%&]+", re.sub(r"[-–/']", " ", plain))
    while len(words) > 1 and (words[0] in _table("determiners") or words[0].isdigit()):
        words = words[1:]
    if len(words) > 1 and words[-1] == "party":
        words = words[:-1]
    titles = _table("titles")
    while len(words) > 1 and words[0] in titles:
        words = words[1:]
    return tuple(words)


def head(words: Sequence[str]) -> str:
    """The head of a noun phrase: the last word before its first preposition; suffixes of names left out.

    >>> head(("attorney", "for", "scientology")), head(("clinton", "aides"))
    ('attorney', 'aide')
    """
    cut = next((k for k, word in enumerate(words) if k and word in _table("prepositions")), len(words))
    core = [word for word in words[:cut] if word not in _table("suffixes")] or list(words[:cut])
    return _singular(core[-1]) if core else ""


def same_name(a: str, b: str) -> bool:
    """Whether two names or descriptors match.

    >>> same_name("Hillary Clinton", "Clinton"), same_name("Hillary Clinton", "Bill Clinton")
    (True, False)
    >>> same_name("Democratic National Committee", "DNC"), same_name("Clinton", "Clinton aides")
    (True, False)
    """
    if a.strip() == b.strip():
        return True
    for one in _variants(a):
        for other in _variants(b):
            if one and other and _same(one, other):
                return True
    return False


def _variants(name: str) -> list[tuple[str, ...]]:
    """The name, and what stands before a comma or a bracket in it."""
    parts = [name, re.split(r"[,(]", name)[0]]
    return list(dict.fromkeys(tokens(part) for part in parts if part.strip()))


def _same(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    if a == b or "".join(a) == "".join(b):
        return True
    if _acronym(a) == "".join(b) or _acronym(b) == "".join(a):
        return True
    if head(a) != head(b):
        return False
    one, other = {_singular(w) for w in a}, {_singular(w) for w in b}
    common = len(one & other)
    return common == min(len(one), len(other)) or 2 * common > len(one | other)


def _acronym(words: tuple[str, ...]) -> str:
    letters = "".join(w[0] for w in words if w not in _table("prepositions") | {"the", "and"})
    return letters if len(letters) > 1 else "\0"


def _singular(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")) else word


def split_joint(name: str) -> list[str]:
    """A joint party ("A, B and C") as its parts.

    >>> split_joint("Congress and Obama")
    ['Congress', 'Obama']
    """
    return [part for part in re.split(r",\s*(?:and\s+)?|\s+and\s+", name) if part.strip()]


def same_parties(wanted: Sequence[str], found: Sequence[Sequence[str]]) -> bool:
    """Whether the named parties are those found, one to one; each found party is a list of names that it goes by.

    A joint name may be one party or several.
    """
    wanted = [name for name in wanted if name.strip()]
    if _paired(wanted, found):
        return True
    apart = [part for name in wanted for part in split_joint(name)]
    return len(apart) != len(wanted) and _paired(apart, found)


def _paired(wanted: Sequence[str], found: Sequence[Sequence[str]]) -> bool:
    if len(wanted) != len(found):
        return False
    pairs = match(wanted, found, lambda name, names: float(any(same_name(name, other) for other in names)))
    return len(pairs) == len(wanted)
