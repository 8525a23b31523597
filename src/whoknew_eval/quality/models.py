"""Models read from prose beside the ones written by hand: how much of a person's model the reader makes by itself.

What counts is what ``whoknew model diff`` prints: a fact is found where it stands in the text and has the same doer or
says the same; it is alike where no field differs.
"""

from pathlib import Path

from whoknew.cli.models import open_model
from whoknew.scenario import ModelDiff, diff
from whoknew_eval.quality.row import Breakdown, Part

FOLDER = Path("examples")
PAIRS = (("damascus/a.model", "damascus/a.txt"), ("merger/account.model", "merger/account.txt"))


def measure(folder: Path = FOLDER) -> Part:
    """One row for each example that has a model written by hand; none where the examples are not at hand."""
    rows = tuple(
        row(name, diff(open_model(str(folder / by_hand)), open_model(str(folder / name))))
        for by_hand, name in PAIRS
        if (folder / by_hand).is_file() and (folder / name).is_file()
    )
    if not rows:
        return Part()
    return Part(
        breakdowns=(
            Breakdown(
                title="Models read from prose against those written by hand",
                columns=(
                    "account",
                    "facts by hand",
                    "found",
                    "alike in every field",
                    "only in prose",
                    "differing most",
                ),
                rows=rows,
            ),
        )
    )


def row(name: str, found: ModelDiff) -> tuple[str, ...]:
    """The counts of one comparison, actors left out, with the three fields that differ most often."""
    lone = [one for one in found.only_first if one.layer != "entities"]
    extra = [one for one in found.only_second if one.layer != "entities"]
    both = len(found.same) + len(found.changed)
    facts = both + len(lone)
    fields: dict[str, int] = {}
    for pair in found.changed:
        for field, _, _ in pair.differs:
            fields[field] = fields.get(field, 0) + 1
    most = sorted(fields.items(), key=lambda one: (-one[1], one[0]))[:3]
    return (
        name,
        str(facts),
        f"{both} ({both / facts:.0%})" if facts else "0",
        f"{len(found.same)} ({len(found.same) / facts:.0%})" if facts else "0",
        str(len(extra)),
        ", ".join(f"{field} {count}" for field, count in most) or "–",
    )
