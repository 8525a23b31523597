"""What the user means by some words: agents, statements, sources, facts and times of a world, or what is near.

The engine matches ids, names and words; here an inflected word is met too ("leaving" for "leave"), and "the plan" is
met by a statement that is somebody's plan. Nothing is guessed: several that fit are all meant, none is an error.
"""

from collections.abc import Iterable

from whoknew.errors import QuestionError
from whoknew.reasoning import World, about, find_agents, find_items, find_propositions, taking_part

ENDINGS = ("ing", "ed", "es", "s", "e")
SMALL = frozenset(
    "the a an of to that was is and in his her their had has be been for on at it he she they will would".split()
)


def stem(word: str) -> str:
    """A word without its ending, for matching only: leave, leaves, leaving → leav."""
    folded = word.casefold().strip(".,;:!?“”\"'’()")
    for ending in ENDINGS:
        if folded.endswith(ending) and len(folded) - len(ending) >= 3:
            return folded[: -len(ending)]
    return folded


def stems(words: str) -> frozenset[str]:
    return frozenset(stem(word) for word in words.replace("-", " ").split() if word.casefold() not in SMALL) - {""}


def agents(world: World, words: str | None) -> tuple[str | None, ...]:
    """Ids of the agents that are meant; ``(None,)`` for everybody."""
    return (None,) if words is None else find_agents(world, words)


def statements(world: World, words: str | None) -> tuple[str | None, ...]:
    """Ids of the statements that are meant; ``(None,)`` for all. Raises ``QuestionError`` with what is near."""
    if words is None:
        return (None,)
    try:
        return find_propositions(world, words)
    except QuestionError:
        found = _inflected(world, words)
        if not found:
            raise
        return found


def _inflected(world: World, words: str) -> tuple[str, ...]:
    wanted = stems(words)
    plan = "plan" in wanted
    matched: dict[str, int] = {}
    for number, key in enumerate(world.props):
        known = stems(world.name_of(key)) | (frozenset({"plan"}) if world.plan_of[number] >= 0 else frozenset())
        shared = wanted & known
        if wanted and len(shared) * 2 >= len(wanted) and (not plan or "plan" in known):
            matched[key] = len(shared)
    best = max(matched.values(), default=0)
    return tuple(key for key, score in matched.items() if score == best)


def single(found: Iterable[str], words: str, kind: str, world: World) -> str:
    """The one that is meant. Raises ``QuestionError`` naming all where several fit."""
    all_of = list(found)
    if len(all_of) == 1:
        return all_of[0]
    shown = ", ".join(f"“{world.name_of(key)}” ({key})" for key in all_of[:5])
    raise QuestionError(f"“{words}” could mean {len(all_of)} {kind}s: {shown}. Use more words, or the id.")


def records(world: World, agent: str | None, topic: str | None) -> frozenset[str] | None:
    """Ids of the records that somebody takes part in and that are about some words, as a statement or as a fact;
    ``None`` for all. Raises ``QuestionError`` with what is near, where a name or the words match nothing."""
    found: frozenset[str] | None = None
    if agent is not None:
        found = taking_part(world, find_agents(world, agent))
    if topic is not None:
        named = _on(world, topic)
        found = named if found is None else found & named
    return found


def _on(world: World, topic: str) -> frozenset[str]:
    """Records on a topic: of the statements that the words mean, and facts with these words."""
    missing: QuestionError | None = None
    found: frozenset[str] = frozenset()
    try:
        found = about(world, (key for key in statements(world, topic) if key is not None))
    except QuestionError as error:
        missing = error
    try:
        return found | set(find_items(world, topic))
    except QuestionError as error:
        if missing is not None:
            raise QuestionError(f"{missing} {error}") from error
        return found
