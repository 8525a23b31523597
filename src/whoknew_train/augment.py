"""Small changes of surface that must not change the reading: quotation marks, letter case, paragraphs.

Words stay one for one, so every layer of annotation stays valid.
"""

from collections.abc import Sequence

import numpy as np

_OPEN, _CLOSE = "“", "”"


def vary(forms: Sequence[str], breaks: Sequence[int], random: np.random.Generator) -> tuple[list[str], list[int]]:
    """Word forms and paragraph starts of a document, changed at random (most documents stay as they are)."""
    chosen = list(forms)
    roll = random.random()
    if roll < 0.25:
        chosen = straighten(chosen)
    elif roll < 0.45:
        chosen = curl(chosen)
    roll = random.random()
    if roll < 0.03:
        chosen = [form.upper() for form in chosen]
    elif roll < 0.06:
        chosen = [form.lower() for form in chosen]
    kept = list(breaks)
    roll = random.random()
    if roll < 0.10:
        kept = []
    elif roll < 0.2:
        kept = [b for b in kept if random.random() < 0.6]
    return chosen, kept


def straighten(forms: Sequence[str]) -> list[str]:
    """Every double quotation mark straight, and curly apostrophes too.

    >>> straighten(["“", "Don", "’t", "”"])
    ['"', 'Don', "'t", '"']
    """
    return ['"' if form in ("“", "”", "``", "''") else form.replace("’", "'").replace("‘", "'") for form in forms]


def curl(forms: Sequence[str]) -> list[str]:
    """Straight double marks turned to curly ones, opening and closing by turns.

    >>> curl(['"', "No", '"', "he", "'s"])
    ['“', 'No', '”', 'he', '’s']
    """
    opened, out = False, []
    for form in forms:
        if form == '"':
            opened = not opened
            out.append(_OPEN if opened else _CLOSE)
        elif len(form) > 1 and form[0] == "'":
            out.append("’" + form[1:])
        else:
            out.append(form)
    return out
