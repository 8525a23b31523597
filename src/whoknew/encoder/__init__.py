"""The one neural pass: text → :class:`whoknew.model.Signals`. onnxruntime, tokenizers and numpy; no torch.

The same text always gives the same numbers, bit for bit, on one machine and one version: windows
depend on the document alone, and each is run alone in one thread.
"""

from collections.abc import Sequence
from functools import cache

import msgspec

from whoknew.encoder.calibration import Calibration
from whoknew.encoder.marks import doubled_marks
from whoknew.encoder.read import read
from whoknew.encoder.sentences import sentence_vector
from whoknew.encoder.weights import load_weights, weights_folder, weights_present
from whoknew.model import Analysis, Diagnostic, Signals, Span

__all__ = ["read_signals", "sentence_vector", "stage", "weights_present"]


def read_signals(
    text: str, words: Sequence[Span], sentences: Sequence[Span], paragraphs: Sequence[Span] = ()
) -> Signals:
    """Read one account.

    ``words``: character spans (half-open code points); ``sentences`` and ``paragraphs``: word ranges. Words outside
    every sentence are given one of their own. Raises :class:`whoknew.errors.WeightsError`.
    """
    weights = load_weights()
    forms = [text[a:b] for a, b in words]
    covering = _covering(sentences, len(forms))
    return read(weights, _calibration(str(weights_folder())), forms, covering, paragraphs, doubled_marks(forms, words))


@cache
def _calibration(_folder: str) -> Calibration:
    return Calibration(weights_folder())


def _covering(sentences: Sequence[Span], n: int) -> list[Span]:
    """The sentences in order, what lies between them made sentences too, overlaps cut."""
    found: list[Span] = []
    at = 0
    for a, b in sorted(sentences):
        a, b = max(a, at), min(b, n)
        if a >= b:
            continue
        if a > at:
            found.append((at, a))
        found.append((a, b))
        at = b
    if at < n:
        found.append((at, n))
    return found


MOST_TOKENS = 250_000  # about 1.3 MB of prose, a minute and a half; a longer text is read by rules alone


def too_long(tokens: int) -> Diagnostic:
    """The doubt about a text past ``MOST_TOKENS``."""
    return Diagnostic(
        code="encoder.too-long",
        message=f"The text has {tokens:,} words and marks; past {MOST_TOKENS:,} it is read by rules alone, which find less. "
        "Read it in parts for a full reading.",
        severity="warning",
        stage="encoder",
    )


class Encoder:
    """The stage: needs tokens and sentences; paragraphs come from blocks. Does nothing where there are no weights."""

    name = "encoder"
    version = "1"
    requires = frozenset({"tokens", "sentences"})
    uses = frozenset({"blocks"})
    provides = frozenset({"signals"})

    def __call__(self, analysis: Analysis, /) -> Analysis:
        if len(analysis.tokens) > MOST_TOKENS:
            return msgspec.structs.replace(
                analysis, diagnostics=(*analysis.diagnostics, too_long(len(analysis.tokens)))
            )
        paragraphs: list[Span] = []
        last = None
        for sentence in analysis.sentences:
            if sentence.block == last and paragraphs:
                paragraphs[-1] = (paragraphs[-1][0], sentence.end)
            else:
                paragraphs.append((sentence.first, sentence.end))
            last = sentence.block
        signals = read_signals(
            analysis.account.text,
            [token.span for token in analysis.tokens],
            [(s.first, s.end) for s in analysis.sentences],
            paragraphs,
        )
        return msgspec.structs.replace(analysis, signals=signals)


stage = Encoder()
