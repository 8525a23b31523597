"""Frames to events. A frame becomes an event where its word is a full verb or an event noun that the reader marks.

Factuality follows FactBank's scale (Saurí and Pustejovsky 2009), read off the reader's -3…3; its holder is the source of
the innermost attribution around the word, else the account itself.
"""

import tomllib
from bisect import bisect_right
from functools import cache
from pathlib import Path

import msgspec

from whoknew.model import Analysis, Attribution, Event, Factuality, Filler, Frame, Span
from whoknew.model.happenings import FactualityValue
from whoknew.model.wording import Wording

_SCALE: tuple[tuple[float, FactualityValue], ...] = (
    (2.2, "CT+"),
    (1.2, "PR+"),
    (0.4, "PS+"),
    (-0.4, "Uu"),
    (-1.2, "PS-"),
    (-2.2, "PR-"),
)
CERTAIN = 3.0
GIST_CHARACTERS = 240


@cache
def _list(name: str) -> frozenset[str]:
    table = tomllib.loads(Path(__file__).with_name("lexicon.toml").read_text(encoding="utf-8"))
    return frozenset(str(table[name]).split())


def find_events(analysis: Analysis) -> tuple[Event, ...]:
    """Events in the order of the text."""
    signals = analysis.signals
    if signals is None or not signals.words:
        return ()
    words = Wording(analysis)
    marked = {event.word: event for event in signals.events}
    frames = {frame.word: frame for frame in signals.frames}
    inside = Covering(analysis.attributions)
    owners = Owners(analysis)
    spoken = {
        at
        for attribution in analysis.attributions
        for a, b in words.ranges(attribution.cue_spans)
        for at in range(a, b)
    }
    events: list[Event] = []
    numbered: dict[int, int] = {}
    for at in sorted(frames.keys() | marked.keys()):
        if not (0 <= at < len(words)) or at in spoken:
            continue
        verb = words.upos[at] == "VERB"
        event = marked.get(at)
        if not (verb and at in frames) and (
            event is None or event.score < 0.5 or words.upos[at] not in {"VERB", "NOUN"}
        ):
            continue
        frame = frames.get(at) or Frame(word=at, roleset=words.lemmas[at])
        attribution = inside.innermost(words.spans[at][0])
        holder = attribution.sources[0] if attribution is not None and attribution.sources else "self"
        factuality = event.factuality if event is not None else None
        if factuality is not None and _asked_whether(words, at):
            factuality = min(factuality, 0.0)
        elif factuality is not None and _meant(words, at):
            factuality = min(factuality, 0.8)
        negated = _negated(words, at, frame)
        if negated and _until(words, at):
            negated = False
            if factuality is not None:  # then it was so, unless it only may be
                factuality = abs(factuality) if _list("possible").intersection(_aux(words, at)) else CERTAIN
        numbered[at] = len(events)
        events.append(
            Event(
                id=f"ev{len(events) + 1}",
                trigger=words.spans[at],
                roleset=frame.roleset,
                gist=_gist(words, at, frame),
                roles=tuple(
                    Filler(
                        role=role.label,
                        span=words.span(role.first, role.end),
                        entity=owners.of(words, role.first, role.end),
                    )
                    for role in frame.roles
                    if role.first < role.end <= len(words)
                    and not role.label.startswith(("R-", "ARGM-NEG", "ARGM-MOD", "ARGM-DIS"))
                ),
                polarity=not negated,
                factuality=() if factuality is None else (Factuality(holder=holder, value=_value(factuality)),),
                attribution=attribution.id if attribution is not None else None,
                origin="events/1",
                confidence=frame.score,
            )
        )
    for at, number in numbered.items():  # "had begun their advance" is told once
        if words.lemmas[at] in _list("phases"):
            for child in words.children[at]:
                if words.deprels[child] == "obj" and child in numbered:
                    noun = numbered[child]
                    events[noun] = msgspec.structs.replace(events[noun], same_as=events[number].id)
    return tuple(events)


def _asked_whether(words: Wording, at: int) -> bool:
    """Inside a clause that "whether" or "if" opens: nobody says that it was so."""
    for _ in range(6):
        if any(words.deprels[c] == "mark" and words.lower[c] in _list("open_questions") for c in words.children[at]):
            return True
        at = words.heads[at]
        if at < 0:
            return False
    return False


def _meant(words: Wording, at: int) -> bool:
    """What somebody decided, wished or was asked to do: whether it came about is not said."""
    head = words.heads[at]
    return words.deprels[at].startswith("xcomp") and head >= 0 and words.lemmas[head] in _list("intentions")


