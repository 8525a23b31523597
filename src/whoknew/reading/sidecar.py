"""A sidecar file beside an account (``account.toml`` for ``account.txt``) states its metadata by hand."""

import tomllib
from datetime import date
from pathlib import Path

from whoknew.errors import ReadingError
from whoknew.reading.dates import to_edtf
from whoknew.reading.draft import Stated

FIELDS = ("title", "publisher", "author", "published", "url", "language", "read_at")


def sidecar(path: Path) -> tuple[Stated, ...]:
    """What the sidecar states; nothing where there is none. Raises ``ReadingError`` where it is broken."""
    beside = path.with_suffix(".toml")
    if beside == path or not beside.is_file():
        return ()
    try:
        loaded = tomllib.loads(beside.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise ReadingError(f"{beside}: the sidecar is broken ({error}). Mend or remove it.") from error
    found: list[Stated] = []
    for field in FIELDS:
        raw = loaded.get(field)
        value = raw.isoformat()[:10] if isinstance(raw, date) else str(raw or "").strip()
        if field == "published" and value:
            value = to_edtf(value) or ""
        if value:
            found.append(Stated(field=field, value=value, basis="sidecar"))
    return tuple(found)
