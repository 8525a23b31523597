"""One moment of a replay on a terminal or in a pipe: who is where, who was told what, whose mind changed, what closed."""

from collections.abc import Sequence

from rich.console import Console

from whoknew.cli.proof import CLASSES, VALUES, cite, in_full, line, sources_in_words
from whoknew.model import Bounds, KnowledgeFinding, Moment
from whoknew.reasoning import Frame, World
from whoknew.reasoning.minds import finding_words
from whoknew.reasoning.naming import speaker
from whoknew.reasoning.sides import other_sides
from whoknew.reasoning.words import at_place, called, is_rules, label

MOST_ALTERNATIVES = 3


def show_frame(world: World, frames: Sequence[Frame], number: int, console: Console, *, possible: bool = False) -> None:
    """The moment, and the state after it; what is only possible is counted unless it is asked for."""
    frame = frames[number]
    line(console, f"{number + 1} of {len(frames)}  {when(frame.moment)}", 0, "bold")
    for item in frame.moment.items:
        quote = cite(world, item)
        said = f" – {quote}" if quote else ""
        line(console, f"{in_full(world, item)}{said}{_says_so(world, item, quoted=bool(quote))}", 2)
    _order(world, frame, console)
    _told(world, frame, console)
    _minds(world, frames, number, console, possible)
    _where(world, frame, console, possible)
    for closed in frame.closed:
        said = "the account itself" if closed.source.endswith("self") else speaker(world, closed.source)
        words = label(world, closed.item)
        line(console, f"closed: {words} – {closed.reason} — {said}", 2)


def _says_so(world: World, item: str, *, quoted: bool) -> str:
    """Who says so: of what has a sentence, and of what is the user's own."""
    return f" — {sources_in_words(world, item)}" if quoted or is_rules(world, item) else ""


def when(moment: Moment) -> str:
    """The bounds of a moment; open ends as such."""
    low, high = moment.bounds.earliest, moment.bounds.latest
    if low and high:
        first, last = _short(Bounds(earliest=low)), _short(Bounds(latest=high))
        return first if first == last else f"{first} – {last}"
    if low or high:
        return f"from {_short(Bounds(earliest=low))}" if low else f"until {_short(Bounds(latest=high))}"
    return "at a time that is not stated"


def _short(bounds: Bounds) -> str:
    stamp = bounds.earliest or bounds.latest or ""
    whole = "T00:00" if bounds.earliest else "T23:59"
    return stamp[:16].removesuffix(whole).replace("T", " ")


def _order(world: World, frame: Frame, console: Console) -> None:
    if not frame.moment.open_order:
        return
    line(console, "The account does not say in which order these came.", 2)
    for order in frame.alternatives[:MOST_ALTERNATIVES]:
        line(console, f"perhaps: {' → '.join(label(world, item) for item in order)}", 4, "dim")
    if len(frame.alternatives) > MOST_ALTERNATIVES:
        line(console, "or in another order", 4, "dim")


def _told(world: World, frame: Frame, console: Console) -> None:
    for finding in frame.told:
        grade = "" if finding.certainty == "certain" else f" ({CLASSES[finding.certainty]})"
        line(console, f"told: {finding_words(world, finding)}{grade}", 2)


def _minds(world: World, frames: Sequence[Frame], number: int, console: Console, possible: bool) -> None:
    before = _cells(frames[number - 1].minds) if number else {}
    now = _cells(frames[number].minds)
    shown = [finding for cell in frames[number].changed for finding in now.get(cell, ())]
    turned = other_sides(world, shown)
    both = {id(shown[main]): [shown[at] for at in turned if turned[at] == main] for main in turned.values()}
    spared = {id(shown[at]) for at in turned}
    left_out = 0
    for cell in frames[number].changed:
        for finding in now.get(cell, ()):
            if id(finding) in spared:
                continue
            if finding.certainty != "certain" and not possible:
                left_out += 1
                continue
            said = finding_words(world, finding, both.get(id(finding), ()))
            same = [old for old in before.get(cell, ()) if old.value == finding.value]
            earlier = ", ".join(VALUES[old.value] for old in before.get(cell, ()))
            was = " (before: possible)" if same else f" (before: {earlier})" if earlier else ""
            grade = "" if finding.certainty == "certain" else f" ({CLASSES[finding.certainty]})"
            line(console, f"mind: {said}{grade}{was}", 2)
    if left_out:
        more = "1 more change is" if left_out == 1 else f"{left_out} more changes are"
        line(console, f"mind: {more} only possible (--possible lists them)", 2, "dim")


def _cells(minds: Sequence[KnowledgeFinding]) -> dict[tuple[str, str], list[KnowledgeFinding]]:
    found: dict[tuple[str, str], list[KnowledgeFinding]] = {}
    for finding in minds:
        found.setdefault((finding.agent, finding.proposition), []).append(finding)
    return found


def _where(world: World, frame: Frame, console: Console, possible: bool) -> None:
    placed: dict[str, list[str]] = {}
    for one in frame.where:
        if one.certainty != "certain" and not possible:
            continue
        grade = "" if one.certainty == "certain" else f" ({CLASSES[one.certainty]})"
        where = at_place(world, one.place) if one.place in world.names else f"at {one.place}"
        absent = "" if one.present else "not "
        placed.setdefault(f"{absent}{where}", []).append(called(world, one.agent) + grade)
    if placed:
        words = "; ".join(f"{place}: {', '.join(dict.fromkeys(names))}" for place, names in placed.items())
        line(console, f"where, as last recorded: {words}", 2, "dim")
