"""Each source dropped on its own: what turns into something else, what newly follows, what clash or deception is gone.

Rules can be defeated, so this needs the engine: the supports of a finding say only whether it still stands. Sources are
taken by how much stands on them, and a source without which every record is as it was turns nothing.
"""

from msgspec.structs import replace

from whoknew.model import Analysis, Certainty, Conflict, Deception, Finding, Knockout, KnowledgeFinding, Turn
from whoknew.reasoning.compile import compile
from whoknew.reasoning.difference import Change, turned
from whoknew.reasoning.dropping import drop_source
from whoknew.reasoning.facts import World
from whoknew.reasoning.sides import other_sides

SOURCES = 24  # so many are dropped, those with most records first
RECORDS = 4_000  # and no more than this many records (of the account) are worked through for all of them together
FIRMNESS = ("certain", "excluded", "possible", "not_decided", "not_recorded")


def with_knockouts(analysis: Analysis) -> Analysis:
    """The analysis with ``findings.knockouts``; the other findings stay as they were."""
    return replace(analysis, findings=replace(analysis.findings, knockouts=knockouts(analysis)))


def knockouts(analysis: Analysis) -> tuple[Knockout, ...]:
    """One for each source but the account itself, in the order of the sources; those past the bounds are left out."""
    world = compile(analysis)
    kept = [source.id for source in analysis.sources if source.kind != "self" and not source.publisher]
    reached: dict[str, Knockout] = {}
    dropped = 0
    for source in sorted(kept, key=lambda source: -_weight(world, source)):
        without = drop_source(analysis, source)
        if replace(without, sources=analysis.sources) == analysis:
            reached[source] = Knockout(source=source)
            continue
        dropped += 1
        if dropped > SOURCES or dropped * len(world.records) > RECORDS:
            continue
        reached[source] = Knockout(source=source, turns=_turns(world, compile(without)))
    return tuple(reached[source] for source in kept if source in reached)


def _weight(world: World, source: str) -> int:
    return sum(source in world.sources_of(key) for key in world.records)


def _turns(old: World, new: World) -> tuple[Turn, ...]:
    changes = turned(old, new)
    spare = {*other_sides(old, [c.before for c in changes]), *other_sides(new, [c.after for c in changes])}
    cards = {
        (d.act, agent) for c in changes for d in (c.before, c.after) if isinstance(d, Deception) for agent in d.told
    }
    found: dict[tuple[object, ...], Turn] = {}
    for number, change in enumerate(changes):
        said = change.before or change.after
        if isinstance(said, KnowledgeFinding) and (number in spare or _on_card(said, cards)):
            continue  # the deception says it, or the other side of the matter does
        turn = _turn(new, change)
        if turn is None:
            continue
        key = (
            turn.kind,
            turn.act,
            turn.agent,
            turn.told,
            turn.proposition,
            turn.asserts,
            turn.before,
            turn.after,
            turn.members,
        )
        known = found.get(key)
        if known is None or FIRMNESS.index(turn.after_class) < FIRMNESS.index(known.after_class):
            found[key] = turn
    return tuple(found.values())


def _on_card(finding: KnowledgeFinding, cards: set[tuple[str, str]]) -> bool:
    """Whether it is a telling that a deception among the changes speaks of."""
    return finding.value in ("told", "told_falsely") and (finding.from_moment, finding.agent) in cards


def _turn(new: World, change: Change) -> Turn | None:
    """One change; none where a state of mind only goes, or turns to silence: supports tell that. A deception that goes
    while its telling is still said is told from one whose telling goes too."""
    before, after = change.before, change.after
    shown = after or before
    if shown is None:
        return None
    turn = Turn(
        kind="knowledge",
        before=_value(before),
        before_class=_class(before),
        before_asserts=getattr(before, "asserts", True),
        after=_value(after),
        after_class=_class(after),
        why=change.why,
        claims=shown.claims,
        spans=shown.spans,
    )
    match shown:
        case KnowledgeFinding():
            if (
                not turn.after
                or turn.after == "not_recorded"
                or (turn.before, turn.before_class) == (turn.after, turn.after_class)
            ):
                return None
            return replace(turn, agent=shown.agent, proposition=shown.proposition, asserts=shown.asserts)
        case Deception():
            left = after is None and shown.act in new.records and shown.value != "said_to_mislead"
            return replace(
                turn,
                after="told" if left else turn.after,
                kind="deception",
                agent=shown.teller,
                told=shown.told,
                proposition=shown.proposition,
                asserts=shown.asserts,
                act=shown.act,
            )
        case Conflict():
            kind = "tension" if change.kind == "tension" else "conflict"
            return replace(turn, kind=kind, members=shown.members, why=shown.reason if after is not None else turn.why)
        case _:
            return None


def _value(finding: Finding | None) -> str:
    if isinstance(finding, KnowledgeFinding | Deception):
        return finding.value
    return "" if finding is None else "stands"


def _class(finding: Finding | None) -> Certainty:
    return finding.certainty if isinstance(finding, KnowledgeFinding | Deception) else "certain"
