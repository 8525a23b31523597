"""Propositions on trees made by hand: what is gathered, what is kept apart, what clashes and why."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "acts"))

from trees import analysis

from whoknew.model import Analysis
from whoknew.stages.acts import stage as acts
from whoknew.stages.propositions import stage as propositions

HELP = """
Assor Assor PROPN 2 nsubj
told tell VERB 0 root
Bela Bela PROPN 2 obj
that that SCONJ 7 mark
help help NOUN 7 nsubj
was be AUX 7 aux
coming come VERB 2 ccomp
. . PUNCT 2 punct
"""
AGAIN = """
Assor Assor PROPN 2 nsubj
told tell VERB 0 root
Cira Cira PROPN 2 obj
that that SCONJ 7 mark
aid aid NOUN 7 nsubj
would would AUX 7 aux
arrive arrive VERB 2 ccomp
. . PUNCT 2 punct
"""
OTHER = """
Assor Assor PROPN 2 nsubj
told tell VERB 0 root
Cira Cira PROPN 2 obj
that that SCONJ 7 mark
bread bread NOUN 7 nsubj
was be AUX 7 aux
scarce scarce ADJ 2 ccomp
. . PUNCT 2 punct
"""
SILENT = """
Assor Assor PROPN 4 nsubj
did do AUX 4 aux
not not PART 4 advmod
tell tell VERB 0 root
Bela Bela PROPN 4 obj
that that SCONJ 9 mark
he he PRON 9 nsubj
was be AUX 9 aux
leaving leave VERB 4 ccomp
. . PUNCT 4 punct
"""
PRETEXT = """
Assor Assor PROPN 2 nsubj
told tell VERB 0 root
Bela Bela PROPN 2 obj
he he PRON 6 nsubj
was be AUX 6 aux
going go VERB 2 ccomp
home home ADV 6 advmod
but but CCONJ 10 cc
he he PRON 10 nsubj
went go VERB 2 conj
to to ADP 13 case
the the DET 13 det
airport airport NOUN 10 obl
. . PUNCT 2 punct
"""
PEOPLE = {"Assor": ["Assor", "he"], "Bela": ["Bela"], "Cira": ["Cira"]}


def read(*trees: str) -> Analysis:
    return propositions(acts(analysis("\n\n".join(tree.strip() for tree in trees), PEOPLE)))


def test_two_tellings_of_the_same_are_one_proposition() -> None:
    found = read(HELP, AGAIN)
    first, second = found.acts
    assert first.proposition == second.proposition
    assert len(found.propositions) == 1


def test_different_things_stay_apart() -> None:
    found = read(HELP, OTHER)
    assert found.acts[0].proposition != found.acts[1].proposition


def test_what_is_kept_back_of_ones_own_going_is_a_plan() -> None:
    found = read(SILENT)
    (prop,) = found.propositions
    assert prop.plan_of == "e1" and prop.future


def test_a_pretext_is_no_plan_and_clashes_with_where_he_went() -> None:
    found = read(PRETEXT)
    told = {prop.id: prop for prop in found.propositions}[found.acts[0].proposition or ""]
    assert told.plan_of is None
    assert [(clash.reason, found.text_of(clash.span)) for clash in told.clashes if clash.span] == [
        ("two destinations", "but")
    ]


def test_every_member_slices_back() -> None:
    found = read(HELP, AGAIN, OTHER, SILENT, PRETEXT)
    for prop in found.propositions:
        assert prop.gist
        assert all(found.text_of(span).strip() for span in prop.members)
    known = {prop.id for prop in found.propositions}
    assert all(act.proposition in known for act in found.acts if act.proposition)
