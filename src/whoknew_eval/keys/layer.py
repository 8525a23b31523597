"""What scoring one layer of one article gives: counts that add up, plain tallies, and notes for the open half."""

from dataclasses import dataclass, field

from whoknew.model import Analysis
from whoknew_eval.metrics.counts import Counts


@dataclass(frozen=True)
class LayerScore:
    """``counts`` by measure; ``tallies`` (right, of) by measure; ``values`` to take medians of; ``notes`` with text.

    ``notes`` are only ever filled for articles that may be looked into.
    """

    counts: dict[str, Counts]
    tallies: dict[str, tuple[int, int]] = field(default_factory=dict)
    values: dict[str, tuple[float, ...]] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


def context(text: str, start: int, end: int, around: int = 110) -> str:
    """The words at a span in their surroundings, on one line, the span in double brackets."""
    before = text[max(0, start - around) : start]
    after = text[end : end + around]
    return " ".join(f"{before}⟦{text[start:end]}⟧{after}".split())


def names_of(analysis: Analysis) -> dict[str, list[str]]:
    """Entity and source id → the names that it goes by."""
    names = {entity.id: [entity.name, *entity.aliases] for entity in analysis.entities}
    for source in analysis.sources:
        of = names.get(source.entity or "", [])
        names.setdefault(source.id, [source.descriptor, *of])
    return names
