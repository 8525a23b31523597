"""Reasons as they are stated: a clause of "because" on a refusal, with its words; a time is no reason."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "acts"))

from trees import analysis

from whoknew.model import Analysis
from whoknew.stages.acts import stage as acts
from whoknew.stages.reasons import stage as reasons

REFUSED = """
Bela Bela PROPN 2 nsubj
refused refuse VERB 0 root
because because SCONJ 5 mark
she she PRON 5 nsubj
feared fear VERB 2 advcl
scandal scandal NOUN 5 obj
. . PUNCT 2 punct
"""
SINCE = """
Bela Bela PROPN 2 nsubj
refused refuse VERB 0 root
since since SCONJ 6 mark
last last ADJ 5 amod
May May PROPN 6 nsubj
came come VERB 2 advcl
. . PUNCT 2 punct
"""


def read(tree: str) -> Analysis:
    return reasons(acts(analysis(tree, {"Bela": ["Bela", "she"]})))


def test_because_is_attached_with_its_words() -> None:
    found = read(REFUSED)
    (act,) = found.acts
    assert [found.text_of(link.span) for link in act.because if link.span] == ["because she feared scandal"]
    assert act.because[0].source == "self"


def test_a_time_is_no_reason() -> None:
    assert read(SINCE).acts[0].because == ()
