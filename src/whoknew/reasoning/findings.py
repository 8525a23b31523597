"""Everything that follows from an analysis, as its ``findings``; the sourcing audit is made elsewhere."""

from collections.abc import Sequence

from msgspec.structs import replace

from whoknew.model import Analysis, Findings, KnowledgeFinding, Moment
from whoknew.reasoning.compile import compile
from whoknew.reasoning.conflicts import conflicts
from whoknew.reasoning.course import intervals
from whoknew.reasoning.deceptions import deceived
from whoknew.reasoning.facts import World
from whoknew.reasoning.journeys import journeys
from whoknew.reasoning.owning import no_news
from whoknew.reasoning.proof import fresh
from whoknew.reasoning.questions import told, view
from whoknew.reasoning.replay import closed_by
from whoknew.reasoning.timeline import moments, timeline


def knowledge(world: World, policy: str = "ranked") -> tuple[KnowledgeFinding, ...]:
    """Tellings first, then each cell's states by runs of moments; silent cells are not listed: not recorded."""
    whole, steps = view(world, policy), moments(world)
    fresh(world)
    found = list(told(world, policy=policy))
    dull = no_news(world)
    for agent, prop in sorted(dict.fromkeys((*world.cells, *world.kept_cells))):
        if (agent, prop) in dull:
            continue
        found += intervals(whole, agent, prop, steps)
    return tuple(replace(finding, id=f"k{number + 1}") for number, finding in enumerate(found))


def findings_of(world: World) -> Findings:
    """Findings of a compiled world."""
    report = conflicts(world)
    return Findings(
        timeline=timeline(world),
        moments=_closing(world, moments(world)),
        knowledge=knowledge(world),
        deceptions=deceived(world),
        conflicts=report.conflicts,
        tensions=report.tensions,
        journeys=journeys(world),
    )


def _closing(world: World, steps: Sequence[Moment]) -> tuple[Moment, ...]:
    return tuple(
        replace(step, closes=tuple(dict.fromkeys(c.item for item in step.items for c in closed_by(world, item))))
        for step in steps
    )


def findings(analysis: Analysis) -> Findings:
    """Timeline, moments, knowledge, deceptions, conflicts, tensions and journeys; ``audit`` stays as it was."""
    return replace(findings_of(compile(analysis)), audit=analysis.findings.audit)


def with_findings(analysis: Analysis) -> Analysis:
    """The analysis with its findings, and what was odd about the model among its diagnostics."""
    world = compile(analysis)
    made = replace(findings_of(world), audit=analysis.findings.audit)
    known = set(analysis.diagnostics)
    new = tuple(doubt for doubt in dict.fromkeys(world.diagnostics) if doubt not in known)
    return replace(analysis, findings=made, diagnostics=(*analysis.diagnostics, *new))
