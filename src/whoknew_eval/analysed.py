"""An analysis of a text as it stands, offsets untouched: what the stages say, without the findings that follow."""

import hashlib

from whoknew import pipeline
from whoknew.model import Account, Analysis


def analyse(text: str, published: str | None = None, *, timings: bool = False) -> Analysis:
    """Run every stage over ``text``; ``published`` is an ISO date."""
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    account = Account(id=digest, text=text, published=published, sha256=digest, language="en")
    return pipeline.run(account, timings=timings)
