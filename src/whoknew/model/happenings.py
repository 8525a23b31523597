"""What happens inside the story: events, acts of communication and knowledge, movements, presences."""

from typing import Literal

from whoknew.model.base import Count, Proposal, Span, Spans, Struct
from whoknew.model.times import When

FactualityValue = Literal["CT+", "PR+", "PS+", "Uu", "PS-", "PR-", "CT-"]


class Filler(Struct, frozen=True, kw_only=True):
    """A role's filler: the words, and the entity where it is one."""

    role: str
    span: Span
    entity: str | None = None


class Factuality(Struct, frozen=True, kw_only=True):
    """How certain a holder (source id) presents an event to be (FactBank's scale)."""

    holder: str
    value: FactualityValue


class Link(Struct, frozen=True, kw_only=True):
    """A reason or precondition that the text states, with its words and the source that says so.

    ``event`` is the id of the event, act or movement that is the reason, the thing enabled or the thing required.
    """

    event: str
    span: Span | None = None
    source: str = "self"


class Event(Proposal, frozen=True, kw_only=True):
    """An event or state in the story. ``trigger`` is its word's span; ``roleset`` is PropBank's where known."""

    id: str
    trigger: Span
    roleset: str | None = None
    gist: str = ""  # verbatim clause
    roles: tuple[Filler, ...] = ()
    polarity: bool = True
    factuality: tuple[Factuality, ...] = ()
    time: When = When()
    place: str | None = None  # entity id
    because: tuple[Link, ...] = ()
    enables: tuple[Link, ...] = ()
    requires: tuple[Link, ...] = ()
    attribution: str | None = None
    same_as: str | None = None  # the event told again
    concealed: bool = False  # hidden from those who were in the same place
    sources: tuple[str, ...] = ()  # who says so, as in an act; empty = the account's own voice


ActType = Literal[
    "tell",
    "ask",
    "order",
    "promise",
    "deny",
    "refuse",
    "grant",
    "meet",
    "call",
    "decide",
    "withhold",
    "unaware",
    "know",
    "learn",
    "mislead",
]
TruthValue = Literal["true", "false", "open"]


class Party(Struct, frozen=True, kw_only=True):
    """Somebody in an act: an entity id, or a descriptor where no entity stands for it, with a quantity.

    ``quantity`` matters for groups: all · some · none · almost_none ("told hardly a soul").
    """

    entity: str | None = None
    descriptor: str = ""
    quantity: Literal["all", "some", "none", "almost_none"] | None = None
    count: Count | None = None
    span: Span | None = None


class Held(Struct, frozen=True, kw_only=True):
    """What one source holds of an act's truth or insincerity, with its words."""

    holder: str
    value: str
    span: Span | None = None


class Act(Proposal, frozen=True, kw_only=True):
    """Communication, decision or knowledge inside the story (annotation.md says when each type applies).

    ``asserts`` is false where the content is the negation of ``proposition``. ``polarity`` is false where the act
    did not happen ("never told"); ``completed`` is false where it was only tried. ``truth`` and ``insincere`` are in
    the account's own voice, ``truth_by`` and ``insincere_by`` in each source's: said, never inferred.
    """

    id: str
    type: ActType
    cue: Span
    agents: tuple[Party, ...] = ()
    others: tuple[Party, ...] = ()
    content_spans: Spans = ()
    proposition: str | None = None
    asserts: bool = True
    polarity: bool = True
    completed: bool = True
    time: When = When()
    place: str | None = None
    event: str | None = None
    truth: TruthValue = "open"
    truth_span: Span | None = None  # the words that say so in the account's own voice
    truth_by: tuple[Held, ...] = ()
    insincere: bool = False
    insincere_by: tuple[Held, ...] = ()
    attribution: str | None = None
    because: tuple[Link, ...] = ()
    enables: tuple[Link, ...] = ()
    requires: tuple[Link, ...] = ()
    sources: tuple[str, ...] = ()  # chain's innermost source ids; empty = the account's own voice
    hedged: bool = False  # weak: alleged, possible, unverified
    spoken_of: bool = False  # ``others`` are whom it is said of ("accused her"), not to: they hear nothing by it


Happened = Literal["done", "attempted", "planned", "refused", "falsely_stated"]


class Movement(Proposal, frozen=True, kw_only=True):
    """Who went from where to where; legs of one journey share ``journey``. Places are entity ids or words."""

    id: str
    mover: Party
    span: Span
    origin_place: str | None = None
    destination: str | None = None
    via: tuple[str, ...] = ()
    means: str | None = None
    time: When = When()
    happened: Happened = "done"
    journey: str | None = None
    same_as: str | None = None  # the movement told again ("hours before he left")
    attribution: str | None = None
    sources: tuple[str, ...] = ()
    hedged: bool = False
    because: tuple[Link, ...] = ()
    enables: tuple[Link, ...] = ()
    requires: tuple[Link, ...] = ()


class Presence(Proposal, frozen=True, kw_only=True):
    """Somebody was, or was not, somewhere: "she came and no one was there", "were already in Moscow"."""

    id: str
    who: Party
    where: str
    span: Span
    time: When = When()
    present: bool = True
    attribution: str | None = None
    sources: tuple[str, ...] = ()
    hedged: bool = False
