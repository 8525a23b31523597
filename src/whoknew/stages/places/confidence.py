"""How often a choice of place is right, by what speaks for it.

The share of the evidence that a place holds against its namesakes says nothing of the place that no list has: where a name has
one bearer in the gazetteer, its share is 1, and yet a hamlet that only the local paper knows may be meant. So the share is
joined by what else tells right from wrong: whether the account speaks of the same country in another name or a demonym, the
size of a town, and kinds of place whose middle says little (areas and waters, counties). A logistic regression, fitted on the
two thirds of LGL and GeoVirus that set the other weights; docs/gazetteer.md gives what it does on the rest.
"""

from math import exp, log, log10

BASE = -0.09
SHARE = 0.55  # for each unit of the share's log odds
SUPPORTED = 1.31
SMALL = 0.42  # for each power of ten that a town has fewer people than 300,000
SPREAD = -1.4  # areas and waters
ROUGH = -0.5  # counties, and single buildings
COUNTRY = 0.17
CAPITAL = -0.4  # its share is high already, by being one


def certainty(share: float, kind: str, population: int, *, supported: bool) -> float:
    """The probability (0–1) that a place is the one meant, within 161 km."""
    held = min(max(share, 0.02), 0.99)
    score = BASE + SHARE * log(held / (1 - held)) + SUPPORTED * supported
    if kind == "city":
        score += SMALL * min(0.0, log10(population + 10) - 5.5)
    elif kind == "capital":
        score += CAPITAL
    elif kind in ("area", "water"):
        score += SPREAD
    elif kind in ("county", "airport", "facility"):
        score += ROUGH
    elif kind == "country":
        score += COUNTRY
    elif kind == "user":
        return 1.0
    return round(1 / (1 + exp(-score)), 3)
