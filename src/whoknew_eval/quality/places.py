"""Toponyms with gold spans: each name of LGL and GeoVirus placed in the light of its article."""

import importlib
from collections.abc import Callable, Iterable, Sequence

from whoknew_eval.corpora.geo import GeoArticle, load_geovirus, load_lgl
from whoknew_eval.metrics.bootstrap import interval
from whoknew_eval.metrics.toponyms import Point, within
from whoknew_eval.quality.row import Part, Row, missing

Placer = Callable[[str, Sequence[tuple[int, int]]], list[Point | None]]
IDS = ("toponyms.lgl", "toponyms.geovirus")


def placer() -> Placer | None:
    """The tool's way from names in a text to points; ``None`` where the stage or its gazetteer is missing."""
    try:
        stage = importlib.import_module("whoknew.stages.places")
    except ModuleNotFoundError:
        return None
    path = stage.gazetteer_path()
    if not path.is_file():
        return None
    resolver = stage.open_resolver(path, ())

    def place(text: str, spans: Sequence[tuple[int, int]]) -> list[Point | None]:
        answers = resolver.resolve(text, list(spans))
        return [None if a is None else (a.entry.latitude, a.entry.longitude) for a in answers]

    return place


def measure() -> Part:
    """The rows of both corpora."""
    place = placer()
    if place is None:
        return missing(IDS, "no gazetteer here")
    return Part(rows=(_row("toponyms.lgl", load_lgl(), place), _row("toponyms.geovirus", load_geovirus(), place)))


def score_article(article: GeoArticle, place: Placer) -> tuple[int, int]:
    """Right and all of the article's names that have coordinates; names without are given as context."""
    found = place(article.text, [name.span for name in article.toponyms])
    pairs = [(name.point, point) for name, point in zip(article.toponyms, found, strict=True) if name.point]
    return within([gold for gold, _ in pairs if gold], [point for _, point in pairs])


def _row(ident: str, articles: Iterable[GeoArticle], place: Placer) -> Row:
    counts = [score_article(article, place) for article in articles]

    def share(drawn: Sequence[tuple[int, int]]) -> float:
        of = sum(b for _, b in drawn)
        return sum(a for a, _ in drawn) / of if of else 0.0

    low, high = interval(counts, share)
    return Row(
        id=ident,
        figure=share(counts),
        low=low,
        high=high,
        note=f"{sum(b for _, b in counts)} names; half of the corpus set the weights",
    )
