"""The analysis of one account: layers that grow stage by stage, and the findings that follow from them.

``stages`` says which stage made what. What the text says is in the layers; what is inferred is in ``findings``.
``tokens``, ``quotations`` and ``signals`` are working layers: ``to_json`` leaves ``tokens`` and ``signals`` out
unless asked for.
"""

from typing import Literal

import msgspec

from whoknew.model.account import Account
from whoknew.model.actors import Entity, Source
from whoknew.model.base import Span, Struct
from whoknew.model.claims import Attribution, Claim, Proposition, Response, Rule
from whoknew.model.display import headline, in_html, in_words
from whoknew.model.findings import Findings
from whoknew.model.happenings import Act, Event, Movement, Presence
from whoknew.model.signals import Signals
from whoknew.model.text import Block, Quotation, Sentence, Token
from whoknew.model.times import Place, Time

FORMAT = "whoknew-analysis/1"


class Diagnostic(Struct, frozen=True, kw_only=True):
    """Doubt about the text that a reader should see. ``code`` is stable and dotted ("times.year-ambiguous")."""

    code: str
    message: str
    span: Span | None = None
    severity: Literal["info", "warning", "error"] = "info"
    stage: str = ""


class StageRun(Struct, frozen=True, kw_only=True):
    """What one stage did: version, seconds and how many records it made per layer; ``failed`` says why it stopped.

    ``seconds`` is 0.0 in the JSON unless timings were asked for, so that the same text gives the same document.
    """

    name: str
    version: str
    provides: tuple[str, ...] = ()
    counts: tuple[tuple[str, int], ...] = ()
    seconds: float = 0.0
    failed: str | None = None
    skipped: str | None = None


class Analysis(Struct, frozen=True, kw_only=True):
    """Everything said by and found in one account.

    Frozen: a stage returns a changed copy (``msgspec.structs.replace``).
    """

    account: Account
    format: str = FORMAT
    blocks: tuple[Block, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    tokens: tuple[Token, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    signals: Signals | None = None
    entities: tuple[Entity, ...] = ()
    sources: tuple[Source, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    times: tuple[Time, ...] = ()
    places: tuple[Place, ...] = ()
    events: tuple[Event, ...] = ()
    acts: tuple[Act, ...] = ()
    movements: tuple[Movement, ...] = ()
    presences: tuple[Presence, ...] = ()
    propositions: tuple[Proposition, ...] = ()
    claims: tuple[Claim, ...] = ()
    responses: tuple[Response, ...] = ()
    rules: tuple[Rule, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    stages: tuple[StageRun, ...] = ()
    findings: Findings = msgspec.field(default_factory=Findings)

    def __repr__(self) -> str:
        return in_words(self)

    def _repr_html_(self) -> str:
        return in_html(self)

    def headline(self) -> str:
        """The title that the account states, else the first headline in its text, else its first words."""
        return headline(self)

    def text_of(self, span: Span) -> str:
        """The words at a span."""
        return self.account.text[span[0] : span[1]]

    def sentence_at(self, offset: int) -> int:
        """Index of the sentence that holds a code-point offset (the last that starts at or before it), or -1."""
        low, high = 0, len(self.sentences)
        while low < high:
            middle = (low + high) // 2
            if self.sentences[middle].span[0] <= offset:
                low = middle + 1
            else:
                high = middle
        return low - 1
