"""Lemmas as edit scripts on the word form (Chrupała 2006): what to cut from its end and what to put there.

A script is written ``BASE|CUT|SUFFIX``; BASE is ``o`` for the form as it stands and ``l`` for its lower case.
"""

import tomllib
from collections.abc import Collection, Iterable
from functools import cache, lru_cache
from importlib.resources import files


def derive_script(form: str, lemma: str) -> str:
    """The shortest script that makes the lemma of the form.

    >>> derive_script("Americans", "American"), derive_script("Said", "say"), derive_script("was", "be")
    ('o|1|', 'l|2|y', 'l|3|be')
    """
    best = ""
    for base, text in (("l", form.lower()), ("o", form)):
        same = 0
        while same < min(len(text), len(lemma)) and text[same] == lemma[same]:
            same += 1
        script = f"{base}|{len(text) - same}|{lemma[same:]}"
        if not best or len(lemma) - same + len(text) - same < _size(best):
            best = script
    return best


def _size(script: str) -> int:
    _, cut, suffix = script.split("|", 2)
    return int(cut) + len(suffix)


@lru_cache(maxsize=1 << 16)
def apply_script(form: str, script: str) -> str:
    """The lemma that a script makes of a form; the form itself where the script would leave nothing.

    >>> apply_script("Cities", "l|3|y"), apply_script("a", "l|3|y")
    ('city', 'y')
    """
    base, cut, suffix = script.split("|", 2)
    text = form if base == "o" else form.lower()
    return (text[: max(0, len(text) - int(cut))] + suffix) or form


@cache
def irregular() -> dict[str, str]:
    """Irregular verb forms and their lemmas."""
    text = (files("whoknew.encoder") / "irregular.toml").read_text("utf-8")
    table: dict[str, str] = tomllib.loads(text)["verbs"]
    return table


def verb_lemma(form: str, scripts: Iterable[str], verbs: Collection[str]) -> str:
    """The lemma of a verb: the irregular one, else by the first script (best first) that makes a verb that is known.

    >>> verb_lemma("rang", ["l|0|"], {"ring"}), verb_lemma("refused", ["l|2|", "l|1|"], {"refuse"})
    ('ring', 'refuse')
    """
    known = irregular().get(form.lower())
    if known is not None:
        return known
    tried = [apply_script(form, script) for script in scripts]
    low = form.lower()
    near = (lemma for lemma in tried if lemma in verbs and low.startswith(lemma[: max(2, len(low) - 3)]))
    return next(near, tried[0] if tried else low)
