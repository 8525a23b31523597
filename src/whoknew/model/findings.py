"""What follows from an analysis. Never mixed with what the text says; each finding names its rule and its claims.

``supports`` are minimal sets of ids (of claims, acts, movements, presences) that derive the finding, capped;
``capped`` says that there are more. ``sources`` of a support item are looked up in the analysis.
``class`` in JSON, ``certainty`` in Python: certain · possible · excluded · not_recorded · not_decided.
"""

from typing import Literal

import msgspec

from whoknew.model.base import Span, Spans, Struct
from whoknew.model.times import Bounds

Certainty = Literal["certain", "possible", "excluded", "not_recorded", "not_decided"]
KnowledgeValue = Literal[
    "knew", "believed", "believed_wrongly", "told", "told_falsely", "kept_from", "unaware", "not_recorded"
]


class Finding(Struct, frozen=True, kw_only=True):
    """Base: the rule that found it, the records it stands on, their sentences, and its minimal supports."""

    id: str
    rule: str
    claims: tuple[str, ...] = ()
    spans: Spans = ()
    supports: tuple[tuple[str, ...], ...] = ()
    capped: bool = False
    must_sources: tuple[str, ...] = ()
    inferred: bool = True
    note: str = ""
    method: Literal["", "fast", "search", "capped"] = ""  # how it was decided: sound test, exact search, or given up


class TimelineEntry(Finding, frozen=True, kw_only=True):
    """When something happened: computed bounds, and its place in the forced order.

    ``item`` is the id of the event, act, movement or presence. ``after``/``before`` list items forced to precede or
    follow. ``bounded_by`` are the spans that set earliest and latest; ``weak`` says the order rests on narrative alone.
    """

    item: str
    label: str = ""
    bounds: Bounds = Bounds()
    likely: Bounds | None = None  # with weak constraints added, where these say more; never certain
    earliest_span: Span | None = None
    latest_span: Span | None = None
    after: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    rank: int = 0  # display order: forced order first, then weak, then the text's
    weak: bool = False


class KnowledgeFinding(Finding, frozen=True, kw_only=True):
    """The value that an agent's mind or ears held of a proposition over an interval of moments."""

    agent: str  # entity id, or source id of an unnamed one
    proposition: str
    value: KnowledgeValue
    certainty: Certainty = msgspec.field(name="class", default="certain")
    interval: Bounds = Bounds()
    from_moment: str | None = None  # item id from which it holds; None = from the start
    to_moment: str | None = None
    by: str | None = None  # who told
    asserts: bool = True  # false where what is known, believed or told is that the proposition does not hold
    mind_of: str | None = None  # nested belief: what ``agent`` takes this other agent to believe


class Deception(Finding, frozen=True, kw_only=True):
    """Somebody told what he (as the account has it) did not believe, or was said to mislead."""

    teller: str
    told: tuple[str, ...]
    proposition: str
    act: str  # the telling
    asserts: bool = True  # false where what was told is that the proposition does not hold
    against: tuple[str, ...] = ()  # ids of the claims, acts or events that say otherwise
    certainty: Certainty = msgspec.field(name="class", default="certain")
    value: Literal["deceived", "attempt", "told_falsely", "said_to_mislead"] = "told_falsely"
    stated: bool = False  # the account or a source says so itself, rather than inferred
    said_by: tuple[str, ...] = ()  # source ids where stated
    said_in: Spans = ()  # the words that say that what was told was not so


class Conflict(Finding, frozen=True, kw_only=True):
    """A smallest set of firm claims with no world-line (a conflict), or one that needs a weak claim (a tension)."""

    members: tuple[str, ...]
    reason: str = ""
    weak: tuple[str, ...] = ()


class Journey(Finding, frozen=True, kw_only=True):
    """Legs of one mover joined; ``question`` is set where it looks impossible (two places at once, too fast)."""

    mover: str
    legs: tuple[str, ...]
    question: str | None = None


class Flag(Finding, frozen=True, kw_only=True):
    """An audit flag with the published origin of its rule."""

    severity: Literal["note", "caution", "serious"] = "note"
    message: str = ""
    origin_of_rule: str = ""


class BoxFigure(Struct, frozen=True, kw_only=True):
    """One figure of the sourcing box and the ids it counts."""

    key: str
    label: str
    value: int
    high: int | None = None  # where it is a range
    items: tuple[str, ...] = ()


class Audit(Struct, frozen=True, kw_only=True):
    box: tuple[BoxFigure, ...] = ()
    flags: tuple[Flag, ...] = ()


class Moment(Struct, frozen=True, kw_only=True):
    """One step of the replay: the items that happen in it (several where their order is open)."""

    id: str
    label: str
    items: tuple[str, ...] = ()
    bounds: Bounds = Bounds()
    open_order: bool = False
    closes: tuple[str, ...] = ()  # courses that this moment closed: ids


class Turn(Struct, frozen=True, kw_only=True):
    """What a finding becomes, or what newly follows, when one source is not believed to have said anything.

    ``before`` is how it was (empty: it is new), ``after`` how it is then (empty: it is gone); both are values of a
    knowledge finding or of a deception, or ``stands`` for a conflict or tension. Whose mind (or who told it) is
    ``agent``, who was told ``told``; ``act`` is the telling, ``members`` those of a conflict.
    """

    kind: Literal["knowledge", "deception", "conflict", "tension"]
    agent: str = ""
    told: tuple[str, ...] = ()
    proposition: str = ""
    asserts: bool = True
    act: str = ""
    members: tuple[str, ...] = ()
    before: str = ""
    before_class: Certainty = "certain"
    before_asserts: bool = True
    after: str = ""
    after_class: Certainty = "certain"
    why: str = ""
    claims: tuple[str, ...] = ()
    spans: Spans = ()


class Knockout(Struct, frozen=True, kw_only=True):
    """One source dropped, all else kept: deceptions and conflicts that go, and all that turns into something else or
    newly follows. What only loses its support is told by the supports of each finding and not repeated here."""

    source: str
    turns: tuple[Turn, ...] = ()


class Findings(Struct, frozen=True, kw_only=True):
    timeline: tuple[TimelineEntry, ...] = ()
    moments: tuple[Moment, ...] = ()
    knowledge: tuple[KnowledgeFinding, ...] = ()
    deceptions: tuple[Deception, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    tensions: tuple[Conflict, ...] = ()
    journeys: tuple[Journey, ...] = ()
    audit: Audit = Audit()
    knockouts: tuple[Knockout, ...] | None = None  # None: not worked out; a source that is not listed: not reached
