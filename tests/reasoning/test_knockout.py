"""What turns without a source, in the findings, is what dropping it says: no more and no less."""

from pathlib import Path
from random import Random

import pytest
from reasoning_models import random_model, to_analysis

from whoknew import reasoning as R
from whoknew.model import Analysis
from whoknew.scenario import load

EXAMPLES = Path(__file__).parents[2] / "examples"


def _same(analysis: Analysis) -> None:
    world = R.compile([analysis])
    made = R.with_knockouts(analysis).findings.knockouts
    assert made is not None
    for knockout in made:
        found = R.drop(world, [knockout.source])
        clashes = [c.before or c.after for c in (*found.falls, *found.appears) if c.kind in ("conflict", "tension")]
        assert {t.members for t in knockout.turns if t.members} == {getattr(c, "members", ()) for c in clashes}
        changes = [c for c in (*found.falls, *found.appears, *found.changed) if c.kind == "deception"]
        acts = {getattr(c.after or c.before, "act", "") for c in changes}
        assert {t.act for t in knockout.turns if t.kind == "deception"} == acts
        after = {(f.agent, f.proposition, f.value) for f in R.knowledge(found.world)}
        for turn in knockout.turns:
            if turn.kind == "knowledge":
                assert (turn.agent, turn.proposition, turn.after) in after
            if turn.kind == "deception" and turn.after == "told":
                assert any(f.value == "told" and f.from_moment == turn.act for f in R.told(found.world))
        minds = [c.after for c in (*found.appears, *found.changed) if c.kind == "knowledge"]
        if not minds and not changes and not clashes:
            assert knockout.turns == ()


@pytest.mark.parametrize("path", sorted(EXAMPLES.rglob("*.model")), ids=lambda path: path.stem)
def test_the_examples(path: Path) -> None:
    _same(load(path).analysis)


def test_random_models() -> None:
    for seed in range(150):
        _same(to_analysis(random_model(Random(seed), 4)))


def test_damascus() -> None:
    """The commander's own findings go; the promise stays, known false, on another's word; without the refusal nobody
    is known to have told it against what he had reason to believe."""
    analysis = R.with_knockouts(R.with_findings(load(EXAMPLES / "damascus" / "a.model").analysis))
    by = {knockout.source: knockout.turns for knockout in analysis.findings.knockouts or ()}
    assert all(not turn.after for turn in by["commander"])
    assert {turn.act for turn in by["commander"]} == {"promise"}
    turned = {(t.act, t.before, t.after) for t in by["diplomats"] if t.kind == "deception"}
    assert turned == {("promise", "deceived", "told_falsely"), ("promise-by-bahra", "deceived", "told_falsely")}
    new = [turn for turn in by["diplomats"] if not turn.before]
    assert new and all(turn.after == "kept_from" and turn.why.startswith("because") for turn in new)


def test_a_telling_no_longer_known_to_be_false_stays_a_telling() -> None:
    found = {
        (turn.before, turn.after)
        for path in EXAMPLES.rglob("*.model")
        for knockout in R.with_knockouts(load(path).analysis).findings.knockouts or ()
        for turn in knockout.turns
        if turn.kind == "deception"
    }
    assert any(after == "told" for _, after in found)
