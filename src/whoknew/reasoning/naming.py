"""How people, bodies, places and sources are called in a sentence: articles, number, and the account's own words.

A name stands as the account gives it, with "the" where the account writes it so ("the United Arab Emirates"). Whoever is
only described takes an article, or is called as the account first does ("the 40 people", "a commander who was there").
Nobody is given a sex, a number or a name that the account does not give.
"""

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib import resources
from typing import Any

from whoknew.model import Count, Entity, Party, Source, Spans
from whoknew.reasoning.facts import World

RELATIVE = re.compile(r",? (?=whose |whom )|, (?=who |which |that )")  # before a clause that only describes
LONGEST = 9  # words of the account that may stand for a source's name
NAMELESS = {"none": "nobody", "almost_none": "almost nobody", "all": "everybody", "some": "somebody"}
PARTS = {"none": "none of", "almost_none": "almost none of", "all": "all of", "some": "some of"}


@cache
def phrases(*path: str) -> Any:
    """A table or list of ``phrases.toml``; lists as sets of lower-cased words."""
    table: Any = _tables()
    for step in path:
        table = table[step]
    return frozenset(table) if isinstance(table, list) else table


@cache
def _tables() -> dict[str, Any]:
    return tomllib.loads(resources.files(__package__).joinpath("phrases.toml").read_text(encoding="utf-8"))


def spelt(number: int) -> str:
    """A number up to twelve as a word."""
    words = _tables()["names"]["spelt"]
    return words[number] if 0 <= number < len(words) else str(number)


def entity_of(world: World, key: str) -> Entity | None:
    """The entity behind the key of an agent or place; ``None`` for a source or for words."""
    return _index(world, "entities of words").get(key)


def source_of(world: World, key: str) -> Source | None:
    """The source behind a key."""
    return _index(world, "sources of words").get(key)


def _index(world: World, name: str) -> dict[str, Any]:
    found: dict[str, Any] | None = world.cache.get(name)  # type: ignore[assignment]
    if found is None:
        many = len(world.analyses) > 1
        layer = "entities" if name.startswith("entities") else "sources"
        found = {
            f"{number + 1}:{record.id}" if many else record.id: record
            for number, analysis in enumerate(world.analyses)
            for record in getattr(analysis, layer)
        }
        world.cache[name] = found
    return found


def called(world: World, key: str) -> str:
    """An agent or place in the middle of a sentence: "Ada Marsh", "the bank", "the 40 people", "commanders"."""
    kept: dict[str, str] = world.cache.setdefault("called", {})  # type: ignore[assignment]
    if key not in kept:
        kept[key] = _called(world, key)
    return kept[key]


def _called(world: World, key: str) -> str:
    entity = entity_of(world, key)
    source = source_of(world, key) if entity is None else None
    name = quieter(world, key, world.name_of(key))
    if not name.strip() or name != " ".join(name.split()):
        return " ".join(name.split()) or "somebody"
    first = name.split()[0].lower()
    if first in phrases("names", "owners") or first in phrases("names", "determiners") or first.isdigit():
        return lowered(name)
    if entity is None and source is None:
        return _described(name)
    if is_name(name, entity):
        return f"the {name}" if entity is not None and _with_article(world, key, entity) else name
    mentions = entity.mentions if entity is not None else source.mentions if source is not None else ()
    said = _first_said(world, key, mentions, name)
    generic = head(name).lower() in phrases("names", "generic")
    if generic and said:
        return said
    if plural(world, key):
        return f"the {name}" if said.startswith("the ") else name
    if entity is not None and entity.type in ("place", "facility"):
        if said.startswith(("a ", "an ")) and len(mentions) == 1:
            return said  # "an unknown destination": spoken of once, and no more known for it
        if not said and name[:1].isupper() and mentions:
            return name  # "Damascus airport"
    return f"{article(name)} {name}" if generic else f"the {name}"


