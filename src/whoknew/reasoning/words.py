"""Words for records and for those who say so: one line for a fact, "by the account of a commander", "in the account's own voice".

Whatever the account says stands in quotation marks; the rest is ours, and says no more than the record does.
"""

from collections.abc import Iterable

from whoknew.model import Act, Claim, Entity, Event, Movement, Party, Presence
from whoknew.reasoning.contents import INNER, of_proposition
from whoknew.reasoning.facts import Chain, World
from whoknew.reasoning.naming import (
    NAMELESS,
    called,
    entity_of,
    lowered,
    party,
    phrases,
    plural,
    several,
    source_of,
    speaker,
)
from whoknew.reasoning.phrasing import act_words
from whoknew.reasoning.phrasing import join as _join

__all__ = [
    "by_account",
    "called",
    "drawn_from",
    "is_rules",
    "is_yours",
    "join",
    "label",
    "party",
    "place",
    "quote",
    "said_by",
    "sentence",
]

OWN_VOICE = "in the account's own voice"


def own_voice(world: World) -> str:
    """The account's own voice; where it is somebody's own statement, his or hers by name."""
    names = narrators(world)
    return f"by the account of {join(names)}" if names else OWN_VOICE


def narrators(world: World) -> list[str]:
    """Those who tell the accounts in the first person; none where one is told by its publisher."""
    many = len(world.analyses) > 1
    found = []
    for number, analysis in enumerate(world.analyses):
        own = next((source for source in analysis.sources if source.kind == "self"), None)
        key = (f"{number + 1}:{own.entity}" if many else own.entity) if own is not None and own.entity else ""
        entity = entity_of(world, key)
        if entity is None or entity.type != "person" or not entity.named:
            return []
        found.append(called(world, key))
    return found


def join(names: Iterable[str]) -> str:
    """ "a", "a and b", "a, b and c"."""
    return _join(list(names))


def quote(world: World, key: str | None) -> str:
    """A proposition's words in quotation marks; empty for none."""
    return of_proposition(world, key).quoted if key else ""


def label(world: World, key: str) -> str:
    """One line for a record."""
    record = world.records.get(key)
    match record:
        case Act():
            return act_words(world, key, record)
        case Event():
            return _event(world, key, record)
        case Movement():
            return _movement(world, key, record)
        case Presence():
            return _presence(world, key, record)
        case Claim():
            return _claim(world, key, record)
        case None:
            return _statement(world, key)


def _event(world: World, key: str, event: Event) -> str:
    """The account's words for a happening, without the word that only ties them to another clause ("when …")."""
    words = (event.gist or world.analysis_of(key).text_of(event.trigger) or key).split()
    tied = len(words) > 3 and words[0].lower() in phrases("contents", "ties")
    gist = f"“{' '.join(words[1:] if tied else words).translate(INNER)}”"
    return gist if event.polarity or event.origin.startswith("events/") else f"it did not happen that {gist}"


def _statement(world: World, key: str) -> str:
    """A statement by itself: its words, and whose plan it is."""
    number = world.prop_index.get(key)
    if number is None:
        return world.name_of(key)
    holder = world.plan_of[number]
    return (
        f"the plan of {called(world, world.agents[holder])}: {quote(world, key)}" if holder >= 0 else quote(world, key)
    )


def _claim(world: World, key: str, claim: Claim) -> str:
    said = said_by(world, key)
    if claim.proposition is not None:
        gist = quote(world, _prefixed(world, key, claim.proposition))
    elif claim.about and not world.analysis_of(key).stages:  # written by hand: a claim that a fact is so
        gist = label(world, _prefixed(world, key, claim.about[0]))
    else:
        words = " ".join(" … ".join(world.analysis_of(key).text_of(span) for span in claim.spans).split())
        gist = f"“{lowered(words)}”" if words else "a claim"
    steps = [_prefixed(world, key, source) for step in claim.chain[-1:] for source in step if source != "self"]
    by = f" by {join(speaker(world, source) for source in steps)}" if steps else ""
    if claim.status in ("denied", "unverified"):  # whoever the claim names denies it, or could not confirm it
        return f"{'denied' if claim.status == 'denied' else 'could not be confirmed'}{by}: {gist}"
    return f"{said}: {gist}" if claim.asserts or claim.proposition is None else f"{said}, it was not so: {gist}"


def _prefixed(world: World, key: str, identifier: str) -> str:
    return f"{world.home.get(key, 0) + 1}:{identifier}" if len(world.analyses) > 1 else identifier


