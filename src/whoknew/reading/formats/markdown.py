"""Markdown to the words that a reader of the page would see, block by block; front matter states metadata."""

import re

from markdown_it import MarkdownIt
from markdown_it.token import Token

from whoknew.reading.dates import to_edtf
from whoknew.reading.decoding import clean, decode
from whoknew.reading.draft import Draft, Stated

_FRONT = re.compile(r"\A---\s*\n(.{0,20000}?)\n(?:---|\.\.\.)\s*(?:\n|\Z)", re.S)
_FIELD = re.compile(r"^([A-Za-z_]{2,30}):\s*(.+?)\s*$", re.M)
_FIELDS = {
    "title": "title",
    "author": "author",
    "by": "author",
    "publisher": "publisher",
    "source": "publisher",
    "date": "published",
    "published": "published",
    "url": "url",
    "lang": "language",
    "language": "language",
}
MAX_CHARACTERS = 5_000_000  # past this the markup is left in: the parser holds several copies


class MarkdownReader:
    name = "markdown"
    media_types: tuple[str, ...] = ("text/markdown",)
    suffixes: tuple[str, ...] = (".md", ".markdown")

    def sniff(self, head: bytes) -> bool:
        return False

    def read(self, content: bytes, *, charset: str | None = None) -> Draft:
        text, encoding = decode(content, charset)
        text, notes = clean(text)
        stated: tuple[Stated, ...] = ()
        if match := _FRONT.match(text):
            stated = _front_matter(match[1])
            text = text[match.end() :]
        if len(text) <= MAX_CHARACTERS:
            text = _visible(text)
        return Draft(
            text=text,
            media_type="text/markdown",
            extractor=f"markdown-it/1 ({encoding})",
            stated=stated,
            diagnostics=notes,
        )


def _front_matter(block: str) -> tuple[Stated, ...]:
    found: list[Stated] = []
    for key, raw in _FIELD.findall(block):
        field = _FIELDS.get(key.lower())
        value = raw.strip("\"'")
        if field == "published":
            value = to_edtf(value) or ""
        if field and value:
            found.append(Stated(field=field, value=value, basis="front matter"))
    return tuple(found)


def _visible(text: str) -> str:
    blocks: list[str] = []
    for token in MarkdownIt("commonmark").parse(text):
        if token.type == "inline":
            blocks.append("".join(_words(child) for child in token.children or ()))
        elif token.type in {"fence", "code_block"}:
            blocks.append(token.content.rstrip("\n"))
    return "\n\n".join(block for block in blocks if block.strip()) + ("\n" if blocks else "")


def _words(token: Token) -> str:
    if token.type in {"text", "code_inline"}:
        return token.content
    if token.type in {"softbreak", "hardbreak"}:
        return " "
    if token.type == "image":
        return "".join(_words(child) for child in token.children or ())
    return ""


reader = MarkdownReader()
