"""Names compared over spellings: accents, apostrophes, doubled letters, Arabic articles, transliterated vowels, short forms.

Used within an account by the stage that links names, and over several accounts where actors are linked.
"""

import re
import tomllib
import unicodedata
from functools import cache, lru_cache
from pathlib import Path

SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
_ARTICLES = ("al-", "el-", "ash-", "as-", "ad-", "ar-", "an-", "az-", "at-")
_ENDING = re.compile(r"(?<=[a-z]{2})(?:[b-df-hj-np-tv-z]y|[oe]w)$")
_DOUBLE = re.compile(r"([a-z])\1")


@lru_cache(maxsize=32768)
def skeleton(name: str) -> str:
    """A name's form for comparing spellings: no case, accents, apostrophes or doubled letters, vowels of transliteration levelled.

    >>> skeleton("Assad") == skeleton("Asad"), skeleton("Yeltsin") == skeleton("Putin")
    (True, False)
    """
    low = "".join(c for c in unicodedata.normalize("NFKD", name.casefold()) if c.isalnum())
    low = low.replace("ou", "u").replace("oo", "u").replace("ee", "i").replace("ph", "f").replace("kh", "h")
    return _ENDING.sub(_levelled, _DOUBLE.sub(r"\1", low))


def _levelled(ending: re.Match[str]) -> str:
    """Khoury and Khouri, Sokolow and Sokolov: endings that only the way of writing tells apart."""
    return ending[0][0] + "i" if ending[0].endswith("y") else ending[0][:-1] + "v"


def core(part: str) -> str:
    """A name part's skeleton without an Arabic article.

    >>> core("al-Assad") == core("Asad")
    True
    """
    low = part.casefold()
    for article in _ARTICLES:
        if low.startswith(article) and len(low) > len(article) + 1:
            return skeleton(low[len(article) :])
    return skeleton(low)


def split_name(parts: tuple[str, ...]) -> tuple[str, tuple[str, ...], str]:
    """(first, middle, last) in skeleton form; suffixes and lone articles left out. A single part is the last."""
    words = [p for p in parts if p.casefold().rstrip(".") not in SUFFIXES and p.casefold() not in ("al", "el", "-")]
    cores = [core(w) for w in words if core(w)] or [skeleton("".join(parts))]
    if len(cores) == 1:
        return "", (), cores[0]
    return cores[0], tuple(cores[1:-1]), cores[-1]


def suffix(parts: tuple[str, ...]) -> str:
    """The number or "jr" at the end of a name, "" for none."""
    last = parts[-1].casefold().rstrip(".") if len(parts) > 1 else ""
    return last if last in SUFFIXES else ""


@cache
def _alike() -> dict[str, str]:
    groups = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))["alike"]
    return {skeleton(word): skeleton(group.split()[0]) for group in reversed(groups) for word in group.split()}


def one_first(one: str, other: str) -> bool:
    """Whether two first names (as skeletons) are one: equal, an initial of the other, short and long form, two spellings.

    >>> one_first(skeleton("Muhammad"), skeleton("Mohammed")), one_first("m", "maher"), one_first("maher", "bashar")
    (True, True, False)
    """
    if one == other or (one and other and (len(one) == 1 or len(other) == 1) and one[0] == other[0]):
        return True
    alike = _alike()
    return alike.get(one, one) == alike.get(other, other) if (one in alike or other in alike) else False
