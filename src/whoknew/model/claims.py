"""Attributions, propositions, claims, responses: who says what of what."""

from typing import Literal

from whoknew.model.base import Proposal, Span, Spans, Struct
from whoknew.model.happenings import Act, Event, Movement, Presence
from whoknew.model.times import When

Status = Literal[
    "asserted", "alleged", "denied", "disputed", "refuted", "unverified", "doubted", "planned", "hypothetical"
]


class Part(Struct, frozen=True, kw_only=True):
    """One sentence of a long content, with the stance that it alone has."""

    span: Span
    stance: Status = "asserted"


class Attribution(Proposal, frozen=True, kw_only=True):
    """An attribution relation: source, cue, content. ``sources`` are ids; none for "it is believed".

    ``parent`` is the attribution that this one is nested in, or None. ``addressees`` are entity ids or words.
    ``confidence`` is the probability that such a relation is there, ``exact_confidence`` that its three parts are exactly these
    words, both calibrated on development data. ``parts`` are the sentences of a whole answer in a record, else empty.
    """

    id: str
    source_spans: Spans = ()
    cue_spans: Spans = ()
    content_spans: Spans = ()
    sources: tuple[str, ...] = ()
    form: Literal["direct", "indirect", "mixed"] = "indirect"
    stance: Status = "asserted"
    parent: str | None = None
    addressees: tuple[str, ...] = ()
    cue_class: str | None = None  # neutral, factive, hedged, charging, denying, …
    negated: bool = False
    exact_confidence: float | None = None
    parts: tuple[Part, ...] = ()


class Clash(Struct, frozen=True, kw_only=True):
    """Why two propositions cannot both hold: negation, two destinations, two numbers, two dates, antonyms, …"""

    proposition: str
    reason: str
    span: Span | None = None  # the contrast marker, where the text has one ("instead", "in fact")


class Proposition(Proposal, frozen=True, kw_only=True):
    """What acts and claims are about. ``members`` are the spans judged to say the same; ``gist`` is verbatim.

    ``events`` are ids of the events it describes. ``clashes`` are other propositions that cannot hold with it.
    ``plan_of`` is set where it is somebody's plan or intention (entity id): its holder knows it from the decision on.
    ``future`` marks what is predicted or promised at the telling.
    ``wordings`` are what else the account calls it ("troops", "that help was on its way").
    """

    id: str
    gist: str
    events: tuple[str, ...] = ()
    members: Spans = ()
    clashes: tuple[Clash, ...] = ()
    plan_of: str | None = None
    future: bool = False
    wordings: tuple[str, ...] = ()  # other verbatim words that say the same, with the same sign as the gist


class ClaimLink(Struct, frozen=True, kw_only=True):
    relation: Literal["denies", "answers", "repeats", "cannot_verify", "contrasts"]
    claim: str
    span: Span | None = None


class Claim(Proposal, frozen=True, kw_only=True):
    """Something said to be so, with the chain of those who say so.

    ``chain`` is outermost first, each step a tuple of source ids; the first is ``("self",)``; an empty step is unknown.
    ``asserts`` is false where the claim is that the proposition does not hold.
    """

    id: str
    chain: tuple[tuple[str, ...], ...] = (("self",),)
    proposition: str | None = None
    asserts: bool = True
    kind: Literal["fact", "opinion", "allegation", "prediction"] = "fact"
    against: tuple[str, ...] = ()  # entity ids or words
    status: Status = "asserted"
    time: When = When()
    spans: Spans = ()
    links: tuple[ClaimLink, ...] = ()
    attribution: str | None = None
    about: tuple[str, ...] = ()  # ids of the events, acts, movements and presences whose cue lies in its spans
    credibility: str | None = None  # for a person to set; never assigned by machine


class Response(Proposal, frozen=True, kw_only=True):
    """Was the other side heard, on this matter. ``elsewhere``, where no answer is recorded: its words on other matters."""

    id: str
    who: str  # entity id or words
    result: Literal["answered", "declined", "no_reply", "unreachable", "not_recorded"]
    span: Span | None = None
    about: tuple[str, ...] = ()  # claim ids
    elsewhere: Spans = ()


class Belief(Struct, frozen=True, kw_only=True):
    """Somebody believes a proposition (or that it does not hold): what a rule of the user's waits for."""

    agent: str
    proposition: str
    asserts: bool = True


class Consequence(Struct, frozen=True, kw_only=True):
    """What a rule of the user's adds (records without ids, given when it is followed) and what it takes away (ids)."""

    acts: tuple[Act, ...] = ()
    events: tuple[Event, ...] = ()
    movements: tuple[Movement, ...] = ()
    presences: tuple[Presence, ...] = ()
    claims: tuple[Claim, ...] = ()
    withdraws: tuple[str, ...] = ()


class Rule(Struct, frozen=True, kw_only=True):
    """A reaction that the user wrote in a scenario: if somebody comes to believe P, then he does something.

    Always the user's assumption, never the account's. ``when_agent`` believes ``when_proposition`` (with
    ``when_asserts``), and all that ``also`` says → ``then`` (a scenario line, kept verbatim), which as facts is
    ``consequence``. Followed by ``what-if`` alone, or by every question where it is said ``always``.
    """

    id: str
    when_agent: str
    when_proposition: str
    then: str
    when_asserts: bool = True
    line: int = 0
    also: tuple[Belief, ...] = ()
    always: bool = False
    consequence: Consequence = Consequence()
