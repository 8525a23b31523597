"""Numbers in figures and words, and TIMEX3 durations made of them."""

import re

from whoknew.stages.times.lexicon import table

_UNIT_CODE = {
    "TS": ("PT", "S"),
    "TM": ("PT", "M"),
    "TH": ("PT", "H"),
    "D": ("P", "D"),
    "N": ("P", "D"),
    "W": ("P", "W"),
    "WE": ("P", "WE"),
    "F": ("P", "W"),
    "M": ("P", "M"),
    "Q": ("P", "Q"),
    "Y": ("P", "Y"),
    "DE": ("P", "DE"),
    "CE": ("P", "CE"),
    "ML": ("P", "ML"),
}
DAYS = {"D": 1, "N": 1, "W": 7, "WE": 2, "F": 14, "M": 30, "Q": 91, "Y": 365, "DE": 3652, "CE": 36524, "ML": 365240}


def number(words: str) -> float | None:
    """``"twenty-one"``, ``"3,000"``, ``"a"``, ``"a dozen"``, ``"2.5"`` → a number; vague ones → ``None``.

    >>> number("twenty-one"), number("a couple of"), number("several"), number("1,200")
    (21, 2, None, 1200)
    """
    words = re.sub(r"\s+", " ", words.lower().replace("–", "-")).strip()
    words = re.sub(r"^(?:the|just|only|another|a further|further)\s(?=\w)", "", words)
    if re.fullmatch(r"[\d,]+(?:\.\d+)?", words):
        value = float(words.replace(",", ""))
        return int(value) if value.is_integer() else value
    special = {"a": 1, "an": 1, "a couple of": 2, "a couple": 2, "couple": 2, "a dozen": 12, "dozen": 12, "half a": 0.5}
    special |= {"half an": 0.5, "a half": 0.5, "half": 0.5, "a single": 1, "single": 1, "two dozen": 24, "both": 2}
    if words in special:
        return special[words]
    numbers = table("numbers")
    total, seen = 0, False
    for part in re.split(r"[\s-]+", words):
        if part == "and":
            continue
        if part not in numbers:
            return None
        value = numbers[part]
        total, seen = (max(total, 1) * 100, True) if value == 100 else (total + value, True)
    return total if seen else None


def unit_of(word: str) -> str:
    """``"days"`` → ``"D"``."""
    word = word.lower()
    units = table("units")
    return str(units[word] if word in units else units[word.removesuffix("s")])


def duration(amount: float | None, unit: str) -> str:
    """TIMEX3 duration; a vague amount is X. Half units are written in the next smaller one where that is usual.

    >>> duration(2, "TH"), duration(None, "D"), duration(0.5, "Y"), duration(24, "Y")
    ('PT2H', 'PXD', 'P6M', 'P24Y')
    """
    head, code = _UNIT_CODE[unit]
    if amount is None:
        return f"{head}X{code}"
    if unit == "F":
        amount *= 2
    if amount == 0.5 and unit in {"Y", "TH", "DE", "CE"}:
        return {"Y": "P6M", "TH": "PT30M", "DE": "P5Y", "CE": "P50Y"}[unit]
    shown = int(amount) if float(amount).is_integer() else amount
    return f"{head}{shown}{code}"
