"""An act while it is being put together: word indices that later become spans and parties."""

from dataclasses import dataclass, field
from typing import Literal

from whoknew.model import ActType, Span

Quantity = Literal["all", "some", "none", "almost_none"] | None


@dataclass
class Draft:
    """``agents`` and ``others`` are head-word indices; ``content`` spans of text; ``voice`` as in the lexicon."""

    type: ActType
    cue: list[int]
    word: int
    agents: list[int] = field(default_factory=list)
    others: list[int] = field(default_factory=list)
    content: list[Span] = field(default_factory=list)
    clause: int = -1  # head of the clause that is told
    voice: str = "act"
    group: str = ""
    negator: int = -1
    completed: bool = True
    hedged: bool = False
    kind: str = "verb"  # verb · noun · idiom
    content_nouns: list[int] = field(default_factory=list)
    quantity: Quantity = None
    reply_to: int = -1  # index of the draft that this one answers
    during: int = -1  # word of the meeting that this was said at
    after: int = -1  # word of the act that this one presupposes
    against: bool = False  # a plan is given up
    spoken_of: bool = False  # the others are whom it is said of, not to
    lent: bool = False  # a noun whose agent a light verb gives
