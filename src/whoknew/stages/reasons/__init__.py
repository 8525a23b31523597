"""Reasons, purposes and preconditions as the text states them, attached to acts, events and movements."""

import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import NamedTuple, TypeVar

import msgspec

from whoknew.model import Act, Analysis, Event, Link, Movement, Order, Span
from whoknew.model.cover import Cover
from whoknew.model.syntax import Tree

VERSION = "1"
T = TypeVar("T", Act, Event, Movement)


@cache
def lists() -> dict[str, dict[str, list[str]]]:
    """The word lists of ``lexicon.toml``."""
    found: dict[str, dict[str, list[str]]] = tomllib.loads(
        (files("whoknew.stages.reasons") / "lexicon.toml").read_text("utf-8")
    )
    return found


class Found(NamedTuple):
    """A stated link: its kind, the word that it hangs on, the word that governs the reason, and the words."""

    kind: str
    at: int
    to: int
    span: Span


class ReasonsStage:
    """Fills ``because``, ``enables`` and ``requires``."""

    name = "reasons"
    version = VERSION
    requires = frozenset({"acts"})
    uses = frozenset(
        {
            "signals",
            "events",
            "events.time",
            "movements",
            "attributions",
            "sources",
            "acts.proposition",
            "acts.truth",
            "propositions",
        }
    )
    provides = frozenset({"acts.reasons", "events.reasons", "movements.reasons"})

    def __call__(self, analysis: Analysis, /) -> Analysis:
        tree = Tree(analysis)
        if not tree.size:
            return analysis
        happenings = Happenings(analysis, tree)
        links: dict[str, dict[str, list[Link]]] = {}
        for found in (*clauses(tree), *clefts(tree, happenings)):
            for ident in happenings.at(found.at):
                target = next((other for other in happenings.at(found.to) if other != ident), "")
                link = Link(event=target, span=found.span, source=happenings.voice(found.span[0]))
                mine = links.setdefault(ident, {}).setdefault(found.kind, [])
                if all(other.span != link.span for other in mine):
                    mine.append(link)
        return msgspec.structs.replace(
            analysis,
            acts=tuple(_with(act, links) for act in analysis.acts),
            events=tuple(_with(event, links) for event in analysis.events),
            movements=tuple(_with(move, links) for move in analysis.movements),
        )


def _with(record: T, links: dict[str, dict[str, list[Link]]]) -> T:
    mine = links.get(record.id)
    if mine is None:
        return record
    added = _added(record, mine)
    return msgspec.structs.replace(record, **added)


def _added(record: Act | Event | Movement, mine: dict[str, list[Link]]) -> dict[str, object]:
    added: dict[str, object] = {kind: (*getattr(record, kind), *found) for kind, found in mine.items()}
    before = tuple(  # what brought a thing about was before it
        Order(relation="before", to=link.event, span=link.span)
        for link in mine.get("enables", ())
        if link.event and all(order.to != link.event for order in record.time.orders)
    )
    if before:
        added["time"] = msgspec.structs.replace(record.time, orders=(*record.time.orders, *before))
    return added


class Happenings:
    """Acts, events and movements by the word that stands for them."""

    def __init__(self, analysis: Analysis, tree: Tree) -> None:
        self.by_word: dict[int, list[str]] = {}
        self.kinds: dict[str, str] = {}
        for act in analysis.acts:
            self._enter(tree.top(act.cue), act.id, act.type)
        self.journeys: dict[str, str] = {}
        self.first_leg: dict[str, int] = {}
        for move in analysis.movements:
            self._enter(tree.top(move.span), move.id, "movement")
            if move.journey and tree.top(move.span) >= 0:
                self.journeys[move.id] = move.journey
                if move.same_as is None:  # a departure told again is not where the journey is told
                    at = self.first_leg.get(move.journey, tree.size)
                    self.first_leg[move.journey] = min(at, tree.top(move.span))
        for event in analysis.events:
            self._enter(tree.top(event.trigger), event.id, "event")
        self.words = sorted(self.by_word)
        self.contents = Cover(
            (span, attribution) for attribution in analysis.attributions for span in attribution.content_spans
        )

    def _enter(self, word: int, ident: str, kind: str) -> None:
        if word >= 0:
            self.by_word.setdefault(word, []).append(ident)
            self.kinds[ident] = kind

    def at(self, word: int) -> list[str]:
        return self.by_word.get(word, [])

    def voice(self, offset: int) -> str:
        over = self.contents.innermost(offset)
        return over.sources[0] if over is not None and over.sources else "self"

    def named(self, tree: Tree, noun: int) -> int:
        """The word of the latest happening that a noun can point back to ("those talks", "the flight")."""
        wanted = POINTING.get(tree.lemma(noun))
        if wanted is None:
            return -1
        for word in reversed([word for word in self.words if word < noun][-200:]):
            if any(self.kinds[ident] in wanted for ident in self.by_word[word]):
                return self.set_out(word)
        return -1

    def set_out(self, word: int) -> int:
        """The word of the first leg of the journey that a word tells a later leg of."""
        journeys = {self.journeys[ident] for ident in self.by_word[word] if ident in self.journeys}
        return min((self.first_leg[journey] for journey in journeys if journey in self.first_leg), default=word)


