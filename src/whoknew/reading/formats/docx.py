"""DOCX by python-docx: paragraphs and table cells in the order of the document, core properties."""

import io
import zipfile
import zlib
from importlib.metadata import version

import docx
from docx.opc.exceptions import OpcError
from lxml import etree

from whoknew.errors import ReadingError
from whoknew.reading.decoding import clean
from whoknew.reading.draft import Draft, Stated

MAX_UNPACKED = 300_000_000  # bytes; a larger one is taken for a decompression bomb
FAULTS = (
    OpcError,
    zipfile.BadZipFile,
    zlib.error,
    etree.LxmlError,
    KeyError,
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    RecursionError,
    OSError,
    NotImplementedError,
    EOFError,
    RuntimeError,
)
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


class DocxReader:
    name = "docx"
    media_types: tuple[str, ...] = ("application/vnd.openxmlformats-officedocument.wordprocessingml.document",)
    suffixes: tuple[str, ...] = (".docx",)

    def sniff(self, head: bytes) -> bool:
        return head.startswith(b"PK\x03\x04")

    def read(self, content: bytes, *, charset: str | None = None) -> Draft:
        try:
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                if sum(entry.file_size for entry in archive.infolist()) > MAX_UNPACKED:
                    raise ReadingError("The document unpacks to more than 300 MB; it is not read.")
            document = docx.Document(io.BytesIO(content))
            lines = list(_paragraphs(document.element.body))
            properties = document.core_properties
            raw = (
                ("title", properties.title or ""),
                ("author", properties.author or ""),
                ("published", properties.created.date().isoformat() if properties.created else ""),
            )
        except ReadingError:
            raise
        except FAULTS as error:
            raise ReadingError(
                f"The file is not a readable DOCX document ({type(error).__name__}). Save it again from a word processor."
            ) from error
        text, notes = clean("\n\n".join(line for line in lines if line.strip()) + "\n")
        stated = tuple(
            Stated(field=field, value=value, basis="docx core properties")
            for field, value in raw
            if value.strip() and value != "python-docx"
        )
        return Draft(
            text=text,
            media_type=self.media_types[0],
            extractor=f"python-docx/{version('python-docx')}",
            stated=stated,
            diagnostics=notes,
        )


def _paragraphs(body: etree._Element) -> list[str]:
    """Text of each paragraph, in tables and text boxes too; deleted (tracked) text is left out."""
    lines: list[str] = []
    for paragraph in body.iter(f"{_WORD}p"):
        pieces: list[str] = []
        for node in paragraph.iter(f"{_WORD}t", f"{_WORD}tab", f"{_WORD}br"):
            pieces.append((node.text or "") if node.tag == f"{_WORD}t" else " ")
        lines.append("".join(pieces))
    return lines


reader = DocxReader()
