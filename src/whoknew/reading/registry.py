"""Which format reads which bytes. Format modules are found in ``formats/``, so adding one touches one file."""

import importlib
import pkgutil
from functools import cache

from whoknew.reading import formats
from whoknew.reading.draft import Reader

_SUFFIXES = {
    ".html": "html", ".htm": "html", ".xhtml": "html", ".pdf": "pdf", ".docx": "docx", ".eml": "mail",
    ".md": "markdown", ".markdown": "markdown",
}  # fmt: skip


@cache
def names() -> tuple[str, ...]:
    """Names of the formats that are installed, sorted."""
    return tuple(sorted(module.name for module in pkgutil.iter_modules(formats.__path__)))


@cache
def load(name: str) -> Reader:
    reader = importlib.import_module(f"{formats.__name__}.{name}").reader
    assert isinstance(reader, Reader)
    return reader


def reader_for(head: bytes, suffix: str, media_type: str | None) -> Reader:
    """By unmistakable content, then suffix, then the media type that a server stated, then content; else plain text."""
    if b"%PDF-" in head[:1_024] and "pdf" in names():
        return load("pdf")
    if head.startswith(b"PK\x03\x04") and "docx" in names():
        return load("docx")
    by_suffix = _SUFFIXES.get(suffix)
    if by_suffix in names() and by_suffix not in {"pdf", "docx"}:
        return load(str(by_suffix))
    for name in names():
        if media_type is not None and media_type != "text/plain" and media_type in load(name).media_types:
            return load(name)
    if by_suffix in names():
        return load(str(by_suffix))
    if head.lstrip()[:1] == b"<" and "html" in names() and load("html").sniff(head):
        return load("html")
    if b":" in head[:100] and "mail" in names() and load("mail").sniff(head):
        return load("mail")
    return load("plain")
