"""Pairing quotation marks. One pass over the marks of each block; a stack of at most two (a quotation in a quotation).

Curly, straight, double, single, low and angle marks are paired by what they are and by what they touch, since
published texts mix them. A straight mark opens after a blank, an opening bracket or a dash, and closes otherwise.
A single mark between letters, or after s before a blank with nothing open, is an apostrophe.
"""

import re

from whoknew.model import Quotation, Span

_MARKS = re.compile(r"[\"“”„‟«»＂]|``|''|['‘’‚‹›]")
_OPEN = {"“": "”", "„": "”", "‟": "”", "«": "»", "``": "''", "‘": "’", "‚": "’", "‹": "›"}
_CLOSE = frozenset("”»’›") | {"''"}
_SINGLE = frozenset("'‘’‚‹›")
SCARE_WORDS = 2


def find_quotations(text: str, blocks: tuple[Span, ...]) -> tuple[Quotation, ...]:
    """Quotations in the order of the text. ``continues`` links one that an unclosed one before it carries on into."""
    found: list[Quotation] = []
    open_before = -1  # index of a quotation left open by the block before
    for start, end in blocks:
        in_block = _pair(text, start, end)
        for number, (left, right, inner, mark, closed) in enumerate(in_block):
            goes_on = number == 0 and open_before >= 0 and left == start
            found.append(
                Quotation(
                    span=(left, right),
                    inner=inner,
                    mark=mark,
                    closed=closed,
                    continues=open_before if goes_on else -1,
                    scare=closed and not goes_on and _is_scare(text, left, right, inner),
                    origin="quotations/1",
                )
            )
        last = found[-1] if in_block else None
        open_before = len(found) - 1 if last is not None and not last.closed and last.span[1] == end else -1
    return tuple(found)


Pair = tuple[int, int, Span, str, bool]


def _pair(text: str, start: int, end: int) -> list[Pair]:
    stack: list[tuple[int, int, str]] = []  # position, end of the mark, mark
    pairs: list[Pair] = []
    for match in _MARKS.finditer(text, start, end):
        left, right = match.span()
        mark = match.group()
        before = text[left - 1] if left > start else " "
        after = text[right] if right < end else " "
        if mark in _SINGLE and before.isalnum() and after.isalnum():
            continue
        opens = _opens(mark, before, after, stack)
        if opens is None:
            continue
        if opens:
            if len(stack) == 2 or (stack and _same_kind(stack[-1][2], mark)):
                if mark in _SINGLE:
                    continue
                stack = [] if not stack else stack[:0]
            stack.append((left, right, mark))
            continue
        for depth in range(len(stack) - 1, -1, -1):
            if _same_kind(stack[depth][2], mark):
                opened = stack[depth]
                pairs.append((opened[0], right, (opened[1], left), opened[2], True))
                del stack[depth:]
                break
    if stack and stack[0][2] not in _SINGLE:
        opened = stack[0]
        pairs.append((opened[0], end, (opened[1], end), opened[2], False))
    return sorted(pair for pair in pairs if pair[2][0] < pair[2][1])


def _opens(mark: str, before: str, after: str, stack: list[tuple[int, int, str]]) -> bool | None:
    """Whether a mark opens (True), closes (False) or is no quotation mark (None)."""
    held = any(_same_kind(opened[2], mark) for opened in stack)
    starts = before.isspace() or before in "([{—–-/\"“‘'" or before == "\u00a0"
    if mark in "'‘’":
        if mark == "’" or (mark == "'" and not starts):
            return False if held else None
        return None if after.isspace() or not starts else (True if not held else None)
    if mark in _OPEN and mark not in {"«", "‹"}:
        # a curly opening mark used for closing ("“Frozen“ and") is common in scraped texts
        return not (held and not starts and (after.isspace() or after in ".,;:!?)"))
    if mark in {"«", "‹"}:
        return True
    if mark in _CLOSE:
        return True if not held and starts and not after.isspace() else False
    if held and not (starts and not after.isspace() and before != "-"):
        return False
    if held and starts and after.isspace():
        return False
    return starts and not after.isspace() if not held else True


def _same_kind(opened: str, mark: str) -> bool:
    return (opened in _SINGLE) == (mark in _SINGLE)


def _is_scare(text: str, left: int, right: int, inner: Span) -> bool:
    """One or two quoted words inside a sentence that nobody need have uttered ("the “caucus” rules")."""
    words = text[inner[0] : inner[1]].split()
    if len(words) > SCARE_WORDS or text[inner[1] - 1] in ",.!?":
        return False
    return not (text[right : right + 1] in ",.!?" and text[left - 1 : left] in "\n")