def _value(score: float) -> FactualityValue:
    for least, value in _SCALE:
        if score >= least:
            return value
    return "CT-"


def _negated(words: Wording, at: int, frame: Frame) -> bool:
    if any(role.label == "ARGM-NEG" for role in frame.roles):
        return True
    if any(words.lower[child] in _list("negations") and child < at for child in words.children[at]):
        return True
    objects = [child for child in words.children[at] if words.deprels[child] == "obj"]
    return any(words.lower[c] == "no" for child in objects for c in words.children[child])  # "got no answer"


def _aux(words: Wording, at: int) -> list[str]:
    return [words.lower[child] for child in words.children[at] if words.deprels[child].startswith("aux")]


def _until(words: Wording, at: int) -> bool:
    """ "Was not placed until 24 July": it was placed then (the strong reading of negated verbs with "until")."""
    return any(
        words.deprels[child].startswith("obl")
        and child > at
        and any(words.lower[case] in _list("until") for case in words.children[child] if words.deprels[case] == "case")
        for child in words.children[at]
    )


def _gist(words: Wording, at: int, frame: Frame) -> str:
    """The clause verbatim: from the first to the last argument, within the sentence."""
    core = [
        role
        for role in frame.roles
        if role.label in {"ARG0", "ARG1", "ARG2", "ARG3", "ARG4", "ARGM-TMP", "ARGM-LOC", "ARGM-DIR"}
    ]
    if words.deprels[at].startswith(("conj", "parataxis")) and words.heads[at] < at:
        first, end = _joined_clause(words, at)
        text = words.words(first, end)
        return text if len(text) <= GIST_CHARACTERS else words.words(at, min(at + 12, end))
    first = min((role.first for role in core), default=at)
    end = max((role.end for role in core), default=at + 1)
    text = words.words(min(first, at), max(end, at + 1))
    return text if len(text) <= GIST_CHARACTERS else words.words(at, min(at + 12, max(end, at + 1)))


def _joined_clause(words: Wording, at: int) -> tuple[int, int]:
    """Of a verb joined to another ("it turned and vanished from the map") only its own words, not those of the first."""
    more = frozenset(
        c for c in words.children[at] if c > at and words.deprels[c].startswith(("conj", "parataxis", "cc"))
    )
    own = [k for k in words.subtree(at, leave_out=more) if words.deprels[k] != "cc" or words.heads[k] != at]
    while own and words.upos[own[0]] == "PUNCT":
        own.pop(0)
    end = at + 1
    for k in own:
        end = k + 1 if k >= end and words.upos[k] != "PUNCT" and all(k < c for c in more) else end
    return min(own[0], at), end


class Covering:
    """Which attribution's content lies closest around an offset."""

    def __init__(self, attributions: tuple[Attribution, ...]) -> None:
        rows = [(span, attribution) for attribution in attributions for span in attribution.content_spans]
        self._rows = sorted(rows, key=lambda row: row[0])
        self._starts = [row[0][0] for row in self._rows]

    def innermost(self, offset: int) -> Attribution | None:
        """Looks at the sixty contents that start last before the offset; deeper nesting does not occur."""
        best: tuple[Span, Attribution] | None = None
        end = bisect_right(self._starts, offset)
        for span, attribution in reversed(self._rows[max(0, end - 60) : end]):
            if span[0] <= offset < span[1] and (best is None or span[1] - span[0] < best[0][1] - best[0][0]):
                best = (span, attribution)
        return best[1] if best else None


class Owners:
    """Which entity a range of words names: the one whose mention is or ends it."""

    def __init__(self, analysis: Analysis) -> None:
        self._by_span: dict[Span, str] = {}
        for entity in analysis.entities:
            for mention in entity.mentions:
                self._by_span.setdefault(mention, entity.id)
        self._by_start = {
            span[0]: (span, owner)
            for span, owner in sorted(self._by_span.items(), key=lambda row: row[0][1] - row[0][0])
        }

    def of(self, words: Wording, first: int, end: int) -> str | None:
        """By the whole range, else by a mention that holds the range's head."""
        span = words.span(first, end)
        if span in self._by_span:
            return self._by_span[span]
        head = words.head_of(first, end)
        for at in range(head, max(first, head - 8) - 1, -1):
            found = self._by_start.get(words.spans[at][0])
            if found and found[0][0] <= words.spans[head][0] < found[0][1]:
                return found[1]
        return None
