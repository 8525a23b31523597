"""Who says what stands at a place in the text, and what each happening is."""

from whoknew.model import Analysis, Attribution, Event, Movement, Span
from whoknew.model.cover import Cover
from whoknew.model.syntax import Tree

WEAK = frozenset({"alleged", "denied", "disputed", "unverified", "doubted", "hypothetical", "planned"})


class World:
    """What is looked up for each act: who says what is at a place in the text, and what each happening is."""

    def __init__(self, analysis: Analysis, tree: Tree) -> None:
        self.analysis = analysis
        self.tree = tree
        self.propositions = {prop.id: prop for prop in analysis.propositions}
        self.contents = Cover(
            (span, attribution) for attribution in analysis.attributions for span in attribution.content_spans
        )
        self.happenings: dict[str, Event | Movement] = {event.id: event for event in analysis.events}
        self.happenings |= {move.id: move for move in analysis.movements}
        self.contacts = {
            act.id: act
            for act in analysis.acts
            if act.type in ("meet", "call") and act.polarity and act.completed and not act.hedged
        }
        self.cues = Cover((act.cue, act) for act in analysis.acts)
        self.told = Cover((span, act.id) for act in analysis.acts for span in act.content_spans)

    def voice(self, offset: int) -> tuple[tuple[str, ...], bool]:
        """Who says what stands at an offset: the innermost covering attribution's sources; and whether weakly."""
        over = sorted(self.contents.over((offset, offset + 1)), key=lambda pair: pair[0][1] - pair[0][0])
        best = next((attribution for _, attribution in over if not self._too_far(attribution, offset)), None)
        if best is None:
            return (), False
        return best.sources, best.stance in WEAK or not best.sources

    def cue_at(self, cue: Span) -> tuple[tuple[str, ...], bool] | None:
        """Who says what a verb of saying brings, by its attribution."""
        for attribution in self.analysis.attributions:
            if any(span[0] < cue[1] and cue[0] < span[1] for span in attribution.cue_spans) and attribution.sources:
                return attribution.sources, attribution.stance in WEAK
        return self._document(self.tree.top(cue))

    def _document(self, verb: int) -> tuple[tuple[str, ...], bool] | None:
        """ "A report that said …": the document that is a source elsewhere in the account."""
        noun = self.tree.head(verb) if verb >= 0 and self.tree.rel(verb) == "acl:relcl" else -1
        if noun < 0:
            return None
        low = self.tree.low(noun)
        named = (one for one in self.analysis.sources if one.kind == "document")
        found = next((one.id for one in named if low in one.descriptor.lower().split()), None)
        return ((found,), False) if found is not None else None

    def _too_far(self, attribution: Attribution, offset: int) -> bool:
        """Whether an attribution is a telling of the story whose content, as the act has it, ends before an offset."""
        for cue in attribution.cue_spans:
            for _, act in self.cues.over(cue):
                if act.content_spans and not any(span[0] <= offset < span[1] for span in act.content_spans):
                    return True
        return False

    def told_at(self, offset: int) -> bool:
        """Whether an offset lies inside what somebody in the story is told."""
        return self.told.innermost(offset) is not None
