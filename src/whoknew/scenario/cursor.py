"""A place in the tokens of one line: look, take, or fail with line, column and remedy."""

from collections.abc import Sequence

from whoknew.errors import ScenarioError
from whoknew.model import Count
from whoknew.scenario.lines import Line, Token
from whoknew.scenario.names import Names, did_you_mean
from whoknew.scenario.words import Phrases, vocabulary


class Cursor:
    """Tokens of a line from ``at`` to ``end``; every ``take`` moves on, every ``see`` only looks."""

    def __init__(self, path: str, line: Line, tokens: Sequence[Token] | None = None) -> None:
        self.path, self.line = path, line
        self.tokens = tuple(line.tokens if tokens is None else tokens)
        self.at = 0

    @property
    def done(self) -> bool:
        return self.at >= len(self.tokens)

    def peek(self, offset: int = 0) -> Token | None:
        index = self.at + offset
        return self.tokens[index] if index < len(self.tokens) else None

    def column(self) -> int:
        """Where the cursor stands; past the end it is the column after the last token."""
        token = self.peek()
        if token is not None:
            return token.column
        return self.tokens[-1].end if self.tokens else 1

    def fault(self, message: str, remedy: str, *, column: int | None = None) -> ScenarioError:
        """The error to raise at the cursor (or at a column)."""
        return ScenarioError(
            message, path=self.path, line=self.line.number, column=column or self.column(), remedy=remedy
        )

    def sees(self, *words: str) -> bool:
        """Whether these words come next."""
        at, tokens = self.at, self.tokens
        if at + len(words) > len(tokens):
            return False
        return all(tokens[at + index].folded == word for index, word in enumerate(words))

    def takes(self, *words: str) -> bool:
        """Take these words if they come next."""
        if not self.sees(*words):
            return False
        self.at += len(words)
        return True

    def takes_after_comma(self, word: str) -> bool:
        """Take a comma and this word if they come next."""
        comma, token = self.peek(), self.peek(1)
        if comma is None or comma.kind != "comma" or token is None or token.folded != word:
            return False
        self.at += 2
        return True

    def take_kind(self, kind: str) -> Token | None:
        token = self.peek()
        if token is None or token.kind != kind:
            return None
        self.at += 1
        return token

    def take_phrase(self, phrases: Phrases) -> str | None:
        """Take the longest phrase of a table that comes next, and give its key."""
        token = self.peek()
        for words, key in phrases.starting(token.folded) if token is not None else ():
            if self.takes(*words):
                return key
        return None

    def take_name(self, names: Names) -> str | None:
        """Take the longest declared name that comes next (an article before it is passed over); its id or ``None``.

        Raises ``ScenarioError`` where the name means several records.
        """
        start = self.at
        ids, end = names.at(self.tokens, start)
        if not ids and self._article():
            ids, end = names.at(self.tokens, start + 1)
        if not ids:
            return None
        if len(ids) > 1:
            shown = ", ".join(f"[{identifier}]" for identifier in ids)
            raise self.fault(
                f"“{self.words(start, end)}” could mean {len(ids)} different {names.kind}s.",
                f"Use a fuller name, or one of {shown}.",
            )
        self.at = end
        return ids[0]

    def _article(self) -> bool:
        token = self.peek()
        return token is not None and token.folded in vocabulary()["grammar"]["articles"]

    def words(self, start: int, end: int) -> str:
        return " ".join(token.text for token in self.tokens[start:end])

    def rest(self, *stops: str) -> str:
        """The words from here to the next comma, colon or stop word, as they are shown in a message; nothing is taken."""
        found: list[str] = []
        for token in self.tokens[self.at :]:
            if token.kind in ("comma", "colon") or (token.folded in stops and found) or len(found) == 8:
                break
            found.append(token.text)
        return " ".join(found)

    def unknown(self, names: Names, shown: str, declare: str) -> ScenarioError:
        """The error of a name that is not declared: what is near, and how to declare it."""
        near = did_you_mean(shown, names.forms())
        return self.fault(
            f"no {names.kind} is called “{shown}”." if shown else f"the name of a {names.kind} is missing here.",
            f"{near} Or declare it on a line of its own: {declare}".strip(),
        )

    def take_count(self) -> Count | None:
        """``30``, ``about 30``, ``at least 3``, ``more than 12``, ``2 to 5``, ``up to 5``, ``three`` as a closed range."""
        start = self.at
        for words, build in COUNTS:
            if self.takes(*words) and (number := self._number()) is not None:
                return build(number)
            self.at = start
        number = self._number()
        if number is None:
            return None
        if self.sees("to"):
            self.at += 1
            high = self._number()
            if high is None:
                self.at -= 1
                return Count(low=number, high=number)
            if high < number:
                raise self.fault("this range runs backwards.", f"Write the smaller number first: {high} to {number}.")
            return Count(low=number, high=high)
        return Count(low=number, high=number)

    def _number(self) -> int | None:
        token = self.peek()
        if token is None or token.kind != "word":
            return None
        words: dict[str, int] = vocabulary()["numbers"]
        if token.text.isascii() and token.text.isdigit() and len(token.text) < 12:
            self.at += 1
            return int(token.text)
        if token.folded in words:
            self.at += 1
            return words[token.folded]
        return None


def about(number: int) -> Count:
    """“About 30” as a range: a tenth either way, at least one."""
    slack = max(1, round(number / 10))
    return Count(low=max(0, number - slack), high=number + slack)


COUNTS = (
    (("about",), about),
    (("at", "least"), lambda n: Count(low=n, high=None)),
    (("more", "than"), lambda n: Count(low=n + 1, high=None)),
    (("up", "to"), lambda n: Count(low=0, high=n)),
)


def write_count(count: Count) -> str | None:
    """A count as a scenario says it, or ``None`` where no phrase reads back to it."""
    low, high = count.low, count.high
    if low < 0 or (high is not None and high < low):
        return None
    if high is None:
        return f"at least {low}"
    if low == high:
        return str(low)
    middle = (low + high) // 2
    return f"about {middle}" if about(middle) == count else f"{low} to {high}"
