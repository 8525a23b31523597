"""The word lists as data: groups of verbs, act nouns, idioms, and the words that change what surrounds them."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any, cast

from whoknew.model import ActType, Struct


class VerbGroup(Struct, kw_only=True, frozen=True):
    """Verbs that share a type and the places of their parties (see the head of ``lexicon.toml``)."""

    name: str
    type: ActType
    verbs: frozenset[str]
    obj: str
    preps: dict[str, str]
    voice: str = "act"
    needs: str = ""
    infinitive: ActType | None = None
    objects: frozenset[str] = frozenset()
    guard: frozenset[str] = frozenset()
    things: bool = False  # its object is a thing, never somebody


class NounGroup(Struct, kw_only=True, frozen=True):
    """Nouns that stand for one type of act."""

    type: ActType
    strong: frozenset[str]
    weak: frozenset[str]
    preps: dict[str, str]
    requires_modifier: frozenset[str] = frozenset()


class Idiom(Struct, kw_only=True, frozen=True):
    """A turn of phrase: lemmas in order, with gaps; ``anchor`` is the index of the word whose roles count."""

    type: ActType
    words: tuple[str, ...]
    roles: dict[str, str]
    anchor: int = 0
    person: bool = False
    person_in: str = ""
    negation: str = "flip"
    passive_only: bool = False
    particle: bool = False  # the last word belongs to the verb: "was taken in", not "was taken in Madrid"


class Words(Struct, kw_only=True, frozen=True):
    """Small closed lists used across the rules."""

    people: frozenset[str]
    pronouns: frozenset[str]
    accusing: frozenset[str]
    things: frozenset[str]
    negators: frozenset[str]
    implicit: frozenset[str]
    all: frozenset[str]
    some: frozenset[str]
    none: frozenset[str]
    almost: frozenset[str]
    few: frozenset[str]
    hedges: frozenset[str]
    hedge_modals: frozenset[str]
    modals: frozenset[str]
    marks: frozenset[str]
    unreal_heads: frozenset[str]
    tried: frozenset[str]
    habits: frozenset[str]


def _toml(name: str) -> dict[str, Any]:
    return tomllib.loads((files("whoknew.stages.acts") / name).read_text("utf-8"))


@cache
def verb_groups() -> dict[str, tuple[VerbGroup, ...]]:
    """Lemma, or lemma+word, → the groups it stands in, those with a condition first."""
    found: dict[str, list[VerbGroup]] = {}
    for raw in _toml("lexicon.toml")["group"]:
        group = VerbGroup(
            name=raw["name"],
            type=cast(ActType, raw["type"]),
            verbs=frozenset(raw["verbs"]),
            obj=raw.get("obj", "content"),
            preps=raw.get("preps", {}),
            voice=raw.get("voice", "act"),
            needs=raw.get("needs", ""),
            infinitive=raw.get("infinitive"),
            objects=frozenset(raw.get("objects", ())),
            guard=frozenset(raw.get("guard", ())),
            things=raw.get("things", False),
        )
        for verb in group.verbs:
            found.setdefault(verb, []).append(group)
    return {verb: tuple(sorted(groups, key=_specificity)) for verb, groups in found.items()}


def _specificity(group: VerbGroup) -> int:
    return 0 if group.obj == "listed" else 1 if group.needs and group.type not in ("meet", "know") else 2


@cache
def noun_groups() -> dict[str, tuple[NounGroup, ...]]:
    """Noun lemma → its groups."""
    found: dict[str, list[NounGroup]] = {}
    for raw in _toml("nouns.toml")["noun"]:
        group = NounGroup(
            type=cast(ActType, raw["type"]),
            strong=frozenset(raw["strong"]),
            weak=frozenset(raw["weak"]),
            preps=raw["preps"],
            requires_modifier=frozenset(raw.get("requires_modifier", ())),
        )
        for noun in group.strong | group.weak:
            found.setdefault(noun, []).append(group)
    return {noun: tuple(sorted(groups, key=lambda g: not g.requires_modifier)) for noun, groups in found.items()}


@cache
def idioms() -> dict[str, tuple[Idiom, ...]]:
    """First lemma → the idioms that begin with it."""
    found: dict[str, list[Idiom]] = {}
    for raw in _toml("idioms.toml")["idiom"]:
        idiom = Idiom(**{**raw, "words": tuple(raw["words"])})
        for first in idiom.words[0].split("|"):
            found.setdefault(first, []).append(idiom)
    return {first: tuple(group) for first, group in found.items()}


@cache
def words() -> Words:
    """The closed lists."""
    verbs, turns = _toml("lexicon.toml"), _toml("idioms.toml")
    quantities, unreal = turns["quantities"], turns["unreal"]
    return Words(
        people=frozenset(verbs["people"]["nouns"]) | frozenset(verbs["people"]["institutions"]),
        pronouns=frozenset(verbs["people"]["pronouns"]),
        accusing=frozenset(verbs["accusing"]["lemmas"]),
        things=frozenset(verbs["people"]["things"]),
        negators=frozenset(turns["negators"]["words"]),
        implicit=frozenset(turns["negators"]["implicit"]),
        all=frozenset(quantities["all"]),
        some=frozenset(quantities["some"]),
        none=frozenset(quantities["none"]),
        almost=frozenset(quantities["almost"]),
        few=frozenset(quantities["few"]),
        hedges=frozenset(turns["hedges"]["words"]),
        hedge_modals=frozenset(turns["hedges"]["modals"]),
        modals=frozenset(unreal["modals"]),
        marks=frozenset(unreal["marks"]),
        unreal_heads=frozenset(unreal["heads"]),
        tried=frozenset(unreal["tried"]),
        habits=frozenset(unreal["habits"]),
    )


@cache
def among(name: str) -> frozenset[str]:
    """A small closed class of words of ``closed.toml``. Raises ``KeyError`` for another."""
    return frozenset(_classes()[name])


@cache
def _classes() -> dict[str, list[str]]:
    return _toml("closed.toml")
