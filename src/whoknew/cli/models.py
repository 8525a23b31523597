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


def open_models(paths: Iterable[str], *, published: str | None = None) -> list[Analysis]:
    """One analysis for each path, in their order. Raises subclasses of ``WhoknewError``."""
    return [open_model(path, published=published) for path in paths]


def open_model(path: str, *, published: str | None = None) -> Analysis:
    """The analysis that a path holds or gives; ``published`` anchors the times of prose."""
    return open_written(path) or read_prose(path, published=published)


def open_written(path: str, *, findings: bool = False) -> Analysis | None:
    """The analysis of a scenario or of saved JSON, with what follows from it on demand; ``None`` for prose."""
    suffix = Path(path).suffix.lower()
    if suffix == ".json":
        return load_json(Path(path))
    if suffix == ".model":
        analysis = with_surface(load_scenario(path).analysis)
        return pipeline.with_findings(analysis) if findings else analysis
    return None


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
