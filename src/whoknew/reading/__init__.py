"""Bytes → Account: from a path, a URL that the user names, standard input, or a text in hand.

The format is told by content first and by suffix second; its module extracts a text, which is cleaned, hashed and
frozen. Metadata is taken in this order: given by the caller, sidecar, stated in the file, and each says where from.
"""

import hashlib
import sys
from pathlib import Path
from typing import NamedTuple

from whoknew.errors import ReadingError, UsageError
from whoknew.model import Account, Diagnostic, Metadatum
from whoknew.reading.dates import to_edtf
from whoknew.reading.decoding import clean
from whoknew.reading.draft import Draft, Stated
from whoknew.reading.fetch import fetch, is_url
from whoknew.reading.formats.plain import reader as plain_reader
from whoknew.reading.formats.plain import stated_in_dateline
from whoknew.reading.language import language_of
from whoknew.reading.registry import reader_for
from whoknew.reading.sidecar import sidecar

__all__ = ["Opened", "read_account"]

MAX_BYTES = 200_000_000
SINGULAR = ("title", "publisher", "author", "published", "url", "language", "read_at")


class Opened(NamedTuple):
    """An account, the doubts that arose in reading it, and whether it could only be read in part."""

    account: Account
    diagnostics: tuple[Diagnostic, ...]
    partial: bool


def read_account(
    source: str | Path,
    *,
    published: str | None = None,
    publisher: str | None = None,
    title: str | None = None,
    author: str | None = None,
    read_at: str | None = None,
) -> Opened:
    """Read ``source``: a path, an ``http(s)`` URL, ``"-"`` for standard input, or a text (anything with a line break
    or a blank that is not a file's name). Dates are EDTF or a plain day such as ``8 December 2024``.

    Raises ``ReadingError`` (no file, no text, damaged), ``FetchError``, ``UsageError`` (a date that is none).
    """
    given = {
        "published": _date(published, "published"),
        "publisher": publisher,
        "title": title,
        "author": author,
        "read_at": _date(read_at, "read_at"),
    }
    draft, raw, name = _draft(source)
    if not draft.text.strip():
        raise ReadingError(f"{name}: there is no text in it.")
    stated = (
        *(Stated(field=field, value=value, basis="given") for field, value in given.items() if value),
        *draft.stated,
    )
    return _freeze(draft, stated, raw, source, name)


def _date(value: str | None, field: str) -> str | None:
    if value is None:
        return None
    found = to_edtf(value)
    if found is None:
        raise UsageError(f"{field}: “{value}” is not a date. Write it as 2024-12-08.")
    return found


def _draft(source: str | Path) -> tuple[Draft, bytes, str]:
    if isinstance(source, str):
        if source == "-":
            return (
                *_read_bytes(sys.stdin.buffer.read(MAX_BYTES + 1), "", None, None, "standard input"),
                "standard input",
            )
        if is_url(source):
            content, media_type, charset = fetch(source)
            draft, raw = _read_bytes(content, Path(source.split("?")[0]).suffix, media_type, charset, source)
            return _with(draft, (Stated(field="url", value=source, basis="given"),)), raw, source
        if _is_text(source):
            text, notes = clean(source)
            stated = stated_in_dateline(text)
            draft = Draft(text=text, media_type="text/plain", extractor="text/1", stated=stated, diagnostics=notes)
            return draft, source.encode("utf-8", "surrogatepass"), "the text given"
    path = Path(source)
    try:
        if path.is_dir():
            raise ReadingError(f"{path}: is a folder. Name a file in it.")
        if path.stat().st_size > MAX_BYTES:
            raise ReadingError(f"{path}: larger than {MAX_BYTES // 1_000_000} MB. Split it and read the parts.")
        content = path.read_bytes()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise ReadingError(f"{path}: cannot be read ({reason}).") from error
    draft, raw = _read_bytes(content, path.suffix, None, None, str(path))
    return _with(draft, sidecar(path), first=True), raw, str(path)


def _is_text(source: str) -> bool:
    if "\n" in source or len(source) > 1_000 or "\0" in source:
        return True
    try:
        return " " in source.strip() and not Path(source).exists()
    except (OSError, ValueError):
        return True


def _with(draft: Draft, more: tuple[Stated, ...], *, first: bool = False) -> Draft:
    stated = (*more, *draft.stated) if first else (*draft.stated, *more)
    return Draft(
        text=draft.text,
        media_type=draft.media_type,
        extractor=draft.extractor,
        stated=stated,
        pages=draft.pages,
        diagnostics=draft.diagnostics,
    )


def _read_bytes(
    content: bytes, suffix: str, media_type: str | None, charset: str | None, name: str
) -> tuple[Draft, bytes]:
    if len(content) > MAX_BYTES:
        raise ReadingError(f"{name}: larger than {MAX_BYTES // 1_000_000} MB. Split it and read the parts.")
    if not content.strip():
        raise ReadingError(f"{name}: is empty.")
    reader = reader_for(content[:4_096], suffix.lower(), media_type)
    if reader is plain_reader and _binary(content[:4_096]):
        raise ReadingError(f"{name}: is not a text (nor PDF, DOCX, HTML or e-mail). Convert it to one of these first.")
    try:
        return reader.read(content, charset=charset), content
    except ReadingError as error:
        raise ReadingError(f"{name}: {error}") from error


def _binary(head: bytes) -> bool:
    """Pictures, archives and programs: many control bytes, and not wide text."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return False
    controls = sum(byte < 9 or 13 < byte < 32 for byte in head)
    nuls = head.count(0)
    wide = max(head[0::2].count(0), head[1::2].count(0)) > 0.3 * len(head)
    return not wide and (controls - nuls > 0.05 * len(head) or nuls > 0.2 * len(head))


def _freeze(draft: Draft, stated: tuple[Stated, ...], raw: bytes, source: str | Path, name: str) -> Opened:
    chosen: dict[str, str] = {}
    for item in stated:
        if item.field in SINGULAR:
            chosen.setdefault(item.field, item.value)
    notes = list(draft.diagnostics)
    language, probability = language_of(draft.text)
    partial = language not in (None, "en") and probability > 0.9
    if partial:
        notes.append(
            Diagnostic(
                code="reading.language",
                message=f"The text seems to be in another language ({language}); whoknew reads English, so little of it is understood.",
                severity="warning",
                stage="reading",
            )
        )
    if chosen.get("published") and any(
        s.basis.startswith(("pdf-info", "docx")) and s.field == "published" and s.value == chosen["published"]
        for s in stated
    ):
        notes.append(
            Diagnostic(
                code="reading.published-from-file",
                message=f"The date {chosen['published']} is when the file says it was made; give --published if that is not the day of the account.",
                stage="reading",
            )
        )
    text = draft.text
    account = Account(
        id=hashlib.sha256(text.encode("utf-8")).hexdigest(),
        text=text,
        title=chosen.get("title"),
        publisher=chosen.get("publisher"),
        author=chosen.get("author"),
        published=chosen.get("published"),
        read_at=chosen.get("read_at"),
        url=chosen.get("url"),
        path=name if not isinstance(source, str) or (source != "-" and not is_url(source) and name == source) else None,
        language=language if language is not None and probability > 0.9 else chosen.get("language"),
        sha256=hashlib.sha256(raw).hexdigest(),
        media_type=draft.media_type,
        extractor=draft.extractor,
        metadata=tuple(Metadatum(field=s.field, value=s.value, basis=s.basis) for s in stated),
        pages=draft.pages,
    )
    return Opened(account, tuple(notes), partial)
