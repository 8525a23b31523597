"""Running text from tokens that a corpus stores one by one, written as people write it.

A corpus's own rewriting is undone (``-LRB-`` is a bracket, a pair of backticks an opening quotation mark); clitics
and punctuation are put against the word that they belong to. So a slice of the text is the word as it would be
printed, which for those tokens is not the corpus's string.
"""

from collections.abc import Iterable, Sequence

from whoknew_eval.corpora.document import Span
from whoknew_eval.corpora.lists import word_list

_REWRITTEN = {
    "-LRB-": "(", "-RRB-": ")", "-LSB-": "[", "-RSB-": "]", "-LCB-": "{", "-RCB-": "}",
    "``": "“", "''": "”", "`": "‘",
}  # fmt: skip
_LEFT = frozenset(word_list("left"))
_RIGHT = frozenset(word_list("right"))


def join_tokens(tokens: Sequence[str]) -> tuple[str, list[Span]]:
    """The text of one sentence and the span of each token in it.

    >>> join_tokens(["He", "did", "n't", "say", "``", "no", "''", "."])[0]
    "He didn't say “no”."
    """
    text = ""
    spans: list[Span] = []
    glue = True  # whether the next token joins the one before
    inside = {'"': False, "'": False}
    for k, token in enumerate(tokens):
        word = _REWRITTEN.get(token, token)
        left = word in _LEFT
        after = word in _RIGHT
        if word in inside:
            if inside[word]:
                left, inside[word] = True, False
            elif word == "'" and k > 0 and tokens[k - 1].endswith("s"):
                left = True
            elif word in tokens[k + 1 :]:
                after, inside[word] = True, True
        elif word == "’":
            left = True
        if not (glue or left):
            text += " "
        spans.append((len(text), len(text) + len(word)))
        text += word
        glue = after
    return text, spans


def join_sentences(sentences: Iterable[Sequence[str]], between: str = " ") -> tuple[str, list[Span], list[Span]]:
    """Text, word spans and sentences (word ranges) of a document, its sentences put ``between`` apart."""
    text = ""
    words: list[Span] = []
    ranges: list[Span] = []
    for tokens in sentences:
        if not tokens:
            continue
        piece, spans = join_tokens(tokens)
        text += between if text else ""
        offset, first = len(text), len(words)
        words.extend((a + offset, b + offset) for a, b in spans)
        text += piece
        ranges.append((first, len(words)))
    return text, words, ranges
