"""PDF by pypdf: page by page, running heads and page numbers out, words broken at line ends joined, pages kept."""

import io
import re
from collections import Counter
from importlib.metadata import version

from pypdf import PdfReader as PypdfReader
from pypdf.errors import PyPdfError

from whoknew.errors import ReadingError
from whoknew.model import Page
from whoknew.reading.dates import to_edtf
from whoknew.reading.decoding import clean
from whoknew.reading.draft import Draft, Stated

# What pypdf raises on damaged files besides its own errors, as seen on 10,000 mutated ones.
FAULTS = (
    PyPdfError,
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    ArithmeticError,
    RecursionError,
    OSError,
    NotImplementedError,
    AssertionError,
    MemoryError,
)
_HYPHEN = re.compile(r"(?<=[a-zà-ÿ])[-\u2010]\n(?=[a-zà-ÿ])")
_DIGITS = re.compile(r"\d+")
MAX_PAGES = 5_000


class PdfReader:
    name = "pdf"
    media_types: tuple[str, ...] = ("application/pdf",)
    suffixes: tuple[str, ...] = (".pdf",)

    def sniff(self, head: bytes) -> bool:
        return b"%PDF-" in head[:1_024]

    def read(self, content: bytes, *, charset: str | None = None) -> Draft:
        try:
            document = PypdfReader(io.BytesIO(content), strict=False)
            if document.is_encrypted and not document.decrypt(""):
                raise ReadingError("The PDF is locked with a password. Save an unlocked copy and read that.")
            raw = [page.extract_text() or "" for page in document.pages[:MAX_PAGES]]
            information: dict[str, object] = {str(key): value for key, value in (document.metadata or {}).items()}
        except FAULTS as error:
            raise ReadingError(
                f"The PDF is damaged and cannot be read ({type(error).__name__}). Open it in a viewer and print it to a new PDF."
            ) from error
        if not any(page.strip() for page in raw):
            raise ReadingError(
                f"The PDF has {len(raw)} page(s) and no text: it seems to be a scan. Run text recognition (OCR) on it first."
            )
        cleaned = [clean(page) for page in _without_running_heads(raw)]
        text, pages = "", []
        for number, (page, _) in enumerate(cleaned, 1):
            body = _HYPHEN.sub("", page).strip()
            start = len(text)
            text += body
            pages.append(Page(number=number, span=(start, len(text))))
            text += _joint(body)
        notes = {note.code: note for _, found in cleaned for note in found}
        return Draft(
            text=text.rstrip() + "\n",
            media_type="application/pdf",
            extractor=f"pypdf/{version('pypdf')}",
            stated=_stated(information),
            pages=tuple(pages),
            diagnostics=tuple(notes.values()),
        )


def _joint(page: str) -> str:
    """A sentence that runs over the page's end goes on in the same block."""
    return "\n\n" if not page or page[-1] in '.!?:"”’)' else "\n"


def _without_running_heads(pages: list[str]) -> list[str]:
    """First and last lines that return on most pages, digits aside, are running heads; single numbers are folios."""
    if len(pages) < 3:
        return pages
    edges: Counter[str] = Counter()
    split = [page.split("\n") for page in pages]
    for lines in split:
        edges.update({_DIGITS.sub("#", line.strip()) for line in (*lines[:2], *lines[-2:]) if line.strip()})
    running = {line for line, count in edges.items() if count > len(pages) / 2}
    kept: list[str] = []
    for lines in split:
        last = len(lines) - 1
        kept.append(
            "\n".join(
                line
                for at, line in enumerate(lines)
                if not ((at < 2 or at > last - 2) and _DIGITS.sub("#", line.strip()) in running)
            )
        )
    return kept


def _stated(information: dict[str, object]) -> tuple[Stated, ...]:
    found: list[Stated] = []
    for key, field in (("/Title", "title"), ("/Author", "author"), ("/CreationDate", "published")):
        try:
            value = str(information.get(key) or "").strip()
        except FAULTS:
            continue
        if field == "published":
            value = to_edtf(value) or ""
        if value:
            found.append(Stated(field=field, value=clean(value)[0], basis=f"pdf-info {key[1:]}"))
    return tuple(found)


reader = PdfReader()
