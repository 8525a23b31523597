"""A newer reading of an account beside a scenario that a person has mended: what he wrote stays.

Facts are matched by the sentence that their quotes stand in. A sentence that the mended file says something of, or of
which it once had facts and has none now, is settled by the person; the newer reading adds only what it finds in other
sentences. A comment at the end of the file remembers which sentences had facts when it was read, so that a fact taken
out stays out. Quotes that the text no longer holds are listed.
"""

import hashlib
import re
from typing import NamedTuple

from whoknew.model import Analysis, Span
from whoknew.scenario.declared import DECLARES, QUOTED, Sentences, missing
from whoknew.scenario.lines import read_lines
from whoknew.scenario.parse import try_parse

MEMORY = "# read: "
ADDED = "# New in this reading"
HEADER = re.compile(r"([\w ]+): ")
LABEL = re.compile(r"^\[([^\]]+)\]")


class Block(NamedTuple):
    """A fact's line with the indented lines under it."""

    lines: tuple[str, ...]
    quotes: tuple[str, ...]


class Lost(NamedTuple):
    """A quote of the mended file that its account does not hold (any more)."""

    line: str
    quote: str


def keep(mine: str, fresh: str, analysis: Analysis) -> tuple[str, tuple[Lost, ...]]:
    """The mended scenario with what a newer reading adds, and the quotes that no longer match.

    ``mine`` is the mended file, ``fresh`` the draft of the newer reading, ``analysis`` that reading.
    """
    settled, lost = _settled(mine, analysis)
    added = [
        block
        for block in _facts(fresh)
        if block.quotes and (number := _sentence(analysis, block.quotes[0])) is not None and number not in settled
    ]
    text = remember(
        _without_memory(mine), analysis, settled | {_sentence(analysis, block.quotes[0]) or 0 for block in added}
    )
    if not added:
        return text, lost
    parts = (_facts(mine), _facts(fresh), added)
    placed = [[_placed(block, analysis) for block in blocks] for blocks in parts]
    declarations, rewrite = missing(mine, fresh, placed[0], placed[1], placed[2])
    added = [
        Block(tuple(line if line.lstrip().startswith('"') else rewrite(line) for line in block.lines), block.quotes)
        for block in added
    ]
    return _joined(text, declarations, _relabelled(mine, added), analysis), lost


def _placed(block: Block, analysis: Analysis) -> Sentences:
    """A block's own lines (not the account's words under it) with the sentences that it quotes."""
    numbers = (_sentence(analysis, quote) for quote in block.quotes)
    lines = tuple(line for line in block.lines if not line.lstrip().startswith('"'))
    return Sentences(lines, frozenset(number for number in numbers if number is not None))


def remember(text: str, analysis: Analysis, sentences: set[int] | None = None) -> str:
    """A scenario with the comment that says which sentences had facts when it was read."""
    if sentences is None:
        found = (_sentence(analysis, block.quotes[0]) for block in _facts(text) if block.quotes)
        sentences = {number for number in found if number is not None}
    marks = " ".join(sorted(_mark(analysis, number) for number in sentences))
    return f"{text.rstrip()}\n\n{MEMORY}{marks}\n"


def _mark(analysis: Analysis, number: int) -> str:
    words = analysis.text_of(analysis.sentences[number].span)
    return hashlib.sha256(" ".join(words.split()).encode("utf-8", "surrogatepass")).hexdigest()[:8]


def _settled(mine: str, analysis: Analysis) -> tuple[set[int], tuple[Lost, ...]]:
    """Sentences that a person's file has decided on, and its quotes that the text does not hold."""
    remembered = {mark for line in mine.splitlines() if line.startswith(MEMORY) for mark in line[len(MEMORY) :].split()}
    settled = {number for number in range(len(analysis.sentences)) if _mark(analysis, number) in remembered}
    lost = []
    for block in _facts(mine):
        for quote in block.quotes:
            number = _sentence(analysis, quote)
            if number is None:
                lost.append(Lost(block.lines[0].strip(), quote))
            else:
                settled.add(number)
    return settled, tuple(lost)


def _facts(text: str) -> list[Block]:
    """The blocks of a scenario that are facts, with their quotes."""
    blocks: list[list[str]] = []
    inside = False
    for line in text.splitlines():
        if line[:1] in (" ", "\t"):
            if inside and line.strip():
                blocks[-1].append(line)
            continue
        inside = bool(line.strip()) and not line.startswith(("#", *DECLARES)) and not _header(line)
        if inside:
            blocks.append([line])
    return [Block(tuple(block), _quotes(block)) for block in blocks]


def _header(line: str) -> bool:
    """Whether a line is a header ("title: …"), and not a fact with a time ("2024-12-07: he meets them")."""
    match = HEADER.match(line)
    return match is not None and match.group(1).strip() in HEADERS


HEADERS = frozenset({"title", "publisher", "author", "published", "read at", "url", "language", "account", "include"})


def _without_memory(text: str) -> str:
    return "\n".join(line for line in text.splitlines() if not line.startswith(MEMORY)).rstrip()


def _quotes(block: list[str]) -> tuple[str, ...]:
    lines, _ = read_lines("\n".join(block[1:]))
    strings = (next((token.text for token in line.tokens if token.kind == "string"), None) for line in lines)
    return tuple(text for text in strings if text is not None)


def _sentence(analysis: Analysis, quote: str) -> int | None:
    """The sentence that a quote stands in; its first stretch counts where some is left out ("…")."""
    part = quote.split(" … ")[0].strip()
    at = analysis.account.text.find(part) if part else -1
    if at < 0:
        return None
    number = analysis.sentence_at(at)
    return number if number >= 0 and _inside(at, analysis.sentences[number].span) else None


def _inside(offset: int, span: Span) -> bool:
    return span[0] <= offset < span[1]


def _relabelled(mine: str, blocks: list[Block]) -> list[Block]:
    """Blocks whose labels the mended file has already given away get new ones, wherever they are named."""
    taken = {match.group(1) for line in mine.splitlines() if (match := LABEL.match(line))}
    clashing = {match.group(1) for block in blocks if (match := LABEL.match(block.lines[0]))} & taken
    if not clashing:
        return blocks
    pattern = re.compile(r"(?<![\w-])(" + "|".join(map(re.escape, sorted(clashing))) + r")(?![\w-])")

    def outside(line: str) -> str:
        pieces = re.split(rf"({QUOTED.pattern})", line)
        return "".join(piece if piece.startswith('"') else pattern.sub(r"\1-new", piece) for piece in pieces)

    return [Block(tuple(map(outside, block.lines)), block.quotes) for block in blocks]


def _joined(text: str, declarations: list[str], blocks: list[Block], analysis: Analysis) -> str:
    """Text and additions that read back; what cannot be joined becomes a comment."""
    body, _, memory = text.rpartition(MEMORY)
    refused: set[int] = set()
    while True:
        lines = [body.rstrip(), "", ADDED, *declarations]
        at: dict[int, int] = {}
        for number, block in enumerate(blocks):
            for line in block.lines:
                at[sum(piece.count("\n") + 1 for piece in lines) + 1] = number
                lines.append(f"# {line}" if number in refused else line)
        joined = "\n".join(lines) + f"\n\n{MEMORY}{memory}"
        read, errors = try_parse(joined, open_account=lambda _: analysis.account)
        bad = {at[error.line] for error in errors if error.line in at} - refused
        if read is not None or not bad:
            return joined
        refused |= bad
