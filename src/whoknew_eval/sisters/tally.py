"""Sums over sister accounts: how many expectations are met in each category, and what is said that must not be."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from whoknew_eval.sisters.expected import CATEGORIES
from whoknew_eval.sisters.judge import met
from whoknew_eval.sisters.laws import broken
from whoknew_eval.sisters.reading import Reading


@dataclass(frozen=True)
class Tally:
    """Met and asked by category, things said that must not be, and notes (of seen accounts alone)."""

    met: dict[str, int]
    asked: dict[str, int]
    said: int = 0
    forbidden: int = 0
    laws: int = 0
    notes: tuple[str, ...] = field(default=())

    @property
    def total(self) -> tuple[int, int]:
        return sum(self.met.values()), sum(self.asked.values())


def mark(reading: Reading) -> Tally:
    """One account."""
    right = dict.fromkeys(CATEGORIES, 0)
    asked = dict.fromkeys(CATEGORIES, 0)
    notes: list[str] = []
    said = forbidden = 0
    for one in reading.sister.expectations:
        found = met(reading, one)
        if one.never:
            forbidden += 1
            said += found
        else:
            asked[one.category] += 1
            right[one.category] += found
        if found == one.never:
            notes.append(f"{'SAID   ' if one.never else 'missed '} {one.category}: {one}")
    laws = broken(reading)
    notes += [f"BROKEN  {law}" for law in laws]
    seen = reading.sister.half == "seen"
    return Tally(
        met=right, asked=asked, said=said, forbidden=forbidden, laws=len(laws), notes=tuple(notes) if seen else ()
    )


def add_up(tallies: Iterable[Tally]) -> Tally:
    """The sum; notes are left behind."""
    each = tuple(tallies)
    return Tally(
        met={one: sum(tally.met[one] for tally in each) for one in CATEGORIES},
        asked={one: sum(tally.asked[one] for tally in each) for one in CATEGORIES},
        said=sum(tally.said for tally in each),
        forbidden=sum(tally.forbidden for tally in each),
        laws=sum(tally.laws for tally in each),
    )


def render(halves: dict[str, Tally]) -> str:
    """A table with a column for each half."""
    lines = [f"{'':16}" + "".join(f"{name:>18}" for name in halves)]
    for category in CATEGORIES:
        lines.append(f"{category:16}" + "".join(_cell(t.met[category], t.asked[category]) for t in halves.values()))
    lines.append(f"{'all':16}" + "".join(_cell(*tally.total) for tally in halves.values()))
    lines.append(f"{'must not':16}" + "".join(f"{f'{t.said} of {t.forbidden} said':>18}" for t in halves.values()))
    lines.append(f"{'laws':16}" + "".join(f"{f'{t.laws} broken':>18}" for t in halves.values()))
    return "\n".join(lines)


def _cell(right: int, of: int) -> str:
    return f"{f'{right}/{of}':>9}{f'{right / of:.0%}' if of else '–':>9}"
