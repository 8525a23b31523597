"""E-mail (.eml): subject, sender and date from the headers; the plain body, or the HTML one read as a page."""

import email
import email.policy
import re
from email.message import EmailMessage

from whoknew.errors import ReadingError
from whoknew.model import Diagnostic
from whoknew.reading.dates import to_edtf
from whoknew.reading.decoding import clean, decode
from whoknew.reading.draft import Draft, Stated
from whoknew.reading.formats.html import reader as html_reader

_HEADERS = re.compile(
    rb"\A(?:[A-Za-z][A-Za-z0-9-]{1,40}:[^\n]{0,2000}\r?\n(?:[ \t][^\n]{0,2000}\r?\n){0,50}){2,}", re.S
)
_TELLING = re.compile(rb"^(?:from|message-id|mime-version|received|date|subject):", re.I | re.M)
FAULTS = (ValueError, LookupError, TypeError, AttributeError, RecursionError, ArithmeticError, AssertionError)


class MailReader:
    name = "mail"
    media_types: tuple[str, ...] = ("message/rfc822",)
    suffixes: tuple[str, ...] = (".eml",)

    def sniff(self, head: bytes) -> bool:
        match = _HEADERS.match(head)
        return bool(match) and len({m.lower() for m in _TELLING.findall(match.group() if match else b"")}) >= 3

    def read(self, content: bytes, *, charset: str | None = None) -> Draft:
        try:
            message = email.message_from_bytes(content, policy=email.policy.default)
            assert isinstance(message, EmailMessage)
            text, extractor, notes = _body(message, charset)
            stated = _stated(message)
        except FAULTS as error:
            raise ReadingError(
                f"The message is damaged and cannot be read ({type(error).__name__}). Save its text as a .txt file instead."
            ) from error
        return Draft(text=text, media_type="message/rfc822", extractor=extractor, stated=stated, diagnostics=notes)


def _body(message: EmailMessage, charset: str | None) -> tuple[str, str, tuple[Diagnostic, ...]]:
    part = message.get_body(preferencelist=("plain", "html"))
    notes: list[Diagnostic] = []
    names = [name for item in message.iter_attachments() if (name := item.get_filename())]
    if names:
        listed = ", ".join(names[:5])
        notes.append(
            Diagnostic(
                code="reading.attachments",
                message=f"{len(names)} attachment(s) were not read: {listed}.",
                stage="reading",
            )
        )
    if part is None:
        return "", "email/1", tuple(notes)
    payload = part.get_payload(decode=True)
    raw = payload if isinstance(payload, bytes) else str(payload or "").encode("utf-8", "replace")
    declared = part.get_content_charset() or charset
    if part.get_content_type() == "text/html":
        draft = html_reader.read(raw, charset=declared)
        return draft.text, f"email/1, {draft.extractor}", (*notes, *draft.diagnostics)
    text, found = clean(decode(raw, declared)[0])
    return text, "email/1", (*notes, *found)


def _stated(message: EmailMessage) -> tuple[Stated, ...]:
    found: list[Stated] = []
    for header, field in (("subject", "title"), ("from", "author"), ("date", "published")):
        value = clean(str(message.get(header, "")))[0].replace("\n", " ").strip()
        if field == "published":
            value = to_edtf(value) or ""
        if value:
            found.append(Stated(field=field, value=value[:500], basis=f"mail {header}"))
    return tuple(found)


reader = MailReader()
