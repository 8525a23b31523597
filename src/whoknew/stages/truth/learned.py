"""What somebody who had been told it later finds out to be untrue: "only on Thursday did the board learn that it was a lie"."""

import re
from collections.abc import Sequence

from whoknew.model import Act, Span
from whoknew.stages.truth.voices import World

NEAR = 6  # acts of telling between what was told and the finding out, at most


class Learned:
    """The tellings that a later act of learning takes up with a pronoun and calls untrue."""

    def __init__(self, world: World, pronouns: Sequence[str], untrue: Sequence[str]) -> None:
        taken_up, false = "|".join(map(re.escape, pronouns)), "|".join(map(re.escape, untrue))
        pattern = re.compile(
            rf"(?:that )?(?:{taken_up}) (?:was|were|had been|is|are) (?:\w+ly |all )?(?:{false})\W*", re.I
        )
        self._said: dict[str, list[tuple[tuple[str, ...], Span]]] = {}
        tellings: list[Act] = []
        for act in sorted(world.analysis.acts, key=lambda one: one.cue):
            if act.type in ("tell", "promise") and act.polarity and act.content_spans:
                tellings.append(act)
            elif act.type in ("learn", "know") and act.polarity and len(act.content_spans) == 1:
                text = world.analysis.text_of(act.content_spans[0])
                if pattern.fullmatch(text):
                    told = _taken_up(tellings, act)
                    if told is not None:
                        self._said.setdefault(told.id, []).append((act.sources, act.content_spans[0]))

    def of(self, act: Act) -> list[tuple[tuple[str, ...], Span]]:
        """Who says, and with which words, that what was told turned out to be untrue."""
        return self._said.get(act.id, [])


def _taken_up(tellings: list[Act], learned: Act) -> Act | None:
    """The last telling to whoever learns, else the last one by another."""
    who = {party.entity for party in learned.agents if party.entity}
    near = tellings[-NEAR:]
    to_him = [one for one in near if who & {party.entity for party in one.others}]
    others = [one for one in near[-2:] if not who & {party.entity for party in one.agents}]
    found = to_him or others
    return found[-1] if found else None
