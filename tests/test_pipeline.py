"""The pipeline: order by declared layers, what is skipped, what fails alone, and that nothing varies."""

import msgspec
import pytest

from whoknew import pipeline
from whoknew.errors import PipelineError
from whoknew.model import Account, Analysis, Diagnostic, Sentence

TEXT = "Mira Holt told the crew on Friday that help was coming. It never came, two deckhands said."


class Made:
    version = "1"

    def __init__(self, name: str, requires: str = "", uses: str = "", provides: str = "", fails: bool = False) -> None:
        self.name = name
        self.requires, self.uses = frozenset(requires.split()), frozenset(uses.split())
        self.provides = frozenset(provides.split())
        self.fails = fails

    def __call__(self, analysis: Analysis, /) -> Analysis:
        if self.fails:
            raise ValueError("bad luck")
        return msgspec.structs.replace(analysis, sentences=(Sentence(span=(0, 3), first=0, end=1),))


ACCOUNT = Account(id="x", text=TEXT)


def test_order_follows_layers_and_does_not_vary() -> None:
    stages = [Made("c", requires="b1"), Made("b", uses="a1", provides="b1"), Made("a", provides="a1"), Made("z")]
    names = [stage.name for stage in pipeline.order(stages)]
    assert names == [stage.name for stage in pipeline.order(reversed(stages))]
    assert names.index("a") < names.index("b") < names.index("c")


def test_a_cycle_is_named() -> None:
    with pytest.raises(PipelineError, match=r"a.*b|b.*a"):
        pipeline.order([Made("a", requires="y", provides="x"), Made("b", requires="x", provides="y")])


def test_what_needs_a_missing_layer_is_skipped() -> None:
    analysis = pipeline.run(ACCOUNT, found=[Made("a", requires="nowhere", provides="sentences")])
    assert analysis.stages[0].skipped == "needs nowhere"
    assert analysis.sentences == ()


def test_a_failing_stage_leaves_the_layers_before_it() -> None:
    analysis = pipeline.run(
        ACCOUNT, found=[Made("a", provides="sentences"), Made("b", uses="sentences", provides="acts", fails=True)]
    )
    assert len(analysis.sentences) == 1
    assert analysis.stages[1].failed == "ValueError: bad luck"
    assert [doubt.code for doubt in analysis.diagnostics] == ["pipeline.stage-failed"]


def test_doubts_of_the_reading_come_first() -> None:
    doubt = Diagnostic(code="reading.controls", message="x")
    assert pipeline.run(ACCOUNT, diagnostics=(doubt,), found=[]).diagnostics == (doubt,)


def test_the_same_text_gives_the_same_document() -> None:
    first, second = (msgspec.json.encode(pipeline.read(TEXT, published="2024-12-08")) for _ in range(2))
    assert first == second


def test_progress_is_told_stage_by_stage() -> None:
    seen: list[tuple[str, int, int]] = []
    pipeline.run(ACCOUNT, found=[Made("a"), Made("b")], progress=lambda *step: seen.append(step))
    assert seen == [("a", 0, 2), ("b", 1, 2), ("", 2, 2)]
