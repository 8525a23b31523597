"""The audit: each rule found and not found, switched off, and the law that no finding is without its words."""

from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from whoknew import pipeline
from whoknew.model import Account, Analysis, Audit
from whoknew.reasoning.audit import add_audit, audit, rules
from whoknew.reasoning.audit.checks import CHECKS

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"

UNNAMED = "The vault was empty, an aide said. The aide would not be named because he feared for his post."
TOLD = "Two clerks said the bridge was shut. One clerk said the road to the mill was shut."


def read(text: str) -> Analysis:
    return pipeline.run(Account(id="0", text=text), found=[s for s in pipeline.discover() if s.name != "encoder"])


def audit_of(text: str) -> Audit:
    return audit(read(text))


def flagged(text: str) -> set[str]:
    return {flag.rule for flag in audit_of(text).flags}


def test_every_rule_has_a_check_an_origin_and_a_message() -> None:
    assert list(rules()) == list(CHECKS)
    assert all(rule.origin and rule.title and rule.message.endswith(".") for rule in rules().values())


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        ("single-anonymous-allegation", "A clerk accused Karel Boom of forging the deed."),
        ("accusation-unanswered", "Rosa Lind accused Karel Boom of forging the deed."),
        ("anonymous-opinion", "In the view of one aide, the plan was a terrible mistake."),
        ("bare-sources", "Sources said that the ship had left Port Ellery."),
        ("no-reason-for-anonymity", "The ship had left Port Ellery, three officers said."),
        ("could-not-verify", "The ship had left Port Ellery. The Lantern could not confirm this."),
        ("speaker-in-doubt", "“We sailed at nine and nobody saw us leave the port.” The harbour was dark."),
    ],
)
def test_a_rule_finds_what_it_is_for(rule: str, text: str) -> None:
    assert rule in flagged(text)


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        ("single-anonymous-allegation", "Rosa Lind accused Karel Boom of forging the deed."),
        ("accusation-unanswered", "Rosa Lind accused Karel Boom of forging the deed. Karel Boom declined to comment."),
        ("anonymous-opinion", "In the view of Rosa Lind, the plan was a terrible mistake."),
        ("bare-sources", "Three officers of the port said that the ship had left Port Ellery."),
        ("no-reason-for-anonymity", UNNAMED),
        ("could-not-verify", "The ship had left Port Ellery."),
        ("speaker-in-doubt", "“We sailed at nine and nobody saw us leave the port,” Rosa Lind said."),
    ],
)
def test_a_rule_leaves_alone_what_is_in_order(rule: str, text: str) -> None:
    assert rule not in flagged(text)


def test_a_rule_can_be_switched_off() -> None:
    analysis = read("Sources said that the ship had left Port Ellery.")
    assert "bare-sources" not in {flag.rule for flag in audit(analysis, without=["bare-sources"]).flags}


def test_box_counts_what_it_lists_and_views_share_it() -> None:
    analysis = add_audit(read(TOLD))
    assert analysis.findings.audit == audit(analysis)
    for figure in analysis.findings.audit.box:
        if figure.key not in ("sources", "anonymous"):
            assert figure.value == len(figure.items)
            assert set(figure.items) <= {claim.id for claim in analysis.claims}
        else:
            assert figure.high is None or figure.value <= figure.high
            assert set(figure.items) <= {source.id for source in analysis.sources}


def test_unnamed_people_are_counted_as_a_range() -> None:
    box = {
        figure.key: figure for figure in audit_of("Ships left, an aide said. Three aides said the port was shut.").box
    }
    assert (box["anonymous"].value, box["anonymous"].high) == (3, 4)


def test_nothing_is_graded_by_machine() -> None:
    analysis = add_audit(read(UNNAMED))
    assert all(source.reliability is None for source in analysis.sources)
    assert all(claim.credibility is None for claim in analysis.claims)
    assert b"score" not in msgspec.json.encode(analysis.findings.audit)


TEXTS = [UNNAMED, TOLD] + [path.read_text(encoding="utf-8") for path in sorted(EXAMPLES.glob("*/*.txt"))]


def dropped(text: str, a: int, b: int) -> str:
    return text[:a] + text[a + b :]


def doubled(text: str, a: int, b: int) -> str:
    return text[:a] + text[a : a + b] + text[a:]


def marked(text: str, a: int, b: int) -> str:
    return text[:a] + "“\u202e\x00,”"[b % 6 :] + text[a:]


@settings(max_examples=25, deadline=None)
@given(
    st.sampled_from(TEXTS),
    st.sampled_from([dropped, doubled, marked]),
    st.integers(0, 6000),
    st.integers(0, 80),
)
def test_no_finding_without_words_of_the_text(
    text: str, change: Callable[[str, int, int], str], a: int, b: int
) -> None:
    """Law: whatever is done to a text, every claim, source, attribution, response and flag has a span inside it."""
    grounded(add_audit(read(change(text, a % (len(text) + 1), b))))


SHORT = [
    UNNAMED,
    TOLD,
    "Rosa Lind accused Karel Boom of forging the deed. “The claim is absurd,” Boom's lawyer said. The Lantern could not confirm it.",
    "Q. Mr Moss, where were you?\nA. In the mill. I told her that the doors were shut. That was a lie.\nQ. You set the fire.\nA. No.",
]


@settings(max_examples=6, deadline=None)
@given(st.sampled_from(SHORT), st.sampled_from([dropped, doubled, marked]), st.integers(0, 400), st.integers(0, 40))
def test_no_finding_of_the_reader_without_words_of_the_text(
    text: str, change: Callable[[str, int, int], str], a: int, b: int
) -> None:
    """The same law with the encoder on, over everything that follows too."""
    analysis = pipeline.analyse(Account(id="0", text=change(text, a % (len(text) + 1), b), published="2024-03-05"))
    assert analysis.signals is not None or not analysis.tokens
    grounded(analysis)
    length, found = len(analysis.account.text), analysis.findings
    for finding in (*found.deceptions, *found.conflicts, *found.tensions):
        assert finding.spans and inside(finding.spans, length), finding
    for known in found.knowledge:
        assert inside(known.spans, length) and (known.spans or known.value == "not_recorded"), known


def grounded(analysis: Analysis) -> None:
    """Every claim, source, attribution, response and flag stands on words of the account."""
    length = len(analysis.account.text)
    assert not [run for run in analysis.stages if run.failed]
    for claim in analysis.claims:
        assert claim.spans and claim.chain[0] == ("self",)
        assert inside(claim.spans, length)
    for source in analysis.sources:
        assert source.kind == "self" or (source.mentions and inside(source.mentions, length))
    for attribution in analysis.attributions:
        parts = tuple(part.span for part in attribution.parts)
        assert attribution.cue_spans and inside(
            (*attribution.cue_spans, *attribution.source_spans, *attribution.content_spans, *parts), length
        )
    for response in analysis.responses:
        assert response.span is not None and inside((response.span, *response.elsewhere), length)
    known = {claim.id for claim in analysis.claims}
    for flag in analysis.findings.audit.flags:
        assert flag.spans and inside(flag.spans, length) and set(flag.claims) <= known


def inside(spans: tuple[tuple[int, int], ...], length: int) -> bool:
    return all(0 <= start < stop <= length for start, stop in spans)
