"""Stage ``actors``: people, groups, bodies and places as entities with every mention.

Names, descriptions and pronouns are found and linked by rules over the words; where the encoder read the text its tags,
tree, names and chains weigh in. Place names come from the stage ``places`` where it ran, and get their entity here.
"""

import msgspec

from whoknew.model import Analysis, Diagnostic, Entity
from whoknew.model.wording import Wording
from whoknew.stages.actors.dialogue import labels
from whoknew.stages.actors.entities import build
from whoknew.stages.actors.lexicon import lexicon
from whoknew.stages.actors.link import Linker
from whoknew.stages.actors.names import find_names
from whoknew.stages.actors.nominals import Nominals
from whoknew.stages.actors.surroundings import surroundings

MANY = 25  # ambiguous mentions beyond which one note speaks for all


class Actors:
    """The stage: see the module's docstring."""

    name = "actors"
    version = "1"
    requires = frozenset({"tokens", "sentences"})
    uses = frozenset({"blocks", "quotations", "signals", "places", "attributions"})
    provides = frozenset({"entities", "places.entity"})

    def __call__(self, analysis: Analysis, /) -> Analysis:
        words = Wording(analysis)
        lists = lexicon()
        around = surroundings(analysis, words, lists)
        letters = {i for label in labels(analysis) for i in range(*words.range_of(label))}
        names = [m for m in find_names(words, lists, around) if m.first not in letters]
        mentions = [*names, *Nominals(words, lists, around, names).find(analysis)]
        publisher = (analysis.account.publisher or "").casefold()
        datelines = [words.range_of(block.span) for block in analysis.blocks if block.type == "dateline"]
        for m in names:
            written = " ".join(m.parts).casefold()
            dateline = words.forms[m.first - 1 : m.first] == ["("] and words.forms[m.end : m.end + 2] in (
                [")", "—"],
                [")", "–"],
                [")", "-"],
            )
            if (publisher and f"{publisher} ".startswith(f"{written} ")) or (dateline and m.type != "place"):
                m.type, m.gender, m.publishing = "organisation", "", True
            elif m.type == "person" and any(first <= m.first < end for first, end in datelines):
                m.type, m.gender = "place", ""  # "VESPER, June 3 —": a town, whoever it sounds like
        clusters = Linker(analysis, words, lists).link(mentions)
        entities = build(clusters, words, lists, analysis.account.author, f"{self.name}/{self.version}")
        owner = {span: e.id for e in entities for span in e.mentions if e.type in ("place", "organisation", "facility")}
        places = tuple(
            msgspec.structs.replace(place, entity=owner[place.span]) if place.span in owner else place
            for place in analysis.places
        )
        return msgspec.structs.replace(
            analysis,
            entities=entities,
            places=places,
            diagnostics=(*analysis.diagnostics, *self._doubts(analysis, entities)),
        )

    def _doubts(self, analysis: Analysis, entities: tuple[Entity, ...]) -> list[Diagnostic]:
        """A note for each mention that may be somebody else's, or one for all where they are many."""
        doubtful = sorted((span, e) for e in entities for span in e.ambiguous)
        if len(doubtful) > MANY:
            message = f"{len(doubtful)} mentions may refer to somebody else than they are taken for; they are marked."
            return [Diagnostic(code="actors.ambiguous", message=message, severity="info", stage=self.name)]
        return [
            Diagnostic(
                code="actors.ambiguous",
                message=f"“{analysis.text_of(span)}” is taken for {e.name}; it may be somebody else.",
                span=span,
                severity="info",
                stage=self.name,
            )
            for span, e in doubtful
        ]


stage = Actors()
