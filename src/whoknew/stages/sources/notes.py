"""Where an account says that a name was kept ("on condition of anonymity", "who would not give her name")."""

from whoknew.model import Analysis, Span
from whoknew.stages.sources.lexicon import Lexicon


def note_spans(analysis: Analysis, lexicon: Lexicon) -> list[Span]:
    """Every place where the text says that a name was kept, in order."""
    low = analysis.account.text.lower()
    if len(low) != len(analysis.account.text):
        low = analysis.account.text
    found = sorted({match.span() for pattern in lexicon.notes for match in pattern.finditer(low)})
    return [span for k, span in enumerate(found) if not k or span[0] >= found[k - 1][1]]
