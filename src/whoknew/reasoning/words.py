"""Words for records, in the account's manner: labels and notes that say by whose account something is so."""

from collections.abc import Iterable

from whoknew.model import Act, Claim, Event, Movement, Party, Presence
from whoknew.reasoning.facts import World

PAST = {
    "tell": "told",
    "ask": "asked",
    "order": "ordered",
    "promise": "promised",
    "deny": "denied",
    "refuse": "refused",
    "grant": "granted",
    "meet": "met",
    "call": "called",
    "decide": "decided",
    "withhold": "kept from",
    "unaware": "did not know",
    "know": "knew",
    "learn": "learned",
    "mislead": "misled, as it is said,",
}
NOT_PAST = {"tell": "did not tell", "know": "did not know", "meet": "did not meet", "call": "did not call"}
MOVED = {
    "done": "went",
    "attempted": "tried to go",
    "planned": "planned to go",
    "refused": "refused to go",
    "falsely_stated": "was said, untruly, to go",
}


NAMELESS = {"none": "nobody", "almost_none": "almost nobody", "all": "everybody", "some": "somebody"}


def party(world: World, key: str, who: Party) -> str:
    """How a party is called."""
    if who.entity is not None:
        home = world.home.get(key, 0)
        identifier = f"{home + 1}:{who.entity}" if len(world.analyses) > 1 else who.entity
        return world.names.get(identifier, who.descriptor or who.entity)
    return who.descriptor or NAMELESS.get(who.quantity or "some", "somebody")


def _parties(world: World, key: str, group: Iterable[Party]) -> str:
    return join(party(world, key, who) for who in group)


def join(names: Iterable[str]) -> str:
    """ "a", "a and b", "a, b and c"."""
    known = list(dict.fromkeys(names))
    if len(known) < 2:
        return "".join(known)
    return f"{', '.join(known[:-1])} and {known[-1]}"


def quote(world: World, key: str | None) -> str:
    """A proposition's gist in quotation marks; empty for none."""
    return f"“{world.name_of(key)}”" if key else ""


def _proposition(world: World, key: str, identifier: str | None) -> str | None:
    if identifier is None:
        return None
    return f"{world.home.get(key, 0) + 1}:{identifier}" if len(world.analyses) > 1 else identifier


def label(world: World, key: str) -> str:
    """One line for a record."""
    record = world.records.get(key)
    match record:
        case Act():
            said = "spoke of" if record.spoken_of else PAST[record.type]
            done = said if record.polarity else NOT_PAST.get(record.type, f"did not {record.type}")
            if record.polarity and not record.completed:
                done = f"tried to {record.type}"
            content = quote(world, _proposition(world, key, record.proposition))
            if content and not record.asserts:
                content = f"not {content}"
            who, whom = _parties(world, key, record.agents) or "somebody", _parties(world, key, record.others)
            head = " ".join(part for part in (who, done, whom) if part)
            return f"{head}: {content}" if content else head
        case Event():
            return record.gist or world.analysis_of(key).text_of(record.trigger) or key
        case Movement():
            ways = [(" from ", record.origin_place), (" to ", record.destination)]
            tail = "".join(_way(world, key, word, where) for word, where in ways if where)
            return f"{party(world, key, record.mover)} {MOVED[record.happened]}{tail}"
        case Presence():
            be = "were" if _several(world, key, record.who) else "was"
            negation = "" if record.present else " not"
            return f"{party(world, key, record.who)} {be}{negation}{_way(world, key, ' at ', record.where)}"
        case Claim():
            gist = quote(world, _proposition(world, key, record.proposition))
            said = by_account(world, world.sources_of(key))
            return f"{said}: {gist or 'a claim'}{'' if record.asserts else ' is not so'}"
        case None:
            return world.name_of(key)


ADVERBS = frozenset({"home", "abroad", "overseas", "upstairs", "downstairs", "ashore", "there", "away", "inland"})


def _way(world: World, key: str, word: str, where: str) -> str:
    """A place with its preposition: "to the airport", "home", "in Moscow"; ``word`` has its spaces."""
    named = place(world, key, where)
    if named.lower() in ADVERBS and word != " from " and (named.lower(), word) != ("home", " at "):
        return f" {named}"
    entity = next((e for e in world.analysis_of(key).entities if e.id == where), None)
    if entity is not None and not entity.named and named[:1].islower() and named.lower() != "home":
        named = f"the {named}"
    if word == " at " and entity is not None and entity.named and entity.type == "place":
        word = " in "
    return f"{word}{named}"


def _several(world: World, key: str, who: Party) -> bool:
    """Whether a party is a group under a plural name ("the rebels", "three men")."""
    entity = next((e for e in world.analysis_of(key).entities if e.id == who.entity), None)
    if entity is None or entity.type != "group":
        return False
    low = entity.name.lower()
    return (
        bool(entity.members) or low.endswith("s") or low.split()[-1] in ("people", "men", "women", "children", "police")
    )


def place(world: World, key: str, where: str) -> str:
    """How a place is called."""
    home = world.home.get(key, 0)
    return world.names.get(f"{home + 1}:{where}" if len(world.analyses) > 1 else where, where)


YOURS = "your-"  # sources that stand for the user's own changes and rules; never the account's


def is_yours(source: str) -> bool:
    """Whether a source stands for a change or a rule of the user's."""
    head, _, rest = source.partition(":")
    return source.startswith(YOURS) or (head.isdigit() and rest.startswith(YOURS))


def is_rules(world: World, key: str) -> bool:
    """Whether a record is what a rule of the user's adds."""
    return any("your-rule:" in source for source in world.sources_of(key))


def by_account(world: World, sources: Iterable[str]) -> str:
    """ "by the account of a commander", "in the account's own words", "by your rule at line 12"."""
    known = [key for key in sources if not key.endswith("self")]
    if not known:
        return "in the account's own words"
    yours = [world.name_of(key) for key in known if is_yours(key)]
    others = [world.name_of(key) for key in known if not is_yours(key)]
    parts = [f"by the account of {join(others)}"] if others else []
    return join([*parts, f"by {join(yours)}"] if yours else parts)


def sentence(words: str) -> str:
    """Words with their first letter as a capital, and nothing else changed."""
    return words[:1].upper() + words[1:]
