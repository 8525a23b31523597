"""Times and places as expressions in the text, and the constraints that the text puts on when things happened."""

from typing import Literal

from whoknew.model.base import Proposal, Span, Struct


class Bounds(Struct, frozen=True, kw_only=True):
    """Earliest and latest moment, local time, ISO 8601 without zone ("2024-12-07T18:00"); ``None`` = open."""

    earliest: str | None = None
    latest: str | None = None


class Zone(Struct, frozen=True, kw_only=True):
    """The time zone: IANA name or offset, and what it rests on (stated, place, unknown)."""

    name: str | None = None
    basis: str = "unknown"


class Anchor(Struct, frozen=True, kw_only=True):
    """What a relative expression hangs on: publication, another time, or an event."""

    kind: Literal["publication", "time", "event", "none"] = "none"
    id: str | None = None
    span: Span | None = None


class Time(Proposal, frozen=True, kw_only=True):
    """A TIMEX3 expression with EDTF and bounds. ``candidates`` are further values where the text leaves it open."""

    id: str
    span: Span
    type: Literal["date", "time", "duration", "set"]
    value: str = ""
    mod: str | None = None
    edtf: str | None = None
    bounds: Bounds = Bounds()
    zone: Zone = Zone()
    anchor: Anchor = Anchor()
    candidates: tuple[str, ...] = ()


class Place(Proposal, frozen=True, kw_only=True):
    """A toponym resolved to a gazetteer entry. Coordinates are WGS 84 degrees; ``alternatives`` are gazetteer ids."""

    id: str
    span: Span
    name: str
    entity: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    country: str | None = None  # ISO 3166-1 alpha-2
    gazetteer_id: str | None = None
    alternatives: tuple[str, ...] = ()


Ordering = Literal["before", "after", "simultaneous", "during", "overlaps", "starts", "ends"]


class Order(Struct, frozen=True, kw_only=True):
    """An ordering that the text states between this event and another thing (event or time id)."""

    relation: Ordering
    to: str
    span: Span | None = None
    weak: bool = False  # hedged, or resting on narrative sequence alone


class When(Struct, frozen=True, kw_only=True):
    """The time constraints that the text states of one thing: bounds, times it refers to, orderings.

    ``bounds`` come from the times in ``times`` (ids); ``span`` is the words that say so. ``weak`` marks bounds that
    were carried over from the narrative clock rather than stated of this event. ``initial`` says that it holds from
    the start of the story, before everything else that is recorded (initial whereabouts and beliefs of a scenario).
    """

    bounds: Bounds = Bounds()
    times: tuple[str, ...] = ()
    orders: tuple[Order, ...] = ()
    span: Span | None = None
    weak: bool = False
    initial: bool = False
