"""Account → Analysis: stages are found, ordered by the layers that they declare, and run one by one.

A stage whose required layers nobody provides is skipped; one that fails on a document leaves the layers before it,
and a diagnostic says so. The neural pass is one more stage here, between the tokens and everything that reads signals.
"""

import gc
import importlib
import pkgutil
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import msgspec

from whoknew import stages as stages_room
from whoknew.errors import PipelineError, WhoknewError
from whoknew.model import Account, Analysis, Diagnostic, Stage, StageRun
from whoknew.reading import read_account

Progress = Callable[[str, int, int], None]  # stage name, number of stages done, number in all

# What a stage raises when a text defeats it: errors of ours, and the faults that a bug in one stage shows itself by.
STAGE_FAULTS = (WhoknewError, ValueError, LookupError, TypeError, AttributeError, ArithmeticError, RecursionError)


def discover() -> tuple[Stage, ...]:
    """Every stage in the stages room, and the encoder where it is installed, sorted by name."""
    found: list[Stage] = []
    for info in sorted(pkgutil.iter_modules(stages_room.__path__), key=lambda module: module.name):
        module = importlib.import_module(f"{stages_room.__name__}.{info.name}")
        stage = getattr(module, "stage", None)
        if isinstance(stage, Stage):
            found.append(stage)
    encoder = _encoder_stage()
    return (*found, encoder) if encoder is not None else tuple(found)


def _encoder_stage() -> Stage | None:
    try:
        module = importlib.import_module("whoknew.encoder")
    except ModuleNotFoundError:
        return None
    stage = getattr(module, "stage", None)
    return stage if isinstance(stage, Stage) else None


def order(found: Iterable[Stage]) -> tuple[Stage, ...]:
    """Topological order by ``requires``, ``uses`` and ``provides``; ties by name, so that it never varies.

    Raises ``PipelineError`` naming the stages in a cycle.
    """
    by_name = {stage.name: stage for stage in found}
    providers: dict[str, list[str]] = {}
    for name in sorted(by_name):
        for layer in sorted(by_name[name].provides):
            providers.setdefault(layer, []).append(name)
    sorter: TopologicalSorter[str] = TopologicalSorter()
    for name in sorted(by_name):
        stage = by_name[name]
        needed = {p for layer in stage.requires | stage.uses for p in providers.get(layer, ()) if p != name}
        sorter.add(name, *sorted(needed))
    try:
        sorter.prepare()
    except CycleError as error:
        raise PipelineError(f"these stages wait for each other: {' → '.join(error.args[1])}") from error
    ordered: list[str] = []
    while sorter.is_active():
        ready = sorted(sorter.get_ready())
        ordered.extend(ready)
        sorter.done(*ready)
    return tuple(by_name[name] for name in ordered)


def run(
    account: Account,
    *,
    diagnostics: tuple[Diagnostic, ...] = (),
    found: Iterable[Stage] | None = None,
    timings: bool = False,
    progress: Progress | None = None,
) -> Analysis:
    """Run the stages over an account. ``timings`` fills ``StageRun.seconds`` (then two runs differ in them)."""
    ordered = order(discover() if found is None else found)
    analysis = Analysis(account=account, diagnostics=diagnostics)
    present: set[str] = set()
    with _seldom_collected():
        for number, stage in enumerate(ordered):
            if progress is not None:
                progress(stage.name, number, len(ordered))
            analysis = _run_one(stage, analysis, present, timings=timings)
    if progress is not None:
        progress("", len(ordered), len(ordered))
    return analysis


@contextmanager
def _seldom_collected() -> Iterator[None]:
    """Look for cycles of garbage seldom while stages run: what they make is trees, and looking took a tenth of their time."""
    before = gc.get_threshold()
    if before[0]:  # 0: somebody has switched it off
        gc.set_threshold(max(before[0], 50_000), max(before[1], 20), max(before[2], 100))
    try:
        yield
    finally:
        gc.set_threshold(*before)


