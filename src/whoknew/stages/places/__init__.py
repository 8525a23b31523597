"""Stage ``places``: place names, where they lie, what else they may mean.

Needs the compiled gazetteer (``python -m whoknew.stages.places.compile`` makes it). Without the file a diagnostic says so
and the tool goes on without a map. Files of the user's own places are named in ``WHOKNEW_PLACES``.
"""

import os
import tomllib
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import msgspec

from whoknew.model import Analysis, Diagnostic, Place, Span
from whoknew.model.wording import Wording
from whoknew.stages.places.answers import Resolved
from whoknew.stages.places.detect import Detector
from whoknew.stages.places.fold import strict
from whoknew.stages.places.index import Entry, Gazetteer
from whoknew.stages.places.resolve import Resolver
from whoknew.stages.places.scripts import Scripts, written_otherwise
from whoknew.stages.places.user import user_places

HERE = Path(__file__).parent
COMPILED = HERE / "gazetteer" / "places.wkgz"
SHOWN_FROM = 0.5  # below this probability of being right no coordinates are given
SURE_FROM = 0.75  # and below this one a note says what else may be meant, or that nothing speaks for it


class Places:
    """The stage: see the module's docstring. ``extra`` are files of places (aliases in TOML, or GeoJSON)."""

    name = "places"
    version = "1"
    requires = frozenset({"tokens", "sentences"})
    uses = frozenset({"blocks", "quotations", "signals"})
    provides = frozenset({"places"})

    def __init__(self, extra: Sequence[Path] | None = None) -> None:
        self.extra = None if extra is None else tuple(extra)

    def __call__(self, analysis: Analysis, /) -> Analysis:
        path = gazetteer_path()
        if not path.is_file():
            doubt = self._doubt("places.no-gazetteer", f"No map: the place index is not at {path}.", None)
            return msgspec.structs.replace(analysis, diagnostics=(*analysis.diagnostics, doubt))
        resolver = open_resolver(path, _files(self.extra))
        words = Wording(analysis)
        known, unknown = Detector(resolver, lexicon()).find(analysis, words)
        places: list[tuple[Span, Resolved | None]] = list(zip(known, resolver.resolve(analysis.account.text, known)))
        places += [(span, None) for span in unknown]
        places.sort(key=lambda pair: pair[0])
        made = tuple(
            _place(number, analysis.text_of(span), span, answer) for number, (span, answer) in enumerate(places, 1)
        )
        doubts = list(self._doubts(analysis, made, dict(places)))
        if not made and analysis.tokens:
            doubts.append(self._doubt("places.none", "The text names no place that is on the map.", None))
        return msgspec.structs.replace(analysis, places=made, diagnostics=(*analysis.diagnostics, *doubts))

    def _doubts(
        self, analysis: Analysis, made: Sequence[Place], answers: dict[Span, Resolved | None]
    ) -> list[Diagnostic]:
        """One note for each name that is not on the map, may mean several places or is placed only roughly."""
        seen: set[tuple[str, str]] = set()
        notes = []
        for place in made:
            answer = answers[place.span]
            word = analysis.text_of(place.span)
            if answer is None:
                code, message = "places.unknown", f"“{word}” reads like a place but is not on the map."
            elif place.latitude is None:
                code = "places.ambiguous"
                message = f"“{word}” may mean several places, and nothing in the account says which."
            elif answer.confidence < SURE_FROM and answer.entry.kind != "county":
                one = answer.entry
                other = next((e for e in answer.others if _described(e) != _described(one)), None)
                code = "places.ambiguous"
                message = f"“{word}” is taken for {_described(one)}; " + (
                    f"it may be {_described(other)}." if other is not None else "nothing else in the account says so."
                )
            elif answer.entry.kind == "county":
                code, message = "places.approximate", f"“{word}” is placed only roughly: its own middle is not known."
            else:
                continue
            if (code, strict(word)) not in seen:
                seen.add((code, strict(word)))
                notes.append(self._doubt(code, message, place.span))
        return notes

    def _doubt(self, code: str, message: str, span: Span | None) -> Diagnostic:
        return Diagnostic(code=code, message=message, span=span, severity="info", stage=self.name)


def _described(entry: Entry) -> str:
    return f"{entry.name} ({entry.region or entry.country or entry.kind})"


def _place(number: int, word: str, span: Span, answer: Resolved | None) -> Place:
    origin = f"places/{Places.version}"
    if answer is None:
        return Place(id=f"pl{number}", span=span, name=word, origin=origin)
    shown = answer.confidence >= SHOWN_FROM
    others = answer.others if shown else (answer.entry, *answer.others)
    return Place(
        id=f"pl{number}",
        span=span,
        name=answer.entry.name if shown and ((word.isupper() and len(word) > 3) or written_otherwise(word)) else word,
        latitude=answer.entry.latitude if shown else None,
        longitude=answer.entry.longitude if shown else None,
        country=(answer.entry.country or None) if shown else None,
        gazetteer_id=answer.entry.id if shown else None,
        alternatives=tuple(e.id for e in others),
        origin=origin,
        confidence=answer.confidence,
    )


def gazetteer_path() -> Path:
    """Where the compiled index lies: ``WHOKNEW_GAZETTEER``, else beside this module."""
    return Path(os.environ.get("WHOKNEW_GAZETTEER") or COMPILED)


def _files(extra: Sequence[Path] | None) -> tuple[Path, ...]:
    if extra is not None:
        return tuple(extra)
    return tuple(Path(p) for p in os.environ.get("WHOKNEW_PLACES", "").split(os.pathsep) if p)


@lru_cache(maxsize=1)
def lexicon() -> dict[str, Any]:
    """Word lists of this stage, demonyms gathered from the tables of countries and regions."""
    loaded = tomllib.loads((HERE / "lexicon.toml").read_text(encoding="utf-8"))
    demonyms: dict[str, list[str]] = {}
    for code, row in tomllib.loads((HERE / "gazetteer" / "countries.toml").read_text(encoding="utf-8")).items():
        for word in row.get("people", ()):
            demonyms.setdefault(word, []).append(code)
    loaded["demonyms"] = demonyms
    return loaded


@lru_cache(maxsize=4)
def open_resolver(path: Path, extra: tuple[Path, ...] = ()) -> Resolver:
    """A resolver over the index at a path and the user's own places. Raises ``WhoknewError``."""
    gazetteer = Gazetteer(path)
    other = HERE / "gazetteer" / "scripts.wkgz"
    scripts = Scripts(Gazetteer(other), lexicon()) if other.is_file() else None
    resolver = Resolver(gazetteer, lexicon(), scripts=scripts)
    resolver.add(user_places(extra, gazetteer))
    return resolver


def locate(text: str, spans: Sequence[Span]) -> list[tuple[float, float] | None]:
    """Latitude and longitude of given place names in a text, for measuring the resolver alone."""
    answers = open_resolver(gazetteer_path()).resolve(text, spans)
    return [(a.entry.latitude, a.entry.longitude) if a is not None else None for a in answers]


stage = Places()
