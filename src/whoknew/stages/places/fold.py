"""Names to keys: how two spellings of one place are found to be the same.

``strict`` drops case, diacritics, apostrophes and punctuation. ``key`` folds further what transliterations vary in:
leading articles of Arabic names (al-, el-, ash-), doubled letters, ou/oo/u and ee/i, a silent final h. A key is for
finding; a candidate whose strict form agrees is preferred over one that agrees by key alone.
"""

import re
import unicodedata
from functools import lru_cache

_SPECIAL = str.maketrans(
    {
        "ø": "o",
        "ł": "l",
        "ß": "ss",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "æ": "ae",
        "œ": "oe",
        "ı": "i",
        "ə": "e",
        "ħ": "h",
        "&": " and ",
    }
)
_SILENT = re.compile(r"['’‘ʻʼʾʿ`´ʹʺ]")
_PUNCT = re.compile(r"[^a-z0-9]+")
# Letters of the other scripts that the second index holds: Cyrillic, Arabic, Chinese.
OTHER = "\u0400-\u052f\u0620-\u064a\u066e-\u06d3\u06d5\u3400-\u9fff"
_OTHER_PUNCT = re.compile(rf"[^a-z0-9{OTHER}]+")
_OTHER_LETTER = re.compile(rf"[{OTHER}]")
# Letters of Arabic that its languages write in two ways.
_ARABIC = str.maketrans({"ى": "ي", "ی": "ي", "ې": "ي", "ک": "ك", "ڪ": "ك", "ة": "ه", "ە": "ه", "ہ": "ه", "ـ": ""})
_DOTTED = re.compile(r"\b([a-z])\.(?=[a-z]\b|$|[^a-z])")
_ARTICLES = frozenset("al el ad ar as ash at an az ed er es ez the".split())
_LEADING = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort", "sta": "santa", "sto": "santo"}
_DOUBLE = re.compile(r"([a-z])\1")
_FINAL_H = re.compile(r"(?<=[aei])h\b")


@lru_cache(maxsize=65536)
def strict(name: str) -> str:
    """Lower case without diacritics, apostrophes and punctuation; "St." and "Mt." written out. "" if nothing is left."""
    low = name.casefold().translate(_SPECIAL)
    if not low.isascii():
        low = "".join(c for c in unicodedata.normalize("NFKD", low) if not unicodedata.combining(c))
    low = _DOTTED.sub(r"\1", _SILENT.sub("", low))
    if not low.isascii() and _OTHER_LETTER.search(low):
        return " ".join(_OTHER_PUNCT.sub(" ", low.translate(_ARABIC)).split())
    words = _PUNCT.sub(" ", low).split()
    if len(words) > 1:
        words[0] = _LEADING.get(words[0], words[0])
    return " ".join(words)


@lru_cache(maxsize=65536)
def key(name: str) -> str:
    """The folded key that the index is sorted by; spellings that only transliteration tells apart share it."""
    spelt = strict(name)
    if not spelt.isascii():
        return spelt
    words = spelt.split()
    kept = [w for w in words if w not in _ARTICLES] or words
    text = " ".join(kept).replace("ou", "u").replace("oo", "u").replace("ee", "i")
    return _FINAL_H.sub("", _DOUBLE.sub(r"\1", text))
