"""Bytes to text: byte-order marks, a stated charset, UTF-8, then a statistical guess; and the cleaning of controls."""

import codecs
import re

from charset_normalizer import from_bytes

from whoknew.model import Diagnostic

SAMPLE = 65_536  # bytes looked at for a guess
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_LINE_ENDS = re.compile("\r\n|\r|\u0085|\u2028|\u2029")
_CONTROLS = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f]")
_INVISIBLE = re.compile("[\u200b\u200e\u200f\u00ad\u061c\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
_SURROGATES = re.compile("[\ud800-\udfff]")


def decode(content: bytes, charset: str | None = None) -> tuple[str, str]:
    """Text and the name of the encoding used. Never fails: what no encoding explains becomes U+FFFD."""
    for mark, marked in _BOMS:
        if content.startswith(mark):
            return content.decode(marked, "replace"), marked
    for name in (charset, "utf-8"):
        text = _try(content, name) if name else None
        if name and text is not None:
            return text, name.lower()
    guess = _wide(content[:SAMPLE]) or _guess(content[:SAMPLE])
    return content.decode(guess, "replace"), guess


def _try(content: bytes, name: str) -> str | None:
    try:
        return content.decode(name)
    except (UnicodeDecodeError, LookupError):
        return None


def _wide(sample: bytes) -> str | None:
    """UTF-16 without a mark shows as NULs in every other byte."""
    if len(sample) < 8:
        return None
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    half = len(sample) // 2
    if odd > 0.6 * half and even < 0.1 * half:
        return "utf-16-le"
    if even > 0.6 * half and odd < 0.1 * half:
        return "utf-16-be"
    return None


def _guess(sample: bytes) -> str:
    best = from_bytes(sample).best()
    if best is None or best.encoding in {"utf_8", "ascii"}:
        return "cp1252"
    return str(best.encoding)


def clean(text: str) -> tuple[str, tuple[Diagnostic, ...]]:
    """Line ends to ``\\n``; controls, bidirectional marks and invisible characters out; a note of how many."""
    text = _LINE_ENDS.sub("\n", text)
    text, broken = _SURROGATES.subn("\ufffd", text)
    text, controls = _CONTROLS.subn("", text)
    text, invisible = _INVISIBLE.subn("", text)
    notes: list[Diagnostic] = []
    for count, what, code in (
        (controls, "control characters", "reading.controls"),
        (invisible, "invisible or direction-changing characters", "reading.invisible"),
        (broken, "broken characters", "reading.broken"),
    ):
        if count:
            message = f"{count} {what} were taken out of the text before it was frozen."
            notes.append(Diagnostic(code=code, message=message, stage="reading"))
    replaced = text.count("\ufffd")
    if replaced:
        message = f"{replaced} characters could not be decoded and show as “\ufffd”: the file's encoding is in doubt."
        notes.append(Diagnostic(code="reading.undecodable", message=message, severity="warning", stage="reading"))
    return text, tuple(notes)
