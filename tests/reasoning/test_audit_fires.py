"""Rules of the audit fire on the sentences that they are about, read from prose."""

import pytest

import whoknew

CASES = {
    "quoted-and-declined": "The ministry hid the report, an official at the Harbour Ministry said on Monday. The official asked not "
    "to be named because he feared for his job. The Harbour Ministry declined to comment.",
    "figures-differ": "Police said on Monday that 12 miners had died in the shaft at Carrow. The union said that 31 miners had died "
    "in the shaft at Carrow.",
    "nobody-cited": "The minister told the mine owner on Friday to burn the safety records. The owner agreed and promised to say nothing.",
    "own-voice-elsewhere-sourced": "The Carrow mine flooded because the pumps had been switched off.\n\nThe Carrow mine flooded "
    "because the pumps had been switched off, a former foreman said.",
}


@pytest.mark.parametrize("rule", CASES)
def test_the_rule_fires_and_shows_its_sentence(rule: str) -> None:
    analysis = whoknew.read(CASES[rule], published="2024-03-05")
    if analysis.signals is None:
        pytest.fail("the encoder's weights are part of the repository, and they are missing")
    flags = [flag for flag in analysis.findings.audit.flags if flag.rule == rule]
    assert flags
    assert all(flag.spans and flag.message and flag.origin_of_rule for flag in flags)


def test_a_plain_report_with_a_named_source_raises_none_of_them() -> None:
    text = "The mine at Carrow will open again in May, the owner, Paul Osei, said on Monday. He said that the pumps had been mended.\n"
    rules = {flag.rule for flag in whoknew.read(text, published="2024-03-05").findings.audit.flags}
    assert not rules & CASES.keys()
