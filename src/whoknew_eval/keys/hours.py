"""The key of parts of day and of times that hang on an event: value accuracy, half of it unseen.

Items are spans with the values that are right for them (several where the standard leaves a choice). The tool's time
with the same words, or the greatest overlap, counts; no time there is wrong. Modifiers are not asked for.
"""

import hashlib
import json
import re
import tomllib
from collections.abc import Iterator, Sequence
from importlib.resources import files
from typing import Literal

import msgspec

from whoknew.model import Analysis
from whoknew_eval import shared_path
from whoknew_eval.keys.layer import LayerScore, context
from whoknew_eval.metrics.times import shared

Half = Literal["open", "unseen"]
_ITEM = re.compile(r"\{(?P<words>[^{}|]+)\|(?P<values>[^{}|]+)\}")
_PART = re.compile(r"T(?:MO|MI|AF|EV|NI|DT|\d\d)")


class HourItem(msgspec.Struct, frozen=True):
    """A time expression and the values that are right."""

    span: tuple[int, int]
    values: tuple[str, ...]

    @property
    def kind(self) -> str:
        """``part of day`` where the value says when in the day, else ``event-anchored``."""
        return "part of day" if _PART.search(self.values[0]) and self.values[0][0] != "P" else "event-anchored"


class HourText(msgspec.Struct, frozen=True):
    """A text with its items; ``ours`` where we wrote it."""

    id: str
    half: Half
    text: str
    published: str
    items: tuple[HourItem, ...]
    ours: bool


def load_hours(half: Half | None = None) -> Iterator[HourText]:
    """Our own accounts, then corpus articles where the corpora are here. ``half`` restricts.

    Raises ``ValueError`` where a corpus article is not the one that was annotated.
    """
    own = files("whoknew_eval.keys.own")
    for row in tomllib.loads((own / "hours.toml").read_text("utf-8"))["account"]:
        if half in (None, row["half"]):
            text, items = strip(row["text"].strip())
            yield HourText(row["name"], row["half"], text, row["published"], items, True)
    root = shared_path()
    if root is None:
        return
    for row in json.loads((own / "hours_polnear.json").read_text("utf-8")):
        if half in (None, row["half"]):
            raw = (root / "data" / "polnear" / "train" / "text" / f"{row['doc']}.txt").read_bytes()
            if hashlib.sha256(raw).hexdigest() != row["sha256"]:
                raise ValueError(f"{row['doc']} is not the text that was annotated")
            items = tuple(HourItem(tuple(t["span"]), tuple(t["value"].split("~"))) for t in row["times"])
            yield HourText(row["doc"], row["half"], raw.decode("utf-8"), row["published"], items, False)


def strip(marked: str) -> tuple[str, tuple[HourItem, ...]]:
    """The text without its marks, and the items.

    >>> strip("He came {that night|2024-03-04TNI}.")[0]
    'He came that night.'
    """
    text, at = "", 0
    items = []
    for match in _ITEM.finditer(marked):
        text += marked[at : match.start()]
        items.append(HourItem((len(text), len(text) + len(match["words"])), tuple(match["values"].split("~"))))
        text += match["words"]
        at = match.end()
    return text + marked[at:], tuple(items)


def score_hours(one: HourText, analysis: Analysis) -> LayerScore:
    """Tallies ``value`` and one per kind; notes for the open half."""
    tallies: dict[str, list[int]] = {}
    notes = []
    for item in one.items:
        found = max(
            (t for t in analysis.times if shared(t.span, item.span)),
            key=lambda t, item=item: (t.value in item.values, shared(t.span, item.span)),  # type: ignore[misc]
            default=None,
        )
        right = found is not None and found.value in item.values
        for name in ("value", item.kind):
            tally = tallies.setdefault(name, [0, 0])
            tally[0] += right
            tally[1] += 1
        if not right and one.half == "open":
            said = "nothing" if found is None else found.value
            notes.append(f"[{one.id}] key {' or '.join(item.values)} · found {said}\n  {context(one.text, *item.span)}")
    return LayerScore(counts={}, tallies={name: (a, b) for name, (a, b) in tallies.items()}, notes=tuple(notes))


def share(scores: Sequence[LayerScore], name: str) -> tuple[int, int]:
    """Right, of, over documents."""
    pairs = [score.tallies.get(name, (0, 0)) for score in scores]
    return sum(a for a, _ in pairs), sum(b for _, b in pairs)
