"""HTML: the article's text by trafilatura, and what meta tags and JSON-LD state. Scripts never run or survive."""

import json
import re
from collections.abc import Iterator
from importlib.metadata import version
from typing import Any

import trafilatura
from lxml import etree, html

from whoknew.model import Diagnostic
from whoknew.reading.dates import to_edtf
from whoknew.reading.decoding import clean, decode
from whoknew.reading.draft import Draft, Stated

_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?([\w-]{3,20})", re.I)
_MARKUP = re.compile(rb"\A\s*(?:<!--.{0,2000}?-->\s*)?<(?:!doctype\s+html|html|head|body|article)\b", re.I | re.S)
_META = {
    "og:title": "title",
    "twitter:title": "title",
    "og:site_name": "publisher",
    "dc.publisher": "publisher",
    "author": "author",
    "article:author": "author",
    "dc.creator": "author",
    "article:published_time": "published",
    "datepublished": "published",
    "date": "published",
    "dc.date": "published",
    "pubdate": "published",
    "og:url": "url",
}
_SKIPPED = frozenset({"script", "style", "noscript", "template", "svg", "iframe", "head"})
_BLOCKS = frozenset(
    {"p", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6", "tr", "br", "section", "article", "blockquote"}
)
MAX_DEPTH = 2_000
MAX_CAPTIONS, LONGEST_CAPTION = 500, 1_000


class HtmlReader:
    name = "html"
    media_types: tuple[str, ...] = ("text/html", "application/xhtml+xml")
    suffixes: tuple[str, ...] = (".html", ".htm", ".xhtml")

    def sniff(self, head: bytes) -> bool:
        return bool(_MARKUP.match(head))

    def read(self, content: bytes, *, charset: str | None = None) -> Draft:
        declared = _CHARSET.search(content[:4_096])
        source, encoding = decode(content, charset or (declared[1].decode("ascii") if declared else None))
        source = source.replace("\x00", "")
        tree = _parse(source)
        stated = tuple(_stated(tree)) if tree is not None else ()
        captions = _captioned(tree) if tree is not None else []
        if captions:
            source = etree.tostring(tree, encoding="unicode", method="html")
        text, extractor, doubts = _article(source, tree)
        text, notes = clean(text)
        stated += tuple(
            Stated(field="caption", value=caption, basis="html figcaption") for caption in captions if caption in text
        )
        return Draft(
            text=text,
            media_type="text/html",
            extractor=f"{extractor} ({encoding})",
            stated=stated,
            diagnostics=(*notes, *doubts),
        )


def _parse(source: str) -> Any:
    try:
        return html.document_fromstring(source.encode("utf-8"), parser=html.HTMLParser(encoding="utf-8"))
    except (etree.LxmlError, ValueError):
        return None


def _captioned(tree: Any) -> list[str]:
    """The captions of figures, each made a paragraph after its figure: the extractor drops figures with all they hold."""
    found: list[str] = []
    for node in list(tree.iter("figcaption"))[:MAX_CAPTIONS]:
        words = " ".join("".join(node.itertext()).split())
        figure = next((above for above in node.iterancestors("figure")), node)
        if not words or len(words) > LONGEST_CAPTION or figure.getparent() is None:
            continue
        if node is not figure:
            node.drop_tree()
        line = etree.Element("p")
        line.text = words
        figure.addnext(line)
        found.append(words)
    return found


def _article(source: str, tree: Any) -> tuple[str, str, tuple[Diagnostic, ...]]:
    extracted = None
    if tree is not None:
        try:
            extracted = trafilatura.extract(source, include_comments=False, include_tables=True, deduplicate=False)
        except (etree.LxmlError, ValueError, TypeError, AttributeError, RecursionError, LookupError):
            extracted = None
    if extracted and extracted.strip():
        return str(extracted), f"trafilatura/{version('trafilatura')}", ()
    text = "\n".join(_all_text(tree)) if tree is not None else re.sub(r"<[^<>]{0,2000}>", " ", source)
    doubt = Diagnostic(
        code="reading.no-article",
        message="No article could be told from the rest of the page: the whole page's text is read, menus included.",
        severity="warning",
        stage="reading",
    )
    return text, "html-text/1", (doubt,) if text.strip() else ()


def _all_text(tree: Any) -> Iterator[str]:
    """Visible text of the page, a line per block, without recursion."""
    line: list[str] = []
    stack: list[tuple[Any, bool]] = [(tree, False)]
    while stack:
        node, leaving = stack.pop()
        tag = node.tag if isinstance(node.tag, str) else ""
        if leaving:
            if tag in _BLOCKS and line:
                yield " ".join("".join(line).split())
                line = []
            line.append(node.tail or "")
            continue
        stack.append((node, True))
        if tag in _SKIPPED or not tag:
            continue
        if tag in _BLOCKS and line:
            yield " ".join("".join(line).split())
            line = []
        line.append(node.text or "")
        stack.extend((child, False) for child in reversed(node))
    if line:
        yield " ".join("".join(line).split())


def _stated(tree: Any) -> Iterator[Stated]:
    for item in _json_ld(tree):
        yield from _from_json_ld(item)
    for node in tree.iter("meta"):
        key = (node.get("property") or node.get("name") or node.get("itemprop") or "").lower()
        value = (node.get("content") or "").strip()
        if (field := _META.get(key)) and value:
            yield from _one(field, value, f"meta {key}")
    title = tree.findtext(".//title")
    if title and title.strip():
        yield Stated(field="title", value=" ".join(title.split()), basis="html title")
    language = tree.get("lang")
    if language:
        yield Stated(field="language", value=language[:2].lower(), basis="html lang")


def _one(field: str, value: str, basis: str) -> Iterator[Stated]:
    if field == "published":
        day = to_edtf(value)
        if day:
            yield Stated(field=field, value=day, basis=basis)
    else:
        yield Stated(field=field, value=" ".join(value.split())[:500], basis=basis)


def _json_ld(tree: Any) -> Iterator[dict[str, Any]]:
    for node in tree.iter("script"):
        if node.get("type") != "application/ld+json" or not node.text or len(node.text) > 1_000_000:
            continue
        try:
            loaded = json.loads(node.text)
        except (ValueError, RecursionError):
            continue
        roots = loaded if isinstance(loaded, list) else [loaded]
        for root in roots:
            if isinstance(root, dict):
                graph = root.get("@graph")
                yield from (item for item in (graph if isinstance(graph, list) else [root]) if isinstance(item, dict))


def _from_json_ld(item: dict[str, Any]) -> Iterator[Stated]:
    if not any(word in str(item.get("@type", "")) for word in ("Article", "Report", "Posting", "WebPage")):
        return
    for key, field in (
        ("headline", "title"),
        ("publisher", "publisher"),
        ("author", "author"),
        ("datePublished", "published"),
    ):
        value = item.get(key)
        if isinstance(value, list):
            value = value[0] if value else None
        if isinstance(value, dict):
            value = value.get("name")
        if isinstance(value, str) and value.strip():
            yield from _one(field, value, f"json-ld {key}")


reader = HtmlReader()
