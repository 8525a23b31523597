"""What every layer shares: spans, provenance of a proposal, counts, and strict immutable structures.

Offsets are half-open Unicode code points into ``account.text``. ``spans`` are tuples of ``(start, end)`` since
many are discontinuous. Every proposal carries ``origin`` (stage and version such as ``"acts/1"``, or ``"human"``)
and ``confidence``: 0–1 where it was calibrated on development data, ``None`` where a rule made it.
"""

import msgspec

Span = tuple[int, int]
Spans = tuple[Span, ...]


class Struct(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=False):
    """Base of all records of the model: frozen, compared by value; each class says ``frozen`` and ``kw_only`` itself, for type checkers and since msgspec does not inherit the latter."""


class Proposal(Struct, frozen=True, kw_only=True):
    """A record that a stage or a human proposed."""

    origin: str = ""
    confidence: float | None = None


class Count(Struct, frozen=True, kw_only=True):
    """How many, as a closed range; ``high`` is ``None`` where the text sets no upper limit ("more than a dozen")."""

    low: int = 1
    high: int | None = 1
