"""Several accounts together, models with holes, and many tellings at once."""

import random
import time

from msgspec.structs import replace
from reasoning_models import random_model, to_analysis
from reasoning_stories import Story

from whoknew import reasoning as R
from whoknew.reasoning.answers import View

LAYERS = ("entities", "propositions", "acts", "events", "movements", "presences", "claims", "sources")


def account(*lines, name="Ann Lee"):
    story = Story().people("boss", "ann")
    for type_, prop, more in lines:
        story.act(type_, "boss", "ann", prop, **more)
    analysis = story.analysis()
    entities = tuple(replace(e, name=name if e.id == "ann" else "The Boss") for e in analysis.entities)
    return replace(analysis, entities=entities)


def rows(world):
    """Findings without ids: who, what, value, class."""
    return sorted(
        (world.name_of(f.agent), world.name_of(f.proposition), f.value, f.certainty, f.asserts)
        for f in R.knowledge(world)
    ), sorted(sorted(world.record(m).id for m in c.members) for c in R.conflicts(world).conflicts)


def test_the_order_of_accounts_changes_no_finding():
    first = account(("tell", "P", {"id": "x", "by": "s1"}))
    second = account(("tell", "P", {"id": "y", "by": "s2", "polarity": False}), name="ann  lee")
    one, other = R.compile([first, second]), R.compile([second, first])
    assert [len(a.agents) for a in (one, other)] == [2, 2]
    assert rows(one)[1] == rows(other)[1] == [["x", "y"]]
    fold = [(who.casefold().replace("  ", " "), *rest) for who, *rest in rows(one)[0]]
    assert fold == [(who.casefold().replace("  ", " "), *rest) for who, *rest in rows(other)[0]]


def test_clocks_of_two_accounts_agree_only_weakly():
    first = account(("tell", "P", {"id": "x", "at": "2024-01-05T10:00"}))
    second = account(("tell", "P", {"id": "y", "at": "2024-01-05T12:00", "asserts": False}))
    third = account(("tell", "P", {"id": "y", "at": "2024-01-09T12:00", "asserts": False}))
    near, far = R.compile([first, second]), R.compile([first, third])
    assert {f.certainty for f in R.knew(near, "1:ann", "1:P")} == {"possible"}
    (found,) = R.knew(far, "1:ann", "1:P")
    assert (found.certainty, found.asserts) == ("certain", False)


def test_telling_somebody_lifts_the_silence_of_every_account():
    silence = account(("tell", "P", {"id": "x", "by": "s", "polarity": False}))
    world = R.compile([silence, silence])
    difference = R.what_if(world, [R.edits.AddTelling(hearers=("1:ann",), proposition="1:P", teller="1:boss")])
    assert set(difference.records_gone) == {"1:x", "2:x"} and not difference.broken
    assert R.knew(difference.world, "1:ann", "1:P")[0].value == "believed"


def test_models_with_holes_give_findings():
    for seed in range(60):
        rng = random.Random(seed)
        analysis = to_analysis(random_model(rng, 6))
        for layer in LAYERS:
            items = list(getattr(analysis, layer))
            rng.shuffle(items)
            analysis = replace(analysis, **{layer: tuple(items[: rng.randint(0, len(items))])})
        world = R.compile(analysis)
        R.findings_of(world)
        R.replay(world)
        for source in analysis.sources:
            R.drop(world, [source.id])


def test_47_tellings_dated_by_day_in_open_order_are_answered():
    for contrary in (False, True):
        story = Story().people("boss", *(f"p{n}" for n in range(8)))
        seen = story.event("boss", at="2024-12-01")
        story.prop("P", events=(seen,))
        for n in range(47):
            story.act("tell", f"p{n % 7}", "p7", "P", at="2024-12-07", asserts=not (contrary and n % 2), by=f"s{n % 5}")
        world = R.compile(story.analysis())
        start = time.process_time()
        found = R.knew(world, "p7", "P")
        assert {f.certainty for f in found} == ({"possible"} if contrary else {"certain"})
        assert len(found) == (2 if contrary else 1)
        assert R.replay(world)[-1].moment.open_order
        assert time.process_time() - start < 10


def test_nothing_heavy_is_loaded_with_the_engine():
    import subprocess
    import sys

    code = "import sys, whoknew.reasoning; print([m for m in ('numpy', 'pysat', 'torch') if m in sys.modules])"
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=_path())
    assert shown.stdout.strip() == "[]"


def _path():
    import os
    from pathlib import Path

    return {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2] / "src")}


def test_an_unasked_for_view_is_not_made():
    world = R.compile(account(("tell", "P", {"id": "x"})))
    assert View(world).lines[0].scratch is None
