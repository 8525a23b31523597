"""A mention: the words, what they may denote, and what they say of it. Shared by the finders and the linker of this stage."""

from dataclasses import dataclass, field
from typing import Literal

from whoknew.model import Count

Kind = Literal["name", "nominal", "pronoun"]


@dataclass(slots=True, eq=False)
class Mention:
    """``first``/``end``/``head`` are token indices. ``type`` is "" where the words alone do not tell."""

    first: int
    end: int
    head: int
    kind: Kind
    type: str = ""
    plural: bool = False
    gender: str = ""  # m, f or ""
    parts: tuple[str, ...] = ()  # of a name
    title: str = ""  # words of the title before a name
    title_first: int = -1
    noun: str = ""  # singular head of a nominal
    modifiers: tuple[str, ...] = ()
    determiner: str = ""  # a, the, his, …, "" for bare
    owner: "Mention | None" = None  # whose: "his brother", "Assad's cousins"
    count: Count | None = None
    members: list["Mention"] = field(default_factory=list)
    within: "Mention | None" = None  # the group mention that it is a part of
    apposed: "Mention | None" = None  # the mention that it stands beside and denotes the same as
    predicate: bool = False  # "he is a doctor": says something of somebody, denotes nobody new
    cluster: "object | None" = None
    ambiguous: bool = False
    metonymic: bool = False
    publishing: bool = False  # names the account's publisher
    attributive: bool = False  # before a noun that it tells the kind of: "the Assad government"
    score: float | None = None
