"""Names of places in Cyrillic, Arabic and Chinese script: a small second index, and how they stand in a sentence.

Only well-known places are in it (docs/gazetteer.md). A name is looked up as it is written, and without what grammar adds:
Russian and Ukrainian case endings ("из Москвы"), the Arabic particles that are written together with a noun ("بدمشق"). Chinese is
written without blanks, so there every place of a run may begin a name, and the longest is taken.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from whoknew.model import Span
from whoknew.stages.places.fold import OTHER, key
from whoknew.stages.places.index import Entry, Gazetteer

LONGEST = 4  # words of a name
LONGEST_CHINESE = 7
_RUN = re.compile(rf"[{OTHER}\u064b-\u065f]+(?:[ \-][{OTHER}\u064b-\u065f]+)*")
_WORD = re.compile(rf"[{OTHER}\u064b-\u065f]+")
_CHINESE = re.compile(r"[\u3400-\u9fff]+")


def written_otherwise(name: str) -> bool:
    """Whether a name has letters of these scripts."""
    return _WORD.search(name) is not None


class Scripts:
    """Looks names of other scripts up in the second index."""

    def __init__(self, index: Gazetteer, lexicon: Mapping[str, Any]) -> None:
        self.index = index
        table = lexicon["scripts"]
        self.endings: list[tuple[str, list[str]]] = sorted(
            ((ending, list(instead)) for ending, instead in table["endings"].items()), key=lambda row: -len(row[0])
        )
        self.particles: list[str] = sorted(table["particles"], key=len, reverse=True)

    def find(self, name: str) -> tuple[Entry, ...]:
        """Places of a name as written, else of the form that it is inflected from."""
        found = self.index.find(name)
        if found or not _WORD.search(name):
            return found
        return next((held for form in self._forms(name) if (held := self.index.find(form))), ())

    def _forms(self, name: str) -> Iterator[str]:
        words = name.split()
        if "\u0620" <= name[0] <= "\u06d5":
            for particle in self.particles:
                if name.startswith(particle) and len(name) - len(particle) > 2:
                    yield name[len(particle) :]
                    yield "ال" + name[len(particle) :]
            if not name.startswith("ال"):
                yield "ال" + name
        elif "\u0400" <= name[0] <= "\u052f" and len(words) == 1:
            for ending, instead in self.endings:
                if name.endswith(ending) and len(name) - len(ending) > 2:
                    for other in instead:
                        yield name[: len(name) - len(ending)] + other

    def spans(self, text: str) -> Iterator[Span]:
        """Where in a text names of the index stand, in order; longest first, none within another."""
        for run in _RUN.finditer(text):
            if _CHINESE.match(run[0]):
                for part in _CHINESE.finditer(text, run.start(), run.end()):
                    yield from self._chinese(text, part.start(), part.end())
            else:
                yield from self._spaced(text, run.start(), run.end())

    def _chinese(self, text: str, first: int, end: int) -> Iterator[Span]:
        at = first
        while at < end - 1:
            for stop in range(min(end, at + LONGEST_CHINESE), at + 1, -1):
                if self.index.find(text[at:stop]):
                    yield at, stop
                    at = stop - 1
                    break
            at += 1

    def _spaced(self, text: str, first: int, end: int) -> Iterator[Span]:
        words = [m.span() for m in _WORD.finditer(text, first, end)]
        n = 0
        while n < len(words):
            cyrillic = "\u0400" <= text[words[n][0]] <= "\u052f"
            for many in range(min(LONGEST, len(words) - n), 0, -1):
                span = words[n][0], words[n + many - 1][1]
                named = text[span[0]].isupper() if cyrillic else key(text[span[0] : span[1]])[:1] != ""
                if named and span[1] - span[0] > 2 and self.find(text[span[0] : span[1]]):
                    yield span
                    n += many - 1
                    break
            n += 1
