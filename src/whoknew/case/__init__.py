"""Several accounts as one case: which actor of one is which of another. Proposed with reasons, decided by people, undone at will.

Nothing is merged: an account's own analysis is never changed on disk. ``join`` gives copies in memory whose entities
carry the name under which they go over all accounts (``Entity.across``).
"""

from whoknew.case.decisions import Decision, Decisions, decided, dump, parse
from whoknew.case.joining import Joined, join
from whoknew.case.links import Link, Reason, Standing, propose

__all__ = [
    "Decision",
    "Decisions",
    "Joined",
    "Link",
    "Reason",
    "Standing",
    "decided",
    "dump",
    "join",
    "parse",
    "propose",
]
