"""What the user means: agents, propositions, sources, items and moments by id or by words; or what is near."""

from collections.abc import Iterable
from difflib import get_close_matches

from whoknew.errors import QuestionError
from whoknew.reasoning.builder import fold
from whoknew.reasoning.clock import interval
from whoknew.reasoning.facts import World
from whoknew.reasoning.literals import END, At
from whoknew.reasoning.words import label

STOP = frozenset(
    {"the", "a", "an", "of", "to", "that", "was", "is", "and", "in", "his", "her", "their", "had", "has"}
    | {"he", "she", "it", "they", "were", "be", "been", "will", "would", "him", "them", "its"}
)


def find_agents(world: World, text: str) -> tuple[str, ...]:
    """Ids of the agents that some words name: by id, by whole name or alias, else by all of the words in a name."""
    names = {key: [world.name_of(key)] for key in world.agents}
    keys: dict[str, str] = world.cache.get("entity keys", {})  # type: ignore[assignment]
    for number, analysis in enumerate(world.analyses):
        for entity in analysis.entities:
            key = f"{number + 1}:{entity.id}" if len(world.analyses) > 1 else entity.id
            linked = key if key in names else keys.get(key) or _linked(world, entity.name)
            if linked in names:
                names[linked] += [entity.name, *entity.aliases, *(office.title for office in entity.roles)]
                called = {other.id: other.name for other in analysis.entities}
                names[linked] += [f"{kin.relation} of {called.get(kin.to, '')}" for kin in entity.kin]
    try:
        return _match(text, names, "agent")
    except QuestionError as error:
        if _is_source(world, text):
            raise QuestionError(
                f"{error} “{text.strip()}” is a source here: somebody who tells of the story, not somebody in it."
            ) from error
        raise


def _is_source(world: World, text: str) -> bool:
    try:
        return bool(find_sources(world, text))
    except QuestionError:
        return False


def _linked(world: World, name: str) -> str:
    return next((key for key in world.agents if fold(world.name_of(key)) == fold(name)), "")


def find_propositions(world: World, text: str) -> tuple[str, ...]:
    """Ids of the propositions that some words are about: by gist, or by any other wording that the account has for it."""
    names = {key: [world.name_of(key)] for key in world.props}
    for number, analysis in enumerate(world.analyses):
        for proposition in analysis.propositions:
            key = f"{number + 1}:{proposition.id}" if len(world.analyses) > 1 else proposition.id
            if key in names:
                names[key] += [analysis.text_of(span) for span in proposition.members]
    return _match(text, names, "topic", close=True)


def find_sources(world: World, text: str) -> tuple[str, ...]:
    """Ids of the sources that some words name."""
    names: dict[str, list[str]] = {}
    for number, analysis in enumerate(world.analyses):
        prefix = f"{number + 1}:" if len(world.analyses) > 1 else ""
        entities = {entity.id: entity for entity in analysis.entities}
        for source in analysis.sources:
            entity = entities.get(source.entity or "")
            more = [entity.name, *entity.aliases] if entity else []
            names[prefix + source.id] = [source.descriptor, *more]
    return _match(text, names, "source")


def find_items(world: World, text: str) -> tuple[str, ...]:
    """Ids of the acts, events, movements and presences that some words describe."""
    return _match(text, {key: [label(world, key)] for key in world.items}, "fact", close=True)


def find_places(world: World, text: str) -> tuple[str, ...]:
    """Keys of the places that some words name."""
    keys = dict.fromkeys(located.place for located in world.located)
    for number, analysis in enumerate(world.analyses):
        for entity in analysis.entities:
            if entity.type in ("place", "facility"):
                keys[f"{number + 1}:{entity.id}" if len(world.analyses) > 1 else entity.id] = None
    return _match(text, {key: [world.name_of(key)] for key in keys}, "place")


def parse_when(world: World, text: str | None) -> At:
    """A moment to ask about: an ISO date or time (as of its end), or an item (just after it); None is the end.

    Raises ``QuestionError`` for anything else, with what is near.
    """
    if text is None or not text.strip():
        return END
    span = interval(text)
    if span is not None:
        return At(clock=span[1], label=text.strip())
    if any(char.isdigit() for char in text) and text.strip() not in world.records:
        raise QuestionError(
            f"“{text}” is not a date that the calendar has, written year-month-day: 2024-12-07 or 2024-12-07T18:00."
        )
    try:
        items = find_items(world, text)
    except QuestionError as error:
        raise QuestionError(f"“{text}” is neither a date (2024-12-07, 2024-12-07T18:00) nor a fact. {error}") from error
    return At(points=(world.point(items[0]),), label=items[0])


def _match(text: str, names: dict[str, list[str]], kind: str, *, close: bool = False) -> tuple[str, ...]:
    wanted = text.strip()
    if wanted in names:
        return (wanted,)
    folded = fold(wanted)
    if not folded:
        raise QuestionError(f"No {kind} is named.")
    exact = tuple(key for key, known in names.items() if any(fold(name) == folded for name in known))
    if exact:
        return exact
    words = _words(folded)
    whole = tuple(key for key, known in names.items() if any(words <= _words(fold(name)) for name in known) and words)
    if whole:
        return whole
    if close and words:
        scored = {key: max(len(words & _words(fold(name))) for name in known) for key, known in names.items()}
        best = max(scored.values(), default=0)
        if best and best * 2 >= len(words):
            return tuple(key for key, score in scored.items() if score == best)
    near = _near(folded, names)
    some = near or _some(name for known in names.values() for name in known[:1])
    shown = ", ".join(f"“{name.replace('“', '‘').replace('”', '’')}”" for name in some)
    more = " and more" if not near and len(names) > len(some) else ""
    hint = f"Near to it: {shown}." if near else f"There are: {shown}{more}." if some else f"The model has no {kind}."
    raise QuestionError(f"No {kind} matches “{wanted}”. {hint}")


def _words(folded: str) -> set[str]:
    return {word.strip(".,;:“”\"'’") for word in folded.replace("-", " ").split()} - STOP - {""}


def _near(folded: str, names: dict[str, list[str]]) -> list[str]:
    flat = {fold(name): name for known in names.values() for name in known}
    found = get_close_matches(folded, flat, n=5, cutoff=0.5)
    words = _words(folded)
    found += [name for name in flat if words & _words(name)]
    pieces: dict[str, str] = {word: name for name in flat for word in _words(name)}
    found += [pieces[match] for word in words for match in get_close_matches(word, pieces, n=3, cutoff=0.7)]
    return list(dict.fromkeys(flat[name] for name in found))[:5]


def _some(names: Iterable[str]) -> list[str]:
    return list(names)[:5]
