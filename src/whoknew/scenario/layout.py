"""The formatter: one space between words, three before ``by``, four before details, one blank line at most.

It moves nothing, renames nothing and keeps every comment; formatted text formats to itself, and reads as before.
"""

from whoknew.scenario.gather import header_of
from whoknew.scenario.lines import Line, Token, quoted, read_lines
from whoknew.scenario.words import vocabulary

DECLARING = frozenset({*vocabulary()["kinds"], "source", "statement", "record"})


def format_text(source: str, path: str = "") -> str:
    """Lay a scenario out. Raises ``ScenarioError`` where a line cannot be cut into words (a mark that is never closed)."""
    lines, errors = read_lines(source, path)
    if errors:
        raise errors[0]
    laid: list[str] = []
    for line in lines:
        text = _lay(line)
        if text or (laid and laid[-1]):
            laid.append(text)
    while laid and not laid[-1]:
        laid.pop()
    return "\n".join(laid) + "\n" if laid else ""


def _lay(line: Line) -> str:
    if line.text is not None:
        return line.source
    words = _join(line)
    if line.comment is None:
        return words
    comment = f"# {line.comment}".rstrip()
    if words:
        return f"{words}  {comment}"
    return f"    {comment}" if line.source[:1].isspace() else comment


def _join(line: Line) -> str:
    if not line.tokens:
        return ""
    apart = not line.indented and header_of(line) is None and line.tokens[0].folded not in DECLARING
    source_at = _source_at(line.tokens) if apart else None
    pieces: list[str] = []
    for index, token in enumerate(line.tokens):
        tight = token.kind in ("comma", "colon")
        gap = "" if not pieces or tight else "   " if index == source_at else " "
        pieces.append(gap + _shown(token))
    return ("    " if line.indented else "") + "".join(pieces)


def _source_at(tokens: tuple[Token, ...]) -> int | None:
    """The index of the last ``by`` of a fact, which stands apart."""
    return next((index for index in range(len(tokens) - 1, 0, -1) if tokens[index].folded == "by"), None)


def _shown(token: Token) -> str:
    if token.kind == "string":
        return quoted(token.text)
    return f"[{token.text}]" if token.kind == "label" else token.text