def quieter(world: World, key: str, name: str) -> str:
    """A name that a heading or a record writes in capitals, as names are written: "CLARA DUNN" → "Clara Dunn". One word
    in capitals may be a body's letters (NATO): it is changed only where the account writes it otherwise elsewhere."""
    if not name.isupper() or len(name) < 4:
        return name
    made = " ".join(word.capitalize() if len(word) > 2 else word for word in name.split())
    if " " in name:
        return made
    text = world.analysis_of(key).account.text
    return made if re.search(rf"\b{re.escape(made)}\b", text) else name


def is_name(name: str, entity: Entity | None) -> bool:
    """Whether it is a name rather than a description: what the reader says, and no name is all in small letters."""
    if entity is not None and not entity.named:
        return False
    return not _common(name)


def _common(name: str) -> bool:
    return name == name.lower() and any(char.isalpha() for char in name)


def head(name: str) -> str:
    """The noun of a description: "members" of "members of the family", "lawyer" of "lawyer for Ada Marsh"."""
    words = re.split(r"\s+", re.split(r"[,(]", name)[0].strip()) or [name]
    for at, word in enumerate(words):
        after = words[at + 1].lower() if at + 1 < len(words) else ""
        described = word.endswith("ed") and after in phrases("names", "tails")  # "videos filmed at the house"
        if at and (described or word.lower() in phrases("names", "tails")):
            return words[at - 1]
    return words[-1] if words else name


def plural(world: World, key: str) -> bool:
    """Whether a verb after it stands in the plural."""
    entity, source = entity_of(world, key), source_of(world, key)
    name = world.name_of(key)
    if entity is not None:
        if is_name(name, entity) and not entity.members:
            return entity.type == "group" and plural_noun(name)
        if entity.type in ("person", "place", "facility"):
            return False
        return bool(entity.members) or " and " in name or plural_noun(name)
    if source is not None:
        return source.kind in ("anonymous_person", "unnamed_group", "document") and _many(source.count, name)
    return False


def _many(count: Count, name: str) -> bool:
    return count.high != 1 and (count.low > 1 or plural_noun(name))


def plural_noun(name: str) -> bool:
    """Whether a description is of several, by the form of its noun."""
    noun = head(name).lower().strip(".,;:’'\"")
    if noun in phrases("names", "plurals"):
        return True
    return noun.endswith("s") and not noun.endswith(tuple(_tables()["names"]["singulars"]))


def article(name: str) -> str:
    """ "a" or "an", by the sound that the first word begins with."""
    first = re.split(r"[\s-]", name)[0].lower()
    vowel = first[:1] in "aeiou"
    return "an" if vowel != (first in phrases("names", "silent")) else "a"


def lowered(words: str) -> str:
    """Words with a small first letter where the first word is one that only the start of a sentence writes large."""
    first = words.split()[0] if words.split() else ""
    small = first.lower()
    plain = small in phrases("names", "determiners") or small in phrases("names", "owners")
    plain = plain or (small in phrases("contents", "subjects") and small != "i")
    plain = plain and first[1:] == first[1:].lower()  # of words that are all in capitals none is made small
    return words[:1].lower() + words[1:] if plain else words


def _first_said(world: World, key: str, mentions: Spans, name: str, most: int = LONGEST) -> str:
    """The account's first words for somebody, where they begin with an article or a number and hold the name."""
    text = world.analysis_of(key).account.text
    for start, end in mentions[:3]:
        words = RELATIVE.split(" ".join(text[start:end].split()))[0]
        parts = words.split()
        if len(parts) > most:  # without the clause that describes them: "more than a dozen people [who followed …]"
            cut = next(
                (n for n, part in enumerate(parts) if n > 1 and part.lower() in ("who", "that", "which", "whom")), 0
            )
            parts = parts[:cut]
            words = " ".join(parts)
        if not parts or len(parts) > most or any(part.lower() in phrases("names", "owners") for part in parts):
            continue
        first = parts[0].lower()
        before = text[max(0, start - 5) : start].lower()
        if re.search(r"\bthe\s$", before):
            words, first = f"the {words}", "the"
        known = first in phrases("names", "determiners") or first.isdigit()
        if known and head(name).lower().rstrip("s") in words.lower():
            return lowered(words)
        if name.lower() in words.lower():  # its first words have no article: "Videos", "rebels"
            return ""
    return ""


