"""What a story tells between two dated things, told forwards, lies by the telling between them. Weak, and guarded.

"On Saturday he met the chiefs. [paragraph] He rang his adviser. [paragraph] On Saturday evening the minister called him."
The rule holds only where the paragraph goes on with somebody of the dated ones, in the simple past, under one heading,
and where the second date is not before the first and close to it: news that goes back and forth is left undated.
"""

from datetime import date
from typing import NamedTuple

from whoknew.model import Analysis, Bounds, When
from whoknew.model.wording import Wording
from whoknew.stages.order.items import Item
from whoknew.stages.order.telling import in_main_clause, pluperfect

PARAGRAPHS = 3  # how far a dated thing may be told away
DAYS = 31  # how far the two dates may lie apart


class _Told(NamedTuple):
    block: int
    sentence: int
    section: int
    token: int
    item: Item
    people: frozenset[str]
    bounds: Bounds | None  # its own, where a stated time says the day


def place_between(analysis: Analysis, words: Wording, items: list[Item], found: dict[str, When]) -> dict[str, Bounds]:
    """Weak bounds by item id."""
    people = _people(analysis)
    sections = _sections(analysis)
    told = [
        _told(analysis, words, item, found, people, sections)
        for item in items
        if item.id in people and item.real and _narrated(words, item.token)
    ]
    around: dict[int, set[str]] = {}
    for one in told:
        around.setdefault(one.block, set()).update(one.people)
    bounds: dict[str, Bounds] = {}
    following = _following(told)
    last: _Told | None = None
    for number, one in enumerate(told):
        if one.bounds is not None:
            last = one
            continue
        when, after = found.get(one.item.id, When()), following[number]
        if when.times or when.bounds.earliest or last is None or after is None or not _near(last, one, after):
            continue
        if not around[one.block] & (last.people | after.people):
            continue
        between = _span(last.bounds, after.bounds)
        if between is not None:
            bounds[one.item.id] = between
    return bounds


def _told(
    analysis: Analysis,
    words: Wording,
    item: Item,
    found: dict[str, When],
    people: dict[str, frozenset[str]],
    sections: list[int],
) -> _Told:
    sentence = words.sentence[item.token]
    block = analysis.sentences[sentence].block
    when = found.get(item.id, When())
    dated = when.times and not when.weak and _days(when.bounds) is not None
    section = sections[block] if 0 <= block < len(sections) else 0
    own = when.bounds if dated else None
    return _Told(block, sentence, section, item.token, item, people[item.id], own)


def _following(told: list[_Told]) -> list[_Told | None]:
    """For each, the next dated one after it."""
    after: list[_Told | None] = [None] * len(told)
    known: _Told | None = None
    for number in range(len(told) - 1, -1, -1):
        after[number] = known
        known = told[number] if told[number].bounds is not None else known
    return after


def _near(last: _Told, one: _Told, after: _Told) -> bool:
    if not last.section == one.section == after.section:
        return False
    return one.block - last.block <= PARAGRAPHS and after.block - one.block <= PARAGRAPHS


def _span(first: Bounds | None, second: Bounds | None) -> Bounds | None:
    """From the day of the first to that of the second, where the telling goes forwards and not far."""
    early, late = _days(first), _days(second)
    if early is None or late is None or early[0] > late[0] or early[1] > late[1] or (late[1] - early[0]).days > DAYS:
        return None
    return Bounds(earliest=f"{early[0].isoformat()}T00:00", latest=f"{late[1].isoformat()}T23:59")


def _days(bounds: Bounds | None) -> tuple[date, date] | None:
    """First and last day of bounds of a week at most; None for wider and open ones."""
    if bounds is None or not bounds.earliest or not bounds.latest:
        return None
    try:
        first, last = date.fromisoformat(bounds.earliest[:10]), date.fromisoformat(bounds.latest[:10])
    except ValueError:
        return None
    return (first, last) if 0 <= (last - first).days <= 7 else None


def _sections(analysis: Analysis) -> list[int]:
    """The section of each block: how many headings stand before it."""
    found, number = [], 0
    for block in analysis.blocks:
        number += block.type == "heading"
        found.append(number)
    return found


def _narrated(words: Wording, at: int) -> bool:
    """In the main line of the telling, in the simple past: "rang", "was told"; not "says", "has said", "had gone"."""
    if not words.parsed or not in_main_clause(words, at) or pluperfect(words, at):
        return False
    helpers = [words.lower[c] for c in words.children[at] if words.deprels[c].startswith(("aux", "cop"))]
    if helpers:
        return helpers[0] in {"was", "were", "did"}
    return (
        words.upos[at] == "VERB" and words.lower[at] != words.lemmas[at] and not words.lower[at].endswith(("s", "ing"))
    )


def _people(analysis: Analysis) -> dict[str, frozenset[str]]:
    """Who takes part in what took place: acts, movements, presences; not silences, which last."""
    found: dict[str, frozenset[str]] = {}
    for act in analysis.acts:
        if act.polarity and act.type not in ("withhold", "unaware", "know", "mislead"):
            found[act.id] = frozenset(p.entity for p in (*act.agents, *act.others) if p.entity is not None)
    for movement in analysis.movements:
        if movement.happened in ("done", "attempted"):
            found[movement.id] = frozenset({movement.mover.entity} if movement.mover.entity else ())
    for presence in analysis.presences:
        found[presence.id] = frozenset({presence.who.entity} if presence.who.entity else ())
    return found
