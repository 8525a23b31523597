"""Writes a stretch of text with overlapping marks as well-nested HTML.

Marks may nest and may cross. Where they cross, the one that starts later is cut at the other's end and goes on after
it; only the piece at a mark's true end carries the class for that end, so that corner marks stand where they belong.
Linear in the number of marks times their depth.
"""

from dataclasses import dataclass
from html import escape

_VISIBLE = {code: chr(0x2400 + code) for code in range(32) if chr(code) not in "\t\n\r"} | {0x7F: "\u2421"}


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of the text (half-open code points) that is to carry a class and attributes."""

    start: int
    end: int
    css: str
    attributes: tuple[tuple[str, str], ...] = ()
    rank: int = 0  # of two marks on one span the lower rank is the outer one


def words(text: str) -> str:
    """Text as HTML: escaped, with control characters made visible and lone surrogates replaced."""
    return escape(text.translate(_VISIBLE).encode("utf-8", "replace").decode("utf-8"), quote=True)


def _open(mark: Mark, first: bool, last: bool) -> str:
    css = mark.css + (" b" if first else "") + (" e" if last else "")
    rest = "".join(f' {name}="{escape(value, quote=True)}"' for name, value in mark.attributes)
    return f'<span class="{css}"{rest}>'


def write(text: str, start: int, end: int, marks: list[Mark]) -> str:
    """HTML of ``text[start:end]`` with the marks that overlap it. Offsets are code points into ``text``."""
    inside = sorted(
        (m for m in marks if m.start < end and m.end > start and m.end > m.start),
        key=lambda m: (max(m.start, start), -m.end, m.rank),
    )
    stops = sorted({start, end, *(max(m.start, start) for m in inside), *(min(m.end, end) for m in inside)})
    out: list[str] = []
    stack: list[tuple[Mark, int]] = []  # the mark, and where its piece ends
    upcoming, position = 0, start
    for stop in stops:
        if stop > position:
            out.append(words(text[position:stop]))
            position = stop
        again: list[Mark] = []
        while stack and stack[-1][1] <= stop:
            mark, _ = stack.pop()
            out.append("</span>")
            if mark.end > stop and stop < end:
                again.append(mark)
        while upcoming < len(inside) and max(inside[upcoming].start, start) <= stop < end:
            again.append(inside[upcoming])
            upcoming += 1
        for mark in sorted(again, key=lambda m: (-m.end, m.rank)):
            piece = min(mark.end, end, stack[-1][1] if stack else end)
            out.append(_open(mark, mark.start == stop, mark.end == piece))
            stack.append((mark, piece))
    return "".join(out)
