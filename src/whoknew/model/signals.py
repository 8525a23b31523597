"""What the one neural pass read: decoded, word by word, no arrays. Stages turn it into annotations.

Word indices are document-wide positions in ``Analysis.tokens``; ranges are half-open. Scores are calibrated
probabilities, 0–1. Labels: UPOS and UD relations (with subtype where frequent) as in UD English, roles as in PropBank.
"""

from typing import Literal

from whoknew.model.base import Span, Struct


class Word(Struct, frozen=True, kw_only=True):
    """One token's analysis; ``head`` is the word index of its governor, -1 for a sentence's root."""

    lemma: str
    upos: str
    head: int = -1
    deprel: str = "dep"


class Role(Struct, frozen=True, kw_only=True):
    """One argument of a predicate: ARG0–ARG5, ARGM-TMP, ARGM-LOC, …, R-ARG0, C-ARG1."""

    label: str
    first: int
    end: int
    score: float = 1.0


class Frame(Struct, frozen=True, kw_only=True):
    """A PropBank predicate with its roleset ("tell.01") and arguments."""

    word: int
    roleset: str
    roles: tuple[Role, ...] = ()
    score: float = 1.0


class MentionSignal(Struct, frozen=True, kw_only=True):
    """A mention of an entity: named, nominal or pronominal; ``chain`` numbers its coreference chain."""

    first: int
    end: int
    head: int
    type: str  # person, organisation, group, place, facility, time, event, object, abstract, other
    chain: int = -1
    score: float = 1.0
    link_score: float | None = None  # of the link to its antecedent


class NamedEntity(Struct, frozen=True, kw_only=True):
    """A flat named entity: person, organisation, place."""

    first: int
    end: int
    type: str
    score: float = 1.0


class AttributionSignal(Struct, frozen=True, kw_only=True):
    """A cue with the word ranges of its source and content (several where they are discontinuous, none allowed).

    ``score`` is the probability that such a relation is there, ``exact_score`` that all its words are exactly these.
    """

    cue: tuple[Span, ...]
    source: tuple[Span, ...] = ()
    content: tuple[Span, ...] = ()
    score: float = 1.0
    exact_score: float | None = None


class TimeSignal(Struct, frozen=True, kw_only=True):
    """A time expression's words and TIMEX3 type."""

    first: int
    end: int
    type: Literal["DATE", "TIME", "DURATION", "SET"]
    score: float = 1.0


class EventSignal(Struct, frozen=True, kw_only=True):
    """An event trigger. ``factuality`` runs from -3 (certain that not) over 0 (unknown) to 3 (certain that so)."""

    word: int
    factuality: float | None = None
    score: float = 1.0


class Signals(Struct, frozen=True, kw_only=True):
    """All that the encoder read of one account; ``words`` has one entry per token."""

    model: str  # version and hash of the weights
    words: tuple[Word, ...] = ()
    frames: tuple[Frame, ...] = ()
    mentions: tuple[MentionSignal, ...] = ()
    names: tuple[NamedEntity, ...] = ()
    attributions: tuple[AttributionSignal, ...] = ()
    times: tuple[TimeSignal, ...] = ()
    events: tuple[EventSignal, ...] = ()
