"""Relations on the example account, and the direction of kinship."""

import os
from pathlib import Path

from whoknew import pipeline
from whoknew.reading import read_account
from whoknew.stages.relations.lexicon import lexicon

EXAMPLE = Path(__file__).parents[3] / "examples" / "damascus" / "a.txt"


def test_offices_and_kin_of_the_example() -> None:
    found = [s for s in pipeline.discover() if s.name != "encoder" or os.environ.get("WHOKNEW_WEIGHTS")]
    account = pipeline.run(read_account(EXAMPLE).account, found=found)
    names = {e.id: e.name for e in account.entities}
    roles = {(e.name, r.title, names.get(r.of or "", r.of)) for e in account.entities for r in e.roles}
    kin = {(e.name, k.relation, names[k.to]) for e in account.entities for k in e.kin}
    assert ("Mohammed Jalali", "last prime minister", "Bashar al-Assad") in roles
    assert ("Maher al-Assad", "commander", "4th Armoured Division") in roles
    assert ("Sergei Lavrov", "foreign minister", "Russia") in roles
    assert ("Buthaina Shaaban", "media adviser", "Bashar al-Assad") in roles
    assert ("Maher al-Assad", "brother", "Bashar al-Assad") in kin
    assert ("Ehab Makhlouf", "cousin", "Bashar al-Assad") in kin and (
        "Eyad Makhlouf",
        "cousin",
        "Bashar al-Assad",
    ) in kin


def test_lexicon_forms() -> None:
    lists = lexicon()
    assert (
        lists.head("secretaries") == "secretary"
        and lists.head("Sen.".lower()) == "senator"
        and lists.head("table") == ""
    )
    assert lists.kin["wives"] == "wife"
