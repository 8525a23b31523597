"""An example account read from prose once for all tests, its world, and what a test asks of them."""

from functools import cache
from pathlib import Path

import pytest

from whoknew import pipeline, reasoning
from whoknew.model import Account, Act, Analysis
from whoknew.reading import read_account

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"


@cache
def _read(name: str) -> Analysis:
    account: Account = read_account(EXAMPLES / name).account
    return pipeline.run(account)


def read(name: str) -> Analysis:
    """The analysis of an example; fails where the reader's weights are missing, since they are part of the repository."""
    analysis = _read(name)
    if analysis.signals is None:
        pytest.fail("the encoder's weights are part of the repository, and they are missing")
    failed = [run for run in analysis.stages if run.failed]
    assert not failed, failed
    return analysis


@cache
def world(name: str) -> reasoning.World:
    return reasoning.compile([read(name)])


def names(analysis: Analysis, parties: tuple) -> list[str]:
    """What a reader calls the parties of an act."""
    known = {entity.id: entity.name for entity in analysis.entities}
    return [known.get(party.entity or "", party.descriptor) for party in parties]


def sources(analysis: Analysis, ids: tuple[str, ...]) -> list[str]:
    known = {source.id: source.descriptor for source in analysis.sources}
    return [known[ident] for ident in ids]


def acts(analysis: Analysis, kind: str, agent: str = "", other: str = "", content: str = "") -> list[Act]:
    """Acts of a type whose agent, other party and content hold these words."""
    found = []
    for act in analysis.acts:
        told = " … ".join(analysis.text_of(span) for span in act.content_spans)
        if (
            act.type == kind
            and (not agent or any(agent in name for name in names(analysis, act.agents)))
            and (not other or any(other in name for name in names(analysis, act.others)))
            and content in told
        ):
            found.append(act)
    return found


def quote(analysis: Analysis, act: Act) -> str:
    """The sentence that an act stands in."""
    return analysis.text_of(analysis.sentences[analysis.sentence_at(act.cue[0])].span)