def _run_one(stage: Stage, analysis: Analysis, present: set[str], *, timings: bool) -> Analysis:
    missing = stage.requires - present
    provides = tuple(sorted(stage.provides))
    if missing:
        note = StageRun(
            name=stage.name, version=stage.version, provides=provides, skipped=f"needs {', '.join(sorted(missing))}"
        )
        return msgspec.structs.replace(analysis, stages=(*analysis.stages, note))
    started = time.perf_counter() if timings else 0.0
    try:
        after = stage(analysis)
    except STAGE_FAULTS as error:
        reason = f"{type(error).__name__}: {error}"[:300]
        doubt = Diagnostic(
            code="pipeline.stage-failed",
            message=f"The stage “{stage.name}” could not read this text ({reason}); the layers before it are complete.",
            severity="error",
            stage=stage.name,
        )
        note = StageRun(name=stage.name, version=stage.version, provides=provides, failed=reason)
        return msgspec.structs.replace(
            analysis, stages=(*analysis.stages, note), diagnostics=(*analysis.diagnostics, doubt)
        )
    present |= stage.provides
    counts = tuple((layer, _count(after, layer)) for layer in provides)
    seconds = round(time.perf_counter() - started, 4) if timings else 0.0
    note = StageRun(name=stage.name, version=stage.version, provides=provides, counts=counts, seconds=seconds)
    return msgspec.structs.replace(after, stages=(*after.stages, note))


def _count(analysis: Analysis, layer: str) -> int:
    value = getattr(analysis, layer.split(".")[0], ())
    return len(value) if isinstance(value, tuple) else int(value is not None)


def analyse(
    account: Account,
    *,
    diagnostics: tuple[Diagnostic, ...] = (),
    found: Iterable[Stage] | None = None,
    timings: bool = False,
    progress: Progress | None = None,
) -> Analysis:
    """What the text says, stage by stage, and then what follows from it (``findings``)."""
    analysis = run(account, diagnostics=diagnostics, found=found, timings=timings, progress=progress)
    return with_findings(analysis)


def with_findings(analysis: Analysis) -> Analysis:
    """The same analysis with its findings worked out anew: what follows from it, and the sourcing audit."""
    from whoknew import reasoning
    from whoknew.reasoning import audit

    return _found(analysis, ("reasoning", reasoning.with_findings), ("audit", audit.add_audit))


def with_knockouts(analysis: Analysis) -> Analysis:
    """The same analysis with what turns without each source (``findings.knockouts``), for a report."""
    from whoknew import reasoning

    return _found(analysis, ("knock-out of sources", reasoning.with_knockouts))


def _found(analysis: Analysis, *finders: tuple[str, Callable[[Analysis], Analysis]]) -> Analysis:
    """What each finder adds; one that fails is said among the diagnostics."""
    for name, find in finders:
        try:
            analysis = find(analysis)
        except STAGE_FAULTS as error:
            doubt = Diagnostic(
                code="pipeline.findings-failed",
                message=f"The {name} could not work this account out ({type(error).__name__}: {error}); what the text says is complete."[
                    :400
                ],
                severity="error",
                stage=name,
            )
            analysis = msgspec.structs.replace(analysis, diagnostics=(*analysis.diagnostics, doubt))
    return analysis


def read(
    source: str | Path,
    *,
    published: str | None = None,
    publisher: str | None = None,
    title: str | None = None,
    read_at: str | None = None,
    timings: bool = False,
    progress: Progress | None = None,
) -> Analysis:
    """Read and analyse a path, a URL, ``"-"`` or a text. Raises subclasses of ``WhoknewError``."""
    opened = read_account(source, published=published, publisher=publisher, title=title, read_at=read_at)
    return analyse(opened.account, diagnostics=opened.diagnostics, timings=timings, progress=progress)
