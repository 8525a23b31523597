"""Stage ``segmentation``: tokens as in UD English EWT and sentences, with offsets, inside each block."""

import msgspec

from whoknew.model import Analysis, Sentence, Span, Token
from whoknew.stages.segmentation.sentences import split_sentences
from whoknew.stages.segmentation.tokens import tokenize

__all__ = ["split_sentences", "stage", "tokenize"]


class Segmentation:
    name = "segmentation"
    version = "1"
    requires: frozenset[str] = frozenset()
    uses = frozenset({"blocks"})
    provides = frozenset({"tokens", "sentences"})

    def __call__(self, analysis: Analysis, /) -> Analysis:
        text = analysis.account.text
        spans = tuple(block.span for block in analysis.blocks) or lines(text)
        tokens: list[Token] = []
        sentences: list[Sentence] = []
        for number, (start, end) in enumerate(spans):
            words = tokenize(text, start, end)
            base = len(tokens)
            tokens.extend(Token(span=span) for span in words)
            for first, last in split_sentences(text, words):
                sentences.append(
                    Sentence(
                        span=(words[first][0], words[last - 1][1]),
                        first=base + first,
                        end=base + last,
                        block=number if analysis.blocks else -1,
                    )
                )
        return msgspec.structs.replace(analysis, tokens=tuple(tokens), sentences=tuple(sentences))


def lines(text: str) -> tuple[Span, ...]:
    """Non-blank lines, for a tool without the layout stage."""
    spans: list[Span] = []
    start = 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            spans.append((start, start + len(line)))
        start += len(line)
    return tuple(spans)


stage = Segmentation()
