"""Records of questions and answers by letters ("Q. When? A. At nine."): whose words each line holds, and who answers.

Read from the letters of the text alone, for stages that ask whose "I" a line's is. The letters name nobody; the one who
answers is named by the heading ("Examination of …") or by the questions ("Mr Sorensen, when …?"), or not at all.
"""

import re
from functools import lru_cache

import msgspec

from whoknew.model.base import Span

FEWEST = 2  # questions that are answered, below which letters and stops are a list's

_LINE = re.compile(r"^[ \t]*(?P<label>(?P<letter>[QA])[ \t]*[.:])[ \t]+(?P<said>\S[^\n]*)", re.MULTILINE)
_TITLE = (
    r"(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Professor|Sir|Dame|Lady|Judge|Captain|Sergeant|Constable|Inspector|Officer)\b\.?"
)
_NAME = r"[^\W\d_a-z][\w’'-]+(?:[ ](?:[^\W\d_a-z][\w’'-]*\.?|de|van|von|der|al|bin))*"
_HEADED = re.compile(
    rf"\b(?:examination|questioning|interrogation|interview|deposition|testimony|evidence|conversation|hearing)[ ]"
    rf"(?:in[ ]chief[ ])?(?:of|with|by)[ ](?:the[ ]witness,?[ ])?(?P<name>(?:{_TITLE}[ ])?(?-i:{_NAME}))",
    re.IGNORECASE,
)
_WITNESS = re.compile(rf"\b[Tt]he[ ]witness,?[ ](?P<name>(?:{_TITLE}[ ])?{_NAME})")
_ADDRESSED = re.compile(rf"[ \t]*(?P<name>{_TITLE}[ ]{_NAME}),[ ]|.*,[ ](?P<last>{_TITLE}[ ]{_NAME})\?[ \t]*$")


class Exchange(msgspec.Struct, frozen=True):
    """Spans of a record of questions and answers: each line's label and words, and the name of the one who answers."""

    questions: tuple[tuple[Span, Span], ...] = ()
    answers: tuple[tuple[Span, Span], ...] = ()
    answerer: Span | None = None

    def pairs(self) -> list[tuple[Span, Span]]:
        """The words of each question with those of the answer that comes next, before another question."""
        lines = sorted((*((said, True) for _, said in self.questions), *((said, False) for _, said in self.answers)))
        return [(one, other) for (one, asks), (other, again) in zip(lines, lines[1:]) if asks and not again]

    def asks_at(self, offset: int) -> bool:
        """Whether a place lies in a question or its letter."""
        return any(label[0] <= offset < end for label, (_, end) in self.questions)


@lru_cache(maxsize=4)
def exchange(text: str) -> Exchange:
    """The record that a text holds; empty where questions and answers do not follow each other at least twice.

    >>> found = exchange("Q. Mr Moss, when?\\nA. At six.\\nQ. Who came?\\nA. I did.")
    >>> [(len(found.questions), len(found.answers)), found.answerer]
    [(2, 2), (3, 10)]
    """
    lines = list(_LINE.finditer(text))
    answered = sum(a["letter"] == "Q" and b["letter"] == "A" for a, b in zip(lines, lines[1:]))
    if answered < FEWEST:
        return Exchange()
    asked = [m for m in lines if m["letter"] == "Q"]
    return Exchange(
        questions=tuple((m.span("label"), m.span("said")) for m in asked),
        answers=tuple((m.span("label"), m.span("said")) for m in lines if m["letter"] == "A"),
        answerer=_answerer(text, lines[0].start(), [m.span("said") for m in asked]),
    )


def _answerer(text: str, opens: int, asked: list[Span]) -> Span | None:
    """The name in the heading of the record, else the first by which a question addresses somebody."""
    for pattern in (_HEADED, _WITNESS):
        heads = list(pattern.finditer(text, max(0, opens - 2000), opens))
        if heads:
            return heads[-1].span("name")
    for first, end in asked:
        found = _ADDRESSED.match(text, first, end)
        if found is not None:
            return found.span("name") if found["name"] else found.span("last")
    return None
