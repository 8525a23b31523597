"""Rows from the keys: the unseen half as sums only; the open half beside it, by act type and construction."""

from collections.abc import Mapping, Sequence

from whoknew.model import Analysis
from whoknew_eval.keys.acts import matched_acts
from whoknew_eval.keys.construction import constructions_of
from whoknew_eval.keys.key import PARTS, Keyed
from whoknew_eval.keys.key import Part as KeyPart
from whoknew_eval.keys.run import Table, score_part
from whoknew_eval.quality.row import Breakdown, Part, Row

# row → (layer, measure); a measure in TALLIES is a share of the matched
ROWS = {
    "acts.typed": ("acts", "typed"),
    "acts.full": ("acts", "full"),
    "sources.matched": ("sources", "matched"),
    "sources.kind": ("sources", "kind"),
    "sources.anonymous": ("sources", "anonymous"),
    "sources.count": ("sources", "count"),
    "status": ("status", "label"),
    "movements.full": ("movements", "full"),
    "relations.label": ("relations", "label"),
}
TALLIES = frozenset({"sources.kind", "sources.anonymous", "sources.count"})
NEEDED = {
    "acts": {"acts"},
    "movements": {"movements"},
    "sources": {"sources"},
    "times": {"times"},
    "relations": {"entities"},
    "status": {"claims", "attributions"},
}
LAYERS = ("acts", "movements", "sources", "times", "relations", "status")


def measure(read: Mapping[KeyPart, Sequence[tuple[Keyed, Analysis]]]) -> Part:
    """The rows, and for all parts all layers, acts by type and acts by construction."""
    unseen, rules = read["unseen"], read["rules"]
    by_part = {part: {layer: score_part(layer, read[part]) for layer in LAYERS} for part in PARTS}
    tables, open_tables = by_part["unseen"], by_part["rules"]
    made = provided([analysis for _, analysis in unseen])
    rows = tuple(
        _row(ident, tables[layer], measure)
        if NEEDED[layer] & made
        else Row(id=ident, note=f"no stage makes {' or '.join(sorted(NEEDED[layer]))}")
        for ident, (layer, measure) in ROWS.items()
    )
    return Part(
        rows=rows,
        breakdowns=(
            _layers(by_part),
            _types(tables["acts"], open_tables["acts"]),
            _constructions(unseen, rules),
        ),
    )


def provided(analyses: Sequence[Analysis]) -> set[str]:
    """The layers that some stage made on some text."""
    runs = [run for analysis in analyses for run in analysis.stages if not run.failed and not run.skipped]
    return {layer.split(".")[0] for run in runs for layer in run.provides}


def _row(ident: str, table: Table, measure: str) -> Row:
    if ident in TALLIES:
        right, of = table.share(measure)
        low, high = table.share_interval(measure)
        note = f"{right} of {of}"
        if ident == "sources.count":
            note += f", median width {table.median('width')}"
        return Row(id=ident, figure=right / of if of else 0.0, low=low, high=high, note=note)
    counts = table.counts(measure)
    low, high = table.f1_interval(measure)
    note = f"P {counts.precision:.1%}, R {counts.recall:.1%}, {counts.gold} in the key"
    return Row(id=ident, figure=counts.f1, low=low, high=high, note=note)


def _layers(tables: Mapping[KeyPart, Mapping[str, Table]]) -> Breakdown:
    rows = []
    for layer in LAYERS:
        for measure in tables["unseen"][layer].measures():
            if ":" in measure:
                continue
            counts = [tables[part][layer].counts(measure) for part in PARTS]
            rows.append((layer, measure, *(f"{c.f1:.1%} ({c.gold})" for c in counts)))
    return Breakdown(
        title="Keys: F1 on all layers (and how many in the key)",
        columns=("layer", "measure", "unseen", "open half", "our own, unseen", "our own, open"),
        rows=tuple(rows),
    )


def _types(unseen: Table, rules: Table) -> Breakdown:
    kinds = [m for m in dict.fromkeys([*unseen.measures(), *rules.measures()]) if m.startswith("type:")]
    rows = []
    for kind in sorted(kinds):
        one, other = unseen.counts(kind), rules.counts(kind)
        rows.append(
            (
                kind[5:],
                f"{one.f1:.1%}",
                f"{one.right}/{one.found}/{one.gold}",
                f"{other.f1:.1%}",
                f"{other.right}/{other.found}/{other.gold}",
            )
        )
    return Breakdown(
        title="Acts by type",
        columns=("type", "F1 unseen", "right/found/in key", "F1 open half", "right/found/in key"),
        rows=tuple(rows),
    )


def _constructions(*halves: Sequence[tuple[Keyed, Analysis]]) -> Breakdown:
    cells: dict[str, list[list[int]]] = {}
    for half, read in enumerate(halves):
        for keyed, analysis in read:
            verdicts = {i: wrong for i, _, wrong in matched_acts(keyed.key, analysis)}
            for i, act in enumerate(keyed.key.acts):
                wrong = verdicts.get(i)
                typed = wrong is not None and "type" not in wrong
                full = wrong is not None and not wrong & {"type", "agent", "others"}
                for name in constructions_of(act, keyed.text, analysis):
                    cell = cells.setdefault(name, [[0, 0, 0], [0, 0, 0]])[half]
                    cell[0] += 1
                    cell[1] += typed
                    cell[2] += full

    def shown(cell: list[int]) -> tuple[str, str, str]:
        share = [f"{n / cell[0]:.1%}" if cell[0] else "–" for n in cell[1:]]
        return str(cell[0]), share[0], share[1]

    return Breakdown(
        title="Acts by construction (recall)",
        columns=("construction", "unseen", "typed", "full", "open half", "typed", "full"),
        rows=tuple((name, *shown(a), *shown(b)) for name, (a, b) in sorted(cells.items())),
    )
