"""How many people a phrase stands for, as a closed range: "three aides" is 3, "more than a dozen" 13 or more."""

from whoknew.model import Count
from whoknew.stages.sources.lexicon import Lexicon

TENS = frozenset({"dozen", "hundred", "score", "or", "to"})
YEARS = (1900, 2100)  # a number in here before a noun is a year


def count(lexicon: Lexicon, lower: list[str], *, plural: bool) -> Count:
    """The range of a phrase given its lower-cased tokens up to the head noun."""
    if share(lexicon, lower):
        return Count(low=2, high=None)
    value, position = _number(lexicon, lower)
    text = " ".join(lower[: position + 1]) if value is not None else " ".join(lower)
    if value is None:
        for word in lower:
            if word in lexicon.vague:
                low, high = lexicon.vague[word]
                return Count(low=low, high=None if high < 0 else high)
        return Count(low=2, high=None) if plural else Count()
    if any(phrase in text for phrase in lexicon.quantifiers["above"]):
        return Count(low=value + 1, high=None)
    if any(phrase in text for phrase in lexicon.quantifiers["least"]):
        return Count(low=value, high=None)
    if any(phrase in text for phrase in lexicon.quantifiers["below"]):
        return Count(low=1, high=max(1, value - 1))
    slack = max(1, value // 10)
    if any(phrase in text for phrase in lexicon.quantifiers["almost"]):
        return Count(low=max(1, value - 2 * slack), high=value)
    if any(text.startswith(f"{phrase} ") or f" {phrase} " in text for phrase in lexicon.quantifiers["about"]):
        return Count(low=max(1, value - slack), high=value + slack)
    return Count(low=value, high=value)


def share(lexicon: Lexicon, lower: list[str]) -> bool:
    """Whether a number is a part of all ("eight of 10 voters", "two out of three parents"): a share, and no head count."""
    for i, word in enumerate(lower):
        if word in ("of", "in") and 0 < i < len(lower) - 1:
            parts = [lower[i + 1], lower[i - 2] if lower[i - 1] == "out" and i > 1 else lower[i - 1]]
            if all(part in lexicon.numbers or part.isdigit() for part in parts) and "the" not in lower:
                return True
    return False


def _number(lexicon: Lexicon, lower: list[str]) -> tuple[int | None, int]:
    """The number that a phrase states and where; "one of" and "a" are no numbers of their own."""
    for i, word in enumerate(lower):
        if (lower[i + 1 : i + 2] in (["-"], ["–"]) and "old" in lower[i + 1 : i + 5]) or word.endswith("-old"):
            continue  # "the 34-year-old mother"
        joined = lower[i + 1 : i + 2] in (["-"], ["–"]) and i + 2 < len(lower) and lower[i + 2].isalpha()
        if joined and lower[i + 2] not in lexicon.numbers and lower[i + 2] not in TENS:
            continue  # "a 52-count complaint", "a three-judge panel": one of them
        if word.isascii() and word.isdigit() and len(word) < 6 and not YEARS[0] <= int(word) < YEARS[1]:
            return int(word), i
        if word in lexicon.numbers:
            value = lexicon.numbers[word]
            if i + 1 < len(lower) and lower[i + 1] in ("dozen", "hundred", "score"):
                return value * lexicon.numbers[lower[i + 1]], i + 1
            if word == "dozen" and i >= 2 and lower[i - 2 : i] == ["half", "a"]:
                return 6, i
            return value, i
    return None, -1


def together(counts: list[Count], apart: int) -> Count:
    """Bounds on distinct people among sources that may overlap: at least the largest, at most the sum.

    ``apart`` is how many of them are known to be different from each other and from all the rest.
    """
    if not counts:
        return Count(low=0, high=0)
    low = max((c.low for c in counts), default=0)
    highs = [c.high for c in counts]
    high = None if any(h is None for h in highs) else sum(h for h in highs if h is not None)
    return Count(low=max(low, apart), high=high)
