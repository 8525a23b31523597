"""An account: the frozen text, where it came from, and what the file itself states about it."""

from whoknew.model.base import Span, Struct


class Metadatum(Struct, frozen=True, kw_only=True):
    """Where a piece of metadata came from: ``basis`` is flag, json-ld, meta, header, pdf-info, dateline, sidecar, …"""

    field: str
    value: str
    basis: str
    span: Span | None = None  # into the text, where it stands there


class Page(Struct, frozen=True, kw_only=True):
    """One page of a paginated original, so that findings can cite it. ``number`` counts from 1."""

    number: int
    span: Span


class Account(Struct, frozen=True, kw_only=True):
    """One written account. ``text`` is frozen: it is never extracted again silently.

    ``id`` is the SHA-256 of the UTF-8 text; ``sha256`` that of the original bytes. ``published`` is EDTF.
    ``read_at`` is an ISO date given by the caller, never looked up: nothing that has happened in the text is later.
    """

    id: str
    text: str
    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    published: str | None = None
    read_at: str | None = None
    url: str | None = None
    path: str | None = None
    language: str | None = None  # ISO 639-1
    sha256: str = ""
    media_type: str = "text/plain"
    extractor: str = ""  # "trafilatura/2.0.0"
    metadata: tuple[Metadatum, ...] = ()
    pages: tuple[Page, ...] = ()
