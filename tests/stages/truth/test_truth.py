"""Truth as it is said: a verdict after the telling, an adverb beside it; a bare contrast makes nobody insincere."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "acts"))

from trees import analysis

from whoknew.model import Act
from whoknew.stages.acts import stage as acts
from whoknew.stages.propositions import stage as propositions
from whoknew.stages.truth import stage as truth

TOLD = """
Assor Assor PROPN 2 nsubj
told tell VERB 0 root
Bela Bela PROPN 2 obj
that that SCONJ 7 mark
rent rent NOUN 7 nsubj:pass
was be AUX 7 aux:pass
paid pay VERB 2 ccomp
. . PUNCT 2 punct
"""
VERDICT = """
That that PRON 4 nsubj
was be AUX 4 cop
not not PART 4 advmod
true true ADJ 0 root
. . PUNCT 4 punct
"""
FALSELY = TOLD.replace("told tell VERB 0 root", "told tell VERB 0 root").replace(
    ". . PUNCT 2 punct", "falsely falsely ADV 2 advmod\n. . PUNCT 2 punct"
)
INSTEAD = """
Instead instead ADV 3 advmod
he he PRON 3 nsubj
spent spend VERB 0 root
the the DET 5 det
money money NOUN 3 obj
. . PUNCT 3 punct
"""
MISLED = """
Assor Assor PROPN 2 nsubj
misled mislead VERB 0 root
Bela Bela PROPN 2 obj
. . PUNCT 2 punct
"""


def read(*trees: str) -> Act:
    text = "\n\n".join(tree.strip() for tree in trees)
    return truth(propositions(acts(analysis(text, {"Assor": ["Assor"], "Bela": ["Bela"]})))).acts[0]


def test_nothing_said_leaves_it_open() -> None:
    assert read(TOLD).truth == "open"


def test_a_verdict_right_after() -> None:
    assert read(TOLD, VERDICT).truth == "false"


def test_an_adverb_beside_the_verb_says_that_he_knew() -> None:
    act = read(FALSELY)
    assert act.truth == "false" and act.insincere


def test_instead_alone_says_nothing_of_truth_or_sincerity() -> None:
    act = read(TOLD, INSTEAD)
    assert act.truth == "open" and not act.insincere


def test_misled_in_the_accounts_own_voice() -> None:
    assert read(MISLED).insincere
