"""Which language a text is in, on samples from its start, middle and end.

English is recognised by its commonest words alone; only where these are rare is py3langid's model loaded (0.3 s).
"""

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

MIN_WORDS = 12
SAMPLE = 1_500
ENGLISH_SHARE = (
    0.18  # of words that are among the commonest; running English has 0.3 and more, other languages under 0.1
)
_WORDS = re.compile(r"[^\W\d_]+")
_ENGLISH = frozenset(
    "the of and to in that was he his with for it had not as on at by from she her they were which would been an who said".split()
)


def language_of(text: str) -> tuple[str | None, float]:
    """ISO 639-1 code and a probability (0–1), or ``(None, 0.0)`` where there is too little to judge.

    >>> language_of("Er sagte seinen Leuten, dass Hilfe unterwegs sei, obwohl niemand kommen wollte, und ging dann fort.")[0]
    'de'
    """
    middle = len(text) // 2
    sample = text
    if len(text) > 3 * SAMPLE:
        sample = " ".join((text[:SAMPLE], text[middle : middle + SAMPLE], text[-SAMPLE:]))
    words = [word.lower() for word in _WORDS.findall(sample)]
    if len(words) < MIN_WORDS:
        return None, 0.0
    if sum(word in _ENGLISH for word in words) >= ENGLISH_SHARE * len(words):
        return "en", 1.0
    code, probability = _identifier().classify(sample)
    return str(code), float(probability)


@cache
def _identifier() -> "LanguageIdentifier":
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # numpy and a model: only where English is in doubt

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
