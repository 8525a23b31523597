"""A text past what the encoder reads is read by rules alone, and that is said."""

import pytest

from whoknew import encoder, pipeline
from whoknew.model import Account

TEXT = "Mira Holt told the crew on Friday that help was coming. It never came, two deckhands said."


def test_a_text_that_is_too_long_is_read_by_rules_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(encoder, "MOST_TOKENS", 5)
    analysis = pipeline.run(Account(id="x", text=TEXT))
    assert analysis.signals is None
    assert "encoder.too-long" in {doubt.code for doubt in analysis.diagnostics}
    assert not [run for run in analysis.stages if run.failed]
    assert analysis.attributions
