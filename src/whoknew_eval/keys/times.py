"""Times: strict and relaxed spans, value, and value with modifier, as for the corpora."""

from whoknew.model import Analysis
from whoknew_eval.keys.key import Keyed
from whoknew_eval.keys.layer import LayerScore, context
from whoknew_eval.metrics.times import Expression, pair_times, time_counts


def expressions(analysis: Analysis) -> list[Expression]:
    """The analysis's times as expressions."""
    return [Expression(time.span, time.value, time.mod or "") for time in analysis.times]


def score_times(keyed: Keyed, analysis: Analysis) -> LayerScore:
    """Counts ``strict``, ``relaxed``, ``value``, ``value_and_mod``."""
    gold = [Expression(time.span, time.value, time.mod) for time in keyed.key.times]
    found = expressions(analysis)
    return LayerScore(
        counts=time_counts(gold, found)._asdict(),
        notes=time_notes(keyed.text, gold, found) if keyed.open else (),
    )


def time_notes(text: str, gold: list[Expression], found: list[Expression]) -> tuple[str, ...]:
    """What differs, is missed or is false, with the words."""
    pairs = pair_times(gold, found)
    notes = []
    for i, j in pairs:
        one, other = gold[i], found[j]
        if one != other:
            what = "SPAN" if one[1:] == other[1:] else "VALUE"
            words = " ".join(text[other.span[0] : other.span[1]].split())
            notes.append(
                f"{what} key {one.value} {one.mod} · found {other.value} {other.mod} at ⟦{words}⟧\n"
                f"  {context(text, *one.span)}"
            )
    matched, used = {i for i, _ in pairs}, {j for _, j in pairs}
    notes += [f"MISSED {t.value} {t.mod}\n  {context(text, *t.span)}" for i, t in enumerate(gold) if i not in matched]
    notes += [f"FALSE {t.value} {t.mod}\n  {context(text, *t.span)}" for j, t in enumerate(found) if j not in used]
    return tuple(notes)
