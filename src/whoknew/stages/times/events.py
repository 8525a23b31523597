"""Times that hang on an event: "hours before he fled", "two days after the vote", "as rebels entered the city"."""

import re

from whoknew.model import Anchor, Span

_CLAUSE = re.compile(
    r"\s*(?:before|after|since|until|when|that|earlier than|prior to|following|in which)\s+(?P<clause>[^.;:,()“”\"\n]{3,160})",
    re.I,
)


def anchored_to(text: str, span: Span, sentence: Span) -> Anchor | None:
    """The clause right after a vague time that it hangs on, as an event anchor; ``None`` where there is none."""
    match = _CLAUSE.match(text, span[1], min(sentence[1], span[1] + 180))
    if match is None:
        return None
    start, end = match.span("clause")
    while end > start and text[end - 1].isspace():
        end -= 1
    return Anchor(kind="event", span=(start, end))
