"""What a newer reading declares beside what a mended file declares: which of two is which, and what must be added.

A name that both give once means the same. Where several have one name (three clerks), they are told apart by the
sentences in which they occur: by nothing else, so that no unnamed source is ever guessed to be another. Only what
the added facts name is added; what a person took out stays out.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

DECLARES = (
    "person ", "group ", "organisation ", "organization ", "place ", "facility ", "thing ", "source ", "statement ",
)  # fmt: skip
QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"')
HEAD = re.compile(r'^(\w+)\s+(?:\[([^\]]+)\]\s*)?("(?:[^"\\]|\\.)*"|[^,]*)')
BY = re.compile(r"\s+by\s+(?=[^\s])")


class Declared(NamedTuple):
    """A declaration: its kind, label and name as they are written, and its lines."""

    kind: str
    label: str
    name: str
    lines: tuple[str, ...]

    @property
    def key(self) -> tuple[str, str]:
        return self.kind, self.name.strip('"').casefold()

    @property
    def refers(self) -> str:
        """How a line calls it without doubt."""
        return f"[{self.label}]" if self.label else self.name


class Sentences(NamedTuple):
    """Lines of facts with the sentences that they quote."""

    lines: tuple[str, ...]
    numbers: frozenset[int]


def declarations(text: str) -> list[Declared]:
    """The declarations of a scenario with the lines under them, in order."""
    found: list[Declared] = []
    inside = False
    for line in text.splitlines():
        if line[:1] in (" ", "\t"):
            if inside and line.strip():
                found[-1] = found[-1]._replace(lines=(*found[-1].lines, line))
            continue
        head = HEAD.match(line) if line.startswith(DECLARES) else None
        inside = head is not None
        if head is not None:
            found.append(Declared(head[1], head[2] or "", head[3].strip(), (line,)))
    return found


def missing(
    mine: str, fresh: str, settled: Sequence[Sentences], read: Sequence[Sentences], added: Sequence[Sentences]
) -> tuple[list[str], Callable[[str], str]]:
    """The lines to add for what the added facts name, and how their lines are rewritten so that they name it.

    ``settled`` are the facts of the mended file, ``read`` those of the newer reading, ``added`` those to be added.
    """
    old, new = declarations(mine), declarations(fresh)
    same = _same(old, new, settled, read)
    needed = _needed(new, [line for block in added for line in block.lines])
    taken = {one.label for one in old} | set(re.findall(r"^\[([^\]]+)\]", mine, flags=re.MULTILINE))
    called: dict[Declared, str] = {}
    extra: list[Declared] = []
    for one in new:
        known = same.get(one)
        if known is not None:
            called[one] = known.refers
        elif one in needed:
            named = _apart(one, [other for other in old if other.key == one.key], taken)
            taken.add(named.label)
            called[one] = named.refers
            extra.append(named)

    def rewrite(line: str) -> str:
        return _rewritten(line, called)

    return [
        rewrite(line) if line[:1].isspace() else _own(line, rewrite) for one in extra for line in one.lines
    ], rewrite


def _same(
    old: list[Declared], new: list[Declared], settled: Sequence[Sentences], read: Sequence[Sentences]
) -> dict[Declared, Declared]:
    found: dict[Declared, Declared] = {}
    for one in new:
        olds = [other for other in old if other.key == one.key]
        if len(olds) == 1 and sum(other.key == one.key for other in new) == 1:
            found[one] = olds[0]
            continue
        mine = _where(one, new, read)
        for other in olds:
            theirs = _where(other, old, settled)
            unplaced = not (mine and theirs) and (one.label, one.lines) == (other.label, other.lines)
            if other not in found.values() and (mine & theirs or unplaced):
                found[one] = other
                break
    return found


def _where(one: Declared, declared: list[Declared], facts: Sequence[Sentences]) -> frozenset[int]:
    """The sentences in which a declared thing occurs: by itself, or as the source that is declared to be it."""
    names = [one, *(d for d in declared if d.kind == "source" and one.kind != "source" and _in_attributes(one, d))]
    return frozenset(n for fact in facts for d in names if _names(d, fact.lines) for n in fact.numbers)


def _in_attributes(one: Declared, source: Declared) -> bool:
    return _occurs(one, QUOTED.sub("", source.lines[0].partition(",")[2]))


def _names(one: Declared, lines: Iterable[str]) -> bool:
    """Whether a fact names it: a source after "by", anything else before."""
    for line in lines:
        head, tail = _parted(line)
        if _occurs(one, tail if one.kind == "source" else head):
            return True
    return False


def _occurs(one: Declared, words: str) -> bool:
    called = one.label or one.name.strip('"')
    return bool(called) and re.search(rf"(?<![\w-]){re.escape(called)}(?![\w-])", words, re.IGNORECASE) is not None


def _parted(line: str) -> tuple[str, str]:
    """A line before and after "by", outside quotation marks."""
    blank = QUOTED.sub(lambda match: "\0" * len(match.group()), line)
    found = list(BY.finditer(blank))
    return (line[: found[-1].start()], line[found[-1].start() :]) if found else (line, "")


def _needed(new: list[Declared], lines: list[str]) -> set[Declared]:
    """What some lines name, and what that names in turn."""
    found: set[Declared] = set()
    pending = [one for one in new if _names(one, lines)]
    while pending:
        one = pending.pop()
        if one in found:
            continue
        found.add(one)
        rest = [one.lines[0].partition(",")[2], *one.lines[1:]]
        pending += [other for other in new if other not in found and any(_occurs(other, line) for line in rest)]
    return found


def _apart(one: Declared, olds: list[Declared], taken: set[str]) -> Declared:
    """A declaration beside others of its name: with a label of its own, and another name where a bare name is in use."""
    label = one.label or ("-".join(re.findall(r"\w+", one.name.casefold())) if olds else "")
    while label in taken and label:
        label += "-new"
    name = one.name
    if any(not other.label for other in olds):
        name = '"another ' + one.name.strip('"') + '"'
    mark = f"[{label}] " if label else ""
    first = HEAD.sub(lambda match: f"{one.kind} {mark}{name}", one.lines[0], count=1)
    return Declared(one.kind, label, name, (first, *one.lines[1:]))


def _own(line: str, rewrite: Callable[[str], str]) -> str:
    """A declaration's line: its own label and name stay, what its attributes name is rewritten."""
    head = HEAD.match(line)
    end = head.end() if head else 0
    return line[:end] + rewrite(line[end:])


def _rewritten(line: str, called: dict[Declared, str]) -> str:
    head, tail = _parted(line)
    attributes = line.startswith(",")
    for one, new in called.items():
        if not one.label or new == f"[{one.label}]":
            continue
        if attributes or one.kind != "source":
            head = _replaced(head, one.label, new)
        if one.kind == "source":
            tail = _replaced(tail, one.label, new)
    return head + tail


def _replaced(words: str, label: str, new: str) -> str:
    pattern = re.compile(rf"\[{re.escape(label)}\]|(?<![\w\[-]){re.escape(label)}(?![\w\]-])")
    pieces = re.split(rf"({QUOTED.pattern})", words)
    return "".join(piece if piece.startswith('"') else pattern.sub(new.replace("\\", r"\\"), piece) for piece in pieces)