def _movement(world: World, key: str, move: Movement) -> str:
    who, perhaps = party(world, key, move.mover), "perhaps " if move.hedged else ""
    origin = _way(world, key, " from ", move.origin_place) if move.origin_place else ""
    to = _way(world, key, " to ", move.destination) if move.destination else ""
    via = f" by way of {join(place(world, key, where) for where in move.via)}" if move.via else ""
    means = _means(move.means)
    if move.happened == "falsely_stated":
        were = "were" if several(world, key, (move.mover,)) else "was"
        return f"{who} {were} said to be going{origin}{via}{to}{means}, which the account has otherwise"
    if move.happened == "done" and not (origin or to or via or means):
        return _bare_move(world, key, who, move)
    if move.happened == "done" and move.origin_place and not (to or via):
        return f"{who} {perhaps}left {place(world, key, move.origin_place)}{means}"
    said = world.analysis_of(key).text_of(move.span)
    if move.happened == "done" and not (origin or to or via) and " " in said:  # "turned round": the account's own word
        return f"{who} {perhaps}{said}{means}"
    verb = phrases("moved").get(move.happened, "went" if origin or to or via else "set out")
    return f"{who} {perhaps}{verb}{origin}{via}{to}{means}"


def _bare_move(world: World, key: str, who: str, move: Movement) -> str:
    """A movement of which no place is told, in the words of the account: "“I came on duty at nine”"."""
    analysis, (start, end) = world.analysis_of(key), move.span
    over = [event for event in analysis.events if event.trigger[0] < end and start < event.trigger[1]]
    said = max((" ".join(event.gist.split()) for event in over), key=len, default="")
    perhaps = "perhaps " if move.hedged else ""
    return f"“{said.translate(INNER)}”" if len(said.split()) > 2 and not move.hedged else f"{who} {perhaps}went"


def _means(means: str | None) -> str:
    """ " by helicopter", " on foot"; a means that says its own preposition stands as it is."""
    if not means:
        return ""
    words = means.split()
    if words[0].lower() in phrases("ways", "own"):
        return f" {means}"
    if words[0].lower() in phrases("ways", "bare"):
        return f" on {means}"
    return f" in {means}" if words[0].lower() in phrases("names", "determiners") else f" by {means}"


def _presence(world: World, key: str, presence: Presence) -> str:
    who, there = party(world, key, presence.who), presence.present
    if presence.who.entity is None and presence.who.quantity == "none":
        who, there = NAMELESS["none"], True  # "nobody was there" is said of nobody: not of somebody who is not there
    be = "were" if several(world, key, (presence.who,)) else "was"
    perhaps, negation = "perhaps " if presence.hedged else "", "" if there else "not "
    return f"{who} {be} {perhaps}{negation}{_way(world, key, ' at ', presence.where).strip()}"


def _way(world: World, key: str, word: str, where: str) -> str:
    """A place with its preposition: "to the airport", "home", "in Moscow"; ``word`` has its spaces."""
    entity = entity_of(world, _prefixed(world, key, where))
    named = place(world, key, where)
    bare = entity.name.lower() if entity is not None else " ".join(where.lower().split())
    if bare == "home" and entity is not None:
        return f"{word}{_home(world, _prefixed(world, key, where), entity)}"
    if bare == "home":
        return " home" if word == " to " else f"{word}home"
    if bare in phrases("ways", "adverbs") and word != " from ":
        return f" {named}"
    if word == " at " and entity is not None and entity.type == "place" and (entity.named or " of " not in named):
        word = " in "
    return f"{word}{named}"


def _home(world: World, key: str, entity: Entity) -> str:
    """A home in the account's own words, which say whose it is: "“his home”"."""
    text = world.analysis_of(key).account.text
    said = [" ".join(text[a:b].split()) for a, b in entity.mentions[:3]]
    owned = next(
        (words for words in said if words.split() and words.split()[0].lower() in phrases("names", "owners")), ""
    )
    return f"“{lowered(owned)}”" if owned else "the home"


def place(world: World, key: str, where: str) -> str:
    """How a place is called after a preposition; ``key`` is the record that speaks of it."""
    identifier = _prefixed(world, key, where)
    if entity_of(world, identifier) is not None or source_of(world, identifier) is not None:
        return called(world, identifier)
    first = where.split()[0].lower() if where.split() else ""
    plain = where != where.lower() or first in phrases("names", "determiners") or first in phrases("names", "owners")
    return where if plain or where in phrases("ways", "adverbs") else f"the {where}"


def at_place(world: World, key: str) -> str:
    """Where somebody is, with the preposition: "in Moscow", "at the ministry"; ``key`` is the place's own."""
    entity = entity_of(world, key)
    if entity is not None and entity.name.lower() == "home":
        return f"at {_home(world, key, entity)}"
    inside = entity is not None and entity.type == "place" and (entity.named or " of " not in entity.name)
    return f"{'in' if inside else 'at'} {called(world, key)}"


