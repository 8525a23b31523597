"""What the page says of each record and finding, in the sentences of the reasoning: the page makes none of its own.

Keys are ids of the analysis. ``items`` are whole sentences, ``findings`` who stood how to what, ``called`` and ``speakers``
how somebody is called in the middle of a sentence, ``places`` where, with a preposition, ``matters`` what follows "was told";
``several`` are the entities and sources after which a verb stands in the plural.
"""

import msgspec

from whoknew import reasoning
from whoknew.model import Analysis
from whoknew.reasoning.contents import of_proposition
from whoknew.reasoning.minds import deception_head, finding_words, told_of
from whoknew.reasoning.naming import called, plural, speaker
from whoknew.reasoning.words import at_place, label, quote, sentence


class Spoken(msgspec.Struct, frozen=True, kw_only=True):
    """The words of one page."""

    items: dict[str, str]
    findings: dict[str, str]
    called: dict[str, str]
    speakers: dict[str, str]
    places: dict[str, str]
    matters: dict[str, str]
    several: tuple[str, ...]


def spoken(analysis: Analysis) -> Spoken:
    """Sentences for every record and finding of an analysis."""
    world = reasoning.compile([analysis])
    found = analysis.findings
    items = {key: sentence(label(world, key)) for key in world.records}
    items |= {key: quote(world, key) for key in world.props}
    said = {k.id: sentence(finding_words(world, k)) for k in found.knowledge if k.agent in world.names}
    said |= {d.id: deception_head(world, d) for d in found.deceptions}
    placed = [entity.id for entity in analysis.entities if entity.type in ("place", "facility")]
    return Spoken(
        items=items,
        findings=said,
        called={entity.id: called(world, entity.id) for entity in analysis.entities},
        speakers={source.id: speaker(world, source.id) for source in analysis.sources},
        places={key: at_place(world, key) for key in placed},
        matters={key: told_of(world, key, of_proposition(world, key), True) for key in world.props},
        several=tuple(
            key for key in (*(e.id for e in analysis.entities), *(s.id for s in analysis.sources)) if plural(world, key)
        ),
    )
