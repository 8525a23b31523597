"""The short models: each documents a rule of knowledge in its head, and its answers are kept here to be read.

``python tests/models/test_golden.py`` (with ``PYTHONPATH=src``) rewrites ``golden.toml``; read the difference.
"""

import re
import tomllib
from pathlib import Path

import pytest

from whoknew import reasoning
from whoknew.scenario import load

FOLDER = Path(__file__).parents[2] / "examples" / "models"
GOLDEN = Path(__file__).with_name("golden.toml")
MODELS = sorted(FOLDER.glob("*.model"))


def answers(path):
    """Every answer to the questions that need no words: minds, tellings, deceptions, conflicts, tensions."""
    world = reasoning.compile([load(path).analysis])
    name = world.name_of

    def matter(finding):
        return ("" if finding.asserts else "not ") + finding.proposition

    report = reasoning.conflicts(world)
    return {
        "minds": [f"{name(k.agent)}: {matter(k)}: {k.value}, {k.certainty}" for k in reasoning.knew(world)],
        "told": [f"{name(k.agent)}: {matter(k)}: {k.value}, {k.certainty}" for k in reasoning.told(world)],
        "deceptions": [
            f"{name(d.teller)} → {', '.join(name(who) for who in d.told)}: {d.proposition}: {d.value}, {d.certainty}"
            for d in reasoning.deceived(world)
        ],
        "conflicts": [f"{', '.join(sorted(c.members))}: {c.reason}" for c in report.conflicts],
        "tensions": [f"{', '.join(sorted(c.members))}: {c.reason}" for c in report.tensions],
    }


def expected():
    return tomllib.loads(GOLDEN.read_text(encoding="utf-8"))


def test_there_are_at_least_twelve_and_each_is_kept():
    assert len(MODELS) >= 12
    assert set(expected()) == {path.stem for path in MODELS}


@pytest.mark.parametrize("path", MODELS, ids=lambda path: path.stem)
def test_a_short_model_says_its_rule_and_gives_the_answers_that_are_kept(path):
    head = path.read_text(encoding="utf-8").split("\n\n")[0]
    assert re.search(r"Rules? \d+", head), "the head comment names the rule that the model documents"
    assert answers(path) == expected()[path.stem]


def test_the_short_models_document_all_sixteen_rules():
    heads = " ".join(path.read_text(encoding="utf-8").split("\n\n")[0] for path in MODELS)
    numbers = {
        int(n) for found in re.findall(r"Rules? (\d+(?:(?:, | and )\d+)*)", heads) for n in re.findall(r"\d+", found)
    }
    assert numbers == set(range(1, 17))


def _rewrite():
    lines = ["# Answers of the short models; rewritten by: PYTHONPATH=src python tests/models/test_golden.py"]
    for path in MODELS:
        lines.append(f"\n[{path.stem}]")
        for question, found in answers(path).items():
            inner = "".join(f'  "{answer}",\n' for answer in found)
            lines.append(f"{question} = [\n{inner}]" if found else f"{question} = []")
    GOLDEN.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    _rewrite()