YOURS = "your-"  # sources that stand for the user's own changes and rules; never the account's


def is_yours(source: str) -> bool:
    """Whether a source stands for a change or a rule of the user's."""
    head, _, rest = source.partition(":")
    return source.startswith(YOURS) or (head.isdigit() and rest.startswith(YOURS))


def is_rules(world: World, key: str) -> bool:
    """Whether a record is what a rule of the user's adds."""
    return any("your-rule:" in source for source in world.sources_of(key))


def by_account(world: World, sources: Iterable[str]) -> str:
    """ "by the account of a commander who was there", "according to a letter", "in the account's own voice", "by your rule at line 12"."""
    known = [key for key in sources if not key.endswith("self")]
    if not known:
        return own_voice(world)
    yours = [world.name_of(key) for key in known if is_yours(key)]
    others = [key for key in known if not is_yours(key)]
    papers = all((source := source_of(world, key)) is not None and source.kind == "document" for key in others)
    said = "according to" if papers else "by the account of"
    parts = [f"{said} {join(speaker(world, key) for key in others)}"] if others else []
    return join([*parts, f"by {join(yours)}"] if yours else parts)


def said_by(world: World, key: str) -> str:
    """By whose account a record is so; where somebody passes on another's words, both, the outermost first."""
    chains = chains_of(world, key)
    if len(chains) != 1 or any(is_yours(source) for source in world.sources_of(key)):
        return by_account(world, world.sources_of(key))
    if chains[0] and not chains[0][-1]:  # "it is said", "a man who stands accused"
        return f"as {NOBODY_NAMED} says"
    steps = _spoken(chains[0])
    if not steps:
        return own_voice(world)
    return by_account(world, steps[0]) + "".join(_citing(world, step) for step in steps[1:])


NOBODY_NAMED = "somebody whom the account does not name"


def voices(world: World, key: str) -> str:
    """Those who say so, after a dash: "a commander who was there, citing Ada Marsh"; "the account itself"."""
    found: dict[str, None] = {}
    for chain in chains_of(world, key):
        if chain and not chain[-1]:
            found[NOBODY_NAMED] = None
        elif steps := _spoken(chain):
            first = join(speaker(world, source) for source in steps[0])
            found[first + "".join(_citing(world, step) for step in steps[1:])] = None
    named = [one for one in found if one != NOBODY_NAMED] or list(found)
    kept = [one for one in named if not any(one.startswith(f"{other}, citing") for other in named)]
    return "; ".join(kept) or join(narrators(world)) or "the account itself"


def _spoken(chain: Chain) -> list[tuple[str, ...]]:
    return [step for step in chain if step and not all(source.endswith("self") for source in step)]


def _citing(world: World, step: tuple[str, ...]) -> str:
    return f", citing {join(speaker(world, source) for source in step)}"


def chains_of(world: World, key: str) -> tuple[Chain, ...]:
    """The chains of sources on which a record rests, each outermost first."""
    index: dict[str, tuple[Chain, ...]] | None = world.cache.get("chains of words")  # type: ignore[assignment]
    if index is None:
        index = {}
        for record, facet, chains in zip(world.atom_record, world.atom_facet, world.atom_chains):
            if facet == "happened" or record not in index:
                index[record] = tuple(dict.fromkeys(chains))
        world.cache["chains of words"] = index
    if key in index:
        return index[key]
    claim = world.records.get(key)
    if isinstance(claim, Claim):
        return (tuple(tuple(_prefixed(world, key, source) for source in step) for step in claim.chain),)
    return ()


def drawn_from(world: World, records: Iterable[str]) -> str:
    """ "from what a commander, three diplomats and the account itself say": what an inference is drawn from; none of them
    says what is inferred."""
    voices: dict[str, None] = {}
    own = False
    for record in records:
        known = [source for source in world.sources_of(record) if not source.endswith("self")]
        own = own or not known
        voices.update(dict.fromkeys(known))
    if not voices:
        return f"from what {join(narrators(world)) or 'the account itself'} says"
    others = [key for key in voices if not is_yours(key)]
    names = [speaker(world, key) for key in others] + (narrators(world) or ["the account itself"] if own else [])
    says = "say" if len(names) > 1 or (others and plural(world, others[0])) else "says"
    yours = [world.name_of(key) for key in voices if is_yours(key)]
    return f"from {join([*([f'what {join(names)} {says}'] if names else []), *yours])}"


def sentence(words: str) -> str:
    """Words with their first letter as a capital, and nothing else changed."""
    return words[:1].upper() + words[1:]


def nameless(who: Party) -> bool:
    """Whether a party is nobody of the story under a name or description."""
    return who.entity is None and not who.descriptor
