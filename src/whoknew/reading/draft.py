"""What a format's module makes of bytes: a text and what the file states about itself, before it is frozen."""

from typing import Protocol, runtime_checkable

from whoknew.model import Diagnostic, Page, Struct


class Stated(Struct, frozen=True, kw_only=True):
    """One thing that the file says about itself. ``field`` is title, publisher, author, published, url, language, …"""

    field: str
    value: str
    basis: str


class Draft(Struct, frozen=True, kw_only=True):
    """Extracted text with the metadata stated in the file; ``pages`` are spans into ``text``."""

    text: str
    media_type: str
    extractor: str
    stated: tuple[Stated, ...] = ()
    pages: tuple[Page, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()


@runtime_checkable
class Reader(Protocol):
    """A format. ``suffixes`` are lower case with the dot; ``sniff`` looks at the first bytes only."""

    name: str
    media_types: tuple[str, ...]
    suffixes: tuple[str, ...]

    def sniff(self, head: bytes) -> bool: ...

    def read(self, content: bytes, *, charset: str | None = None) -> Draft: ...
