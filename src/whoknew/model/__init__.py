"""What there is: frozen types of the account model, no behaviour that needs another room, no I/O."""

from whoknew.model.account import Account, Metadatum, Page
from whoknew.model.actors import Anonymity, Basis, Entity, Kin, Office, Source
from whoknew.model.analysis import FORMAT, Analysis, Diagnostic, StageRun
from whoknew.model.base import Count, Proposal, Span, Spans, Struct
from whoknew.model.claims import Attribution, Claim, ClaimLink, Clash, Proposition, Response, Rule, Status
from whoknew.model.findings import (
    Audit,
    BoxFigure,
    Certainty,
    Conflict,
    Deception,
    Finding,
    Findings,
    Flag,
    Journey,
    KnowledgeFinding,
    KnowledgeValue,
    Moment,
    TimelineEntry,
)
from whoknew.model.happenings import (
    Act,
    ActType,
    Event,
    Factuality,
    Filler,
    Happened,
    Held,
    Link,
    Movement,
    Party,
    Presence,
)
from whoknew.model.signals import (
    AttributionSignal,
    EventSignal,
    Frame,
    MentionSignal,
    NamedEntity,
    Role,
    Signals,
    TimeSignal,
    Word,
)
from whoknew.model.stage import Stage
from whoknew.model.text import Block, Quotation, Sentence, Token
from whoknew.model.times import Anchor, Bounds, Order, Place, Time, When, Zone

__all__ = [name for name in dir() if name[:1].isupper()]
