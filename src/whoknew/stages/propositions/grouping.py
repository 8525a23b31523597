"""Stretches that say the same become one proposition; greedy, in the order of the text, never across a clash."""

from dataclasses import dataclass, field

from whoknew.stages.propositions.concepts import About, Reader, crossed, likeness, states
from whoknew.stages.propositions.units import Unit, motion

SAME = 0.6  # likeness from which two tellings say the same
STATED = 0.72  # and from which the account is held to state what was told
ASKING = frozenset({"ask", "refuse", "grant", "promise", "order", "decide"})
BACK = 2  # sentences that a pronoun goes on over
NEAR = 40  # how many groups back a group is looked for


@dataclass
class Group:
    """A proposition in the making; the first unit gives its words and its positive sense."""

    units: list[Unit] = field(default_factory=list)
    stated: list[Unit] = field(default_factory=list)
    named: set[str] = field(default_factory=set)
    concepts: set[str] = field(default_factory=set)
    plan_of: str | None = None

    def about(self) -> About:
        return self.units[0].about

    def add(self, unit: Unit) -> None:
        self.units.append(unit)
        self.named |= unit.about.named
        self.concepts |= unit.about.concepts
        self.plan_of = self.plan_of or unit.plan_of


def gather(units: list[Unit], reader: Reader) -> tuple[list[Group], dict[int, int]]:
    """Groups of tellings, and the group of each unit by its index."""
    groups: list[Group] = []
    of: dict[int, int] = {}
    index: dict[str, list[int]] = {}
    for number, unit in enumerate(units):
        if unit.stands_for >= 0:
            of[number] = of[unit.stands_for]
            groups[of[number]].units.append(unit)
            continue
        topic = unit.act is not None and unit.act.type == "mislead" and bool(unit.act.content_spans)
        if not unit.about.concepts and unit.plan_of is None and not topic:
            continue
        best = of[unit.joins] if unit.joins in of else _best(groups, index, unit, reader)
        if best < 0:
            groups.append(Group())
            best = len(groups) - 1
        groups[best].add(unit)
        of[number] = best
        for concept in unit.about.concepts:
            if best not in index.setdefault(concept, []):
                index[concept].append(best)
        if unit.plan_of is not None and best not in index.setdefault(f"plan:{unit.plan_of}", []):
            index[f"plan:{unit.plan_of}"].append(best)
    return groups, of


def _best(groups: list[Group], index: dict[str, list[int]], unit: Unit, reader: Reader) -> int:
    candidates = {group for concept in unit.about.concepts for group in index.get(concept, ())[-NEAR:]}
    if unit.plan_of is not None:
        vague = unit.about.concepts <= {"leave", "come"} or not unit.about.concepts
        for group in index.get(f"plan:{unit.plan_of}", ())[-NEAR:]:
            if not (vague or groups[group].concepts <= {"leave", "come"}):
                continue
            if not unit.about.places or not groups[group].concepts:
                return group
    scored = [(score, -group) for group in candidates if (score := _score(groups[group], unit, reader)) >= SAME]
    return -max(scored)[1] if scored else -1


def _score(group: Group, unit: Unit, reader: Reader) -> float:
    if group.named and unit.about.named and not group.named & unit.about.named:
        return 0.0
    best = 0.0
    for other in group.units[:6]:
        if not other.about.concepts or crossed(other.about, unit.about):
            continue
        if motion(other.about) and motion(unit.about) and other.about.places != unit.about.places:
            continue
        if _numbers_differ(other.about, unit.about) or dates_differ(other.about, unit.about, reader):
            continue
        turned = _turned(other.about, unit.about, reader) or _turned(unit.about, other.about, reader)
        if others_subject(other.about, unit.about, reader) and not turned:
            continue
        if (
            unit.act is None
            and other.about.subject != unit.about.subject
            and (other.about.subject or motion(unit.about))
        ):
            continue
        score = likeness(other.about, unit.about, reader.weight)
        goes_on = unit.about.pronoun and not other.about.subject and 0 <= unit.sentence - other.sentence <= BACK
        if _thin(other.about, unit.about, reader.name_words, goes_on=goes_on):
            continue
        if unit.act is None and other.about.topic and other.act is not None and other.act.type not in ASKING:
            continue  # a topic is neither so nor not so
        best = max(best, score)
    return best


