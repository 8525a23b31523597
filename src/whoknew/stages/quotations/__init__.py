"""Stage ``quotations``: stretches between quotation marks, mixed and unbalanced ones too, on over paragraphs."""

import msgspec

from whoknew.model import Analysis, Diagnostic, Quotation
from whoknew.stages.quotations.rules import find_quotations


class Quotations:
    name = "quotations"
    version = "1"
    requires: frozenset[str] = frozenset()
    uses = frozenset({"blocks"})
    provides = frozenset({"quotations"})

    def __call__(self, analysis: Analysis, /) -> Analysis:
        text = analysis.account.text
        blocks = tuple(block.span for block in analysis.blocks) or ((0, len(text)),)
        found = find_quotations(text, blocks)
        doubts = tuple(
            Diagnostic(
                code="quotations.unclosed",
                message="A quotation opens here and is not closed; it is taken to end with its paragraph.",
                span=quotation.span,
                stage=self.name,
            )
            for number, quotation in enumerate(found)
            if not quotation.closed and not any(later.continues == number for later in found[number + 1 : number + 3])
        )
        return msgspec.structs.replace(analysis, quotations=found, diagnostics=(*analysis.diagnostics, *doubts))


def quotation_layer(text: str) -> tuple[Quotation, ...]:
    """The quotations of a bare text, one block."""
    return find_quotations(text, ((0, len(text)),))


stage = Quotations()