POINTING = {
    "talk": {"meet", "call"}, "talks": {"meet", "call"}, "meeting": {"meet"}, "conversation": {"meet", "call"},
    "call": {"call"}, "flight": {"movement"}, "passage": {"movement"}, "journey": {"movement"}, "trip": {"movement"},
    "escape": {"movement"}, "departure": {"movement"}, "refusal": {"refuse"}, "promise": {"promise"},
    "order": {"order"}, "request": {"ask"}, "decision": {"decide"}, "plan": {"decide"},
}  # fmt: skip


def clauses(tree: Tree) -> Iterable[Found]:
    """Clauses and phrases that a connective introduces."""
    for index in range(tree.size):
        base = tree.base(index)
        if base not in ("advcl", "obl", "nmod", "acl", "ccomp") or tree.head(index) < 0:
            continue
        kind = _kind(tree, index)
        if kind:
            head = tree.head(index)
            words = tree.phrase(index)
            span = tree.cover(words)
            end = span[1]
            while end > span[0] and tree.text[end - 1] in ".,; ":
                end -= 1
            yield Found(kind, head, index, (span[0], end))


def _kind(tree: Tree, index: int) -> str:
    marks = tree.kids(index, "mark", "case", "advmod", "cc")
    lows = [tree.low(mark) for mark in marks]
    start = tree.spans[tree.phrase(index)[0]][0]
    before = tree.text[max(0, start - 5) : start + 40].lower()
    opening = tree.text[start : start + 40].lower()
    if tree.base(index) in ("advcl", "acl"):
        if "because" in lows or ("since" in lows and not _timely(tree, index)):
            return "because"
        if opening.startswith(tuple(lists()["enables"]["marks"])):
            return "enables"
        if opening.startswith(tuple(lists()["requires"]["marks"])) or any(
            opening.startswith(phrase) or before.find(phrase) in range(6)
            for phrase in lists()["requires"]["phrases"][:6]
        ):
            return "requires"
    if opening.startswith(tuple(phrase + " " for phrase in lists()["because"]["phrases"])):
        return "because"
    if tree.base(index) not in ("obl", "nmod") or not lows or lows[0] not in lists()["because"]["cases"]:
        return ""
    leaving = tree.lemma(tree.head(index)) in lists()["posts"]["verbs"]
    return "because" if lows[0] != "over" or leaving else ""


def _timely(tree: Tree, index: int) -> bool:
    words = tree.phrase(index)[:4]
    return any(tree.low(word) in lists()["timely"]["words"] for word in words)


def clefts(tree: Tree, happenings: Happenings) -> Iterable[Found]:
    """ "It was those talks that secured the passage": what the noun points to made the other possible."""
    for index in range(tree.size):
        if tree.lemma(index) not in lists()["enables"]["verbs"] or tree.words[index].upos != "VERB":
            continue
        subject, thing = tree.subject(index), tree.kid(index, "obj")
        if subject < 0 or thing < 0:
            continue
        cause = happenings.named(tree, tree.antecedent(subject))
        effect = happenings.named(tree, thing)
        if cause >= 0 and effect >= 0 and cause != effect:
            span = tree.cover(tree.phrase(index))
            yield Found("enables", cause, effect, span)
            yield Found("requires", effect, cause, span)


stage = ReasonsStage()
