"""Wording: the tokens of an analysis with their letters, places and, where the text was parsed, their tree.

A view for stages that read words, never to be written to. The last one's lists are shared by the next of the same words, so
that a dozen stages do not each make them anew. Indices are document-wide token positions;
ranges and spans are half-open, spans in code points. Without signals ``lemmas`` are the lower-cased forms,
``upos`` and ``deprels`` empty strings, and every head is -1.
"""

from bisect import bisect_left, bisect_right
from functools import cached_property

from whoknew.model.actors import Entity
from whoknew.model.analysis import Analysis
from whoknew.model.base import Span, Spans

QUOTES = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"'})


class Wording:
    """``forms`` as written, ``lower`` in lower case with straight quotes, ``sentence`` the index for each token."""

    def __init__(self, analysis: Analysis) -> None:
        made_of = (
            analysis.account.text,
            analysis.tokens,
            analysis.sentences,
            analysis.quotations,
            analysis.signals,
        )
        kept = _shared[-1] if _shared else None
        if kept is not None and all(mine is other for mine, other in zip(made_of, kept[0], strict=True)):
            self.__dict__.update(kept[1].__dict__)
            return
        self._build(analysis)
        _shared[:] = [(made_of, self)]

    def _build(self, analysis: Analysis) -> None:
        text = analysis.account.text
        self.text = text
        self.spans: list[Span] = [token.span for token in analysis.tokens]
        self.forms = [text[a:b] for a, b in self.spans]
        self.lower = [form.lower().translate(QUOTES) for form in self.forms]
        self.sentences = analysis.sentences
        self.sentence = [-1] * len(self.spans)
        for number, sentence in enumerate(analysis.sentences):
            for i in range(sentence.first, min(sentence.end, len(self.spans))):
                self.sentence[i] = number
        self.quoted = [-1] * len(self.spans)
        self._starts = [a for a, _ in self.spans]
        for number, quotation in enumerate(analysis.quotations):
            first, end = self.range_of(quotation.span)
            for i in range(first, end):
                self.quoted[i] = number
        signals = analysis.signals
        self.parsed = signals is not None and len(signals.words) == len(self.spans)
        if signals is not None and self.parsed:
            self.lemmas = [word.lemma.lower() for word in signals.words]
            self.upos = [word.upos for word in signals.words]
            self.heads = [word.head for word in signals.words]
            self.deprels = [word.deprel for word in signals.words]
        else:
            self.lemmas = self.lower
            self.upos = [""] * len(self.spans)
            self.heads = [-1] * len(self.spans)
            self.deprels = [""] * len(self.spans)

    def __len__(self) -> int:
        return len(self.spans)

    def at(self, offset: int) -> int:
        """The last token that starts at or before an offset, or -1."""
        return bisect_right(self._starts, offset) - 1

    def range_of(self, span: Span) -> Span:
        """Token range of the tokens that touch a character span (empty where none does)."""
        start, stop = span
        spans, size = self.spans, len(self.spans)
        first = max(bisect_right(self._starts, start) - 1, 0)
        while first < size and spans[first][1] <= start:
            first += 1
        return first, max(first, bisect_left(self._starts, stop, first))

    def span(self, first: int, end: int) -> Span:
        """Character span of a non-empty token range."""
        return self.spans[first][0], self.spans[end - 1][1]

    def words(self, first: int, end: int) -> str:
        """The text of a token range, as it stands; empty for an empty range."""
        return self.text[self.spans[first][0] : self.spans[end - 1][1]] if first < end else ""

    def ranges(self, spans: Spans) -> list[Span]:
        """Token ranges of character spans, empty ones left out."""
        return [r for r in map(self.range_of, spans) if r[0] < r[1]]

    @cached_property
    def children(self) -> list[list[int]]:
        """Dependents of each token in the parse, in order."""
        found: list[list[int]] = [[] for _ in self.spans]
        for i, head in enumerate(self.heads):
            if 0 <= head < len(found) and head != i:
                found[head].append(i)
        return found

    def subtree(self, root: int, *, leave_out: frozenset[int] = frozenset()) -> list[int]:
        """Tokens below and including ``root``, in order; branches that start at ``leave_out`` are cut."""
        seen = {root}
        stack = [root]
        while stack:
            for child in self.children[stack.pop()]:
                if child not in seen and child not in leave_out:
                    seen.add(child)
                    stack.append(child)
        return sorted(seen)

    def head_of(self, first: int, end: int) -> int:
        """The token of a range whose governor lies outside it (its last token where there is no parse)."""
        if self.parsed:
            for i in range(first, end):
                if not first <= self.heads[i] < end and self.upos[i] != "PUNCT":
                    return i
        return end - 1


_shared: list[
    tuple[tuple[object, ...], Wording]
] = []  # the last one made, and the parts of the analysis it was made of


class Mentions:
    """Which entity a stretch of words mentions: an index from tokens to mentions, built once."""

    def __init__(self, analysis: Analysis, words: Wording) -> None:
        self.words = words
        self._at: dict[int, list[tuple[Span, Entity]]] = {}
        for entity in analysis.entities:
            for span in entity.mentions:
                first, end = words.range_of(span)
                for i in range(first, min(end, first + 40)):
                    self._at.setdefault(i, []).append((span, entity))

    def entity(self, first: int, end: int, head: int = -1) -> Entity | None:
        """The entity whose mention covers ``head`` (any token where it is -1) and fits the range best; at least 0.3."""
        start, stop = self.words.span(first, end)
        best: tuple[float, Entity] | None = None
        for i in (head,) if head >= 0 else range(first, min(end, first + 12)):
            for (a, b), entity in self._at.get(i, ()):
                fit = (min(b, stop) - max(a, start)) / (max(b, stop) - min(a, start))
                if fit > 0.3 and (best is None or fit > best[0]):
                    best = (fit, entity)
        return best[1] if best else None