def _with_article(world: World, key: str, entity: Entity) -> bool:
    """Whether the account writes a name with "the"; never of a person."""
    if entity.type == "person" or entity.name.lower().startswith("the "):
        return False
    text = world.analysis_of(key).account.text
    whole = [(a, b) for a, b in entity.mentions if text[a:b].casefold() == entity.name.casefold()]
    return bool(whole) and all(text[max(0, a - 4) : a].lower() == "the " for a, _ in whole)


def speaker(world: World, key: str) -> str:
    """A source in the middle of a sentence, as the account first calls it: "a commander who was there", "three aides"."""
    kept: dict[str, str] = world.cache.setdefault("speakers", {})  # type: ignore[assignment]
    if key not in kept:
        kept[key] = _speaker(world, key)
    return kept[key]


def _speaker(world: World, key: str) -> str:
    source, name = source_of(world, key), quieter(world, key, world.name_of(key))
    if source is None or source.kind == "self" or key.rpartition(":")[2].startswith("your-") or "your-rule" in key:
        return name
    entity = entity_of(world, _prefixed(key, source.entity)) if source.entity else None
    first = name.split()[0].lower() if name.split() else ""
    if first in phrases("names", "determiners") or first.isdigit():
        return lowered(name)
    if source.kind in ("named_person", "organisation", "media") and (entity is None or entity.named):
        if _common(name):
            return f"the {name}"
        return f"the {name}" if entity is not None and _with_article(world, key, entity) else name
    said = _first_said(world, key, source.mentions, name)
    if said:
        return said
    if name.isupper():  # a part in a record: "CHAIR"
        return f"the {name.lower()}"
    count = source.count
    if _many(count, name) or (count.low > 1 and count.high != 1):
        plain = lowered(name) if entity is None or not entity.named else name
        plain = plain[:1].lower() + plain[1:] if source.kind == "document" else plain
        if count.high is None:
            return plain
        return f"{spelt(count.low) if count.low == count.high else f'{count.low}–{count.high}'} {plain}"
    if plural_noun(name) or is_name(name, entity):
        return name
    return f"{article(name)} {name}"


def _prefixed(key: str, identifier: str) -> str:
    number, colon, _ = key.partition(":")
    return f"{number}:{identifier}" if colon and number.isdigit() else identifier


def party(world: World, key: str, who: Party) -> str:
    """Somebody in a record with this id: by name, by description, or by how many it was."""
    if who.entity is not None:
        home = world.home.get(key, 0)
        identifier = f"{home + 1}:{who.entity}" if len(world.analyses) > 1 else who.entity
        name = called(world, identifier) if identifier in world.names else who.descriptor or who.entity
        if who.quantity in PARTS and plural(world, identifier):
            return f"{PARTS[who.quantity]} {name if name.startswith('the ') else f'the {name}'}"
        return name
    if who.quantity in ("none", "almost_none"):
        return NAMELESS[who.quantity]
    words = " ".join(who.descriptor.split())
    if not words:
        return NAMELESS.get(who.quantity or "some", "somebody")
    return words if words.split()[0].lower() in phrases("names", "determiners") else _described(words)


def _described(words: str) -> str:
    bare = not head(words).islower() or plural_noun(words) or words in phrases("names", "nobodies")
    return words if bare else f"the {words}"


def several(world: World, key: str, group: Iterable[Party]) -> bool:
    """Whether a verb after these parties stands in the plural."""
    those = tuple(group)
    if len(those) != 1:
        return len(those) > 1
    who = those[0]
    if who.entity is None:
        return bool(who.descriptor) and head(who.descriptor).islower() and plural_noun(who.descriptor)
    home = world.home.get(key, 0)
    return plural(world, f"{home + 1}:{who.entity}" if len(world.analyses) > 1 else who.entity)
