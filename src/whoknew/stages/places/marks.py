"""What the encoder holds for names in one text, found by token and by word, so that no name is compared with every other."""

from collections import defaultdict

from whoknew.model import Analysis, Span
from whoknew.model.wording import Wording


def initial(words: Wording, i: int) -> bool:
    """Whether a capital may be due to its place: the start of a sentence or quotation."""
    return i == 0 or words.sentence[i] != words.sentence[i - 1] or words.quoted[i] != words.quoted[i - 1]


class Marks:
    """The encoder's names of one text. False where it did not read the text or found none."""

    def __init__(self, analysis: Analysis, words: Wording) -> None:
        names = analysis.signals.names if analysis.signals is not None else ()
        self.kinds: dict[Span, str] = {(n.first, n.end): n.type for n in names if 0 <= n.first < n.end <= len(words)}
        self._at: dict[int, list[Span]] = defaultdict(list)
        longest: dict[str, int] = {}
        last: set[str] = set()
        for (first, end), kind in self.kinds.items():
            for i in range(first, end):
                self._at[i].append((first, end))
                if kind == "person":
                    longest[words.lower[i]] = max(longest.get(words.lower[i], 0), end - first)
            if kind == "person":
                last.add(words.lower[end - 1])
        self.longest = longest  # word → tokens of the longest person's name that has it
        self.called = frozenset(last)  # last words of people's names
        self.proper = frozenset(
            words.lower[i]
            for i in range(len(words) if words.parsed else 0)
            if words.upos[i] == "PROPN" and words.forms[i][:1].isupper() and not initial(words, i)
        )

    def __bool__(self) -> bool:
        return bool(self.kinds)

    def over(self, first: int, end: int) -> list[tuple[Span, str]]:
        """The names that share a token with a range, each once, in order."""
        spans = dict.fromkeys(span for i in range(first, end) for span in self._at.get(i, ()))
        return [(span, self.kinds[span]) for span in sorted(spans)]
