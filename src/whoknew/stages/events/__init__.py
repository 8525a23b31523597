"""Stage ``events``: events and states of the story from the reader's frames, with roles, polarity and factuality."""

import msgspec

from whoknew.model import Analysis
from whoknew.stages.events.rules import find_events


class Events:
    name = "events"
    version = "1"
    requires = frozenset({"tokens", "sentences", "signals"})
    uses = frozenset({"entities", "attributions", "sources"})
    provides = frozenset({"events"})

    def __call__(self, analysis: Analysis, /) -> Analysis:
        if analysis.signals is None:
            return analysis
        return msgspec.structs.replace(analysis, events=find_events(analysis))


stage = Events()
