"""Opening a model for a question: a scenario (``.model``), a saved analysis (``.json``), else an account in prose."""

from collections.abc import Iterable
from pathlib import Path

import msgspec

from whoknew import pipeline
from whoknew.cli.opening import load_json, read_prose
from whoknew.model import Account, Analysis
from whoknew.reading import read_account
from whoknew.scenario import Scenario, load

SURFACE = frozenset({"blocks", "tokens", "sentences", "quotations"})
FILES_HELP = "Scenarios (.model), saved analyses (.json) or accounts in prose; several are asked together."


def open_models(paths: Iterable[str]) -> list[Analysis]:
    """One analysis for each path, in their order. Raises subclasses of ``WhoknewError``."""
    return [open_model(path) for path in paths]


def open_model(path: str) -> Analysis:
    """The analysis that a path holds or gives."""
    suffix = Path(path).suffix.lower()
    if suffix == ".json":
        return load_json(Path(path))
    if suffix == ".model":
        return with_surface(load_scenario(path).analysis)
    return read_prose(path)


def load_scenario(path: str) -> Scenario:
    """A scenario file, its account read as ``whoknew read`` reads it."""
    return load(path, open_account=open_account)


def open_account(path: str) -> Account:
    """The account beside a scenario: frozen text and metadata, no stages run."""
    return read_account(Path(path)).account


def with_surface(analysis: Analysis) -> Analysis:
    """The analysis with the sentences of its text, so that every proof can cite one."""
    if analysis.sentences or not analysis.account.text:
        return analysis
    stages = [stage for stage in pipeline.discover() if stage.provides <= SURFACE and stage.requires <= SURFACE]
    surface = pipeline.run(analysis.account, found=stages)
    return msgspec.structs.replace(
        analysis, **{layer: getattr(surface, layer) for layer in ("blocks", "tokens", "sentences", "quotations")}
    )