def _turned(thing: About, doing: About, reader: Reader) -> bool:
    """ "The works were for sale" and "he decided to sell the works": what the one is about, the other does something to."""
    return (
        reader.types.get(thing.subject) in ("place", "facility", "other", "organisation")
        and thing.subject in doing.actors
        and thing.subject != doing.subject
        and reader.types.get(doing.subject) in ("person", "group", "organisation")
        and thing.head == doing.head
    )


def _thin(left: About, right: About, names: frozenset[str], *, goes_on: bool = False) -> bool:
    """Whether what two stretches share is too little: it must hold what one of them mainly says, and two things more
    than a name, or all that both mainly say with the same subject or body named too; "they had not" right after goes on
    about the same."""
    shared = (left.concepts & right.concepts) - names
    if not {left.head, right.head} & (shared - frozenset(states().values())):
        return True
    if left.minus != right.minus:
        denied, held = (left, right) if left.minus else (right, left)
        if denied.head not in held.concepts:
            return True  # what is denied must be what the other says
    if len(shared) >= 2 or goes_on:
        return False
    if left.head != right.head:
        return True  # "he has not seen it" is not "what the campaign sees as an attack"
    if left.thing and left.thing == right.thing:
        return False
    return not (left.subject and left.subject == right.subject) and not left.named & right.named


def others_subject(left: About, right: About, reader: Reader) -> bool:
    """Whether two stretches speak of two different doers; "two men" and "two men" without names may be the same."""
    if not left.subject or not right.subject or left.subject == right.subject:
        return False
    named = any(reader.is_named.get(one, True) for one in (left.subject, right.subject))
    return named or not left.thing or left.thing != right.thing


def dates_differ(left: About, right: About, reader: Reader) -> bool:
    """Whether two stretches name dates that cannot be one: neither's stretch of time lies within the other's."""
    mine = [reader.dates[one] for one in left.times if one in reader.dates]
    yours = [reader.dates[one] for one in right.times if one in reader.dates]
    return bool(mine and yours) and all(a[1] < b[0] or b[1] < a[0] for a in mine for b in yours)


def _numbers_differ(left: About, right: About) -> bool:
    return bool(left.numbers and right.numbers and left.numbers != right.numbers)


def attach(groups: list[Group], world: list[Unit], reader: Reader) -> None:
    """Statements of the account that say the same as a telling, or its opposite, join it."""
    index: dict[str, list[int]] = {}
    for number, group in enumerate(groups):
        for concept in group.concepts:
            index.setdefault(concept, []).append(number)
    for statement in world:
        if len(statement.about.concepts) < 1:
            continue
        candidates = {group for concept in statement.about.concepts for group in index.get(concept, ())[-NEAR:]}
        scored = [
            (score, -group) for group in candidates if (score := _score(groups[group], statement, reader)) >= STATED
        ]
        if scored:
            groups[-max(scored)[1]].stated.append(statement)
        elif "meet" in statement.about.concepts and statement.about.subject:
            _contact(groups, candidates, statement)


def _contact(groups: list[Group], candidates: set[int], statement: Unit) -> None:
    """ "They were in contact" is about the meeting or call that the same people had."""
    for number in sorted(candidates):
        for unit in groups[number].units:
            about = unit.about
            speaks = about.head == "meet" or ("meet" in about.concepts and len(about.concepts) <= 4)
            if speaks and about.subject == statement.about.subject and unit.stands_for < 0:
                groups[number].stated.append(statement)
                return
