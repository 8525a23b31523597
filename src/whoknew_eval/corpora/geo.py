"""Place names with coordinates: LGL (Lieberman et al., ICDE 2010) and GeoVirus (Gritta et al., ACL 2018).

GeoVirus counts from 1; offsets here count from 0. A name without coordinates (626 in LGL) has ``point`` ``None``.
Neither has a split: ``part`` is "dev" for every third site of LGL and every third article of GeoVirus, by order,
and "train" for the rest, so that whoever tunes on the one has the other to look at.
"""

from collections.abc import Iterator
from xml.etree import ElementTree

import msgspec

from whoknew_eval.corpora import corpus_path
from whoknew_eval.corpora.document import Span


class Toponym(msgspec.Struct, frozen=True):
    """A place name; ``point`` is (latitude, longitude) in degrees, ``country`` the English name where stated."""

    span: Span
    name: str
    point: tuple[float, float] | None
    country: str = ""


class GeoArticle(msgspec.Struct, frozen=True):
    """An article with its place names."""

    id: str
    part: str
    text: str
    published: str | None
    toponyms: tuple[Toponym, ...]


def load_lgl() -> Iterator[GeoArticle]:
    """The 588 articles of LGL, in file order."""
    articles = list(ElementTree.parse(corpus_path("geo") / "lgl.xml").getroot().iter("article"))
    sites = sorted({_text(article, "domain") for article in articles})
    dev = set(sites[2::3])
    for article in articles:
        names = []
        for mark in article.iter("toponym"):
            tag = mark.find("gaztag")
            point = None if tag is None else (float(_text(tag, "lat")), float(_text(tag, "lon")))
            country = "" if tag is None else _text(tag, "country")
            span = (int(_text(mark, "start")), int(_text(mark, "end")))
            names.append(Toponym(span, _text(mark, "phrase"), point, country))
        yield _article(
            article.attrib["docid"],
            "dev" if _text(article, "domain") in dev else "train",
            _text(article, "text"),
            _text(article, "dltime")[:10] or None,
            names,
        )


def load_geovirus() -> Iterator[GeoArticle]:
    """The 229 articles of GeoVirus, in file order."""
    articles = ElementTree.parse(corpus_path("geo") / "GeoVirus.xml").getroot().iter("article")
    for number, article in enumerate(articles):
        names = [
            Toponym(
                (int(_text(mark, "start")) - 1, int(_text(mark, "end")) - 1),
                _text(mark, "name"),
                (float(_text(mark, "lat")), float(_text(mark, "lon"))),
            )
            for mark in article.iter("location")
        ]
        part = "dev" if number % 3 == 2 else "train"
        yield _article(_text(article, "source"), part, _text(article, "text"), None, names)


def _article(ident: str, part: str, text: str, published: str | None, names: list[Toponym]) -> GeoArticle:
    for name in names:
        if text[slice(*name.span)] != name.name:
            raise ValueError(f"{ident}: {name.name!r} is not at {name.span}")
    return GeoArticle(ident, part, text, published, tuple(names))


def _text(element: ElementTree.Element, tag: str) -> str:
    return element.findtext(tag) or ""
