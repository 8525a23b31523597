"""Why two propositions cannot both hold: antonyms, two destinations, two numbers, two dates; with the marker used."""

from dataclasses import dataclass

from whoknew.model import Span
from whoknew.model.syntax import Tree
from whoknew.stages.propositions.concepts import About, Reader, antonyms, lists
from whoknew.stages.propositions.grouping import Group, dates_differ, others_subject
from whoknew.stages.propositions.units import Unit, motion

REACH = 1  # sentences between a telling and what contradicts it by another destination


@dataclass(frozen=True)
class Clashing:
    """A group and a statement or another group that cannot hold with it."""

    group: int
    other: int  # index of a group, or -1 where it is the statement
    statement: Unit | None
    reason: str
    marker: Span | None


def between(groups: list[Group], reader: Reader) -> list[Clashing]:
    """Clashes of groups with each other."""
    found: list[Clashing] = []
    index: dict[str, list[int]] = {}
    for number, group in enumerate(groups):
        for concept in group.concepts:
            index.setdefault(concept, []).append(number)
    for number, group in enumerate(groups):
        near = {other for concept in _related(group.concepts) for other in index.get(concept, ()) if other < number}
        for other in sorted(near)[-40:]:
            reason = _reason(groups[other], group, reader)
            if reason:
                found.append(Clashing(number, other, None, reason, None))
    return found


def _related(concepts: set[str]) -> set[str]:
    return concepts | {word for pair in antonyms() if pair & concepts for word in pair}


def _reason(left: Group, right: Group, reader: Reader) -> str:
    one, other = left.about(), right.about()
    if not one.concepts or not other.concepts:
        return ""
    if others_subject(one, other, reader):
        return ""
    if one.named and other.named and not one.named & other.named:
        return ""
    common = one.concepts & other.concepts
    same = bool(one.subject and one.subject == other.subject) or bool(one.thing and one.thing == other.thing)
    opposed = next((pair for pair in antonyms() if len(pair) == 2 and _split(pair, one, other)), None)
    if opposed is not None and same and one.minus == other.minus:
        return " against ".join(sorted(opposed))
    alike = len(common) >= 2 or (same and one.head == other.head)
    if one.topic or other.topic:
        return ""  # "a 46-page analysis" says nothing that could be otherwise
    if alike and one.numbers and other.numbers and not one.numbers & other.numbers:
        return "two numbers"
    if motion(one) and motion(other) and same:
        mine, yours = one.places, other.places
        if mine and yours and not mine & yours and one.times == other.times:
            return "two destinations"
    if same and one.head == other.head and dates_differ(one, other, reader):
        return "two dates"
    return ""


def _split(pair: frozenset[str], one: About, other: About) -> bool:
    left, right = pair
    if (one.head, other.head) in ((left, right), (right, left)):
        return True
    mine, yours = one.concepts & pair, other.concepts & pair
    telling = one.head in pair or other.head in pair  # "would close" and "would stay open"
    return telling and len(mine) == 1 and len(yours) == 1 and mine != yours


def elsewhere(groups: list[Group], world: list[Unit], reader: Reader) -> list[Clashing]:
    """Where somebody was said to be going one way, and the text at once says that he went another."""
    by_sentence: dict[int, list[Unit]] = {}
    for statement in world:
        by_sentence.setdefault(statement.sentence, []).append(statement)
    movers = {move.id: move.mover.entity or "" for move in reader.analysis.movements if move.happened == "done"}
    found: list[Clashing] = []
    for number, group in enumerate(groups):
        for unit in group.units:
            mine = unit.about.places
            if not motion(unit.about) or not mine or not unit.about.subject:
                continue
            for sentence in range(unit.sentence, unit.sentence + REACH + 1):
                for statement in by_sentence.get(sentence, ()):
                    yours = statement.about.places
                    went = {movers[one] for one in statement.happening if one in movers}  # "a car took him to …": he
                    if not motion(statement.about) and not went:
                        continue
                    if statement.word <= unit.word or not yours or mine & yours:
                        continue
                    marker = contrast(reader.tree, statement)
                    if marker is not None and unit.about.subject in (went or {statement.about.subject}):
                        found.append(Clashing(number, -1, statement, "two destinations", marker))
    return found


def contrast(tree: Tree, statement: Unit) -> Span | None:
    """The words that hold a clause against what came before it, where there are any."""
    closed = lists()["contrast"]
    words = tree.phrase(statement.word)
    start = max(0, words[0] - 2)
    for index in range(start, min(words[-1] + 1, statement.word + 3)):
        if tree.low(index) in closed["words"] and (index <= statement.word or tree.low(index) == "instead"):
            return tree.spans[index]
    text = tree.text[tree.spans[start][0] : tree.spans[statement.word][1]].lower()
    for phrase in closed["phrases"]:
        at = text.find(phrase)
        if at >= 0:
            begin = tree.spans[start][0] + at
            return (begin, begin + len(phrase))
    return None
