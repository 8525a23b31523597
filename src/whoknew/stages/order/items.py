"""The things that can be dated, alike: acts, events, movements and presences, by the word that they hang on."""

from typing import NamedTuple

from whoknew.model import Analysis, When
from whoknew.model.wording import Wording


class Item(NamedTuple):
    """``token`` is the index of its trigger; ``real`` is false for what is planned, refused or stated falsely."""

    id: str
    token: int
    when: When
    real: bool


def items_of(analysis: Analysis, words: Wording) -> list[Item]:
    """All items in the order of the text."""
    found: list[Item] = []
    for event in analysis.events:
        sure = not event.factuality or event.factuality[0].value in {"CT+", "PR+"}
        found.append(Item(event.id, words.at(event.trigger[0]), event.time, sure and event.polarity))
    for act in analysis.acts:
        found.append(Item(act.id, _trigger(words, act.cue), act.time, True))
    for movement in analysis.movements:
        found.append(
            Item(movement.id, _trigger(words, movement.span), movement.time, movement.happened in {"done", "attempted"})
        )
    for presence in analysis.presences:
        found.append(Item(presence.id, _trigger(words, presence.span), presence.time, True))
    return sorted((item for item in found if item.token >= 0), key=lambda item: (item.token, item.id))


def _trigger(words: Wording, span: tuple[int, int]) -> int:
    first, end = words.range_of(span)
    return words.head_of(first, end) if first < end else words.at(span[0])
