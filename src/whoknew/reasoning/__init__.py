"""A model that runs: what follows from analyses, and what would follow if something were otherwise.

``compile`` makes a ``World`` of one or several analyses; every question is asked of a world. Nothing here reads
prose, prints, or predicts what people do. The changes that ``what_if`` and ``apply`` take are in ``edits``.
"""

from whoknew.reasoning import edits
from whoknew.reasoning.assuming import Assumption, assume, followed, reactions
from whoknew.reasoning.belief import POLICIES
from whoknew.reasoning.compile import compile
from whoknew.reasoning.concerning import about, taking_part
from whoknew.reasoning.conflicts import ConflictReport, conflicts
from whoknew.reasoning.deceptions import deceived
from whoknew.reasoning.difference import (
    Change,
    Difference,
    difference,
    drop,
    what_if,
)
from whoknew.reasoning.editing import apply
from whoknew.reasoning.facts import World
from whoknew.reasoning.findings import findings, findings_of, knowledge, with_findings
from whoknew.reasoning.journeys import journeys
from whoknew.reasoning.knockout import with_knockouts
from whoknew.reasoning.literals import END, At
from whoknew.reasoning.lookup import (
    find_agents,
    find_items,
    find_places,
    find_propositions,
    find_sources,
    parse_when,
)
from whoknew.reasoning.losses import Lost
from whoknew.reasoning.questions import DARK, in_the_dark, knew, once_in_the_dark, thinks, told
from whoknew.reasoning.replay import Closed, Frame, Whereabouts, replay
from whoknew.reasoning.timeline import at_odds, explain_order, moments, timeline

__all__ = [
    "DARK",
    "END",
    "POLICIES",
    "Assumption",
    "At",
    "Change",
    "Closed",
    "ConflictReport",
    "Difference",
    "Frame",
    "Lost",
    "Whereabouts",
    "World",
    "about",
    "apply",
    "assume",
    "compile",
    "conflicts",
    "deceived",
    "difference",
    "drop",
    "edits",
    "at_odds",
    "explain_order",
    "find_agents",
    "find_items",
    "find_places",
    "find_propositions",
    "find_sources",
    "findings",
    "findings_of",
    "followed",
    "in_the_dark",
    "journeys",
    "knew",
    "knowledge",
    "moments",
    "once_in_the_dark",
    "parse_when",
    "reactions",
    "replay",
    "taking_part",
    "thinks",
    "timeline",
    "told",
    "what_if",
    "with_findings",
    "with_knockouts",
]
