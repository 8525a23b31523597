"""Acts on trees made by hand: parties, negation, passives, coordination, control, what is not an act."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from trees import analysis

from whoknew.model import Act, Analysis
from whoknew.stages.acts import stage

TOLD = """
Assor Assor PROPN 2 nsubj
told tell VERB 0 root
Bela Bela PROPN 2 obj
that that SCONJ 7 mark
help help NOUN 7 nsubj
was be AUX 7 aux
coming come VERB 2 ccomp
. . PUNCT 2 punct
"""
NOT_TOLD = """
Assor Assor PROPN 4 nsubj
did do AUX 4 aux
not not PART 4 advmod
tell tell VERB 0 root
Bela Bela PROPN 4 obj
. . PUNCT 4 punct
"""
LYING = """
Assor Assor PROPN 3 nsubj
was be AUX 3 aux
lying lie VERB 0 root
to to ADP 5 case
ministers minister NOUN 3 obl
, , PUNCT 7 punct
generals general NOUN 5 conj
and and CCONJ 12 cc
even even ADV 12 advmod
to to ADP 12 case
his his PRON 12 nmod:poss
sons son NOUN 5 conj
. . PUNCT 3 punct
"""
PLAIN = """
Assor Assor PROPN 2 nsubj
said say VERB 0 root
that that SCONJ 6 mark
rain rain NOUN 6 nsubj
was be AUX 6 aux
coming come VERB 2 ccomp
. . PUNCT 2 punct
"""
PASSIVE = """
Bela Bela PROPN 3 nsubj:pass
was be AUX 3 aux:pass
deceived deceive VERB 0 root
by by ADP 5 case
Assor Assor PROPN 3 obl:agent
. . PUNCT 3 punct
"""
DARK = """
Bela Bela PROPN 3 nsubj:pass
was be AUX 3 aux:pass
kept keep VERB 0 root
in in ADP 6 case
the the DET 6 det
dark dark NOUN 3 obl
. . PUNCT 3 punct
"""
WISH = """
Assor Assor PROPN 2 nsubj
wanted want VERB 0 root
to to PART 4 mark
tell tell VERB 2 xcomp
Bela Bela PROPN 4 obj
. . PUNCT 2 punct
"""
TRIED = """
Assor Assor PROPN 2 nsubj
tried try VERB 0 root
to to PART 4 mark
warn warn VERB 2 xcomp
Bela Bela PROPN 4 obj
. . PUNCT 2 punct
"""
BIDDING = """
Now now ADV 2 advmod
tell tell VERB 0 root
Bela Bela PROPN 2 obj
that that SCONJ 7 mark
help help NOUN 7 nsubj
was be AUX 7 aux
coming come VERB 2 ccomp
. . PUNCT 2 punct
"""
HOPED = """
Cato Cato PROPN 2 nsubj
hoped hope VERB 0 root
Assor Assor PROPN 4 nsubj
told tell VERB 2 ccomp
Bela Bela PROPN 4 obj
so so ADV 4 advmod
. . PUNCT 2 punct
"""
WISDOM = """
Clerks clerk NOUN 2 nsubj
weighed weigh VERB 0 root
the the DET 4 det
wisdom wisdom NOUN 2 obj
of of SCONJ 6 mark
telling tell VERB 4 acl
Bela Bela PROPN 6 obj
. . PUNCT 2 punct
"""
DESCRIBED = """
Assor Assor PROPN 4 nsubj
is be AUX 4 cop
a a DET 4 det
smuggler smuggler NOUN 0 root
who who PRON 6 nsubj
told tell VERB 4 acl:relcl
Bela Bela PROPN 6 obj
that that SCONJ 11 mark
help help NOUN 11 nsubj
was be AUX 11 aux
coming come VERB 6 ccomp
. . PUNCT 4 punct
"""
REFUSED = """
Assor Assor PROPN 2 nsubj
asked ask VERB 0 root
Bela Bela PROPN 2 obj
for for ADP 5 case
troops troops NOUN 2 obl
. . PUNCT 2 punct

Bela Bela PROPN 2 nsubj
refused refuse VERB 0 root
. . PUNCT 2 punct
"""
ALMOST = """
Assor Assor PROPN 2 nsubj
told tell VERB 0 root
almost almost ADV 4 advmod
nobody nobody PRON 2 obj
. . PUNCT 2 punct
"""
PEOPLE = {"Assor": ["Assor"], "Bela": ["Bela"]}


def parties(found: Analysis, act: Act) -> tuple[list[str], list[str]]:
    names = {entity.id: entity.name for entity in found.entities}

    def of(group: tuple) -> list[str]:
        return [names.get(party.entity or "", party.descriptor) for party in group]

    return of(act.agents), of(act.others)


def acts(tree: str) -> tuple[Analysis, tuple[Act, ...]]:
    found = stage(analysis(tree, PEOPLE))
    return found, found.acts


@pytest.mark.parametrize(
    ("tree", "kind", "agents", "others"),
    [
        (TOLD, "tell", ["Assor"], ["Bela"]),
        (NOT_TOLD, "withhold", ["Assor"], ["Bela"]),
        (LYING, "mislead", ["Assor"], ["ministers", "generals", "sons"]),
        (PASSIVE, "mislead", ["Assor"], ["Bela"]),
        (DESCRIBED, "tell", ["Assor"], ["Bela"]),
        (DARK, "withhold", [], ["Bela"]),
    ],
)
def test_parties(tree: str, kind: str, agents: list[str], others: list[str]) -> None:
    found, (act,) = acts(tree)
    assert act.type == kind
    assert parties(found, act) == (agents, others)


def test_content_is_the_clause_without_that() -> None:
    found, (act,) = acts(TOLD)
    assert [found.text_of(span) for span in act.content_spans] == ["help was coming"]


@pytest.mark.parametrize("tree", [PLAIN, WISH, BIDDING, HOPED, WISDOM])
def test_a_source_or_a_wish_is_no_act(tree: str) -> None:
    assert acts(tree)[1] == ()


def test_what_was_only_tried_is_not_completed() -> None:
    (act,) = acts(TRIED)[1]
    assert act.type == "tell" and not act.completed


def test_a_refusal_answers_the_request_before_it() -> None:
    found, (asked, refused) = acts(REFUSED)
    assert (asked.type, refused.type) == ("ask", "refuse")
    assert parties(found, refused) == (["Bela"], ["Assor"])
    assert refused.content_spans == asked.content_spans


def test_almost_nobody_is_a_quantity() -> None:
    (act,) = acts(ALMOST)[1]
    assert act.type == "withhold"
    assert [party.quantity for party in act.others] == ["almost_none"]


def test_spans_slice_back() -> None:
    for tree in (TOLD, NOT_TOLD, LYING, PASSIVE, DARK, REFUSED):
        found, all_acts = acts(tree)
        for act in all_acts:
            assert found.text_of(act.cue).strip() == found.text_of(act.cue) != ""
