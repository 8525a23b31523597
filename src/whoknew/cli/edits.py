"""Changes as a person writes them: ``tell Maher al-Assad: the plan to leave on 2024-12-07`` → edits of a world."""

import re
from collections.abc import Callable

from whoknew.cli.matching import single, statements
from whoknew.errors import QuestionError, UsageError
from whoknew.reasoning import World, edits, find_agents, find_items, find_places, find_sources

TIME = re.compile(r"\s+(?:on|at) (\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2})?)$")
DATE = re.compile(r"\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2})?")
ORDER = re.compile(r"\s+(after|before) (.+)$")
QUOTED = re.compile(r'["“](.+)["”]')


def read_script(world: World, text: str, path: str, at: str | None) -> list[edits.Edit]:
    """The edits of a script: one on each line, ``#`` starts a comment. Raises ``UsageError`` with the line's number."""
    found: list[edits.Edit] = []
    for number, content in enumerate(text.split("\n"), start=1):
        change = content.split("#")[0].strip()
        if not change:
            continue
        try:
            found += read_edit(world, change, at)
        except (UsageError, QuestionError) as error:
            raise UsageError(f"{path}:{number}: {error}") from error
    return found


def read_edit(world: World, change: str, at: str | None) -> list[edits.Edit]:
    """The edits that one change means (several where a name means several). Raises ``UsageError``, ``QuestionError``."""
    text = " ".join(change.split())
    verb, _, rest = text.partition(" ")
    reader = READERS.get(verb.casefold())
    if reader is not None and not rest:
        raise UsageError(f'“{text}” alone is not a change. A change stands whole in quotation marks: "{text} …".')
    if reader is None:
        raise UsageError(f"“{text}” is not a change. A change starts with {', '.join(READERS)}.")
    found = TIME.search(rest)
    if found is not None and verb.casefold() != "move":
        at, rest = found.group(1).replace(" ", "T"), rest[: found.start()]
    return reader(world, rest, _moment(at))


def _moment(at: str | None) -> str | None:
    """A time as edits take it; a bare day means its noon would be invented, so the whole day's start is used as a bound."""
    if at is None:
        return None
    if not DATE.fullmatch(at):
        raise UsageError(f"“{at}” is not a time. Write 2024-12-07 or 2024-12-07T18:00.")
    return at.replace(" ", "T")


def _item(world: World, words: str) -> str:
    return single(find_items(world, words.strip()), words.strip(), "fact", world)


def _tell(world: World, rest: str, at: str | None) -> list[edits.Edit]:
    head, colon, matter = rest.partition(":")
    if not colon or not matter.strip():
        raise UsageError("A telling is written “tell NAME: STATEMENT”.")
    teller: str | None = None
    if match := re.search(r"\s+by (.+)$", head):
        teller, head = single(find_agents(world, match.group(1)), match.group(1), "agent", world), head[: match.start()]
    after = before = None
    if match := ORDER.search(matter):
        item = _item(world, match.group(2))
        after, before = (item, None) if match.group(1) == "after" else (None, item)
        matter = matter[: match.start()]
    matter = matter.strip()
    asserts = not matter.startswith("not ")
    matter = matter if asserts else matter.removeprefix("not ")
    if quoted := QUOTED.fullmatch(matter):
        propositions: tuple[str | None, ...] = (quoted.group(1),)
    else:
        propositions = _known(world, matter)
    hearers = tuple(single(find_agents(world, name), name, "agent", world) for name in head.split(" and "))
    return [
        edits.AddTelling(
            hearers=hearers,
            proposition=str(proposition),
            teller=teller,
            asserts=asserts,
            at=at,
            after=after,
            before=before,
        )
        for proposition in propositions
    ]


def _known(world: World, matter: str) -> tuple[str | None, ...]:
    try:
        return statements(world, matter)
    except QuestionError as error:
        raise QuestionError(f"{error} To tell something new, put its words in quotation marks.") from error


def _move(world: World, rest: str, at: str | None) -> list[edits.Edit]:
    if match := re.search(r"\s+to (\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2})?)$", rest):
        return [edits.MoveItem(item=_item(world, rest[: match.start()]), at=_moment(match.group(1)))]
    if match := ORDER.search(rest):
        item, other = _item(world, rest[: match.start()]), _item(world, match.group(2))
        return [
            edits.MoveItem(item=item, after=other)
            if match.group(1) == "after"
            else edits.MoveItem(item=item, before=other)
        ]
    if at is not None:
        return [edits.MoveItem(item=_item(world, rest), at=at)]
    raise UsageError("A move is written “move FACT to 2024-12-07”, “move FACT after FACT” or “move FACT before FACT”.")


def _present(
    kind: type[edits.MakePresent] | type[edits.MakeAbsent], words: tuple[str, str]
) -> Callable[[World, str, str | None], list[edits.Edit]]:
    def read(world: World, rest: str, at: str | None) -> list[edits.Edit]:
        place_word, fact_word = words
        for joint, is_fact in ((f" {place_word} ", False), (f" {fact_word} ", True)):
            name, found, where = rest.partition(joint)
            if not found:
                continue
            agent = single(find_agents(world, name), name, "agent", world)
            if is_fact:
                return [kind(agent=agent, item=_item(world, where))]
            try:
                place = single(find_places(world, where), where, "place", world)
            except QuestionError as missing:
                try:
                    return [kind(agent=agent, item=_item(world, where))]
                except QuestionError:
                    raise missing from None
            return [kind(agent=agent, place=place, at=at)]
        raise UsageError(f"Write NAME {place_word} PLACE, or NAME {fact_word} FACT.")

    return read


READERS: dict[str, Callable[[World, str, str | None], list[edits.Edit]]] = {
    "tell": _tell,
    "remove": lambda world, rest, _: [edits.RemoveAct(act=_item(world, rest))],
    "negate": lambda world, rest, _: [edits.NegateAct(act=_item(world, rest))],
    "move": _move,
    "put": _present(edits.MakePresent, ("at", "in")),
    "keep": _present(edits.MakeAbsent, ("from", "out of")),
    "withdraw": lambda world, rest, _: [edits.WithdrawItem(item=_item(world, rest))],
    "drop": lambda world, rest, _: [edits.DropSource(source=single(find_sources(world, rest), rest, "source", world))],
}
