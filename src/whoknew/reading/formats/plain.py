"""Plain text. A dateline with a year, or an agency in brackets, states date and publisher."""

import re

from whoknew.reading.dates import to_edtf
from whoknew.reading.decoding import clean, decode
from whoknew.reading.draft import Draft, Stated

_DATELINE = re.compile(
    r"^[A-Z][A-Z.'’\- ]{2,40}(?:,\s(?P<date>[A-Za-z0-9 .,]{3,30}?))?(?:\s\((?P<agency>[^()\n]{2,40})\))?\s?(?:—|–|--|-)\s",
    re.M,
)


class PlainReader:
    name = "plain"
    media_types: tuple[str, ...] = ("text/plain",)
    suffixes: tuple[str, ...] = (".txt", ".text", ".log", "")

    def sniff(self, head: bytes) -> bool:
        return False  # everything that no other format claims is read as plain text

    def read(self, content: bytes, *, charset: str | None = None) -> Draft:
        text, encoding = decode(content, charset)
        text, notes = clean(text)
        return Draft(
            text=text,
            media_type="text/plain",
            extractor=f"plain/1 ({encoding})",
            stated=stated_in_dateline(text),
            diagnostics=notes,
        )


def stated_in_dateline(text: str) -> tuple[Stated, ...]:
    """What the first dateline within the first 2,000 characters says."""
    match = _DATELINE.search(text, 0, 2_000)
    if match is None:
        return ()
    found: list[Stated] = []
    if match["agency"]:
        found.append(Stated(field="publisher", value=match["agency"].strip(), basis="dateline"))
    if match["date"] and (day := to_edtf(match["date"])):
        found.append(Stated(field="published", value=day, basis="dateline"))
    return tuple(found)


reader = PlainReader()
