"""Whom an act goes to where the verb itself does not say: turned to before, told before, or meant to do what is wanted."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from trees import analysis

from whoknew.stages.acts import stage

PEOPLE = {"Assor": ["Assor"], "Bela": ["Bela"]}
TURNED = """
Assor Assor PROPN 2 nsubj
{verb} {verb} VERB 0 root
Bela Bela PROPN 2 obj
and and CCONJ 5 cc
said say VERB 2 conj
that that SCONJ 9 mark
help help NOUN 9 nsubj
was be AUX 9 aux
coming come VERB 5 ccomp
. . PUNCT 2 punct
"""
FOR = """
Assor Assor PROPN 2 nsubj
pressed press VERB 0 root
for for ADP 4 case
Bela Bela PROPN 2 obl
to to PART 6 mark
pay pay VERB 2 advcl
. . PUNCT 2 punct
"""
INSTRUCTED = """
Assor Assor PROPN 2 nsubj
instructed instruct VERB 0 root
affiliates affiliate NOUN 2 obj
to to PART 5 mark
wait wait VERB 2 xcomp
. . PUNCT 2 punct
"""


def others(tree: str, type_: str) -> list[str]:
    found = stage(analysis(tree, PEOPLE))
    names = {entity.id: entity.name for entity in found.entities}
    return [
        names.get(party.entity or "", party.descriptor)
        for act in found.acts
        if act.type == type_
        for party in act.others
    ]


@pytest.mark.parametrize(("verb", "whom"), [("approach", ["Bela"]), ("confront", ["Bela"]), ("describe", [])])
def test_what_is_said_after_turning_to_somebody_is_said_to_him(verb: str, whom: list[str]) -> None:
    assert others(TURNED.format(verb=verb), "tell") == whom


def test_who_is_to_do_what_is_pressed_for_is_asked() -> None:
    assert others(FOR, "ask") == ["Bela"]


def test_who_is_instructed_need_not_be_a_word_for_people() -> None:
    assert others(INSTRUCTED, "order") == ["affiliates"]
