"""Stage ``order``: when the things of the story happened, as far as the text says.

Runs late and treats acts, events, movements and presences alike: each gets the times of its own clause, the orderings
that connectives state, and – marked weak – the day that the paragraph goes on with and the order of telling.
"""

from typing import TypeVar

import msgspec

from whoknew.model import Act, Analysis, Event, Movement, Presence, When
from whoknew.stages.order.rules import find_when

T = TypeVar("T", Act, Event, Movement, Presence)


class Ordering:
    name = "order"
    version = "1"
    requires = frozenset({"times", "sentences", "tokens"})
    uses = frozenset({"signals", "blocks", "events", "acts", "movements", "presences", "quotations"})
    provides = frozenset({"events.time", "acts.time", "movements.time", "presences.time"})

    def __call__(self, analysis: Analysis, /) -> Analysis:
        found = find_when(analysis)
        return msgspec.structs.replace(
            analysis,
            events=_dated(analysis.events, found),
            acts=_dated(analysis.acts, found),
            movements=_dated(analysis.movements, found),
            presences=_dated(analysis.presences, found),
        )


def _dated(records: tuple[T, ...], found: dict[str, When]) -> tuple[T, ...]:
    return tuple(
        msgspec.structs.replace(record, time=found[record.id]) if record.id in found else record for record in records
    )


stage = Ordering()
