"""Puts the page together: the text as HTML, the analysis as JSON, one style and one script, each named by its hash.

The policy allows nothing but these two: no request can leave the page. The JSON is the same document that
``whoknew read --json`` prints, with every character that could end the element written as an escape.
"""

import base64
import datetime
import functools
import hashlib
import json
from importlib import resources
from string import Template

import msgspec

from whoknew.errors import UsageError
from whoknew.model import Analysis
from whoknew.report.account import text_with_notes
from whoknew.report.index import Index, counted
from whoknew.report.marks import words
from whoknew.report.notes import reference

_LONG = 400  # sentences, beyond which paragraphs are laid out as they come near
_ESCAPES = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"})


@functools.cache
def asset(name: str) -> str:
    """The text of a file that ships with the report."""
    return resources.files("whoknew.report").joinpath("assets", name).read_text(encoding="utf-8")


def embedded(document: str) -> str:
    """JSON that may stand inside a script element whatever it holds."""
    return document.translate(_ESCAPES)


def _hash(content: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()


def document(analysis: Analysis) -> str:
    """The analysis as JSON, without its working layers."""
    return msgspec.json.encode(msgspec.structs.replace(analysis, tokens=(), signals=None)).decode()


_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def _day(edtf: str) -> str:
    """A whole day in words; anything less certain stays as it stands."""
    try:
        day = datetime.date.fromisoformat(edtf)
    except ValueError:
        return edtf
    return f"{_WEEKDAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]} {day.year}"


def _meta(analysis: Analysis) -> str:
    account = analysis.account
    basis = {m.field: m.basis for m in account.metadata}
    parts = []
    if account.publisher:
        parts.append(f"<b>{words(account.publisher)}</b>")
    if account.author:
        parts.append(f"by {words(account.author)}")
    told = f" ({words(basis['published'])})" if "published" in basis else ""
    dated = (
        f"Published <b>{words(_day(account.published))}</b>{told}"
        if account.published
        else "No date of publication given"
    )
    parts.append(dated)
    count = len(analysis.sentences)
    parts.append(f"<b>{count}</b> sentence{'' if count == 1 else 's'}")
    if account.id:
        parts.append(f"Text sha256 <b>{words(account.id[:4])} {words(account.id[4:8])} …</b>")
    decided = any(record.origin == "human" for record in (*analysis.acts, *analysis.entities, *analysis.sources))
    read = f"Read by machine; {'some of it' if decided else 'nothing'} decided by a person"
    parts.append(read if analysis.stages or not analysis.sources else "From a model, as a person wrote or mended it")
    return "".join(f"<span>{part}</span>" for part in parts)


def _box(index: Index) -> str:
    """The sourcing box in words, for a page whose script does not run."""
    audit = index.analysis.findings.audit
    rows = "".join(
        f"<li><b>{f.value}{f'–{f.high}' if f.high and f.high != f.value else ''}</b> {words(f.label)}</li>"
        for f in audit.box
    )
    flags = "".join(f"<li>{words(flag.message)} {reference(*index.numbers(flag.spans))}</li>" for flag in audit.flags)
    return (f'<ul class="plain">{rows}</ul>' if rows else "") + (f'<ul class="plain">{flags}</ul>' if flags else "")


def _ledger(index: Index) -> str:
    """The sources in words, for a page whose script does not run."""
    rows = "".join(
        f'<li><span class="key">{words(index.key(s.id))}</span> {words(index.described(s))}'
        f"{f' ({counted(s)})' if counted(s) else ''} {reference(*index.numbers(s.mentions))}</li>"
        for s in index.analysis.sources
        if s.kind != "self"
    )
    return f'<ul class="plain">{rows}</ul>' if rows else ""


def _geojson(layer: str | None) -> str:
    if layer is None or not layer.strip():
        return "null"
    try:
        made = json.loads(layer)
    except ValueError as error:
        raise UsageError(f"the map layer is not JSON: {error}") from error
    if not isinstance(made, dict) or made.get("type") not in ("FeatureCollection", "Feature"):
        raise UsageError("the map layer is not GeoJSON: it needs a FeatureCollection or a Feature")
    return json.dumps(made, ensure_ascii=False)


def render(analysis: Analysis, *, layer: str | None = None) -> str:
    """One HTML page that shows everything in ``analysis`` and needs nothing else: no network, no other file.

    ``layer`` is GeoJSON of the reader's own, drawn as outlines on the map; raises ``UsageError`` where it is none.

    The same analysis gives the same page, byte for byte.
    """
    outlines = _geojson(layer)
    index = Index(analysis)
    style, script = asset("report.css"), asset("report.js")
    return Template(asset("page.html")).substitute(
        style=style,
        script=script,
        style_hash=_hash(style),
        script_hash=_hash(script),
        title=words(analysis.headline()),
        meta=_meta(analysis),
        language=words(analysis.account.language or "en"),
        account=text_with_notes(index) if analysis.account.text.strip() else "<p>The account holds no text.</p>",
        reading="read long" if len(analysis.sentences) > _LONG else "read",
        box=_box(index),
        ledger=_ledger(index),
        analysis=embedded(document(analysis)),
        words=embedded(msgspec.json.encode(index.spoken).decode()),
        world=embedded(asset("world.json")),
        layer=embedded(outlines),
    )
