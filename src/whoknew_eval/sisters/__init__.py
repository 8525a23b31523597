"""Sister accounts: invented accounts of many genres, each with what a careful reader must find in it and must not be told.

The keys ask how words were annotated; these ask what a user is shown: a card, a date, a conflict, a source with its number.
"""

from whoknew_eval.sisters.expected import CATEGORIES, Expectation, Sister, load_sisters
from whoknew_eval.sisters.reading import Reading, read_sister
from whoknew_eval.sisters.tally import Tally, add_up, mark, render

__all__ = [
    "CATEGORIES",
    "Expectation",
    "Reading",
    "Sister",
    "Tally",
    "add_up",
    "load_sisters",
    "mark",
    "read_sister",
    "render",
]
