"""Lines into blocks, and what each block is. Linear in the text; no block is ever empty.

Two habits of plain text are told apart: one paragraph a line, and lines wrapped at a fixed width with blank lines
between paragraphs. A line break is a soft wrap only where the wrapped lines of its block are all about as long as
the longest.
"""

import re
import tomllib
from functools import cache
from pathlib import Path

from whoknew.model import Span
from whoknew.model.text import BlockType

Found = tuple[BlockType, Span]

WRAP_WIDTHS = range(50, 101)  # characters; outside these a line break is taken as meant
HEADING_WORDS = 16
TITLE_WORDS = 30

_PAGE_NUMBER = re.compile(r"(?:page\s+)?\d{1,4}(?:\s*(?:/|of)\s*\d{1,4})?|[-–—]\s*\d{1,4}\s*[-–—]", re.I)
_BYLINE = re.compile(
    r"(?:by|reporting by|writing by|editing by)\s+[^\W\d_][\w.'’-]*(?:[\s,&]+[\w.'’-]+){0,12}\.?", re.I
)
_LIST_ITEM = re.compile(r"(?:[-*•‣–]|\(?\d{1,2}[.)]|\(?[a-z][.)])\s+\S")
_DATELINE = re.compile(
    r"[A-Z][A-Z.'’\- ]{2,40}[A-Z.]"  # CITY in capitals
    r"(?:,\s[^\n—–(-]{2,40}?)?"  # country, month and day
    r"(?:\s\([^()\n]{2,40}\))?"  # (Agency)
    r"\s?(?:—|–|--|-)\s+"
)
# a straight mark glues only where it closes: one that opens a quotation has a blank before it
_GLUE = re.compile(r"(?:[a-zà-ÿ0-9’”?!)]|(?<=\S)['\"])(?=[A-Z][a-zà-ÿ]*\s)")


@cache
def _lexicon() -> dict[str, frozenset[str]]:
    loaded = tomllib.loads(Path(__file__).with_name("lexicon.toml").read_text(encoding="utf-8"))
    return {key: frozenset(value) for key, value in loaded.items()}


def find_blocks(text: str, *, title: str | None = None) -> list[Found]:
    """Blocks in the order of the text, not overlapping; spans leave out surrounding white space."""
    found: list[Found] = []
    for group in _groups(text):
        for span in _unwrap(text, group):
            found.extend(_classify(text, span, first=not found, title=title))
    return found


def _groups(text: str) -> list[list[Span]]:
    """Runs of non-blank lines; spans without surrounding blanks."""
    groups: list[list[Span]] = []
    current: list[Span] = []
    start = 0
    for line in text.splitlines(keepends=True):
        stripped = line.strip()
        if stripped:
            left = start + len(line) - len(line.lstrip())
            current.append((left, left + len(stripped)))
        elif current:
            groups.append(current)
            current = []
        start += len(line)
        if "\f" in line and current:
            groups.append(current)
            current = []
    if current:
        groups.append(current)
    return groups


def _unwrap(text: str, lines: list[Span]) -> list[Span]:
    """Join the lines of a wrapped paragraph; otherwise one block a line."""
    if len(lines) == 1:
        return lines
    widest = max(end - start for start, end in lines)
    if widest not in WRAP_WIDTHS:
        return lines
    joined: list[Span] = [lines[0]]
    for before, line in zip(lines, lines[1:]):
        full = (before[1] - before[0]) >= 0.75 * widest
        if full and not _LIST_ITEM.match(text, line[0], line[1]):
            joined[-1] = (joined[-1][0], line[1])
        else:
            joined.append(line)
    return joined


def _classify(text: str, span: Span, *, first: bool, title: str | None) -> list[Found]:
    start, end = span
    body = text[start:end]
    if len(body) <= 20 and _PAGE_NUMBER.fullmatch(body):
        return [("page_number", span)]
    if len(body) <= 160 and _BYLINE.fullmatch(body):
        return [("byline", span)]
    mark = _caption_mark(body)
    if mark and len(body) <= 600:
        return [("caption", span)]
    if first:
        glued = _glued_title(text, span, title)
        if glued:
            rest = _strip(text, (glued, end))
            return [("title", _strip(text, (start, glued))), *_classify(text, rest, first=False, title=None)]
        if title and body.strip(" .") == title.strip(" ."):
            return [("title", span)]
    dateline = _DATELINE.match(text, start, min(end, start + 140))
    if dateline and dateline.end() < end:
        return [("dateline", _strip(text, (start, dateline.end()))), ("paragraph", (dateline.end(), end))]
    if _is_heading(body):
        return [("title" if first else "heading", span)]
    if first and _reads_like_title(body):
        return [("title", span)]
    if _LIST_ITEM.match(body) and len(body) <= 400:
        return [("list_item", span)]
    return [("paragraph", span)]


def _strip(text: str, span: Span) -> Span:
    start, end = span
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return (start, end)


def _caption_mark(body: str) -> bool:
    head = body[:24].lower()
    return any(head.startswith(mark) for mark in _lexicon()["caption"])


def _glued_title(text: str, span: Span, title: str | None) -> int:
    """Where a headline that runs into the first sentence ends, or 0."""
    start, end = span
    if title and text.startswith(title, start) and start + len(title) < end - 20:
        return start + len(title)
    for match in _GLUE.finditer(text, start, min(end, start + 200)):
        at = match.end()
        word = re.match(r"[A-Z][a-zà-ÿ]*", text[at:end])
        if word and word.group() in _lexicon()["starters"] and 3 <= len(text[start:at].split()) <= TITLE_WORDS:
            return at
    inside = _DATELINE.search(text, start + 15, min(end, start + 220))
    if inside and text[inside.start() - 1] in ' \u00a0"”’' and "." not in text[start : inside.start()]:
        return inside.start()
    return 0


def _is_heading(body: str) -> bool:
    if "\n" in body or len(body) > 140 or body[-1] in ".!?:;,…\"”’'":
        return False
    words = body.split()
    return len(words) <= HEADING_WORDS and any(letter.isalpha() for letter in body)


def _reads_like_title(body: str) -> bool:
    """A first line in title case or capitals, or a short one without a sentence stop inside."""
    words = [word for word in body.split() if word[:1].isalpha()]
    if not words or len(words) > TITLE_WORDS or re.search(r"[.!?][”\"’]?\s+\S", body):
        return False
    capitals = sum(word[0].isupper() for word in words)
    return capitals >= 0.6 * len(words) and len(words) >= 3
