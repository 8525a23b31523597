"""Movements: one to one by overlap; ``ends`` adds mover, from and to, ``full`` also whether it happened."""

from collections.abc import Sequence

from whoknew.model import Analysis, Movement
from whoknew_eval.keys.key import Keyed, KeyMovement
from whoknew_eval.keys.layer import LayerScore, context, names_of
from whoknew_eval.keys.names import same_name, same_parties
from whoknew_eval.metrics.counts import Counts
from whoknew_eval.metrics.matching import match
from whoknew_eval.metrics.times import shared


def score_movements(keyed: Keyed, analysis: Analysis) -> LayerScore:
    """Counts ``matched``, ``ends``, ``full`` (ends and happened), ``all`` (also via and means)."""
    names = names_of(analysis)
    gold, found = keyed.key.movements, analysis.movements
    judged = {
        (i, j): _judge(one, other, names)
        for i, one in enumerate(gold)
        for j, other in enumerate(found)
        if shared(one.span, other.span)
    }

    def weight(i: int, j: int) -> float:
        wrong = judged.get((i, j))
        if wrong is None:
            return 0.0
        close = shared(gold[i].span, found[j].span) / max(1, found[j].span[1] - found[j].span[0])
        return 1000 + 100 * ("mover" not in wrong) + 10 * (8 - len(wrong)) + close

    pairs = match(range(len(gold)), range(len(found)), weight)
    verdicts = {pair: judged[pair] for pair in pairs}

    def counts(allowed: set[str]) -> Counts:
        right = sum(wrong <= allowed for wrong in verdicts.values())
        return Counts(right, len(found), len(gold))

    every = {"mover", "from", "to", "happened", "via", "means"}
    result = {
        "matched": counts(every),
        "ends": counts({"happened", "via", "means"}),
        "full": counts({"via", "means"}),
        "all": counts(set()),
    }
    tallies = {part: (sum(part not in w for w in verdicts.values()), len(pairs)) for part in sorted(every)}
    notes = _notes(keyed, found, verdicts, names) if keyed.open else ()
    return LayerScore(counts=result, tallies=tallies, notes=notes)


def _judge(gold: KeyMovement, found: Movement, names: dict[str, list[str]]) -> frozenset[str]:
    mover = [*names.get(found.mover.entity or "", []), found.mover.descriptor]
    wrong = set()
    if not same_parties([gold.mover], [[name for name in mover if name]]):
        wrong.add("mover")
    if not _same_place(gold.origin, found.origin_place, names):
        wrong.add("from")
    if not _same_place(gold.to, found.destination, names):
        wrong.add("to")
    if gold.happened != (found.happened == "done"):
        wrong.add("happened")
    if len(gold.via) != len(found.via) or not all(
        _same_place(a, b, names) for a, b in zip(gold.via, found.via, strict=False)
    ):
        wrong.add("via")
    if bool(gold.means) != bool(found.means) or (gold.means and not same_name(gold.means, found.means or "")):
        wrong.add("means")
    return frozenset(wrong)


def _same_place(gold: str, found: str | None, names: dict[str, list[str]]) -> bool:
    if not gold or not found:
        return not gold and not found
    return any(same_name(gold, name) for name in names.get(found, [found]))


def _notes(
    keyed: Keyed,
    found: Sequence[Movement],
    verdicts: dict[tuple[int, int], frozenset[str]],
    names: dict[str, list[str]],
) -> tuple[str, ...]:
    def line(m: KeyMovement) -> str:
        via = "; ".join(m.via) or "–"
        return f"{m.mover}: {m.origin or '–'} → {m.to or '–'} via {via} by {m.means or '–'} {m.happened}"

    def found_line(m: Movement) -> str:
        def place(ident: str | None) -> str:
            return names.get(ident, [ident])[0] if ident else "–"

        mover = names.get(m.mover.entity or "", [m.mover.descriptor])[0]
        via = "; ".join(place(v) for v in m.via) or "–"
        return f"{mover}: {place(m.origin_place)} → {place(m.destination)} via {via} by {m.means or '–'} {m.happened}"

    gold, text = keyed.key.movements, keyed.text
    notes = [
        f"DIFFERS in {', '.join(sorted(wrong))}\n  key   {line(gold[i])}\n  found {found_line(found[j])}"
        f"\n  {context(text, *gold[i].span)}"
        for (i, j), wrong in sorted(verdicts.items())
        if wrong
    ]
    matched, used = {i for i, _ in verdicts}, {j for _, j in verdicts}
    notes += [f"MISSED {line(m)}\n  {context(text, *m.span)}" for i, m in enumerate(gold) if i not in matched]
    notes += [
        f"FALSE {found_line(m)}  [{m.origin}]\n  {context(text, *m.span)}" for j, m in enumerate(found) if j not in used
    ]
    return tuple(notes)
