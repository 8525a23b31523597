"""Whether two claims put one matter differently: in strength, in figures, in days. The scales are data (strength.toml).

Two claims are of one matter where, without the words that differ, they share two content words and most of the shorter.
"""

import re
import tomllib
from functools import cache
from importlib import resources

from whoknew.model import Claim
from whoknew.reasoning.audit.evidence import Evidence, stem
from whoknew.reasoning.audit.words import listed

NUMBERS = {
    word: value
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
        "eighteen nineteen twenty".split()
    )
} | {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90, "dozen": 12}
FIGURE = re.compile(
    r"(?<![\w.,-])(?:(\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?)|(" + "|".join(sorted(NUMBERS, key=len, reverse=True)) + r"))"
    r"(?:[ -](hundred|thousand|million|billion))?\s+((?:[a-z]+ )?[a-z]{3,})"
)


@cache
def scales() -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    """Each scale as two patterns over lower-cased text, the strong one first."""
    table = tomllib.loads(resources.files(__package__).joinpath("strength.toml").read_text(encoding="utf-8"))
    return tuple((_pattern(entry["strong"]), _pattern(entry["weak"])) for entry in table["scale"])


def _pattern(words: list[str]) -> re.Pattern[str]:
    longest = sorted(words, key=len, reverse=True)
    return re.compile(r"\b(?:" + "|".join(re.escape(word) for word in longest) + r")\b")


def rest_alike(e: Evidence, one: Claim, other: Claim, without: frozenset[str], *, least: float = 0.6) -> bool:
    """Whether two claims share two content words and most of the shorter, the words that differ left out."""
    a, b = e.stems[one.id] - without, e.stems[other.id] - without
    shared = len(a & b)
    return shared >= 2 and shared >= least * min(len(a), len(b))


def strength(e: Evidence, one: Claim, other: Claim) -> bool:
    """Whether one claim puts strongly what the other puts weakly."""
    a, b = e.low(one), e.low(other)
    for strong, weak in scales():
        for first, second in ((a, b), (b, a)):
            high, low = strong.search(first), weak.search(second)
            if high is None or low is None or weak.search(first) or strong.search(second):
                continue
            said = frozenset(stem(w) for w in f"{high.group()} {low.group()}".split())
            if rest_alike(e, one, other, said | _fillers()):
                return True
    return False


@cache
def _fillers() -> frozenset[str]:
    return frozenset(stem(w) for w in listed("fillers"))


def figures(e: Evidence, claim: Claim) -> dict[str, tuple[float, str]]:
    """Figures of a claim by their unit, each as a value and as it is said; those that are about or over are left out."""
    text = e.low(claim)
    found: dict[str, tuple[float, str]] = {}
    for match in FIGURE.finditer(text):
        digits, word, scale, unit = match.groups()
        first, last = unit.split()[0], unit.split()[-1]
        head = first if first.endswith("s") or last in listed("not_units") else last
        noun = stem(head)
        before = text[max(0, match.start() - 16) : match.start()].split()
        if noun in listed("not_units") or (before and before[-1] in listed("vague")):
            continue
        value = float(digits.replace(",", "")) if digits else float(NUMBERS[word])
        value *= {None: 1, "hundred": 100, "thousand": 1e3, "million": 1e6, "billion": 1e9}[scale]
        if digits and 1900 <= value < 2100 and scale is None and "," not in digits:
            continue
        shown = match.group()[: match.group().rindex(head) + len(head)]
        found.setdefault(noun, (value, " ".join(shown.split())))
    return found


def days(e: Evidence, claim: Claim) -> dict[str, tuple[str, str]]:
    """The one day, and the one hour, that a claim names: value and words, by type of the time expression."""
    text = e.analysis.account.text
    by_type: dict[str, list[tuple[str, str]]] = {}
    for time in e.analysis.times:
        held = time.type in ("date", "time") and any(a <= time.span[0] and time.span[1] <= b for a, b in claim.spans)
        if held and time.value and not time.mod and not time.value.startswith(("P", "FUTURE", "PRESENT", "PAST")):
            value = time.value.replace("TMI", "T12:00").replace("TMN", "T00:00")
            by_type.setdefault(time.type, []).append((value, text[slice(*time.span)]))
    return {kind: values[0] for kind, values in by_type.items() if len(values) == 1}
