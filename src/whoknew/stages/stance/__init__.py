"""Stage ``stance``: what each source does with what it says – asserts, denies, alleges, doubts, plans, cannot verify.

A whole answer in a record of questions and answers has a stance for each of its sentences.
"""

import msgspec

from whoknew.model import Analysis
from whoknew.model.wording import Wording
from whoknew.stages.stance.parts import parts_of
from whoknew.stages.stance.rules import stance as stance_of


class Stance:
    """Fills ``attributions.stance`` from the cue's class, negation, hedges and the content (rules.py)."""

    name = "stance"
    version = "1"
    requires = frozenset({"attributions", "tokens", "sentences"})
    uses = frozenset({"attributions.sources", "quotations", "signals"})
    provides = frozenset({"attributions.stance"})

    def __call__(self, analysis: Analysis, /) -> Analysis:
        words = Wording(analysis)
        return msgspec.structs.replace(
            analysis,
            attributions=tuple(
                msgspec.structs.replace(a, stance=stance_of(words, a), parts=parts_of(words, a))
                for a in analysis.attributions
            ),
        )


stage = Stance()
