"""A sister account as read: its analysis, its world and its findings, and how its parties are called."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from whoknew import reasoning
from whoknew.model import Analysis, Conflict, Deception, KnowledgeFinding, Party, Span, TimelineEntry
from whoknew_eval.analysed import analyse
from whoknew_eval.sisters.expected import Sister

_PRONOUNS = frozenset(
    "he she they it him her them his hers their its i me my we us our you your who whom whose this that these those "
    "himself herself themselves one".split()
)


@dataclass(frozen=True)
class Reading:
    """What is made of an account; the findings are worked out when they are asked for."""

    sister: Sister
    analysis: Analysis

    @cached_property
    def world(self) -> reasoning.World:
        return reasoning.compile([self.analysis])

    @cached_property
    def deceptions(self) -> tuple[Deception, ...]:
        return reasoning.deceived(self.world)

    @cached_property
    def dark(self) -> tuple[KnowledgeFinding, ...]:
        return tuple(reasoning.in_the_dark(self.world))

    @cached_property
    def conflicts(self) -> tuple[Conflict, ...]:
        report = reasoning.conflicts(self.world)
        return (*report.conflicts, *report.tensions)

    @cached_property
    def timeline(self) -> dict[str, TimelineEntry]:
        return {entry.item: entry for entry in reasoning.timeline(self.world)}

    @cached_property
    def names(self) -> dict[str, tuple[str, ...]]:
        """What each entity and source is called: name, aliases and mentions that are no pronouns; of a source its words."""
        text = self.analysis.text_of
        found: dict[str, tuple[str, ...]] = {}
        for entity in self.analysis.entities:
            mentions = [text(span) for span in entity.mentions]
            found[entity.id] = _distinct((entity.name, *entity.aliases, *mentions))
        for source in self.analysis.sources:
            own = found.get(source.entity or "", ())
            found[source.id] = _distinct((source.descriptor, *(text(span) for span in source.mentions), *own))
        return found

    def called(self, ident: str | None, descriptor: str = "") -> tuple[str, ...]:
        """The names of an entity or source, with a descriptor or the id itself where it is words."""
        known = self.names.get(ident or "", (ident,) if ident else ())
        return (*known, descriptor) if descriptor else known

    def parties(self, parties: Iterable[Party]) -> list[tuple[str, ...]]:
        return [self.called(party.entity, party.descriptor) for party in parties]

    def snippet(self, words: str) -> Span:
        """Where a snippet stands first."""
        start = self.analysis.account.text.index(words)
        return (start, start + len(words))


def read_sister(sister: Sister) -> Reading:
    """Read an account with every stage. The encoder's memory is used where there is one."""
    return Reading(sister=sister, analysis=analyse(sister.text, sister.published))


def holds(names: Iterable[str], wanted: str) -> bool:
    """Whether one of the names holds one of the wanted words ("office|ministry"), as words, with a plural's s.

    >>> holds(["the three rowers"], "rower|us"), holds(["the trust"], "us")
    (True, False)
    """
    pattern = "|".join(rf"\b{re.escape(one.strip())}(?:e?s)?(?:\b|(?=['’]))" for one in wanted.split("|"))
    return any(re.search(pattern, name, re.IGNORECASE) for name in names)


def _distinct(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for name in names if name.lower() not in _PRONOUNS))
